"""One Word paragraph as measured ones: where it stands, its spacing, its indent and its line."""

from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from dxdesk.document.lines import break_lines
from dxdesk.document.metrics import face_of, text_points
from dxdesk.inspection.docx_formatting import Layer
from dxdesk.inspection.docx_opening import number, value, word
from dxdesk.inspection.docx_sections import MM_PER_TWIP
from dxdesk.inspection.measured import Rule, Run

_POINTS_PER_MM: Final = 72 / 25.4
_SINGLE: Final = 1.15  # the height of a line of Times New Roman, in sizes
_CHARACTERS_OF_RULE: Final = set("_-–—*~=.")
_SHORTEST_RULE: Final = 4
_DEFAULT_TAB: Final = 12.7
_NO_BORDER: Final = {None, "nil", "none"}
_MOST_MEASURED: Final = 4_000  # characters: the length of a longer paragraph is no question


class Spacing(NamedTuple):
    """Room above and below in points, and the line spacing in lines."""

    before: float
    after: float
    line: float


def spacing_of(layer: Layer, size: float) -> Spacing:
    """Return the spacing of a paragraph whose letters have a size."""
    stated, rule = layer.get("line"), layer.get("line_rule", "auto")
    if stated is None:
        line = 1.0
    elif rule == "auto":
        line = stated / 240
    else:
        line = stated / 20 / (_SINGLE * size)
        line = max(1.0, line) if rule == "atLeast" else line
    return Spacing(layer.get("before", 0.0) / 20, layer.get("after", 0.0) / 20, line)


def height_of(spacing: Spacing, size: float) -> float:
    """Return the height in points that an empty paragraph takes."""
    return spacing.before + spacing.line * size * _SINGLE + spacing.after


def start_of(layer: Layer, text: str, size: float) -> float:
    """Return where the first line begins, in mm from the left margin; tabs and blanks count as on paper."""
    start: float = (layer.get("left", 0.0) + layer.get("first", 0.0)) * MM_PER_TWIP
    stops = _tab_stops(layer.get("tabs"))
    for character in text[: len(text) - len(text.lstrip())]:
        if character == "\t":
            following = (stop for stop in stops if stop > start + 0.1)
            start = next(following, (int(start / _DEFAULT_TAB + 0.01) + 1) * _DEFAULT_TAB)
        else:
            start += size / 4 / _POINTS_PER_MM
    return start


def room_of(layer: Layer, width: float | None) -> float | None:
    """Return the width in mm that a column leaves between the indents."""
    if width is None:
        return None
    room = width - (layer.get("left", 0.0) + layer.get("right", 0.0)) * MM_PER_TWIP
    return room if room > 1.0 else None


def is_long(runs: tuple[Run, ...], room: float | None) -> bool | None:
    """Tell whether a text needs more than one line; None where it is a near thing."""
    if room is None:
        return None
    width = 0.0
    for run in runs:
        if run.size is None or width > 3 * room:
            break
        face = face_of(bold=bool(run.bold), italic=bool(run.italic))
        width += text_points(run.text[:_MOST_MEASURED], face, run.size) / _POINTS_PER_MM
    if 0.9 * room < width < 1.1 * room:
        return None
    return width > room


def line_widths(runs: tuple[Run, ...], room: float) -> list[float]:
    """Return the widths in mm of the lines of a text in a column; none where they cannot be told."""
    text = "".join(run.text for run in runs).strip()
    shown = next((run for run in runs if run.text.strip()), None)
    if shown is None or shown.size is None or len(text) > _MOST_MEASURED:
        return []
    face = face_of(bold=bool(shown.bold), italic=bool(shown.italic))
    return [
        line.width / _POINTS_PER_MM
        for part in text.split("\n")
        for line in break_lines([(part, face)], shown.size, room * _POINTS_PER_MM)
    ]


def border_length(layer: Layer, room: float | None) -> tuple[bool, float | None]:
    """Tell whether a paragraph has a border above or below, and its length in mm."""
    borders: Element | None = layer.get("pBdr")
    lies = any(value(borders, side) not in _NO_BORDER for side in ("top", "bottom"))
    stands = any(value(borders, side) not in _NO_BORDER for side in ("left", "right"))
    return lies and not stands, room


def drawn_rule(
    length: float | None, text: tuple[Run, ...], room: float | None, *, centred: bool | None
) -> Rule:
    """Return the rule of a length (mm) below a text."""
    widths = [] if room is None or length is None else line_widths(text, room)
    if length is None or not widths or not min(widths) > 0:
        return Rule(centred=centred)
    return Rule(share=length / widths[-1], of_longest=length / max(widths), centred=centred)


def is_made_of_characters(text: str) -> bool:
    """Tell whether a paragraph is a line made of characters."""
    shown = "".join(text.split())
    return len(shown) >= _SHORTEST_RULE and set(shown) <= _CHARACTERS_OF_RULE


def _tab_stops(tabs: Element | None) -> list[float]:
    if tabs is None:
        return []
    stops = (
        number(tab.get(word("pos"))) for tab in tabs.findall(word("tab")) if tab.get(word("val")) != "clear"
    )
    return sorted(stop * MM_PER_TWIP for stop in stops if stop is not None)
