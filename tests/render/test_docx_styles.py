"""Decree 30/2020/NĐ-CP, Appendix I, against the styles of the DOCX."""

from typing import Final, NamedTuple

import pytest

from tests.document.sample_plans import full_plan, one_pillar_pack
from tests.render.docx_styles import look
from tests.render.docx_text import DocxFile, value, w
from tests.render.rendered import SAMPLES, Sample, docx_of, sample_files


class Rule(NamedTuple):
    """What the decree says of a component: sizes from-to in points, weight, slope, alignment."""

    component: str
    sizes: tuple[int, int]
    bold: bool
    italic: bool
    align: str


RULES: Final = {
    "nation": Rule("II.1.a", (12, 13), True, False, "center"),
    "motto": Rule("II.1.b", (13, 14), True, False, "center"),
    "superior": Rule("II.2.b", (12, 13), False, False, "center"),
    "agency": Rule("II.2.b", (12, 13), True, False, "center"),
    "number": Rule("II.3.c", (13, 13), False, False, "center"),
    "date": Rule("II.4.c", (13, 14), False, True, "center"),
    "type-name": Rule("II.5.b", (13, 14), True, False, "center"),
    "abstract": Rule("II.5.b", (13, 14), True, False, "center"),
    "authority": Rule("form 1.3", (13, 14), True, False, "center"),
    "order": Rule("form 1.3", (13, 14), True, False, "center"),
    "basis": Rule("II.6.a", (13, 14), False, True, "both"),
    "body": Rule("II.6.e", (13, 14), False, False, "both"),
    "article": Rule("II.6.d", (13, 14), False, False, "both"),
    "heading-1": Rule("II.6.d, mục", (13, 14), True, False, "both"),
    "heading-2": Rule("II.6.d, khoản with a title", (13, 14), True, False, "both"),
    "heading-3": Rule("II.6.d, điểm", (13, 14), False, False, "both"),
    "office": Rule("II.7.d", (13, 14), True, False, "center"),
    "signer": Rule("II.7.d", (13, 14), True, False, "center"),
    "recipients-title": Rule("II.9.d", (12, 12), True, True, "left"),
    "recipient": Rule("II.9.d", (11, 11), False, False, "left"),
    "appendix-label": Rule("III.1", (14, 14), True, False, "center"),
    "appendix-title": Rule("III.1", (13, 14), True, False, "center"),
    "reference": Rule("III.1", (13, 14), False, True, "center"),
    "page-number": Rule("I.7", (13, 14), False, False, "center"),
}
CAPITALS: Final = (
    "nation",
    "superior",
    "agency",
    "type-name",
    "authority",
    "heading-1",
    "order",
    "office",
    "appendix-title",
)
TEXT: Final = ("body", "basis", "article", "heading-1", "heading-2", "heading-3")
DIRECT_IN_TEXT: Final = {w("pStyle"), w("keepNext"), w("numPr")}


@pytest.fixture(scope="module")
def docx() -> DocxFile:
    return sample_files("xa", "decision").docx


@pytest.mark.parametrize(("style", "rule"), RULES.items())
def test_a_component_looks_as_the_decree_says(docx: DocxFile, style: str, rule: Rule) -> None:
    found = look(docx, style)
    smallest, largest = rule.sizes
    assert smallest <= found.size <= largest, rule.component
    assert (found.bold, found.italic, found.align) == (rule.bold, rule.italic, rule.align), rule.component


@pytest.mark.parametrize("style", TEXT)
def test_the_text_is_indented_and_spaced(docx: DocxFile, style: str) -> None:
    found = look(docx, style)
    assert any(found.indent == pytest.approx(indent, abs=0.05) for indent in (10.0, 12.7))
    assert found.after >= 6
    assert 1 <= found.line <= 1.5


