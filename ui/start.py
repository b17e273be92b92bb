"""The start of the program: the list of plans, and the page on which a new one begins."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QFocusEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu, QStackedWidget, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from ui.dropping import takes_drops
from ui.office import Office
from ui.start_below import BelowQuestion
from ui.start_calls import while_alive
from ui.start_list import PlanList
from ui.start_packages import FILES, PackageIntake
from ui.theme import scaled

if TYPE_CHECKING:
    from ui.consolidation_page import ConsolidationPage
    from ui.exchanged_files import FileKind
    from ui.new_plan import NewPlanPage
    from ui.start_outbox import StartOutbox

# What dxdesk.store.moving writes, and any store or backup; the list starts faster without that module.
_STORES: Final = (".dxstore", ".sqlite3")


class StartPage(QWidget):
    """The plans of the office. `plan_wanted` carries the id of a plan to open.

    `place_wanted` carries a plan and a place in it; `moved_wanted` carries a file with plans and their history,
    `addresses_wanted` one with an address book, `update_wanted` an update or the key of a publisher.

    `search` is the filter of the list, `menu` the menu behind the three dots.
    """

    plan_wanted = Signal(str)
    place_wanted = Signal(str, str)
    moved_wanted = Signal(object)
    addresses_wanted = Signal(object)
    update_wanted = Signal(object)

    def __init__(self, office: Office) -> None:
        """List what the store has."""
        super().__init__()
        self._office = office
        self.menu = QMenu(self)
        self.list = PlanList(office, self.menu)
        self.search = self.list.head.search
        self.new_plan: NewPlanPage | None = None
        self.outbox: StartOutbox | None = None
        self.consolidation: ConsolidationPage | None = None
        self.intake = PackageIntake(office, self)
        self._below = BelowQuestion(office, self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._drop = QLabel(_("Drop the package here to open it"), self)
        self._drop.setProperty("role", "soft")
        self._drop.setFont(scaled(1.5, bold=True))
        self._drop.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._drop.hide()
        self.setAcceptDrops(True)
        self._wire()

    def refresh(self) -> None:
        """Show the plans as they are."""
        self.list.refresh()

    def open_file(self, path: Path) -> None:
        """Take a package file in as a plan of one's own, and ask for it to be opened."""
        self.take([path])

    def take(self, paths: Sequence[Path]) -> None:
        """Take files in: packages, answers, address books, updates, or stores (moved plans, backups, rescues)."""
        moved = [path for path in paths if path.suffix.lower() in _STORES]
        from ui.exchanged_files import kinds_of  # noqa: PLC0415 - the list starts faster without it

        others = [path for path in paths if path not in moved]
        if others:
            self._office.worker.run(kinds_of, others, done=while_alive(self, self._sort))
        for path in moved[:1]:
            self.moved_wanted.emit(path)

    def show_outbox(self) -> "StartOutbox":
        """Show what was sent of all plans."""
        if self.outbox is None:
            from ui.start_outbox import StartOutbox  # noqa: PLC0415 - the list starts faster without it

            self.outbox = StartOutbox(self._office)
            self.outbox.left.connect(self.show_list)
            self.outbox.place_wanted.connect(self.place_wanted)
            self._stack.addWidget(self.outbox)
        self._stack.setCurrentWidget(self.outbox)
        self.outbox.panel.rest()
        return self.outbox

    def show_consolidation(self) -> "ConsolidationPage":
        """Show what the units below have sent, and what it comes to."""
        if self.consolidation is None:
            from ui.consolidation_page import ConsolidationPage  # noqa: PLC0415 - as above

            self.consolidation = ConsolidationPage(self._office)
            self.consolidation.left.connect(self.show_list)
            self._stack.addWidget(self.consolidation)
        self._stack.setCurrentWidget(self.consolidation)
        self.consolidation.rest()
        return self.consolidation

    def leave_off(self) -> None:
        """Stop taking packages in; what is kept by then stays, and the rest can be taken in again."""
        if self.consolidation is not None:
            self.consolidation.gathering.call_off()

    def _sort(self, found: "Sequence[tuple[Path, FileKind]]") -> None:
        """Take each file in where it belongs."""
        if packages := [path for path, kind in found if kind == "other"]:
            self._below.sort(packages)
        for path, kind in found:
            if kind == "answer":
                self.show_outbox().panel.take_in(path)
            elif kind == "addresses":
                self.addresses_wanted.emit(path)
            elif kind == "update":
                self.update_wanted.emit(path)

    def begin_new(self, unit_code: str | None = None) -> None:
        """Show the page on which a new plan begins, for a unit if one is named; earlier answers are kept."""
        if self.new_plan is None:
            from ui.new_plan import NewPlanPage  # noqa: PLC0415 - the list starts faster without it

            self.new_plan = NewPlanPage(self._office)
            self.new_plan.left.connect(self.show_list)
            self.new_plan.made.connect(self._made)
            self._stack.addWidget(self.new_plan)
        self._stack.setCurrentWidget(self.new_plan)
        self.new_plan.begin(unit_code)

    def show_list(self) -> None:
        """Go back to the list; what was answered for a new plan is kept."""
        self.list.refresh()
        self._stack.setCurrentWidget(self.list)
        self.list.rest()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to what works with keys."""
        super().focusInEvent(event)
        if self._stack.currentWidget() is self.list:
            self.list.rest()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Invite files to be dropped."""
        if takes_drops(self) and _files(event.mimeData()):
            event.acceptProposedAction()
            self._drop.setGeometry(self.rect())
            self._drop.raise_()
            self._drop.show()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the invitation back."""
        super().dragLeaveEvent(event)
        self._drop.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files in."""
        self._drop.hide()
        if takes_drops(self) and (files := _files(event.mimeData())):
            event.acceptProposedAction()
            self.take(files)

    def _wire(self) -> None:
        self.list.plan_wanted.connect(self.plan_wanted)
        self.list.new_wanted.connect(self.begin_new)
        self.list.file_wanted.connect(self._choose_files)
        self.list.outbox_wanted.connect(self.show_outbox)
        self.list.consolidation_wanted.connect(self.show_consolidation)
        self.intake.plan_wanted.connect(self.plan_wanted)
        self.intake.added.connect(self._added)
        self._below.plans.connect(self.intake.take)
        self._below.below.connect(lambda paths: self.show_consolidation().take_in(paths))
        for keys, slot in (("Ctrl+N", self.begin_new), ("Ctrl+O", self._choose_files)):
            action = QAction(self)
            action.setShortcut(keys)
            action.triggered.connect(lambda _checked=False, slot=slot: slot())
            self.addAction(action)

    def _choose_files(self) -> None:
        if self.consolidation is not None and self._stack.currentWidget() is self.consolidation:
            self.consolidation.ask_files()
            return
        kinds = _("Packages ({pattern})").format(
            pattern=" ".join([FILES, "*.json", "*.dxupdate", *(f"*{suffix}" for suffix in _STORES)])
        )
        names, _kind = QFileDialog.getOpenFileNames(self, _("Open a package"), "", kinds)
        self.take([Path(name) for name in names])

    def _added(self, count: int) -> None:
        self.show_list()
        words = _n("{count} plan was added.", "{count} plans were added.", count)
        self.list.quiet.say(words.format(count=count))

    def _made(self, plan_id: str) -> None:
        page, self.new_plan = self.new_plan, None
        self.show_list()
        if page is not None:
            self._stack.removeWidget(page)
            page.deleteLater()
        self.plan_wanted.emit(plan_id)


def _files(dropped: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
