"""Choosing a unit by typing some of its name, with or without diacritics."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from dxdesk.guidance.loading import newest_year
from dxdesk.language import translate as _
from dxdesk.text.dates import short_date
from dxdesk.units.catalogue import Catalogue, catalogue, catalogue_for_year, schemes
from dxdesk.units.unit import Unit
from ui.fields.line import LineEdit

_SHOWN: Final = 6  # units of each map


class UnitLine(LineEdit):
    """A line in which a unit is found. `chosen` carries the unit, or None where the line was emptied."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without a unit."""
        super().__init__(parent)
        self.unit: Unit | None = None
        self.setClearButtonEnabled(True)
        self.setPlaceholderText(_("Type a name, like “xa thach kim”"))
        self.offers = QListWidget(self)
        self.offers.setWindowFlags(Qt.WindowType.ToolTip)
        self.offers.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.offers.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.offers.itemClicked.connect(self._take)
        self.textEdited.connect(self._search)
        self.left.connect(self._leave)
        self.installEventFilter(self)

    def show_unit(self, unit: Unit | None) -> None:
        """Show a unit, or none."""
        self.unit = unit
        self.setText(_path(unit) if unit else "")
        self.setCursorPosition(0)
        self.offers.hide()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let arrow keys, Enter and Esc work the list while it is shown."""
        if event.type() in (QEvent.Type.Hide, QEvent.Type.Move, QEvent.Type.WindowDeactivate):
            self.offers.hide()
        if event.type() != QEvent.Type.KeyPress or not self.offers.isVisible():
            return False
        assert isinstance(event, QKeyEvent)  # noqa: S101 - for the type checker
        return self._worked(Qt.Key(event.key()))

    def _worked(self, key: Qt.Key) -> bool:
        row, count = self.offers.currentRow(), self.offers.count()
        match key:
            case Qt.Key.Key_Down:
                self.offers.setCurrentRow(min(row + 1, count - 1))
            case Qt.Key.Key_Up:
                self.offers.setCurrentRow(max(row - 1, 0))
            case Qt.Key.Key_Escape:
                self.offers.hide()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._take(self.offers.item(max(row, 0)))
            case _:
                return False
        return True

    def _search(self, text: str) -> None:
        self.offers.clear()
        for known in _maps():
            for unit in known.search(text, _SHOWN) if text.strip() else ():
                item = QListWidgetItem(f"{_path(unit)}  ({_validity(known)})")
                item.setData(Qt.ItemDataRole.UserRole, unit)
                self.offers.addItem(item)
        if not self.offers.count():
            self.offers.hide()
            return
        rows = self.offers.sizeHintForRow(0) * self.offers.count()
        width = max(self.width(), self.offers.sizeHintForColumn(0) + 16)
        self.offers.setFixedSize(width, rows + 2 * self.offers.frameWidth() + 2)
        self.offers.move(self.mapToGlobal(QPoint(0, self.height())))
        self.offers.show()

    def _take(self, item: QListWidgetItem) -> None:
        self.show_unit(item.data(Qt.ItemDataRole.UserRole))
        self.chosen.emit(self.unit)

    def _leave(self) -> None:
        """Take an empty line as no unit; other words without a choice are put back."""
        if self.unit is not None and not self.text().strip():
            self.show_unit(None)
            self.chosen.emit(None)
        else:
            self.show_unit(self.unit)


def _maps() -> list[Catalogue]:
    """Return the maps, that of the newest guidance first."""
    first = catalogue_for_year(newest_year())
    return [first, *(catalogue(scheme) for scheme in schemes() if scheme != first.scheme)]


def _path(unit: Unit) -> str:
    return catalogue(unit.scheme).path(unit)


def _validity(known: Catalogue) -> str:
    if known.valid_until is not None:
        return _("map until {day}").format(day=short_date(known.valid_until))
    return _("map since {day}").format(day=short_date(known.valid_from))
