"""The paper of a plan: of all the PDFs that came with a package, the one that was signed and issued."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, Final, Literal, NamedTuple

from sqlalchemy import Connection, func, select

from dxdesk.central.intake import Intake
from dxdesk.central.opening_packages import carried
from dxdesk.central.plan_tables import COPY
from dxdesk.central.slots import INSERTS
from dxdesk.central.tables import DOCUMENT, PACKAGE
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


def best_paper(connection: Connection, intake: Intake, package_id: int) -> Paper | None:
    """Return the PDF of a package to show: signed by the most, else a scan, else the program's own; None where none is.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database fails.
    """
    package = connection.execute(select(PACKAGE).where(PACKAGE.c.id == package_id)).one()
    best: tuple[_Rank, Paper] | None = None
    for place, (name, role, data) in enumerate(_pdfs(connection, intake, package)):
        kind, signatures = _looked_at(data, role)
        rank = _Rank(_BEST.index(kind), signatures, place)
        if best is None or rank > best[0]:
            best = rank, Paper(name=name, data=data, kind=kind)
    return best[1] if best else None


def write_carriers(connection: Connection, carriers: Mapping[str, str]) -> None:
    """Note PDFs (their SHA-256) as copies of the packages that they carried (that of its file), once accepted."""
    query = select(COPY.c.content, COPY.c.package_id).where(COPY.c.content.in_(carriers.values()))
    known = {row.content: row.package_id for row in connection.execute(query)}
    rows = [
        {"content": pdf, "package_id": known[package]}
        for pdf, package in carriers.items()
        if package in known
    ]
    if rows:
        connection.execute(INSERTS[connection.dialect.name](COPY).on_conflict_do_nothing(), rows)


def documents_of(connection: Connection, package: Any) -> Sequence[Any]:
    """Return the documents that a package names, `held` where another package of the unit has brought them too."""
    other, owner = DOCUMENT.alias(), PACKAGE.alias()
    brought = (
        select(func.max(other.c.held))
        .join(owner, owner.c.id == other.c.package_id)
        .where(other.c.sha256 == DOCUMENT.c.sha256, owner.c.unit_id == package.unit_id)
        .scalar_subquery()
    )
    columns = (column for column in DOCUMENT.c if column.name != "held")
    query = select(*columns, brought.label("held")).where(DOCUMENT.c.package_id == package.id)
    return connection.execute(query.order_by(DOCUMENT.c.position)).all()


def files_of(connection: Connection, package: Any) -> list[str]:
    """Return the files that may carry the documents of a package: copies of it and of others of its unit."""
    query = (
        select(COPY.c.content)
        .join(PACKAGE)
        .where(PACKAGE.c.unit_id == package.unit_id, PACKAGE.c.year == package.year)
        .order_by(COPY.c.package_id != package.id, COPY.c.content)
    )
    return list(connection.scalars(query))


def _pdfs(connection: Connection, intake: Intake, package: Any) -> Iterator[tuple[str, str, bytes]]:
    """Yield name, role and bytes of every PDF that is here, those that carried the package last; damaged ones not."""
    for row in documents_of(connection, package):
        # What no package of the unit has brought is not its own, even where the intake has such a file.
        if row.held and row.media_type == _MEDIA_TYPE and row.role != "slip":
            data = _kept(intake, row.sha256) or carried(intake, files_of(connection, package), row.sha256)
            if data is not None:
                yield row.name, row.role, data
    for content in connection.scalars(select(COPY.c.content).where(COPY.c.package_id == package.id)):
        data = _kept(intake, content)
        if data is not None and data.startswith(PDF):
            yield "", "", data


def _kept(intake: Intake, content: str) -> bytes | None:
    with suppress(OSError):
        return intake.read(content)
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
