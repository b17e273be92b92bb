"""Processes that take packages in beside the server, and open them: reading 64 MiB must hold up nobody else.

Each has its own connections and key. They end when the server ends, however it ends.
"""

import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection, get_all_start_methods, get_context, parent_process
from pathlib import Path
from typing import TypeVar

from sqlalchemy import select

from dxdesk.central.conflicts import conflict_of
from dxdesk.central.database import open_database
from dxdesk.central.faults import CentralError
from dxdesk.central.intake import Intake
from dxdesk.central.office import Office
from dxdesk.central.opening_packages import Unprintable, carried, printed
from dxdesk.central.papers import Paper, best_paper
from dxdesk.central.receiving import Arrival, Desk, Refused, Taken, receive
from dxdesk.central.side_by_side import SideBySide, side_by_side
from dxdesk.central.signature_mark import TrustedFiles
from dxdesk.central.signer import SigningKey
from dxdesk.central.tables import PACKAGE
from dxdesk.guidance.faults import FaultyPackError
from dxdesk.language import set_language, speaking
from dxdesk.store.own_packs import use_own_packs
from dxdesk.value import Value

T = TypeVar("T")


class Equipment(Value, frozen=True, kw_only=True):
    """What a process needs to set up its desk."""

    database: str
    intake: Path
    office: Office
    key: SigningKey
    language: str
    trusted: TrustedFiles | None = None


class Workers:
    """Some processes; one that the system has killed is replaced."""

    def __init__(self, equipment: Equipment, count: int) -> None:
        self._equipment = equipment
        self._count = count
        self._lock = threading.Lock()
        self._pool = self._new_pool()

    def start(self) -> None:
        """Wait until the processes are there.

        Raises:
            BrokenProcessPool: they cannot start.
        """
        for ready in [self._pool.submit(_ready) for _ in range(self._count)]:
            ready.result()

    def receive(self, arrival: Arrival) -> "Future[Taken | Refused]":
        """Have a package taken in.

        The future raises what `receive` raises, and `BrokenProcessPool` where a process has died.
        """
        return self._submit(receive_here, arrival)

    def carried(self, contents: Sequence[str], sha256: str) -> "Future[bytes | None]":
        """Have a document taken out of the packages in these files of the intake; None where none carries it."""
        return self._submit(carried_here, contents, sha256)

    def printed(self, content: str) -> "Future[bytes | Unprintable]":
        """Have the plan of a package in the intake printed as a PDF.

        The future raises what `printed` raises.
        """
        return self._submit(printed_here, content)

    def paper(self, package_id: int) -> "Future[Paper | None]":
        """Have the PDF found that stands for a package, of all that came with it.

        The future raises what `best_paper` raises.
        """
        return self._submit(paper_here, package_id)

    def compared(self, package_id: int, language: str) -> "Future[SideBySide | None]":
        """Have a package compared with those that claim to be the same revision; None where that cannot be."""
        return self._submit(compared_here, package_id, language)

    def stop(self) -> None:
        """Let them finish what they have begun."""
        self._pool.shutdown()

    def _submit(self, work: Callable[..., T], *arguments: object) -> "Future[T]":
        with self._lock:
            try:
                return self._pool.submit(work, *arguments)
            except BrokenProcessPool:
                self._pool.shutdown(wait=False)
                self._pool = self._new_pool()
                return self._pool.submit(work, *arguments)

    def _new_pool(self) -> ProcessPoolExecutor:
        # Not copies of the server itself: it has threads and connections that they must not have. Where there
        # is a process to copy, it brings what all of them need; Windows begins each anew.
        context = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
        context.set_forkserver_preload([__name__])
        return ProcessPoolExecutor(
            self._count, mp_context=context, initializer=_set_up, initargs=(self._equipment,)
        )


_desk: Desk | None = None


def receive_here(arrival: Arrival) -> Taken | Refused:
    """Take a package in, in this process."""
    assert _desk is not None  # noqa: S101 - the initializer has run
    return receive(_desk, arrival)


def carried_here(contents: Sequence[str], sha256: str) -> bytes | None:
    """Take a document out of a package, in this process."""
    assert _desk is not None  # noqa: S101 - the initializer has run
    return carried(_desk.intake, contents, sha256)


def printed_here(content: str) -> bytes | Unprintable:
    """Print the plan of a package, in this process."""
    assert _desk is not None  # noqa: S101 - the initializer has run
    return printed(_desk.intake, content)


def paper_here(package_id: int) -> Paper | None:
    """Find the PDF that stands for a package, in this process."""
    assert _desk is not None  # noqa: S101 - the initializer has run
    with _desk.database.reading() as connection:
        return best_paper(connection, _desk.intake, package_id)


def compared_here(package_id: int, language: str) -> SideBySide | None:
    """Compare a package with its rivals, in this process."""
    assert _desk is not None  # noqa: S101 - the initializer has run
    with speaking(language), _desk.database.reading() as connection:
        package = connection.execute(select(PACKAGE).where(PACKAGE.c.id == package_id)).one()
        try:
            return side_by_side(connection, _desk.intake, conflict_of(connection, package))
        except (CentralError, LookupError, FaultyPackError):
            return None


def _set_up(equipment: Equipment) -> None:
    global _desk  # noqa: PLW0603 - one desk in a process
    # The server is asked to stop, and stops us when it has finished; Ctrl+C goes to all of us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    set_language(equipment.language)
    use_own_packs()
    _desk = Desk(
        open_database(equipment.database, connections=1),
        Intake(equipment.intake),
        equipment.office,
        equipment.key,
        equipment.trusted,
    )


def _end_with_parent() -> None:
    if parent := parent_process():
        connection.wait([parent.sentinel])
        os._exit(1)


def _ready() -> None:
    return None
