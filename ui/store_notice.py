"""The line above the window while the store is in trouble: what happened, and a way to save everything elsewhere."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dxdesk.language import translate as _
from dxdesk.store.faults import StoreError
from ui.dialog import NoticeLine

if TYPE_CHECKING:
    from dxdesk.store.backup.looking import Found
    from ui.main_window import MainWindow

_TOLD_SHARE: Final = "share-told"
_TOLD_CLOCK: Final = "clock-told"
_AT_ONCE: Final = frozenset({"changed", "replaced"})  # that will not pass by itself


class StoreNotice(NoticeLine):
    """Follows the archive of a window. Trouble that passes at the next try is told in the line below only."""

    def __init__(self, window: "MainWindow") -> None:
        """Begin with nothing to say."""
        super().__init__()
        self._window = window
        self._archive = window.office.archive
        self._tries = 0
        self._usual = window.office.place
        self._archive.trouble.connect(self._follow)

    def tell_share(self) -> None:
        """Say once for each store that it is on a share."""
        if self._archive.read(lambda store: store.setting(_TOLD_SHARE, bool)):
            return
        words = _(
            "The plans are on a network share: that works, a little slower, in one window at a time. If the network fails, what is typed is kept and saved later."
        )
        self.say(words, "soft", _("Understood"), self._note_share_told)

    def tell_clock(self) -> None:
        """Say that the clock stands before what is in the store, once for what is newest there."""
        from dxdesk.store.clock import ahead_of_clock, clock_words  # noqa: PLC0415 - when the list is there

        now = datetime.now(UTC)
        ahead = self._archive.read(lambda store: ahead_of_clock(store, now))
        if ahead is None or ahead == self._archive.read(lambda store: store.setting(_TOLD_CLOCK, datetime)):
            return

        def note() -> None:
            self._archive.write(lambda store: store.set_setting(_TOLD_CLOCK, ahead), quietly=True)

        self.say(clock_words(ahead, now), "warning", _("Understood"), note)

    def tell_backups(self) -> None:
        """Say that there are backups although there is no plan: the store may have been lost, or begun anew."""
        from dxdesk.store.backup.looking import find_backups  # noqa: PLC0415 - most stores have plans
        from ui.start_calls import while_alive  # noqa: PLC0415

        if self._archive.read(lambda store: store.plans() or store.plans(trashed=True)):
            return
        window = self._window
        window.office.worker.run(
            find_backups, window.office.place, done=while_alive(self, self._tell_of_backups)
        )

    def _tell_of_backups(self, found: "Sequence[Found]") -> None:
        kept = [each for each in found if each.plans]
        if not kept or self._window.view is not None or self.isVisibleTo(self._window):
            return
        from ui.backup_words import made_words  # noqa: PLC0415 - as above

        words = _("There is no plan here, but there are backups of earlier ones. The newest: {moment}.")
        told = words.format(moment=made_words(kept[0].backup.made.at))
        self.say(told, "warning", _("Show the &backups…"), self._show_backups)
        self._window.start.plan_wanted.connect(lambda _plan: self.withdraw(self._show_backups))

    def _show_backups(self) -> None:
        from ui.backup_dialog import open_backups  # noqa: PLC0415 - as above

        open_backups(self._window)

    def _note_share_told(self) -> None:
        self._archive.write(lambda store: store.set_setting(_TOLD_SHARE, value=True))

    def _follow(self, fault: str) -> None:
        if not fault:
            if self._tries:
                self.hide()
            self._tries = 0
            return
        self._tries += 1
        if self._archive.kind == "locked" or (self._tries == 1 and self._archive.kind not in _AT_ONCE):
            return
        if not (self.isVisibleTo(self._window) and self.words.text() == fault):
            self.say(fault, "error", _("Save everything into a &new file…"), self.ask)
            from ui.announcing import announce  # noqa: PLC0415 - most sessions have no trouble

            announce(self, fault)

    def ask(self) -> None:
        """Let the user choose a new file for everything."""
        self._choose(_("Save everything into a new file"), self._move)

    def _move(self, file: Path) -> None:
        """Copy what can be read into a new file, and go on there."""
        self._window.settle()
        self._archive.move(file, lambda error: self._moved(file, error))

    def _moved(self, file: Path, error: StoreError | None) -> None:
        if error is None:
            self._tell_new_place(file)
        elif error.kind == "exists" or self._window.view is None:
            self.say(str(error), "error", _("Choose an&other place…"), self.ask)
        else:
            words = _(
                "{reason} If nothing can be read of the old file any more, the plan that is open here can still be saved."
            )
            button = _("Save the open plan into a &new file…")
            self.say(words.format(reason=error), "error", button, self._ask_for_open_plan)

    def _ask_for_open_plan(self) -> None:
        self._choose(_("Save the open plan into a new file"), self._begin_anew)

    def _begin_anew(self, file: Path) -> None:
        """Put the open plan, as it stands, into a new store, and go on there."""
        from ui.emergency import begin_with_open_plan  # noqa: PLC0415 - as above

        if self._window.view is None:
            return
        self._window.settle()
        try:
            new = begin_with_open_plan(self._archive, self._window.view.desk, file)
        except StoreError as error:
            self.say(str(error), "error", _("Choose an&other place…"), self._ask_for_open_plan)
            return
        self._window.show_start()
        self._window.open_plan(new)
        self._tell_new_place(file)

    def _tell_new_place(self, file: Path) -> None:
        words = _(
            "From now on everything is saved in “{file}”. The next start looks for “{usual}” again: to go on then, open the new file with Ctrl+O."
        )
        self._tries = 0
        self._window.office.place = file
        told = words.format(file=file, usual=self._usual)
        self.say(told, "warning", _("Understood"), lambda: None)

    def _choose(self, title: str, then: Callable[[Path], None]) -> None:
        from PySide6.QtCore import QStandardPaths  # noqa: PLC0415 - as above
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415

        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._window, title, folder, f"{_('Stores')} (*.sqlite3)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("sqlite3")
        dialog.selectFile("dxdesk-2.sqlite3")
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
