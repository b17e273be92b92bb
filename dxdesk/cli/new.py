"""`dxdesk new`: the first state of a unit's plan, as a draft package."""

import sys
from argparse import Namespace
from pathlib import Path

from dxdesk.cli.errors import DONE, CommandError
from dxdesk.cli.files import write_file
from dxdesk.guidance.faults import FaultyPackError
from dxdesk.guidance.loading import load_pack, newest_year, pack_for_year
from dxdesk.guidance.pack import Pack
from dxdesk.language import translate as _
from dxdesk.package.writing import draft_package, package_bytes, package_name
from dxdesk.plan.beginning import new_plan
from dxdesk.text.folding import fold
from dxdesk.units.catalogue import catalogue_for_year
from dxdesk.units.unit import Unit


def run(arguments: Namespace) -> int:
    """Write the draft; its name is the package's own where none is given."""
    year = arguments.year or newest_year()
    pack = _pack(year, arguments.guidance)
    if pack.meta.year != year:
        message = _(
            "There is no guidance for {year} here: the plan begins with that of {other}. "
            "Look through everything in it that names a year, a letter or an office."
        )
        print(message.format(year=year, other=pack.meta.year), file=sys.stderr)
    plan = new_plan(find_unit(arguments.unit, year), pack, year, arguments.begin)
    path = arguments.output or Path(package_name(plan, 1))
    if path.exists() and not arguments.force:
        message = _(
            "“{path}” is there already. Choose another name with --output, or replace it with --force."
        )
        raise CommandError(message.format(path=path))
    write_file(path, package_bytes(draft_package(plan)))
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
    raise CommandError(
        "\n".join([head, *(f"  {unit.code}  {catalogue.path(unit)}" for unit in named or found)])
    )


def _pack(year: int, folder: Path | None) -> Pack:
    try:
        return load_pack(folder) if folder else pack_for_year(year)
    except (FaultyPackError, LookupError) as error:
        raise CommandError(str(error)) from None
