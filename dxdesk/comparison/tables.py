"""The tables of the appendices in a Word file against those of the plan's document."""

from collections.abc import Iterator, Sequence

from dxdesk.comparison.activity_cells import Reading
from dxdesk.comparison.column_roles import INDICATOR_COLUMNS, TASK_COLUMNS, roles_of, title_differences
from dxdesk.comparison.difference import Proposal
from dxdesk.comparison.evidence import Evidence, Part
from dxdesk.comparison.expected import is_funding, table_titles, tables_of
from dxdesk.comparison.found import FoundLine, FoundTable, FoundText
from dxdesk.comparison.indicators_table import compare_indicators
from dxdesk.comparison.printed_values import read_unit_of_money
from dxdesk.comparison.sameness import plain
from dxdesk.comparison.task_rows import expected_rows
from dxdesk.comparison.tasks_table import TasksTable
from dxdesk.document.appendices import appendix_labels
from dxdesk.document.tree import Document, Table
from dxdesk.guidance.pack import Pack
from dxdesk.plan.model import MoneyUnit, Plan
from dxdesk.text.folding import fold

_UNIT_NOTE = fold("Đơn vị tính")


def compare_tables(
    plan: Plan, pack: Pack, document: Document, found: FoundText, *, evidence: Evidence, unit: MoneyUnit
) -> Part:
    """Return what differs in the tables of tasks and indicators; `unit` is that of the amounts in the file."""
    whole = Part()
    printed = dict(zip(appendix_labels(plan, pack), tables_of(document), strict=True))
    for key, table in printed.items():
        if is_funding(table_titles(table)):
            continue
        if key not in found.tables:
            whole.proposals.append(_missing(table))
            continue
        part = _compared(plan, pack, table, found.tables[key], evidence=evidence, unit=unit)
        whole.proposals += part.proposals
        whole.awaited += part.awaited
        whole.found += part.found
    return whole


def derived_differences(document: Document, evidence: Evidence) -> Iterator[Proposal]:
    """Yield the rows and sums in tables that follow from others, and are not those of the document."""
    tables = [table for table in tables_of(document) if not is_funding(table_titles(table))]
    names = {fold(cell.text) for table in tables for row in table.rows for cell in row.cells}
    yield from (lost for lost in evidence.lost if fold(lost.before) in names)
    yield from (unknown for name, unknown in evidence.unknown if fold(name) not in names)
    rows = [row for table in tables if _is_tasks(table) for row in expected_rows(table)]
    sums = {row.path or row.kind: row.cells.get("cost", "") for row in rows if row.kind != "activity"}
    for place, cell in evidence.derived:
        if plain(sums.get(place, "")) != plain(cell.text):
            path = place if place.startswith("/") else "/funding"
            yield Proposal(
                kind="changed", path=path, before=sums.get(place, ""), after=cell.text, tracked=cell.tracked
            )


def unit_in(lines: Sequence[FoundLine]) -> MoneyUnit | None:
    """Return the unit that the Word file says its amounts are in."""
    notes = (line.text for line in lines if fold(line.text).startswith(_UNIT_NOTE))
    return next((unit for note in notes if (unit := read_unit_of_money(note))), None)


def _compared(
    plan: Plan,
    pack: Pack,
    table: Table,
    found: FoundTable,
    *,
    evidence: Evidence,
    unit: MoneyUnit,
) -> Part:
    is_tasks = _is_tasks(table)
    names = TASK_COLUMNS if is_tasks else INDICATOR_COLUMNS
    titles = table_titles(table)
    columns = roles_of(found, titles, names, "activities" if is_tasks else "indicators")
    reading = Reading(plan, columns, unit)
    if is_tasks:
        part = TasksTable(reading, pack, table, found.rows, evidence).compare()
    else:
        part = compare_indicators(reading, pack, table, found.rows, evidence)
    part.proposals += title_differences(found, titles, names, columns, _near(table))
    return part


def _missing(table: Table) -> Proposal:
    before = " | ".join(table_titles(table))
    return Proposal(kind="removed", path="", before=before, after="", near=_near(table))


def _near(table: Table) -> str:
    return next((cell.origin for row in table.rows for cell in row.cells if cell.origin), "")


def _is_tasks(table: Table) -> bool:
    return "Đơn vị chủ trì" in table_titles(table)
