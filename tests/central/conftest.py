"""Receivers on SQLite and on PostgreSQL, and units that nobody else sends for."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Final

import psycopg
import pytest

from dxdesk.units.catalogue import catalogue
from tests.central.server import SCHEME, RunningServer, running_server

_INSTALLED: Final = "/usr/lib/postgresql/*/bin"
_numbers: Final = count(1)
CODES: Final = (unit.code for unit in catalogue(SCHEME) if unit.level == "xa" and unit.code > "19000")


def _programs() -> Path | None:
    folders = sorted(Path("/").glob(_INSTALLED.lstrip("/")), reverse=True)
    if found := shutil.which("initdb"):
        folders.insert(0, Path(found).resolve().parent)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def _user() -> str | None:
    """Return who runs the server: it refuses to run as the superuser."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    import pwd  # noqa: PLC0415 - not there on Windows

    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in names)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Return the URL of a PostgreSQL server of our own, without the name of a database."""
    programs = _programs()
    if programs is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("PostgreSQL is not installed")
    user = _user()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if user is not None:
            shutil.chown(folder, user)
        data = folder / "data"
        made = [str(programs / "initdb"), "-D", str(data), "-U", "dxdesk", "-A", "trust", "-N", "-E", "UTF8"]
        subprocess.run(made, check=True, capture_output=True, user=user, cwd=folder)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [str(programs / "postgres"), "-D", str(data), "-k", str(folder), "-p", str(port)]
        server = subprocess.Popen(
            [*command, "-c", "listen_addresses=127.0.0.1"], user=user, cwd=folder, stderr=subprocess.DEVNULL
        )
        try:
            _wait(f"host=127.0.0.1 port={port} user=dxdesk dbname=postgres")
            yield f"postgresql://dxdesk@127.0.0.1:{port}"
        finally:
            server.send_signal(signal.SIGINT)  # at once, whoever is still connected
            server.wait()


def _wait(conninfo: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with suppress(psycopg.OperationalError):
            psycopg.connect(conninfo).close()
            return
        time.sleep(0.1)
    pytest.fail("PostgreSQL does not answer")


def new_database(request: pytest.FixtureRequest, kind: str, folder: Path) -> str:
    """Return the URL of an empty database."""
    if kind == "sqlite":
        return f"sqlite:///{folder / 'central.sqlite3'}"
    url: str = request.getfixturevalue("postgresql")
    name = f"central{next(_numbers)}"
    with psycopg.connect(f"{url}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{url}/{name}"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningServer]:
    """Yield a receiver that takes plans of 2023."""
    folder = tmp_path_factory.mktemp("central")
    with running_server(folder, database=new_database(request, request.param, folder)) as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the URL of an empty database of either kind."""
    return new_database(request, request.param, tmp_path)


@pytest.fixture
def code() -> str:
    """Return the code of a commune that no other test sends for."""
    return next(CODES)
