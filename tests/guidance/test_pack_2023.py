"""The pack that ships: whole, readable, and without traces of old encodings."""

import re
import string
import tomllib
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
import pytest

from dxdesk.guidance.loading import check_pack, installed_packs, load_pack
from dxdesk.guidance.pack import LegalDocument, Level, Pack, Task
from dxdesk.resources import resource

FOLDER = resource("guidance", "2023")
LEVELS: tuple[Level, ...] = ("xa", "huyen", "tinh")
QUARTER_ENDS = {
    "I": date(2023, 3, 31),
    "II": date(2023, 6, 30),
    "III": date(2023, 9, 30),
    "IV": date(2023, 12, 31),
}
VIETNAMESE = {
    unicodedata.normalize("NFC", base + tone)
    for base in "aăâeêioôơuưy"
    for tone in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
} | {"đ"}
ALLOWED = (
    VIETNAMESE
    | {letter.upper() for letter in VIETNAMESE}
    | set(string.ascii_letters + string.digits + " \n%(),-./:;_")
    | set("“”…{}")
)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(FOLDER)


@pytest.fixture(params=range(1, 24))
def task(pack: Pack, request: pytest.FixtureRequest) -> Task:
    number: int = request.param
    return pack.tasks[number - 1]


def test_it_is_installed_and_without_fault() -> None:
    assert FOLDER in installed_packs()
    assert check_pack(FOLDER) == []


def test_the_folder_listing_is_the_23_tasks(pack: Pack) -> None:
    names = sorted(path.name for path in FOLDER.glob("*.toml") if path.name != "meta.toml")
    assert names == [f"{task.number:02d}-{task.key}.toml" for task in pack.tasks]
    assert [task.number for task in pack.tasks] == list(range(1, 24))


def test_there_are_nine_pillars_and_each_has_tasks(pack: Pack) -> None:
    assert len(pack.meta.pillars) == 9
    assert [pillar.key for pillar in pack.meta.pillars if not pack.tasks_of(pillar.key)] == []


def test_every_level_has_a_need_with_its_own_reason(task: Task) -> None:
    assert set(task.levels) == set(LEVELS)
    reasons = [need.reason for need in task.levels.values()]
    assert len(set(reasons)) == 3
    assert all(reason.endswith(".") for reason in reasons)


def test_who_does_not_do_a_task_has_an_answer_ready(task: Task) -> None:
    for need in task.levels.values():
        assert need.need == "required" or len(need.answer) > 40
        assert not need.answer or need.answer.endswith(".")


def test_a_province_does_every_task(pack: Pack) -> None:
    assert {task.levels["tinh"].need for task in pack.tasks} == {"required"}


def test_explanations_can_be_read_in_a_minute(task: Task) -> None:
    assert 100 <= len(task.explanation.split()) <= 175
    assert all(line.endswith(".") for line in task.explanation.splitlines())


def test_units_below_the_province_have_three_to_six_suggestions(task: Task) -> None:
    for level in ("xa", "huyen"):
        assert 3 <= len(task.suggestions[level]) <= 6


def test_suggested_units_are_offered_as_lead_units(pack: Pack, task: Task) -> None:
    for level, suggestions in task.suggestions.items():
        units = pack.meta.defaults[level].lead_units
        assert {suggestion.lead for suggestion in suggestions} <= set(units)


def test_periods_in_words_and_as_dates_agree(task: Task) -> None:
    for suggestions in task.suggestions.values():
        for suggestion in suggestions:
            assert suggestion.period.due == expected_due(suggestion.period.text)


def test_percentages_lie_between_0_and_100(task: Task) -> None:
    for indicator in task.indicators:
        if indicator.kind == "percent":
            assert (indicator.minimum, indicator.maximum) == ("0", "100")
        assert indicator.method


def test_a_unit_of_every_level_has_something_to_measure(pack: Pack) -> None:
    for level in LEVELS:
        assert sum(len(list(task.indicators_of(level))) for task in pack.tasks) > 30


def test_outlines_and_defaults(pack: Pack) -> None:
    full = pack.outline("day-du")
    short = pack.outline("rut-gon")
    assert full
    assert short
    assert [section.kind for section in full.sections] == [
        "bases",
        "results",
        "goals",
        "tasks",
        "solutions",
        "funding",
        "organisation",
    ]
    assert [part.key for part in short.sections[0].parts] == ["purpose", "requirements"]
    for default in pack.meta.defaults.values():
        assert 6 <= len(default.bases) <= 10
        assert "Dữ liệu số" in default.general_goal
        assert not any(recipient.startswith("Lưu") for recipient in default.recipients)


def test_bases_stand_in_the_order_of_their_rank(pack: Pack) -> None:
    ranks = ["Luật", "Nghị định", "Nghị quyết", "Quyết định", "Chỉ thị", "Thông tư", "Công văn"]
    for default in pack.meta.defaults.values():
        documents = [document(pack, key) for key in default.bases]
        kinds = [ranks.index(legal.kind) for legal in documents]
        assert kinds == sorted(kinds)


