"""`dxdesk central import --watch`: taking in what comes to rest in folders, until somebody ends it."""

import signal
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from types import FrameType
from typing import Any

from dxdesk.central.importing import Told
from dxdesk.central.watching import Watch
from dxdesk.cli.errors import CommandError
from dxdesk.language import translate as _


def watched(arguments: Namespace, take: Callable[[list[Path]], Iterator[Told]]) -> Iterator[Told]:
    """Yield what `take` says of files as they come to rest; Ctrl+C ends it after the file that is under way.

    What fails for now (the database is away, the disk is full) is said and tried again at the next look.
    """
    watch = Watch([path.absolute() for path in arguments.paths])
    with _asked_to_stop() as stop:
        if not arguments.json:
            print(_("Watching. Ctrl+C ends it."), flush=True)
        while True:
            yield from _taken(watch, take, stop)
            sys.stdout.flush()
            if stop.wait(arguments.every):
                return


def _taken(watch: Watch, take: Callable[[list[Path]], Iterator[Told]], stop: Event) -> Iterator[Told]:
    files = watch.look()
    if not files:
        return
    try:
        for one in take(files):
            yield one
            if stop.is_set():
                return
    except CommandError as error:
        print(error, file=sys.stderr, flush=True)
    else:
        watch.settle(files)


@contextmanager
def _asked_to_stop() -> Iterator[Event]:
    """Yield what is set at the first Ctrl+C or SIGTERM; a second one ends the program at once."""
    stop = Event()
    before: dict[int, Any] = {}  # by the number of the signal

    def ask(number: int, frame: FrameType | None) -> None:
        del frame
        signal.signal(number, before[number])
        stop.set()

    for number in (int(signal.SIGINT), int(signal.SIGTERM)):
        before[number] = signal.signal(number, ask)
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
