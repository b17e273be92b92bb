"""What lines of a Word file say in the place of a value."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from dxdesk.comparison.blocks import Block
from dxdesk.comparison.difference import DifferenceKind, Proposal
from dxdesk.comparison.expected import END_MARK, ExpectedLine
from dxdesk.comparison.found import FoundLine
from dxdesk.comparison.said import is_same
from dxdesk.comparison.sameness import without_dash, without_end
from dxdesk.comparison.shown_values import shown_value
from dxdesk.comparison.steps import Put
from dxdesk.comparison.word_text import UNTRACKED, Tracked, all_of
from dxdesk.plan.changes import value_at
from dxdesk.plan.model import Plan


class Saying(NamedTuple):
    """A block of the plan's document, and the lines of the Word file that stand in its place."""

    plan: Plan
    block: Block
    expected: Sequence[ExpectedLine]
    found: Sequence[FoundLine]
    partners: Sequence[int | None]  # of the found lines: the expected line that each one is
    deleted_behind: Tracked = UNTRACKED  # who deleted tracked lines behind the last one

    @property
    def line(self) -> ExpectedLine:
        """The first expected line."""
        return self.block.line

    @property
    def text(self) -> str:
        """All that was found, on one line."""
        return " ".join(line.text for line in self.found)

    @property
    def tracked(self) -> Tracked:
        """Who changed any of it while Word tracked changes."""
        return self.deleted_behind | all_of(line.tracked | line.deleted_before for line in self.found)

    def is_as_before(self) -> bool:
        """Say whether the lines say what the plan says."""
        lines = self.expected[self.block.first : self.block.end]
        if len(lines) == len(self.found):
            return all(map(is_same, lines, self.found))
        if self.line.role == "line":
            return False
        # One line may have been divided, or several put together.
        whole = msgspec.structs.replace(self.line, text=" ".join(line.text for line in lines))
        return is_same(whole, FoundLine(self.text))


def shown(saying: Saying) -> Proposal:
    """Return the difference of a block's lines as it is printed."""
    lines = saying.expected[saying.block.first : saying.block.end]
    before, after = ("\n".join(line.text for line in part) for part in (lines, saying.found))
    return Proposal(
        kind="changed" if saying.found else "removed",
        path=saying.line.path,
        before=before,
        after=after,
        tracked=saying.tracked,
    )


def changed(plan: Plan, path: str, value: Any, *, tracked: Tracked) -> Iterator[Proposal]:
    """Yield the proposal to put a value at a path, unless it stands there."""
    before = value_at(plan, path)
    if before == value:
        return
    kind: DifferenceKind = "changed"
    if before in (None, "") or value in (None, ""):
        kind = "removed" if value in (None, "") else "added"
    step = Put(path=path, value=msgspec.to_builtins(value))
    yield Proposal(
        kind=kind,
        path=path,
        before=shown_value(path, before),
        after=shown_value(path, value),
        tracked=tracked,
        steps=(step,),
    )


def entry_text(lines: Sequence[ExpectedLine | FoundLine]) -> str:
    """Return the text of an entry of a list, without its dash and the marks that end it."""
    texts = [line.text for line in lines]
    texts[0] = without_dash(texts[0])
    texts[-1] = without_end(texts[-1].removesuffix(END_MARK))
    return "\n".join(texts)
