"""In place of the list, where the store is damaged: what happened, what was found, and what to do."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.store.offering import Offer, prepare_offer
from dxdesk.store.rescue import Rescue, Step
from ui.dialog import Dialog, deed_button, heading, muted
from ui.rescue_words import STEP_WORDS, incomplete_words, moment_words, plan_words, what_happened, what_to_do
from ui.start_words import unit_title
from ui.work import Cancel, Worker

Choice = Literal["rescued", "empty", "close"]

_HEADINGS: Final = (mark("Plan"), mark("Last change"), mark("What was found"))
_SHARES: Final = (27, 22, 51)  # what each column takes of the room


class RescueDialog(Dialog):
    """Looks for what is left, then shows it. `choice` is what the user chose, `fault` why there is no offer."""

    def __init__(self, file: Path, *, ours: bool, parent: QWidget | None = None) -> None:
        """Begin to look; `ours` tells that the file is surely a store of this program."""
        super().__init__(parent, _("The plans cannot be opened"), letters=100, lines=26)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.offer: Offer | None = None
        self.choice: Choice = "close"
        self.question: QMessageBox | None = None
        self.fault: Exception | None = None
        self._cancel = Cancel()
        self._worker = Worker("rescue", parent=self)
        self._busy = _Busy(self._stop)
        self.column.addWidget(heading(_("The store is damaged")))
        self.column.addWidget(self._busy, 1)
        self._worker.run(
            partial(_prepared, ours=ours),
            file,
            self._cancel,
            self._worker.relayed(self._busy.show_step),
            done=self._show,
            failed=self._fail,
        )

    def done(self, result: int) -> None:
        """Call the work off, where it is still going on, and close."""
        self._cancel.cancel()
        self._worker.close()
        super().done(result)

    def _stop(self) -> None:
        self.reject()

    def _fail(self, error: Exception) -> None:
        self.fault = error
        self.reject()

    def _show(self, offer: Offer | None) -> None:
        self.offer = offer
        if offer is None:
            self.reject()
            return
        self._busy.hide()
        self.column.removeWidget(self._busy)
        happened = QLabel(what_happened(offer))
        happened.setWordWrap(True)
        happened.setTextFormat(Qt.TextFormat.PlainText)
        happened.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(happened)
        todo = QLabel(what_to_do(offer))
        todo.setWordWrap(True)
        self.column.addWidget(todo)
        if offer.rescued is None:
            self.column.addStretch(1)
        else:
            self._show_found(offer.rescued)
        self._add_verbs(offer)

    def _show_found(self, found: Rescue) -> None:
        self.table = _FoundTable(found)
        self.column.addWidget(self.table, 1)
        if words := incomplete_words(found):
            self.column.addWidget(muted(words))

    def _add_verbs(self, offer: Offer) -> None:
        row = QHBoxLayout()
        self.empty_button = deed_button(
            _("Start &empty (the damaged file is kept)"), partial(self._begin_empty, offer)
        )
        self.close_button = deed_button(_("&Close"), self.reject)
        row.addWidget(self.empty_button)
        row.addStretch(1)
        self.use_button = QPushButton(_("&Use what was rescued"))
        self.use_button.setProperty("role", "primary")
        self.use_button.clicked.connect(lambda: self._choose("rescued"))
        self.use_button.setVisible(offer.rescued is not None)
        row.addWidget(self.use_button)
        row.addWidget(self.close_button)
        self.column.addLayout(row)
        best = self.use_button if offer.rescued is not None else self.close_button
        if offer.rescued is not None:
            self.use_button.setDefault(True)
        QTimer.singleShot(0, best, best.setFocus)  # once it is shown

    def _begin_empty(self, offer: Offer) -> None:
        """Begin with nothing; where there is something, after asking."""
        if offer.rescued is None:
            self._choose("empty")
            return
        self.question = box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(_("Begin without the plans that were rescued?"))
        box.setInformativeText(_("The damaged file is kept, but this window does not offer its plans again."))
        box.addButton(_("Start &empty"), QMessageBox.ButtonRole.DestructiveRole).clicked.connect(
            lambda: self._choose("empty")
        )
        box.setDefaultButton(box.addButton(_("&Back"), QMessageBox.ButtonRole.RejectRole))
        box.open()

    def _choose(self, choice: Choice) -> None:
        self.choice = choice
        self.accept()


class _Busy(QWidget):
    """Says what is being done, with a button that stops it."""

    def __init__(self, stop: Callable[[], object]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.words = QLabel(_(STEP_WORDS["salvage"]))
        self.bar = QProgressBar(textVisible=False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(_("Progress of the rescue"))
        column.addWidget(self.words)
        column.addWidget(self.bar)
        column.addWidget(deed_button(_("&Stop"), stop), 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_step(self, step: Step) -> None:
        self.words.setText(_(STEP_WORDS[step]))


class _FoundTable(QTableWidget):
    """Lists the plans that were found, one a row, with how complete each is."""

    def __init__(self, found: Rescue) -> None:
        super().__init__(len(found.plans), len(_HEADINGS))
        self.setAccessibleName(_("Plans that were found"))
        self.setHorizontalHeaderLabels([_(words) for words in _HEADINGS])
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        for row, plan in enumerate(found.plans):
            title = _("{unit}, {year}").format(unit=unit_title(plan.unit_name), year=plan.year)
            cells = (title, moment_words(plan.changed_at), plan_words(plan, found))
            for column, words in enumerate(cells):
                self.setItem(row, column, QTableWidgetItem(words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the new width, and give each row the height that its words need."""
        super().resizeEvent(event)
        width = self.viewport().width()
        for column, share in enumerate(_SHARES):
            self.setColumnWidth(column, width * share // sum(_SHARES))
        self.resizeRowsToContents()


def _prepared(file: Path, cancel: Cancel, progress: Callable[[Step], object], *, ours: bool) -> Offer | None:
    return prepare_offer(file, ours=ours, check=cancel.check, progress=progress)
