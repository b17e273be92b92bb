"""Deviations planted in our DOCX with python-docx: each is found, and nothing else."""

from collections.abc import Callable
from io import BytesIO
from typing import Final, NamedTuple

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from tests.document.sample_plans import full_plan, one_pillar_pack
from tests.inspection.planting import changed_docx, every_paragraph, found_in, set_text, style_of, styled
from tests.render.rendered import docx_of

Change = Callable[[WordDocument], None]


class Plant(NamedTuple):
    """A change, the codes that follow from it, and a word that the place of the first one must have."""

    change: Change
    codes: set[str]
    place: str = ""


def _style(identity: str, **values: object) -> Change:
    """Change a style: names of `font` or `paragraph_format`."""

    def change(word: WordDocument) -> None:
        style = style_of(word, identity)
        for name, value in values.items():
            holder = style.font if hasattr(style.font, name) else style.paragraph_format
            setattr(holder, name, value)

    return change


def _text(identity: str, text: str, index: int = 0) -> Change:
    return lambda word: set_text(styled(word, identity)[index], text)


def _replaced(identity: str, old: str, new: str) -> Change:
    def change(word: WordDocument) -> None:
        for paragraph in styled(word, identity):
            if old in paragraph.text:
                set_text(paragraph, paragraph.text.replace(old, new))
                return
        raise AssertionError(old)

    return change


def _margin(side: str, length: float) -> Change:
    return lambda word: setattr(word.sections[0], f"{side}_margin", Mm(length))


def _paper(word: WordDocument) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(215.9), Mm(279.4)


def _one_run(name: str, value: object) -> Change:
    return lambda word: setattr(styled(word, "body")[3].runs[0].font, name, value)


def _red(word: WordDocument) -> None:
    styled(word, "body")[3].runs[0].font.color.rgb = RGBColor(0xFF, 0, 0)


def _without_rules(identity: str) -> Change:
    """Take away the empty paragraph with the rule below a component."""

    def change(word: WordDocument) -> None:
        following = styled(word, identity)[-1]._p.getnext()
        following.getparent().remove(following)

    return change


def _shorter_rule(identity: str) -> Change:
    def change(word: WordDocument) -> None:
        properties = styled(word, identity)[-1]._p.getnext().pPr
        indent = properties.find(qn("w:ind"))
        for side in ("w:left", "w:right"):
            indent.set(qn(side), str(int(indent.get(qn(side))) + 250))

    return change


def _underlined(word: WordDocument) -> None:
    _without_rules("motto")(word)
    styled(word, "motto")[0].runs[0].font.underline = True


def _number_at_foot(word: WordDocument) -> None:
    section = word.sections[0]
    field = section.header._element.find(f".//{qn('w:fldSimple')}")
    field.getparent().remove(field)
    section.footer.is_linked_to_previous = False
    footer = section.footer.paragraphs[0]
    footer.style = section.header.paragraphs[0].style
    footer._p.append(field)
    for other in list(word.sections)[1:]:  # their own headers would show the same part
        other.footer.is_linked_to_previous = True


def _on_first_page(word: WordDocument) -> None:
    word.sections[0].different_first_page_header_footer = False


def _roman_pages(word: WordDocument) -> None:
    word.sections[0]._sectPr.find(qn("w:pgNumType")).set(qn("w:fmt"), "lowerRoman")


def _no_numbers(word: WordDocument) -> None:
    field = word.sections[0].header._element.find(f".//{qn('w:fldSimple')}")
    field.getparent().remove(field)


def _without(*identities: str) -> Change:
    def change(word: WordDocument) -> None:
        for identity in identities:
            for paragraph in styled(word, identity):
                element = paragraph._p
                parent = element.getparent()
                parent.remove(element)
                if parent.tag == qn("w:tc") and parent.find(qn("w:p")) is None:
                    parent.append(OxmlElement("w:p"))

    return change


def _unlisted(word: WordDocument) -> None:
    """Take the automatic label from the second heading of the first level and type another."""
    _label(styled(word, "heading-1")[1], "III. ")


