"""Taking one package in: checked, kept in the intake, a row under its constraints, and only then the receipt."""

import base64
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final, Literal

import msgspec
from sqlalchemy import Connection, select, update

from dxdesk.central.database import Database
from dxdesk.central.entering import Registry
from dxdesk.central.intake import Intake
from dxdesk.central.judging import Terms, Verdict, judge
from dxdesk.central.office import Office, today
from dxdesk.central.pen import Looked
from dxdesk.central.receipts import give_receipt
from dxdesk.central.signature_mark import TrustedFiles
from dxdesk.central.signer import SigningKey
from dxdesk.central.standing import (
    KnownPackage,
    chosen_instead,
    find_package,
    standing_bytes,
    wanted_documents,
)
from dxdesk.central.tables import DOCUMENT, LOG, PACKAGE
from dxdesk.central.tokens import unit_id
from dxdesk.package.faults import PackageError, Remark
from dxdesk.package.format import Package, StatementUnit
from dxdesk.package.reading import read_package
from dxdesk.value import Value

Refusal = Literal["faulty", "other_digest", "other_unit", "closed_year", "conflict"]
_HELD_IN_INTAKE: Final = "intake"
_MOST_REASONS: Final = 20


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
    """What somebody needs to take packages in; signatures are checked where certificates are `trusted`."""

    def __init__(
        self,
        database: Database,
        intake: Intake,
        office: Office,
        key: SigningKey,
        trusted: TrustedFiles | None = None,
    ) -> None:
        self.database = database
        self.intake = intake
        self.office = office
        self.key = key
        self.trusted = trusted
        self.registry = Registry(database, intake)


def receive(desk: Desk, arrival: Arrival) -> Taken | Refused:
    """Take a package in, or say why not. The same package gets the same receipt, whatever came with it.

    Raises:
        OSError, sqlalchemy.exc.SQLAlchemyError: the disk or the database fails; it may be sent again.
    """
    with desk.database.reading() as connection:
        known = find_package(connection, arrival.digest)
    if known is not None:
        return _known(desk, arrival, known)
    data = arrival.path.read_bytes()
    verdict = judge(data, Terms(trusted=desk.trusted), datetime.now(UTC))
    if refusal := _objection(desk.office, arrival, verdict):
        return _refused(desk, arrival, refusal)
    file = Looked(
        origin="",
        channel=arrival.channel,
        content=arrival.content,
        data=data,
        verdict=verdict,
    )
    (entered,) = desk.registry.enter([file])
    if entered.package_id is None or entered.outcome == "conflict":
        return Refused(why="conflict", digest=entered.other)
    if entered.outcome == "there already":  # it came twice at the same moment
        with desk.database.reading() as connection:
            if other := chosen_instead(connection, entered.package_id):
                return Refused(why="conflict", digest=other)
    return _taken(desk, entered.package_id, is_new=entered.outcome != "there already")


def _objection(office: Office, arrival: Arrival, verdict: Verdict) -> Refused | None:
    if verdict.package is None:
        return Refused(why="faulty", faults=verdict.faults)
    statement = verdict.package.statement
    if verdict.package.digest != arrival.digest:
        return Refused(why="other_digest")
    if not _is_same(statement.unit, arrival.unit):
        return Refused(why="other_unit")
    return None if office.takes(statement.year, today()) else Refused(why="closed_year")


def _taken(desk: Desk, package_id: int, *, is_new: bool) -> Taken:
    give_receipt(desk.database, desk.intake.issued, package_id, desk.office.receiver, desk.key)
    with desk.database.reading() as connection:
        standing = standing_bytes(connection, package_id)
    return Taken(standing=standing or b"", is_new=is_new)


def _known(desk: Desk, arrival: Arrival, known: KnownPackage) -> Taken | Refused:
    if not _is_same(known.unit, arrival.unit):
        return Refused(why="other_unit")
    with desk.database.reading() as connection:
        if other := chosen_instead(connection, known.id):
            return Refused(why="conflict", digest=other)
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
    reasons: list[dict[str, str]] = [
        {"code": fault.code, "pointer": fault.pointer} for fault in refusal.faults[:_MOST_REASONS]
    ]
    row = {
        "came_at": datetime.now(UTC),
        "channel": arrival.channel,
        "content": arrival.content,
        "size": arrival.size,
        "outcome": "refused",
        "reasons": msgspec.json.encode(reasons or [{"why": refusal.why}]).decode(),
    }
    with desk.database.writing() as connection:
        connection.execute(LOG.insert().values(unit_id=unit_id(connection, arrival.unit), **row))
    return refusal


def _is_same(one: StatementUnit, other: StatementUnit) -> bool:
    return (one.scheme, one.code) == (other.scheme, other.code)
