"""The paper of a plan: of all the PDFs that came with a package, the one that was signed and issued."""

import base64
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final, Literal, NamedTuple

import msgspec
from sqlalchemy import Connection, select

from dxdesk.central.intake import Intake
from dxdesk.central.plan_tables import COPY
from dxdesk.central.slots import INSERTS
from dxdesk.central.tables import DOCUMENT
from dxdesk.value import Value

Kind = Literal["signed", "scan", "plain", "altered"]
PDF: Final = b"%PDF-"
_MEDIA_TYPE: Final = "application/pdf"
_BEST: Final[tuple[Kind, ...]] = ("altered", "plain", "scan", "signed")


class Paper(Value, frozen=True, kw_only=True):
    """A PDF of a plan: "signed" (unharmed, with signatures), a "scan", "plain", or "altered" after it was signed."""

    name: str
    data: bytes
    kind: Kind


class _Rank(NamedTuple):
    kind: int
    signatures: int
    place: int


class _Document(msgspec.Struct):
    sha256: str
    data: str | None = None


class _Carried(msgspec.Struct):
    documents: list[_Document]


def best_paper(connection: Connection, intake: Intake, package_id: int) -> Paper | None:
    """Return the PDF of a package to show: signed by the most, else a scan, else the program's own; None where none is.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database fails.
    """
    best: tuple[_Rank, Paper] | None = None
    for place, (name, role, data) in enumerate(_pdfs(connection, intake, package_id)):
        kind, signatures = _looked_at(data, role)
        rank = _Rank(_BEST.index(kind), signatures, place)
        if best is None or rank > best[0]:
            best = rank, Paper(name=name, data=data, kind=kind)
    return best[1] if best else None


def write_carriers(connection: Connection, carried: Mapping[str, str]) -> None:
    """Note PDFs (their SHA-256) as copies of the packages that they carried (that of its file), once accepted."""
    query = select(COPY.c.content, COPY.c.package_id).where(COPY.c.content.in_(carried.values()))
    known = {row.content: row.package_id for row in connection.execute(query)}
    rows = [
        {"content": pdf, "package_id": known[package]} for pdf, package in carried.items() if package in known
    ]
    if rows:
        connection.execute(INSERTS[connection.dialect.name](COPY).on_conflict_do_nothing(), rows)


def _pdfs(connection: Connection, intake: Intake, package_id: int) -> Iterator[tuple[str, str, bytes]]:
    """Yield name, role and bytes of every PDF that is here, those that carried the package last; damaged ones not."""
    query = select(COPY.c.content).where(COPY.c.package_id == package_id)
    copies = [data for content in connection.scalars(query) if (data := _kept(intake, content)) is not None]
    is_paper = DOCUMENT.c.media_type == _MEDIA_TYPE, DOCUMENT.c.role != "slip"
    named = select(DOCUMENT).where(DOCUMENT.c.package_id == package_id, *is_paper)
    plans = [data for data in copies if not data.startswith(PDF)]
    for row in connection.execute(named.order_by(DOCUMENT.c.position)):
        data = _kept(intake, row.sha256) or _carried(plans, row.sha256)
        if data is not None:
            yield row.name, row.role, data
    yield from (("", "", data) for data in copies if data.startswith(PDF))


def _kept(intake: Intake, content: str) -> bytes | None:
    with suppress(OSError, EOFError):
        return intake.read(content)
    return None


def _carried(plans: list[bytes], digest: str) -> bytes | None:
    for plan in plans:
        for document in msgspec.json.decode(plan, type=_Carried).documents:
            if document.sha256 == digest and document.data is not None:
                data = base64.b64decode(document.data)
                if sha256(data).hexdigest() == digest:
                    return data
    return None


def _looked_at(data: bytes, role: str) -> tuple[Kind, int]:
    if role == "scan":
        return "scan", 0
    if role == "pdf":
        return "plain", 0
    from dxdesk.signing.faults import SigningError  # noqa: PLC0415 - half a second that only PDFs need
    from dxdesk.signing.trust import Trust  # noqa: PLC0415
    from dxdesk.signing.verdict import integrity_of  # noqa: PLC0415
    from dxdesk.signing.verification import verify_pdf  # noqa: PLC0415

    try:
        report = verify_pdf(data, Trust(), datetime.now(UTC))
    except SigningError:
        return "altered", 0
    kinds: dict[str, Kind] = {"intact": "signed", "altered": "altered", "unsigned": "plain"}
    return kinds[integrity_of(report)], len(report.signatures)
