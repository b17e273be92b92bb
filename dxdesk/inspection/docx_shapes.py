"""Lines, text boxes and pictures that are drawn in a Word document (DrawingML, and VML of older ones)."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from dxdesk.inspection.docx_opening import word

_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MAIN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VML: Final = "{urn:schemas-microsoft-com:vml}"
_PICTURES: Final = {f"{_MAIN}blip", f"{_VML}imagedata"}
_EMU_PER_MM: Final = 36_000
_FLAT: Final = 0.8  # mm: nothing this flat is a box
_SHORTEST: Final = 5.0
_STRAIGHT: Final = {"line", "straightConnector1"}
_VML_STRAIGHT: Final = ("_x0000_t32", "_x0000_t20")
_MM: Final = {"pt": 25.4 / 72, "in": 25.4, "mm": 1.0, "cm": 10.0, "px": 25.4 / 96, "": 25.4 / 96}
_length = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*(pt|in|mm|cm|px|)")
_style_width = re.compile(r"(?:^|;)\s*width:([^;]+)")
_style_height = re.compile(r"(?:^|;)\s*height:([^;]+)")


class Shapes(NamedTuple):
    """What is drawn: lying lines by length in mm (None where it is not told), texts in boxes, pictures."""

    lines: list[float | None]
    boxes: list[Element]
    picture: bool


def shapes_of(element: Element) -> Shapes:
    """Return what a drawing holds, or a picture of the older kind; not what is drawn in its text boxes."""
    lines: list[float | None] = []
    found = list(_outside_boxes(element))
    for each in found:
        if each.tag in {f"{_DRAWING}anchor", f"{_DRAWING}inline"}:
            lines += _drawn_lines(each)
        elif each.tag.startswith(_VML):
            lines += _vml_lines(each)
    boxes = [each for each in found if each.tag == word("txbxContent")]
    return Shapes(lines, boxes, any(each.tag in _PICTURES for each in found))


def _outside_boxes(element: Element) -> Iterator[Element]:
    """Yield the elements of a drawing; text boxes too, but nothing that is in them."""
    waiting = [element]
    while waiting:
        each = waiting.pop()
        yield each
        if each.tag != word("txbxContent"):
            waiting += reversed(each)


def _drawn_lines(frame: Element) -> list[float | None]:
    inside = list(_outside_boxes(frame))
    kinds = [each.get("prst", "") for each in inside if each.tag == f"{_MAIN}prstGeom"]
    straight = sum(kind in _STRAIGHT for kind in kinds)
    extent = frame.find(f"{_DRAWING}extent")
    if extent is None:
        return [None] * straight
    width, height = _emu(extent.get("cx")), _emu(extent.get("cy"))
    if len(kinds) > 1:  # a group: the extent is not that of each
        return [None] * straight
    lies = height <= _FLAT and width >= _SHORTEST
    return [width] if lies and not any(each.tag in _PICTURES for each in inside) else []


def _vml_lines(shape: Element) -> list[float | None]:
    name = shape.tag.removeprefix(_VML)
    if name == "line":
        ends = [_lengths(shape.get(end, "")) for end in ("from", "to")]
        if all(len(end) == 2 for end in ends):
            (x1, y1), (x2, y2) = ends
            return [abs(x2 - x1)] if abs(y2 - y1) <= _FLAT else []
        return [None]
    if name not in {"shape", "rect"}:
        return []
    style = shape.get("style", "")
    width, height = (_first(pattern.search(style)) for pattern in (_style_width, _style_height))
    straight = shape.get("type", "").removeprefix("#") in _VML_STRAIGHT
    if width is None:
        return [None] if straight else []
    flat = (height or 0.0) <= _FLAT
    return [width] if flat and width >= _SHORTEST and (straight or name == "rect") else []


def _first(found: re.Match[str] | None) -> float | None:
    lengths = _lengths(found[1]) if found else []
    return lengths[0] if lengths else None


def _lengths(text: str) -> list[float]:
    parts = (_length.match(part) for part in text.split(","))
    return [float(part[1]) * _MM[part[2]] for part in parts if part]


def _emu(text: str | None) -> float:
    return int(text) / _EMU_PER_MM if text and text.isdecimal() and len(text) < 12 else 0.0
