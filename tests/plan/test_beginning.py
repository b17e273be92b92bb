"""A plan begun for a unit of any kind speaks of this unit and not of a commune."""

import re
from typing import Any

import msgspec
import pytest

from dxdesk.guidance.loading import load_pack
from dxdesk.guidance.pack import Pack
from dxdesk.guidance.wording import Words, fill, words_of
from dxdesk.plan.beginning import new_entry, new_plan, plan_unit, unit_words
from dxdesk.plan.model import Plan
from dxdesk.plan.rules.review import review
from dxdesk.resources import resource
from dxdesk.units.catalogue import Catalogue, catalogue, catalogue_for_year
from dxdesk.units.unit import Unit

KINDS = ("xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã", "thành phố", "tỉnh")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(resource("guidance", "2023"))


def one_of(units: Catalogue, *kinds: str) -> Unit:
    """Return the first unit of these kinds: its own, and those of the units above it."""
    return next(unit for unit in units if kinds_of(units, unit) == kinds)


def kinds_of(units: Catalogue, unit: Unit) -> tuple[str, ...]:
    return tuple(each.kind for each in (unit, *units.parents(unit)))


def begun(pack: Pack, year: int, *kinds: str) -> Plan:
    return new_plan(one_of(catalogue_for_year(year), *kinds), pack, year, "suggestions")


def activities(plan: Plan) -> list[tuple[str, str]]:
    return [(each.lead, each.text) for entry in plan.tasks.values() for each in entry.activities]


def answers(plan: Plan) -> dict[str, str]:
    return {key: entry.reason for key, entry in plan.tasks.items() if entry.reason}


