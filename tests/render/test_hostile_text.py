"""Any text in any field: printed as it is in both files, or refused in one clear sentence."""

import unicodedata

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dxdesk.document.compose import UnprintableTextError, compose
from dxdesk.plan.model import (
    Activity,
    DocumentDetails,
    Form,
    Funding,
    Goals,
    LegalBasis,
    Plan,
    PlanUnit,
    Signer,
    Solution,
    TaskEntry,
)
from dxdesk.plan.places import place_name
from dxdesk.text.characters import printable_characters
from tests.document.one_of_everything import (
    one_of_everything,
    printed_places,
    whole_pack,
    with_text,
)
from tests.render.pdf_layout import outside_margins
from tests.render.rendered import Files, files_of
from tests.render.word_comparison import contradiction
from tests.strategies import hostile_texts

pytestmark = pytest.mark.once

FORMS: tuple[Form, ...] = ("plan", "decision")
PLACES = sorted({*printed_places("plan"), *printed_places("decision")})
LONG_PLACES = [path for path in PLACES if len(with_text(one_of_everything(), path, "W" * 100_000)[1]) > 2_000]
MARKUP = "<b>&amp;</b> <img src='file:///etc/passwd'/> &lt; &#0; ]]> <!-- %s {0} ${x} \\n \\u0041 =1+1 \"x\""
REFUSED = {
    "null": "a\x00b",
    "escape": "a\x1b[31m",
    "tab": "a\tb",
    "carriage return": "a\r\nb",
    "line separator": "a\u2028b",
    "high surrogate": "a\ud800",
    "low surrogate": "\udfffb",
    "not a character": "a\uffff",
    "right to left mark": "a\u200fb",
    "right to left override": "\u202ea",
    "zero width space": "a\u200bb",
    "byte order mark": "\ufeffa",
    "hebrew": "שלום",
    "thai": "ก",
    "emoji": "👍",
    "decomposed": "U\u0309y ban",
    "combining": "x\u0323\u0302",
}

# Ligatures, which pdfium reads out letter by letter.
SPELT_OUT = set("ﬁﬂ")


def assert_printed(plan: Plan, text: str) -> None:
    """Check that both files say the same, that the text is there, and that nothing runs off the paper."""
    files = files_of(plan, whole_pack())
    assert contradiction(files) == ""
    assert words_of(text) in words_of(" ".join(files.docx.words))
    assert_inside(files)


def assert_inside(files: Files) -> None:
    assert [found for page in files.pdf.pages for found in outside_margins(page)] == []


def words_of(text: str) -> str:
    """Return a text in small letters, without blanks and without closing marks."""
    return "".join(text.casefold().split()).rstrip(" .;,/")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", PLACES)
def test_markup_is_plain_text(path: str, form: Form) -> None:
    plan, text = with_text(one_of_everything(form), path, MARKUP)
    assert_printed(plan, text)


@pytest.mark.parametrize("path", PLACES)
def test_several_lines_anywhere_are_one_text(path: str) -> None:
    plan, _ = with_text(one_of_everything(), path, "Một\nHai\n\n Ba ")
    assert_printed(plan, "Một Hai Ba")


@pytest.mark.parametrize("path", PLACES)
def test_an_empty_field_breaks_nothing(path: str) -> None:
    for text in ("", " . ;\n"):
        plan, _ = with_text(one_of_everything(), path, text)
        assert_printed(plan, "")


@pytest.mark.parametrize("path", PLACES)
def test_a_long_word_is_broken_inside_the_margins(path: str) -> None:
    plan, text = with_text(one_of_everything("decision"), path, "Ệ" * 2_000)
    assert_printed(plan, text)


@pytest.mark.parametrize("path", LONG_PLACES)
def test_a_hundred_thousand_characters_without_a_blank(path: str) -> None:
    plan, text = with_text(one_of_everything(), path, "W" * 100_000)
    assert len(text) == 100_000
    files = files_of(plan, whole_pack())
    assert "".join(files.pdf.words).count("W") >= 100_000
    assert any(text in word for word in files.docx.words)
    assert_inside(files)


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_printed_is_refused_with_its_place(text: str) -> None:
    for path in PLACES:
        plan, set_text = with_text(one_of_everything(), path, text)
        with pytest.raises(UnprintableTextError) as refused:
            compose(plan, whole_pack())
        (fault,) = refused.value.faults
        assert fault.pointer == path
        assert place_name(path, plan, whole_pack()) in fault.message
        if unicodedata.is_normalized("NFC", set_text):
            named = fault.message.split("U+")[1].split()[0]
            assert chr(int(named, 16)) in set_text
        else:
            assert "decomposed" in fault.message
        assert fault.message.isprintable()
        assert str(refused.value) == fault.message


def test_every_unprintable_text_is_named_at_once() -> None:
    plan, _ = with_text(one_of_everything(), "/goals/general", "a\x00\x01")
    plan, _ = with_text(plan, "/document/place", "👍")
    with pytest.raises(UnprintableTextError) as refused:
        compose(plan, whole_pack())
    assert {fault.pointer for fault in refused.value.faults} == {"/goals/general", "/document/place"}
    assert "U+0000 (position 2)" in str(refused.value)


def test_texts_that_are_not_printed_may_hold_anything_in_notes() -> None:
    plan, _ = with_text(one_of_everything(), "/notes/0/text", "👍 \x00")
    assert_printed(plan, "Mục tiêu")


def test_every_printable_character_is_printed() -> None:
    composed = (one for one in printable_characters() if unicodedata.is_normalized("NFC", one))
    characters = sorted(set(composed) - SPELT_OUT)
    text = " ".join("".join(characters[start : start + 40]) for start in range(0, len(characters), 40))
    plan, _ = with_text(one_of_everything(), "/goals/general", text)
    files = files_of(plan, whole_pack())
    # Some of them are blanks, which part words in one file and not in the other.
    assert "".join(files.docx.words) == "".join(files.pdf.words)
    assert "".join(text.split()) in "".join(files.docx.words)
    assert_inside(files)


def test_every_field_of_the_model_is_walked() -> None:
    """A text field that the model gains must be filled in the plan of this test."""
    walked = {path.rsplit("/", 1)[-1] for path in PLACES}
    fields = {
        field
        for kind in (
            PlanUnit,
            DocumentDetails,
            Signer,
            LegalBasis,
            Goals,
            TaskEntry,
            Activity,
            Solution,
            Funding,
        )
        for field, schema in msgspec.json.schema(kind)["$defs"][kind.__name__]["properties"].items()
        if schema.get("type") == "string" and not {"pattern", "enum", "format"} & set(schema)
    }
    assert fields - walked == {"province", "organ_id", "requested_in"}


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(PLACES), hostile_texts())
def test_any_hostile_text_is_printed_or_refused(path: str, text: str) -> None:
    plan, set_text = with_text(one_of_everything(), path, text)
    if refused := refusals(plan):
        assert refused == [path]
    else:
        assert_printed(plan, set_text)


def refusals(plan: Plan) -> list[str]:
    """Return the places whose texts are refused; any other exception is a fault."""
    try:
        compose(plan, whole_pack())
    except UnprintableTextError as error:
        return [fault.pointer for fault in error.faults]
    return []
