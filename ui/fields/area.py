"""A text of many lines, as high as what stands in it."""

from typing import Final

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from dxdesk.text.characters import clean
from ui.fields.editor import Editor
from ui.fields.pasting import LegacyPaste, pasted_text

_MOST_LINES: Final = 14


class TextArea(QPlainTextEdit):
    """A plain text edit that grows with its text, tells when it is left, and leaves Tab to the form."""

    left = Signal()
    legacy_pasted = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, lines: int = 3) -> None:
        """Be at least `lines` high."""
        super().__init__(parent)
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)  # the program's own undo covers the whole plan
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A height that is set while the form is being laid out reaches it only afterwards.
        self._afterwards = QTimer(self, singleShot=True, interval=0)
        self._afterwards.timeout.connect(self.updateGeometry)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self._fit)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return the size that shows the text, within bounds."""
        rows = min(max(self._rows(), self._lines), _MOST_LINES)
        chrome = self.frameWidth() * 2 + self.document().documentMargin() * 2 + 8
        return QSize(super().sizeHint().width(), int(rows * self.fontMetrics().lineSpacing() + chrome))

    def _rows(self) -> int:
        """Return how many lines the text takes, up to one more than are shown."""
        layout, block, rows = self.document().documentLayout(), self.document().begin(), 0
        while block.isValid() and rows <= _MOST_LINES:
            layout.blockBoundingRect(block)  # Qt breaks a paragraph into lines when it is asked for
            rows += max(block.layout().lineCount(), 1)
            block = block.next()
        return rows

    def _fit(self) -> None:
        policy = Qt.ScrollBarPolicy
        is_long = self._rows() > _MOST_LINES
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if is_long else policy.ScrollBarAlwaysOff)
        wanted = self.sizeHint().height()
        if wanted != self.height():
            self.setFixedHeight(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
            self._afterwards.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the text is left; a menu or another window on top is no leaving."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert the clipboard's text as NFC; tell where it is in an old code page."""
        text, encoding = pasted_text(source, many_lines=True)
        position = self.textCursor().selectionStart()
        self.textCursor().insertText(text)
        self.ensureCursorVisible()
        if encoding is not None:
            self.legacy_pasted.emit(LegacyPaste(text, position, encoding))


class AreaEditor(Editor):
    """Edits a text of many lines."""

    def __init__(self, parent: QWidget | None = None, *, lines: int = 3, one_line: bool = False) -> None:
        """Edit in an area at least `lines` high; with `one_line`, breaks that are typed count as spaces."""
        self.area = TextArea(parent, lines=lines)
        super().__init__(self.area)
        self._showing = False
        self._many_lines = not one_line
        self.area.textChanged.connect(self._tell)
        self.area.left.connect(self.left)

    def show_value(self, value: str) -> None:
        """Show a text; the cursor goes to its beginning."""
        if self.area.toPlainText() == value:
            return
        self._showing = True
        self.area.setPlainText(value)
        self._showing = False

    def show_typed(self, text: str, _value: object) -> None:
        """Show what was typed and does not fit."""
        self.show_value(text)

    def typed_text(self) -> str:
        """Return the text, letter for letter."""
        return self.area.toPlainText()

    def read(self) -> str:
        """Return the text without blanks and empty lines around it."""
        return clean(self.area.toPlainText(), many_lines=self._many_lines).strip()

    def replace_piece(self, position: int, old: str, new: str) -> None:
        """Put `new` in the place of `old`, where that stands at `position`."""
        cursor = self.area.textCursor()
        cursor.setPosition(position)
        cursor.setPosition(position + len(old), QTextCursor.MoveMode.KeepAnchor)
        if cursor.selectedText().replace("\u2029", "\n") == old:
            cursor.insertText(new)

    def _tell(self) -> None:
        if not self._showing:
            self.typed.emit()
