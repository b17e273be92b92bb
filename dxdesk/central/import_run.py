"""A whole import: in this process, or in several that each read, check and write their share."""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import AbstractContextManager, closing
from functools import partial
from itertools import chain, islice
from multiprocessing import connection as pipes
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import Final

from sqlalchemy.exc import IntegrityError

from dxdesk.central.database import Database, open_database
from dxdesk.central.entering import Registry
from dxdesk.central.importing import AT_ONCE, Times, Told, batches, take_in
from dxdesk.central.intake import Intake
from dxdesk.central.judging import Terms
from dxdesk.central.office import taken_years
from dxdesk.central.places import fill_places
from dxdesk.language import set_language
from dxdesk.sources.opening import Unread, opened_or_unread
from dxdesk.sources.parcel import Found
from dxdesk.store.own_packs import use_own_packs
from dxdesk.value import Value

_FEW: Final = 3  # batches that are done before other processes have started
_AT_ONCE: Final = 2  # batches under way in one process where a server writes them
_AHEAD: Final = 3  # batches under way for each process, so that memory stays flat


class Place(Value, frozen=True, kw_only=True):
    """What a process needs to take files in; `terms` are what it asks for, `times` when the files came."""

    database: str
    intake: Path
    terms: Terms
    language: str
    times: Times = AT_ONCE


def prepared(database: Database) -> frozenset[int]:
    """Return the years whose plans are taken, their maps in the database."""
    with database.reading() as connection:
        years = taken_years(connection)
    try:
        with database.writing() as connection:
            fill_places(connection, years)
    except IntegrityError:  # another importer began at the same moment, and has written them
        pass
    return years


def import_files(paths: Iterable[Path], place: Place, jobs: int) -> Iterator[Told]:
    """Take in everything at the paths; yield what became of each file.

    Raises:
        OSError, sqlalchemy.exc.SQLAlchemyError: the disk or the database fails; what is in stays in.
        BrokenProcessPool: one of the processes was killed.
    """
    found = batches(opened_or_unread(paths))
    first = list(islice(found, _FEW))
    found, are_many = chain(first, found), len(first) == _FEW
    if jobs == 1 or not are_many:
        yield from _import_here(found, place, are_many=are_many)
        return
    context = get_context("spawn")
    # Waiting for each other in SQLite is sleeping and asking again; a lock wakes the next one at once.
    lock = context.Lock() if _is_sqlite(place) else None
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_set_up, initargs=(place, lock)) as pool:
        yield from _spread(pool, _take_in_here, found, jobs * _AHEAD)
    with closing(open_database(place.database, connections=1)) as database:
        database.take_stock()


def _import_here(found: Iterable[list[Found | Unread]], place: Place, *, are_many: bool) -> Iterator[Told]:
    # While a server writes one batch we look at the next; SQLite writes in this very process.
    threads = 1 if _is_sqlite(place) else _AT_ONCE
    with closing(open_database(place.database, connections=threads)) as database:
        take = partial(take_in, Registry(database, Intake(place.intake)), place.terms, times=place.times)
        if threads == 1 or not are_many:
            for batch in found:
                yield from take(batch)
        else:
            with ThreadPoolExecutor(threads) as pool:
                yield from _spread(pool, take, found, threads)
        if are_many:
            database.take_stock()


def _is_sqlite(place: Place) -> bool:
    return place.database.startswith("sqlite")


def _spread(
    pool: Executor,
    take: Callable[[list[Found | Unread]], list[Told]],
    found: Iterable[list[Found | Unread]],
    most: int,
) -> Iterator[Told]:
    running: deque[Future[list[Told]]] = deque()
    try:
        for batch in found:
            running.append(pool.submit(take, batch))
            if len(running) >= most:
                yield from running.popleft().result()
        while running:
            yield from running.popleft().result()
    finally:
        for future in running:
            future.cancel()


_here: tuple[Registry, Terms, Times] | None = None


def _take_in_here(batch: list[Found | Unread]) -> list[Told]:
    assert _here is not None  # noqa: S101 - the initializer has run
    registry, terms, times = _here
    return take_in(registry, terms, batch, times)


def _set_up(place: Place, lock: AbstractContextManager[object] | None) -> None:
    global _here  # noqa: PLW0603 - one registry in a process
    # Ctrl+C goes to all of us; whoever has begun finishes, and is ended with the import.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    set_language(place.language)
    use_own_packs()
    _here = (
        Registry(open_database(place.database, connections=1), Intake(place.intake), lock),
        place.terms,
        place.times,
    )


def _end_with_parent() -> None:
    if parent := parent_process():
        pipes.wait([parent.sentinel])
        os._exit(1)
