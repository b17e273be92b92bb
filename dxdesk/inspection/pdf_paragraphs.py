"""From lines to paragraphs: by indents, ends of lines, room between lines and how letters are set."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from dxdesk.document.decree30 import Align
from dxdesk.document.metrics import face_of, text_points
from dxdesk.inspection.landmarks import is_basis
from dxdesk.inspection.measured import Paragraph, Run
from dxdesk.inspection.pdf_lines import Bounds, Line

_MM: Final = 25.4 / 72
_SINGLE: Final = 1.15  # the height of a line of Times New Roman, in sizes
_INDENT: Final = 12.0
_DEEPEST_INDENT: Final = 45.0
_FLUSH: Final = 2.5
_CENTRED: Final = 4.0
_OFTEN: Final = 3
_RAGGED: Final = 6.0  # justified lines end nearer to each other than this
_Bases = dict[int, list[float]]
_beginning = re.compile(r"(-|–|•|\+|[IVXL]{1,5}\.|\d{1,2}\.|[a-zđ]\)|Điều \d+|Nơi nhận)(\s|$|:)")


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with the page that it stands on (from 1), and whether the page begins with it."""

    line: Line
    page: int
    bounds: Bounds
    first: bool


class _Pitch(NamedTuple):
    """The usual and the least distance of lines."""

    usual: float
    least: float


def paragraphs_of(placed: Sequence[Placed]) -> list[Paragraph]:
    """Return the paragraphs of a document in reading order."""
    pitches = _pitches(placed)
    groups: list[list[Placed]] = []
    for each in placed:
        if groups and _goes_on(groups[-1], each, pitches):
            groups[-1].append(each)
        else:
            groups.append([each])
    befores = [None, *groups]
    rights = _right_columns(placed)
    return [
        _paragraph(group, before, rights, pitches) for before, group in zip(befores, groups, strict=False)
    ]


def _right_columns(placed: Sequence[Placed]) -> _Bases:
    """Return the baselines of right columns by page."""
    found: _Bases = {}
    for each in placed:
        if each.line.side == "right":
            found.setdefault(each.page, []).append(each.line.base)
    return found


def _pitches(placed: Sequence[Placed]) -> dict[float, _Pitch]:
    """Return the distances between the baselines of lines of one paragraph, by size of letters."""
    found: dict[float, Counter[float]] = {}
    for before, after in pairwise(placed):
        if _is_body_pair(before, after) and abs(after.line.left - after.bounds.left) < _FLUSH:
            counter = found.setdefault(after.line.size, Counter())
            counter[round(after.line.base - before.line.base, 1)] += 1
    return {
        size: _Pitch(
            counter.most_common(1)[0][0],
            min((pitch for pitch, count in counter.items() if count >= _OFTEN), default=min(counter)),
        )
        for size, counter in found.items()
    }


def _is_body_pair(before: Placed, after: Placed) -> bool:
    lines = (before.line, after.line)
    same_page = before.page == after.page and after.line.base > before.line.base
    return same_page and not any(line.side or line.table for line in lines) and lines[0].size == lines[1].size


def _goes_on(group: list[Placed], each: Placed, pitches: dict[float, _Pitch]) -> bool:
    """Tell whether a line goes on with a paragraph."""
    before, line = group[-1].line, each.line
    if before.side or line.side or before.table or line.table or before.rule is not None:
        return False
    if not _alike(before, line) or _is_wider_apart(group, each, pitches):
        return False
    if _is_in_middle(before, group[-1].bounds) and _is_centred(line, each.bounds):
        return not _would_fit(line, 2 * (each.bounds.right - before.right))
    indented = line.left > each.bounds.left + _INDENT
    if indented and (len(group) < 2 or abs(line.left - before.left) > _FLUSH):
        return False
    if (_beginning.match(line.text) or is_basis(line.text)) and indented:
        return False
    return not _would_fit(line, each.bounds.right - before.right)


def _is_wider_apart(group: list[Placed], each: Placed, pitches: dict[float, _Pitch]) -> bool:
    last = group[-1]
    if last.page != each.page:
        return False
    distance = each.line.base - last.line.base
    if len(group) > 1 and group[-2].page == last.page:
        usual = last.line.base - group[-2].line.base
    else:
        known = pitches.get(each.line.size)
        usual = known.usual if known else 1.5 * _SINGLE * each.line.size
    return distance > usual + 2.0 or distance <= 0


