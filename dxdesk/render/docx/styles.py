"""Word styles from the table of Decree 30/2020: an official finds and edits them like any others."""

from typing import Final, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.styles.styles import Styles

from dxdesk.document.decree30 import FONT, RULE_GAP, STYLES, Align, StyleName
from dxdesk.document.decree30 import Style as Setting

# Names as an official reads them in Word's list of styles; built-in ones keep their meaning in Word
# (headings make the navigation pane, "Header" is the header's).
NAMES: Final[dict[StyleName, str]] = {
    "nation": "Quốc hiệu",
    "motto": "Tiêu ngữ",
    "superior": "Cơ quan chủ quản",
    "agency": "Cơ quan ban hành",
    "number": "Số ký hiệu",
    "date": "Địa danh và ngày",
    "type-name": "Tên loại",
    "abstract": "Trích yếu",
    "authority": "Thẩm quyền ban hành",
    "basis": "Căn cứ",
    "body": "Body Text",
    "heading-1": "Heading 1",
    "heading-2": "Heading 2",
    "heading-3": "Heading 3",
    "article": "Điều",
    "order": "Lệnh ban hành",
    "office": "Quyền hạn và chức vụ",
    "signer": "Họ tên người ký",
    "recipients-title": "Nơi nhận",
    "recipient": "Danh sách nơi nhận",
    "appendix-label": "Phụ lục",
    "appendix-title": "Tên phụ lục",
    "reference": "Chú dẫn phụ lục",
    "unit-note": "Đơn vị tính",
    "end-mark": "Dấu kết thúc",
    "table-head": "Bảng - tiêu đề",
    "table-cell": "Bảng - chữ",
    "table-center": "Bảng - chữ giữa",
    "table-number": "Bảng - số",
    "table-strong": "Bảng - chữ đậm",
    "table-strong-center": "Bảng - chữ đậm giữa",
    "table-strong-number": "Bảng - số đậm",
    "page-number": "Header",
}
_BUILT_IN: Final = {"Body Text", "Heading 1", "Heading 2", "Heading 3", "Header"}
_ALIGNMENTS: Final[dict[Align, WD_ALIGN_PARAGRAPH]] = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
RULE_NAME: Final = "Đường kẻ"
RULE_ID: Final = "rule"
SMALL_NAME: Final = "Ngắt trang"
SMALL_ID: Final = "page-break"
TABLE_ID: Final = "TableGrid"
_LANGUAGE: Final = "vi-VN"
# Levels of the one outline list; see numbering.py.
HEADING_LEVELS: Final[dict[StyleName, int]] = {"heading-1": 0, "heading-2": 1, "heading-3": 2}


def style_id(name: StyleName) -> str:
    """Return the id of a style: stable and ASCII."""
    return name


def write_styles(styles: Styles) -> None:
    """Replace a template's styles by those of the decree."""
    element = styles.element
    for child in element.findall(qn("w:style")):
        if child.get(qn("w:styleId")) not in {
            "Normal",
            "DefaultParagraphFont",
            "TableNormal",
            "NoList",
            TABLE_ID,
        }:
            element.remove(child)
    _set_defaults(styles)
    for name, setting in STYLES.items():
        _add(styles, name, setting)
    _add_small(styles, RULE_NAME, RULE_ID, 2 * RULE_GAP)
    _add_small(styles, SMALL_NAME, SMALL_ID, 1.0)


def _set_defaults(styles: Styles) -> None:
    element = styles.element
    defaults = element.find(qn("w:docDefaults"))
    if defaults is not None:
        element.remove(defaults)
    element.insert(0, _doc_defaults())
    normal = cast("ParagraphStyle", styles["Normal"])
    for child in list(normal.element):
        if child.tag in {qn("w:rPr"), qn("w:pPr")}:
            normal.element.remove(child)
    normal.font.size = Pt(14)


def _doc_defaults() -> BaseOxmlElement:
    run = OxmlElement("w:rPr")
    run.append(_fonts())
    run.append(_valued("w:sz", "28"))
    run.append(_valued("w:szCs", "28"))
    language = OxmlElement("w:lang")
    for slot in ("w:val", "w:eastAsia", "w:bidi"):
        language.set(qn(slot), _LANGUAGE)
    run.append(language)
    run_default, paragraph_default = OxmlElement("w:rPrDefault"), OxmlElement("w:pPrDefault")
    run_default.append(run)
    defaults = OxmlElement("w:docDefaults")
    defaults.append(run_default)
    defaults.append(paragraph_default)
    return defaults


def _fonts() -> BaseOxmlElement:
    fonts = OxmlElement("w:rFonts")
    # All four slots: Word shows another font for accented letters where one is left open.
    for slot in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(slot), FONT)
    return fonts


def _valued(tag: str, value: str) -> BaseOxmlElement:
    element = OxmlElement(tag)
    element.set(qn("w:val"), value)
    return element


def _add(styles: Styles, name: StyleName, setting: Setting) -> None:
    shown = NAMES[name]
    style = _new_style(styles, shown, style_id(name))
    style.quick_style = True
    style.hidden = False
    style.font.size = Pt(setting.size)
    style.font.bold = setting.bold
    style.font.italic = setting.italic
    style.font.color.rgb = RGBColor(0, 0, 0)
    form = style.paragraph_format
    form.alignment = _ALIGNMENTS[setting.align]
    form.first_line_indent = Mm(setting.first_indent)
    form.space_before = Pt(setting.before)
    form.space_after = Pt(setting.after)
    form.line_spacing = setting.line
    form.keep_with_next = setting.keep_with_next
    form.widow_control = True
    if setting.outline is not None:
        level = _valued("w:outlineLvl", str(max(setting.outline - 1, 0)))
        style.element.pPr.insert_element_before(
            level, "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange"
        )
    if name in HEADING_LEVELS:
        style.element.pPr.insert_element_before(
            _outline_numbering(HEADING_LEVELS[name]),
            "w:suppressLineNumbers", "w:pBdr", "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind",
            "w:contextualSpacing", "w:jc", "w:outlineLvl",
        )  # fmt: skip


def _new_style(styles: Styles, name: str, identity: str) -> ParagraphStyle:
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, name in _BUILT_IN)  # type: ignore[no-untyped-call]
    style.element.set(qn("w:styleId"), identity)
    style.base_style = styles["Normal"]
    return cast("ParagraphStyle", style)


def _outline_numbering(level: int) -> BaseOxmlElement:
    numbering = OxmlElement("w:numPr")
    numbering.append(_valued("w:ilvl", str(level)))
    numbering.append(_valued("w:numId", "1"))
    return numbering


def _add_small(styles: Styles, name: str, identity: str, points: float) -> None:
    """Add a style for empty paragraphs that take exactly some points of height."""
    style = _new_style(styles, name, identity)
    style.font.size = Pt(1)
    form = style.paragraph_format
    form.space_before = Pt(RULE_GAP if points > 1 else 0)
    form.space_after = Pt(0)
    form.line_spacing = Pt(RULE_GAP if points > 1 else 1)
    form.keep_with_next = points > 1
