"""A figure of an indicator: typed and shown as its kind is written."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from dxdesk.guidance.pack import IndicatorKind
from dxdesk.language import translate as _
from dxdesk.plan.figure import figure_text
from dxdesk.plan.figure_reading import read_figure
from ui.fields.amount import DayEditor, MoneyEditor
from ui.fields.choice import ChoiceEditor
from ui.fields.editor import Editor
from ui.fields.line import LineEditor


class NumberEditor(LineEditor):
    """Edits a count or a percentage in one line, with a decimal comma."""

    as_typed = False

    def __init__(self, kind: IndicatorKind, parent: QWidget | None = None) -> None:
        """Read and show figures of that kind."""
        super().__init__(parent)
        self._kind: IndicatorKind = kind
        self._shown: tuple[str, Any] = ("", None)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)

    def show_value(self, value: Any) -> None:
        """Show a figure as a document writes it."""
        text = figure_text(self._kind, value)
        self._shown = (text, value)
        super().show_value(text)

    def show_typed(self, text: str, value: Any) -> None:
        """Show what was typed and is no figure of the kind."""
        self._shown = ("", None)
        super().show_typed(text, value)

    def read(self) -> Any:
        """Return the figure as the plan keeps it; ValueError where it is none of the kind."""
        text = self.line.text()
        return self._shown[1] if text == self._shown[0] else read_figure(self._kind, text, 0)


class FigureDayEditor(DayEditor):
    """Edits a day that the plan keeps in the form of ISO 8601."""

    def show_value(self, value: Any) -> None:
        """Show a day; what is none stays in sight as it is."""
        try:
            super().show_value(date.fromisoformat(value) if value else None)
        except (TypeError, ValueError):
            self.line.setText(str(value))

    def read(self) -> Any:
        """Return the day, or None; UnclearDayError where it is none."""
        day = super().read()
        return day.isoformat() if day else None


class WordsEditor(LineEditor):
    """Edits a figure in words; None where there are none."""

    def show_value(self, value: Any) -> None:
        """Show the words."""
        super().show_value("" if value is None else str(value))

    def read(self) -> Any:
        """Return the words, or None."""
        return super().read() or None


def figure_editor(kind: IndicatorKind, year: Callable[[], int]) -> Editor:
    """Return the editor for figures of a kind; a day without a year is of `year()`."""
    match kind:
        case "count" | "percent":
            return NumberEditor(kind)
        case "money":
            return MoneyEditor()
        case "yes_no":
            return ChoiceEditor([(None, ""), (True, _("Yes")), (False, _("Not yet"))])
        case "date":
            return FigureDayEditor(year)
        case "text":
            return WordsEditor()
