"""Made files on the disk: `packages/PROVINCE/FILE`, and beside them what should become of each (`truth.json`)."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import msgspec

from dxdesk.central.synth.making import Made, Order, made_files
from dxdesk.units.catalogue import catalogue
from dxdesk.value import Value

TRUTH: Final = "truth.json"
PACKAGES: Final = "packages"
_BATCH: Final = 40
_AHEAD: Final = 4  # batches under way for each process, so that memory stays flat


class Truth(Value, frozen=True, kw_only=True):
    """What should become of a file when all are imported, and why."""

    outcome: str
    unit: str
    twist: str = ""
    code: str = ""


def write_made(folder: Path, orders: Iterable[Order], jobs: int) -> int:
    """Write the files of all orders and the truth about them; return how many files there are.

    Raises:
        OSError: something cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    with (folder / TRUTH).open("w", encoding="utf-8", newline="\n") as truth:
        truth.write("{")
        for name, one in _written(folder / PACKAGES, orders, jobs):
            line = f"{msgspec.json.encode(name).decode()}: {msgspec.json.encode(one).decode()}"
            truth.write(f"{',' if count else ''}\n{line}")
            count += 1
        truth.write("\n}\n")
    return count


def read_truth(folder: Path) -> dict[str, Truth]:
    """Return what should become of each file, by its path under `packages`."""
    return msgspec.json.decode((folder / TRUTH).read_bytes(), type=dict[str, Truth])


def _written(folder: Path, orders: Iterable[Order], jobs: int) -> Iterator[tuple[str, Truth]]:
    batches = _batches(orders)
    if jobs == 1:
        for batch in batches:
            yield from _write_batch(folder, batch)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        running: deque[Future[list[tuple[str, Truth]]]] = deque()
        for batch in batches:
            running.append(pool.submit(_write_batch, folder, batch))
            if len(running) >= jobs * _AHEAD:
                yield from running.popleft().result()
        for future in running:
            yield from future.result()


def _write_batch(folder: Path, orders: Iterable[Order]) -> list[tuple[str, Truth]]:
    return [_write(folder, order, made) for order in orders for made in made_files(order)]


def _write(folder: Path, order: Order, made: Made) -> tuple[str, Truth]:
    name = f"{_province(order)}/{made.name}"
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made.data)
    return name, Truth(outcome=made.outcome, unit=made.unit, twist=made.twist, code=made.code)


def _province(order: Order) -> str:
    known = catalogue(order.scheme)
    unit = known.unit(order.code)
    above = known.parents(unit) if unit else ()
    return above[-1].code if above else order.code


def _batches(orders: Iterable[Order]) -> Iterator[list[Order]]:
    left = iter(orders)
    while batch := list(islice(left, _BATCH)):
        yield batch
