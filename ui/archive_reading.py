"""Reading from the store beside the window, after all that was written: what cannot be read keeps nothing waiting."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QObject

from dxdesk.store.faults import StoreError
from dxdesk.store.store import Store
from ui.archive import Archive
from ui.start_calls import while_alive

T = TypeVar("T")


class _Unread(NamedTuple):
    """Why nothing could be read; an error by itself would be trouble of the archive."""

    error: StoreError | LookupError


def ask(
    archive: Archive,
    owner: QObject,
    work: Callable[[Store], T],
    done: Callable[[T], object],
    failed: Callable[[str], object],
) -> None:
    """Read something; `done` is called with it as long as `owner` is there, or `failed` with a sentence.

    What is gone meanwhile (`LookupError`) is neither.
    """

    def answer(found: object) -> None:
        if not isinstance(found, _Unread):
            done(found)  # type: ignore[arg-type] # what the work has returned
        elif isinstance(found.error, StoreError):
            failed(str(found.error))

    reading: Callable[[Store], object] = partial(_found, work)
    if archive.fault:  # the queue rests; the store is read as it is
        answer(archive.read(reading))
    else:
        archive.write(reading, done=while_alive(owner, answer), quietly=True)


def _found(work: Callable[[Store], object], store: Store) -> object:
    try:
        return work(store)
    except (StoreError, LookupError) as error:
        return _Unread(error)
