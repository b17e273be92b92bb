"""Run as a program: take a store, be killed while it is held, and see whether the lock is free; count.

    python -m tests.store.kills FILE TIMES

Each time a child, forked from this warm process, opens the store, says so and goes on writing until SIGKILL
ends it. Printed are how often the child had the store, how often its lock outlived it, and how many of eight
children that try at once have the store.
"""

import os
import signal
import sys
from pathlib import Path

from dxdesk.store.faults import HeldError
from dxdesk.store.lock import take_lock
from dxdesk.store.opening import open_store


def main(file: Path, times: int) -> None:
    held = outlived = 0
    for number in range(times):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            _hold(file, writing)
        os.close(writing)
        held += os.read(reading, 1) == b"h"
        for _write in range(number % 5):  # at another moment of a write each time
            os.read(reading, 1)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(reading)
        try:
            take_lock(file).release()
        except HeldError:
            outlived += 1
    print(held, outlived, _at_once(file, 8))  # noqa: T201 - the answer


def _at_once(file: Path, many: int) -> int:
    """Let so many children try to take the store at the same moment; return how many have it."""
    go_reading, go = os.pipe()
    reading, told = os.pipe()
    children = []
    for _child in range(many):
        if (child := os.fork()) == 0:
            os.close(go)
            os.read(go_reading, 1)  # until the parent closes its end
            try:
                take_lock(file)
                os.write(told, b"h")
            except HeldError:
                os.write(told, b"-")
            signal.pause()
        children.append(child)
    os.close(go)
    answers = b"".join(os.read(reading, 1) for _child in children)
    for child in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return answers.count(b"h")


def _hold(file: Path, told: int) -> None:
    try:
        store = open_store(file)
        os.write(told, b"h")
        while True:
            store.set_setting("key", "x" * 10_000)
            os.write(told, b"w")
    finally:
        os._exit(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
