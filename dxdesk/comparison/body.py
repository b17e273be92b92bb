"""The lines of a Word file against those of the plan's document."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec

from dxdesk.comparison.alignment import Keys, aligned, keys_of
from dxdesk.comparison.blocks import Block
from dxdesk.comparison.difference import Proposal
from dxdesk.comparison.evidence import Evidence, Part
from dxdesk.comparison.expected import ExpectedLine
from dxdesk.comparison.found import FoundLine
from dxdesk.comparison.line_values import proposals_of
from dxdesk.comparison.list_order import Arrangement, arrangement
from dxdesk.comparison.owners import Owners
from dxdesk.comparison.sameness import alignment_key, without_end, without_label
from dxdesk.comparison.saying import Saying, entry_text
from dxdesk.comparison.steps import Insert, Move, Remove
from dxdesk.comparison.word_text import UNTRACKED, Tracked, all_of
from dxdesk.plan.changes import free_id, value_at
from dxdesk.plan.citation import read_citation
from dxdesk.plan.model import Activity, Assignment, Plan, Solution

_WHOLE: Final = {"/bases", "/solutions", "/organisation"}  # lists that are printed without dashes
_BEGINNING: Final = 30  # characters by which a line is known whose end was rewritten


class Body:
    """Compares lines: `compare` gives the differences of values, `is_open` tells what is still to be explained."""

    def __init__(
        self, plan: Plan, expected: Sequence[ExpectedLine], found: Sequence[FoundLine], evidence: Evidence
    ) -> None:
        self._plan = plan
        self._expected = expected
        self._found = found
        self._evidence = evidence
        self._owners = Owners(expected, found, paired(expected, found), self._may_begin)
        self._owned = self._owners.by_block()
        self._taken: dict[str, set[str]] = {}

    def compare(self) -> Part:
        """Return what differs in values."""
        part = Part(
            awaited=sum(not line.optional for line in self._expected),
            found=sum(not block.line.optional for block in self._owners.of.values()),
        )
        for block in self._owners.blocks:
            if block.line.is_value or block.line.role == "reference":
                part.proposals += self._of_block(block)
        part.proposals += self._of_lists()
        self._note_places()
        return part

    def is_open(self, other: int) -> bool:
        """Say whether a found line is neither that of a value, nor words as the program writes them."""
        if other in self._owners.new:
            return False
        block = self._owners.of.get(other)
        if block is None:
            return True
        return not block.line.is_value and not self._saying(block).is_as_before()

    def lost_words(self) -> list[str]:
        """Return the words of the program that were not found."""
        return [
            block.line.text
            for block in self._owners.blocks
            if not block.line.is_value and not block.line.optional and block not in self._owned
        ]

    def words_at(self, other: int) -> ExpectedLine | None:
        """Return the words of the program that a found line stands in the place of."""
        block = self._owners.of.get(other)
        return None if block is None or block.line.is_value else block.line

    def place_near(self, other: int) -> str:
        """Return the place in the plan that a found line stands at, or next to; a heading belongs to what follows."""
        if self._found[other].beside:
            return ""
        before, behind = range(other, -1, -1), range(other + 1, len(self._found))
        order = (other, *behind, *before) if self._found[other].level else (*before, *behind)
        for number in order:
            block = self._owners.of.get(number)
            if block is not None and block.line.path and not block.line.optional:
                return block.line.path
        return ""

    def _of_block(self, block: Block) -> Iterator[Proposal]:
        lines = self._owned.get(block, [])
        is_gone = not lines and (block.line.optional or block.is_entry or not self._has_entry(block))
        if not is_gone and not self._is_answered(block.line.path):
            yield from proposals_of(self._saying(block))

    def _saying(self, block: Block) -> Saying:
        lines = self._owned.get(block, [])
        partners = [self._owners.partner.get(other) for other in lines]
        found = [self._found[other] for other in lines]
        behind = self._found[lines[-1] + 1 :][:1] if lines else ()
        deleted = all_of(line.deleted_before for line in behind)
        return Saying(self._plan, block, self._expected, found, partners, deleted)

    def _has_entry(self, block: Block) -> bool:
        """Say whether anything of the entry that a block is a part of was found."""
        rows = block.line.rows
        return not rows or any(
            _entry(each) == _entry(block) for each in self._owned if each.line.rows == rows
        )

    def _is_answered(self, path: str) -> bool:
        return any(path == task or path.startswith(f"{task}/") for task in self._evidence.answered)

    def _of_lists(self) -> Iterator[Proposal]:
        """Yield what became of the entries of each list."""
        printed: dict[str, list[int]] = {}
        found: dict[str, dict[int, int]] = {}
        for block in self._owners.blocks:
            rows = block.line.rows
            if not rows or block.line.optional:
                continue
            index = _entry(block)
            if index not in printed.setdefault(rows, []):
                printed[rows].append(index)
            if lines := self._owned.get(block):
                places = found.setdefault(rows, {})
                places[index] = min(lines[0], places.get(index, lines[0]))
        new: dict[str, list[int]] = {}
        for other, (rows, first) in self._owners.new.items():
            if other == first:
                new.setdefault(rows, []).append(other)
        for rows in dict.fromkeys((*printed, *new)):
            if rows in self._evidence.rearranged or self._is_answered(rows):
                continue
            order: list[tuple[int | None, int]] = [
                (index, first) for index, first in found.get(rows, {}).items()
            ]
            order += [(None, first) for first in new.get(rows, ())]
            order.sort(key=lambda entry: entry[1])
            yield from self._changes(rows, arrangement(printed.get(rows, ()), order))

    def _changes(self, rows: str, change: Arrangement) -> Iterator[Proposal]:
        for index in change.removed:
            if f"{rows}/{index}" in self._evidence.emptied:
                continue
            text, step = self._text(f"{rows}/{index}"), Remove(rows=rows, index=index)
            yield Proposal(
                kind="removed",
                path=f"{rows}/{index}",
                before=text,
                after="",
                tracked=self._deleted_by(f"{rows}/{index}"),
                steps=(step,),
            )
        for index, after in change.moved:
            text, move = self._text(f"{rows}/{index}"), Move(rows=rows, index=index, after=after)
            yield Proposal(kind="moved", path=f"{rows}/{index}", before=text, after=text, steps=(move,))
        for first, after in change.added:
            lines = [
                self._found[other]
                for other, (_rows, start) in sorted(self._owners.new.items())
                if start == first
            ]
            insert = Insert(rows=rows, after=after, value=msgspec.to_builtins(self._new_entry(rows, lines)))
            yield Proposal(
                kind="added",
                path=f"{rows}/{after + 1}",
                before="",
                after=_entry_words(rows, lines),
                tracked=all_of(line.tracked for line in lines),
                steps=(insert,),
            )

    def _new_entry(self, rows: str, lines: list[FoundLine]) -> Any:
        title, text = without_end(without_label(lines[0].text)), "\n".join(line.text for line in lines[1:])
        match rows:
            case "/solutions":
                return Solution(title=title, text=text)
            case "/organisation":
                return Assignment(body=title, duties=text)
            case "/bases":
                return read_citation(" ".join(line.text for line in lines), self._plan.year)
            case "/goals/specific" | "/document/recipients":
                return entry_text(lines)
        taken = self._taken.setdefault(rows, {activity.id for activity in value_at(self._plan, rows, ())})
        identity = free_id(taken)
        taken.add(identity)
        return Activity(id=identity, text=entry_text(lines))

    def _text(self, path: str) -> str:
        """Return the expected lines of an entry."""
        lines = [line for line in self._expected if line.path == path or line.path.startswith(f"{path}/")]
        return _entry_words(lines[0].rows, lines)

    def _deleted_by(self, path: str) -> Tracked:
        """Return who deleted tracked lines in front of the next line that is still there."""
        blocks = iter(self._owners.blocks)
        for block in blocks:
            if block.line.path == path or block.line.path.startswith(f"{path}/"):
                break
        following = next((self._owned[block] for block in blocks if block in self._owned), None)
        return self._found[following[0]].deleted_before if following else UNTRACKED

    def _may_begin(self, line: FoundLine, rows: str) -> bool:
        """Say whether a line with a dash begins an entry, where it might be a line of the text above as well."""
        if not rows.startswith("/tasks/") or not self._evidence.has_tasks:
            return True
        return alignment_key(line.text) in self._evidence.new_texts.get(rows, ())

    def _note_places(self) -> None:
        for other, line in enumerate(self._found):
            if line.comments:
                self._evidence.note_comments(line.comments, self.place_near(other))


def paired(expected: Sequence[ExpectedLine], found: Sequence[FoundLine]) -> list[tuple[int, int]]:
    """Return which found line is which expected one."""
    # Nothing is known by a blank.
    ours = [
        f"\0{index}" if line.optional and line.role != "heading" else alignment_key(line.text)
        for index, line in enumerate(expected)
    ]
    return aligned(_keys(ours), _keys([alignment_key(line.text) for line in found]))


def _keys(texts: list[str]) -> Keys:
    return keys_of(texts, [text[:_BEGINNING] for text in texts])


def _entry(block: Block) -> int:
    return int(block.line.path[len(block.line.rows) + 1 :].partition("/")[0])


def _entry_words(rows: str, lines: Sequence[ExpectedLine | FoundLine]) -> str:
    """Return the lines of an entry; one in a list with dashes without dash and end."""
    return "\n".join(line.text for line in lines) if rows in _WHOLE else entry_text(lines)