@pytest.mark.parametrize("style", ["nation", "motto"])
def test_the_national_title_is_single_spaced(docx: DocxFile, style: str) -> None:
    assert look(docx, style).line == 1
    assert look(docx, style).after == 0


def test_every_style_is_set_in_times_new_roman(docx: DocxFile) -> None:
    styles = [name for name, style in docx.styles.items() if style.get(w("type")) == "paragraph"]
    assert len(styles) > 30
    for style in styles:
        assert look(docx, style).fonts == {"Times New Roman"}, style
    assert b"Theme=" not in docx.parts["word/styles.xml"]


def test_the_text_is_black(docx: DocxFile) -> None:
    for name, style in docx.styles.items():
        assert value(style.find(w("rPr")), "color") in {None, "000000", "auto"}, name


@pytest.mark.parametrize("sample", SAMPLES)
def test_components_in_capitals(sample: Sample) -> None:
    found = sample_files(*sample).docx.styled(*CAPITALS)
    assert {paragraph.style for paragraph in found} >= {
        "nation",
        "agency",
        "type-name",
        "heading-1",
        "office",
    }
    for paragraph in found:
        assert paragraph.text.isupper()


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_text_has_no_direct_formatting(sample: Sample) -> None:
    for paragraph in sample_files(*sample).docx.styled(*TEXT):
        properties = paragraph.element.find(w("pPr"))
        assert properties is not None
        assert {child.tag for child in properties} <= DIRECT_IN_TEXT, paragraph.text
        formatted = [
            "".join(run.itertext())
            for run in paragraph.element.iter(w("r"))
            if run.find(w("rPr")) is not None
        ]
        # Only the word Điều with its number is bold in an upright paragraph.
        assert [text for text in formatted if not text.startswith("Điều ")] == []


def test_the_word_article_is_bold(docx: DocxFile) -> None:
    articles = docx.styled("article")
    assert [article.text.split(".")[0] for article in articles] == ["Điều 1", "Điều 2", "Điều 3"]
    for article in articles:
        first, second = article.element.findall(w("r"))
        assert first.find(f"{w('rPr')}/{w('b')}") is not None
        assert second.find(w("rPr")) is None


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_style_that_is_used_is_there(sample: Sample) -> None:
    docx = sample_files(*sample).docx
    assert {paragraph.style for paragraph in docx.paragraphs} <= set(docx.styles)


def test_headings_are_known_to_word(docx: DocxFile) -> None:
    names = [value(docx.styles[f"heading-{level}"], "name") for level in (1, 2, 3)]
    assert [str(name).lower() for name in names] == ["heading 1", "heading 2", "heading 3"]
    levels = [value(docx.styles[f"heading-{level}"].find(w("pPr")), "outlineLvl") for level in (1, 2, 3)]
    assert levels == ["0", "1", "2"]


def test_headings_are_numbered_by_word_not_by_hand() -> None:
    docx = docx_of(full_plan("huyen"), one_pillar_pack())
    headings = docx.styled("heading-1", "heading-2", "heading-3")
    assert [heading.label for heading in headings if heading.style == "heading-1"] == [
        *("I.", "II.", "III.", "IV.", "V.", "VI."),
    ]
    assert all(heading.label for heading in headings)
    assert not any(heading.text.startswith(heading.label) for heading in headings)


def test_points_are_lettered_in_the_vietnamese_order() -> None:
    docx = docx_of(full_plan("huyen"), one_pillar_pack())
    letters = [heading.label for heading in docx.styled("heading-3")]
    assert letters == [f"{letter})" for letter in "abcdđeghiklmnopqrstuvxy"]


def test_letters_begin_anew_in_every_part() -> None:
    headings = sample_files("huyen", "plan").docx.styled("heading-2", "heading-3")
    labels = " ".join(heading.label for heading in headings)
    assert "a) b) c) d) đ) 7. a)" in labels
    assert "2. a) 3. a) b) c) d) 4. a) b) 5. a) b)" in labels
