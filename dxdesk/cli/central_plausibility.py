"""`dxdesk central plausibility`: figures that are hard to believe beside last year and the neighbours."""

from argparse import Namespace

from dxdesk.central.database import failures_said
from dxdesk.central.hinting import list_hints, renew_hints
from dxdesk.central.import_run import prepared
from dxdesk.cli.central_rooms import opened_database, told
from dxdesk.cli.errors import DONE
from dxdesk.cli.output import print_json
from dxdesk.guidance.loading import newest_year
from dxdesk.language import translate_plural as _n


def run(arguments: Namespace) -> int:
    """Compute the hints on the plans of a year anew, keep them, and list them."""
    year = arguments.year or newest_year()

    def renew() -> None:
        with failures_said():
            renew_hints(database, year)

    with opened_database(arguments) as database:
        prepared(database)
        told(renew)
        with database.reading() as connection:
            found = list_hints(connection, year)
    if arguments.json:
        print_json(found)
        return DONE
    for one in found:
        print(f"{one.code}  {one.name}: {one.message} [{one.hint}] ({one.place})")
    print(_n("{count} hint.", "{count} hints.", len(found)).format(count=len(found)))
    return DONE
