"""Whether the unit is the one that the administrative map of the year knows."""

from collections.abc import Iterator
from functools import cache

from dxdesk.language import mark as _
from dxdesk.plan.rules.rule import Place, Review, at, excerpt, fold, rule
from dxdesk.units.catalogue import Catalogue, catalogue, catalogue_for_year, schemes
from dxdesk.units.naming import in_sentence
from dxdesk.units.unit import Unit


@cache
def _map(scheme: str, year: int) -> Catalogue:
    """Return the map that the unit's code is of; the one of the year where it is unknown."""
    return catalogue(scheme) if scheme in schemes() else catalogue_for_year(year)


def _map_of(review: Review) -> Catalogue:
    return _map(review.plan.unit.scheme, review.plan.year)


def _unit(review: Review) -> Unit | None:
    """Return the unit of the plan's code, where code and level belong together."""
    unit = _map_of(review).unit(review.plan.unit.code)
    return unit if unit and unit.level == review.level else None


@rule(
    "UN01",
    "error",
    "decree",
    _("The name of the unit is empty. Choose the unit, or write its name, like “xã Thạch Kim”."),
)
def no_name(review: Review) -> Iterator[Place]:
    """The issuing agency is a component of every document (Decree 30/2020, Appendix I, II.2)."""
    if not review.plan.unit.name.strip():
        yield at("/unit/name")


@rule(
    "UN02",
    "warning",
    "practice",
    _(
        "The unit is of the administrative map “{ours}”, but in {year} the map “{expected}” is in force. Choose the unit anew."
    ),
)
def map_of_another_time(review: Review) -> Iterator[Place]:
    """The plan's year says which map is in force."""
    expected = catalogue_for_year(review.plan.year).scheme
    if review.plan.unit.scheme != expected:
        yield at("/unit/scheme", ours=review.plan.unit.scheme, year=review.plan.year, expected=expected)


@rule(
    "UN03",
    "warning",
    "practice",
    _("The administrative map has no unit with the code {code}. Choose the unit anew."),
)
def unknown_code(review: Review) -> Iterator[Place]:
    """The level above finds the plan by this code."""
    if _map_of(review).unit(review.plan.unit.code) is None:
        yield at("/unit/code", code=review.plan.unit.code)


@rule(
    "UN04",
    "error",
    "practice",
    _("The code {code} is not of a unit of this level. Choose the unit anew: its tasks depend on the level."),
)
def code_of_another_level(review: Review) -> Iterator[Place]:
    """The level decides which tasks are required."""
    unit = _map_of(review).unit(review.plan.unit.code)
    if unit and unit.level != review.level:
        yield at("/unit/level", code=unit.code)


@rule(
    "UN05",
    "warning",
    "practice",
    _(
        "The unit is called “{ours}” here, but “{theirs}” in the administrative map. Correct the name, or choose the unit anew."
    ),
)
def other_name(review: Review) -> Iterator[Place]:
    """The code and the name belong together."""
    unit, name = _unit(review), review.plan.unit.name
    if unit and name.strip() and fold(name) != fold(unit.name):
        yield at("/unit/name", ours=excerpt(name), theirs=in_sentence(unit))


@rule(
    "UN06",
    "warning",
    "practice",
    _("The level above is called “{ours}” here, but “{theirs}” in the administrative map. Correct the name."),
)
def other_superior(review: Review) -> Iterator[Place]:
    """The unit belongs to the one above it."""
    unit, superior = _unit(review), review.plan.unit.superior
    above = _map_of(review).parents(unit)[:1] if unit else ()
    for parent in above:
        if superior.strip() and fold(superior) != fold(parent.name):
            yield at("/unit/superior", ours=excerpt(superior), theirs=in_sentence(parent))


@rule(
    "UN07",
    "hint",
    "practice",
    _("The province is called “{ours}” here, but “{theirs}” in the administrative map."),
)
def other_province(review: Review) -> Iterator[Place]:
    """The last of the units that this one belongs to."""
    unit, province = _unit(review), review.plan.unit.province
    above = _map_of(review).parents(unit)[-1:] if unit else ()
    for parent in above:
        if province.strip() and fold(province) != fold(parent.name):
            yield at("/unit/province", ours=excerpt(province), theirs=in_sentence(parent))


@rule(
    "UN08",
    "hint",
    "practice",
    _("The level above is empty. Write its name: recipients and legal bases are checked by it."),
)
def no_superior(review: Review) -> Iterator[Place]:
    """Only a province has none."""
    if review.level != "tinh" and not review.plan.unit.superior.strip():
        yield at("/unit/superior")


@rule(
    "UN09",
    "warning",
    "decree",
    _("The letterhead should name the level above, but its name is empty. Write it, or leave the line out."),
)
def superior_line_without_superior(review: Review) -> Iterator[Place]:
    """The line of the level above is only printed where it is known (Decree 30/2020, Appendix I, II.2)."""
    if review.plan.document.superior_line and not review.plan.unit.superior.strip():
        yield at("/document/superior_line")
