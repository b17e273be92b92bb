"""Loading a pack, and finding every fault of one with its file and key."""

import re
from datetime import date
from pathlib import Path

import pytest

from dxdesk.guidance.faults import FaultyPackError, PackFault
from dxdesk.guidance.loading import check_pack, installed_packs, load_pack, pack_for_year
from dxdesk.resources import resource
from tests.guidance.conftest import META, TASK, Spoil

ONE, TWO = "01-one.toml", "02-two.toml"


def test_a_sound_pack_loads(small_pack: Path) -> None:
    assert check_pack(small_pack) == []
    pack = load_pack(small_pack)
    assert [task.key for task in pack.tasks] == ["one", "two"]
    assert pack.meta.deadlines[0].due == date(2029, 12, 10)
    assert pack.tasks[0].suggestions["xa"][0].period.due == date(2030, 3, 31)
    assert pack.tasks[0].explanation == "Dòng một.\nunit = không phải khóa"


def test_tasks_are_in_the_order_of_their_numbers(small_pack: Path, spoil: Spoil) -> None:
    spoil(ONE, "number = 1", "number = 2")
    spoil(TWO, "number = 2", "number = 1")
    (small_pack / ONE).rename(small_pack / "02-one.toml")
    (small_pack / TWO).rename(small_pack / "01-two.toml")
    assert [task.key for task in load_pack(small_pack).tasks] == ["two", "one"]


# file, text to replace, its replacement, file and key of the fault, part of the message
SPOILED: list[tuple[str, str, str, str, str, str]] = [
    (ONE, "unit = 'người'", "unit = 1", ONE, "indicators[1].unit", "wrong type"),
    (ONE, "unit = '%'", "unit = 'phần'", ONE, "indicators[2].unit", "“%”"),
    (ONE, "title = 'Việc 1'\n", "", ONE, "", "title"),
    (ONE, "title = 'Việc 1'", "titel = 'Việc 1'", ONE, "", "titel"),
    (ONE, "need = 'required'", "need = 'maybe'", ONE, "levels.tinh.need", "not one of"),
    (ONE, "kind = 'count'", "kind = 'integer'", ONE, "indicators[1].kind", "not one of"),
    (ONE, "due = 2030-03-31", "due = 2029-03-31", ONE, "suggestions.xa[1].period.due", "not in the year"),
    (ONE, "due = 2030-03-31", "due = 'soon'", ONE, "suggestions.xa[1].period.due", ""),
    (ONE, "due = 2030-03-31", "due = 2030-02-31", ONE, "", "not well-formed"),
    (ONE, "minimum = '0'", "minimum = '11'", ONE, "indicators[1].minimum", "more than the greatest"),
    (ONE, "minimum = '0'", "minimum = 'ít'", ONE, "indicators[1].minimum", ""),
    (ONE, "kind = 'count'", "kind = 'yes_no'", ONE, "indicators[1]", "no range"),
    (ONE, "unit = '%'", "unit = '%'\nmaximum = '101'", ONE, "indicators[2].maximum", "100 percent"),
    (ONE, "levels = ['xa']", "levels = []", ONE, "indicators[1].levels", "no level"),
    (ONE, "levels = ['xa']", "levels = ['huyen']", ONE, "indicators[1].levels", "“huyen”"),
    (ONE, "unit = '%'", "unit = '%'\nweight = 'one_pct'", ONE, "indicators[2].weight", "no other count"),
    (ONE, "unit = '%'", "unit = '%'\nweight = 'two_count'", ONE, "indicators[2].weight", "no other count"),
    (ONE, "one_pct", "one_count", ONE, "indicators[2].key", "“one_count”"),
    (TWO, "two_pct", "one_pct", TWO, "indicators[2].key", "already used in task 1"),
    (ONE, "pillar = 'first'", "pillar = 'tenth'", ONE, "pillar", "“tenth”"),
    (ONE, "pillar = 'first'", "pillar = 'first'\nsecond_pillar = 'x'", ONE, "second_pillar", "“x”"),
    (ONE, "legal = ['law']", "legal = ['law', 'lore']", ONE, "legal[2]", "“lore”"),
    (ONE, "legal = ['law']", "legal = ['law', 'law']", ONE, "legal[2]", "twice"),
    (ONE, "[levels.tinh]", "[levels.huyen]", ONE, "levels", "“tinh” is missing"),
    (ONE, "[suggestions.xa]", "[suggestions.huyen]", ONE, "suggestions", "“huyen”"),
    (ONE, "answer = 'Không làm'\n", "", ONE, "levels.xa.answer", "ready answer"),
    (ONE, "asks = ['Làm']", "asks = []", ONE, "asks", "fewer than 1"),
    (ONE, "reason = 'Vì xã'", "reason = ''", ONE, "levels.xa.reason", "empty"),
    (ONE, "reason = 'Vì xã'", "reason = ' Vì xã'", ONE, "levels.xa.reason", "white space"),
    (ONE, "'Vì xã'", "'Vi\u0300 xã'", ONE, "levels.xa.reason", "NFC"),
    (ONE, "'Vì xã'", '"Vi\\u0300 xã"', ONE, "levels.xa.reason", "NFC"),
    (ONE, "'Vì xã'", '"Vì\\u0000xã"', ONE, "levels.xa.reason", "U+0000"),
    (ONE, "'Vì xã'", "'V\u00ad xã'", ONE, "levels.xa.reason", "U+00AD"),
    (ONE, "'Việc 1'", '"Việc\\t1"', ONE, "title", "invisible character U+0009"),
    (ONE, "key = 'one'", "key = 'uno'", ONE, "key", "01-uno.toml"),
    (ONE, "number = 1", "number = 3", ONE, "key", "03-one.toml"),
    (TWO, "number = 2", "number = 1", TWO, "number", "already used in task 1"),
    (TWO, "key = 'two'", "key = 'one'", TWO, "key", "already used in task 1"),
    (TWO, "number = 2", "number = 4", TWO, "number", "number 3 before it"),
    (ONE, "title = 'Việc 1'", "title = 'Việc 1", ONE, "", "not well-formed"),
    ("meta.toml", "year = 2030", "year = 1999", "meta.toml", "year", "less than"),
    ("meta.toml", "year = 2029", "year = 2020", "meta.toml", "letter.year", "neither"),
    ("meta.toml", "id = 'small'", "id = 'Small Pack'", "meta.toml", "id", "expected form"),
    ("meta.toml", "version = '1.0'", "version = 'new'", "meta.toml", "version", "expected form"),
    ("meta.toml", "outline = 'plain'", "outline = 'plane'", "meta.toml", "defaults.xa.outline", "“plane”"),
    ("meta.toml", "['xa', 'tinh']", "['tinh']", "meta.toml", "defaults.xa.outline", "not meant"),
    ("meta.toml", "['xa', 'tinh']", "['xa', 'tinh', 'huyen']", "meta.toml", "outlines[1].levels", "“huyen”"),
    ("meta.toml", "bases = ['law']", "bases = ['lore']", "meta.toml", "defaults.xa.bases", "“lore”"),
    ("meta.toml", "due = 2029-12-10", "due = 2039-12-10", "meta.toml", "deadlines[1].due", "a year away"),
    ("meta.toml", "levels = ['tinh']", "levels = ['huyen']", "meta.toml", "deadlines[1].levels", "“huyen”"),
    ("meta.toml", "2020-02-01", "2031-02-01", "meta.toml", "legal_documents[1].issued_on", "later"),
    (
        "meta.toml",
        "kind = 'tasks'",
        "kind = 'jobs'",
        "meta.toml",
        "outlines[1].sections[2].kind",
        "not one of",
    ),
]


