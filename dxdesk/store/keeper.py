"""A store through all trouble of its disk: full, away for a while, another file in its place, gone for good."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

from dxdesk.store.connection import Trace
from dxdesk.store.disks import file_identity
from dxdesk.store.faults import StoreError
from dxdesk.store.opening import open_store
from dxdesk.store.reserve import Reserve
from dxdesk.store.store import Store

T = TypeVar("T")
Work = Callable[[Store], T]
_PATIENCE: Final = 1.0  # seconds that a try waits for a locked file: somebody may wait behind it


class Keeper:
    """Keeps a store open, or opens it again when its file is back. One thread uses it."""

    def __init__(self, file: Path) -> None:
        """Open the store; StoreError where that is not possible."""
        self.file = file
        self._store: Store | None = None
        self._fault: StoreError | None = None
        self.gave_up_reserve = False
        self._arrived = False  # the work that failed is in the store all the same
        try:
            self._take(open_store(file))
        except StoreError as error:
            if error.kind != "full" or not Reserve(file).give_up():
                raise
            self._take(open_store(file))

    def do(self, work: Work[T], *, again: bool) -> T | None:
        """Do work that writes; `again` says that it ended in an error the last time.

        None where it turns out that it had been done all the same.

        Raises:
            StoreError: it could not be done; it is to be given again, before any other.
        """
        try:
            if again and self._has_arrived():
                return self._done(None)
            return self._done(self._with_reserve(work))
        except StoreError as error:
            self._fault = error
            raise

    def look(self, work: Work[T]) -> T:
        """Do work that is not given again.

        Raises:
            StoreError: it could not be done.
        """
        if self._fault is not None:
            self._arrived = self._arrived or self._opened().has_arrived()
        try:
            return work(self._opened())
        except StoreError as error:
            if self._fault is None and error.kind == "unreachable":
                self._renew(error)
                return work(self._opened())
            with suppress(StoreError):  # what became of it is no answer to the work that is given again
                self._opened().has_arrived()
            raise

    def settle_in(self) -> bool:
        """Keep room for a full disk, and note who has the store; tell whether the disk is nearly full."""
        if self._fault is None:
            with suppress(StoreError):
                self._opened().note_holder()
        self.gave_up_reserve = False
        return self._reserve.keep()

    def move(self, file: Path) -> None:
        """Go on in a new file, with all that can still be read.

        Raises:
            StoreError: nothing can be read any more, or the new file cannot be written.
        """
        store = self._opened()
        store.copy_to(file)
        self._switch(open_store(file, store.trace))
        self._fault = None

    def begin_anew(self, file: Path) -> None:
        """Go on in a new file with nothing in it.

        Raises:
            StoreError: it cannot be written.
        """
        self._switch(open_store(file))
        self._arrived, self._fault = False, None

    def close(self) -> None:
        """Close the store."""
        if self._store is not None:
            self._store.close()

    def _has_arrived(self) -> bool:
        """Open the store again where that may help, and tell whether the work that failed is in it."""
        if self._fault is not None:
            self._renew(self._fault)
        return self._arrived or self._opened().has_arrived()

    def _done(self, result: T) -> T:
        self._arrived, self._fault = False, None
        return result

    def _with_reserve(self, work: Work[T]) -> T | None:
        try:
            return work(self._opened())
        except StoreError as error:
            if error.kind != "full" or not self._reserve.give_up():
                raise
            self.gave_up_reserve = True
            return None if self._opened().has_arrived() else work(self._opened())

    def _opened(self) -> Store:
        if self._store is None:
            raise self._fault or StoreError("unreachable", self.file)
        return self._store

    def _renew(self, fault: StoreError) -> None:
        """Open the file that is in the place of the store now, if it is the store as it was left."""
        if self._store is not None and self._store.is_same_file():
            if fault.kind != "unreachable":
                return
            self._trace = self._store.trace
            self._store.close()  # a disk that was away: nothing comes through the old descriptor any more
            self._store = None
        if file_identity(self.file) is None:
            raise StoreError("gone", self.file)
        if self._store is not None and self._store.leaves_journal():
            raise StoreError("replaced", self.file)
        try:
            self._switch(open_store(self.file, self._known()))
        except StoreError as error:
            raise StoreError("replaced", self.file) if error.kind == "foreign" else error from error

    def _known(self) -> Trace:
        return self._trace if self._store is None else self._store.trace

    def _switch(self, store: Store) -> None:
        if self._store is not None:
            self._store.close()
        self._take(store)

    def _take(self, store: Store) -> None:
        store.set_patience(_PATIENCE)
        self._store = store
        self.file = store.file
        self._reserve = Reserve(store.file)
