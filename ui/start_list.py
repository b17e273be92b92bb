"""The list of plans with its filter and its trash."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from dxdesk.store.faults import nearly_full
from dxdesk.store.values import PlanSummary
from ui import theme
from ui.icons import icon
from ui.office import Office
from ui.start_actions import PlanActions
from ui.start_calls import while_alive
from ui.start_frame import EmptyList, ListHead, foot_button
from ui.start_model import UnitKey
from ui.start_notice import QuietLine
from ui.start_table import PlansTable

_WIDEST: Final = 1_160
_PATHS_AFTER: Final = 150  # milliseconds; the list is painted first


class PlanList(QWidget):
    """The plans of the office, or those in the trash.

    `plan_wanted` carries the id of a plan to open; `new_wanted`, `file_wanted`, `outbox_wanted` and
    `consolidation_wanted` tell that somebody asks for a new plan, for one from a file, for what was sent, or for
    what the units below have sent.
    """

    plan_wanted = Signal(str)
    new_wanted = Signal()
    file_wanted = Signal()
    outbox_wanted = Signal()
    consolidation_wanted = Signal()

    def __init__(self, office: Office, menu: QMenu) -> None:
        """List what the store has; `menu` is the one behind the three dots."""
        super().__init__()
        self._office = office
        self.in_trash = False
        self.head = ListHead(menu)
        self.table = PlansTable(self._fill_menu)
        self.empty = EmptyList()
        self.quiet = QuietLine()
        self.calm = QLabel()
        self.calm.setProperty("role", "muted")
        self.calm.setTextFormat(Qt.TextFormat.PlainText)
        self.calm.setWordWrap(True)
        self.calm.hide()
        self.deeds = PlanActions(office.archive, self)
        self.trash_button = foot_button("", "delete")
        self.outbox_button = foot_button(_("&Outbox"), "send", "Ctrl+G")
        self.consolidation_button = foot_button(_("Con&solidation"), "results", "Ctrl+T")
        self._arrange()
        self._wire()
        self.refresh()

    def refresh(self) -> None:
        """Show the plans as they are; the row that was chosen stays chosen."""
        row, chosen = self.table.currentIndex().row(), [plan.id for plan in self.table.chosen()]
        plans, trashed = self._office.archive.read(lambda store: (store.plans(), store.plans(trashed=True)))
        self.in_trash = self.in_trash and bool(trashed)
        shown = trashed if self.in_trash else plans
        self.table.plans.show_plans(shown, trashed=self.in_trash)
        kept = self.table.plans.row_of(chosen[0]) if chosen else -1
        self.table.choose(kept if kept >= 0 else row)
        self._show_parts(shown, len(trashed))
        self._look_up()

    def show_trash(self, *, shown: bool) -> None:
        """Show the trash, or the plans again."""
        self.in_trash = shown
        self.quiet.say("")
        self.head.search.clear()
        self.refresh()
        self.table.choose(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def rest(self) -> None:
        """Put the focus where the keys do most: on the newest plan, or on the way to a first one."""
        resting = self.empty.new if self.empty.isVisibleTo(self) else self.table
        resting.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_calmly(self, words: str) -> None:
        """Say below the list what is no hurry; nothing where `words` is empty."""
        self.calm.setText(words)
        self.calm.setVisible(bool(words))

    def showEvent(self, event: QShowEvent) -> None:
        """Look up the rest once the list is in sight."""
        super().showEvent(event)
        QTimer.singleShot(_PATHS_AFTER, self, self._look_up)

    def _delete(self) -> None:
        if self.in_trash:
            self.deeds.ask_to_erase(self.table.chosen())
        else:
            self.deeds.trash(self.table.chosen())

    def _open(self, plan: PlanSummary) -> None:
        if self.in_trash:
            self.deeds.bring_back([plan])
        else:
            self.plan_wanted.emit(plan.id)

    def _filter(self, text: str) -> None:
        chosen = [plan.id for plan in self.table.chosen()]
        self.table.plans.search(text)
        self.table.choose(max(self.table.plans.row_of(chosen[0]), 0) if chosen else 0)
        nothing = text.strip() and not self.table.plans.rowCount()
        self.quiet.say(_("Nothing found. Try fewer letters, or other words.") if nothing else "")

    def _done(self, words: str, undo: object) -> None:
        self.refresh()
        self.quiet.say(words, undo if callable(undo) else None)

    def _show_parts(self, shown: Sequence[PlanSummary], trashed: int) -> None:
        is_empty = not shown and not self.in_trash
        had_focus = any(each.hasFocus() for each in (self.table, self.empty.new, self.empty.open))
        self.head.show_for(in_trash=self.in_trash, is_empty=is_empty)
        self.empty.setVisible(is_empty)
        self.table.setVisible(not is_empty)
        # A commune has no units below it.
        self.consolidation_button.setVisible(any(plan.level != "xa" for plan in shown))
        self.trash_button.setVisible(bool(trashed) and not self.in_trash)
        self.trash_button.setText(_("&Trash ({count})").format(count=trashed))
        if had_focus:
            self.rest()

    def _note_choice(self) -> None:
        head = self.head
        for button in (head.duplicate, head.trash, head.restore, head.erase):
            button.setEnabled(bool(self.table.chosen()))

    def _look_up(self) -> None:
        self._find_paths()
        self._find_answers()

    def _find_paths(self) -> None:
        """Look up what the units belong to, beside the window: the maps take a moment to read."""
        if not self.isVisible():  # it is asked again when it is
            return
        if keys := self.table.plans.without_path():
            model = self.table.plans
            self._office.worker.run(_paths, keys, done=while_alive(model, model.show_paths))

    def _fill_menu(self, menu: QMenu) -> None:
        plans, actions = self.table.chosen(), self.deeds
        if self.in_trash:
            menu.addAction(icon("restore"), _("Put back"), lambda: actions.bring_back(plans))
            menu.addAction(icon("delete"), _("Delete for good…"), lambda: actions.ask_to_erase(plans))
            return
        menu.addAction(icon("open"), _("Open"), lambda: self._open(plans[0]))
        menu.addAction(icon("duplicate"), _("Duplicate"), lambda: actions.copy(plans))
        menu.addSeparator()
        menu.addAction(icon("delete"), _("Put into the trash"), lambda: actions.trash(plans))

    def _arrange(self) -> None:
        body = QWidget()
        body.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.WIDE)
        column.addWidget(self.head)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.calm)
        foot = QHBoxLayout()
        foot.addWidget(self.quiet, 1)
        foot.addWidget(self.consolidation_button)
        foot.addWidget(self.outbox_button)
        foot.addWidget(self.trash_button)
        column.addLayout(foot)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(theme.HUGE, theme.LARGE, theme.HUGE, theme.MEDIUM)
        outer.addWidget(body)

    def _wire(self) -> None:
        for part in (self.head, self.empty):
            part.new.clicked.connect(self.new_wanted)
            part.open.clicked.connect(self.file_wanted)
        self.head.back.clicked.connect(lambda: self.show_trash(shown=False))
        self.head.restore.clicked.connect(lambda: self.deeds.bring_back(self.table.chosen()))
        for button in (self.head.trash, self.head.erase):
            button.clicked.connect(self._delete)
        self.head.duplicate.clicked.connect(lambda: self.deeds.copy(self.table.chosen()))
        self.head.search.textChanged.connect(self._filter)
        self.head.search.returnPressed.connect(self._open_first)
        self.table.opened.connect(self._open)
        self.table.deleted.connect(self._delete)
        self.table.selectionModel().selectionChanged.connect(lambda *_selections: self._note_choice())
        self.trash_button.clicked.connect(lambda: self.show_trash(shown=True))
        self.deeds.done.connect(self._done)
        self.outbox_button.clicked.connect(self.outbox_wanted)
        self.consolidation_button.clicked.connect(self.consolidation_wanted)
        self._office.outbox.told.connect(self._tell_outbox)
        self._office.outbox.changed.connect(self._follow_outbox)
        self._tell_outbox(self._office.outbox.words)
        self._office.archive.trouble.connect(self.quiet.say)
        self._office.archive.scarce.connect(self._tell_scarce)
        undo = QAction(self)
        undo.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
        undo.triggered.connect(self.quiet.undo)
        self.addAction(undo)

    def _tell_scarce(self, is_scarce: bool) -> None:  # noqa: FBT001 - a slot
        if is_scarce:
            self.quiet.say(nearly_full())

    def _tell_outbox(self, words: str) -> None:
        """Say on the way to the outbox what is in it."""
        self.outbox_button.setText(_("&Outbox: {what}").format(what=words) if words else _("&Outbox"))

    def _follow_outbox(self) -> None:
        """Show how far the plans have come on their way out."""
        if not self.isVisible():
            return
        self.refresh()

    def _find_answers(self) -> None:
        """Look up what was answered, where something was; it takes a moment to read."""
        if not (self.isVisible() and self.table.plans.has_answers()):
            return
        from ui.archive_reading import ask  # noqa: PLC0415 - the list is there before
        from ui.outbox_entries import sent_words  # noqa: PLC0415

        model = self.table.plans
        ask(self._office.archive, model, sent_words, model.show_sent, lambda _words: None)

    def _open_first(self) -> None:
        """Open from the filter the plan that is chosen below it."""
        if not self.in_trash and self.table.chosen():
            self._open(self.table.chosen()[0])


def _paths(keys: Iterable[UnitKey]) -> dict[UnitKey, str]:
    """Return what units belong to; nothing where no map of the program has them."""
    from dxdesk.units.catalogue import catalogue, schemes  # noqa: PLC0415 - the list is there before

    known = schemes()
    found: dict[UnitKey, str] = {}
    for scheme, code in keys:
        unit = catalogue(scheme).unit(code) if scheme in known else None
        found[scheme, code] = catalogue(scheme).path(unit) if unit else ""
    return found
