"""Finding a unit by what people type of its name."""

import heapq
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from dxdesk.text.folding import fold
from dxdesk.units.unit import Unit, UnitLevel

# Common nouns as they are typed, folded; longer ones first.
_KINDS: Final = {
    "thanh pho": "thành phố",
    "thi tran": "thị trấn",
    "dac khu": "đặc khu",
    "thi xa": "thị xã",
    "phuong": "phường",
    "huyen": "huyện",
    "quan": "quận",
    "tinh": "tỉnh",
    "xa": "xã",
    "p": "phường",
    "h": "huyện",
    "q": "quận",
    "t": "tỉnh",
    "x": "xã",
}
_ABBREVIATIONS: Final = {
    "tp": "thanh pho",
    "tt": "thi tran",
    "tx": "thi xa",
    "dk": "dac khu",
    "hcm": "ho chi minh",
}
_LEVELS: Final = {"tinh": 0, "huyen": 1, "xa": 2}

_kind_in_front = re.compile(f"({'|'.join(_KINDS)}) (?=.)")
_kind_at_number = re.compile(r"\b(p|q|t|x|tp|tt|tx)(?=\d)")
_abbreviation = re.compile(rf"\b({'|'.join(_ABBREVIATIONS)})\b")
_leading_zeros = re.compile(r"\b0+(?=\d)")

# How well an entry fits: smaller is better.
# The fit, words out of order, another common noun, where the name stands with its diacritics, the level.
Rank = tuple[int, bool, bool, int, int]


class Entry(NamedTuple):
    """A unit, its folded proper name, and that name with the full names of all that it belongs to."""

    unit: Unit
    name: str
    path: str


class Query(NamedTuple):
    """What was typed, folded.

    `names` are its two readings, without and with the common noun in front (`kind`): "xa bang" may be a
    Xã Bằng or the Xã Xà Bang. `begun` are the same with a space behind, `words` those of the first with
    a space in front, `typed` the text with its diacritics.
    """

    names: tuple[str, str]
    begun: tuple[str, str]
    words: list[str]
    kind: str | None
    typed: str


class SearchIndex:
    """The folded names of all units of a map. They are compared one by one: there are some ten thousand."""

    def __init__(self, units: Mapping[str, Unit]) -> None:
        self._units = units
        self._entries = list(_entries(units))

    def search(self, text: str, limit: int, level: UnitLevel | None) -> list[Unit]:
        """Return the units that the text may mean, the likeliest first."""
        query = _read_query(text)
        found = self._entries if query.words else []
        for word in query.words:
            found = [entry for entry in found if word in entry.path]
        if level is not None:
            found = [entry for entry in found if entry.unit.level == level]
        ranked = ((rank, place) for place, entry in enumerate(found) if (rank := _rank(entry, query)))
        units = [found[place].unit for _rank_, place in heapq.nsmallest(limit, ranked)]
        return [*self._with_code(text.strip(), level), *units][:limit]

    def _with_code(self, text: str, level: UnitLevel | None) -> list[Unit]:
        unit = self._units.get(text)
        return [unit] if unit and level in {None, unit.level} else []


def _entries(units: Mapping[str, Unit]) -> Iterator[Entry]:
    fold_word = cache(fold)  # eleven thousand names share some three thousand words
    paths: dict[str | None, str] = {None: ""}
    for unit in units.values():
        name = _numbers(" ".join(filter(None, map(fold_word, unit.proper_name.split()))))
        above = paths[unit.parent]
        if unit.level != "xa":
            paths[unit.code] = f" {fold(unit.kind)} {name}{above}"
        yield Entry(unit, name, f" {name}{above}")


def _read_query(text: str) -> Query:
    spaced = _kind_at_number.sub(r"\1 ", fold(text))
    whole = _numbers(_abbreviation.sub(lambda found: _ABBREVIATIONS[found[1]], spaced))
    front = _kind_in_front.match(whole)
    name = whole[front.end() :] if front else whole
    kind = _KINDS[front[1]] if front else None
    words = [f" {word}" for word in name.split()]
    return Query(
        (name, whole), (f"{name} ", f"{whole} "), words, kind, unicodedata.normalize("NFC", text.lower())
    )


def _numbers(folded: str) -> str:
    """Take the zeros off numbers: "Phường 01" and "Phường 1" are both in use."""
    return _leading_zeros.sub("", folded)


def _rank(entry: Entry, query: Query) -> Rank | None:
    """Return how well the entry fits, or None where only its parents do."""
    fit = _fit(entry.name, query)
    if fit is None:
        return None
    unit = entry.unit
    out_of_order = fit > 2 and not _in_order(query.words, entry.path)
    other_kind = query.kind not in {None, unit.kind}
    place = query.typed.find(unit.proper_name.lower())
    return fit, out_of_order, other_kind, place if place >= 0 else len(query.typed), _LEVELS[unit.level]


def _fit(name: str, query: Query) -> int | None:
    """Rank exact names first, then those that begin so, then names in front of their parents' names."""
    if name in query.names:
        return 0
    if name.startswith(query.names):
        return 1 if name.startswith(query.begun) else 2
    if len(query.words) > 1 and any(begun.startswith(f"{name} ") for begun in query.begun):
        return 3
    name = f" {name}"
    own = [word in name for word in query.words]
    return (4 if all(own) else 5) if any(own) else None


def _in_order(words: list[str], path: str) -> bool:
    """Tell whether the words begin words of the path one after the other; numbers must be whole."""
    place = 0
    for word in words:
        place = f"{path} ".find(f"{word} " if word[1:].isdigit() else word, place) + 1
        if not place:
            return False
    return True
