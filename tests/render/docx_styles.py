"""What a style of a DOCX comes to, through the styles that it is based on and the document's defaults."""

from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from tests.render.docx_text import DocxFile, value, w

POINTS_PER_TWIP: Final = 1 / 20
MM_PER_TWIP: Final = 25.4 / 1440


class Look(NamedTuple):
    """How paragraphs of a style look: sizes and spaces in points, indent in mm, `line` in lines."""

    size: float
    bold: bool
    italic: bool
    align: str
    indent: float
    before: float
    after: float
    line: float
    fonts: frozenset[str]


def look(docx: DocxFile, style: str) -> Look:
    """Return how paragraphs of a style look."""

    def of(holder: str, tag: str, attribute: str = "val", default: str = "0") -> str:
        return next(
            (found for one in _holders(docx, style, holder) if (found := value(one, tag, attribute))), default
        )

    fonts = (of("rPr", "rFonts", slot, "") for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
    exact = of("pPr", "spacing", "lineRule", "auto") != "auto"
    return Look(
        size=float(of("rPr", "sz")) / 2,
        bold=_is_on(docx, style, "b"),
        italic=_is_on(docx, style, "i"),
        align=of("pPr", "jc", default="left"),
        indent=float(of("pPr", "ind", "firstLine")) * MM_PER_TWIP,
        before=float(of("pPr", "spacing", "before")) * POINTS_PER_TWIP,
        after=float(of("pPr", "spacing", "after")) * POINTS_PER_TWIP,
        line=0.0 if exact else float(of("pPr", "spacing", "line", "240")) / 240,
        fonts=frozenset(fonts),
    )


def _is_on(docx: DocxFile, style: str, tag: str) -> bool:
    for holder in _holders(docx, style, "rPr"):
        if holder is not None and (found := holder.find(w(tag))) is not None:
            return found.get(w("val"), "1") not in {"0", "false"}
    return False


def _holders(docx: DocxFile, style: str, holder: str) -> list[Element | None]:
    holders: list[Element | None] = []
    name: str | None = style
    while name:
        element = docx.styles[name]
        holders.append(element.find(w(holder)))
        name = value(element, "basedOn")
    defaults = docx.defaults
    assert defaults is not None
    return [*holders, defaults.find(f"{w(holder + 'Default')}/{w(holder)}")]
