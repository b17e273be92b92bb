"""Plans from a backup, or from elsewhere, into the store: a backup before it, all or nothing, and the way back."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from dxdesk.language import translate as _
from dxdesk.store.backup.names import Backup
from dxdesk.store.faults import StoreError
from dxdesk.store.store import Store
from dxdesk.store.taking import Choice, Taken
from ui.start_calls import while_alive
from ui.work import Cancel, CancelledError

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class TakingOver(QObject):
    """Takes plans over, one request at a time.

    `progressed` carries the share of the backup that is written, in per cent; `done` what was taken over;
    `undone` comes when that is taken back; `failed` carries why nothing was changed. It is `busy` from the asking until one of these.
    """

    progressed = Signal(int)
    done = Signal(object)
    undone = Signal()
    failed = Signal(str)

    def __init__(self, window: "MainWindow", parent: QObject) -> None:
        """Work in the store of a window; its plan is closed first, so that it shows what is there then."""
        super().__init__(parent)
        self._window = window
        self.busy = False
        self._cancel = Cancel()
        self._last: tuple[Taken, Path] | None = None

    def take(
        self,
        file: Path,
        choices: Sequence[Choice],
        reason: Literal["restore", "import"],
        *,
        whole: bool = False,
    ) -> None:
        """Take plans over from a store file."""
        chosen = tuple(choices)

        def work(store: Store) -> Taken:
            return store.take(file, chosen, whole=whole)

        self._run(reason, work, self._taken)

    def take_back(self) -> None:
        """Take back what was taken over last."""
        if self._last is None:
            return
        (taken, before), self._last = self._last, None
        self._run(
            "restore", lambda store: store.take_back(taken, before), lambda _result, _before: self._back()
        )

    def call_off(self) -> None:
        """Call it off while the backup is written; what comes after it is all or nothing."""
        self._cancel.cancel()

    def _run(
        self,
        reason: Literal["restore", "import"],
        work: Callable[[Store], object],
        then: Callable[[object, Backup], object],
    ) -> None:
        if self._window.view is not None:
            self._window.show_start()
        self.busy = True
        archive = self._window.office.archive
        if not archive.flush():
            self._end(archive.fault)
            return

        def written(backup: Backup) -> None:
            if self._cancel.cancelled:
                self._end(_("Stopped. Nothing was changed."))
                return
            archive.write(
                lambda store: _outcome(store, work),
                done=while_alive(self, lambda outcome: self._settle(outcome, backup, then)),
            )

        self._cancel = Cancel()
        self._window.office.backups.back_up(
            reason,
            while_alive(self, written),
            while_alive(self, self._fail),
            while_alive(self, self.progressed.emit),
            self._cancel,
        )

    def _settle(self, outcome: object, before: Backup, then: Callable[[object, Backup], object]) -> None:
        self._window.start.refresh()
        if isinstance(outcome, StoreError):
            self._end(str(outcome))
        else:
            self.busy = False
            then(outcome, before)

    def _taken(self, outcome: object, before: Backup) -> None:
        assert isinstance(outcome, Taken)  # noqa: S101 - what the work returns
        self._last = (outcome, before.file)
        self.done.emit(outcome)

    def _back(self) -> None:
        self.undone.emit()

    def _fail(self, error: Exception) -> None:
        if isinstance(error, CancelledError):
            self._end(_("Stopped. Nothing was changed."))
            return
        if not isinstance(error, StoreError):
            self.busy = False
            raise error
        self._end(str(error))

    def _end(self, fault: str) -> None:
        self.busy = False
        self.failed.emit(fault)


def _outcome(store: Store, work: Callable[[Store], object]) -> object:
    """Return what came of it, or why nothing did: the user asks again, it is not tried by itself."""
    try:
        return work(store)
    except StoreError as error:
        return error