def _label(paragraph: object, label: str) -> None:
    properties = paragraph._p.get_or_add_pPr()  # type: ignore[attr-defined]
    numbering = properties.find(qn("w:numPr"))
    if numbering is None:
        numbering = properties._add_numPr()
    for child in list(numbering):
        numbering.remove(child)
    identity = OxmlElement("w:numId")
    identity.set(qn("w:val"), "0")
    numbering.append(identity)
    run = paragraph.runs[0]  # type: ignore[attr-defined]
    run.text = label + run.text


def _labels(identity: str, labels: list[str]) -> Change:
    def change(word: WordDocument) -> None:
        for paragraph, label in zip(styled(word, identity), labels, strict=False):
            _label(paragraph, f"{label} ")

    return change


def _name_up(word: WordDocument) -> None:
    styled(word, "signer")[0].paragraph_format.space_before = Pt(6)


def _break_before_closing(word: WordDocument) -> None:
    table = styled(word, "office")[0]._p.getparent().getparent().getparent()
    spacer = table.getprevious()
    run, line = OxmlElement("w:r"), OxmlElement("w:br")
    line.set(qn("w:type"), "page")
    run.append(line)
    spacer.append(run)


def _abstract_first(word: WordDocument) -> None:
    basis = styled(word, "basis")[0]._p
    styled(word, "body")[-1]._p.addnext(basis)


def _type_above_head(word: WordDocument) -> None:
    closing = styled(word, "office")[0]._p.getparent().getparent().getparent()
    styled(word, "basis")[0]._p.addprevious(closing)


def _theme_font(word: WordDocument) -> None:
    fonts = style_of(word, "body").element.get_or_add_rPr().get_or_add_rFonts()
    for slot in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(slot), "Calibri")


def _left(identity: str) -> Change:
    return _style(identity, alignment=WD_ALIGN_PARAGRAPH.LEFT)


