"""Taking one package in: checked, kept in the intake, a row under its constraints, and only then the receipt."""

import base64
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final, Literal

import msgspec
from pyhanko.sign.signers import Signer
from sqlalchemy import Connection, select, update
from sqlalchemy.exc import IntegrityError

from dxdesk.central.database import Database
from dxdesk.central.intake import Intake
from dxdesk.central.office import Office, today
from dxdesk.central.receipts import give_receipt
from dxdesk.central.standing import KnownPackage, find_package, standing_bytes, wanted_documents
from dxdesk.central.tables import DOCUMENT, LOG, PACKAGE
from dxdesk.central.tokens import unit_id
from dxdesk.package.faults import PackageError, Remark, remark
from dxdesk.package.format import Package, StatementUnit
from dxdesk.package.reading import read_package
from dxdesk.value import Value

Refusal = Literal["faulty", "other_digest", "other_unit", "closed_year", "conflict"]
_HELD_IN_PACKAGE: Final = "package"
_HELD_IN_INTAKE: Final = "intake"


class Arrival(Value, frozen=True, kw_only=True):
    """A file that has come, whole, and what is said of it: its SHA-256, the package's digest, whose it is."""

    path: Path
    content: str
    size: int
    digest: str
    unit: StatementUnit
    channel: str


class Taken(Value, frozen=True, kw_only=True):
    """It is there, since now or since before; `standing` is the answer as JSON."""

    standing: bytes
    is_new: bool


class Refused(Value, frozen=True, kw_only=True):
    """It was not taken, and why; `digest` is that of the package in its place, where there is one."""

    why: Refusal
    faults: tuple[Remark, ...] = ()
    digest: str | None = None


class Desk:
    """What somebody needs to take packages in."""

    def __init__(self, database: Database, intake: Intake, office: Office, signer: Signer) -> None:
        self.database = database
        self.intake = intake
        self.office = office
        self.signer = signer


def receive(desk: Desk, arrival: Arrival) -> Taken | Refused:
    """Take a package in, or say why not. The same package gets the same receipt, whatever came with it.

    Raises:
        OSError, sqlalchemy.exc.SQLAlchemyError: the disk or the database fails; it may be sent again.
    """
    with desk.database.reading() as connection:
        known = find_package(connection, arrival.digest)
    if known is not None:
        return _known(desk, arrival, known)
    try:
        package = read_package(arrival.path.read_bytes()).package
    except PackageError as error:
        return _refused(desk, arrival, Refused(why="faulty", faults=error.faults))
    if refusal := _objection(desk.office, arrival, package):
        return _refused(desk, arrival, refusal)
    with arrival.path.open("rb") as file:
        desk.intake.keep(file, arrival.content)
    try:
        with desk.database.writing() as connection:
            package_id = _insert(connection, arrival, package)
    except IntegrityError:
        return _taken_by_another(desk, arrival, package)
    return _taken(desk, package_id, is_new=True)


def _objection(office: Office, arrival: Arrival, package: Package) -> Refused | None:
    statement = package.statement
    if package.digest != arrival.digest:
        return Refused(why="other_digest")
    if statement.sealed_at is None:
        return Refused(why="faulty", faults=(remark("DX192", "/statement/sealed_at"),))
    if not _is_same(statement.unit, arrival.unit):
        return Refused(why="other_unit")
    if not office.takes(statement.year, today()):
        return Refused(why="closed_year")
    return None


def _insert(connection: Connection, arrival: Arrival, package: Package) -> int:
    statement, now = package.statement, datetime.now(UTC).replace(microsecond=0)
    unit = unit_id(connection, statement.unit)
    row = {
        "digest": package.digest,
        "unit_id": unit,
        "year": statement.year,
        "revision": statement.revision,
        "previous": statement.previous,
        "content": arrival.content,
        "size": arrival.size,
        "received_at": now,
    }
    inserted = connection.execute(PACKAGE.insert().values(row)).inserted_primary_key
    package_id = int(inserted[0] if inserted else 0)
    documents = [
        {
            "package_id": package_id,
            "position": position,
            "role": document.role,
            "name": document.name,
            "media_type": document.media_type,
            "size": document.size,
            "sha256": document.sha256,
            "held": "" if document.data is None else _HELD_IN_PACKAGE,
        }
        for position, document in enumerate(package.documents)
    ]
    if documents:
        connection.execute(DOCUMENT.insert(), documents)
    _log(connection, arrival, "accepted", unit=unit, package_id=package_id)
    return package_id


