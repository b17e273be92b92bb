"""A thousand units that send their plans at the same moment: how fast, how long the slowest wait, what memory."""

import asyncio
import os
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
from dxdesk.package.canonical import canonical_bytes
from dxdesk.package.format import StatementUnit
from dxdesk.package.reading import read_package
from dxdesk.package.sealing import sealed
from dxdesk.package.writing import draft_package, package_bytes
from dxdesk.plan.model import Plan
from dxdesk.signing.cades import signature_of
from dxdesk.signing.certificates import load_pkcs12
from dxdesk.signing.self_signed import self_signed
from dxdesk.units.catalogue import catalogue
from tests.benchmarks.comparison import Comparison
from tests.benchmarks.memory import ROOT
from tests.benchmarks.timing import Times
from tests.central.sent import SEALED
from tests.central.server import RunningServer, running_server
from tests.signing.authority import now

_BESIDE_WORK: Final = (
    3.0  # compressing, three transactions, HTTP and the thousand clients are on the same cores
)
_BESIDE_MEMORY: Final = 2.0  # the database and the signatures are loaded too
_WORK: Final = "floor: read and sign, on all cores"
_BARE: Final = "floor: Starlette, body to disk"
_SOME: Final = 30


class Sending(NamedTuple):
    digest: str
    token: str
    data: bytes


class Sent(NamedTuple):
    """How long all took together, each for itself, and peaks of memory in MB: the server, all its processes."""

    seconds: float
    each: tuple[float, ...]
    server: float
    memory: float

    @property
    def slow(self) -> float:
        """The time within which 99 of 100 had their answer."""
        return sorted(self.each)[int(len(self.each) * 0.99) - 1]


def measured(plan: Plan, clients: int) -> list[Comparison]:
    """Compare a receiver under load with what cannot be left out, and with the bare framework."""
    allow_many_files()
    with TemporaryDirectory() as folder:
        ours, size = _ours(plan, clients, Path(folder))
        theirs = _theirs(plan, clients, Path(folder))
    least = _read_and_signed(plan)
    each = f"{clients:,} packages of {size / 1024:.0f} KB at once, each"
    slow = f"{clients:,} packages at once, 99 of 100 answered"
    one = _times(ours.seconds / clients)
    return [
        Comparison(each, one, _WORK, _times(least), _BESIDE_WORK),
        Comparison(each, one, _BARE, _times(theirs.seconds / clients)),
        Comparison(slow, _times(ours.slow), _WORK, _times(least * clients), _BESIDE_WORK),
        Comparison(
            "the server: peak memory", _times(ours.server), _BARE, _times(theirs.server), _BESIDE_MEMORY, "MB"
        ),
        Comparison("with its workers: sum of peaks", _times(ours.memory), unit="MB"),
    ]


def _read_and_signed(plan: Plan) -> float:
    """Return the seconds for reading a package and signing its receipt, divided by the cores."""
    data = package_bytes(sealed(draft_package(plan), SEALED))
    signer = load_pkcs12(self_signed("x", now()), "")
    begun = perf_counter()
    for _number in range(_SOME):
        signature_of(canonical_bytes(read_package(data).package.statement), signer, at=now())
    return (perf_counter() - begun) / _SOME / (os.cpu_count() or 1)


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
    seconds = perf_counter() - begun
    return Sent(seconds, tuple(each), _peak(pid), sum(map(_peak, _family(pid))))


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


def _family(pid: int) -> list[int]:
    """Return a process and those that it has begun; what they share is in the peak of each."""
    family = [pid]
    for one in family:
        listed = Path(f"/proc/{one}/task/{one}/children")
        family += [int(child) for child in listed.read_text().split()] if listed.exists() else []
    return family


def _peak(pid: int) -> float:
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def _times(value: float) -> Times:
    return Times((value,))