@pytest.mark.parametrize("spoiled", SPOILED, ids=lambda spoiled: f"{spoiled[3]}:{spoiled[4]}")
def test_each_fault_is_found_where_it_stands(
    small_pack: Path, spoil: Spoil, spoiled: tuple[str, str, str, str, str, str]
) -> None:
    name, old, new, file, key, message = spoiled
    spoil(name, old, new)
    faults = check_pack(small_pack)
    found = [fault for fault in faults if (fault.file, fault.key) == (file, key)]
    assert any(message in fault.message for fault in found), faults
    assert all(fault.message for fault in faults)


SECOND_OUTLINE = """
[[outlines]]
key = 'plain'
name = 'A'
levels = ['xa', 'tinh']
sections = [{ kind = 'tasks', title = 'A' }]
"""
OUTLINE_WITH_EQUAL_PARTS = """
[[outlines]]
key = 'other'
name = 'A'
levels = ['xa']
[[outlines.sections]]
kind = 'text'
title = 'A'
parts = [{ key = 'a', title = 'A' }, { key = 'a', title = 'B' }]
"""


@pytest.mark.parametrize(
    ("addition", "key"),
    [
        ("[[pillars]]\nkey = 'first'\nname = 'Hai'\n", "pillars[2].key"),
        ("[[legal_documents]]\nkey = 'law'\nkind = 'Luật'\nabstract = 'A'\n", "legal_documents[2].key"),
        ("[[deadlines]]\nkey = 'issue'\ndue = 2030-01-01\ntext = 'A'\nlevels = ['xa']\n", "deadlines[2].key"),
        (SECOND_OUTLINE, "outlines[2].key"),
        (OUTLINE_WITH_EQUAL_PARTS, "outlines[2].sections[1].parts[2].key"),
    ],
)
def test_keys_that_stand_twice(small_pack: Path, addition: str, key: str) -> None:
    with (small_pack / "meta.toml").open("a", encoding="utf-8") as stream:
        stream.write("\n" + addition)
    assert [(fault.file, fault.key) for fault in check_pack(small_pack)] == [("meta.toml", key)]


