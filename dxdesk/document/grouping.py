"""The order in which tasks stand in print: by pillar, numbered on from one to the next."""

from collections.abc import Iterator

from dxdesk.document.paragraphs import cell
from dxdesk.document.tree import Row
from dxdesk.guidance.pack import Pack, Pillar, Task
from dxdesk.plan.model import Plan, TaskEntry
from dxdesk.text.numerals import roman


def groups(plan: Plan, pack: Pack) -> Iterator[tuple[Pillar, list[tuple[int, Task, TaskEntry]]]]:
    """Yield each pillar with its answered tasks and their running numbers; empty pillars are left out."""
    number = 0
    for pillar in pack.meta.pillars:
        entries: list[tuple[int, Task, TaskEntry]] = []
        for task in pack.tasks_of(pillar.key):
            entry = plan.tasks.get(task.key)
            if entry is not None and entry.applies is not None:
                number += 1
                entries.append((number, task, entry))
        if entries:
            yield pillar, entries


def pillar_row(position: int, pillar: Pillar, columns: int) -> Row:
    """Return the heading row of a pillar."""
    return Row(
        cells=(
            cell(roman(position), style="table-strong-center"),
            cell(pillar.name.upper(), style="table-strong", span=columns - 1),
        ),
        keep_with_next=True,
    )


def header_row(titles: tuple[str, ...]) -> Row:
    """Return a header row of one cell a column."""
    return Row(cells=tuple(cell(title, style="table-head") for title in titles))
