"""Which row of the appendix of tasks in a Word file is which printed one, and under which task each stands."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from dxdesk.comparison.alignment import aligned
from dxdesk.comparison.column_roles import NUMBER, Roles
from dxdesk.comparison.found import FoundRow
from dxdesk.comparison.sameness import alignment_key, plain
from dxdesk.comparison.task_rows import (
    ExpectedRow,
    is_activity_shaped,
    keys_of_expected,
    keys_of_found,
    name_of,
    says_activity,
)
from dxdesk.guidance.pack import Task
from dxdesk.plan.changes import task_path


class TaskPairs:
    """Pairs rows: `partner` has for found rows the printed one, `task_of` for every row the task above it."""

    def __init__(
        self, expected: Sequence[ExpectedRow], rows: Sequence[FoundRow], columns: Roles, tasks: Iterable[Task]
    ) -> None:
        self._expected = expected
        self._rows = rows
        self._columns = columns
        self._titles = {alignment_key(task.title): task for task in tasks}
        self.partner = self._in_order()
        self.partner |= self._replaced()
        self.task_of = self._tasks_above()
        self._find_moved()

    def titled(self, number: int) -> Task | None:
        """Return the task whose title a found row says."""
        return self._titles.get(alignment_key(name_of(self._rows[number], self._columns)))

    def lost(self) -> list[int]:
        """Return the printed rows that were not found."""
        known = {*self.partner.values()}
        return [index for index in range(len(self._expected)) if index not in known]

    def _in_order(self) -> dict[int, int]:
        pairs = aligned(keys_of_expected(self._expected), keys_of_found(self._rows, self._columns))
        return {
            other: index
            for index, other in pairs
            if self._expected[index].kind != "activity"
            or is_activity_shaped(self._rows[other], self._columns)
            or self._is_named_alike(index, other)
        }

    def _is_named_alike(self, index: int, other: int) -> bool:
        ours, theirs = self._expected[index].cells.get("text", ""), name_of(self._rows[other], self._columns)
        return plain(ours) == plain(theirs)

    def _replaced(self) -> Mapping[int, int]:
        """Pair activities that were rewritten altogether: as many as were lost at the same place."""
        lost = self.lost()
        edges = [(-1, -1), *sorted(self.partner.items()), (len(self._rows), len(self._expected))]
        replaced: dict[int, int] = {}
        for (first, before), (last, after) in pairwise(edges):
            ours = [index for index in lost if before < index < after]
            theirs = range(first + 1, last)
            if len(ours) == len(theirs) and all(map(self._shares_cells, ours, theirs)):
                replaced |= zip(theirs, ours, strict=True)
        return replaced

    def _shares_cells(self, index: int, other: int) -> bool:
        """Say whether two activities have at least one cell in common, beside their text."""
        row = self._expected[index]
        if row.kind != "activity" or not says_activity(self._rows[other], self._columns):
            return False
        names = (name for name, text in row.cells.items() if text and name not in {NUMBER, "text"})
        return any(
            plain(row.cells[name]) == plain(self._rows[other].text(self._columns.get(name))) for name in names
        )

    def _tasks_above(self) -> Mapping[int, str]:
        current = ""
        above: dict[int, str] = {}
        for number in range(len(self._rows)):
            if number in self.partner:
                current = self._expected[self.partner[number]].task
            elif (task := self.titled(number)) is not None:
                current = task_path(task.key)
            above[number] = current
        return above

    def _find_moved(self) -> None:
        """Pair rows that stand elsewhere under their own task."""
        lost: dict[tuple[str, str], list[int]] = {}
        for index in reversed(self.lost()):
            row = self._expected[index]
            if row.kind == "activity":
                lost.setdefault((row.task, plain(row.cells["text"])), []).append(index)
        for number, found in enumerate(self._rows):
            same = lost.get((self.task_of[number], plain(name_of(found, self._columns))))
            if number not in self.partner and same:
                self.partner[number] = same.pop()
