"""Which lines of a Word file belong to which value of the plan, also those that were added or rewritten."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from dxdesk.comparison.alignment import Pair
from dxdesk.comparison.blocks import Block, Gap, blocks_of
from dxdesk.comparison.expected import ExpectedLine, Role
from dxdesk.comparison.found import FoundLine
from dxdesk.comparison.said import is_same
from dxdesk.comparison.sameness import has_dash, plain, without_dash, without_end

_TITLED: Final = ("/solutions", "/organisation")
_TEXTS: Final[frozenset[Role]] = frozenset({"line", "title", "signer"})
_archive = re.compile(r"[-–]?\s*Lưu\s*:", re.IGNORECASE)
_SIGNATURE: Final[frozenset[Role]] = frozenset({"office", "signer"})
_closing: Final = (".", ";", "…")

# Whether a line that begins with a dash may be a new entry of a list.
MayBegin = Callable[[FoundLine, str], bool]


class Owners:
    """Which block owns each found line (`of`), and which lines begin or continue a new entry of a list (`new`)."""

    def __init__(
        self,
        expected: Sequence[ExpectedLine],
        found: Sequence[FoundLine],
        pairs: Sequence[Pair],
        may_begin: MayBegin,
    ) -> None:
        self.blocks = list(blocks_of(expected))
        self.partner = {other: index for index, other in pairs}
        self.of: dict[int, Block] = {}
        self.new: dict[int, tuple[str, int]] = {}  # the list, and the line that begins the entry
        self._found = found
        self._may_begin = may_begin
        self._moved: set[Block] = set()
        block_of = {index: block for block in self.blocks for index in range(block.first, block.end)}
        for index, other in pairs:
            self.of[other] = block_of[index]
        for gap in self._gaps(expected, pairs, block_of):
            self._settle(gap)

    def by_block(self) -> dict[Block, list[int]]:
        """Return the found lines that each block owns, in their order."""
        owned: dict[Block, list[int]] = {}
        for other in sorted(self.of):
            owned.setdefault(self.of[other], []).append(other)
        return owned

    def _gaps(
        self, expected: Sequence[ExpectedLine], pairs: Sequence[Pair], block_of: dict[int, Block]
    ) -> Iterator[Gap]:
        paired = {index for index, _other in pairs}
        edges = [(-1, -1), *pairs, (len(expected), len(self._found))]
        gaps: list[Gap] = []
        for (before, first), (after, end) in pairwise(edges):
            lines = list(range(first + 1, end))
            inner = dict.fromkeys(
                block_of[index] for index in range(before + 1, after) if index not in paired
            )
            if lines or inner:
                gaps.append(Gap(block_of.get(before), block_of.get(after), list(inner), lines))
        self._find_moved(expected, gaps)
        for gap in gaps:
            yield gap._replace(lines=[other for other in gap.lines if other not in self.of])

    def _find_moved(self, expected: Sequence[ExpectedLine], gaps: Sequence[Gap]) -> None:
        """Give entries that stand elsewhere in their own list the lines that say what they say."""
        near = {other: gap.lists for gap in gaps for other in gap.lines}
        starts: dict[str, list[int]] = {}
        for other in near:
            starts.setdefault(_entry_text(self._found[other].text), []).append(other)
        lost = (block for gap in gaps for block in gap.blocks if block.is_entry and not block.line.optional)
        for block in lost:
            lines = expected[block.first : block.end]
            for start in starts.get(_entry_text(lines[0].text), ()):
                run = range(start, start + len(lines))
                if all(
                    other not in self.of
                    and block.line.rows in near.get(other, ())
                    and is_same(line, self._found[other])
                    for line, other in zip(lines, run, strict=True)
                ):
                    self.of |= dict.fromkeys(run, block)
                    self.partner |= dict(zip(run, range(block.first, block.end), strict=True))
                    self._moved.add(block)
                    break

    def _settle(self, gap: Gap) -> None:
        """Give each line of a gap to the value that it most likely belongs to."""
        if not gap.lines:
            return
        left, right = gap.left, gap.right
        if left is not None and left == right and left.line.is_value:
            self.of |= dict.fromkeys(gap.lines, left)
            return
        lost = [block for block in gap.blocks if not block.line.optional and block not in self._moved]
        if (
            left is not None
            and left.line.role == "office"
            and {each.line.role for each in lost} <= _SIGNATURE
        ):
            self._sign(gap, left)
            return
        if (begun := self._first_titled(gap, lost)) is not None:
            self._settle(gap._replace(lines=gap.lines[:begun]))
            self._insert(gap.lines[begun:], gap)
            return
        headings = [block for block in lost if block.line.role == "heading"]
        titles = [other for other in gap.lines if self._found[other].level]
        for block, other in zip(headings, titles, strict=False):
            self.of[other] = block
        lines = [other for other in gap.lines if other not in self.of]
        if not lines:
            return
        words = [block for block in lost if not block.line.is_value and block not in headings]
        values = [block for block in lost if block.line.is_value]
        if len(lines) == len(words) + len(values):
            rest = [block for block in lost if block not in headings]
            self.of |= dict(zip(lines, rest, strict=True))
        elif values:
            self._share_out(lines, values)
        else:
            self._insert(lines, gap)

    def _sign(self, gap: Gap, office: Block) -> None:
        """Give the lines behind the first one of an office to the office, and the last to the name where that was lost."""
        self.of |= dict.fromkeys(gap.lines, office)
        name = next((block for block in gap.blocks if block.line.role == "signer"), None)
        if name is not None and not self._found[gap.lines[-1]].text.isupper():
            self.of[gap.lines[-1]] = name

    def _first_titled(self, gap: Gap, lost: Sequence[Block]) -> int | None:
        """Return which of the lines of a gap is the first title of a new entry, where no title was lost."""
        if any(block.line.level for block in lost):
            return None
        titled = (
            number
            for number, other in enumerate(gap.lines)
            if self._titled(self._found[other], gap) is not None
        )
        return next(titled, None)

    def _share_out(self, lines: list[int], values: list[Block]) -> None:
        """Give lines to values that lost theirs, in order: lines with a dash to entries, the others to texts."""
        entries = [block for block in values if block.is_entry]
        texts = [block for block in values if not block.is_entry]
        runs = self._runs(lines, each=any(block.line.role == "basis" for block in entries))
        if texts and (not entries or not self._begins(runs[0][0])):
            own = lines if not entries else runs.pop(0)
            for number, other in enumerate(own):
                self.of[other] = texts[min(number, len(texts) - 1)]
            if not entries:
                return
        for number, run in enumerate(runs):
            if number < len(entries):
                self.of |= dict.fromkeys(run, entries[number])
            else:
                self.new |= dict.fromkeys(run, (entries[-1].line.rows, run[0]))

    def _runs(self, lines: list[int], *, each: bool) -> list[list[int]]:
        """Return the lines divided where an entry begins; `each`: at every line."""
        runs: list[list[int]] = []
        for other in lines:
            if each or not runs or self._begins(other):
                runs.append([])
            runs[-1].append(other)
        return runs

    def _insert(self, lines: list[int], gap: Gap) -> None:
        """Find a value for lines that were put in where nothing was lost."""
        blank_text = next(
            (block for block in gap.blocks if block.line.optional and block.line.role in _TEXTS), None
        )
        blank_entry = next((block for block in gap.blocks if block.line.optional and block.is_entry), None)
        archive = next((block for block in gap.blocks if block.line.role == "archive"), None)
        for other in lines:
            line = self._found[other]
            if archive and _archive.match(line.text):
                self.of[other] = archive
            elif (rows := self._titled(line, gap)) is not None:
                self.new[other] = (rows, other)
            elif other - 1 in self.new and self._goes_on(other):
                self.new[other] = self.new[other - 1]
            elif (rows := self._rows_begun(other, gap, blank_entry, blank_text)) is not None:
                self.new[other] = (rows, other)
            elif (block := self._text_around(other, gap, blank_text)) is not None:
                self.of[other] = block

    def _titled(self, line: FoundLine, gap: Gap) -> str | None:
        """Return the list of titled texts in which a heading begins a new entry."""
        right = gap.right
        if any(
            block.line.role == "title" and right and block.shares_entry_with(right) for block in gap.blocks
        ):
            return None  # a text that had no heading yet
        blocks = (gap.left, right, *gap.blocks)
        rows = (block.line.rows for block in blocks if block is not None and block.line.rows in _TITLED)
        return next(rows, None) if line.level == 2 else None

    def _rows_begun(
        self, other: int, gap: Gap, blank_entry: Block | None, blank_text: Block | None
    ) -> str | None:
        """Return the list in which a line begins a new entry, if it does."""
        left, right = gap.left, gap.right
        line = self._found[other]
        if line.level:
            return None
        around = [block for block in (left, right) if block is not None and block.is_entry]
        if any(block.line.role == "basis" for block in (*around, *([blank_entry] if blank_entry else []))):
            return "/bases"
        if not self._begins(other):
            return None
        if left is not None and left.is_entry:
            return left.line.rows
        rows = next(
            (block.line.rows for block in (blank_entry, right) if block is not None and block.is_entry), None
        )
        if rows is None:
            return None
        text_above = blank_text or (left if left is not None and left.line.role == "line" else None)
        return rows if text_above is None or self._may_begin(line, rows) else None

    def _text_around(self, other: int, gap: Gap, blank: Block | None) -> Block | None:
        """Return the text that a line goes on with, or that it comes in front of."""
        left, right = gap.left, gap.right
        if self._found[other].level and not (blank and blank.line.role == "title"):
            return None
        if blank is not None:
            return blank
        if left is not None and left.line.role == "line":
            return left
        if left is not None and left.line.role == "item" and self._goes_on(other):
            return left
        return right if right is not None and right.line.role == "line" else None

    def _begins(self, other: int) -> bool:
        line = self._found[other]
        return has_dash(line.text) or line.listed

    def _goes_on(self, other: int) -> bool:
        """Say whether a line goes on with the one before: in a titled text, or where that one has no end."""
        before = self._found[other - 1]
        if self.new.get(other - 1, ("", 0))[0] in _TITLED:
            return not self._found[other].level
        return not self._begins(other) and not before.text.endswith(_closing)


def _entry_text(text: str) -> str:
    return without_end(without_dash(plain(text)))
