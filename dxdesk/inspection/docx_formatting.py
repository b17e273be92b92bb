"""How Word sets text: what defaults, styles and direct formatting come to (ISO/IEC 29500-1, 17.7)."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final
from xml.etree.ElementTree import Element

from dxdesk.document.decree30 import Align
from dxdesk.inspection.docx_opening import Parts, number, value, word

Layer = dict[str, Any]

_OFF: Final = {"0", "false", "off", "none"}
_TOGGLES: Final = {"b": "bold", "i": "italic", "caps": "caps", "vanish": "hidden"}
_ALIGNMENTS: Final[Mapping[str, Align]] = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
    "distribute": "justify",
    "thaiDistribute": "justify",
}
_NAMESPACE_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MAX_CHAIN: Final = 20
# What Word takes where a document states nothing.
_WORD_DEFAULTS: Final[Layer] = {"ascii": "Times New Roman", "other": "Times New Roman", "size": 10.0}


class Formats:
    """The styles of a document, resolved once each."""

    def __init__(self, parts: Parts) -> None:
        styles = parts.single.get("styles")
        found = [] if styles is None else styles.findall(word("style"))
        self._styles = {style.get(word("styleId"), ""): style for style in found}
        self._theme = _theme_fonts(parts.single.get("theme"))
        defaults = None if styles is None else styles.find(word("docDefaults"))
        self._run_defaults = _WORD_DEFAULTS | self.run_layer(_inner(defaults, "rPrDefault", "rPr"))
        self._paragraph_defaults = paragraph_layer(_inner(defaults, "pPrDefault", "pPr"))
        self._default_style = next(
            (
                style.get(word("styleId"), "")
                for style in found
                if style.get(word("type")) == "paragraph" and style.get(word("default")) not in {None, *_OFF}
            ),
            "",
        )
        self._of_paragraph = cache(self._resolve_paragraph)
        self._of_run = cache(self._resolve_run)

    def paragraph(self, properties: Element | None, table_style: str = "") -> Layer:
        """Return the formatting of a paragraph; "style" is its style's id."""
        style = value(properties, "pStyle") or self._default_style
        return {**self._of_paragraph(style, table_style), **paragraph_layer(properties), "style": style}

    def run(self, properties: Element | None, paragraph_style: str, table_style: str = "") -> Layer:
        """Return the formatting of a run in a paragraph of a style."""
        base = self._of_run(paragraph_style, value(properties, "rStyle") or "", table_style)
        return {**base, **self.run_layer(properties)}

    def run_layer(self, properties: Element | None) -> Layer:
        """Return what run properties state themselves."""
        layer: Layer = {}
        if properties is None:
            return layer
        fonts = properties.find(word("rFonts"))
        if fonts is not None:
            layer |= self._fonts(fonts)
        if size := number(value(properties, "sz")):
            layer["size"] = size / 2
        color = value(properties, "color")
        if color is not None:
            layer["color"] = color.upper() if len(color) == 6 and _is_hex(color) else "000000"
        underline = value(properties, "u")
        if underline is not None:
            layer["underline"] = underline not in _OFF
        for tag, name in _TOGGLES.items():
            element = properties.find(word(tag))
            if element is not None:
                layer[name] = element.get(word("val")) not in _OFF
        return layer

    def borders(self, table_style: str) -> Element | None:
        """Return the borders that a table style states."""
        return self._of_table(table_style, "tblBorders")

    def cell_margins(self, table_style: str) -> Element | None:
        """Return the room in cells that a table style states."""
        return self._of_table(table_style, "tblCellMar")

    def _of_table(self, table_style: str, tag: str) -> Element | None:
        found = (style.find(f"{word('tblPr')}/{word(tag)}") for style in self._chain(table_style))
        return next((element for element in found if element is not None), None)

    def _fonts(self, fonts: Element) -> Layer:
        layer: Layer = {}
        for slot, name in (("ascii", "ascii"), ("hAnsi", "other")):
            theme = fonts.get(word(f"{slot}Theme"))
            family = self._theme.get(theme[:5]) if theme else fonts.get(word(slot))
            if family:
                layer[name] = family
        return layer

    def _chain(self, identity: str) -> list[Element]:
        """Return a style and those that it is based on; a loop ends."""
        chain: list[Element] = []
        while identity in self._styles and len(chain) < _MAX_CHAIN:
            chain.append(self._styles[identity])
            identity = value(chain[-1], "basedOn") or ""
        return chain

    def _resolve_paragraph(self, style: str, table_style: str) -> Layer:
        layer = dict(self._paragraph_defaults)
        for chain in (self._chain(table_style), self._chain(style)):
            for element in reversed(chain):
                layer |= paragraph_layer(element.find(word("pPr")))
        return layer

    def _resolve_run(self, paragraph_style: str, run_style: str, table_style: str) -> Layer:
        layer = dict(self._run_defaults)
        for identity in (table_style, paragraph_style, run_style):
            stated: Layer = {}
            for element in reversed(self._chain(identity)):
                stated |= self.run_layer(element.find(word("rPr")))
            # Toggles of the paragraph's and of the run's style cancel each other (17.7.3).
            toggled = {
                name: layer.get(name, False) != stated[name] for name in _TOGGLES.values() if name in stated
            }
            layer |= stated | (toggled if identity == run_style else {})
        return layer


