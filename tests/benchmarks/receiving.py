"""A thousand units that send their plans at the same moment: how fast, how long the slowest wait, what memory."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final, NamedTuple

import msgspec

from dxdesk.central.http.serving import allow_many_files
from dxdesk.central.tokens import add_token
from dxdesk.package.format import StatementUnit
from dxdesk.package.sealing import sealed
from dxdesk.package.writing import draft_package, package_bytes
from dxdesk.plan.model import Plan
from dxdesk.units.catalogue import catalogue
from tests.benchmarks.comparison import Comparison
from tests.benchmarks.memory import ROOT
from tests.benchmarks.timing import Times
from tests.central.sent import SEALED
from tests.central.server import RunningServer, running_server

_TIMES_FLOOR: Final = 12.0  # a receipt is worth a check of everything, a signature, three transactions
_MEMORY: Final = Times((400.0,))
_FLOOR: Final = "floor: Starlette, body to disk"


class Sending(NamedTuple):
    digest: str
    token: str
    data: bytes


class Sent(NamedTuple):
    """How long all took together, each for itself, and the peak of memory of all processes in MB."""

    seconds: float
    each: tuple[float, ...]
    memory: float

    @property
    def slow(self) -> float:
        """The time within which 99 of 100 had their answer."""
        return sorted(self.each)[int(len(self.each) * 0.99) - 1]


def measured(plan: Plan, clients: int) -> list[Comparison]:
    """Compare a receiver under load with the bare framework, and its memory with a limit."""
    allow_many_files()
    with TemporaryDirectory() as folder:
        ours, size = _ours(plan, clients, Path(folder))
        theirs = _theirs(plan, clients, Path(folder))
    work = f"{clients:,} packages of {size / 1024:.0f} KB sent at once"
    return [
        Comparison(
            f"{work}, each",
            _times(ours.seconds / clients),
            _FLOOR,
            _times(theirs.seconds / clients),
            _TIMES_FLOOR,
        ),
        Comparison(f"{work}, 99th of 100", _times(ours.slow), _FLOOR, _times(theirs.slow), _TIMES_FLOOR),
        Comparison(
            "receiver: peak memory of all processes", _times(ours.memory), "limit", _MEMORY, 1.0, "MB"
        ),
    ]


def _ours(plan: Plan, clients: int, folder: Path) -> tuple[Sent, float]:
    with running_server(folder, options=["--rate", "1000000"]) as server:
        sendings = list(_sendings(plan, clients, server))
        sent = asyncio.run(_send_all(server.port, sendings, server.process.pid))
    return sent, sum(len(one.data) for one in sendings) / clients


def _theirs(plan: Plan, clients: int, folder: Path) -> Sent:
    data = package_bytes(draft_package(plan))
    sendings = [Sending(f"{number:064x}", "x", data + b" " * number) for number in range(clients)]
    with _bare(folder) as (port, pid):
        return asyncio.run(_send_all(port, sendings, pid))


@contextmanager
def _bare(folder: Path) -> Iterator[tuple[int, int]]:
    kept = folder / "bare"
    kept.mkdir()
    command = [sys.executable, "-m", "tests.benchmarks.bare_receiver", str(kept)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline().strip().rstrip("/").rpartition(":")[2]), process.pid
        finally:
            process.terminate()


def _sendings(plan: Plan, clients: int, server: RunningServer) -> Iterator[Sending]:
    units = [unit for unit in catalogue("gso-2022") if unit.level == plan.unit.level][:clients]
    with server.opened() as database, database.writing() as connection:
        for unit in units:
            named = msgspec.structs.replace(plan.unit, code=unit.code)
            package = sealed(draft_package(msgspec.structs.replace(plan, unit=named)), SEALED)
            token = add_token(connection, StatementUnit(scheme=unit.scheme, code=unit.code, level=unit.level))
            yield Sending(package.digest, token, package_bytes(package))


async def _send_all(port: int, sendings: Sequence[Sending], pid: int) -> Sent:
    begun = perf_counter()
    each = await asyncio.gather(*(_send(port, one) for one in sendings))
    return Sent(perf_counter() - begun, tuple(each), _memory(pid))


async def _send(port: int, sending: Sending) -> float:
    begun = perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = (
        f"PUT /v1/packages/{sending.digest} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {sending.token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(sending.data)}\r\nConnection: close\r\n\r\n"
    )
    writer.write(head.encode() + sending.data)
    answer = await reader.read()
    writer.close()
    assert answer.startswith(b"HTTP/1.1 201 "), answer
    return perf_counter() - begun


def _memory(pid: int) -> float:
    """Return the peak memory of a process and of those that it has begun, in MB."""
    family = [pid]
    for one in family:
        listed = Path(f"/proc/{one}/task/{one}/children")
        family += [int(child) for child in listed.read_text().split()] if listed.exists() else []
    marks = [line for one in family for line in _status(one) if line.startswith("VmHWM")]
    return sum(int(line.split()[1]) for line in marks) / 1024


def _status(pid: int) -> list[str]:
    status = Path(f"/proc/{pid}/status")
    return status.read_text().splitlines() if status.exists() else []


def _times(value: float) -> Times:
    return Times((value,))
