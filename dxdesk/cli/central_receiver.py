"""`dxdesk central receiver`: who receives, and plans of which years."""

import sys
from argparse import Namespace

from dxdesk.central.database import Database
from dxdesk.central.office import Office, settled_office, today
from dxdesk.cli.central_rooms import opened_database, told
from dxdesk.cli.errors import DONE
from dxdesk.cli.new import find_unit
from dxdesk.cli.output import print_json
from dxdesk.exchange.format import OpenYear, Receiver
from dxdesk.guidance.loading import newest_year
from dxdesk.language import translate as _
from dxdesk.package.format import StatementUnit


def receiver(arguments: Namespace) -> int:
    """Say who receives here, and plans of which years; change what is named."""
    check_unit(arguments)
    with opened_database(arguments, is_new=arguments.name is not None) as database:
        office = settled(arguments, database)
    if arguments.json:
        print_json(office)
        return DONE
    print(office.receiver.name)
    for one in sorted(office.years, key=lambda each: each.year):
        until = _("until {day}").format(day=f"{one.until:%d/%m/%Y}") if one.until else _("open")
        print(f"{one.year}: {until}")
    return DONE


def settled(arguments: Namespace, database: Database) -> Office:
    """Return the receiver, with what the command names of it changed.

    Raises:
        CommandError: it has no name, neither from before nor now.
    """
    years = None
    if arguments.year is not None:
        years = tuple(OpenYear(year=year, until=until) for year, until in arguments.year)
    receiver = None
    if arguments.name is not None:
        unit = find_unit(arguments.unit, newest_year()) if arguments.unit else None
        place = StatementUnit(scheme=unit.scheme, code=unit.code, level=unit.level) if unit else None
        receiver = Receiver(name=arguments.name, unit=place)

    def settle() -> Office:
        with database.writing() as connection:
            return settled_office(connection, receiver, years)

    office = told(settle)
    if not any(office.takes(one.year, today()) for one in office.years):
        words = _("No year is open at present, so every package will be refused. Name one by --year.")
        print(words, file=sys.stderr)
    return office


def check_unit(arguments: Namespace) -> None:
    """End where a unit is named without the name of the receiver."""
    if arguments.unit is not None and arguments.name is None:
        arguments.parser.error(_("--unit goes with --name"))
