"""From pieces to lines: what stands beside each other is one line, or two columns.

Lengths are in points from the page's top left corner.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from dxdesk.inspection.landmarks import is_head_text, is_office
from dxdesk.inspection.measured import Rule, Side
from dxdesk.inspection.pdf_letters import Piece
from dxdesk.inspection.pdf_strokes import Level, Strokes

_SAME_LINE: Final = 3.0
_COLUMN_GAP: Final = 1.6  # sizes between two columns at least
_OUTLIER: Final = 2.2  # such a gap is that much wider than the others of its line
_BLANK: Final = 0.15  # sizes between two words at least
_RIGHT_HALF: Final = 0.42  # of the page's width: where right columns begin
_BESIDE: Final = 8.0  # between the baselines of lines of two columns
_BELOW_LEAST, _BELOW_MOST = -0.5, 17.0  # from a baseline down to its rule
_CENTRED: Final = 7.0
_EDGE_OF_NUMBER: Final = 75.0  # from the edge of the page
# After these words stays room that is filled in by hand, or by the registry.
_room_to_write = re.compile(r"(^số\s*:?|\bsố|ngày|tháng|năm)$", re.IGNORECASE)
_page_number = re.compile(r"(?:trang|page)?\W{0,3}(\d{1,4})(?:\s*/\s*\d{1,4})?\W{0,3}", re.IGNORECASE)


@dataclass(slots=True)
class Line:
    """A line of a column; `rule` is drawn below it."""

    pieces: list[Piece]
    left: float
    right: float
    base: float
    side: Side | None = None
    table: bool = False
    rule: Rule | None = None

    @property
    def size(self) -> float:
        """Return the size of most of its letters."""
        sizes: Counter[float] = Counter()
        for piece in self.pieces:
            sizes[piece.face.size] += len(piece.text)
        return sizes.most_common(1)[0][0]

    @property
    def text(self) -> str:
        """Return its words with single blanks."""
        return " ".join(joined_text(self.pieces).split())


class Bounds(NamedTuple):
    """Where running text begins and ends between the edges of the page."""

    left: float
    right: float

    @property
    def centre(self) -> float:
        """Return the middle between them."""
        return (self.left + self.right) / 2


def joined_text(pieces: Sequence[Piece]) -> str:
    """Return pieces as text, with blanks where there is room."""
    text = ""
    for before, piece in zip([None, *pieces], pieces, strict=False):
        apart = before is not None and piece.left - before.right > _BLANK * piece.face.size
        text += (" " if apart and not text.endswith(" ") else "") + piece.text
    return text


def lines_of(pieces: Iterable[Piece], strokes: Strokes) -> list[Line]:
    """Return the lines of a page from top to bottom, columns from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda each: each.base):
        if rows and piece.base - rows[-1][0].base <= _SAME_LINE:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    lines: list[Line] = []
    for row in rows:
        row.sort(key=lambda each: each.left)
        in_table = _is_in_table(row, strokes)
        lines += [
            Line(part, part[0].left, max(each.right for each in part), part[0].base, table=in_table)
            for part in _columns(row)
        ]
    return lines


def bounds_of(lines: Iterable[Line]) -> Bounds | None:
    """Return where the running text of pages of one direction begins and ends."""
    lefts: Counter[float] = Counter()
    rights: Counter[float] = Counter()
    for line in lines:
        if not line.table:
            lefts[round(line.left)] += 1
            rights[round(line.right)] += 1
    if not lefts:
        return None
    left = min((place for place, count in lefts.items() if count >= 3), default=min(lefts))
    right = max((place for place, count in rights.items() if count >= 3), default=max(rights))
    return Bounds(left, right)


def set_sides(lines: Sequence[Line], bounds: Bounds, width: float) -> None:
    """Tell the lines of two columns beside each other from running text."""
    free = [line for line in lines if not line.table]
    for line in free:
        middle = (line.left + line.right) / 2
        centred = min(abs(middle - bounds.centre), abs(middle - width / 2)) < _CENTRED
        if line.left >= _RIGHT_HALF * width and not centred:
            line.side = "right"
    rights = [line for line in free if line.side == "right"]
    for line in free:
        beside = any(abs(line.base - other.base) <= _BESIDE and other.left > line.right for other in rights)
        if line.side is None and beside:
            line.side = "left"


def set_rules(lines: Sequence[Line], strokes: Strokes) -> None:
    """Give each drawn line to the text right above it."""
    free = [line for line in lines if not line.table]
    for level in strokes.levels:
        above = [line for line in free if _stands_on(line, level)]
        if above:
            line = max(above, key=lambda each: each.base)
            line.rule = _rule(line, level) if line.rule is None else Rule(drawn=None)


def number_line(lines: Sequence[Line], height: float) -> tuple[Line, int] | None:
    """Return the line with the page number, and the number, where a page has one."""
    for line, edge in _outermost(lines, height):
        found = _page_number.fullmatch(line.text)
        if found and edge <= _EDGE_OF_NUMBER:
            return line, int(found[1])
    return None


def _outermost(lines: Sequence[Line], height: float) -> Iterator[tuple[Line, float]]:
    free = [line for line in lines if not line.table]
    if free:
        yield free[0], free[0].base
        yield free[-1], height - free[-1].base


def _is_in_table(row: Sequence[Piece], strokes: Strokes) -> bool:
    """Tell whether standing lines run on both sides of a line of text."""
    base, left = row[0].base - 2.0, min(piece.left for piece in row)
    crossing = [each.x for each in strokes.uprights if each.top <= base <= each.bottom]
    return any(x <= left + 1.0 for x in crossing) and any(x > left for x in crossing)


def _columns(row: list[Piece]) -> Iterator[list[Piece]]:
    """Divide a line at gaps that are wider than blanks ever are, and in front of known right columns."""
    gaps = [(after.left - before.right) / after.face.size for before, after in pairwise(row)]
    start = 0
    for position, gap in enumerate(gaps, start=1):
        others = [each for place, each in enumerate(gaps, start=1) if place != position and each > 0]
        usual = sorted(others)[len(others) // 2] if others else 0.0
        rest = joined_text(row[position:]).strip() if gap > _BLANK else ""
        if _room_to_write.search(joined_text(row[start:position]).rstrip()):
            continue
        wide = gap > _COLUMN_GAP and (gap > _OUTLIER * usual or is_office(rest))
        if wide or (len(rest) < 90 and gap > 0.4 and is_head_text(rest)):
            yield row[start:position]
            start = position
    yield row[start:]


def _stands_on(line: Line, level: Level) -> bool:
    overlap = min(line.right, level.right) - max(line.left, level.left)
    below = level.y - line.base
    return _BELOW_LEAST <= below <= _BELOW_MOST and overlap > 0.6 * (level.right - level.left)


def _rule(line: Line, level: Level) -> Rule:
    middle = (level.left + level.right) / 2
    return Rule(
        share=(level.right - level.left) / (line.right - line.left),
        centred=abs(middle - (line.left + line.right) / 2) < _CENTRED,
    )
