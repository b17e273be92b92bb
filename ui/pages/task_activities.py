"""The activities of a task: table, form of the current row, suggestions, and what is done to rows."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from dxdesk.guidance.pack import Task
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.plan.changes import new_activity, remove_entries
from dxdesk.plan.costs import amount_text
from dxdesk.plan.task_changes import duplicate_activities, insert_activities, move_entries
from ui import theme
from ui.desk import Desk
from ui.fields.field import Field
from ui.fields.remarks import Remarks
from ui.note_popup import ask_note
from ui.pages.page import scaled
from ui.pages.task_detail import ActivityDetail
from ui.pages.task_empty import NoActivities
from ui.pages.task_pasting import ActivityPasting
from ui.pages.task_suggestions import SuggestionPanel, suggestions_left, suggestions_of
from ui.pages.task_toolbar import ActivityTools
from ui.tables.activity_model import ActivityModel
from ui.tables.activity_table import ActivityTable
from ui.tables.findings import show_findings
from ui.tables.notice import Notice
from ui.tables.offers import activity_offers


class TaskActivities(QWidget):
    """Everything about the activities of one task."""

    def __init__(self, desk: Desk, task: Task, parent: QWidget | None = None) -> None:
        """Show the activities of a task of the pack."""
        super().__init__(parent)
        self.desk = desk
        self.task = task
        self.model = ActivityModel(desk, task, self)
        self.path = self.model.path
        self._offers = activity_offers(desk, task)
        self.table = ActivityTable(self.model, self._offers, self)
        self._suggestions = len(suggestions_of(desk, task))
        self.tools = ActivityTools(self)
        self.notice = Notice(desk, self)
        self.remarks = Remarks(self)
        self.total = QLabel()
        self.total.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.empty = NoActivities(self._suggestions, self)
        self.pasting = ActivityPasting(desk, task, self.notice, self)
        self.detail: ActivityDetail | None = None
        self.panel: SuggestionPanel | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SMALL)
        title = QLabel(_("Activities"))
        title.setFont(scaled(1.15, bold=True))
        for widget in (title, self.tools, self.notice, self.remarks, self.empty, self.table, self.total):
            self._column.addWidget(widget)
        self._wire()
        self._fit()
        if any(place.startswith(f"{self.path}/") for place in desk.drafts):
            QTimer.singleShot(0, self, self._take_drafts)

    def _take_drafts(self) -> None:
        """Take over what was being typed in cells when a session was cut off."""
        for row in range(self.model.rowCount()):
            for column in range(self.model.columnCount()):
                index = self.model.index(row, column)
                text = self.desk.drafts.text(self.model.place(index))
                if text is not None:
                    self.desk.drafts.drop(self.model.place(index))
                    self.model.type_in(index, text)

    def finish(self) -> None:
        """Go to the first activity, which shows its form below the table."""
        if self.model.rowCount() and not self.table.currentIndex().isValid():
            self.table.select_rows([0])

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of the current activity."""
        return self.detail.fields if self.detail is not None and self.detail.isVisibleTo(self) else ()

    def bring_to(self, path: str) -> None:
        """Go to an activity, or to the table where the path names none."""
        entry, _slash, part = path.removeprefix(self.path).removeprefix("/").partition("/")
        row = int(entry) if entry.isdecimal() else -1
        if not 0 <= row < self.model.rowCount():
            (self.table if self.model.rowCount() else self.empty).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.table.select_rows([row])
        if part and self.detail is not None:
            self.detail.bring_to(path)
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> str:
        """Return the place of the current cell."""
        index = self.table.currentIndex()
        return self.model.place(index) if index.isValid() else self.path

    def _wire(self) -> None:
        works: Mapping[str, Callable[[], object]] = {
            "add": self.add_last,
            "above": self.insert_above,
            "below": self.insert_below,
            "note": lambda: ask_note(self.desk, self.place(), self.window()),
            "duplicate": self.duplicate,
            "delete": self.delete,
            "up": lambda: self._step(-1),
            "down": lambda: self._step(1),
        }
        self.tools.wanted.connect(lambda what: self._work(works[what]))
        self.tools.suggest.toggled.connect(self._show_suggestions)
        self.tools.columns.toggled.connect(lambda shown: self.table.show_all_columns(shown=shown))
        self.tools.paste.clicked.connect(self.paste)
        self.empty.add_wanted.connect(self.add_last)
        self.empty.suggestions_wanted.connect(lambda: self.tools.suggest.setChecked(True))
        self.table.add_wanted.connect(self.insert_below)
        self.tools.offer_menu(self.table)
        self.table.copy_wanted.connect(self.copy)
        self.table.paste_wanted.connect(self.paste_here)
        self.pasting.pasted.connect(self._select)
        self.table.delete_wanted.connect(self.delete)
        self.table.move_wanted.connect(self._move)
        self.table.row_changed.connect(self._show_row)
        self.model.refused.connect(self.notice.warn)
        for signal in (self.model.rowsInserted, self.model.rowsRemoved, self.model.layoutChanged):
            signal.connect(self._fit)
        self.model.dataChanged.connect(self._show_sums)
        self.desk.reviewed.connect(self._show_remarks)

    def _work(self, work: Callable[[], object]) -> None:
        """Do something with rows, after what is being typed was taken over."""
        self.desk.settle()
        work()

    def add_last(self) -> None:
        """Add an empty activity at the end, and open it for typing."""
        self._add(self.model.rowCount())

    def insert_below(self) -> None:
        """Add an empty activity after the current one."""
        self._add(self._below())

    def insert_above(self) -> None:
        """Add an empty activity before the current one."""
        self._add(max(self.table.currentIndex().row(), 0))

    def duplicate(self) -> None:
        """Put copies of the selected activities after them."""
        rows = self.table.selected_rows()
        if rows and self.desk.change(duplicate_activities(self.desk.plan, self.task, rows)):
            self.table.select_rows([rows[-1] + 1 + shift for shift in range(len(rows))])

    def delete(self) -> None:
        """Delete the selected activities; the line below takes it back."""
        rows = self.table.selected_rows()
        if not rows or not self.desk.change(remove_entries(self.path, rows)):
            return
        if self.model.rowCount():
            self.table.select_rows([min(rows[0], self.model.rowCount() - 1)])
        one, many = _("Deleted activity {number}."), _("Deleted {count} activities.")
        words = one.format(number=rows[0] + 1) if len(rows) == 1 else many.format(count=len(rows))
        self.notice.tell(words)

    def copy(self) -> None:
        """Put the selected activities on the clipboard, for Excel and Word."""
        self.pasting.copy([self.model.entries[row] for row in self.table.selected_rows()])

    def paste(self) -> None:
        """Paste the clipboard's rows after the current one."""
        self.pasting.paste(self._below())

    def paste_here(self) -> None:
        """Paste rows after the current one; the text of a single cell goes into the current cell."""
        index = self.table.currentIndex()
        text = self.pasting.single_text()
        if text and index.isValid() and self.model.column(index) is not None:
            self.model.type_in(index, text)
        else:
            self.paste()

    def _select(self, first: int, count: int) -> None:
        self.table.select_rows(list(range(first, first + count)))
        self.table.setFocus()

    def _below(self) -> int:
        index = self.table.currentIndex()
        return index.row() + 1 if index.isValid() else self.model.rowCount()

    def _add(self, row: int) -> None:
        activity = new_activity(self.desk.plan, self.task.key)
        if self.desk.change(insert_activities(self.desk.plan, self.task, row, [activity])):
            self.model.begin_row(row)
            self.table.select_rows([row])
            if self.detail is not None:
                self.detail.hush()
            self.table.open_cell(row)

    def _step(self, by: int) -> None:
        rows = self.table.selected_rows()
        if rows and rows[0] + by >= 0 and rows[-1] + by < self.model.rowCount():
            self._move(rows, rows[0] - 1 if by < 0 else rows[-1] + 2)

    def _move(self, rows: Sequence[int], before: int) -> None:
        self.desk.change(move_entries(self.desk.plan, self.path, rows, before))
        first = before - sum(row < before for row in rows)
        self.table.select_rows([first + shift for shift in range(len(rows))])

    def _show_row(self, row: int) -> None:
        if row < 0:
            return
        if self.detail is None:
            self.detail = ActivityDetail(self.desk, self.path, row, self._offers, self)
            self._column.addWidget(self.detail)
        else:
            self.detail.show_row(row)
            self.detail.setVisible(True)

    def _fit(self) -> None:
        """Show the table where there are activities, else a sentence and where to begin."""
        count = self.model.rowCount()
        self.table.setVisible(count > 0)
        self.empty.setVisible(count == 0)
        self.tools.show_rows(present=count > 0)
        row = self.table.currentIndex().row()
        if self.detail is not None:
            self.detail.setVisible(0 <= row < count)
            if 0 <= row < count and row != self.detail.row:
                self.detail.show_row(row)
        self._show_sums()
        self._show_remarks()

    def _show_sums(self) -> None:
        self.tools.show_suggestions(len(suggestions_left(self.desk, self.task)), self._suggestions)
        costs = tuple(cost for entry in self.model.entries for cost in entry.costs)
        self.total.setText(_("Total: {amount}").format(amount=amount_text(costs)))
        self.total.setVisible(bool(costs))

    def _show_remarks(self) -> None:
        show_findings(self.desk, self.remarks, self.path)

    def _show_suggestions(self, shown: bool) -> None:  # noqa: FBT001 - Qt's own signal
        if shown and self.panel is None:
            self.panel = SuggestionPanel(self.desk, self.task, self)
            self.panel.closed.connect(lambda: self.tools.suggest.setChecked(False))
            self.panel.inserted.connect(self._note_inserted)
            self._column.insertWidget(self._column.indexOf(self.tools) + 1, self.panel)
        if self.panel is not None:
            self.panel.setVisible(shown)

    def _note_inserted(self, count: int) -> None:
        first = self.model.rowCount() - count
        self.tools.suggest.setChecked(False)
        self._select(first, count)
        words = _n("Inserted {count} activity.", "Inserted {count} activities.", count)
        self.notice.tell(words.format(count=count))
