"""Typing in a cell of the table of activities."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QTextCursor
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import theme
from ui.fields.area import AreaEditor
from ui.fields.line import LineEditor
from ui.fields.rest import UNFINISHED, WRITING, Rest
from ui.tables.activity_model import ActivityModel, Index
from ui.tables.offers import Offers

_LEAST_WIDTH: Final = 280  # pixels of an open cell
_OFFER_KEYS: Final = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}


class OpenCell(QObject):
    """A cell that is being typed in: hands what is typed to the plan, and can put back what was there."""

    def __init__(self, editor: AreaEditor | LineEditor, model: ActivityModel, index: Index) -> None:
        super().__init__(editor.widget)
        self.editor = editor
        self.model = model
        self.index = QPersistentModelIndex(index)
        self.before = model.text(index)
        self._dirty = False
        # An amount or a period is unfinished while it is typed.
        column = model.column(index)
        if column is not None and column.kind in {"text", "line"}:
            self._rest = Rest(self, WRITING, self.hand_in)
        else:
            self._rest = Rest(self, UNFINISHED, self._put_by)
        editor.show_value(self.before)
        editor.typed.connect(self._note_typing)
        model.desk.about_to_settle.connect(self.hand_in)

    def hand_in(self, *, merge: bool = True) -> bool:
        """Take over what is typed, readable or not; say whether it could be kept."""
        self._rest.stop()
        if not self._dirty or not self.index.isValid():
            return True
        fits = self.model.type_in(self.index, self.editor.read(), merge=merge)
        self._dirty = not fits
        self.model.desk.drafts.drop(self.model.place(self.index))
        return fits

    def show_plan(self) -> None:
        """Show a value that was changed from elsewhere, for instance by undo."""
        if not self._dirty and self.index.isValid() and self.editor.read() != self.model.text(self.index):
            self.editor.show_value(self.model.text(self.index))

    def revert(self) -> None:
        """Put back what stood in the cell before."""
        self._rest.stop()
        self._dirty = False
        if self.index.isValid():
            self.model.desk.drafts.drop(self.model.place(self.index))
            self.model.type_in(self.index, self.before, merge=True)

    def _note_typing(self) -> None:
        self._dirty = True
        self._rest.note_typing()

    def _put_by(self) -> None:
        """Keep what is typed and is no value yet."""
        if self._dirty and self.index.isValid():
            self.model.desk.drafts.keep(self.model.place(self.index), self.editor.typed_text())


class CellDelegate(QStyledItemDelegate):
    """Opens cells and closes them as a spreadsheet does.

    `went` tells where to go on from a cell that was closed by a key: "down", "next", "previous" or "add".
    """

    went = Signal(str)

    def __init__(self, model: ActivityModel, offers: Offers) -> None:
        """Type into the model; `offers` are shown under the columns of these keys."""
        super().__init__(model)
        self.replacing = False  # whether what is typed first takes the place of what is there
        self._model = model
        self._offers = offers

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return an area for the content, a line for anything else."""
        column = self._model.column(index)
        assert column is not None  # noqa: S101 - the number cannot be typed in
        editor: AreaEditor | LineEditor
        if column.kind == "text" or "\n" in self._model.text(index):
            editor = AreaEditor(parent, lines=2)
        else:
            editor = LineEditor(parent, offers=self._offers.get(column.key))
        editor.widget.setAccessibleName(self._model.headerData(index.column(), Qt.Orientation.Horizontal))
        OpenCell(editor, self._model, index)
        if isinstance(editor, AreaEditor):
            editor.area.moveCursor(QTextCursor.MoveOperation.End)
            if self.replacing:
                editor.area.selectAll()
        return editor.widget

    def setEditorData(self, editor: QWidget, _index: Index) -> None:
        """Show what the plan has, unless it is being typed."""
        _cell(editor).show_plan()

    def setModelData(self, editor: QWidget, _model: QObject, _index: Index) -> None:
        """Take over what is typed."""
        _cell(editor).hand_in()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Put the editor over its cell, wide enough to see what is typed."""
        cell: QRect = option.rect
        viewport = editor.parentWidget()
        assert viewport is not None  # noqa: S101 - for the type checker
        room = viewport.rect()
        width = min(max(cell.width() + 1, _LEAST_WIDTH), room.width())
        left = max(0, min(cell.left(), room.right() - width + 1))
        height = max(editor.sizeHint().height(), min(cell.height(), 40))
        top = max(0, min(cell.top(), room.bottom() - height + 1))
        editor.setGeometry(QRect(left, top, width, height))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Close the cell by Enter, Tab and Esc."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(editor, QWidget)
        ):
            cell = _cell(editor)
            key = Qt.Key(event.key())
            if isinstance(cell.editor, LineEditor) and cell.editor.is_offering() and key in _OFFER_KEYS:
                return False
            way = _way(key, event.modifiers(), is_area=isinstance(cell.editor, AreaEditor))
            if way:
                self._close(editor, cell, way)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(cell.editor, AreaEditor):
                cell.editor.area.insertPlainText("\n")
                return True
            return False
        return super().eventFilter(editor, event)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Put the mark of a row beside its number, not in the middle of a high row."""
        super().initStyleOption(option, index)
        option.decorationAlignment = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell; a ring shows which one the keys work on."""
        super().paint(painter, option, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setPen(QPen(QColor(theme.current().focus), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
            painter.restore()

    def _close(self, editor: QWidget, cell: OpenCell, way: str) -> None:
        if way == "back":
            cell.revert()
        elif not cell.hand_in():
            return  # a text without end cannot be kept: it stays open
        cell.model.desk.session.settle()
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        if way != "back":
            self.went.emit(way)


def _cell(editor: QWidget) -> OpenCell:
    return editor.findChild(OpenCell)  # type: ignore[return-value] # every editor has one


def _way(key: Qt.Key, modifiers: Qt.KeyboardModifier, *, is_area: bool) -> str:
    """Return what a key does with an open cell: where to go on, "back" for no change, or nothing."""
    plain = Qt.KeyboardModifier.NoModifier
    control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    match key:
        case Qt.Key.Key_Escape:
            return "back"
        case Qt.Key.Key_Tab:
            return "next"
        case Qt.Key.Key_Backtab:
            return "previous"
        case Qt.Key.Key_Return | Qt.Key.Key_Enter:
            if control:
                return "add"
            is_plain = modifiers & ~Qt.KeyboardModifier.KeypadModifier == plain
            return "down" if is_plain or not is_area else ""
    return ""
