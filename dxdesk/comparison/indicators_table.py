"""The appendix of indicators in a Word file against the plan's figures."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from dxdesk.comparison.activity_cells import Reading
from dxdesk.comparison.alignment import aligned, keys_of
from dxdesk.comparison.column_roles import INDICATOR_COLUMNS
from dxdesk.comparison.difference import Proposal
from dxdesk.comparison.evidence import Evidence, Part
from dxdesk.comparison.found import FoundCell, FoundRow
from dxdesk.comparison.printed_values import read_printed_figure
from dxdesk.comparison.sameness import alignment_key, plain
from dxdesk.comparison.saying import changed
from dxdesk.comparison.steps import Put
from dxdesk.comparison.task_rows import name_of, stray_cells
from dxdesk.comparison.word_text import all_of
from dxdesk.document.tree import Row, Table
from dxdesk.guidance.pack import Indicator, Pack
from dxdesk.plan.changes import task_path, value_at
from dxdesk.plan.costs import is_nothing
from dxdesk.plan.figure import figure_text
from dxdesk.plan.model import IndicatorValue, Plan
from dxdesk.plan.tables import one_line
from dxdesk.pointers import escape_pointer

_FIGURES: Final = ("baseline", "target")


class _Printed(NamedTuple):
    """A printed row: where its indicator stands (nothing for a pillar), its label, its cells by their place."""

    path: str
    label: str
    cells: Mapping[str, str]


def compare_indicators(
    reading: Reading, pack: Pack, printed: Table, rows: Sequence[FoundRow], evidence: Evidence
) -> Part:
    """Return what differs in the figures."""
    expected = [_printed(row) for row in printed.rows]
    pairs = aligned(
        keys_of([alignment_key(row.label) for row in expected]),
        keys_of([alignment_key(name_of(row, {"text": reading.columns.get("label", 1)})) for row in rows]),
    )
    partner = {other: expected[index] for index, other in pairs}
    part = Part(awaited=len(expected), found=len(pairs))
    for number, row in enumerate(rows):
        if number in partner:
            evidence.note_comments((key for cell in row.cells for key in cell.comments), partner[number].path)
            part.proposals += _matched(reading, partner[number], row)
        else:
            part.proposals += _added(reading, pack, row, evidence)
    lost = {*range(len(expected))}.difference(index for index, _other in pairs)
    for index in sorted(lost):
        removed = _removed(reading.plan, expected[index])
        if not removed.path:
            evidence.lost.append(removed)
        elif not any(removed.path.startswith(f"{task}/") for task in evidence.answered):
            part.proposals.append(removed)
    return part


def _printed(row: Row) -> _Printed:
    cells = {cell.origin.rpartition("/")[2]: cell.text for cell in row.cells[2:] if cell.origin}
    return _Printed(row.cells[1].origin, row.cells[1].text, cells)


def _matched(reading: Reading, printed: _Printed, row: FoundRow) -> Iterator[Proposal]:
    label = row.text(reading.columns.get("label")) or name_of(row, {})
    if plain(label).casefold() != plain(printed.label).casefold():
        yield Proposal(
            kind="changed", path=printed.path, before=printed.label, after=label, tracked=row.tracked
        )
    read = INDICATOR_COLUMNS if printed.path else ("label",)
    for stray in stray_cells(row, reading.columns, read, label):
        yield Proposal(kind="added", path=printed.path, before="", after=stray.text, tracked=stray.tracked)
    if not printed.path:
        return
    for name in ("unit", *_FIGURES, "note"):
        cell = row.at(reading.columns.get(name))
        if cell is None or plain(cell.text) == plain(printed.cells.get(name, "")):
            continue
        if name in _FIGURES:
            yield from _figure(reading, f"{printed.path}/{name}", printed.cells[name], cell)
        else:
            yield from changed(
                reading.plan, f"{printed.path}/{name}", one_line(cell.text), tracked=cell.tracked
            )


def _figure(reading: Reading, path: str, printed: str, cell: FoundCell) -> Iterator[Proposal]:
    value: IndicatorValue = value_at(reading.plan, path.rpartition("/")[0])
    step: tuple[Put, ...] = ()
    try:
        figure = (
            None if is_nothing(cell.text) else read_printed_figure(value.kind, cell.text, reading.plan.year)
        )
        step = (Put(path=path, value=figure),)
        if figure == value_at(reading.plan, path):
            return
    except ValueError:
        figure = cell.text
    shown = figure_text(value.kind, figure) if step else cell.text
    kind = "changed" if printed and shown else "added" if shown else "removed"
    yield Proposal(kind=kind, path=path, before=printed, after=shown, tracked=cell.tracked, steps=step)  # type: ignore[arg-type] # one of the kinds


def _removed(plan: Plan, printed: _Printed) -> Proposal:
    before = " | ".join(filter(None, (printed.label, *printed.cells.values())))
    steps = (
        Put(path=f"{printed.path}/{name}", value=None)
        for name in _FIGURES
        if value_at(plan, f"{printed.path}/{name}") is not None
    )
    return Proposal(
        kind="removed", path=printed.path, before=before, after="", steps=tuple(steps) if printed.path else ()
    )


def _added(reading: Reading, pack: Pack, row: FoundRow, evidence: Evidence) -> Iterator[Proposal]:
    """Yield the figures of an indicator that has none in the plan, where its label tells which one it is."""
    label = row.text(reading.columns.get("label")) or name_of(row, {})
    if not label:
        return
    after = " | ".join(filter(None, (cell.text for cell in row.cells)))
    known = list(_without_figures(reading.plan, pack, label))
    path, step = (known[0][0], _filled(reading, *known[0], row)) if len(known) == 1 else ("", None)
    tracked = row.tracked | all_of(cell.tracked for cell in row.cells)
    steps = () if step is None else (step,)
    added = Proposal(kind="added", path=path, before="", after=after, tracked=tracked, steps=steps)
    if path:
        yield added
    else:
        evidence.unknown.append((label, added))


def _without_figures(plan: Plan, pack: Pack, label: str) -> Iterator[tuple[str, Indicator]]:
    wanted = alignment_key(label)
    for task in pack.tasks:
        entry = plan.tasks.get(task.key)
        for indicator in task.indicators if entry and entry.applies else ():
            path = f"{task_path(task.key)}/indicators/{escape_pointer(indicator.key)}"
            value = value_at(plan, path)
            is_empty = value is None or (value.baseline is None and value.target is None)
            if is_empty and alignment_key(indicator.label) == wanted:
                yield path, indicator


def _filled(reading: Reading, path: str, indicator: Indicator, row: FoundRow) -> Put | None:
    """Return what puts the figures of a row at an indicator; None where one of them cannot be read."""
    value = value_at(reading.plan, path) or IndicatorValue(kind=indicator.kind, unit=indicator.unit)
    fields: dict[str, object] = {}
    for name in ("unit", "note"):
        if (column := reading.columns.get(name)) is not None:
            fields[name] = one_line(row.text(column))
    try:
        for name in _FIGURES:
            text = row.text(reading.columns.get(name))
            fields[name] = (
                None if is_nothing(text) else read_printed_figure(value.kind, text, reading.plan.year)
            )
    except ValueError:
        return None
    return Put(path=path, value=msgspec.to_builtins(msgspec.structs.replace(value, **fields)))
