"""Plans to another computer: with all of their history in one file, by a stick or a mail."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.store.faults import StoreError
from dxdesk.store.moving import SUFFIX
from dxdesk.store.values import PlanSummary
from ui.arrival_dialog import open_arrival
from ui.dialog import Dialog, NoticeLine, deed_button, muted
from ui.icons import icon
from ui.job_bar import JobBar
from ui.move_jobs import export
from ui.plain_table import PlainTable
from ui.start_calls import while_alive
from ui.start_words import moment_words, plan_title, state_words
from ui.work import CancelledError

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_LETTERS: Final = 96
_LINES: Final = 32
_HEADINGS: Final = (mark("Plan"), mark("State"), mark("Last change"))


def open_move(window: "MainWindow") -> "MoveDialog":
    """Show over the window how plans get to another computer."""
    dialog = MoveDialog(window)
    dialog.open()
    return dialog


class MoveDialog(Dialog):
    """Writes the plans that are chosen, or everything, into a file; takes in one that came."""

    def __init__(self, window: "MainWindow") -> None:
        """List the plans."""
        super().__init__(window, _("Move to another computer"), _LETTERS, _LINES)
        self._window = window
        window.settle()
        window.office.archive.flush()
        self.plans: Sequence[PlanSummary] = window.office.archive.read(lambda store: store.plans())
        self._build()
        self.table.setFocus()

    def done(self, result: int) -> None:
        """Stop writing when the dialog is closed."""
        self.job.call_off()
        super().done(result)

    def ask_chosen(self) -> None:
        """Ask where to write the plans that are chosen."""
        chosen = [self.plans[row] for row in self.table.chosen_rows()]
        if chosen:
            name = f"ke-hoach-{chosen[0].unit_code}-{chosen[0].year}"
            self._ask_target(name, [plan.id for plan in chosen])

    def ask_everything(self) -> None:
        """Ask where to write everything."""
        self._ask_target(f"dxdesk-{datetime.now():%Y-%m-%d}", None)  # noqa: DTZ005 - the office's own day

    def write(self, target: Path, plan_ids: Sequence[str] | None) -> None:
        """Write plans, or everything, into a file."""
        target = target if target.suffix else target.with_name(target.name + SUFFIX)
        cancel = self.job.begin(_("Writing “{name}”…").format(name=target.name))
        self._enable(on=False)
        worker = self._window.office.backups.worker
        worker.run(
            export,
            self._window.office.backups.place,
            target,
            plan_ids,
            worker.relayed(while_alive(self, self.job.show_share)),
            cancel,
            done=while_alive(self, self._written),
            failed=while_alive(self, self._failed),
        )

    def ask_file(self) -> None:
        """Ask which file to take in."""
        dialog = QFileDialog(self, _("Take plans in"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [_("Plans with their history ({pattern})").format(pattern=f"*{SUFFIX} *.sqlite3")]
        )
        dialog.fileSelected.connect(self._take_in)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_in(self, name: str) -> None:
        window = self._window
        self.close()
        open_arrival(window, Path(name))

    def _build(self) -> None:
        words = _(
            "A plan goes with all of its history, its revisions and papers, in one file: put it on a stick, and "
            "open it on the other computer with Ctrl+O. Nothing changes here."
        )
        self.column.addWidget(muted(words))
        self.table = PlainTable(_("Plans"), _HEADINGS, several=True)
        now = datetime.now().astimezone()
        self.table.show_rows(
            [(plan_title(plan), state_words(plan), moment_words(plan.changed_at, now)) for plan in self.plans]
        )
        self.column.addWidget(self.table, 1)
        self.job = JobBar()
        self.column.addWidget(self.job)
        self.notice = NoticeLine()
        self.column.addWidget(self.notice)
        self.chosen = deed_button(_("&Write the plan…"), self.ask_chosen)
        self.chosen.setIcon(icon("export", "on_primary"))
        self.chosen.setProperty("role", "primary")
        self.everything = deed_button(_("Write &everything…"), self.ask_everything)
        self.take_in = deed_button(_("&Take a file in…"), self.ask_file)
        self.close_button = self.add_foot(self.chosen, self.everything, self.take_in)
        self._enable(on=True)

    def _ask_target(self, name: str, plan_ids: Sequence[str] | None) -> None:
        dialog = QFileDialog(self, _("Write plans"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Plans with their history ({pattern})").format(pattern=f"*{SUFFIX}")])
        dialog.setDefaultSuffix(SUFFIX)
        dialog.selectFile(f"{name}{SUFFIX}")
        dialog.fileSelected.connect(lambda path: self.write(Path(path), plan_ids))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _written(self, target: Path) -> None:
        self._end()
        self.notice.say(
            _("Written: “{path}”. Open it on the other computer with Ctrl+O.").format(path=target)
        )

    def _failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, CancelledError):
            self.notice.say(_("Stopped. No file was written."))
        elif isinstance(error, StoreError):
            self.notice.say(str(error), "error")
        else:
            raise error

    def _end(self) -> None:
        self.job.end()
        self._enable(on=True)

    def _enable(self, *, on: bool) -> None:
        for button in (self.chosen, self.everything):
            button.setEnabled(on and bool(self.plans))
        self.take_in.setEnabled(on)
