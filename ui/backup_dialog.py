"""The backups: what is in each, and how to get a plan, or everything, back from one."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout

from dxdesk.language import translate as _
from dxdesk.store.backup.looking import Found, find_backups
from dxdesk.store.backup.names import Backup
from dxdesk.store.faults import StoreError
from dxdesk.store.standing import Standing
from dxdesk.store.taking import Choice, Taken
from ui import theme
from ui.backup_contents import BackupContents, ask_to_restore
from ui.backup_jobs import changes, compared
from ui.backup_words import BACKUP_HEADINGS, backup_row, made_words, restore_question, restored_words
from ui.changes_dialog import since_backup
from ui.dialog import Dialog, NoticeLine, deed_button, muted
from ui.icons import icon
from ui.job_bar import JobBar
from ui.plain_table import PlainTable
from ui.start_calls import while_alive
from ui.taking_over import TakingOver
from ui.work import Cancel, CancelledError

if TYPE_CHECKING:
    from dxdesk.plan.differences import PlanDifference
    from ui.main_window import MainWindow

_LETTERS: Final = 118
_LINES: Final = 40


def open_backups(window: "MainWindow") -> "BackupDialog":
    """Show the backups over the window."""
    dialog = BackupDialog(window)
    dialog.open()
    return dialog


class BackupDialog(Dialog):
    """Lists the backups; below, the plans of the one that is chosen, and what can be done with them."""

    def __init__(self, window: "MainWindow") -> None:
        """Look for backups beside the window."""
        super().__init__(window, _("Backups"), _LETTERS, _LINES)
        self._window = window
        self._keeper = window.office.backups
        self._found: Sequence[Found] = ()
        self.taking = TakingOver(window, self)
        self._build()
        self._wire()
        window.office.archive.flush()
        self.refresh()
        self.backups.setFocus()

    def done(self, result: int) -> None:
        """Stay until what is being restored is there."""
        if not self.taking.busy:
            super().done(result)

    def refresh(self) -> None:
        """Show the backups that are there now."""
        self._keeper.worker.run(
            find_backups,
            self._window.office.backups.place,
            self._keeper.settings.second,
            done=while_alive(self, self._show_backups),
            failed=while_alive(self, self._fail),
        )

    def back_up(self) -> None:
        """Write a backup now."""
        self._window.office.archive.flush()
        cancel = self._begin()
        self._keeper.back_up(
            "hand",
            while_alive(self, self._backed_up),
            while_alive(self, self._fail),
            while_alive(self, self.job.show_share),
            cancel,
        )

    def restore(self) -> None:
        """Take the plans that are chosen from the backup, in the place of those that are here."""
        chosen = self.contents.chosen()
        if chosen:
            choices = [Choice(each.plan.id) for each in chosen]
            ask_to_restore(self, restore_question(chosen), lambda: self._take(choices))

    def restore_beside(self) -> None:
        """Take the plans that are chosen from the backup, as copies beside those that are here."""
        if chosen := self.contents.chosen():
            self._take([Choice(each.plan.id, beside=True) for each in chosen])

    def restore_all(self) -> None:
        """Take everything from the backup; plans that are only here stay."""
        choices = [Choice(each.plan.id) for each in self.contents.there()]
        question = _("Restore everything from this backup?")
        ask_to_restore(self, question, lambda: self._take(choices, whole=True))

    def show_changes(self) -> None:
        """Say in words what differs in the plan that is chosen."""
        file, chosen = self._file(), self.contents.chosen()
        if file is None or not chosen:
            return
        standing = chosen[0]
        if standing.here is None:
            self.notice.say(_("This plan is not here now; restoring brings all of it."))
            return
        self._keeper.worker.run(
            changes,
            self._window.office.backups.place,
            file,
            standing.plan.id,
            done=while_alive(self, lambda found: self._show_changes(standing, found)),
            failed=while_alive(self, self._fail),
        )

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.WIDE)
        words = _(
            "A backup is made by itself when the program starts with changes, every half hour of writing, and "
            "when it closes."
        )
        head.addWidget(muted(words), 1)
        self.now = deed_button(_("&Back up now"), self.back_up)
        self.now.setIcon(icon("duplicate", "on_primary"))
        self.now.setProperty("role", "primary")
        head.addWidget(self.now)
        self.column.addLayout(head)
        self.backups = PlainTable(_("Backups"), BACKUP_HEADINGS)
        self.column.addWidget(self.backups, 3)
        self.contents = BackupContents()
        self.column.addWidget(self.contents, 3)
        self.job = JobBar()
        self.column.addWidget(self.job)
        self.notice = NoticeLine()
        self.column.addWidget(self.notice)
        self.all = deed_button(_("Restore &everything…"), self.restore_all)
        self.close_button = self.add_foot(self.all)
        self._note_choice()

    def _wire(self) -> None:
        self.backups.itemSelectionChanged.connect(self._look_inside)
        self.contents.restore_wanted.connect(self.restore)
        self.contents.copy_wanted.connect(self.restore_beside)
        self.contents.changes_wanted.connect(self.show_changes)
        self.contents.chosen_changed.connect(self._note_choice)
        self._keeper.changed.connect(self.refresh)
        self.taking.progressed.connect(self.job.show_share)
        self.job.stop.clicked.connect(self.taking.call_off)
        self.taking.done.connect(self._restored)
        self.taking.undone.connect(self._taken_back)
        self.taking.failed.connect(self._tell_failure)

    def _show_backups(self, found: Sequence[Found]) -> None:
        chosen, self._found = self._file(), found
        self.backups.show_rows([backup_row(each) for each in found])
        rows = [row for row, each in enumerate(found) if each.backup.file == chosen]
        if rows:  # others came before it
            self.backups.setCurrentCell(rows[0], 0)
        self._look_inside()

    def _file(self) -> Path | None:
        row = self.backups.currentRow()
        return self._found[row].backup.file if 0 <= row < len(self._found) else None

    def _look_inside(self) -> None:
        file = self._file()
        if file is None:
            self.contents.show_plans(_("There is no backup yet."), ())
            return
        self._keeper.worker.run(
            compared,
            self._window.office.backups.place,
            file,
            done=while_alive(self, lambda found: self._arrived(file, found)),
            failed=while_alive(self, self._fail),
        )

    def _arrived(self, file: Path, found: Sequence[Standing]) -> None:
        if file == self._file():  # else another one was chosen meanwhile
            made = self._found[self.backups.currentRow()].backup.made.at
            self.contents.show_plans(_("Backup: {moment}").format(moment=made_words(made)), found)

    def _note_choice(self) -> None:
        self.all.setEnabled(bool(self.contents.there()))

    def _take(self, choices: Sequence[Choice], *, whole: bool = False) -> None:
        if (file := self._file()) is not None:
            self._begin()
            self.taking.take(file, choices, "restore", whole=whole)

    def _restored(self, taken: Taken) -> None:
        self._end()
        self._look_inside()
        self.notice.say(restored_words(taken.plans), "soft", _("&Undo"), self._undo)
        self.notice.button.setFocus()

    def _undo(self) -> None:
        self._begin()
        self.taking.take_back()

    def _taken_back(self) -> None:
        self._end()
        self.notice.say(_("Everything is as it was before restoring."))
        self.refresh()

    def _backed_up(self, backup: Backup) -> None:
        self._end()
        self.notice.say(_("Backed up and verified: “{name}”.").format(name=backup.file.name))

    def _begin(self) -> Cancel:
        self._enable(on=False)
        self.notice.hide()
        cancel = self.job.begin(_("Writing a backup…"))
        self.job.stop.setFocus()
        return cancel

    def _end(self) -> None:
        self.job.end()
        self._enable(on=True)

    def _enable(self, *, on: bool) -> None:
        for widget in (self.now, self.backups, self.contents, self.all):
            widget.setEnabled(on)
        if on:
            self._note_choice()

    def _show_changes(self, standing: Standing, found: "Sequence[PlanDifference] | str") -> None:
        since_backup(self, standing, found).open()

    def _fail(self, error: Exception) -> None:
        if isinstance(error, CancelledError):
            self._tell_failure(_("Stopped. Nothing was changed."))
            return
        self._end()
        if not isinstance(error, StoreError):
            raise error
        self._tell_failure(str(error))

    def _tell_failure(self, words: str) -> None:
        self._end()
        self.notice.say(words, "error")
