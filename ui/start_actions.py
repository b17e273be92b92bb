"""What can be done with plans of the list: into the trash and back, a copy, away for good."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.store.store import Store
from dxdesk.store.values import PlanSummary
from ui.archive import Archive
from ui.start_calls import while_alive
from ui.start_words import plan_title

Plans = Sequence[PlanSummary]


class PlanActions(QObject):
    """Changes plans in the store. `done` carries what was done in words, and what takes it back (or None)."""

    done = Signal(str, object)

    def __init__(self, archive: Archive, parent: QWidget) -> None:
        """Ask questions over `parent`."""
        super().__init__(parent)
        self._archive = archive
        self._window = parent

    def trash(self, plans: Plans) -> None:
        """Put plans into the trash; this can be taken back."""
        words = _("Put into the trash: {plans}.")
        self._do(plans, words, Store.trash, Store.bring_back)

    def bring_back(self, plans: Plans) -> None:
        """Take plans out of the trash; this can be taken back."""
        words = _("Back in the list: {plans}.")
        self._do(plans, words, Store.bring_back, Store.trash)

    def copy(self, plans: Plans) -> None:
        """Add a copy of each plan, without its history."""
        words = _("Duplicated: {plans}.")
        self._do(plans, words, Store.copy)

    def ask_to_erase(self, plans: Plans) -> None:
        """Ask whether plans in the trash are to go for good."""
        if not plans:
            return
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(_("Delete for good"))
        box.setText(_filled(_("Delete for good: {plans}?"), plans))
        box.setInformativeText(_("This cannot be undone."))
        erase = box.addButton(_("Delete for good"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(_("Keep"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        words = _("Deleted for good: {plans}.")
        erase.clicked.connect(lambda: self._do(plans, words, Store.erase))
        box.open()

    def _do(
        self,
        plans: Plans,
        words: str,
        change: Callable[[Store, str], object],
        back: Callable[[Store, str], object] | None = None,
    ) -> None:
        if not plans:
            return
        undo = None if back is None else lambda: self._write(plans, back, lambda: self.done.emit("", None))
        self._write(plans, change, lambda: self.done.emit(_filled(words, plans), undo))

    def _write(
        self, plans: Plans, change: Callable[[Store, str], object], then: Callable[[], object]
    ) -> None:
        # A job for each plan: one that fails is tried again, and must not do the others twice.
        *before, last = plans
        for plan in before:
            self._archive.write(partial(_changed, change, plan.id))
        self._archive.write(
            partial(_changed, change, last.id), done=while_alive(self, lambda _result: then())
        )


def _changed(change: Callable[[Store, str], object], plan_id: str, store: Store) -> object:
    return change(store, plan_id)


def _filled(words: str, plans: Plans) -> str:
    """Name the plan in a sentence; several are counted."""
    count = len(plans)
    counted = _n("{count} plan", "{count} plans", count).format(count=count)
    return words.format(plans=plan_title(plans[0]) if count == 1 else counted)
