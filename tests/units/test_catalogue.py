from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxdesk.text.folding import fold
from dxdesk.units.catalogue import (
    Catalogue,
    Unit,
    UnitLevel,
    UnknownSchemeError,
    catalogue,
    catalogue_for_year,
    schemes,
)

UNITS = {scheme: list(catalogue(scheme)) for scheme in schemes()}
any_unit = st.sampled_from(sorted(UNITS)).flatmap(lambda scheme: st.sampled_from(UNITS[scheme]))


@pytest.fixture
def map_2022() -> Catalogue:
    return catalogue("gso-2022")


def unit(code: str, scheme: str = "gso-2022") -> Unit:
    found = catalogue(scheme).unit(code)
    assert found is not None
    return found


def paths(found: list[Unit]) -> list[str]:
    return [catalogue(each.scheme).path(each) for each in found]


def test_the_maps() -> None:
    assert schemes() == ("gso-2022", "gso-2025")
    assert catalogue("gso-2022").valid_until == date(2025, 6, 30)
    assert catalogue("gso-2025").valid_from == date(2025, 7, 1)
    assert catalogue("gso-2022") is catalogue("gso-2022")


@pytest.mark.parametrize(
    ("year", "scheme"),
    [(2020, "gso-2022"), (2023, "gso-2022"), (2025, "gso-2022"), (2026, "gso-2025"), (2100, "gso-2025")],
)
def test_the_map_of_a_year(year: int, scheme: str) -> None:
    assert catalogue_for_year(year).scheme == scheme


def test_an_unknown_map_is_named() -> None:
    with pytest.raises(UnknownSchemeError, match="gso-1999"):
        catalogue("gso-1999")


def test_a_commune() -> None:
    assert unit("32152") == Unit(
        scheme="gso-2022",
        level="xa",
        code="32152",
        kind="thị trấn",
        name="Thị trấn Đầm Dơi",
        parent="970",
    )
    assert catalogue("gso-2022").unit("99999") is None


def test_codes_are_told_apart_by_their_length(map_2022: Catalogue) -> None:
    assert map_2022.path(unit("01")) == "Thành phố Hà Nội"
    assert map_2022.path(unit("001")) == "Quận Ba Đình, Thành phố Hà Nội"
    assert map_2022.path(unit("00001")) == "Phường Phúc Xá, Quận Ba Đình, Thành phố Hà Nội"


def test_parents_and_children(map_2022: Catalogue) -> None:
    commune = unit("32152")
    district, province = map_2022.parents(commune)
    assert (district.name, province.name) == ("Huyện Đầm Dơi", "Tỉnh Cà Mau")
    assert commune in map_2022.children(district)
    assert district in map_2022.children(province)
    assert map_2022.children(commune) == ()


@given(any_unit)
def test_every_unit_is_a_child_of_its_parent(each: Unit) -> None:
    units = catalogue(each.scheme)
    above = units.parents(each)
    if above:
        assert each in units.children(above[0])
        assert above[-1].level == "tinh"
    else:
        assert each.level == "tinh"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("thach kim", "Xã Thạch Kim, Huyện Lộc Hà, Tỉnh Hà Tĩnh"),
        ("Xã Thạch Kim", "Xã Thạch Kim, Huyện Lộc Hà, Tỉnh Hà Tĩnh"),
        ("xa thach ki ha ti", "Xã Thạch Kim, Huyện Lộc Hà, Tỉnh Hà Tĩnh"),
        ("thach kim loc ha ha tinh", "Xã Thạch Kim, Huyện Lộc Hà, Tỉnh Hà Tĩnh"),
        ("THẠCH KIM, h. Lộc Hà, t. Hà Tĩnh", "Xã Thạch Kim, Huyện Lộc Hà, Tỉnh Hà Tĩnh"),
        ("loc ha thach kim", "Xã Thạch Kim, Huyện Lộc Hà, Tỉnh Hà Tĩnh"),
        ("tt dam doi", "Thị trấn Đầm Dơi, Huyện Đầm Dơi, Tỉnh Cà Mau"),
        ("huyen dam doi", "Huyện Đầm Dơi, Tỉnh Cà Mau"),
        ("tp ha tinh", "Thành phố Hà Tĩnh, Tỉnh Hà Tĩnh"),
        ("ha tinh", "Tỉnh Hà Tĩnh"),
        ("quan son", "Huyện Quan Sơn, Tỉnh Thanh Hóa"),
        ("xa bang", "Xã Xà Bang, Huyện Châu Đức, Tỉnh Bà Rịa - Vũng Tàu"),
        ("q1", "Quận 1, Thành phố Hồ Chí Minh"),
        ("p.12 q.3 tp hcm", "Phường 12, Quận 3, Thành phố Hồ Chí Minh"),
        ("phuong 01 quan 3", "Phường 01, Quận 3, Thành phố Hồ Chí Minh"),
        ("ea h'leo", "Huyện Ea H'leo, Tỉnh Đắk Lắk"),
        ("hoằng quý", "Xã Hoằng Quý, Huyện Hoằng Hóa, Tỉnh Thanh Hóa"),
        ("hoằng quỳ", "Xã Hoằng Quỳ, Huyện Hoằng Hóa, Tỉnh Thanh Hóa"),
        ("32152", "Thị trấn Đầm Dơi, Huyện Đầm Dơi, Tỉnh Cà Mau"),
        (" 970 ", "Huyện Đầm Dơi, Tỉnh Cà Mau"),
    ],
)
def test_search(map_2022: Catalogue, typed: str, first: str) -> None:
    assert paths(map_2022.search(typed))[0] == first


@pytest.mark.parametrize("typed", ["", "  ", "…", "không có xã này", "99999"])
def test_search_in_vain(map_2022: Catalogue, typed: str) -> None:
    assert map_2022.search(typed) == []


def test_exact_names_come_before_longer_ones(map_2022: Catalogue) -> None:
    names = [each.proper_name for each in map_2022.search("tân phú", limit=60)]
    first_longer = next(place for place, name in enumerate(names) if fold(name) != "tan phu")
    assert first_longer > 10
    assert all(fold(name) != "tan phu" for name in names[first_longer:])


@pytest.mark.parametrize("level", ["tinh", "huyen", "xa"])
def test_search_in_one_level(map_2022: Catalogue, level: UnitLevel) -> None:
    found = map_2022.search("hoa binh", limit=7, level=level)
    assert found
    assert len(found) <= 7
    assert {each.level for each in found} == {level}


@given(any_unit)
def test_every_unit_is_found_by_its_path(each: Unit) -> None:
    units = catalogue(each.scheme)
    assert units.search(units.path(each))[0] == each
    assert each in units.search(fold(units.path(each)), limit=3)


@given(any_unit)
def test_every_unit_is_found_first_by_its_code(each: Unit) -> None:
    assert catalogue(each.scheme).search(each.code)[0] == each


@given(st.text(max_size=30), st.integers(1, 50))
def test_any_text_may_be_searched(text: str, limit: int) -> None:
    assert len(catalogue("gso-2025").search(text, limit)) <= limit