PLANTS: Final[dict[str, Plant]] = {
    "paper": Plant(_paper, {"D101"}),
    "top margin": Plant(_margin("top", 15), {"D103"}),
    "bottom margin": Plant(_margin("bottom", 30), {"D104"}),
    "left margin": Plant(_margin("left", 25), {"D105"}),
    "right margin": Plant(_margin("right", 25), {"D106"}),
    "font of the text": Plant(_theme_font, {"D107"}),
    "font of one run": Plant(_one_run("name", "Arial"), {"D107"}),
    "red letters": Plant(_red, {"D108"}),
    "no page numbers": Plant(_no_numbers, {"D111"}),
    "small page numbers": Plant(_style("page-number", size=Pt(11)), {"D112"}),
    "slanted page numbers": Plant(_style("page-number", italic=True), {"D113"}),
    "page numbers at the foot": Plant(_number_at_foot, {"D114"}),
    "page numbers at the left": Plant(_left("page-number"), {"D115"}),
    "number on page one": Plant(_on_first_page, {"D116"}),
    "Roman page numbers": Plant(_roman_pages, {"D117"}),
    "size of the national title": Plant(_style("nation", size=Pt(14)), {"D211"}, "National title"),
    "light national title": Plant(_style("nation", bold=False), {"D212"}, "National title"),
    "slanted national title": Plant(_style("nation", italic=True), {"D213"}, "National title"),
    "national title in small letters": Plant(
        _text("nation", "Cộng hòa xã hội chủ nghĩa Việt Nam"), {"D214"}, "National title"
    ),
    "national title at the left": Plant(_left("nation"), {"D215"}, "National title"),
    "small motto": Plant(_style("motto", size=Pt(12)), {"D221"}, "Motto"),
    "motto in capitals": Plant(_text("motto", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"), {"D224", "D227", "D228"}),
    "motto with dashes": Plant(_text("motto", "Độc lập – Tự do – Hạnh phúc"), {"D228"}, "Motto"),
    "motto in small words": Plant(_text("motto", "Độc lập - tự do - hạnh phúc"), {"D228"}, "Motto"),
    "motto without line": Plant(_without_rules("motto"), {"D226"}, "Motto"),
    "underlined motto": Plant(_underlined, {"D226"}, "Motto"),
    "light agency": Plant(_style("agency", bold=False), {"D242"}, "agency"),
    "agency without line": Plant(_without_rules("agency"), {"D246"}, "agency"),
    "agency with a short line": Plant(_shorter_rule("agency"), {"D247"}, "agency"),
    "small number": Plant(_style("number", size=Pt(11)), {"D251"}, "Number"),
    "number without colon": Plant(_text("number", "Số 15/KH-UBND"), {"D258"}, "Number"),
    "number with blanks in the symbol": Plant(_text("number", "Số: 15/KH - UBND"), {"D258"}, "Number"),
    "number without zero": Plant(_text("number", "Số: 5/KH-UBND"), {"D259"}, "Number"),
    "upright date": Plant(_style("date", italic=False), {"D263"}, "date"),
    "date without comma": Plant(_text("date", "Thạch Kim ngày 05 tháng 12 năm 2022"), {"D268"}, "date"),
    "day without zero": Plant(_text("date", "Thạch Kim, ngày 5 tháng 12 năm 2022"), {"D269"}, "date"),
    "month with a zero too many": Plant(
        _text("date", "Thạch Kim, ngày 05 tháng 03 năm 2022"), {"D269"}, "date"
    ),
    "large type name": Plant(_style("type-name", size=Pt(16)), {"D271"}, "type"),
    "type name in small letters": Plant(_text("type-name", "Kế hoạch"), {"D274"}, "type"),
    "light abstract": Plant(_style("abstract", bold=False), {"D282"}, "Abstract"),
    "abstract without line": Plant(_without_rules("abstract"), {"D286"}, "Abstract"),
    "upright bases": Plant(_style("basis", italic=False), {"D303"}, "Bases"),
    "basis with a comma": Plant(_replaced("basis", "năm 2015;", "năm 2015,"), {"D308"}, "Bases"),
    "last basis with a semicolon": Plant(
        lambda word: set_text(styled(word, "basis")[-1], styled(word, "basis")[-1].text[:-1] + ";"),
        {"D309"},
        "Bases",
    ),
    "small text": Plant(_style("body", size=Pt(12)), {"D311"}, "Text"),
    "slanted text": Plant(_style("body", italic=True), {"D313"}, "Text"),
    "deep indents": Plant(_style("body", first_line_indent=Mm(20)), {"D316"}, "Text"),
    "no indents": Plant(_style("body", first_line_indent=Mm(0)), {"D316"}, "Text"),
    "close paragraphs": Plant(_style("body", space_after=Pt(2), space_before=Pt(0)), {"D317"}, "Text"),
    "wide lines": Plant(_style("body", line_spacing=2.0), {"D318"}, "Text"),
    "narrow lines": Plant(_style("body", line_spacing=Pt(14)), {"D318"}, "Text"),
    "ragged text": Plant(_left("body"), {"D319"}, "Text"),
    "light heading I": Plant(_style("heading-1", bold=False), {"D322"}, "Headings I"),
    "heading I in small letters": Plant(_text("heading-1", "Mục đích, yêu cầu"), {"D324"}, "Headings I"),
    "heading I missing": Plant(_unlisted, {"D326"}, "Headings I"),
    "heading 1 twice": Plant(_labels("heading-2", ["1.", "1."]), {"D326"}, "Headings 1"),
    "light heading 1": Plant(_style("heading-2", bold=False), {"D332"}, "Headings 1"),
    "heading 1 with a bracket": Plant(_labels("heading-2", ["1)", "2)"]), {"D329"}, "Headings 1"),
    "office in small letters": Plant(_text("office", "TM. Ủy ban nhân dân"), {"D414"}, "office"),
    "small office": Plant(_style("office", size=Pt(12)), {"D411"}, "office"),
    "name in capitals": Plant(_text("signer", "NGUYỄN VĂN ẨN"), {"D424"}, "Name of the signer"),
    "light name": Plant(_style("signer", bold=False), {"D422"}, "Name of the signer"),
    "title before the name": Plant(_text("signer", "ThS. Nguyễn Văn Ẩn"), {"D428"}, "Name of the signer"),
    "no room to sign": Plant(_name_up, {"D418"}, "Name of the signer"),
    "signature alone on a page": Plant(_break_before_closing, {"D419"}, "office"),
    "upright heading of recipients": Plant(_style("recipients-title", italic=False), {"D433"}),
    "heading of recipients without colon": Plant(_text("recipients-title", "Nơi nhận"), {"D438"}),
    "large recipients": Plant(_style("recipient", size=Pt(12)), {"D441"}, "Recipients"),
    "recipient without hyphen": Plant(_text("recipient", "UBND huyện;"), {"D448"}, "Recipients"),
    "archive without full stop": Plant(_text("recipient", "- Lưu: VT, VHXH", -1), {"D449"}, "Recipients"),
    "small appendix number": Plant(_style("appendix-label", size=Pt(12)), {"D511"}, "appendix"),
    "light appendix title": Plant(_style("appendix-title", bold=False), {"D522"}, "appendix"),
    "upright reference": Plant(_style("reference", italic=False), {"D533"}, "Reference"),
    "Arabic appendix": Plant(_text("appendix-label", "Phụ lục 2", 1), {"D518", "D519"}, "appendix"),
    "no date": Plant(_without("date"), {"D260"}),
    "no number": Plant(_without("number"), {"D250"}),
    "no national title": Plant(_without("nation"), {"D210"}),
    "no recipients": Plant(_without("recipients-title", "recipient"), {"D430"}),
    "no signature": Plant(_without("office", "signer"), {"D410"}),
    "no reference": Plant(_without("reference"), {"D530"}),
    "signature before the text": Plant(_type_above_head, {"D600"}),
}


@pytest.mark.parametrize("plant", PLANTS.values(), ids=PLANTS)
def test_what_was_planted_is_found(plant: Plant) -> None:
    deviations = found_in(changed_docx(plant.change))
    assert {each.code for each in deviations} == plant.codes, deviations
    assert plant.place in deviations[0].place


def test_nothing_is_found_where_nothing_was_planted() -> None:
    assert found_in(changed_docx(lambda _word: None)) == ()


def test_alike_deviations_are_counted_as_one() -> None:
    (deviation,) = found_in(changed_docx(_style("body", size=Pt(12))))
    assert deviation.found == "size 12"
    assert deviation.wanted == "size 13 to 14"
    assert "paragraphs, the first: “Ủy ban nhân dân xã Thạch Kim" in deviation.place
    assert deviation.source == "Appendix I, II.6.e"


def test_the_first_page_is_known() -> None:
    (deviation,) = found_in(changed_docx(_style("nation", size=Pt(14))))
    assert deviation.page == 1


def test_empty_paragraphs_are_not_judged() -> None:
    def change(word: WordDocument) -> None:
        for paragraph in every_paragraph(word):
            if not paragraph.text:
                paragraph.add_run(" ").font.name = "Arial"

    assert found_in(changed_docx(change)) == ()


def test_letters_by_the_latin_alphabet_are_found() -> None:
    """Word counts a, b, c, d, e by itself; in Vietnamese đ comes after d."""
    word = docx.Document(BytesIO(docx_of(full_plan(), one_pillar_pack()).data))
    for paragraph in styled(word, "heading-3"):
        properties = paragraph._p.pPr
        own = None if properties is None else properties.find(qn("w:numPr"))
        if properties is not None and own is not None:
            properties.remove(own)
    buffer = BytesIO()
    word.save(buffer)
    deviations = found_in(buffer.getvalue())
    assert {each.code for each in deviations} == {"D327"}
    assert (deviations[0].found, deviations[0].wanted) == ("“e”", "“đ”")