# year, kinds of the unit and of those above it, first lines of the recipients, leads, activities
BEGUN: list[tuple[int, tuple[str, ...], list[str], set[str], list[str]]] = [
    (
        2023,
        ("xã", "huyện", "tỉnh"),
        ["UBND huyện (để b/c)", "Phòng Văn hóa và Thông tin huyện", "TT. Đảng ủy, TT. HĐND xã"],
        {"UBND xã", "Công an xã", "Hội Nông dân xã", "Công chức Địa chính - Nông nghiệp"},
        [
            "con dấu của UBND xã",
            "nhà văn hóa thôn",
            "các buổi họp thôn",
            "theo bộ chỉ số do tỉnh ban hành",
            "báo cáo UBND huyện",
        ],
    ),
    (
        2023,
        ("xã", "thị xã", "tỉnh"),
        ["UBND thị xã (để b/c)", "Phòng Văn hóa và Thông tin thị xã", "TT. Đảng ủy, TT. HĐND xã"],
        {"UBND xã", "Công an xã"},
        ["nhà văn hóa thôn", "báo cáo UBND thị xã"],
    ),
    (
        2023,
        ("phường", "quận", "thành phố"),
        ["UBND quận (để b/c)", "Phòng Văn hóa và Thông tin quận", "TT. Đảng ủy, TT. HĐND phường"],
        {"UBND phường", "Công an phường", "Hội Nông dân phường", "Công chức Địa chính - Xây dựng"},
        [
            "con dấu của UBND phường",
            "nhà văn hóa tổ dân phố",
            "tại tất cả các tổ dân phố, nòng cốt là tổ trưởng tổ dân phố,",
            "theo bộ chỉ số do thành phố ban hành",
            "báo cáo UBND quận",
        ],
    ),
    (
        2023,
        ("phường", "thành phố", "tỉnh"),
        ["UBND thành phố (để b/c)", "Phòng Văn hóa và Thông tin thành phố"],
        {"UBND phường"},
        ["theo bộ chỉ số do tỉnh ban hành", "báo cáo UBND thành phố"],
    ),
    (
        2023,
        ("thị trấn", "huyện", "tỉnh"),
        ["UBND huyện (để b/c)", "Phòng Văn hóa và Thông tin huyện", "TT. Đảng ủy, TT. HĐND thị trấn"],
        {"UBND thị trấn", "Công an thị trấn", "Công chức Địa chính - Xây dựng"},
        [
            "con dấu của UBND thị trấn",
            "nhà văn hóa tổ dân phố",
            "với điều kiện của thị trấn (tổ dân phố thông minh",
        ],
    ),
    (
        2023,
        ("huyện", "tỉnh"),
        ["UBND tỉnh (để b/c)", "Sở Thông tin và Truyền thông", "TT. Huyện ủy, TT. HĐND huyện"],
        {"Công an huyện", "Phòng Kinh tế và Hạ tầng", "Phòng Nông nghiệp và Phát triển nông thôn"},
        ["theo hướng dẫn của tỉnh", "họp trực tuyến từ huyện đến cấp xã"],
    ),
    (
        2023,
        ("quận", "thành phố"),
        ["UBND thành phố (để b/c)", "Sở Thông tin và Truyền thông", "TT. Quận ủy, TT. HĐND quận"],
        {"Công an quận", "Phòng Quản lý đô thị", "Phòng Kinh tế", "Trung tâm Y tế quận"},
        ["theo hướng dẫn của thành phố", "họp trực tuyến từ quận đến cấp xã"],
    ),
    (
        2023,
        ("thị xã", "tỉnh"),
        ["UBND tỉnh (để b/c)", "Sở Thông tin và Truyền thông", "TT. Thị ủy, TT. HĐND thị xã"],
        {"Công an thị xã", "Phòng Quản lý đô thị", "Phòng Kinh tế"},
        ["họp trực tuyến từ thị xã đến cấp xã"],
    ),
    (
        2023,
        ("thành phố", "tỉnh"),
        ["UBND tỉnh (để b/c)", "Sở Thông tin và Truyền thông", "TT. Thành ủy, TT. HĐND thành phố"],
        {"Công an thành phố", "Phòng Quản lý đô thị", "Phòng Kinh tế"},
        ["theo hướng dẫn của tỉnh", "họp trực tuyến từ thành phố đến cấp xã"],
    ),
    (
        2023,
        ("thành phố", "thành phố"),
        ["UBND Thành phố Hồ Chí Minh (để b/c)", "Sở Thông tin và Truyền thông"],
        {"Công an thành phố"},
        ["theo hướng dẫn của Thành phố Hồ Chí Minh"],
    ),
    (
        2023,
        ("tỉnh",),
        ["Bộ Thông tin và Truyền thông (để b/c)", "TT. Tỉnh ủy, TT. HĐND tỉnh (để b/c)"],
        {"Công an tỉnh", "Văn phòng UBND tỉnh"},
        ["trên địa bàn tỉnh"],
    ),
    (
        2023,
        ("thành phố",),
        ["Bộ Thông tin và Truyền thông (để b/c)", "TT. Thành ủy, TT. HĐND thành phố (để b/c)"],
        {"Công an thành phố", "Văn phòng UBND thành phố"},
        ["trên địa bàn thành phố"],
    ),
    (
        2026,
        ("phường", "tỉnh"),
        ["UBND tỉnh (để b/c)", "Sở Khoa học và Công nghệ", "TT. Đảng ủy, TT. HĐND phường"],
        {"UBND phường", "Công an phường"},
        [
            "nhà văn hóa tổ dân phố",
            "báo cáo UBND tỉnh",
            "theo bộ chỉ số do tỉnh ban hành",
            "phối hợp với UBND tỉnh lập hồ sơ",
        ],
    ),
    (
        2026,
        ("xã", "thành phố"),
        ["UBND thành phố (để b/c)", "Sở Khoa học và Công nghệ", "TT. Đảng ủy, TT. HĐND xã"],
        {"UBND xã"},
        ["nhà văn hóa thôn", "báo cáo UBND thành phố", "theo bộ chỉ số do thành phố ban hành"],
    ),
    (
        2026,
        ("đặc khu", "tỉnh"),
        ["UBND tỉnh (để b/c)", "Sở Khoa học và Công nghệ", "TT. Đảng ủy, TT. HĐND đặc khu"],
        {"UBND đặc khu", "Công an đặc khu"},
        ["nhà văn hóa khu dân cư", "con dấu của UBND đặc khu"],
    ),
]


@pytest.mark.parametrize("case", BEGUN, ids=lambda case: f"{case[0]} {', '.join(case[1])}")
def test_the_words_are_the_units_own(
    pack: Pack, case: tuple[int, tuple[str, ...], list[str], set[str], list[str]]
) -> None:
    year, kinds, recipients, leads, texts = case
    plan = begun(pack, year, *kinds)
    assert list(plan.document.recipients[: len(recipients)]) == recipients
    assert leads <= {lead for lead, _text in activities(plan)}
    written = " | ".join(text for _lead, text in activities(plan))
    assert [text for text in texts if text not in written] == []


@pytest.mark.parametrize("case", BEGUN, ids=lambda case: f"{case[0]} {', '.join(case[1])}")
def test_no_other_kind_is_spoken_of_as_the_unit(pack: Pack, case: tuple[Any, ...]) -> None:
    """After "UBND", "Công an" and the like stands a kind of the unit or of those above it."""
    year, kinds = case[:2]
    written = msgspec.json.encode(begun(pack, year, *kinds)).decode()
    bodies = r"(?:UBND|HĐND|Công an|Trung tâm Y tế|Hội Nông dân|phạm vi của|điều kiện của|hệ thống của)"
    found = re.findall(rf"{bodies} ({'|'.join(KINDS)})\b", written)
    assert kinds[0] in found
    assert set(found) <= set(kinds)


