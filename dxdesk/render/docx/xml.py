"""Small pieces of WordprocessingML as text (ISO/IEC 29500-1, transitional).

The body of a long plan is written as text because building a tree of elements for every cell takes
most of the time that an export may take.
"""

from typing import Final

NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_RUN_PROPERTIES: Final[dict[tuple[bool | None, bool | None], str]] = {
    (bold, italic): "".join(
        f"<w:{tag}/>" if on else f'<w:{tag} w:val="0"/>'
        for tag, on in (("b", bold), ("i", italic))
        if on is not None
    )
    for bold in (None, True, False)
    for italic in (None, True, False)
}


def escape(text: str) -> str:
    """Escape text for element content; characters that XML forbids never get this far."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def run(text: str, *, bold: bool | None = None, italic: bool | None = None) -> str:
    """Return a run of text; None leaves weight and slope to the style."""
    properties = _RUN_PROPERTIES[bold, italic]
    shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{shown}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(style_id: str, content: str = "", properties: str = "") -> str:
    """Return a paragraph of a style; `properties` are further ones in the order of the schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{properties}</w:pPr>{content}</w:p>'


def rule(length_mm: float, column_mm: float, style_id: str, weight: float, after: float) -> str:
    """Return an empty paragraph whose upper border is a centred rule; `weight` and `after` in points."""
    side = twips((column_mm - length_mm) / 2)
    border = f'<w:pBdr><w:top w:val="single" w:sz="{round(weight * 8)}" w:space="0" w:color="auto"/></w:pBdr>'
    spacing = f'<w:spacing w:after="{round(after * 20)}"/>'
    indent = f'<w:ind w:left="{side}" w:right="{side}" w:firstLine="0"/>'
    return paragraph(style_id, properties=border + spacing + indent)
