"""The areas that figures are summed up in, and which of them a consolidation speaks of."""

from typing import Final, Literal

from dxdesk.units.catalogue import catalogue_for_year
from dxdesk.value import Value

AreaKind = Literal["nation", "region", "province", "district"]


class Scope(Value, frozen=True, kw_only=True):
    """What a report is about: a year, its map, and a province or district of it (empty: the nation)."""

    year: int
    scheme: str
    code: str = ""
    kind: AreaKind = "nation"

    @property
    def kinds(self) -> tuple[AreaKind, ...]:
        """The kinds of areas that it sums up, the largest first."""
        return _KINDS[self.kind]


class Area(Value, frozen=True, kw_only=True):
    """An area that figures are summed up in; the nation has no code."""

    kind: AreaKind
    code: str
    name: str


_KINDS: Final[dict[AreaKind, tuple[AreaKind, ...]]] = {
    "nation": ("nation", "region", "province", "district"),
    "region": ("region", "province", "district"),
    "province": ("province", "district"),
    "district": ("district",),
}
NATION: Final = Area(kind="nation", code="", name="Cả nước")


def scope_of(year: int, code: str = "") -> Scope:
    """Return the scope of a year: all units, or those of the province or district with a code.

    Raises:
        LookupError: the map of that year has no such province or district.
    """
    known = catalogue_for_year(year)
    if not code:
        return Scope(year=year, scheme=known.scheme)
    unit = known.unit(code)
    if unit is None or unit.level == "xa":
        raise LookupError(code)
    kind: AreaKind = "province" if unit.level == "tinh" else "district"
    return Scope(year=year, scheme=known.scheme, code=code, kind=kind)
