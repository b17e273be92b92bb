"""Charts as pictures within the text (DrawingML): drawn in grey, fine enough for print."""

from functools import cache
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from dxdesk.document.chart import OUTLINE, Drawing, draw, in_words
from dxdesk.document.decree30 import RULE_WEIGHT
from dxdesk.document.metrics import Face
from dxdesk.document.tree import Chart
from dxdesk.render.docx.styles import SMALL_ID
from dxdesk.render.docx.xml import escape, paragraph
from dxdesk.resources import resource

_POINTS_PER_MM: Final = 72 / 25.4
_SCALE: Final = 300 / 72  # pixels of a point
_EMU: Final = 12_700  # of a point
_FILES: Final[dict[Face, str]] = {
    "regular": "LiberationSerif-Regular.ttf",
    "bold": "LiberationSerif-Bold.ttf",
    "italic": "LiberationSerif-Italic.ttf",
    "bold-italic": "LiberationSerif-BoldItalic.ttf",
}
_MAIN: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PICTURE: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_INLINE: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


def picture(chart: Chart, width: float, number: int, relation: str) -> tuple[str, bytes]:
    """Return a chart as a paragraph of `width` mm, and its picture; `relation` ties the two."""
    points = width * _POINTS_PER_MM
    drawing = draw(chart, points)
    extent = f'cx="{round(points * _EMU)}" cy="{round(drawing.height * _EMU)}"'
    words = escape(in_words(chart)).replace('"', "&quot;")
    content = (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_INLINE}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {extent}/><wp:docPr id="{number}" name="chart{number}" descr="{words}"/>'
        f'<a:graphic xmlns:a="{_MAIN}"><a:graphicData uri="{_PICTURE}">'
        f'<pic:pic xmlns:pic="{_PICTURE}"><pic:nvPicPr><pic:cNvPr id="{number}" name="chart{number}.png"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    # The smallest style sets lines of one point exactly, which would cut the picture off.
    spacing = '<w:spacing w:before="60" w:after="120" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>'
    return paragraph(SMALL_ID, content, spacing), _png(drawing, points)


def _png(drawing: Drawing, width: float) -> bytes:
    image = Image.new("L", (round(width * _SCALE), round(drawing.height * _SCALE)), 255)
    brush = ImageDraw.Draw(image)
    brush.rectangle(((0, 0), (image.width - 1, image.height - 1)), 255, 0, round(RULE_WEIGHT * _SCALE))
    for bar in drawing.bars:
        x, y = bar.x * _SCALE, bar.y * _SCALE
        corner = (x + bar.width * _SCALE, y + bar.height * _SCALE)
        brush.rectangle(((x, y), corner), round(bar.shade * 255), 0, max(1, round(OUTLINE * _SCALE)))
    for word in drawing.words:
        font = _font(word.face, round(word.size * _SCALE))
        brush.text((word.x * _SCALE, word.y * _SCALE), word.text, 0, font, anchor="ls")
    buffer = BytesIO()
    image.save(buffer, "png", optimize=True, dpi=(300, 300))
    return buffer.getvalue()


@cache
def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(resource("fonts", _FILES[face])), size)
