"""`dxdesk units find`: units by name without diacritics, or by code."""

from argparse import Namespace

from dxdesk.cli.errors import DONE, FINDINGS
from dxdesk.cli.output import print_json
from dxdesk.guidance.loading import newest_year
from dxdesk.language import translate as _
from dxdesk.units.catalogue import Catalogue, catalogue_for_year
from dxdesk.units.unit import Unit


def run(arguments: Namespace) -> int:
    """Print the units found, with the units above them."""
    year = arguments.year or newest_year()
    catalogue = catalogue_for_year(year)
    found = catalogue.search(arguments.text, limit=arguments.limit)
    if arguments.json:
        print_json([_described(unit, catalogue) for unit in found])
    elif found:
        print("\n".join(f"{unit.code:>5}  {catalogue.path(unit)}" for unit in found))
    else:
        message = _("No unit is called “{text}” on the map of {year}.")
        print(message.format(text=arguments.text, year=year))
    return DONE if found else FINDINGS


def _described(unit: Unit, catalogue: Catalogue) -> dict[str, object]:
    above = [{"code": parent.code, "name": parent.name} for parent in catalogue.parents(unit)]
    return {
        "scheme": unit.scheme,
        "level": unit.level,
        "code": unit.code,
        "name": unit.name,
        "parents": above,
    }
