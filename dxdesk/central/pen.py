"""Writes what has been looked at within one transaction, and gathers what can be written at once."""

from datetime import UTC, datetime
from typing import Any, Final, Literal

import msgspec
from sqlalchemy import Connection, Table, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from dxdesk.central.intake import Intake
from dxdesk.central.judging import Verdict
from dxdesk.central.plan_rows import Rows, write_plans
from dxdesk.central.plan_tables import COPY, FINDING, QUARANTINE
from dxdesk.central.tables import DOCUMENT, LOG, PACKAGE
from dxdesk.central.tokens import unit_id
from dxdesk.package.faults import Remark
from dxdesk.package.format import Package, StatementUnit
from dxdesk.value import Value

Outcome = Literal["accepted", "there already", "superseded", "conflict", "quarantined"]
_MOST_REASONS: Final = 20
_INSERTS: Final[dict[str, Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class Looked(Value, frozen=True, kw_only=True):
    """A file that has been looked at: where it came from, its SHA-256, the verdict; `held` is from quarantine."""

    origin: str
    channel: str
    content: str
    data: bytes
    verdict: Verdict
    held: bool = False


class Entered(Value, frozen=True, kw_only=True):
    """What became of a file; `package_id` is that of its package, `other` the digest that was there before."""

    outcome: Outcome
    package_id: int | None = None
    other: str | None = None


class Pen:
    """One transaction's writing; nothing counts before `finish`. `units` are numbers of units that are known."""

    def __init__(self, connection: Connection, intake: Intake, units: dict[tuple[str, str], int]) -> None:
        self.units = dict(units)
        self._connection = connection
        self._intake = intake
        self._insert = _INSERTS[connection.dialect.name]
        self._now = datetime.now(UTC)
        self._plans: list[tuple[int, Rows]] = []
        self._gathered: dict[Table, list[dict[str, Any]]] = {FINDING: [], DOCUMENT: [], LOG: []}

    def write(self, file: Looked, rows: Rows | None) -> Entered:
        """Write what becomes of a file; `rows` are those of its package where it is sound."""
        package = file.verdict.package
        if file.held:
            self._release(file)
        if package is None or rows is None:
            return self._quarantine(file)
        unit = self._unit(package.statement.unit)
        package_id, rival = self._package(file, package, unit)
        self._copy(file, package_id)
        if rival is None:
            self._another_copy(package, package_id)
            entered = Entered(outcome="there already", package_id=package_id)
        else:
            self._plans.append((package_id, rows))
            self._documents(package, package_id)
            self._findings(file.content, file.verdict.notices, "notice")
            entered = self._judged(package, package_id, rival, unit)
        self._log(file, entered, unit)
        return entered

    def finish(self) -> None:
        """Write what has been gathered."""
        write_plans(self._connection, self._plans)
        for table, rows in self._gathered.items():
            if rows:
                self._connection.execute(table.insert(), rows)

    def _package(self, file: Looked, package: Package, unit: int) -> tuple[int, int | None]:
        """Return the package's number and its place among rivals; None where it is there already."""
        statement, rival = package.statement, 0
        slot = (
            PACKAGE.c.unit_id == unit,
            PACKAGE.c.year == statement.year,
            PACKAGE.c.revision == statement.revision,
        )
        row = {
            "digest": package.digest,
            "unit_id": unit,
            "year": statement.year,
            "revision": statement.revision,
            "previous": statement.previous,
            "content": file.content,
            "size": len(file.data),
            "received_at": self._intake.came_at(file.content),
        }
        unless_there = self._insert(PACKAGE).on_conflict_do_nothing().returning(PACKAGE.c.id)
        while True:
            number = self._connection.scalar(unless_there, {**row, "rival": rival})
            if number is not None:
                return int(number), rival
            known = self._connection.scalar(select(PACKAGE.c.id).where(PACKAGE.c.digest == package.digest))
            if known is not None:
                return int(known), None
            rival = 1 + int(self._connection.scalar(select(func.max(PACKAGE.c.rival)).where(*slot)) or 0)

    def _judged(self, package: Package, package_id: int, rival: int, unit: int) -> Entered:
        statement = package.statement
        of_the_year = (PACKAGE.c.unit_id == unit, PACKAGE.c.year == statement.year)
        if rival:
            first = select(PACKAGE.c.digest).where(
                *of_the_year, PACKAGE.c.revision == statement.revision, PACKAGE.c.rival == 0
            )
            other = self._connection.scalar(first)
            return Entered(outcome="conflict", package_id=package_id, other=other)
        newest = self._connection.scalar(select(func.max(PACKAGE.c.revision)).where(*of_the_year))
        is_newest = newest == statement.revision
        return Entered(outcome="accepted" if is_newest else "superseded", package_id=package_id)

    def _copy(self, file: Looked, package_id: int) -> None:
        unless_there = self._insert(COPY).on_conflict_do_nothing()
        self._connection.execute(unless_there, {"content": file.content, "package_id": package_id})

    def _another_copy(self, package: Package, package_id: int) -> None:
        """Note the documents that this copy brings and others did not."""
        brought = [one.sha256 for one in package.documents if one.data is not None]
        if brought:
            lacking = (DOCUMENT.c.package_id == package_id, DOCUMENT.c.held == "")
            change = update(DOCUMENT).where(*lacking, DOCUMENT.c.sha256.in_(brought))
            self._connection.execute(change.values(held="package"))

    def _documents(self, package: Package, package_id: int) -> None:
        self._gathered[DOCUMENT] += [
            {
                "package_id": package_id,
                "position": position,
                "role": document.role,
                "name": document.name,
                "media_type": document.media_type,
                "size": document.size,
                "sha256": document.sha256,
                "held": "" if document.data is None else "package",
            }
            for position, document in enumerate(package.documents)
        ]

    def _quarantine(self, file: Looked) -> Entered:
        row = {
            "content": file.content,
            "size": len(file.data),
            "came_at": self._intake.came_at(file.content),
        }
        unless_there = self._insert(QUARANTINE).on_conflict_do_nothing().returning(QUARANTINE.c.content)
        entered = Entered(outcome="quarantined")
        if self._connection.scalar(unless_there, row) is not None:
            self._findings(file.content, file.verdict.faults, "error")
        self._log(file, entered, None)
        return entered

    def _release(self, file: Looked) -> None:
        for table in (QUARANTINE, FINDING):
            self._connection.execute(delete(table).where(table.c.content == file.content))

    def _findings(self, content: str, remarks: tuple[Remark, ...], severity: str) -> None:
        self._gathered[FINDING] += [
            {
                "content": content,
                "position": position,
                "severity": severity,
                "code": one.code,
                "stage": one.stage,
                "place": one.pointer,
                "message": one.message,
                "cure": one.cure,
            }
            for position, one in enumerate(remarks)
        ]

    def _log(self, file: Looked, entered: Entered, unit: int | None) -> None:
        reasons = [{"code": one.code, "pointer": one.pointer} for one in file.verdict.faults[:_MOST_REASONS]]
        if entered.other is not None:
            reasons = [{"digest": entered.other}]
        self._gathered[LOG].append(
            {
                "came_at": self._now,
                "channel": file.channel,
                "origin": file.origin,
                "unit_id": unit,
                "content": file.content,
                "size": len(file.data),
                "outcome": entered.outcome,
                "package_id": entered.package_id,
                "reasons": msgspec.json.encode(reasons).decode(),
            }
        )

    def _unit(self, unit: StatementUnit) -> int:
        key = (unit.scheme, unit.code)
        if key not in self.units:
            self.units[key] = unit_id(self._connection, unit)
        return self.units[key]