def test_deadlines_of_a_task_are_checked(small_pack: Path) -> None:
    with (small_pack / ONE).open("a", encoding="utf-8") as stream:
        stream.write("\n[[deadlines]]\nkey = 'late'\ndue = 2040-01-01\ntext = 'A'\nlevels = ['huyen']\n")
    found = [(fault.file, fault.key) for fault in check_pack(small_pack)]
    assert found == [(ONE, "deadlines[1].levels"), (ONE, "deadlines[1].due")]


def test_every_fault_of_every_file_is_listed(small_pack: Path, spoil: Spoil) -> None:
    spoil("meta.toml", "name = 'Một'", "")
    spoil(ONE, "need = 'required'", "need = 'maybe'")
    spoil(ONE, "unit = 'người'", "unit = 7")
    spoil(ONE, "reason = 'Vì xã'", "reason = 'Vì xã '")
    spoil(TWO, "answer = 'Không làm'\n", "")
    spoil(TWO, "minimum = '0'", "minimum = '11'")
    found = {(fault.file, fault.key) for fault in check_pack(small_pack)}
    assert found == {
        ("meta.toml", "pillars[1]"),
        (ONE, "levels.tinh.need"),
        (ONE, "indicators[1].unit"),
        (ONE, "levels.xa.reason"),
        (TWO, "levels.xa.answer"),
        (TWO, "indicators[1].minimum"),
    }


def test_faults_name_the_line(small_pack: Path, spoil: Spoil) -> None:
    spoil(ONE, "unit = 'người'", "unit = 1")
    (fault,) = check_pack(small_pack)
    lines = (small_pack / ONE).read_text(encoding="utf-8").split("\n")
    assert fault.line
    assert lines[fault.line - 1] == "unit = 1"
    assert str(fault).startswith(f"{ONE}:{fault.line}: indicators[1].unit: wrong type")


# character, what is said of it
STRANGE = [
    ("\u2067", "the text has the invisible character U+2067"),
    ("\u2060", "the text has the invisible character U+2060"),
    ("\ufe0f", "the text has the invisible character U+FE0F"),
    ("\u00ad", "the text has the invisible character U+00AD"),
    ("\uffff", "the text has the invisible character U+FFFF"),
    ("\U000e0041", "the text has the invisible character U+E0041"),
    ("😀", "the text has the character U+1F600, which cannot be printed"),
    ("電", "the text has the character U+96FB, which cannot be printed"),
    ("\u05d0", "the text has the character U+05D0, which cannot be printed"),
    ("\ue000", "the text has the character U+E000, which cannot be printed"),
    ("\u2126", "the text is not in the Unicode form NFC (composed letters), from U+2126 on"),
]
# file, key, the TOML before and after the place of the character, the line that is named
TEXTS = [
    (ONE, "title", "title = 'Việc", " 1'", "title = "),
    (ONE, "explanation", "\nDòng", " một.", "explanation = "),
    (ONE, "asks[1]", "asks = ['Là", "m']", "asks = "),
    (ONE, "suggestions.xa[1].period.text", "text = 'Quý", " I/2030'", "period = "),
    (
        "meta.toml",
        "outlines[1].sections[1].parts[1].title",
        "key = 'purpose'\ntitle = 'Mục",
        " đích'",
        "title = ",
    ),
    ("meta.toml", "defaults.xa.archive", "archive = 'V", "T'", "archive = "),
]


@pytest.mark.parametrize("place", TEXTS, ids=lambda place: place[1])
@pytest.mark.parametrize(("character", "message"), STRANGE, ids=ascii)
def test_every_text_can_be_stored_and_printed(
    small_pack: Path, spoil: Spoil, character: str, message: str, place: tuple[str, str, str, str, str]
) -> None:
    file, key, before, after, line = place
    spoil(file, before + after, before + character * 2 + after)
    (fault,) = check_pack(small_pack)
    assert (fault.file, fault.key, fault.message) == (file, key, message)
    lines = (small_pack / file).read_text(encoding="utf-8").split("\n")
    assert fault.line
    assert lines[fault.line - 1].startswith(line)


