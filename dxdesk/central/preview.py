"""What an import would say, with nothing written: the same checks against what is there and what came before."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, func, select

from dxdesk.central.importing import (
    AT_ONCE,
    Times,
    Told,
    aside,
    batches,
    known_contents,
    looked_at,
    sifted_by,
    told,
)
from dxdesk.central.judging import Terms
from dxdesk.central.pen import Outcome
from dxdesk.central.tables import PACKAGE, UNIT
from dxdesk.package.format import Package, Statement
from dxdesk.sources.opening import opened
from dxdesk.sources.parcel import Found, Parcel

Slot = tuple[str, str, int, int]


def preview(
    paths: Iterable[Path], connection: Connection, terms: Terms, times: Times = AT_ONCE
) -> Iterator[Told]:
    """Yield what would become of each file at the paths."""
    sight = _Sight(connection, terms, times)
    for found in batches(opened(paths)):
        batch = [sifted_by(one, terms, times).found for one in found]
        yield from aside(batch)
        yield from sight.look(batch)


class _Sight:
    """What has been seen in this run, over what the database holds."""

    def __init__(self, connection: Connection, terms: Terms, times: Times) -> None:
        self._connection = connection
        self._terms = terms
        self._times = times
        self._contents: dict[str, Outcome] = {}
        self._slots: dict[Slot, set[str]] = {}
        self._newest: dict[tuple[str, str, int], int] = {}

    def look(self, batch: Sequence[Found]) -> Iterator[Told]:
        meant = [
            (sha256(one.data).hexdigest(), one) for one in batch if isinstance(one, Parcel) and one.is_meant
        ]
        known = known_contents(self._connection, [content for content, _parcel in meant])
        for content, parcel in meant:
            before = known.get(content) or self._contents.get(content)
            if before is not None:
                yield Told(origin=parcel.origin, result=before)
                continue
            file = looked_at(parcel, content, self._terms, self._times.of(parcel))
            outcome = self._outcome(file.verdict.package)
            self._contents[content] = "quarantined" if outcome == "quarantined" else "there already"
            yield told(file, outcome, is_contested=outcome == "conflict")

    def _outcome(self, package: Package | None) -> Outcome:
        if package is None:
            return "quarantined"
        statement = package.statement
        unit = statement.unit
        in_slot = self._in_slot((unit.scheme, unit.code, statement.year, statement.revision))
        if package.digest in in_slot:
            return "there already"
        newest = self._newest_revision(statement)
        in_slot.add(package.digest)
        self._newest[unit.scheme, unit.code, statement.year] = max(newest, statement.revision)
        if len(in_slot) > 1:
            return "conflict"
        return "superseded" if statement.revision < newest else "accepted"

    def _in_slot(self, slot: Slot) -> set[str]:
        if slot not in self._slots:
            scheme, code, year, revision = slot
            query = select(PACKAGE.c.digest).join(UNIT)
            found = query.where(
                UNIT.c.scheme == scheme,
                UNIT.c.code == code,
                PACKAGE.c.year == year,
                PACKAGE.c.revision == revision,
            )
            self._slots[slot] = set(self._connection.scalars(found))
        return self._slots[slot]

    def _newest_revision(self, statement: Statement) -> int:
        unit, year = statement.unit, statement.year
        key = (unit.scheme, unit.code, year)
        if key not in self._newest:
            query = select(func.max(PACKAGE.c.revision)).join(UNIT)
            found = query.where(
                UNIT.c.scheme == unit.scheme, UNIT.c.code == unit.code, PACKAGE.c.year == year
            )
            self._newest[key] = int(self._connection.scalar(found) or 0)
        return self._newest[key]
