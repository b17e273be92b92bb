"""A file with plans from another computer: checked, compared with what is here, and taken in as one wishes."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QButtonGroup, QRadioButton

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.store.arriving import ArrivalError
from dxdesk.store.standing import Standing
from dxdesk.store.taking import Choice, Taken
from ui.backup_words import plan_row
from ui.dialog import Dialog, NoticeLine, deed_button, heading
from ui.job_bar import JobBar
from ui.move_jobs import Arrival, arrive
from ui.plain_table import PlainTable
from ui.start_calls import while_alive
from ui.taking_over import TakingOver
from ui.work import CancelledError

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_LETTERS: Final = 96
_LINES: Final = 30
_HEADINGS: Final = (mark("Plan"), mark("Last change"), mark("Against the present state"))


def open_arrival(window: "MainWindow", file: Path) -> "ArrivalDialog":
    """Show over the window what a file brings."""
    dialog = ArrivalDialog(window, file)
    dialog.open()
    return dialog


class ArrivalDialog(Dialog):
    """Says what is in the file; asks what to do with plans that are here in another state."""

    def __init__(self, window: "MainWindow", file: Path) -> None:
        """Check the file beside the window."""
        super().__init__(window, _("Take plans in"), _LETTERS, _LINES)
        self._window = window
        self._name = file.name
        self._arrival: Arrival | None = None
        self.taking = TakingOver(window, self)
        self._build()
        self._wire()
        self._check(file)

    def done(self, result: int) -> None:
        """Stop checking, and let go of the checked copy, when the dialog is closed; not while plans are taken in."""
        if self.taking.busy:
            return
        self.job.call_off()
        self._let_go()
        super().done(result)

    def take(self) -> None:
        """Take in what is new, and what is here in another state as it was answered."""
        if self._arrival is not None and (choices := self.choices()):
            self._let_choose(on=False)
            self.job.begin(_("Taking the plans in…"))
            self.taking.take(self._arrival.own, choices, "import")

    def choices(self) -> list[Choice]:
        """Return what is to be taken in."""
        found = self._arrival.standings if self._arrival else ()
        new = [Choice(each.plan.id) for each in found if each.relation == "only_there"]
        if self.skip.isChecked():
            return new
        return new + [Choice(each.plan.id, self.beside.isChecked()) for each in found if _differs(each)]

    def _build(self) -> None:
        self.title = heading(self._name)
        self.column.addWidget(self.title)
        self.table = PlainTable(_("Plans in the file"), _HEADINGS)
        self.column.addWidget(self.table, 1)
        self.question = heading(_("Plans that are here in another state:"), 1.0)
        self.skip = QRadioButton(_("&Leave them as they are here"))
        self.beside = QRadioButton(_("Keep &both: put those of the file beside them"))
        self.replace = QRadioButton(_("&Replace them by those of the file (a backup is made first)"))
        self.group = QButtonGroup(self)
        for button in (self.skip, self.beside, self.replace):
            self.group.addButton(button)
            button.toggled.connect(lambda _on: self._note_choice())
        for widget in (self.question, self.skip, self.beside, self.replace):
            self.column.addWidget(widget)
            widget.hide()
        self.job = JobBar()
        self.column.addWidget(self.job)
        self.notice = NoticeLine()
        self.column.addWidget(self.notice)
        self.deed = deed_button(_("&Take in"), self.take)
        self.deed.setProperty("role", "primary")
        self.deed.setEnabled(False)
        self.close_button = self.add_foot(self.deed)

    def _wire(self) -> None:
        self.job.stop.clicked.connect(self.taking.call_off)
        self.taking.progressed.connect(self.job.show_share)
        self.taking.done.connect(self._taken)
        self.taking.undone.connect(self._taken_back)
        self.taking.failed.connect(self._refuse)

    def _check(self, file: Path) -> None:
        self._window.settle()
        self._window.office.archive.flush()
        cancel = self.job.begin(_("Checking “{name}”…").format(name=file.name))
        worker = self._window.office.backups.worker
        worker.run(
            arrive,
            self._window.office.backups.place,
            file,
            worker.relayed(while_alive(self, self.job.show_share)),
            cancel,
            done=self._arrived,
            failed=while_alive(self, self._failed),
        )

    def _arrived(self, arrival: Arrival) -> None:
        if self.job.cancel.cancelled:  # closed meanwhile
            arrival.held.close()
            return
        self.job.end()
        self._arrival = arrival
        self.table.show_rows([plan_row(each) for each in arrival.standings])
        differing = any(map(_differs, arrival.standings))
        for widget in (self.question, self.skip, self.beside, self.replace):
            widget.setVisible(differing)
        self.skip.setChecked(True)
        if not differing and all(each.relation == "same" for each in arrival.standings):
            self.notice.say(_("All of it is here already, just the same. There is nothing to do."))
        self._note_choice()
        self._focus(differing=differing)

    def _focus(self, *, differing: bool) -> None:
        target = self.skip if differing else self.deed if self.deed.isEnabled() else self.close_button
        target.setFocus()

    def _note_choice(self) -> None:
        self.deed.setEnabled(bool(self.choices()))

    def _taken(self, taken: Taken) -> None:
        self.job.end()
        words = _n("{count} plan was taken in.", "{count} plans were taken in.", taken.plans)
        self.notice.say(words.format(count=taken.plans), "soft", _("&Undo"), self.taking.take_back)
        self.close_button.setFocus()

    def _taken_back(self) -> None:
        self.notice.say(_("Everything is as it was before."))
        self._let_choose(on=True)

    def _let_choose(self, *, on: bool) -> None:
        for widget in (self.skip, self.beside, self.replace, self.deed):
            widget.setEnabled(on)

    def _failed(self, error: Exception) -> None:
        self.job.end()
        if isinstance(error, ArrivalError):
            self._refuse(str(error))
        elif not isinstance(error, CancelledError):
            raise error

    def _refuse(self, words: str) -> None:
        self.job.end()
        self._let_choose(on=self._arrival is not None)
        self.notice.say(words, "error")
        self.close_button.setFocus()

    def _let_go(self) -> None:
        arrival, self._arrival = self._arrival, None
        if arrival is not None:
            arrival.held.close()


def _differs(standing: Standing) -> bool:
    return standing.relation in ("older", "newer")