def test_each_strange_character_of_a_text_is_named(small_pack: Path, spoil: Spoil) -> None:
    spoil(ONE, "'Việc 1'", "'Vi\u0323c ❤\ufe0f'")
    codes = [re.findall(r"U\+[0-9A-F]+", fault.message) for fault in check_pack(small_pack)]
    assert codes == [["U+0069"], ["U+FE0F"], ["U+2764"]]


def test_a_syntax_error_names_the_line(small_pack: Path, spoil: Spoil) -> None:
    spoil(ONE, "pillar = ", "pillar ")
    (fault,) = check_pack(small_pack)
    assert (fault.file, fault.line, fault.key) == (ONE, 4, "")


def test_a_text_that_never_ends_is_reported_at_the_end(small_pack: Path, spoil: Spoil) -> None:
    spoil(ONE, "khóa'''", "khóa")
    (fault,) = check_pack(small_pack)
    assert fault.line == (small_pack / ONE).read_text(encoding="utf-8").count("\n") + 1


def test_load_pack_raises_with_the_faults(small_pack: Path, spoil: Spoil) -> None:
    spoil(ONE, "unit = 'người'", "unit = 1")
    spoil(TWO, "unit = 'người'", "unit = 1")
    with pytest.raises(FaultyPackError) as caught:
        load_pack(small_pack)
    assert list(caught.value.faults) == check_pack(small_pack)
    assert str(caught.value).count("\n") == 1


def test_missing_files(small_pack: Path, tmp_path: Path) -> None:
    (small_pack / ONE).unlink()
    (fault,) = check_pack(small_pack)
    assert (fault.file, fault.key) == (TWO, "number")
    (small_pack / TWO).unlink()
    assert [fault.message for fault in check_pack(small_pack)] == ["the folder holds no task"]
    (small_pack / "meta.toml").unlink()
    assert PackFault(file="meta.toml", message="this file is missing") in check_pack(small_pack)
    (fault,) = check_pack(tmp_path / "nowhere")
    assert fault.message.startswith("the folder cannot be read")


def test_a_gap_is_not_told_where_a_file_could_not_be_read(small_pack: Path, spoil: Spoil) -> None:
    spoil(ONE, "pillar = ", "pillar ")
    assert {fault.file for fault in check_pack(small_pack)} == {ONE}


def test_files_of_windows_are_read(small_pack: Path) -> None:
    before = load_pack(small_pack)
    for path in small_pack.glob("*.toml"):
        text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert load_pack(small_pack) == before


def test_other_files_in_the_folder_do_no_harm(small_pack: Path) -> None:
    (small_pack / "README.md").write_text("…", encoding="utf-8")
    (small_pack / "notes").mkdir()
    assert check_pack(small_pack) == []


def write_pack(folder: Path, year: int, version: str = "1.0") -> Path:
    folder.mkdir()
    meta = moved(META, year).replace("version = '1.0'", f"version = '{version}'")
    (folder / "meta.toml").write_text(meta, encoding="utf-8")
    (folder / ONE).write_text(moved(TASK.format(number=1, key="one"), year), encoding="utf-8")
    return folder


def moved(text: str, year: int) -> str:
    """Move the text of a pack from 2030 to another year."""
    return re.sub(r"\b20(29|30)\b", lambda match: str(int(match[0]) - 2030 + year), text)


def test_the_pack_of_the_year_or_else_the_latest_earlier_one(tmp_path: Path) -> None:
    folders = [write_pack(tmp_path / str(year), year) for year in (2031, 2029, 2034)]
    assert pack_for_year(2029, folders).meta.year == 2029
    assert pack_for_year(2030, folders).meta.year == 2029
    assert pack_for_year(2033, folders).meta.year == 2031
    assert pack_for_year(2040, folders).meta.year == 2034
    with pytest.raises(LookupError, match="2028"):
        pack_for_year(2028, folders)


def test_of_two_packs_the_higher_version_counts(tmp_path: Path) -> None:
    folders = [write_pack(tmp_path / version, 2030, version) for version in ("1.9", "1.10", "1.2")]
    assert pack_for_year(2030, folders).meta.version == "1.10"


def test_a_faulty_pack_stops_only_those_who_need_it(tmp_path: Path) -> None:
    folders = [write_pack(tmp_path / str(year), year) for year in (2030, 2031, 2032)]
    (folders[1] / "meta.toml").write_text("?", encoding="utf-8")
    (folders[2] / ONE).write_text("?", encoding="utf-8")
    assert pack_for_year(2031, folders).meta.year == 2030
    with pytest.raises(FaultyPackError):
        pack_for_year(2032, folders)


def test_the_installed_packs() -> None:
    assert resource("guidance", "2023") in installed_packs()
    assert pack_for_year(2023).meta.id == "btttt-2023"
