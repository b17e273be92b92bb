"""The outbox: what is sent of all plans or of one, and below the list all there is to say of one of them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from dxdesk.language import translate as _
from ui import theme
from ui.archive_reading import ask
from ui.dialog import NoticeLine, muted
from ui.icons import icon
from ui.office import Office
from ui.outbox_answers import AnswerIntake
from ui.outbox_deeds import DispatchDeeds
from ui.outbox_details import OutboxDetails
from ui.outbox_entries import Details, Entry, read_details, read_entries
from ui.outbox_metered import MeteredQuestion
from ui.outbox_table import OutboxTable
from ui.outbox_verbs import OutboxDeeds
from ui.outbox_words import state_words


class OutboxPanel(QWidget):
    """Lists what is sent. `place_wanted` carries a plan and a place in it (a JSON Pointer) that is to be opened."""

    place_wanted = Signal(str, str)

    def __init__(self, office: Office, plan_id: str | None = None) -> None:
        """Show what is sent of a plan, or of all where none is named."""
        super().__init__()
        self._office = office
        self._plan_id = plan_id
        self._wanted = ""
        self._listed: frozenset[str] = frozenset()
        self.notice = NoticeLine()
        self.deeds = DispatchDeeds(office, self.notice, self)
        self.intake = AnswerIntake(office, self.notice, self)
        self.intake.taken.connect(self._show_taken)
        self._build()
        office.outbox.changed.connect(self._follow)
        office.outbox.progressed.connect(self._show_progress)

    def refresh(self) -> None:
        """Show what is sent as it is now."""
        plan_id = self._plan_id
        self.rests.setChecked(self._office.outbox.preferences.now.is_paused)
        self.metered.setVisible(self._office.outbox.asks)
        ask(self._office.archive, self, lambda store: read_entries(store, plan_id), self._show, self._fail)

    def show_dispatch(self, dispatch_id: str) -> None:
        """Choose a dispatch as soon as it is listed."""
        self._wanted = dispatch_id
        self.refresh()

    def ask_file(self) -> None:
        """Ask for an answer that came as a file."""
        dialog = QFileDialog(self, _("Take an answer in"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [f"{_('Receipts and replies')} (*.dxreceipt.json *.dxreply.json *.json)", f"{_('All files')} (*)"]
        )
        dialog.fileSelected.connect(lambda name: self.take_in(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_in(self, path: Path) -> None:
        """Take an answer in that came as a file."""
        self.intake.take(path)

    def rest(self) -> None:
        """Put the focus where the keys do most."""
        target = self.table if self.table.isVisibleTo(self) else self.answer
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Show what has happened while something else was in front."""
        super().showEvent(event)
        self.refresh()

    def _build(self) -> None:
        self.answer = QPushButton(icon("import"), _("Take an &answer in…"))
        self.answer.setToolTip(_("A receipt or a reply that came as a file; it can also be dropped here"))
        self.answer.setAutoDefault(False)
        self.answer.clicked.connect(self.ask_file)
        self.rests = QCheckBox(_("&Pause all sending"))
        self.rests.clicked.connect(lambda on: self._office.outbox.preferences.change(is_paused=on))
        self.metered = MeteredQuestion(self._office.outbox.preferences)
        self.nothing = muted(_("Nothing was sent yet. A sealed plan is sent from its page “Sign and issue”."))
        self.table = OutboxTable(one_plan=self._plan_id is not None)
        self.table.chosen.connect(self._show_chosen)
        deeds = self.deeds
        self.details = OutboxDetails(
            OutboxDeeds(
                resume=deeds.resume,
                ask_reply=deeds.ask_reply,
                enter_code=deeds.enter_code,
                pause=deeds.pause,
                withdraw=deeds.withdraw,
                hand_over=deeds.hand_over,
                handed=deeds.handed,
                open_receipt=deeds.open_receipt,
                save_receipt=deeds.save_receipt,
                open_place=lambda entry, place: self.place_wanted.emit(entry.dispatch.plan_id, place),
            )
        )
        self.details.focus_left.connect(self.rest)
        self._arrange()

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.WIDE)
        row.addWidget(self.answer)
        row.addWidget(self.rests)
        row.addStretch(1)
        self._halves = QSplitter(Qt.Orientation.Vertical)
        self._halves.setChildrenCollapsible(False)
        for widget in (self.table, self.details):
            self._halves.addWidget(widget)
        self._halves.setSizes([220, 320])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.MEDIUM)
        column.addLayout(row)
        column.addWidget(self.metered)
        column.addWidget(self.notice)
        column.addWidget(self.nothing)
        column.addWidget(self._halves, 1)
        column.addStretch(0)
        self._halves.hide()

    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()

    def _show(self, entries: Sequence[Entry]) -> None:
        had_focus = self.table.hasFocus()
        self.nothing.setVisible(not entries)
        self._halves.setVisible(bool(entries))
        wanted, self._wanted = self._wanted or _put_in_since(self._listed, entries), ""
        self._listed = frozenset(each.dispatch.id for each in entries)
        self.table.show_entries(entries, self._office.outbox.shares, wanted)
        if had_focus:
            self.rest()

    def _show_chosen(self) -> None:
        entry = self.table.entry()
        if entry is None:
            self.details.show_entry(None, Details())
            return
        ask(
            self._office.archive,
            self,
            lambda store: read_details(store, entry),
            lambda details: self._show_details(entry, details),
            self._fail,
        )

    def _show_details(self, entry: Entry, details: Details) -> None:
        chosen = self.table.entry()
        if chosen is not None and chosen.dispatch.id == entry.dispatch.id:
            self.details.show_entry(entry, details)

    def _show_progress(self, dispatch_id: str, share: int) -> None:
        self.table.dispatches.note_progress(dispatch_id)
        entry = self.table.entry()
        if entry is not None and entry.dispatch.id == dispatch_id:
            self.details.say_state(state_words(entry, share))

    def _show_taken(self, dispatch_id: str) -> None:
        self.show_dispatch(dispatch_id)

    def _fail(self, words: str) -> None:
        self.notice.say(words, "error")


def _put_in_since(known: frozenset[str], entries: Sequence[Entry]) -> str:
    """Return which dispatch has come since the list was shown: whoever has just sent it wants to see that one."""
    if not known:
        return ""
    came = [each.dispatch for each in entries if each.dispatch.id not in known]
    return max(came, key=lambda each: each.created_at).id if came else ""