@pytest.mark.parametrize("scheme", ["gso-2022", "gso-2025"])
def test_no_brace_is_left_for_any_kind_of_unit(pack: Pack, scheme: str) -> None:
    units = catalogue(scheme)
    year = max(units.valid_from.year + 1, 2023)
    of_each_kind = {kinds_of(units, unit): unit for unit in units}
    assert {kinds[0] for kinds in of_each_kind} == {unit.kind for unit in units}
    for unit in of_each_kind.values():
        plan = msgspec.to_builtins(new_plan(unit, pack, year, "suggestions"))
        assert not [text for text in strings(plan) if "{" in text or "}" in text]


def test_ready_answers(pack: Pack) -> None:
    assert answers(begun(pack, 2023, "xã", "huyện", "tỉnh"))["cloud-migration"].startswith(
        "Không thuộc phạm vi của xã: nền tảng điện toán đám mây và trung tâm dữ liệu do tỉnh triển khai; UBND xã"
    )
    ward = answers(begun(pack, 2023, "phường", "quận", "thành phố"))
    assert len(ward) == 4
    for answer in ward.values():
        assert answer.startswith("Không thuộc phạm vi của phường: ")
        assert "thành phố triển khai; UBND phường" in answer
    measurement = pack.task("dt-measurement")
    assert measurement
    answer = fill(measurement.levels["xa"].answer, Words(tinh="thành phố"))
    assert answer.startswith("Thành phố chưa ban hành")


def test_the_general_goal(pack: Pack) -> None:
    assert "đến từng tổ dân phố, đưa" in begun(pack, 2023, "thị trấn", "huyện", "tỉnh").goals.general
    assert "đến từng thôn, đưa" in begun(pack, 2023, "xã", "huyện", "tỉnh").goals.general
    assert "từ quận đến cấp xã" in begun(pack, 2023, "quận", "thành phố").goals.general


def test_an_empty_beginning_has_the_units_recipients(pack: Pack) -> None:
    plan = new_plan(one_of(catalogue("gso-2022"), "phường", "thị xã", "tỉnh"), pack, 2023)
    assert plan.document.recipients[-1] == "Các tổ dân phố"
    assert activities(plan) == []


def test_the_bases_stand_by_rank_and_day(pack: Pack) -> None:
    for kinds in (("xã", "huyện", "tỉnh"), ("huyện", "tỉnh")):
        decrees = [basis.number for basis in begun(pack, 2023, *kinds).bases if basis.kind == "Nghị định"]
        assert decrees == ["85/2016/NĐ-CP", "47/2020/NĐ-CP", "42/2022/NĐ-CP"]


@pytest.mark.parametrize("case", BEGUN, ids=lambda case: f"{case[0]} {', '.join(case[1])}")
def test_suggestions_left_as_they_are_get_a_hint(pack: Pack, case: tuple[Any, ...]) -> None:
    plan = begun(pack, case[0], *case[1])
    hinted = {finding.path for finding in review(plan, pack) if finding.code == "AC12"}
    assert hinted == {f"/tasks/{key}/activities" for key, entry in plan.tasks.items() if entry.activities}


@pytest.mark.parametrize("case", BEGUN, ids=lambda case: f"{case[0]} {', '.join(case[1])}")
def test_the_level_above_is_among_the_recipients(pack: Pack, case: tuple[Any, ...]) -> None:
    codes = {finding.code for finding in review(begun(pack, case[0], *case[1]), pack)}
    assert not codes & {"RC01", "RC05", "RC06"}


def test_words_of_a_plan_are_those_of_its_unit(pack: Pack) -> None:
    unit = one_of(catalogue("gso-2022"), "phường", "quận", "thành phố")
    names = plan_unit(unit)
    assert unit_words(names) == words_of(unit)
    assert unit_words(msgspec.structs.replace(names, scheme="gso-1999")) == Words()
    assert unit_words(msgspec.structs.replace(names, code="00000")) == Words()
    assert unit_words(msgspec.structs.replace(names, level="huyen")) == Words()
    entry = new_entry(pack.tasks[0], "xa", unit_words(names), "suggestions")
    assert entry.activities[4].lead == "Công an phường"


def strings(data: Any) -> list[str]:
    if isinstance(data, dict):
        return [text for value in data.values() for text in strings(value)]
    if isinstance(data, list | tuple):
        return [text for value in data for text in strings(value)]
    return [data] if isinstance(data, str) else []


def test_a_pack_that_says_nothing_for_the_level_is_refused(pack: Pack) -> None:
    unit = catalogue("gso-2022").unit("42")
    assert unit is not None
    defaults = {level: each for level, each in pack.meta.defaults.items() if level != "tinh"}
    short = msgspec.structs.replace(pack, meta=msgspec.structs.replace(pack.meta, defaults=defaults))
    with pytest.raises(LookupError, match="tỉnh Hà Tĩnh"):
        new_plan(unit, short, 2023)
