"""The way from an existing plan to one that is being begun, and the names of units on it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dxdesk.guidance.pack import Pack
from dxdesk.plan.model import Plan, PlanUnit
from dxdesk.units.catalogue import catalogue, schemes
from dxdesk.units.unit import Unit


@dataclass(frozen=True)
class Passage:
    """What is taken from (`source`), what is begun, and the guidance of the latter."""

    source: Plan
    begun: Plan
    pack: Pack
    with_amounts: bool = False

    @property
    def is_same_unit(self) -> bool:
        """Whether both plans are of one unit of one map: after a reform it is another unit."""
        ours, theirs = self.begun.unit, self.source.unit
        return (ours.scheme, ours.code, ours.level) == (theirs.scheme, theirs.code, theirs.level)

    @property
    def years(self) -> int:
        """How many years the begun plan is later."""
        return self.begun.year - self.source.year

    def foreign_names(self) -> Iterator[str]:
        """Yield the names of the source's unit and of those above it that are not the begun plan's too."""
        theirs, ours = self.source.unit, self.begun.unit
        own = {each.casefold() for each in _names(ours)}
        yield from (name for name in _names(theirs) if name.casefold() not in own)


def mentions(text: str, name: str) -> bool:
    """Say whether a text has the name as whole words."""
    return _whole(name).search(text) is not None


def renamed(text: str, old: str, new: str) -> str:
    """Return the text with one unit's name in the place of another's, in the letters that stand there.

    "xã Sơn" is not found in "xã Sơn Lộc": a capital letter or a number after it goes on with the name.
    """

    def exchange(found: re.Match[str]) -> str:
        if _goes_on(text[found.end() :]):
            return found[0]
        if found[0].isupper():
            return new.upper()
        begins_sentence = found[0][0].isupper() and old[0].islower()
        return new[0].upper() + new[1:] if begins_sentence else new

    return _whole(old).sub(exchange, text) if old and new else text


def kind_of(unit: PlanUnit) -> str:
    """Return the kind of a unit ("phường"), or nothing where no map of the program knows it."""
    known = _known(unit)
    return known.kind if known else ""


def _names(unit: PlanUnit) -> list[str]:
    """Return the full names, the unit's own proper name last."""
    known = _known(unit)
    proper = known.proper_name if known and not known.proper_name.isdigit() else ""
    return [name for name in (unit.name, unit.superior, unit.province, proper) if name.strip()]


def _known(unit: PlanUnit) -> Unit | None:
    return catalogue(unit.scheme).unit(unit.code) if unit.scheme in schemes() else None


def _whole(name: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in name.split())
    return re.compile(rf"(?<!\w){words}(?!\w|['’-]\w)", re.IGNORECASE)


def _goes_on(rest: str) -> bool:
    following = re.match(r" +(?:[-–] *)?(\w)", rest)
    return following is not None and (following[1].isupper() or following[1].isdigit())
