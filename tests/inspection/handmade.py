"""Documents as officials make them in Word by hand: tabs and blanks, drawn lines, text boxes, typed numbers."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

_NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
CENTER, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
BASES: Final = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
    "Căn cứ Kế hoạch số 120/KH-UBND ngày 06 tháng 01 năm 2023 của Ủy ban nhân dân huyện Lộc Hà về chuyển đổi số.",
)
TEXT: Final = (
    "Ủy ban nhân dân xã Thạch Kim xây dựng Kế hoạch chuyển đổi số năm 2023 với các nội dung, nhiệm vụ như sau:",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Mục đích",
    "Triển khai kịp thời, có hiệu quả các nhiệm vụ về chuyển đổi số do cấp trên giao, phù hợp với điều kiện của xã.",
    "2. Yêu cầu",
    "a) Bám sát kế hoạch của huyện;",
    "b) Phân công rõ người, rõ việc, rõ thời gian hoàn thành;",
    "II. TỔ CHỨC THỰC HIỆN",
    "1. Giao công chức Văn hóa - Xã hội chủ trì, phối hợp với các ngành, các thôn theo dõi, đôn đốc, báo cáo xã.",
    "2. Các thôn căn cứ Kế hoạch này triển khai thực hiện, báo cáo kết quả về xã trước ngày 15 tháng 12 năm 2023./.",
)


def new_document(font: str = "Times New Roman", size: float = 14) -> WordDocument:
    """Return an empty document with the decree's page, a number in the header, and one font."""
    word = docx.Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    normal: Any = word.styles["Normal"]
    normal.font.name, normal.font.size = font, Pt(size)
    normal.element.rPr.rFonts.set(qn("w:hAnsi"), font)
    section.different_first_page_header_footer = True
    header = section.header.paragraphs[0]
    header.alignment = CENTER
    for kind, text in (
        ("begin", ""),
        ("", " PAGE \\* MERGEFORMAT "),
        ("separate", ""),
        ("", "2"),
        ("end", ""),
    ):
        header._p.append(parse_xml(_field(kind, text)))
    return word


def saved(word: WordDocument) -> bytes:
    """Return the bytes of a document."""
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def put(holder: Any, text: str, size: float, **look: Any) -> WordParagraph:
    """Add a paragraph to a document or cell; the first one of a cell is already there."""
    empty = [each for each in getattr(holder, "paragraphs", []) if not each._p.xpath(".//w:r")]
    is_cell = holder.__class__.__name__ == "_Cell"
    paragraph: WordParagraph = empty[0] if is_cell and empty else holder.add_paragraph()
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), look.get("bold"), look.get("italic")
    form = paragraph.paragraph_format
    form.alignment = look.get("align", CENTER)
    form.space_before, form.space_after = Pt(0), Pt(look.get("after", 0))
    form.line_spacing = 1.0
    if indent := look.get("indent"):
        form.first_line_indent = Mm(indent)
    return paragraph


def vml_line(paragraph: WordParagraph, millimetres: float) -> None:
    """Draw a line as Word before 2010 does."""
    points = millimetres * 72 / 25.4
    shape = (
        f'<v:line id="l1" style="position:absolute;z-index:1" from="60pt,1.5pt" to="{60 + points}pt,1.5pt"/>'
    )
    paragraph._p.append(parse_xml(f"<w:r {_NAMESPACES}><w:pict>{shape}</w:pict></w:r>"))


def drawn_line(paragraph: WordParagraph, millimetres: float) -> None:
    """Draw a line as Word does today, with the older form beside it."""
    width = round(millimetres * 36_000)
    paragraph._p.append(
        parse_xml(
            f'<w:r {_NAMESPACES}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor '
            'distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" '
            'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column">'
            '<wp:align>center</wp:align></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>200000'
            f'</wp:posOffset></wp:positionV><wp:extent cx="{width}" cy="0"/><wp:wrapNone/><wp:docPr id="2" name="n"/>'
            '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
            f'<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="0"/></a:xfrm>'
            '<a:prstGeom prst="line"><a:avLst/></a:prstGeom></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData>'
            "</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
            '<v:line from="0,0" to="100pt,0"/></w:pict></mc:Fallback></mc:AlternateContent></w:r>'
        )
    )