def _alike(before: Line, line: Line) -> bool:
    last, first = before.pieces[-1].face, line.pieces[0].face
    return abs(before.size - line.size) < 0.6 and (last.bold, last.italic) == (first.bold, first.italic)


def _would_fit(line: Line, room: float) -> bool:
    """Tell whether the first word of a line had room on the line before: then that was the last of its text."""
    face = line.pieces[0].face
    word = line.text.split(" ", 1)[0]
    width = text_points(word, face_of(bold=bool(face.bold), italic=bool(face.italic)), face.size)
    return room > width + 0.35 * face.size + 2.0


def _is_in_middle(line: Line, bounds: Bounds) -> bool:
    return abs((line.left + line.right) / 2 - bounds.centre) < _CENTRED


def _is_centred(line: Line, bounds: Bounds) -> bool:
    if not _is_in_middle(line, bounds) or line.left <= bounds.left + _CENTRED:
        return False
    # A line of running text with its indent may be in the middle by chance.
    by_chance = line.left - bounds.left < _DEEPEST_INDENT and (
        _beginning.match(line.text) or line.text.endswith((".", ";", ":"))
    )
    return not by_chance


def _paragraph(
    group: list[Placed], before: list[Placed] | None, rights: _Bases, pitches: dict[float, _Pitch]
) -> Paragraph:
    first, last = group[0], group[-1]
    distances = [
        after.line.base - prior.line.base for prior, after in pairwise(group) if prior.page == after.page
    ]
    pitch = sorted(distances)[len(distances) // 2] if distances else None
    size = first.line.size
    running = first.line.side is None and not first.line.table
    return Paragraph(
        runs=tuple(_runs(group)),
        page=first.page,
        end_page=last.page,
        side=first.line.side,
        table=first.line.table,
        align=_alignment(group) if running else None,
        start=(first.line.left - first.bounds.left) * _MM if running else None,
        gap=_gap(first, before, pitch or (pitches[size].least if size in pitches else None), rights),
        line=pitch / (_SINGLE * size) if pitch and running else None,
        long=len(group) > 1 if running else None,
        rule=last.line.rule,
        top=(first.line.base - size) * _MM,
        left=first.line.left * _MM,
        right=first.line.right * _MM,
        follows_break=first.first,
    )


def _gap(first: Placed, before: list[Placed] | None, pitch: float | None, rights: _Bases) -> float | None:
    """Return the room above a paragraph in its column, beyond the distance of its lines."""
    line = first.line
    if line.side == "right":
        above = [base for base in rights[first.page] if base < line.base]
        return line.base - max(above) - _SINGLE * line.size if above else None
    if before is None or pitch is None or not _is_body_pair(before[-1], first):
        return None
    return line.base - before[-1].line.base - pitch


def _alignment(group: list[Placed]) -> Align | None:
    bounds = group[0].bounds
    lines = [each.line for each in group]
    if _is_centred(lines[-1], bounds) and all(_is_in_middle(each.line, each.bounds) for each in group):
        return "center"
    if len(group) == 1:
        flush = abs(lines[0].right - bounds.right) < _FLUSH and lines[0].left > bounds.left + 5 * _INDENT
        return "right" if flush else None
    even_left = all(abs(line.left - lines[-1].left) < _FLUSH for line in lines[1:])
    ends = [each.bounds.right - each.line.right for each in group[:-1]]
    if not even_left:
        return "right" if max(ends) < _FLUSH else None
    if max(ends) < _RAGGED:
        return "justify"
    return "left" if min(ends) > _RAGGED else None


def _runs(group: list[Placed]) -> Iterator[Run]:
    for each in group:
        for position, piece in enumerate(each.line.pieces):
            face = piece.face
            opening = " " if position or each is not group[0] else ""
            if position:
                gap = piece.left - each.line.pieces[position - 1].right
                opening = " " if gap > 0.15 * face.size else ""
            yield Run(
                text=opening + piece.text,
                font=face.font,
                size=face.size,
                bold=face.bold,
                italic=face.italic,
                color=face.color,
            )