def _taken(desk: Desk, package_id: int, *, is_new: bool) -> Taken:
    give_receipt(desk.database, package_id, desk.office.receiver, desk.signer)
    with desk.database.reading() as connection:
        standing = standing_bytes(connection, package_id)
    return Taken(standing=standing or b"", is_new=is_new)


def _taken_by_another(desk: Desk, arrival: Arrival, package: Package) -> Taken | Refused:
    """Say what stood in the way of the row: the same package, or another of the same unit, year and revision."""
    with desk.database.writing() as connection:
        same = find_package(connection, package.digest)
        if same is not None:
            package_id = same.id
        else:
            unit = unit_id(connection, package.statement.unit)
            other = connection.scalar(
                select(PACKAGE.c.digest).where(
                    PACKAGE.c.unit_id == unit,
                    PACKAGE.c.year == package.statement.year,
                    PACKAGE.c.revision == package.statement.revision,
                )
            )
            _log(connection, arrival, "conflict", unit=unit, reasons=[{"digest": other}])
            return Refused(why="conflict", digest=other)
    return _taken(desk, package_id, is_new=False)


def _known(desk: Desk, arrival: Arrival, known: KnownPackage) -> Taken | Refused:
    if not _is_same(known.unit, arrival.unit):
        return Refused(why="other_unit")
    with desk.database.reading() as connection:
        wanted = wanted_documents(connection, known.id)
    if wanted:
        # A copy that cannot be read has nothing to bring; the package itself is here already.
        with suppress(PackageError):
            _bring_documents(desk, read_package(arrival.path.read_bytes()).package, wanted)
    return _taken(desk, known.id, is_new=False)


def _bring_documents(desk: Desk, package: Package, wanted: Iterable[str]) -> None:
    brought = {one.sha256: one.data for one in package.documents if one.data is not None}
    for sha256 in set(wanted) & set(brought):
        desk.intake.keep(BytesIO(base64.b64decode(brought[sha256] or "")), sha256)
        with desk.database.writing() as connection:
            mark_held(connection, package.statement.unit, sha256)


def mark_held(connection: Connection, unit: StatementUnit, sha256: str) -> None:
    """Note that a document which packages of a unit name is in the intake now."""
    own = select(PACKAGE.c.id).where(PACKAGE.c.unit_id == unit_id(connection, unit))
    lacking = (DOCUMENT.c.sha256 == sha256, DOCUMENT.c.held == "", DOCUMENT.c.package_id.in_(own))
    connection.execute(update(DOCUMENT).where(*lacking).values(held=_HELD_IN_INTAKE))


def _refused(desk: Desk, arrival: Arrival, refusal: Refused) -> Refused:
    reasons: list[dict[str, str | None]] = [
        {"code": fault.code, "pointer": fault.pointer} for fault in refusal.faults
    ]
    with desk.database.writing() as connection:
        unit = unit_id(connection, arrival.unit)
        _log(connection, arrival, "refused", unit=unit, reasons=reasons or [{"why": refusal.why}])
    return refusal


def _log(
    connection: Connection,
    arrival: Arrival,
    outcome: str,
    *,
    unit: int,
    package_id: int | None = None,
    reasons: list[dict[str, str | None]] | None = None,
) -> None:
    row = {
        "came_at": datetime.now(UTC),
        "channel": arrival.channel,
        "unit_id": unit,
        "content": arrival.content,
        "size": arrival.size,
        "outcome": outcome,
        "package_id": package_id,
        "reasons": msgspec.json.encode((reasons or [])[:20]).decode(),
    }
    connection.execute(LOG.insert().values(row))


def _is_same(one: StatementUnit, other: StatementUnit) -> bool:
    return (one.scheme, one.code) == (other.scheme, other.code)
