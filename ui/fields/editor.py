"""What every editor of a value can do."""

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget


class Editor(QObject):
    """Edits one value in one widget.

    `typed` comes with every change by the person, `left` when the focus goes elsewhere or a choice is
    made. Nothing rewrites the text while somebody types: UniKey sends Backspace and the letters again.
    """

    typed = Signal()
    left = Signal()

    # Whether the value is taken over while it is typed, or only when the editor is left.
    as_typed = True

    def __init__(self, widget: QWidget) -> None:
        """Edit in `widget`, which owns the editor."""
        super().__init__(widget)
        self.widget = widget

    def show_value(self, value: Any) -> None:
        """Show a value of the plan."""
        raise NotImplementedError

    def show_typed(self, text: str, value: Any) -> None:  # noqa: ARG002 - only editors of text have use for it
        """Show what was typed and cannot be read; where nothing is typed, the value that stands there."""
        self.show_value(value)

    def typed_text(self) -> str:
        """Return what stands in the editor, letter for letter; nothing where nothing is typed."""
        return ""

    def choose(self) -> None:
        """Tell of a choice: it is made and done with at once."""
        self.typed.emit()
        self.left.emit()

    def read(self) -> Any:
        """Return what the person entered, as the plan keeps it.

        Raises:
            ValueError: it cannot be read; the text says how to write it.
        """
        raise NotImplementedError