def test_bases_of_one_rank_stand_in_the_order_of_their_dates(pack: Pack) -> None:
    for default in pack.meta.defaults.values():
        documents = [document(pack, key) for key in default.bases]
        for kind in {legal.kind for legal in documents}:
            days = [legal.issued_on or date.max for legal in documents if legal.kind == kind]
            assert days == sorted(days)


def test_communes_and_districts_cite_the_decree_on_security_levels(pack: Pack) -> None:
    for level in ("xa", "huyen"):
        assert "nd85" in pack.meta.defaults[level].bases


def test_the_units_own_kind_is_never_written_out(pack: Pack) -> None:
    """The texts that are filled in name the unit and those above it by placeholders only."""
    own = r"(?:UBND|HĐND|PCT|Công an|Hội \w+ \w+|Đoàn Thanh niên|đoàn thể|Tổ quốc|của|do|tại|họp|hóa|các)"
    kinds = r"(?:xã|phường|thị trấn|thôn|tổ dân phố|huyện|quận|tỉnh)"
    for text in filled_texts(pack):
        assert not re.search(rf"\b{own} {kinds}\b", re.sub(r"\bxã hội", "", text)), text
        assert not re.match(rf"{kinds}\b", text, re.IGNORECASE), text


def test_outside_the_filled_texts_there_is_no_brace(pack: Pack) -> None:
    filled = set(filled_texts(pack))
    assert all("{" not in text for text in texts(msgspec.to_builtins(pack)) if text not in filled)


def test_one_way_to_write(pack: Pack) -> None:
    for text in texts(msgspec.to_builtins(pack)):
        assert not re.search(r"\bTrước \d", text)
        if refusal := re.match(r"Không thuộc phạm vi của \{xa\}: (\w+)", text):
            assert refusal[1] == "SOC" or refusal[1].islower()


def test_documents_can_be_cited(pack: Pack) -> None:
    for legal in pack.meta.legal_documents:
        assert (legal.number == "") == (legal.issuer == "") == (legal.kind == "Luật")
        assert legal.issued_on or legal.key == "cv5406"
        assert not legal.issued_on or legal.issued_on < date(2022, 12, 10)
        year = re.search(r"/(20\d\d)/", legal.number)
        assert not (year and legal.issued_on) or int(year[1]) == legal.issued_on.year
        assert legal.kind == "Luật" or legal.abstract[0].islower()
        assert not legal.abstract.endswith((".", ";"))


def test_every_document_is_of_use(pack: Pack) -> None:
    cited = {key for task in pack.tasks for key in task.legal}
    cited |= {key for default in pack.meta.defaults.values() for key in default.bases}
    unused = {legal.key for legal in pack.meta.legal_documents} - cited
    assert unused <= {"luat-cntt"}


def test_all_texts_are_composed_unicode_and_vietnamese() -> None:
    for path in sorted(FOLDER.glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        assert unicodedata.is_normalized("NFC", text)
        for value in texts(tomllib.loads(text)):
            assert set(value) <= ALLOWED, (path.name, value, set(value) - ALLOWED)


def test_dates_in_words_have_the_zeros_of_decree_30(pack: Pack) -> None:
    for value in texts(msgspec.to_builtins(pack)):
        for day, month in re.findall(r"\b(\d{1,2})/(\d{1,2})/20\d\d\b", value):
            assert len(day) == 2, value
            assert month == (f"{int(month):02d}" if int(month) < 3 else str(int(month))), value


def test_quotes_and_brackets_close(pack: Pack) -> None:
    for value in texts(msgspec.to_builtins(pack)):
        assert value.count("“") == value.count("”")
        assert value.count("(") == value.count(")")
        assert "  " not in value


def test_files_are_easy_to_read() -> None:
    for path in FOLDER.glob("*.toml"):
        lines = path.read_bytes().split(b"\n")
        assert not any(line.endswith((b" ", b"\r")) for line in lines)
        assert path.stat().st_size < 32 * 1024


def document(pack: Pack, key: str) -> LegalDocument:
    legal = pack.legal_document(key)
    assert legal
    return legal


def filled_texts(pack: Pack) -> Iterator[str]:
    for default in pack.meta.defaults.values():
        yield from (*default.recipients, default.archive, *default.lead_units, default.general_goal)
    for task in pack.tasks:
        yield from (need.answer for need in task.levels.values())
        for suggestions in task.suggestions.values():
            for suggestion in suggestions:
                yield from (suggestion.text, suggestion.lead, suggestion.output)


def expected_due(words: str) -> date | None:
    if quarter := re.fullmatch(r"Quý (I|II|III|IV)/2023", words):
        return QUARTER_ENDS[quarter[1]]
    if day := re.fullmatch(r"Trước ngày (\d+)/(\d+)/2023", words):
        return date(2023, int(day[2]), int(day[1]))
    if words == "Tháng 10/2023":
        return date(2023, 10, 31)
    assert words in {"Thường xuyên", "Hằng tháng", "Hằng quý"}
    return None


def texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from texts(value)
