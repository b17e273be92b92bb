"""Each province is in exactly one of the six regions of its map."""

import pytest

from dxdesk.units.catalogue import catalogue
from dxdesk.units.regions import regions


@pytest.mark.parametrize("scheme", ["gso-2022", "gso-2025"])
def test_every_province_is_in_one_region(scheme: str) -> None:
    found = regions(scheme)
    named = [code for region in found.values() for code in region.provinces]
    assert len(found) == 6
    assert sorted(named) == sorted(unit.code for unit in catalogue(scheme) if unit.level == "tinh")


def test_the_regions_since_2025_are_those_of_the_resolution() -> None:
    names = {unit.code: unit.name for unit in catalogue("gso-2025") if unit.level == "tinh"}
    by_name = {one.name: {names[code] for code in one.provinces} for one in regions("gso-2025").values()}
    assert by_name["Đông Nam Bộ"] == {"Thành phố Hồ Chí Minh", "Tỉnh Đồng Nai", "Tỉnh Tây Ninh"}
    assert by_name["Bắc Trung Bộ"] == {
        "Tỉnh Thanh Hóa",
        "Tỉnh Nghệ An",
        "Tỉnh Hà Tĩnh",
        "Tỉnh Quảng Trị",
        "Thành phố Huế",
    }
    assert [len(one.provinces) for one in regions("gso-2025").values()] == [9, 6, 5, 6, 3, 5]
