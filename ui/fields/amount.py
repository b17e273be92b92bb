"""An amount of money and a day: written as people write them, shown as people read them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from dxdesk.language import translate as _
from dxdesk.text.dates import short_date
from dxdesk.text.days import read_day
from dxdesk.text.numerals import number_text, read_money
from ui.fields.editor import Editor
from ui.fields.line import LineEdit, show_text
from ui.icons import icon


class _AmountLine(LineEdit):
    """A line that shows plain digits while it has the focus, and words for the amount otherwise."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.amount: int | None = None
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show what can be edited, unless something unreadable was left standing."""
        if self.amount is not None and self.text() == amount_text(self.amount):
            self.setText(str(self.amount))
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()


class MoneyEditor(Editor):
    """Edits an amount in đồng; reads "1,5 triệu", shows "1.500.000 đồng"."""

    as_typed = False

    def __init__(self, parent: QWidget | None = None) -> None:
        """Edit in one line."""
        self.line = _AmountLine(parent)
        super().__init__(self.line)
        self.line.setPlaceholderText(_("For example 1,5 triệu"))
        self.line.textEdited.connect(lambda _text: self.typed.emit())
        self.line.left.connect(self.left)

    def show_value(self, value: int | None) -> None:
        """Show an amount with its digits grouped; plain digits where the line has the focus."""
        self.line.amount = value
        shown = "" if value is None else str(value) if self.line.hasFocus() else amount_text(value)
        if self.line.text() != shown:
            self.line.setText(shown)

    def show_typed(self, text: str, _value: object) -> None:
        """Show what was typed and is no amount."""
        self.line.amount = None
        show_text(self.line, text)

    def typed_text(self) -> str:
        """Return the text, letter for letter."""
        return self.line.text()

    def read(self) -> int | None:
        """Return the amount in đồng, or None; UnclearAmountError where it can be read in two ways."""
        text = self.line.text().strip()
        if self.line.amount is not None and text == amount_text(self.line.amount):
            return self.line.amount
        return read_money(text) if text else None


def amount_text(amount: int) -> str:
    """Return an amount as people read it: "1.500.000 đồng"."""
    return f"{number_text(amount)} đồng"


class DayEditor(Editor):
    """Edits a day, typed ("15/3", "15.3.2023") or picked in a calendar."""

    as_typed = False

    def __init__(self, year: Callable[[], int], parent: QWidget | None = None) -> None:
        """Edit a day; one typed without a year is of `year()`."""
        holder = QWidget(parent)
        super().__init__(holder)
        self._year = year
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.line = LineEdit()
        self.line.setPlaceholderText(_("Day/month/year"))
        self.line.setMaximumWidth(2 * self.line.fontMetrics().horizontalAdvance("31/12/2023"))
        self.button = QToolButton()
        self.button.setIcon(icon("calendar"))
        self.button.setToolTip(_("Pick a day"))
        self.button.setAccessibleName(_("Pick a day"))
        self.button.clicked.connect(self._pick)
        # As high as the line: a higher one would push it below the fields beside it.
        self.button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        row.addWidget(self.line)
        row.addWidget(self.button)
        row.addStretch(1)
        holder.setFocusProxy(self.line)
        self.line.textEdited.connect(lambda _text: self.typed.emit())
        self.line.left.connect(self.left)

    def show_value(self, value: date | None) -> None:
        """Show a day."""
        shown = short_date(value) if value else ""
        if self.line.text() != shown:
            self.line.setText(shown)

    def show_typed(self, text: str, _value: object) -> None:
        """Show what was typed and is no day."""
        show_text(self.line, text)

    def typed_text(self) -> str:
        """Return the text, letter for letter."""
        return self.line.text()

    def read(self) -> date | None:
        """Return the day, or None; UnclearDayError where it is none."""
        text = self.line.text().strip()
        return read_day(text, self._year()) if text else None

    def _pick(self) -> None:
        calendar = QCalendarWidget()
        calendar.setGridVisible(False)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setSelectedDate(self._shown_day())
        menu = QMenu(self.widget)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        calendar.activated.connect(lambda day: self._take(day, menu))
        calendar.clicked.connect(lambda day: self._take(day, menu))
        calendar.setFocus()
        menu.exec(self.button.mapToGlobal(QPoint(0, self.button.height())))
        menu.deleteLater()

    def _shown_day(self) -> QDate:
        try:
            day: Any = self.read()
        except ValueError:
            day = None
        return QDate(day.year, day.month, day.day) if day else QDate(self._year(), 1, 1)

    def _take(self, day: QDate, menu: QMenu) -> None:
        menu.close()
        self.show_value(date(day.year(), day.month(), day.day()))
        self.typed.emit()
        self.left.emit()
