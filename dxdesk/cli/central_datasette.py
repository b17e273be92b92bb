"""`dxdesk central datasette`: what Datasette needs to show our database well."""

from argparse import Namespace
from pathlib import Path
from typing import Final

import msgspec

from dxdesk.central.database import columns_of
from dxdesk.central.datasette import datasette_metadata
from dxdesk.cli.central_rooms import opened_database
from dxdesk.cli.errors import DONE, CommandError
from dxdesk.cli.files import make_folder, write_file
from dxdesk.language import translate as _

_SQLITE: Final = "sqlite:///"
_NAME: Final = "metadata.json"
_PATIENCE: Final = 20_000  # ms; sums over a whole nation take more than the second that Datasette grants


def run(arguments: Namespace) -> int:
    """Write the metadata, and say how to open the database with it."""
    if not arguments.db.startswith(_SQLITE):
        raise CommandError(_("Datasette opens SQLite files only. Import into one: --db sqlite:///FILE"))
    file = Path(arguments.db.removeprefix(_SQLITE))
    with opened_database(arguments) as database, database.reading() as connection:
        metadata = datasette_metadata(file.stem, columns_of(connection))
    make_folder(arguments.out)
    path = arguments.out / _NAME
    write_file(path, msgspec.json.format(msgspec.json.encode(metadata), indent=2) + b"\n")
    command = f'datasette "{file}" --metadata "{path}" --setting sql_time_limit_ms {_PATIENCE}'
    print(_("Open it with: {command}").format(command=command))
    return DONE
