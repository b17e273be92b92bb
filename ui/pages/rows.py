"""A list of the plan as rows: written, moved, doubled, deleted and pasted, by mouse and by keys."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.plan.changes import Change, add_entries, duplicate_entry, move_entry, remove_entries, value_at
from dxdesk.plan.pasting import Pasted
from dxdesk.plan.places import place_name
from ui import theme
from ui.desk import Desk
from ui.fields.remarks import Remarks
from ui.fields.touch import concerns
from ui.flow import FlowLayout
from ui.icons import icon
from ui.note_popup import ask_note
from ui.pages.row import Row
from ui.pages.row_drag import RowDrag
from ui.pages.row_keys import add_row_keys
from ui.pages.row_order import matched_rows, set_tab_order
from ui.pages.row_pasting import RowPasting
from ui.pages.rows_kind import RowsKind
from ui.tables.notice import Notice

_AT_FIRST: Final = 1  # rows that a page is shown with; the others come while somebody looks at it,
_AT_ONCE: Final = 3  # so many at a time


class RowsEditor(QWidget):
    """Edits the list at `path`."""

    def __init__(self, desk: Desk, path: str, kind: RowsKind) -> None:
        """Show the list as it is."""
        super().__init__()
        self.desk = desk
        self.path = path
        self.kind = kind
        self._rows: list[Row] = []
        self._limit: int | None = _AT_FIRST  # rows to be made so far; None is all
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._make_more)
        self._entries: tuple[Any, ...] = ()
        self._pasted: list[tuple[str, str]] = []
        self._build()
        self._wire()
        self.refresh()
        self.show_findings()
        self._soon.start()

    @property
    def rows(self) -> list[Row]:
        """All rows; those that are not made yet are made now."""
        if self._limit is not None:
            self._limit = None
            self.refresh()
        return self._rows

    @property
    def current(self) -> Row | None:
        """The row that has the focus."""
        focus = QApplication.focusWidget()
        return next((row for row in self._rows if focus is not None and row.isAncestorOf(focus)), None)

    def add_row(self, index: int) -> None:
        """Put an empty entry at `index` and go to it."""
        if self.change(add_entries(self.path, index, [self.kind.blank()])):
            self.rows[index].begin()

    def move_row(self, index: int, target: int) -> None:
        """Put the row at `index` where it stands at `target` afterwards; the focus goes with it."""
        if index != target and 0 <= target < len(self.rows):
            self.change(move_entry(self.path, index, target))

    def duplicate_row(self, index: int) -> None:
        """Put a copy of a row below it, and go to the copy."""
        self.desk.settle()
        if self.change(duplicate_entry(self.desk.plan, self.path, index)):
            self.rows[index + 1].bring_to()

    def delete_row(self, index: int) -> None:
        """Take a row out and say how to have it back; the focus goes to the next one."""
        self.desk.settle()
        entry = self._entries[index]
        name = place_name(f"{self.path}/{index}", self.desk.plan, self.desk.guidance)
        had_focus = self.rows[index] is self.current
        if not self.change(remove_entries(self.path, [index])):
            return
        words = _("Deleted: {place}").format(place=name[:1].lower() + name[1:])
        self._tell(index, words, lambda: add_entries(self.path, min(index, len(self.rows)), [entry]))
        if had_focus:
            self.stand_on(index)

    def change(self, change: Change) -> bool:
        """Make a change of the list, with what is typed taken over first."""
        self.desk.settle()
        return self.desk.change(change)

    def stand_on(self, index: int) -> None:
        """Put the focus on a row, or the last one, without writing in it."""
        if self.rows:
            self.rows[min(max(index, 0), len(self.rows) - 1)].stand_on()
        else:
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def bring_to(self, path: str) -> None:
        """Put the cursor at a place in the list, or where one adds to it."""
        index = path.removeprefix(self.path).strip("/").split("/")[0]
        rows = self.rows if index.isdecimal() else self._rows
        if rows:
            rows[min(int(index), len(rows) - 1) if index.isdecimal() else 0].bring_to(path)
        else:
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, touched: tuple[str, ...] = ()) -> None:
        """Follow the plan: rows stay with their entries, and with them the focus and the cursor."""
        if not concerns(touched, self.path):
            return
        entries: tuple[Any, ...] = value_at(self.desk.plan, self.path, ())[: self._limit]
        kept = matched_rows(self._entries, entries)
        is_same = kept == list(range(len(self._rows)))
        self._entries, before = entries, self._rows
        for index, row in enumerate(before):
            if index not in kept:
                self._list.removeWidget(row)
                row.retire()
        self._rows = [
            before[old] if old is not None else self._new_row(f"{self.path}/{index}")
            for index, old in enumerate(kept)
        ]
        for index, row in enumerate(self._rows):
            row.move_to(f"{self.path}/{index}")
        if not is_same or not touched:
            self._arrange()

    def show_findings(self) -> None:
        """Show what the rules say of the list as a whole, and what could not be read of a pasted one."""
        found = [(finding.severity, finding.message) for finding in self.desk.findings_at(self.path)]
        lines = [*self._pasted, *found]
        self.remarks.show_lines(lines)
        self.remarks.setVisible(bool(lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Work the list by keys where no text is being written."""
        row = self.current
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasting.paste(len(self.rows) if row is None else row.index + 1)
        elif row is not None and row.stands() and event.key() == Qt.Key.Key_Delete:
            self.delete_row(row.index)
        elif row is not None and row.stands() and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stand_on(row.index + (1 if event.key() == Qt.Key.Key_Down else -1))
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        self._list = QVBoxLayout()
        self._list.setSpacing(self.kind.spacing)
        self.nothing = QLabel(self.kind.nothing)
        self.nothing.setProperty("role", "muted")
        self.nothing.setWordWrap(True)
        self.remarks = Remarks()
        self.note = Notice(self.desk)
        self.drag = RowDrag(self, lambda: self.rows, self.move_row)
        self.pasting = RowPasting(self.desk, self.kind.table)
        self.add_button = QPushButton(icon("plus", "primary"), self.kind.add)
        self.add_button.setProperty("role", "quiet")
        self.foot = FlowLayout()
        self.foot.addWidget(self.add_button)
        self.foot.addWidget(self.pasting.button)
        column.addLayout(self._list)
        column.addWidget(self.nothing)
        column.addWidget(self.remarks)
        column.addLayout(self.foot)
        column.addWidget(self.pasting)

    def _wire(self) -> None:
        self.desk.changed.connect(self.refresh)
        self.desk.reviewed.connect(self.show_findings)
        self.add_button.clicked.connect(lambda: self.add_row(len(self.rows)))
        self.pasting.button.clicked.connect(lambda: self.pasting.paste(len(self.rows)))
        self.pasting.read.connect(self._take_pasted)
        self.pasting.refused.connect(lambda why: self._complain([why]))
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101 - for the type checker
        application.focusChanged.connect(self._note_focus)
        add_row_keys(self, self._do_here)

    def _make_more(self) -> None:
        """Make some more rows; a long list holds up nobody."""
        if self._limit is None:
            return
        self._limit += _AT_ONCE
        if self._limit >= len(value_at(self.desk.plan, self.path, ())):
            self._limit = None
        self.refresh()
        # Else the rows are painted once where the form has no room for them yet.
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._soon.start()

    def _new_row(self, path: str) -> Row:
        row = Row(self.desk, path, self.kind.build, self.kind.summary)
        row.asked.connect(lambda action: self._do(action, row))
        row.opened.connect(lambda: self._note_opened(row))
        self.drag.watch(row)
        return row

    def _do_here(self, action: str) -> None:
        if (row := self.current) is not None:
            self._do(action, row)

    def _do(self, action: str, row: Row) -> None:
        match action:
            case "up":
                self.move_row(row.index, row.index - 1)
            case "down":
                self.move_row(row.index, row.index + 1)
            case "add":
                self.add_row(row.index + 1)
            case "duplicate":
                self.duplicate_row(row.index)
            case "delete":
                self.delete_row(row.index)
            case "note":
                ask_note(self.desk, row.path, self.window())

    def _take_pasted(self, index: int, pasted: Pasted) -> None:
        lines = [f"{problem.message} ({problem.text})" for problem in (*pasted.problems, *pasted.left_out)]
        count = len(pasted.entries)
        if not count or not self.change(add_entries(self.path, index, pasted.entries)):
            self._complain(lines or [_("The list could not be pasted: it does not fit here.")])
            return
        words = _n("{count} row was pasted.", "{count} rows were pasted.", count).format(count=count)
        self._tell(index + count, words)
        self._complain(lines)
        self.stand_on(index)

    def _tell(self, index: int, words: str, back: Callable[[], Change] | None = None) -> None:
        self._list.insertWidget(index, self.note)
        self.note.tell(words, back=back)

    def _complain(self, lines: list[str]) -> None:
        self._pasted = [("warning", line) for line in lines]
        self.show_findings()

    def _arrange(self) -> None:
        """Put the rows in order, on the screen and for Tab."""
        self._list.removeWidget(self.note)
        self.note.hide()
        self._complain([])
        for index, row in enumerate(self._rows):
            if self._list.indexOf(row) != index:
                self._list.removeWidget(row)
                self._list.insertWidget(index, row)
                row.show()  # at once: a layout would show it later, and Tab would pass it by until then
        self.nothing.setVisible(not self._rows)
        self._order_tabs()

    def _order_tabs(self) -> None:
        stops = [stop for row in self._rows for stop in row.stops()]
        set_tab_order([self, *stops, self.add_button, self.pasting.button])

    def _note_opened(self, opened: Row) -> None:
        self._order_tabs()  # its fields may be new
        for row in self._rows:
            if row is not opened:
                row.open_form(shown=False)

    def _note_focus(self, _before: QWidget | None, focus: QWidget | None) -> None:
        for row in self._rows:
            row.note_focus(inside=focus is not None and row.isAncestorOf(focus))
