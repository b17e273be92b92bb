"""`dxdesk new`: the first state of a unit's plan, as a draft package."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import Final

from dxdesk.cli.errors import DONE, CommandError
from dxdesk.cli.files import choose_pack_of_year, write_package
from dxdesk.guidance.loading import newest_year
from dxdesk.language import translate as _
from dxdesk.package.writing import draft_package, package_name
from dxdesk.plan.beginning import new_plan
from dxdesk.text.folding import fold
from dxdesk.units.catalogue import catalogue_for_year
from dxdesk.units.unit import Unit

_MOST_SHOWN: Final = 40


def run(arguments: Namespace) -> int:
    """Write the draft; its name is the package's own where none is given."""
    year = arguments.year or newest_year()
    pack = choose_pack_of_year(year, arguments.guidance)
    if pack.meta.year != year:
        message = _(
            "There is no guidance for {year} here: the plan begins with that of {other}. "
            "Look through everything in it that names a year, a letter or an office."
        )
        print(message.format(year=year, other=pack.meta.year), file=sys.stderr)
    try:
        plan = new_plan(find_unit(arguments.unit, year), pack, year, arguments.begin)
    except LookupError as error:
        raise CommandError(str(error)) from None
    path = arguments.output or Path(package_name(plan, 1))
    if path.exists() and not arguments.force:
        message = _(
            "“{path}” is there already. Choose another name with --output, or replace it with --force."
        )
        raise CommandError(message.format(path=path))
    write_package(path, draft_package(plan))
    print(_("Written: {path} ({unit}, {year})").format(path=path, unit=plan.unit.name, year=plan.year))
    return DONE


def find_unit(text: str, year: int) -> Unit:
    """Find the one unit that a code or a name means on the map of the year.

    A full name counts before names that only contain it.

    Raises:
        CommandError: none is found, or several are; then they are listed.
    """
    catalogue = catalogue_for_year(year)
    if exact := catalogue.unit(text):
        return exact
    found = catalogue.search(text, limit=len(catalogue))
    named = [unit for unit in found if fold(text) in {fold(unit.name), fold(unit.proper_name)}]
    if len(named or found) == 1:
        return (named or found)[0]
    if not found:
        message = _(
            "No unit is called “{text}” on the map of {year}. Try another spelling with: dxdesk units find"
        )
        raise CommandError(message.format(text=text, year=year))
    head = _("“{text}” may mean several units; name its code, or the district too:").format(text=text)
    candidates = named or found
    lines = [f"  {unit.code}  {catalogue.path(unit)}" for unit in candidates[:_MOST_SHOWN]]
    if more := len(candidates) - len(lines):
        lines.append("  " + _("and {count} more").format(count=more))
    raise CommandError("\n".join([head, *lines]))
