"""The cells of one activity in the appendix of tasks, back to its fields."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import msgspec

from dxdesk.comparison.column_roles import Roles
from dxdesk.comparison.difference import Proposal
from dxdesk.comparison.found import FoundCell, FoundRow
from dxdesk.comparison.printed_costs import UnclearCellsError, read_costs
from dxdesk.comparison.sameness import plain
from dxdesk.comparison.saying import changed
from dxdesk.comparison.steps import Put
from dxdesk.comparison.word_text import Tracked, all_of
from dxdesk.plan.changes import value_at
from dxdesk.plan.costs import amount_text, sources_text
from dxdesk.plan.model import Activity, MoneyUnit, Plan
from dxdesk.plan.periods import read_period
from dxdesk.plan.tables import one_line
from dxdesk.plan.task_changes import set_period_text

_TEXTS: Final = ("text", "lead", "partners", "output", "note")


class Reading(NamedTuple):
    """The plan, where the columns stand, and the unit that amounts are printed in."""

    plan: Plan
    columns: Roles
    unit: MoneyUnit


def activity_proposals(
    reading: Reading, path: str, expected: dict[str, str], row: FoundRow
) -> Iterator[Proposal]:
    """Yield what the cells of a row change in the activity at `path`; `expected` are the cells as printed."""
    for name in (*_TEXTS, "period"):
        column = reading.columns.get(name)
        cell = row.at(column)
        if cell is None or _is_same(name, expected.get(name, ""), cell.text):
            continue
        if name == "period":
            yield from _period(reading.plan, path, cell)
        else:
            value = cell.text if name == "text" else one_line(cell.text)
            yield from changed(reading.plan, f"{path}/{name}", value, tracked=cell.tracked)
    yield from _costs(reading, path, expected, row)


def new_activity(reading: Reading, row: FoundRow, identity: str) -> Activity:
    """Return the activity that a new row says. An amount that cannot be read is left out."""
    texts = {
        name: row.text(column)
        for name in (*_TEXTS, "period", "cost", "source")
        if (column := reading.columns.get(name)) is not None
    }
    try:
        costs = read_costs((), texts.get("cost", ""), texts.get("source", ""), reading.unit)
    except UnclearCellsError:
        costs = ()
    return Activity(
        id=identity,
        text=texts.get("text", ""),
        lead=one_line(texts.get("lead", "")),
        partners=one_line(texts.get("partners", "")),
        period=read_period(one_line(texts.get("period", "")), reading.plan.year),
        output=one_line(texts.get("output", "")),
        costs=costs,
        note=one_line(texts.get("note", "")),
    )


def _period(plan: Plan, path: str, cell: FoundCell) -> Iterator[Proposal]:
    place = f"{path}/period"
    _name, operations = set_period_text(plan, path, one_line(cell.text))
    before = value_at(plan, place)
    yield Proposal(
        kind="changed" if before.text and cell.text else "added" if cell.text else "removed",
        path=f"{place}/text",
        before=before.text,
        after=one_line(cell.text),
        tracked=cell.tracked,
        steps=tuple(Put(path=step["path"], value=step["value"]) for step in operations),
    )


def _costs(reading: Reading, path: str, expected: dict[str, str], row: FoundRow) -> Iterator[Proposal]:
    """Yield what changed in amount and sources; it is shown only where it is not clear what it means."""
    cells = {name: row.at(reading.columns.get(name)) for name in ("cost", "source")}
    if all(cell is None for cell in cells.values()):
        return
    texts = {name: cell.text if cell else expected[name] for name, cell in cells.items()}
    is_printed_alike = all(_is_same(name, expected[name], text) for name, text in texts.items())
    if is_printed_alike and reading.unit == reading.plan.document.money_unit:
        return
    costs = value_at(reading.plan, f"{path}/costs")
    tracked = all_of(cell.tracked for cell in cells.values() if cell)
    try:
        after = read_costs(costs, texts["cost"], texts["source"], reading.unit)
    except UnclearCellsError:
        before, found = (" | ".join(filter(None, part.values())) for part in (_printed(expected), texts))
        yield Proposal(kind="changed", path=f"{path}/costs", before=before, after=found, tracked=tracked)
        return
    yield from _changed_costs(reading.plan, path, after, tracked=tracked)


def _changed_costs(plan: Plan, path: str, after: Any, *, tracked: Tracked) -> Iterator[Proposal]:
    before = value_at(plan, f"{path}/costs")
    if before == after:
        return
    if len(before) == len(after) == 1:
        for name in ("amount", "source"):
            yield from changed(plan, f"{path}/costs/0/{name}", getattr(after[0], name), tracked=tracked)
        return
    yield Proposal(
        kind="changed" if before and after else "added" if after else "removed",
        path=f"{path}/costs",
        before=" | ".join(filter(None, (amount_text(before), sources_text(before)))),
        after=" | ".join(filter(None, (amount_text(after), sources_text(after)))),
        tracked=tracked,
        steps=(Put(path=f"{path}/costs", value=msgspec.to_builtins(after)),),
    )


def _printed(expected: dict[str, str]) -> dict[str, str]:
    return {name: expected[name] for name in ("cost", "source")}


def _is_same(name: str, expected: str, found: str) -> bool:
    if name == "text":
        return [plain(line) for line in expected.split("\n")] == [plain(line) for line in found.split("\n")]
    return plain(expected) == plain(found)
