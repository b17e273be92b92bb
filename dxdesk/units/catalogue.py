"""The administrative maps of Viet Nam, one for each time between two reforms.

A map is a text file in `resources/units/`: a few words on itself, then one unit a line.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Final

from dxdesk.language import translate as _
from dxdesk.resources import resource
from dxdesk.units.search import SearchIndex
from dxdesk.units.unit import Unit, UnitLevel
from dxdesk.value import Value

__all__ = [
    "Catalogue",
    "Unit",
    "UnitLevel",
    "UnknownSchemeError",
    "catalogue",
    "catalogue_for_year",
    "schemes",
]

_LEVELS: Final[dict[int, UnitLevel]] = {2: "tinh", 3: "huyen", 5: "xa"}


class UnknownSchemeError(LookupError):
    """A list of units that this version of the program does not bring along."""


class Scheme(Value, frozen=True, kw_only=True):
    """What the head of a list says: its id, when its map is in force, and the letters of the kinds."""

    id: str
    valid_from: date
    valid_until: date | None = None
    kinds: dict[str, str]


class Catalogue:
    """All units of one map, in the order of the list."""

    def __init__(self, scheme: Scheme, units: Iterable[Unit]) -> None:
        self.scheme = scheme.id
        self.valid_from = scheme.valid_from
        self.valid_until = scheme.valid_until
        self._units = {unit.code: unit for unit in units}

    def __iter__(self) -> Iterator[Unit]:
        return iter(self._units.values())

    def __len__(self) -> int:
        return len(self._units)

    def unit(self, code: str) -> Unit | None:
        """Return the unit with this code, or None where the map has none."""
        return self._units.get(code)

    def parents(self, unit: Unit) -> tuple[Unit, ...]:
        """Return the units that this one belongs to, the nearest first and the province last."""
        parent = self._units[unit.parent] if unit.parent else None
        return (parent, *self.parents(parent)) if parent else ()

    def children(self, unit: Unit) -> tuple[Unit, ...]:
        """Return the units one level down, in the order of the list."""
        return tuple(self._children[unit.code])

    def path(self, unit: Unit) -> str:
        """Return the unit with all it belongs to: "Xã Thạch Kim, Huyện Lộc Hà, Tỉnh Hà Tĩnh"."""
        return ", ".join(each.name for each in (unit, *self.parents(unit)))

    def search(self, text: str, limit: int = 20, level: UnitLevel | None = None) -> list[Unit]:
        """Return the units that the text may mean, the likeliest first.

        Case, diacritics and common nouns do not matter; names of the parents narrow the choice
        ("tt dam doi ca mau"). A code typed in full finds its unit.
        """
        return self._index.search(text, limit, level)

    @cached_property
    def _children(self) -> defaultdict[str, list[Unit]]:
        children = defaultdict[str, list[Unit]](list)
        for unit in self:
            if unit.parent:
                children[unit.parent].append(unit)
        return children

    @cached_property
    def _index(self) -> SearchIndex:
        return SearchIndex(self._units)


def schemes() -> tuple[str, ...]:
    """Return the ids of the maps, the oldest first."""
    return tuple(_heads())


@cache
def catalogue(scheme: str) -> Catalogue:
    """Return the map with this id.

    Raises:
        UnknownSchemeError: there is no such map.
    """
    if scheme not in schemes():
        raise UnknownSchemeError(
            _("this version of the program has no list of units “{scheme}”").format(scheme=scheme)
        )
    head = _heads()[scheme]
    return Catalogue(head, _read_units(head, _parts(_file(scheme))[1]))


def catalogue_for_year(year: int) -> Catalogue:
    """Return the map in force on 1 January of the year; the oldest one for years before it."""
    in_force = [head.id for head in _heads().values() if head.valid_from <= date(year, 1, 1)]
    return catalogue(in_force[-1] if in_force else schemes()[0])


def _file(scheme: str) -> Path:
    return resource("units", f"{scheme}.txt")


def _parts(path: Path) -> tuple[str, str]:
    """Return the head of a list and its units, with an empty line between them."""
    head, _gap, units = path.read_text("utf-8").partition("\n\n")
    return head, units


@cache
def _heads() -> dict[str, Scheme]:
    heads = [_read_head(_parts(path)[0]) for path in resource("units").glob("gso-*.txt")]
    return {head.id: head for head in sorted(heads, key=lambda head: head.valid_from)}


def _read_head(text: str) -> Scheme:
    words = dict(line.split(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    first, *last = words["valid"].split()
    return Scheme(
        id=words["scheme"],
        valid_from=date.fromisoformat(first),
        valid_until=date.fromisoformat(last[0]) if last else None,
        kinds=dict(kind.split(" ", 1) for kind in words["kinds"].split(", ")),
    )


def _read_units(scheme: Scheme, text: str) -> Iterator[Unit]:
    """Read the units; the parent of each is the last one above it with a shorter code."""
    fronts = {letter: (kind, kind.capitalize()) for letter, kind in scheme.kinds.items()}
    above: list[str] = []
    for line in text.splitlines():
        code, letter, proper_name = line.split(None, 2)
        kind, front = fronts[letter]
        while above and len(above[-1]) >= len(code):
            above.pop()
        yield Unit(
            scheme=scheme.id,
            level=_LEVELS[len(code)],
            code=code,
            kind=kind,
            name=f"{front} {proper_name}",
            parent=above[-1] if above else None,
        )
        above.append(code)