def paragraph_layer(properties: Element | None) -> Layer:
    """Return what paragraph properties state themselves; lengths in twentieths of a point."""
    layer: Layer = {}
    if properties is None:
        return layer
    align = _ALIGNMENTS.get(value(properties, "jc") or "")
    if align:
        layer["align"] = align
    _take_numbers(layer, properties.find(word("ind")), _INDENTS)
    _take_numbers(layer, properties.find(word("spacing")), _SPACINGS)
    rule = value(properties, "spacing", "lineRule")
    if "line" in layer:
        layer["line_rule"] = rule or "auto"
    for tag in ("contextualSpacing", "pageBreakBefore"):
        element = properties.find(word(tag))
        if element is not None:
            layer[tag] = element.get(word("val")) not in _OFF
    for tag in ("numPr", "pBdr", "tabs"):
        element = properties.find(word(tag))
        if element is not None:
            layer[tag] = element
    return layer


_INDENTS: Final = {
    "left": "left",
    "start": "left",
    "right": "right",
    "end": "right",
    "firstLine": "first",
    "hanging": "hanging",
}
_SPACINGS: Final = {"before": "before", "after": "after", "line": "line"}
_AUTOMATIC: Final = 280.0  # twentieths of a point: "auto" spacing of paragraphs is 14 pt


def _take_numbers(layer: Layer, element: Element | None, names: Mapping[str, str]) -> None:
    if element is None:
        return
    for attribute, name in names.items():
        found = number(element.get(word(attribute)))
        if found is not None:
            layer[name] = found
        if element.get(word(f"{attribute}Autospacing")) not in {None, *_OFF}:
            layer[name] = _AUTOMATIC
    if "hanging" in layer:
        layer["first"] = -layer.pop("hanging")


def _is_hex(text: str) -> bool:
    return all(character in "0123456789abcdefABCDEF" for character in text)


def _inner(parent: Element | None, outer: str, inner: str) -> Element | None:
    return None if parent is None else parent.find(f"{word(outer)}/{word(inner)}")


def _theme_fonts(theme: Element | None) -> dict[str, str]:
    """Return the Latin fonts of a theme by the beginning of their names: "major" and "minor"."""
    if theme is None:
        return {}
    found: dict[str, str] = {}
    for kind in ("major", "minor"):
        latin = theme.find(f".//{_NAMESPACE_DRAWING}{kind}Font/{_NAMESPACE_DRAWING}latin")
        if latin is not None and latin.get("typeface"):
            found[kind] = latin.get("typeface", "")
    return found
