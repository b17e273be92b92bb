"""Placeholders: what they stand for, where they may stand, and what else a brace is: a fault."""

from pathlib import Path

import msgspec
import pytest

from dxdesk.guidance.loading import check_pack, load_pack
from dxdesk.guidance.wording import Words, fill, worded_pack, words_of
from dxdesk.resources import resource
from dxdesk.units.catalogue import catalogue
from tests.guidance.conftest import Spoil

ONE = "01-one.toml"
META = "meta.toml"

# file, text to replace, its replacement with a placeholder X, key of the fault
PLACES = [
    (ONE, "text = 'Rà soát'", "text = 'Rà soát X'", "suggestions.xa[1].text"),
    (ONE, "lead = 'UBND xã'", "lead = 'UBND X'", "suggestions.xa[1].lead"),
    (ONE, "output = 'Danh sách'", "output = 'Danh sách X'", "suggestions.xa[1].output"),
    (ONE, "answer = 'Không làm'", "answer = 'X không làm'", "levels.xa.answer"),
    (META, "recipients = []", "recipients = ['Đảng ủy', 'HĐND X']", "defaults.xa.recipients[2]"),
    (META, "lead_units = []", "lead_units = ['Công an X']", "defaults.xa.lead_units[1]"),
    (META, "archive = 'VT'", "archive = 'VT X'", "defaults.xa.archive"),
    (META, "archive = 'VT'", "archive = 'VT'\ngeneral_goal = 'Đến X'", "defaults.xa.general_goal"),
]
OTHER_PLACES = [
    (ONE, "asks = ['Làm']", "asks = ['Làm ở {xa}']", "asks[1]"),
    (ONE, "Dòng một.", "Dòng {xa}.", "explanation"),
    (ONE, "reason = 'Vì xã'", "reason = 'Vì {xa}'", "levels.xa.reason"),
    (ONE, "title = 'Việc 1'", "title = 'Việc {xa}'", "title"),
    (ONE, "text = 'Quý I/2030'", "text = 'Quý {xa}'", "suggestions.xa[1].period.text"),
    (ONE, "label = 'Số'", "label = 'Số }'", "indicators[1].label"),
    (META, "name = 'Small'", "name = '{xa}'", "name"),
    (META, "subject = 'hướng dẫn'", "subject = 'hướng dẫn {'", "letter.subject"),
    (META, "text = 'Ban hành'", "text = '{tinh} ban hành'", "deadlines[1].text"),
]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place[3])
def test_known_placeholders_are_filled_where_they_may_stand(
    small_pack: Path, spoil: Spoil, place: tuple[str, str, str, str]
) -> None:
    name, old, new, _key = place
    spoil(name, old, new.replace("X", " ".join(f"{{{known}}}" for known in Words.__struct_fields__)))
    assert check_pack(small_pack) == []
    pack = load_pack(small_pack)
    written = msgspec.json.encode(worded_pack(pack, words_of(None))).decode()
    assert "{xa}" in msgspec.json.encode(pack).decode()
    assert "{xa}" not in written
    assert "Phòng Văn hóa và Thông tin huyện Phòng Kinh tế và Hạ tầng" in written


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place[3])
@pytest.mark.parametrize(
    ("braces", "message"),
    [
        ("{commune}", "“{commune}” is none of the words that are filled in: xa, thon, "),
        ("{}", "“{}” is none of the words"),
        ("{xã}", "“{xã}” is none of the words"),
        ("{ xa }", "“{ xa }” is none of the words"),
        ("{Xa}", "“{Xa}” is none of the words"),
        ("{xa!r}", "“{xa!r}” is none of the words"),
        ("{__class__}", "“{__class__}” is none of the words"),
        ("{xa} và {huyen", "a brace stands alone; a word to be filled in is written like {xa}"),
        ("xa}", "a brace stands alone"),
        ("{{xa}}", "a brace stands alone"),
    ],
)
def test_other_braces_are_refused_with_file_and_key(
    small_pack: Path, spoil: Spoil, place: tuple[str, str, str, str], braces: str, message: str
) -> None:
    name, old, new, key = place
    spoil(name, old, new.replace("X", braces))
    (fault,) = check_pack(small_pack)
    assert (fault.file, fault.key) == (name, key)
    assert fault.line
    assert fault.message.startswith(message)


@pytest.mark.parametrize("place", OTHER_PLACES, ids=lambda place: place[3])
def test_texts_about_the_levels_hold_no_brace(
    small_pack: Path, spoil: Spoil, place: tuple[str, str, str, str]
) -> None:
    name, old, new, key = place
    spoil(name, old, new)
    (fault,) = check_pack(small_pack)
    assert (fault.file, fault.key) == (name, key)
    assert fault.message.startswith("braces are only for the unit's own words")


def test_filling() -> None:
    words = Words(xa="thị trấn", truong_thon="tổ trưởng tổ dân phố")
    assert fill("con dấu của UBND {xa}", words) == "con dấu của UBND thị trấn"
    assert fill("{truong_thon}, {xa}", words) == "Tổ trưởng tổ dân phố, thị trấn"
    assert fill("mạng xã hội, thị xã", words) == "mạng xã hội, thị xã"
    assert fill("", words) == ""
    assert fill("{nothing}", words) == "{nothing}"


def test_a_filled_pack_stays_filled() -> None:
    pack = load_pack(resource("guidance", "2023"))
    filled = worded_pack(pack, words_of(None))
    assert filled != pack
    assert worded_pack(filled, Words(xa="phường", huyen="quận")) == filled


def test_lead_units_of_every_kind_hold_the_leads_and_nobody_twice() -> None:
    pack = load_pack(resource("guidance", "2023"))
    for scheme in ("gso-2022", "gso-2025"):
        units = catalogue(scheme)
        kinds = {(unit.level, *(each.kind for each in (unit, *units.parents(unit)))): unit for unit in units}
        for unit in kinds.values():
            filled = worded_pack(pack, words_of(unit))
            offered = filled.meta.defaults[unit.level].lead_units
            leads = {each.lead for task in filled.tasks for each in task.suggestions[unit.level]}
            assert leads <= set(offered)
            assert len(offered) == len(set(offered))
            assert all(name[0].isupper() for name in offered)


def test_words_without_a_unit_are_those_of_a_commune_in_a_rural_district() -> None:
    units = catalogue("gso-2022")
    assert words_of(None) == Words()
    commune = next(
        unit
        for unit in units
        if [unit.kind, *(each.kind for each in units.parents(unit))] == ["xã", "huyện", "tỉnh"]
    )
    assert words_of(commune) == Words()
