"""The table of activities: a spreadsheet's keys, rows as high as their text, columns as there is room."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from dxdesk.language import translate as _
from ui.tables.activity_model import NUMBER, ActivityModel, Index
from ui.tables.cell_delegate import CellDelegate
from ui.tables.fitting import KEYS, LEAST_ROW, TableFitting
from ui.tables.offers import Offers

_Edit = QAbstractItemView.EditTrigger
_Flag = QItemSelectionModel.SelectionFlag


class ActivityTable(QTableView):
    """Shows activities. It asks for what concerns whole rows: the page makes those changes."""

    add_wanted = Signal()
    delete_wanted = Signal()
    copy_wanted = Signal()
    paste_wanted = Signal()
    move_wanted = Signal(list, int)  # rows, and the row before which they are to stand
    row_changed = Signal(int)
    reached = Signal()  # the current cell is another one, or open for typing, and wants to be in sight

    def __init__(
        self,
        model: ActivityModel,
        offers: Offers,
        parent: QWidget | None = None,
    ) -> None:
        """Show the model; `offers` are shown while a cell of these columns is typed in."""
        super().__init__(parent)
        self.activities = model
        self.delegate = CellDelegate(model, offers)
        self.delegate.went.connect(self._go_on)
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self._dress()
        self.fitting = TableFitting(self, model)
        self.selectionModel().currentRowChanged.connect(self._tell_row)

    def selected_rows(self) -> list[int]:
        """Return the rows selected, else the current one, else none."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        current = self.currentIndex()
        return rows or ([current.row()] if current.isValid() else [])

    def select_rows(self, rows: Sequence[int]) -> None:
        """Make the first of the rows the current one, and select them all."""
        column = max(self.currentIndex().column(), NUMBER + 1)
        chosen = self.selectionModel()
        chosen.setCurrentIndex(self.activities.index(rows[0], column), _Flag.ClearAndSelect | _Flag.Rows)
        for row in rows[1:]:
            chosen.select(self.activities.index(row, column), _Flag.Select | _Flag.Rows)
        self.scrollTo(self.currentIndex())

    def open_cell(self, row: int, key: str = "text") -> None:
        """Open a cell for typing."""
        index = self.activities.index(row, KEYS.index(key))
        self.setFocus()
        self.setCurrentIndex(index)
        self.edit(index)

    def show_all_columns(self, *, shown: bool) -> None:
        """Show every column and scroll sideways, or those that there is room for."""
        self.fitting.shows_all = shown
        self.fitting.fit_columns()

    def edit(  # type: ignore[override] # Qt has two of them
        self, index: QModelIndex, trigger: _Edit = _Edit.AllEditTriggers, event: QKeyEvent | None = None
    ) -> bool | None:
        """Open a cell; what is typed straight into it takes the place of what it holds."""
        self.delegate.replacing = trigger == _Edit.AnyKeyPressed
        opened = super().edit(index, trigger, event)  # type: ignore[arg-type] # an event may be missing
        if self.state() == QAbstractItemView.State.EditingState:
            self.reached.emit()
        return opened

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell where the keys lead; what the mouse points at stays under it."""
        super().currentChanged(current, previous)
        if self.hasFocus() and not QApplication.mouseButtons():
            self.reached.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Work on rows and cells by the keys of a spreadsheet."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.copy_wanted.emit()
            self.delete_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            self._work_key(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Move the rows dragged; the plan's change brings the rows along."""
        if event.source() is not self:
            return
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.setState(QAbstractItemView.State.NoState)
        self.move_wanted.emit(self.selected_rows(), self._row_at(event.position().toPoint()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fitting.fit_columns()

    def _dress(self) -> None:
        self.setAccessibleName(_("Activities"))
        self.setAccessibleDescription(_("Enter edits a cell, Insert adds a row, Delete removes the row."))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(_Edit.DoubleClicked | _Edit.EditKeyPressed | _Edit.AnyKeyPressed)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(LEAST_ROW)
        self.verticalHeader().setDefaultSectionSize(LEAST_ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        )
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(24)

    def _work_key(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.currentIndex().isValid():
                index = self.currentIndex()
                self.edit(index if index.column() != NUMBER else index.siblingAtColumn(NUMBER + 1))
            case Qt.Key.Key_Insert:
                self.add_wanted.emit()
            case Qt.Key.Key_Delete:
                self.delete_wanted.emit()
            case _:
                super().keyPressEvent(event)

    def _go_on(self, way: str) -> None:
        """Go on from a cell that was closed by a key."""
        index = self.currentIndex()
        match way:
            case "add":
                self.add_wanted.emit()
            case "down" if index.row() + 1 < self.activities.rowCount():
                self.setCurrentIndex(index.siblingAtRow(index.row() + 1))
            case "next" | "previous":
                self._open_beside(index, 1 if way == "next" else -1)

    def _open_beside(self, index: QModelIndex, step: int) -> None:
        """Open the next cell that is shown; at the ends, leave the table."""
        shown = [column for column in range(1, len(KEYS)) if not self.isColumnHidden(column)]
        if index.column() not in shown:  # the window has become narrower meanwhile
            return
        place = index.row() * len(shown) + shown.index(index.column()) + step
        row, column = divmod(place, len(shown))
        if 0 <= row < self.activities.rowCount():
            target = self.activities.index(row, shown[column])
            self.setCurrentIndex(target)
            self.edit(target)
        else:
            self.focusNextPrevChild(step > 0)

    def _tell_row(self, current: QModelIndex) -> None:
        self.activities.leave_row(current.row())
        self.row_changed.emit(current.row())

    def _row_at(self, point: QPoint) -> int:
        """Return the row before which something is dropped."""
        index = self.indexAt(point)
        if not index.isValid():
            return self.activities.rowCount()
        return index.row() + int(point.y() > self.visualRect(index).center().y())
