import hashlib
from collections import Counter

import pytest

from dxdesk.resources import resource
from dxdesk.units.catalogue import catalogue

# SHA-256 of the lists that these were made from: tab-separated level, code, name, kind and parent.
SOURCES = {
    "gso-2022": "697b817ce4f2dfbf363bcd598edb5c4f39980aed93fbd235eb55f4cea9baae81",
    "gso-2025": "b515946a2911c7fd73968a9f687377a026bd73af0f3453c0aa0089f56fd3bbc2",
}
LEVELS = {
    "gso-2022": {"tinh": 63, "huyen": 705, "xa": 10_598},
    "gso-2025": {"tinh": 34, "xa": 3_321},
}
KINDS = {
    "gso-2022": {
        "tỉnh": 58,
        "thành phố": 88,
        "huyện": 524,
        "quận": 46,
        "thị xã": 52,
        "xã": 8_207,
        "phường": 1_771,
        "thị trấn": 620,
    },
    "gso-2025": {"tỉnh": 28, "thành phố": 6, "xã": 2_621, "phường": 687, "đặc khu": 13},
}
LARGEST = {"gso-2022": 250_000, "gso-2025": 80_000}
# The source has two spaces in these names; they have one here.
DOUBLE_SPACES = {"12745", "14104", "24133", "24163", "24121", "24154", "26536", "26887", "31378", "31561"}


def source_list(scheme: str) -> str:
    """The list that the file was made from, put together again."""
    lines = ["level\tcode\tname\tkind\tparent"]
    for unit in catalogue(scheme):
        gap = "  " if scheme == "gso-2025" and unit.code in DOUBLE_SPACES else " "
        front = unit.name[: len(unit.kind)]
        name = f"{front}{gap}{unit.proper_name}"
        lines.append("\t".join((unit.level, unit.code, name, unit.kind, unit.parent or "")))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("scheme", SOURCES)
def test_every_unit_comes_back_as_in_the_source(scheme: str) -> None:
    assert hashlib.sha256(source_list(scheme).encode()).hexdigest() == SOURCES[scheme]


@pytest.mark.parametrize("scheme", SOURCES)
def test_the_numbers_of_units(scheme: str) -> None:
    assert Counter(unit.level for unit in catalogue(scheme)) == LEVELS[scheme]
    assert Counter(unit.kind for unit in catalogue(scheme)) == KINDS[scheme]
    assert len(catalogue(scheme)) == sum(LEVELS[scheme].values())


@pytest.mark.parametrize("scheme", SOURCES)
def test_names_and_codes_are_well_formed(scheme: str) -> None:
    for unit in catalogue(scheme):
        assert unit.name == " ".join(unit.name.split())
        assert unit.name.lower().startswith(f"{unit.kind} ")
        assert len(unit.code) == {"tinh": 2, "huyen": 3, "xa": 5}[unit.level]
        assert (unit.parent is None) == (unit.level == "tinh")


@pytest.mark.parametrize("scheme", SOURCES)
def test_the_file_is_small(scheme: str) -> None:
    assert resource("units", f"{scheme}.txt").stat().st_size <= LARGEST[scheme]
