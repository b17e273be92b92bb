"""Imports as a person starts them: in this process, or in one that can be killed."""

import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from dxdesk.central.database import open_database
from dxdesk.central.office import Office, write_office
from dxdesk.central.synth.folder import PACKAGES, write_made
from dxdesk.central.synth.making import orders
from dxdesk.cli.main import run
from dxdesk.exchange.format import OpenYear, Receiver


def made(folder: Path, units: int, *, seed: int = 1, faulty: float = 0.0, twisted: float = 0.0) -> Path:
    """Return a folder of made packages; the truth about them is beside it."""
    write_made(folder, orders(units, 2023, seed, faulty, twisted), 1)
    return folder / PACKAGES


def central(*arguments: object) -> tuple[int, str]:
    """Return exit code and output of a command of the receiving end."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = run(["central", *map(str, arguments)])
    return code, out.getvalue()


def imported(
    url: str, intake: Path, *paths: Path, options: tuple[str, ...] = ("--jobs", "1")
) -> dict[str, Any]:
    """Return how many files came to which end."""
    _code, out = central("import", *paths, "--db", url, "--intake", intake, "--json", *options)
    counts: dict[str, Any] = json.loads(out)
    return {name: count for name, count in counts.items() if count}


def importer(url: str, intake: Path, *paths: Path) -> "subprocess.Popen[bytes]":
    """Return an import in a process of its own."""
    command = [sys.executable, "-m", "dxdesk", "central", "import", *map(str, paths)]
    command += ["--db", url, "--intake", str(intake), "--jobs", "1", "--json"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, env=os.environ | {"DXDESK_LANG": "en"})


def open_years(url: str, *years: int) -> None:
    """Let the receiver take plans of some years only."""
    database = open_database(url, connections=1)
    office = Office(receiver=Receiver(name="UBND"), years=tuple(OpenYear(year=year) for year in years))
    with database.writing() as connection:
        write_office(connection, office)
    database.close()
