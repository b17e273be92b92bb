"""Writes what has been looked at, within one transaction and with few statements, however many files there are."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, Literal

import msgspec
from sqlalchemy import Connection, Table, delete, update

from dxdesk.central.intake import Intake
from dxdesk.central.judging import Verdict
from dxdesk.central.plan_rows import Rows, write_plans
from dxdesk.central.plan_tables import COPY, FINDING, QUARANTINE, SIGNATURE
from dxdesk.central.signature_mark import SignatureMark
from dxdesk.central.slots import INSERTS, Claim, Number, newest_revisions, numbers_of, unit_numbers
from dxdesk.central.tables import DOCUMENT, LOG
from dxdesk.exchange.format import Receipt
from dxdesk.package.faults import Remark
from dxdesk.package.format import Package
from dxdesk.value import Value

Outcome = Literal["accepted", "there already", "superseded", "conflict", "quarantined"]
Severity = Literal["error", "notice"]
_MOST_REASONS: Final = 20
_UNLESS_THERE: Final = (COPY, QUARANTINE, FINDING)


class Looked(Value, frozen=True, kw_only=True):
    """A file that has been looked at: where it came from, its SHA-256, the verdict; `held` is from quarantine.

    `came_at` is when it came, where that is not now.
    """

    origin: str
    channel: str
    content: str
    data: bytes
    verdict: Verdict
    held: bool = False
    came_at: datetime | None = None


class Entered(Value, frozen=True, kw_only=True):
    """What became of a file; `package_id` is that of its package, `other` the digest that was there before."""

    outcome: Outcome
    package_id: int | None = None
    other: str | None = None


class Pen:
    """One transaction's writing; nothing counts before `finish`."""

    def __init__(self, connection: Connection, intake: Intake) -> None:
        self._connection = connection
        self._intake = intake
        self._now = datetime.now(UTC)
        self._plans: list[tuple[int, Rows]] = []
        self._brought: list[tuple[int, list[str]]] = []
        self._signatures: list[SignatureMark] = []
        tables = (DOCUMENT, LOG, COPY, QUARANTINE, FINDING)
        self._gathered: dict[Table, list[dict[str, Any]]] = {table: [] for table in tables}

    def write(self, files: Sequence[Looked], rows: Mapping[str, Rows]) -> dict[str, Entered]:
        """Return what becomes of each file, by its SHA-256; `rows` are those of the sound ones, by the same."""
        self._release([file.content for file in files if file.held])
        sound = [(file, file.verdict.package) for file in files if file.verdict.package is not None]
        units = unit_numbers(self._connection, (package.statement.unit for _file, package in sound))
        newest = newest_revisions(self._connection, units.values())
        claims = [self._claim(file, package, units) for file, package in sound]
        numbers = dict(zip((file.content for file, _package in sound), self._numbers(claims), strict=True))
        entered = {}
        for file in files:
            self._signatures += file.verdict.signatures
            package = file.verdict.package
            if package is None:
                entered[file.content] = self._quarantine(file)
                continue
            statement, number = package.statement, numbers[file.content]
            unit = units[statement.unit.scheme, statement.unit.code]
            key = (unit, statement.year)
            outcome = _outcome(number, statement.revision, newest.get(key, 0))
            newest[key] = max(newest.get(key, 0), statement.revision)
            one = Entered(outcome=outcome, package_id=number.package_id, other=number.other)
            self._take(file, package, number, rows[file.content])
            self._log(file, one, unit)
            entered[file.content] = one
        return entered

    def finish(self) -> None:
        """Write what has been gathered."""
        write_plans(self._connection, self._plans)
        for table, rows in self._gathered.items():
            if rows:
                insert = INSERTS[self._connection.dialect.name](table)
                statement = insert.on_conflict_do_nothing() if table in _UNLESS_THERE else insert
                self._connection.execute(statement, rows)
        write_signatures(self._connection, self._signatures)
        for package_id, documents in self._brought:
            self._bring(package_id, documents)

    def _claim(self, file: Looked, package: Package, units: Mapping[tuple[str, str], int]) -> Claim:
        unit = package.statement.unit
        given = self._intake.issued.receipt(package.digest)
        said = given and msgspec.json.decode(given, type=Receipt).statement
        return Claim(
            package=package,
            unit=units[unit.scheme, unit.code],
            content=file.content,
            size=len(file.data),
            came_at=said.received_at if said else self._intake.came_at(file.content),
            number=said.number if said else None,
        )

    def _numbers(self, claims: Sequence[Claim]) -> list[Number]:
        return numbers_of(self._connection, claims)

    def _take(self, file: Looked, package: Package, number: Number, rows: Rows) -> None:
        self._gathered[COPY].append({"content": file.content, "package_id": number.package_id})
        if number.rival is None:
            brought = [one.sha256 for one in package.documents if one.data is not None]
            self._brought += [(number.package_id, brought)] if brought else []
            self._findings(file.content, file.verdict.notices, "notice")
            return
        self._plans.append((number.package_id, rows))
        self._documents(package, number.package_id)
        self._findings(file.content, file.verdict.notices, "notice")

    def _bring(self, package_id: int, documents: Sequence[str]) -> None:
        """Note documents that a later copy has brought and the first one had not."""
        lacking = (DOCUMENT.c.package_id == package_id, DOCUMENT.c.held == "")
        change = update(DOCUMENT).where(*lacking, DOCUMENT.c.sha256.in_(documents))
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
        came_at = self._intake.came_at(file.content)
        row = {"content": file.content, "size": len(file.data), "came_at": came_at}
        self._gathered[QUARANTINE].append(row)
        self._findings(file.content, file.verdict.faults, "error")
        entered = Entered(outcome="quarantined")
        if not file.held:
            self._log(file, entered, None)
        return entered

    def _release(self, contents: Sequence[str]) -> None:
        if contents:
            for table, column in ((QUARANTINE, "content"), (FINDING, "content"), (SIGNATURE, "file")):
                self._connection.execute(delete(table).where(table.c[column].in_(contents)))

    def _findings(self, content: str, remarks: tuple[Remark, ...], severity: Severity) -> None:
        self._gathered[FINDING] += finding_rows(content, remarks, severity)

    def _log(self, file: Looked, entered: Entered, unit: int | None) -> None:
        faults = file.verdict.faults[:_MOST_REASONS]
        reasons = [{"code": one.code, "pointer": one.pointer} for one in faults]
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


def write_signatures(connection: Connection, signatures: Sequence[SignatureMark]) -> None:
    """Keep signatures, where they are not kept yet."""
    if signatures:
        insert = INSERTS[connection.dialect.name](SIGNATURE).on_conflict_do_nothing()
        connection.execute(insert, [msgspec.structs.asdict(one) for one in signatures])


def finding_rows(content: str, remarks: Sequence[Remark], severity: Severity) -> list[dict[str, Any]]:
    """Return the rows of what was found in a file."""
    return [
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


def _outcome(number: Number, revision: int, newest: int) -> Outcome:
    if number.rival is None:
        return "there already"
    if number.rival:
        return "conflict"
    return "superseded" if revision < newest else "accepted"
