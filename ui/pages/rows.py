"""A list of the plan as rows: written, moved, doubled, deleted and pasted, by mouse and by keys."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from dxdesk.plan.changes import Change, add_entries, duplicate_entry, move_entry, remove_entries, value_at
from dxdesk.plan.places import place_name
from dxdesk.plan.table_columns import Table
from ui import theme
from ui.desk import Desk
from ui.fields.remarks import Remarks
from ui.fields.touch import concerns
from ui.icons import icon
from ui.pages.row import BuildRow, Row, Summary
from ui.pages.row_note import RowNote
from ui.pages.row_order import matched_rows
from ui.pages.row_pasting import PasteButton


class RowsKind(NamedTuple):
    """What the rows of a list are: their fields, a new entry, and the words around them.

    With a `summary`, a row is its sentence, and its fields are shown for one row at a time. `table` says
    how a pasted table becomes entries.
    """

    build: BuildRow
    blank: Callable[[], Any]
    add: str
    nothing: str
    table: Table
    summary: Summary | None = None
    spacing: int = theme.SMALL


class RowsEditor(QWidget):
    """Edits the list at `path`."""

    def __init__(self, desk: Desk, path: str, kind: RowsKind) -> None:
        """Show the list as it is."""
        super().__init__()
        self.desk = desk
        self.path = path
        self.kind = kind
        self.rows: list[Row] = []
        self._entries: tuple[Any, ...] = ()
        self._build()
        self._wire()
        self.refresh()
        self.show_findings()

    @property
    def current(self) -> Row | None:
        """The row that has the focus."""
        focus = self.window().focusWidget()
        return next((row for row in self.rows if focus is not None and row.isAncestorOf(focus)), None)

    def add_row(self, index: int | None = None) -> None:
        """Put an empty entry at `index`, or at the end, and go to it."""
        place = len(self.rows) if index is None else index
        if self.change(add_entries(self.path, place, [self.kind.blank()])):
            self.rows[place].open_form(shown=True)
            self.rows[place].fields[0].bring_to()

    def move_row(self, index: int, target: int) -> None:
        """Put the row at `index` where it stands at `target` afterwards; the focus goes with it."""
        if index != target and 0 <= target < len(self.rows):
            self.change(move_entry(self.path, index, target))

    def duplicate_row(self, index: int) -> None:
        """Put a copy of a row below it, and go to the copy."""
        if self.change(duplicate_entry(self.desk.plan, self.path, index)):
            self.rows[index + 1].bring_to()

    def delete_row(self, index: int) -> None:
        """Take a row out and say how to have it back; the focus goes to the next one."""
        self.desk.settle()
        name = place_name(f"{self.path}/{index}", self.desk.plan, self.desk.guidance)
        entry = value_at(self.desk.plan, f"{self.path}/{index}")
        had_focus = self.rows[index] is self.current
        if not self.change(remove_entries(self.path, [index])):
            return
        back = add_entries(self.path, index, [entry])
        self.note.tell(_("Deleted: {place}").format(place=name[:1].lower() + name[1:]), back)
        self._list.insertWidget(index, self.note)
        if had_focus:
            self.bring_to(f"{self.path}/{min(index, len(self.rows) - 1)}")

    def change(self, change: Change) -> bool:
        """Make a change of the list, with what is typed taken over first."""
        self.desk.settle()
        return self.desk.change(change)

    def paste(self) -> None:
        """Put the list or table on the clipboard below the current row, or at the end."""
        current = self.current
        self.paste_button.paste(len(self.rows) if current is None else current.index + 1)

    def bring_to(self, path: str) -> None:
        """Put the cursor at a place in the list, or where one adds to it."""
        index = path.removeprefix(self.path).strip("/").split("/")[0]
        if not self.rows:
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            row = self.rows[min(int(index), len(self.rows) - 1) if index.isdecimal() else 0]
            row.bring_to(path)

    def refresh(self, touched: tuple[str, ...] = ()) -> None:
        """Follow the plan: rows stay with their entries, and with them the focus and the cursor."""
        if not concerns(touched, self.path):
            return
        entries: tuple[Any, ...] = value_at(self.desk.plan, self.path, ())
        if entries == self._entries and touched:
            return
        kept = matched_rows(self._entries, entries)
        is_same = kept == list(range(len(self.rows)))
        self._entries = entries
        for row in [row for index, row in enumerate(self.rows) if index not in kept]:
            self._list.removeWidget(row)
            row.retire()
        before = self.rows
        places = (f"{self.path}/{index}" for index in range(len(entries)))
        self.rows = [
            self._new_row(place) if old is None else before[old]
            for old, place in zip(kept, places, strict=True)
        ]
        for index, row in enumerate(self.rows):
            row.move_to(f"{self.path}/{index}")
        if not is_same:
            self._arrange()

    def show_findings(self) -> None:
        """Show what the rules say of the list as a whole."""
        found = [(finding.severity, finding.message) for finding in self.desk.findings_at(self.path)]
        self.remarks.show_lines(found)
        self.remarks.setVisible(bool(found))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Work the list by keys where no text is being written."""
        row = self.current
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif row is not None and event.key() == Qt.Key.Key_Delete:
            self.delete_row(row.index)
        elif row is not None and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.rows[min(max(row.index + step, 0), len(self.rows) - 1)].stand_on()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        self._list = QVBoxLayout()
        self._list.setSpacing(self.kind.spacing)
        column.addLayout(self._list)
        self.nothing = QLabel(self.kind.nothing)
        self.nothing.setProperty("role", "muted")
        self.nothing.setWordWrap(True)
        column.addWidget(self.nothing)
        self.remarks = Remarks()
        column.addWidget(self.remarks)
        self.note = RowNote(self.desk, self.path)
        self.add_button = QPushButton(icon("plus", "primary"), self.kind.add)
        self.add_button.setProperty("role", "quiet")
        self.paste_button = PasteButton(self.desk, self.path, self.kind.table)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(theme.SMALL)
        self.foot.addWidget(self.add_button)
        self.foot.addWidget(self.paste_button)
        self.foot.addStretch(1)
        column.addLayout(self.foot)
        column.addWidget(self.paste_button.offer)
        self.mark = QFrame(self)
        self.mark.setProperty("role", "mark")
        self.mark.hide()

    def _wire(self) -> None:
        self.desk.changed.connect(self.refresh)
        self.desk.reviewed.connect(self.show_findings)
        self.add_button.clicked.connect(lambda: self.add_row())
        self.paste_button.clicked.connect(lambda: self.paste_button.paste(len(self.rows)))
        QApplication.instance().focusChanged.connect(self._note_focus)
        for keys, action in (
            ("Alt+Up", "up"),
            ("Alt+Down", "down"),
            ("Ctrl+D", "duplicate"),
            ("Ctrl+Return", "add"),
            ("Ctrl+Enter", "add"),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda action=action: self._do(action, self.current))

    def _new_row(self, path: str) -> Row:
        row = Row(self.desk, path, self.kind.build, self.kind.summary)
        row.asked.connect(lambda action: self._do(action, row))
        row.opened.connect(lambda: self._close_others(row))
        row.dragged.connect(lambda where: self._drag(where))
        row.dropped.connect(lambda stays: self._drop(row, stays=stays))
        return row

    def _do(self, action: str, row: Row | None) -> None:
        if row is None:
            if action == "add":
                self.add_row()
            return
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

    def _arrange(self) -> None:
        """Put the rows in order, on the screen and for Tab."""
        self._list.removeWidget(self.note)
        self.note.hide()
        for index, row in enumerate(self.rows):
            if self._list.indexOf(row) != index:
                self._list.removeWidget(row)
                self._list.insertWidget(index, row)
        self.nothing.setVisible(not self.rows)
        stops: list[QWidget] = [stop for row in self.rows for stop in focus_chain(row)]
        for before, after in pairwise([*stops, self.add_button, self.paste_button]):
            QWidget.setTabOrder(before, after)

    def _close_others(self, opened: Row) -> None:
        for row in self.rows:
            if row is not opened:
                row.open_form(shown=False)

    def _note_focus(self, _before: QWidget | None, focus: QWidget | None) -> None:
        for row in self.rows:
            row.note_focus(inside=focus is not None and row.isAncestorOf(focus))

    def _drag(self, where: QPoint) -> None:
        """Show where a dragged row would go."""
        self.mark.setGeometry(0, self._edge(self._gap(where)) - 1, self.width(), 2)
        self.mark.raise_()
        self.mark.show()

    def _drop(self, row: Row, *, stays: bool) -> None:
        self.mark.hide()
        if stays:
            gap = self._gap_at(self.mark.y() + 1)
            self.move_row(row.index, gap - (gap > row.index))
