"""Run as a program: take a store, be killed while it is held, and see whether the lock is free; count.

    python -m tests.store.kills FILE TIMES

Each time a child opens the store, says so and goes on writing until it is killed (by SIGKILL, on Windows by
TerminateProcess). Where the system can, the child is forked from this warm process. Printed are how often the
child had the store, how often its lock outlived it, and how many of eight children that try at once have the store.
"""

import multiprocessing
import sys
from multiprocessing.connection import Connection
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Final

from dxdesk.store.faults import HeldError
from dxdesk.store.lock import take_lock
from dxdesk.store.opening import open_store

if sys.platform == "win32":
    _START: Final = multiprocessing.get_context("spawn")
else:
    _START: Final = multiprocessing.get_context("fork")
_AT_ONCE: Final = 8


def main(file: Path, times: int) -> None:
    held = outlived = 0
    for number in range(times):
        reading, writing = _START.Pipe(duplex=False)
        child = _START.Process(target=_hold, args=(file, writing))
        child.start()
        writing.close()
        held += reading.recv_bytes() == b"held"
        for _write in range(number % 5):  # at another moment of a write each time
            reading.recv_bytes()
        child.kill()
        child.join()
        reading.close()
        try:
            take_lock(file).release()
        except HeldError:
            outlived += 1
    print(held, outlived, _at_once(file))  # noqa: T201 - the answer


def _at_once(file: Path) -> int:
    """Let children try to take the store at the same moment; return how many have it."""
    gate, told = _START.Barrier(_AT_ONCE), _START.SimpleQueue()
    children = [_START.Process(target=_try, args=(file, gate, told)) for _child in range(_AT_ONCE)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return sum(told.get() for _child in children)


def _hold(file: Path, told: Connection) -> None:
    store = open_store(file)
    told.send_bytes(b"held")
    while True:
        store.set_setting("key", "x" * 10_000)
        told.send_bytes(b"written")


def _try(file: Path, gate: Barrier, told: "SimpleQueue[bool]") -> None:
    gate.wait()
    try:
        lock = take_lock(file)
    except HeldError:
        lock = None
    told.put(lock is not None)
    gate.wait()  # whoever has the store keeps it until all have tried
    if lock is not None:
        lock.release()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
