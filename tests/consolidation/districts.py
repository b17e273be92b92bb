"""Packages of the communes of a district, as they come by mail or on a stick."""

from pathlib import Path
from typing import Final

from dxdesk.central.synth.folder import PACKAGES, write_made
from dxdesk.central.synth.making import Order
from dxdesk.units.catalogue import catalogue

SCHEME: Final = "gso-2022"
# Huyện Kỳ Sơn, tỉnh Nghệ An.
DISTRICT: Final = "415"
TWISTS: Final = ("", "revised", "", "sent twice", "", "two versions", "", "")


def units_of(district: str) -> list[str]:
    """Return the codes of a district and of its communes."""
    known = catalogue(SCHEME)
    unit = known.unit(district)
    assert unit is not None
    return [unit.code, *(one.code for one in known.children(unit))]


def made_district(folder: Path, *, year: int = 2023, twists: tuple[str, ...] = TWISTS, seed: int = 3) -> Path:
    """Write the packages of a district and its communes, one after the other with one of the twists."""
    orders = [
        Order(seed=seed, year=year, scheme=SCHEME, code=code, twist=twists[number % len(twists)])
        for number, code in enumerate(units_of(DISTRICT))
    ]
    write_made(folder, orders, 1)
    return folder / PACKAGES
