"""Paragraphs of the tree as WordprocessingML."""

from collections.abc import Sequence
from typing import Final

from dxdesk.document.decree30 import RULE_WEIGHT, STYLES
from dxdesk.document.lines import break_lines
from dxdesk.document.metrics import style_face
from dxdesk.document.tree import Paragraph, text_of
from dxdesk.render.docx.styles import RULE_ID, style_id
from dxdesk.render.docx.xml import paragraph, rule, run

_MM_PER_POINT: Final = 25.4 / 72


def paragraph_xml(block: Paragraph, width: float, numbering: str = "", *, keep: bool = False) -> str:
    """Return a paragraph in a column of `width` mm, with the rule below it if it has one."""
    properties = ("<w:keepNext/>" if keep else "") + numbering
    content = "".join(run(piece.text, bold=piece.bold, italic=piece.italic) for piece in block.runs)
    if block.rule is None:
        return paragraph(style_id(block.style), content, properties)
    # The rule stands between the text and the space that its style leaves below.
    text = paragraph(style_id(block.style), content, f'{properties}<w:spacing w:after="0"/>')
    after = STYLES[block.style].after
    return text + rule(_last_line(block, width) * block.rule, width, RULE_ID, RULE_WEIGHT, after)


def column(blocks: Sequence[Paragraph], width: float) -> str:
    """Return paragraphs as the content of a cell."""
    return "".join(paragraph_xml(block, width) for block in blocks)


def _last_line(block: Paragraph, width: float) -> float:
    """Return the width in mm of the last line of a paragraph."""
    style = STYLES[block.style]
    lines = break_lines([(text_of(block), style_face(style))], style.size, width / _MM_PER_POINT)
    return lines[-1].width * _MM_PER_POINT
