"""The appendix of tasks in a Word file against the plan: answers, activities, and where they stand."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from dxdesk.comparison.activity_cells import Reading, activity_proposals, new_activity
from dxdesk.comparison.column_roles import NUMBER, TASK_COLUMNS
from dxdesk.comparison.difference import Proposal
from dxdesk.comparison.evidence import Evidence, Part
from dxdesk.comparison.found import FoundRow
from dxdesk.comparison.list_order import Arrangement, arrangement
from dxdesk.comparison.sameness import alignment_key, plain
from dxdesk.comparison.saying import changed
from dxdesk.comparison.steps import Insert, Move, Put, Remove
from dxdesk.comparison.task_pairs import TaskPairs
from dxdesk.comparison.task_rows import (
    ExpectedRow,
    RowKind,
    expected_rows,
    is_task_shaped,
    name_of,
    reason_in,
    says_activity,
    stray_cells,
)
from dxdesk.comparison.word_text import UNTRACKED, Tracked, all_of
from dxdesk.document.tree import Table
from dxdesk.guidance.pack import Pack
from dxdesk.plan.beginning import new_entry, unit_words
from dxdesk.plan.changes import free_id, task_path, value_at

# The columns of each kind of row that say something.
_READ: Final[Mapping[RowKind, Collection[str]]] = {
    "pillar": ("text",),
    "task": ("text", "cost"),
    "refused": ("text", "lead"),
    "activity": TASK_COLUMNS,
    "total": ("cost",),
}


class TasksTable:
    """Compares the printed rows with those of a Word file."""

    def __init__(
        self, reading: Reading, pack: Pack, printed: Table, rows: Sequence[FoundRow], evidence: Evidence
    ) -> None:
        self._reading = reading
        self._plan = reading.plan
        self._columns = reading.columns
        self._expected = expected_rows(printed)
        self._rows = rows
        self._evidence = evidence
        self._answers = {task_path(key) for key in self._plan.tasks}
        self._pairs = TaskPairs(self._expected, rows, reading.columns, pack.tasks)
        self._taken: dict[str, set[str]] = {}  # marks of activities, by list

    def compare(self) -> Part:
        """Return what differs."""
        self._evidence.has_tasks = True
        partner = self._pairs.partner
        part = Part(awaited=len(self._expected), found=len(partner))
        new: dict[str, list[int]] = {}
        for number, row in enumerate(self._rows):
            if number in partner:
                part.proposals += self._matched(partner[number], row)
            else:
                part.proposals += self._unmatched(number, row, new)
        part.proposals += self._lost({*self._pairs.lost()})
        part.proposals += self._rearranged(new)
        return part

    def _matched(self, index: int, row: FoundRow) -> Iterator[Proposal]:
        expected, name = self._expected[index], name_of(row, self._columns)
        for cell in row.cells:
            self._evidence.note_comments(cell.comments, expected.path)
        for cell in stray_cells(row, self._columns, _READ[expected.kind], name):
            yield Proposal(
                kind="added",
                path=expected.path,
                before="",
                after=cell.text,
                tracked=cell.tracked,
                near=self._near(index),
            )
        if expected.kind == "activity":
            if not row.text(self._columns.get("text")):
                self._evidence.emptied.add(expected.path)
            yield from activity_proposals(self._reading, expected.path, expected.cells, row)
            return
        if plain(name).casefold() != plain(expected.cells["text"]).casefold():
            yield Proposal(
                kind="changed",
                path=expected.path,
                before=expected.cells["text"],
                after=name,
                tracked=row.tracked,
            )
        yield from self._answer(expected, row)
        cost = row.at(self._columns.get("cost"))
        if cost and plain(cost.text) != plain(expected.cells.get("cost", "")):
            self._evidence.derived.append((expected.path or expected.kind, cost))

    def _answer(self, expected: ExpectedRow, row: FoundRow) -> Iterator[Proposal]:
        """Yield what a task's row says otherwise: whether it applies, and why not."""
        reason = reason_in(row, self._columns)
        path = expected.path
        if expected.kind == "refused" and is_task_shaped(row, self._columns):
            yield from self._answered(path, applies=True, reason=None, row=row)
        elif expected.kind == "task" and reason is not None:
            yield from self._answered(path, applies=False, reason=reason, row=row)
        elif reason is not None and _lines(reason) != _lines(expected.cells.get("reason", "")):
            yield from changed(self._plan, f"{path}/reason", reason, tracked=row.tracked)

    def _answered(self, path: str, *, applies: bool, reason: str | None, row: FoundRow) -> Iterator[Proposal]:
        self._evidence.answered.add(path)
        yield from changed(self._plan, f"{path}/applies", applies, tracked=row.tracked)
        if reason and _lines(reason) != _lines(value_at(self._plan, f"{path}/reason", "")):
            yield from changed(self._plan, f"{path}/reason", reason, tracked=row.tracked)

    def _unmatched(self, number: int, row: FoundRow, new: dict[str, list[int]]) -> Iterator[Proposal]:
        """Yield what a row says that is not printed: an answer to a task; a new activity is only noted."""
        name = name_of(row, self._columns)
        task = self._pairs.titled(number)
        path = self._pairs.task_of[number]
        if task is not None and value_at(self._plan, f"{path}/applies") is None:
            reason = reason_in(row, self._columns)
            if task.key not in self._plan.tasks:
                entry = new_entry(task, self._plan.unit.level, unit_words(self._plan.unit))
                answered = msgspec.structs.replace(
                    entry, applies=reason is None, reason=reason or entry.reason
                )
                step = Put(path=path, value=msgspec.to_builtins(answered))
                self._evidence.answered.add(path)
                yield Proposal(
                    kind="added", path=path, before="", after=name, tracked=row.tracked, steps=(step,)
                )
            else:
                yield from self._answered(path, applies=reason is None, reason=reason, row=row)
        elif path in self._answers and says_activity(row, self._columns):
            new.setdefault(f"{path}/activities", []).append(number)
            self._evidence.new_texts.setdefault(f"{path}/activities", set()).add(alignment_key(name))
        elif name:
            texts = " | ".join(filter(None, (cell.text.replace("\n", " ") for cell in row.cells)))
            unknown = Proposal(kind="added", path="", before="", after=texts, tracked=row.tracked, near=path)
            self._evidence.unknown.append((name, unknown))

    def _lost(self, gone: set[int]) -> Iterator[Proposal]:
        """Yield rows of the program that are not there; a task that is gone takes its activities along."""
        for index in sorted(gone):
            row = self._expected[index]
            if row.kind == "activity":
                continue
            inner = {
                number for number, each in enumerate(self._expected) if row.path and each.task == row.path
            }
            if row.path and inner <= gone:
                self._evidence.answered.add(row.path)
                yield from self._unanswered(row)
            else:
                self._evidence.lost.append(
                    Proposal(
                        kind="removed",
                        path=row.path,
                        before=row.cells["text"],
                        after="",
                        near=self._near(index),
                    )
                )

    def _unanswered(self, row: ExpectedRow) -> Iterator[Proposal]:
        """Yield that a task was struck out altogether: what is not answered is not printed."""
        yield Proposal(
            kind="removed",
            path=f"{row.path}/applies",
            before=row.cells["text"],
            after="",
            tracked=self._deleted_by(row.path),
            steps=(Put(path=f"{row.path}/applies", value=None),),
        )

    def _near(self, index: int) -> str:
        return next((row.path for row in self._expected[index:] if row.path), "")

    def _rearranged(self, new: Mapping[str, list[int]]) -> Iterator[Proposal]:
        """Yield what became of the activities of each task."""
        printed: dict[str, list[int]] = {}
        found: dict[str, list[tuple[int | None, int]]] = {}
        for row in self._expected:
            if row.kind == "activity":
                printed.setdefault(row.rows, []).append(row.number)
        places = {index: number for number, index in self._pairs.partner.items()}
        for index, number in places.items():
            if (row := self._expected[index]).kind == "activity":
                found.setdefault(row.rows, []).append((row.number, number))
        for rows, numbers in new.items():
            found.setdefault(rows, []).extend((None, number) for number in numbers)
        for rows in dict.fromkeys((*printed, *new)):
            if rows.removesuffix("/activities") in self._evidence.answered and not found.get(rows):
                continue
            order = sorted(found.get(rows, ()), key=lambda entry: entry[1])
            change = arrangement(printed.get(rows, ()), order)
            if not change.is_as_before:
                self._evidence.rearranged.add(rows)
                yield from self._changes(rows, change)

    def _changes(self, rows: str, change: Arrangement) -> Iterator[Proposal]:
        for index in change.removed:
            path, before = f"{rows}/{index}", self._text(rows, index)
            steps = (Remove(rows=rows, index=index),)
            tracked = self._deleted_by(path)
            yield Proposal(kind="removed", path=path, before=before, after="", tracked=tracked, steps=steps)
        for index, after in change.moved:
            text = self._text(rows, index)
            step = Move(rows=rows, index=index, after=after)
            yield Proposal(kind="moved", path=f"{rows}/{index}", before=text, after=text, steps=(step,))
        for number, after in change.added:
            yield self._added(self._rows[number], rows, after)

    def _added(self, row: FoundRow, rows: str, after: int) -> Proposal:
        activity = new_activity(self._reading, row, self._identity(rows))
        path = f"{rows}/{after + 1}"
        self._evidence.note_comments((key for cell in row.cells for key in cell.comments), path)
        texts = (row.text(column) for name, column in self._columns.items() if name != NUMBER)
        return Proposal(
            kind="added",
            path=path,
            before="",
            after=" | ".join(filter(None, texts)),
            tracked=row.tracked | all_of(cell.tracked for cell in row.cells),
            steps=(Insert(rows=rows, after=after, value=msgspec.to_builtins(activity)),),
        )

    def _deleted_by(self, path: str) -> Tracked:
        """Return who deleted tracked rows in front of the next row that is still there."""
        numbers = {index: number for number, index in self._pairs.partner.items()}
        index = next(number for number, row in enumerate(self._expected) if row.path == path)
        following = next(
            (numbers[later] for later in range(index, len(self._expected)) if later in numbers), None
        )
        return UNTRACKED if following is None else self._rows[following].deleted_before

    def _text(self, rows: str, index: int) -> str:
        return str(value_at(self._plan, f"{rows}/{index}/text", ""))

    def _identity(self, rows: str) -> str:
        taken = self._taken.setdefault(rows, {activity.id for activity in value_at(self._plan, rows, ())})
        identity = free_id(taken)
        taken.add(identity)
        return identity


def _lines(text: str) -> list[str]:
    return [plain(line) for line in text.split("\n")]
