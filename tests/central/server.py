"""A real receiver: `dxdesk central serve` in a process of its own, on a free port of this computer."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Final
from urllib.request import urlopen

import msgspec

from dxdesk.central.database import Database, open_database
from dxdesk.central.tokens import add_token
from dxdesk.exchange.format import Greeting
from dxdesk.package.format import StatementUnit
from dxdesk.units.catalogue import catalogue

NAME: Final = "Phòng Văn hóa và Thông tin huyện Lộc Hà"
SCHEME: Final = "gso-2022"
_PATIENCE: Final = 30  # s


class RunningServer:
    """A receiver that runs; what it has taken outlives `kill` and `restart`, its address too."""

    def __init__(self, folder: Path, database: str, options: Sequence[str]) -> None:
        self.folder = folder
        self.intake = folder / "intake"
        self.database = database
        self.url = ""
        self._options = list(options)
        self._process: subprocess.Popen[str] | None = None

    def start(self, port: int = 0) -> None:
        command = [sys.executable, "-m", "dxdesk", "central", "serve", "--db", self.database]
        command += ["--intake", str(self.intake), "--port", str(port), *self._options]
        log = (self.folder / "server.log").open("a", encoding="utf-8")
        with log:
            self._process = subprocess.Popen(
                command,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                encoding="utf-8",
                env=os.environ | {"DXDESK_LANG": "en"},
            )
        assert self._process.stdout is not None
        ready = self._process.stdout.readline()
        assert ready.startswith("Ready: "), (self.folder / "server.log").read_text("utf-8")
        self.url = ready.removeprefix("Ready: ").strip()

    @property
    def process(self) -> "subprocess.Popen[str]":
        assert self._process is not None
        return self._process

    @property
    def port(self) -> int:
        return int(self.url.rstrip("/").rpartition(":")[2])

    @property
    def greeting(self) -> Greeting:
        """What it says of itself (only without TLS); `greeting.certificate` signs its receipts."""
        with urlopen(self.url + "v1/", timeout=_PATIENCE) as answer:  # noqa: S310 - its own address
            return msgspec.json.decode(answer.read(), type=Greeting)

    def token(self, code: str) -> str:
        """Return a new token of a unit of the map of 2022."""
        unit = catalogue(SCHEME).unit(code)
        assert unit is not None
        with self.opened() as database, database.writing() as connection:
            return add_token(connection, StatementUnit(scheme=SCHEME, code=code, level=unit.level))

    @contextmanager
    def opened(self) -> Iterator[Database]:
        """Yield its database, from outside."""
        database = open_database(self.database, connections=1)
        try:
            yield database
        finally:
            database.close()

    def kill(self) -> None:
        """End it as a power cut would: nothing is finished."""
        self.process.kill()
        self._end()

    def stop(self) -> int:
        """Ask it to stop, and return its exit code; nothing happens where it has ended."""
        self.process.send_signal(signal.SIGTERM)
        return self._end()

    def restart(self) -> None:
        """Start it anew at the same address, after `kill` or `stop`."""
        self.stop()
        self.start(self.port)

    def _end(self) -> int:
        code = self.process.wait(_PATIENCE)
        if self.process.stdout is not None:
            self.process.stdout.close()
        return code


@contextmanager
def running_server(
    folder: Path,
    *,
    database: str | None = None,
    years: Sequence[tuple[int, date | None]] = ((2023, None),),
    options: Sequence[str] = (),
) -> Iterator[RunningServer]:
    """Yield a receiver whose database (SQLite unless one is named) and intake are in `folder`."""
    named = [f"{year}={until}" if until else str(year) for year, until in years]
    arguments = ["--name", NAME, *(word for year in named for word in ("--year", year)), *options]
    server = RunningServer(folder, database or f"sqlite:///{folder / 'central.sqlite3'}", arguments)
    server.start()
    try:
        yield server
    finally:
        server.stop()
