"""Choosing: one of a few, yes or no, ticked or not."""

from collections.abc import Iterable
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QRadioButton, QWidget

from ui.fields.editor import Editor
from ui.flow import FlowLayout

_STEPS: Final = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class ComboBox(QComboBox):
    """A combo box that the wheel does not change by accident while the form scrolls."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form unless the box has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceEditor(Editor):
    """Edits a value that is one of a few, each with its words."""

    def __init__(self, choices: Iterable[tuple[Any, str]], parent: QWidget | None = None) -> None:
        """Offer pairs of value and words."""
        self.box = ComboBox(parent)
        super().__init__(self.box)
        self._values: list[Any] = []
        for value, words in choices:
            self._values.append(value)
            self.box.addItem(words)
        self.box.activated.connect(self.choose)

    def show_value(self, value: Any) -> None:
        """Show a value; one that is not offered leaves the box empty."""
        self.box.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def read(self) -> Any:
        """Return the value chosen."""
        index = self.box.currentIndex()
        return self._values[index] if index >= 0 else None


class CheckEditor(Editor):
    """Edits yes or no as a tick."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        """Show a tick box with its words."""
        self.box = QCheckBox(words, parent)
        super().__init__(self.box)
        self.box.clicked.connect(self.choose)

    def show_value(self, value: bool) -> None:  # noqa: FBT001 - a value like any other
        """Tick the box or not."""
        self.box.setChecked(value)

    def read(self) -> bool:
        """Say whether it is ticked."""
        return self.box.isChecked()


class RadioEditor(Editor):
    """Edits a value that is one of two or three, all in sight; None where nothing is chosen yet."""

    def __init__(self, choices: Iterable[tuple[Any, str]], parent: QWidget | None = None) -> None:
        """Offer pairs of value and words side by side."""
        holder = QWidget(parent)
        super().__init__(holder)
        row = FlowLayout(holder)
        self.buttons: list[tuple[Any, QRadioButton]] = []
        for value, words in choices:
            button = _Dot(words)
            button.clicked.connect(self._note_choice)
            row.addWidget(button)
            self.buttons.append((value, button))
        self._stand_at_choice()

    def show_value(self, value: Any) -> None:
        """Show which is chosen, or none."""
        for offered, button in self.buttons:
            button.setAutoExclusive(False)
            button.setChecked(offered is value or (offered == value and value is not None))
            button.setAutoExclusive(True)
        self._stand_at_choice()

    def read(self) -> Any:
        """Return the value chosen, or None."""
        return next((value for value, button in self.buttons if button.isChecked()), None)

    def _note_choice(self) -> None:
        self._stand_at_choice()
        self.choose()

    def _stand_at_choice(self) -> None:
        """Let Tab stop at what is chosen, or at the first where nothing is."""
        chosen = next((button for _value, button in self.buttons if button.isChecked()), self.buttons[0][1])
        if self.widget.focusProxy() is not chosen:
            self.widget.setFocusProxy(chosen)


class _Dot(QRadioButton):
    """One of the choices side by side. Qt looks where the others stand; here all four arrows lead to them."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the choice before or after, and choose it where one was chosen."""
        step = _STEPS.get(Qt.Key(event.key()))
        holder = self.parentWidget()
        if step is None or holder is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        dots = holder.findChildren(_Dot)
        other = dots[min(max(dots.index(self) + step, 0), len(dots) - 1)]
        other.setFocus(Qt.FocusReason.TabFocusReason)
        if self.isChecked() and other is not self:
            other.click()
