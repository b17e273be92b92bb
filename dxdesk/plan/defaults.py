"""What an office sets once for its new plans: its unit, who signs, who receives, and habits of its documents."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec

from dxdesk.guidance.loading import installed_packs
from dxdesk.guidance.pack import Meta
from dxdesk.guidance.reading import META_FILE, read_file, shaped
from dxdesk.plan.beginning import new_plan
from dxdesk.plan.model import MoneyUnit, Name, Plan, Recipient, Signer
from dxdesk.plan.packs import pack_for
from dxdesk.units.catalogue import catalogue, schemes
from dxdesk.units.unit import Unit
from dxdesk.value import Value

# The key under which the store keeps them.
OFFICE_SETTING: Final = "office"


class OfficeDefaults(Value, frozen=True, kw_only=True):
    """What an office sets once. Empty texts and lists, and the values here, mean that nothing was set.

    `unit_scheme` and `unit_code` name the unit in an administrative map; the other fields are those of
    `DocumentDetails` and `PlanUnit` with the same names.
    """

    unit_scheme: str = ""
    unit_code: str = ""
    organ_id: Annotated[str, msgspec.Meta(max_length=35)] = ""
    place: Name = ""
    symbol: Annotated[str, msgspec.Meta(max_length=30)] = ""
    superior_line: bool = False
    signer: Signer = Signer()
    recipients: tuple[Recipient, ...] = ()
    archive: Name = ""
    money_unit: MoneyUnit = "million"


class PlanYear(Value, frozen=True, kw_only=True):
    """A year that a plan may be for, and the year of the guidance that it is written with."""

    year: int
    guidance: int


_WRITTEN_FROM: Final = 7  # the month from which plans are those of the next year
_OF_DOCUMENT: Final = ("place", "symbol", "superior_line", "signer", "recipients", "archive", "money_unit")


def default_unit(defaults: OfficeDefaults) -> Unit | None:
    """Return the office's unit, or None where none is set or no map of the program has it."""
    if defaults.unit_scheme not in schemes():
        return None
    return catalogue(defaults.unit_scheme).unit(defaults.unit_code)


def with_defaults(plan: Plan, defaults: OfficeDefaults) -> Plan:
    """Return a plan of the office's unit with what the office set; a plan of another unit as it is.

    Only fields that still stand as a plan of this unit and year begins are filled: what somebody wrote,
    or what came from an earlier plan, stays.

    Raises:
        LookupError: there is no guidance for the plan.
        FaultyPackError: its guidance has faults.
    """
    unit = default_unit(defaults)
    if unit is None or (plan.unit.scheme, plan.unit.code) != (unit.scheme, unit.code):
        return plan
    begun = new_plan(unit, pack_for(plan), plan.year)
    document = {name: value for name, value in _set(defaults) if _value(plan, name) == _value(begun, name)}
    if defaults.organ_id and not plan.unit.organ_id:
        plan = msgspec.structs.replace(
            plan, unit=msgspec.structs.replace(plan.unit, organ_id=defaults.organ_id)
        )
    return msgspec.structs.replace(plan, document=msgspec.structs.replace(plan.document, **document))


def _set(defaults: OfficeDefaults) -> Iterator[tuple[str, Any]]:
    """Yield the fields of the document that the office set."""
    unset = OfficeDefaults()
    for name in _OF_DOCUMENT:
        value = getattr(defaults, name)
        if value != getattr(unset, name):
            yield name, value


def _value(plan: Plan, name: str) -> Any:
    return getattr(plan.document, name)


def years_offered(today: date) -> tuple[PlanYear, ...]:
    """Return the years to choose from for a new plan, in order.

    These are the years that guidance is at hand for, and those after them up to the next year.
    """
    at_hand = sorted({meta.year for folder in installed_packs() if (meta := _meta(folder))})
    years = range(at_hand[0], max(today.year + 1, at_hand[-1]) + 1)
    return tuple(PlanYear(year=year, guidance=max(g for g in at_hand if g <= year)) for year in years)


def usual_year(years: Iterable[PlanYear], today: date) -> PlanYear:
    """Return the year, of those offered, that offices write plans for at this time of the year.

    They write in the last months of a year for the next one, and what is late is still issued in the
    first months of its own year.
    """
    wanted = today.year + (today.month >= _WRITTEN_FROM)
    return min(years, key=lambda each: abs(each.year - wanted))


def _meta(folder: Path) -> Meta | None:
    return shaped(read_file(folder / META_FILE), Meta)[0]