def table_head(word: WordDocument) -> None:
    """Add a head in a table without borders; lines in the older drawing form."""
    table = word.add_table(rows=2, cols=2)
    left, right = table.rows[0].cells
    put(left, "UBND HUYỆN LỘC HÀ", 13)
    vml_line(put(left, "ỦY BAN NHÂN DÂN XÃ THẠCH KIM", 13, bold=True), 24)
    put(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, bold=True)
    vml_line(put(right, "Độc lập - Tự do - Hạnh phúc", 14, bold=True), 60)
    left, right = table.rows[1].cells
    put(left, "Số: 05/KH-UBND", 13)
    put(right, "Thạch Kim, ngày 05 tháng 01 năm 2023", 14, italic=True)
    for row in table.rows:
        row.cells[0].width, row.cells[1].width = Mm(65), Mm(100)


def tabbed_head(word: WordDocument) -> None:
    """Add a head of lines divided by tabs and blanks, the lines of both sides drawn at one paragraph."""
    sides = (
        ("UBND HUYỆN LỘC HÀ", "        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12),
        ("UBND XÃ THẠCH KIM", "\t\tĐộc lập - Tự do - Hạnh phúc", 13),
        ("", "", 13),
        ("Số: 05/KH-UBND", "\t\tThạch Kim, ngày 05 tháng 01 năm 2023", 13),
    )
    for index, (left, right, size) in enumerate(sides):
        paragraph = put(word, left, size, bold=index == 1, align=WD_ALIGN_PARAGRAPH.LEFT)
        run = paragraph.add_run(right)
        run.font.size, run.bold, run.italic = Pt(size), index < 2, index == 3
        if index == 2:
            drawn_line(paragraph, 20)
            drawn_line(paragraph, 56)


def title(word: WordDocument) -> None:
    """Add name of the type and abstract with a drawn line."""
    put(word, "", 14)
    put(word, "KẾ HOẠCH", 14, bold=True)
    drawn_line(put(word, "Chuyển đổi số xã Thạch Kim năm 2023", 14, bold=True), 35)
    put(word, "", 14)


def text(word: WordDocument, paragraphs: Sequence[str] = TEXT, *, tab: bool = False) -> None:
    """Add bases and text with typed numbers; with `tab`, first lines are indented by a tab."""
    indent = None if tab else 12.7
    opening = "\t" if tab else ""
    for basis in BASES:
        put(word, opening + basis, 14, italic=True, align=JUSTIFY, after=6, indent=indent)
    for line in paragraphs:
        bold = line.split(".")[0] in {"I", "II"} or line in {"1. Mục đích", "2. Yêu cầu"}
        put(word, opening + line, 14, bold=bold, align=JUSTIFY, after=6, indent=indent)


def table_closing(word: WordDocument) -> None:
    """Add recipients and signature in a table, with empty paragraphs for the signature."""
    left, right = word.add_table(rows=1, cols=2).rows[0].cells
    put(left, "Nơi nhận:", 12, bold=True, italic=True, align=WD_ALIGN_PARAGRAPH.LEFT)
    for line in ("- UBND huyện;", "- Các thôn;", "- Lưu: VT."):
        put(left, line, 11, align=WD_ALIGN_PARAGRAPH.LEFT)
    for line in ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"):
        put(right, line, 14, bold=True)
    for _count in range(5):
        right.add_paragraph()
    name = right.add_paragraph()
    name.alignment = CENTER
    name.add_run("Nguyễn Văn Ẩn").bold = True


def tabbed_closing(word: WordDocument) -> None:
    """Add recipients and signature in lines divided by tabs."""
    left = WD_ALIGN_PARAGRAPH.LEFT
    lines = (
        ("Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"),
        ("- UBND huyện;", "CHỦ TỊCH"),
        ("- Các thôn;", ""),
        ("- Lưu: VT.", ""),
    )
    for index, (recipient, office) in enumerate(lines):
        first = index == 0
        paragraph = put(word, recipient, 12 if first else 11, bold=first, italic=first, align=left)
        if office:
            paragraph.add_run("\t\t\t\t")
            run = paragraph.add_run(office)
            run.font.size, run.bold, run.italic = Pt(14), True, False
    for _count in range(3):
        put(word, "", 14)
    put(word, "\t\t\t\t\t\t\tNguyễn Văn Ẩn", 14, bold=True, align=left)


def _field(kind: str, shown: str) -> str:
    if kind:
        return f'<w:r {_NAMESPACES}><w:fldChar w:fldCharType="{kind}"/></w:r>'
    tag = "instrText" if "PAGE" in shown else "t"
    return f'<w:r {_NAMESPACES}><w:{tag} xml:space="preserve">{shown}</w:{tag}></w:r>'
