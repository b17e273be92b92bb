"""A line of text, with a list of offers that pops up below and never takes the focus."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from dxdesk.text.characters import clean
from dxdesk.text.folding import fold
from ui.fields.editor import Editor
from ui.fields.pasting import LegacyPaste, pasted_text

Offers = Callable[[], Sequence[str]]
_OFFERS_SHOWN: Final = 8


class LineEdit(QLineEdit):
    """A line edit that tells when it is left and what it was given to paste."""

    left = Signal()
    legacy_pasted = Signal(object)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the line is left; a menu or another window on top is no leaving."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste our way; everything else is Qt's."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_cleaned()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show Qt's menu, with our way of pasting."""
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(self.paste_cleaned)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def paste_cleaned(self) -> None:
        """Insert the clipboard's text as NFC on one line; tell where it is in an old code page."""
        if self.isReadOnly():
            return
        text, encoding = pasted_text(QGuiApplication.clipboard().mimeData(), many_lines=False)
        position = self.selectionStart() if self.hasSelectedText() else self.cursorPosition()
        self.insert(text)
        self.textEdited.emit(self.text())
        if encoding is not None:
            self.legacy_pasted.emit(LegacyPaste(text, position, encoding))


class LineEditor(Editor):
    """Edits a text of one line."""

    def __init__(
        self, parent: QWidget | None = None, *, offers: Offers | None = None, digits: bool = False
    ) -> None:
        """Edit a line; `offers` are shown below while it is typed, to be chosen by arrow keys and Enter."""
        self.line = LineEdit(parent)
        super().__init__(self.line)
        if digits:
            self.line.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.line.textEdited.connect(lambda _text: self.typed.emit())
        self.line.left.connect(self.left)
        self._offers = _OfferList(self, offers) if offers is not None else None

    def is_offering(self) -> bool:
        """Say whether offers are in sight, which arrow keys and Enter work on."""
        return self._offers is not None and self._offers.is_shown()

    def show_value(self, value: str) -> None:
        """Show a text."""
        show_text(self.line, value)

    def show_typed(self, text: str, _value: object) -> None:
        """Show what was typed and cannot be read."""
        show_text(self.line, text)

    def typed_text(self) -> str:
        """Return the text, letter for letter."""
        return self.line.text()

    def read(self) -> str:
        """Return the text without blanks around it."""
        return clean(self.line.text(), many_lines=False).strip()

    def replace_piece(self, position: int, old: str, new: str) -> None:
        """Put `new` in the place of `old`, where that stands at `position`."""
        text = self.line.text()
        if text[position : position + len(old)] == old:
            self.line.setSelection(position, len(old))
            self.line.insert(new)
            self.typed.emit()


def show_text(line: QLineEdit, text: str) -> None:
    """Show a text from its beginning, and leave the cursor where it is if the text is there already."""
    if line.text() != text:
        line.setText(text)
        line.setCursorPosition(0)


class _OfferList(QObject):
    """The offers that fit what is typed, in a list below the line that leaves the focus where it is."""

    def __init__(self, editor: LineEditor, offers: Offers) -> None:
        super().__init__(editor)
        self._editor = editor
        self._offers = offers
        self._list = QListWidget(editor.line)
        self._list.setWindowFlags(Qt.WindowType.ToolTip)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._list.setUniformItemSizes(True)
        self._list.itemClicked.connect(lambda item: self._take(item.text()))
        editor.typed.connect(self._show)
        editor.left.connect(self._list.hide)
        editor.line.installEventFilter(self)

    def is_shown(self) -> bool:
        """Say whether the list is in sight."""
        return self._list.isVisible()

    def _show(self) -> None:
        typed = fold(self._editor.line.text()).split()
        fitting = [offer for offer in self._offers() if _fits(offer, typed)][:_OFFERS_SHOWN]
        self._list.clear()
        if not typed or not fitting or fitting == [self._editor.line.text()]:
            self._list.hide()
            return
        self._list.addItems(fitting)
        line = self._editor.line
        height = self._list.sizeHintForRow(0) * len(fitting) + 2 * self._list.frameWidth()
        self._list.setFixedSize(max(line.width(), 200), height)
        self._list.move(line.mapToGlobal(QPoint(0, line.height())))
        self._list.show()

    def _take(self, text: str) -> None:
        self._list.hide()
        self._editor.line.setText(text)
        self._editor.typed.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let arrow keys, Enter and Esc work the list while it is shown."""
        if event.type() in (QEvent.Type.Hide, QEvent.Type.Move, QEvent.Type.WindowDeactivate):
            self._list.hide()
        if event.type() != QEvent.Type.KeyPress or not self._list.isVisible():
            return False
        assert isinstance(event, QKeyEvent)  # noqa: S101 - for the type checker
        return self._worked(Qt.Key(event.key()))

    def _worked(self, key: Qt.Key) -> bool:
        row, count = self._list.currentRow(), self._list.count()
        match key:
            case Qt.Key.Key_Down:
                self._list.setCurrentRow(min(row + 1, count - 1))
            case Qt.Key.Key_Up:
                self._list.setCurrentRow(max(row - 1, 0))
            case Qt.Key.Key_Escape:
                self._list.hide()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if row >= 0:
                self._take(self._list.item(row).text())
            case _:
                return False
        return True


def _fits(offer: str, typed: list[str]) -> bool:
    folded = fold(offer)
    return all(word in folded for word in typed)
