"""Backups by themselves: when the program starts, every half hour with changes, and when it closes."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.store.faults import StoreError
from ui.archive import Archive
from ui.start_calls import while_alive
from ui.work import Cancel, CancelledError, Worker

if TYPE_CHECKING:
    from dxdesk.store.backup.names import Backup, Reason
    from dxdesk.store.backup.settings import BackupSettings
    from ui.backup_jobs import Outcome

_AFTER_START: Final = 2_000  # milliseconds; the list of plans comes first
_EVERY: Final = 30 * 60_000  # milliseconds
_LOOK_FOR_STICK: Final = 60_000  # milliseconds
_SILENT: Final = 0.3  # seconds of waiting at the end that need no word
_LONGEST: Final = 15.0  # seconds of waiting at the end
_CALM_FOR: Final = 7  # days without the second place before a word is said


class BackupKeeper(QObject):
    """Writes backups off the UI thread, one after the other.

    `told` carries what the user should know of them, empty when there is nothing; `words` keeps it.
    `changed` says that there are others now, or that they were copied. `worker` does all that concerns backups.
    """

    told = Signal(str)
    changed = Signal()

    def __init__(self, archive: Archive, place: Path, parent: QObject | None = None) -> None:
        """Do nothing before `begin`."""
        super().__init__(parent)
        self._archive = archive
        self._known = place
        self._begun = False
        self._cancel = Cancel()
        self._settings: BackupSettings | None = None
        self.words = ""
        self.worker = Worker("backup", parent=self)
        self._first = self._timer(_AFTER_START, self.back_up_if_due)
        self._first.setSingleShot(True)
        self._ticks = [
            self._first,
            self._timer(_EVERY, self.back_up_if_due),
            self._timer(_LOOK_FOR_STICK, self.copy),
        ]

    @property
    def place(self) -> Path:
        """The file of the store, wherever it is now; where it was last while it cannot be read."""
        try:
            self._known = self._archive.read(lambda store: store.file)
        except StoreError:
            return self._known
        return self._known

    @property
    def settings(self) -> "BackupSettings":
        """How backups are set."""
        from dxdesk.store.backup.settings import SETTING, BackupSettings  # noqa: PLC0415 - late, as above

        if self._settings is None:
            try:
                kept = self._archive.read(lambda store: store.setting(SETTING, BackupSettings))
            except StoreError:  # told elsewhere; asked again the next time
                return BackupSettings()
            self._settings = kept or BackupSettings()
        return self._settings

    def change(self, settings: "BackupSettings") -> None:
        """Keep other settings; what they ask for is done at once."""
        self._keep(settings)
        self.copy()

    def choose_place(self, place: str) -> None:
        """Copy backups to a second place from now on; nowhere where it is empty."""
        self.change(self.settings.with_place(place, datetime.now().astimezone()))

    def begin(self) -> None:
        """Begin when the window is shown: first the state in which the plans were found."""
        if not self._begun:
            self._begun = True
            for tick in self._ticks:
                tick.start()

    def back_up_if_due(self) -> None:
        """Write a backup where the newest one lacks something."""
        from ui.backup_jobs import kept_up  # noqa: PLC0415 - late, as above

        self.worker.run(
            kept_up,
            self.place,
            self.settings.second,
            self._cancel,
            done=while_alive(self, self._kept_up),
            failed=self._failed,
        )

    def back_up(
        self,
        reason: "Reason",
        done: "Callable[[Backup], object]",
        failed: Callable[[Exception], object],
        progress: Callable[[int], object] | None = None,
        cancel: Cancel | None = None,
    ) -> None:
        """Write a backup, whatever the newest one has; `progress` is told what share is written, in per cent."""
        from ui.backup_jobs import backed_up  # noqa: PLC0415 - late, as above

        def finished(backup: "Backup") -> None:
            self._say("")
            self.changed.emit()
            self.copy()
            done(backup)

        told = None if progress is None else self.worker.relayed(progress)
        cancels = (self._cancel,) if cancel is None else (self._cancel, cancel)
        self.worker.run(
            backed_up, self.place, reason, told, cancels, done=while_alive(self, finished), failed=failed
        )

    def copy(self) -> None:
        """Copy the newest backup to the second place, if it is there and lacks it."""
        second = self.settings.second
        if second is not None:
            from ui.backup_jobs import copied  # noqa: PLC0415 - late, as above

            self.worker.run(
                copied,
                self.place,
                second,
                self._cancel,
                done=while_alive(self, self._copied),
                failed=self._failed,
            )

    def finish(self, say: Callable[[], object]) -> None:
        """Write a last backup where one is due, and wait for it, but not for ever; `say` tells why one waits."""
        if not self._begun:
            return
        self._rest()
        self.back_up_if_due()
        if not self.worker.wait_idle(_SILENT):
            say()
            self.worker.wait_idle(_LONGEST)
        self._begun = False

    def close(self) -> None:
        """Call off what is being written; half a backup is none."""
        self._rest()
        self._cancel.cancel()
        self.worker.close()

    def _rest(self) -> None:
        for tick in self._ticks:
            tick.stop()

    def _kept_up(self, outcome: "Outcome") -> None:
        self._copied(outcome)
        if outcome.written:
            self.changed.emit()

    def _copied(self, outcome: "Outcome") -> None:
        """Remember when the second place got the newest backup; say so where it has lacked it for days."""
        import msgspec  # noqa: PLC0415 - late, as above

        settings = self.settings
        if outcome.copied:
            settings = msgspec.structs.replace(settings, copied_at=datetime.now().astimezone())
            self._keep(settings)
        days = settings.days_behind(outcome.newest, datetime.now().astimezone())
        self._say(self._behind(settings.second_place, days) if days >= _CALM_FOR else outcome.trouble)

    def _keep(self, settings: "BackupSettings") -> None:
        from dxdesk.store.backup.settings import SETTING  # noqa: PLC0415 - late, as above

        self._settings = settings
        self._archive.write(lambda store: store.set_setting(SETTING, settings))
        self.changed.emit()

    def _behind(self, place: str, days: int) -> str:
        words = _n(
            "For {count} day no backup was copied to “{place}”. Connect it, and it is done by itself.",
            "For {count} days no backup was copied to “{place}”. Connect it, and it is done by itself.",
            days,
        )
        return words.format(count=days, place=place)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, CancelledError):
            return
        if not isinstance(error, StoreError):
            raise error
        self._say(_("No backup could be written. {reason}").format(reason=error))

    def _say(self, words: str) -> None:
        if words != self.words:
            self.words = words
            self.told.emit(words)

    def _timer(self, interval: int, slot: Callable[[], object]) -> QTimer:
        timer = QTimer(self, interval=interval)
        timer.timeout.connect(slot)
        return timer
