"""The list of plans with its filter, its trash, and what to do where there are none yet."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMessageBox, QPushButton, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.store.store import Store
from dxdesk.store.values import PlanSummary
from dxdesk.units.catalogue import catalogue, schemes
from ui import theme
from ui.icons import icon
from ui.office import Office
from ui.start_frame import EmptyList, ListHead
from ui.start_model import UnitKey
from ui.start_notice import QuietLine
from ui.start_table import PlansTable
from ui.start_words import plan_title

_WIDEST = 1_160


class PlanList(QWidget):
    """The plans of the office, or those in the trash.

    `plan_wanted` carries the id of a plan to open; `new_wanted` and `file_wanted` that somebody asks for
    a new plan, or for one from a file.
    """

    plan_wanted = Signal(str)
    new_wanted = Signal()
    file_wanted = Signal()

    def __init__(self, office: Office, menu: QMenu) -> None:
        """List what the store has; `menu` is the one behind the three dots."""
        super().__init__()
        self._office = office
        self.in_trash = False
        self.head = ListHead(menu)
        self.table = PlansTable(self._fill_menu)
        self.empty = EmptyList()
        self.quiet = QuietLine()
        self.trash_button = QPushButton()
        self.trash_button.setProperty("role", "quiet")
        self.trash_button.setIcon(icon("delete", "primary"))
        self._arrange()
        self._wire()
        self.refresh()

    def refresh(self) -> None:
        """Show the plans as they are; what was chosen stays chosen."""
        row, chosen = self.table.currentIndex().row(), [plan.id for plan in self.table.chosen()]
        plans, trashed = self._office.archive.read(_both)
        if not trashed:
            self.in_trash = False
        shown = trashed if self.in_trash else plans
        self.table.plans.show_plans(shown, trashed=self.in_trash)
        kept = self.table.plans.row_of(chosen[0]) if chosen else -1
        self.table.choose(kept if kept >= 0 else row)
        self._show_parts(shown, len(trashed))
        self._find_paths()

    def show_trash(self, *, shown: bool) -> None:
        """Show the trash, or the plans again."""
        self.in_trash = shown
        self.quiet.say("")
        self.head.search.clear()
        self.refresh()
        self.table.choose(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def trash(self) -> None:
        """Put the chosen plans into the trash; this can be taken back."""
        plans = [] if self.in_trash else self.table.chosen()
        if not plans:
            return
        words = _n("Put into the trash: {plan}.", "Put into the trash: {count} plans.", len(plans))
        self._change(
            lambda store: [store.trash(plan.id) for plan in plans],
            words.format(plan=plan_title(plans[0]), count=len(plans)),
            lambda store: [store.bring_back(plan.id) for plan in plans],
        )

    def bring_back(self) -> None:
        """Take the chosen plans out of the trash."""
        plans = self.table.chosen() if self.in_trash else []
        if plans:
            words = _n("Back in the list: {plan}.", "Back in the list: {count} plans.", len(plans))
            self._change(
                lambda store: [store.bring_back(plan.id) for plan in plans],
                words.format(plan=plan_title(plans[0]), count=len(plans)),
                lambda store: [store.trash(plan.id) for plan in plans],
            )

    def copy(self) -> None:
        """Add a copy of each chosen plan, without its history."""
        plans = [] if self.in_trash else self.table.chosen()
        if plans:
            words = _n("Copied: {plan}.", "Copied: {count} plans.", len(plans))
            self._change(
                lambda store: [store.copy(plan.id) for plan in plans],
                words.format(plan=plan_title(plans[0]), count=len(plans)),
            )

    def ask_to_erase(self) -> None:
        """Ask whether the chosen plans in the trash are to go for good."""
        plans = self.table.chosen() if self.in_trash else []
        if not plans:
            return
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(_("Delete for good"))
        ask = _n("Delete {plan} for good?", "Delete {count} plans for good?", len(plans))
        box.setText(ask.format(plan=plan_title(plans[0]), count=len(plans)))
        box.setInformativeText(_("This cannot be undone."))
        erase = box.addButton(_("Delete for good"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(_("Keep"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        erase.clicked.connect(lambda: self._erase(plans))
        box.open()

    def _erase(self, plans: Sequence[PlanSummary]) -> None:
        words = _n("Deleted for good: {plan}.", "Deleted for good: {count} plans.", len(plans))
        self._change(
            lambda store: [store.erase(plan.id) for plan in plans],
            words.format(plan=plan_title(plans[0]), count=len(plans)),
        )

    def _change(self, work: "Work", words: str, back: "Work | None" = None) -> None:
        """Do something to plans in the store, say so, and offer the way back if there is one."""
        archive = self._office.archive

        def done(_result: object) -> None:
            self.refresh()
            undo = None if back is None else lambda: archive.write(back, done=lambda _done: self.refresh())
            self.quiet.say(words, undo)

        archive.write(work, done=done)

    def _show_parts(self, shown: Sequence[PlanSummary], trashed: int) -> None:
        is_empty = not shown and not self.in_trash
        self.head.show_for(in_trash=self.in_trash, is_empty=is_empty)
        self.empty.setVisible(is_empty)
        self.table.setVisible(not is_empty)
        self.trash_button.setVisible(bool(trashed) and not self.in_trash)
        self.trash_button.setText(_("&Trash ({count})").format(count=trashed))
        self._note_choice()

    def _note_choice(self) -> None:
        has_choice = bool(self.table.chosen())
        for button in (self.head.restore, self.head.erase):
            button.setEnabled(has_choice)

    def _find_paths(self) -> None:
        """Look up what the units belong to, beside the window: the maps take a moment to read."""
        if keys := self.table.plans.without_path():
            self._office.worker.run(_paths, keys, done=self.table.plans.show_paths)

    def _open(self, plan: PlanSummary) -> None:
        if not self.in_trash:
            self.plan_wanted.emit(plan.id)

    def _delete(self) -> None:
        if self.in_trash:
            self.ask_to_erase()
        else:
            self.trash()

    def _fill_menu(self, menu: QMenu) -> None:
        if self.in_trash:
            menu.addAction(icon("restore"), _("Put back"), self.bring_back)
            menu.addAction(icon("delete"), _("Delete for good…"), self.ask_to_erase)
            return
        menu.addAction(icon("open"), _("Open"), lambda: self._open(self.table.chosen()[0]))
        menu.addAction(icon("duplicate"), _("Copy"), self.copy)
        menu.addSeparator()
        menu.addAction(icon("delete"), _("Put into the trash"), self.trash)

    def _arrange(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.HUGE, theme.LARGE, theme.HUGE, theme.MEDIUM)
        body = QWidget()
        body.setMaximumWidth(_WIDEST)
        outer.addWidget(body, 1)
        outer.setAlignment(body, Qt.AlignmentFlag(0))
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.WIDE)
        column.addWidget(self.head)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addLayout(foot := _row())
        foot.addWidget(self.quiet, 1)
        foot.addWidget(self.trash_button)

    def _wire(self) -> None:
        self.head.new.clicked.connect(self.new_wanted)
