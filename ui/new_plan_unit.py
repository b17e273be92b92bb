"""The first question of a new plan: for which unit it is."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.units.catalogue import Catalogue, catalogue_for_year
from dxdesk.units.unit import Unit, UnitLevel
from ui import theme
from ui.pages.page import scaled
from ui.start_lines import AT_END, BELOW, TwoLines

LEVEL_WORDS: Final[Mapping[UnitLevel, str]] = {
    "tinh": mark("province level"),
    "huyen": mark("district level"),
    "xa": mark("commune level"),
}
_UNIT: Final = Qt.ItemDataRole.UserRole
_FOUND: Final = 20
_LINES: Final = 4  # of the list of units found


class UnitChoice(QWidget):
    """A search over the map of a year; the unit chosen takes its place. `changed` tells of every choice."""

    changed = Signal()

    def __init__(self, year: int, years: Sequence[int] = ()) -> None:
        """Search the map that is in force in `year`; `years` are those that can be chosen instead."""
        super().__init__()
        self.unit: Unit | None = None
        self._missing: Unit | None = None  # chosen, but not on the map of the year
        self._year = year
        self._years = years
        self._map: Catalogue = catalogue_for_year(year)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Name of the commune, district or province, or its code"))
        self.search.setAccessibleName(_("Unit"))
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.found = QListWidget()
        self.found.setAccessibleName(_("Units found"))
        self.found.setItemDelegate(TwoLines(self.found))
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.setTabKeyNavigation(False)
        self.note = QLabel()
        self.note.setProperty("role", "muted")
        self.note.setWordWrap(True)
        self.card = _UnitCard()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        for widget in (self.search, self.found, self.note, self.card):
            column.addWidget(widget)
        self.search.textChanged.connect(self._search)
        self.found.itemClicked.connect(self._take)
        self.found.itemActivated.connect(self._take)
        self.card.other.clicked.connect(self.ask_again)
        self._show()

    def choose(self, unit: Unit | None) -> None:
        """Take a unit, or none."""
        self.unit, self._missing = unit, None
        self._show()
        self.changed.emit()

    def choose_code(self, code: str) -> None:
        """Take the unit with this code, if the map has it."""
        if unit := self._map.unit(code):
            self.choose(unit)

    def choose_here(self, unit: Unit) -> None:
        """Take a unit of any map, if the map searched has the same one; else say that it has not."""
        here = self._map.unit(unit.code)
        self.choose(here if here is not None and here.name == unit.name else None)
        if self.unit is None:
            self._missing = unit
            words = _("The administrative map of {year} has no {unit}. Choose the unit of that year.")
            self._say(words.format(year=self._year, unit=unit.name))

    def is_untouched(self) -> bool:
        """Say whether nobody has asked for a unit yet."""
        return self.unit is None and not self.search.text()

    def choose_year(self, year: int) -> None:
        """Search another year's map; a unit that it does not have comes back with a year that has it."""
        former = self.unit or self._missing
        self._year, self._map, self.unit = year, catalogue_for_year(year), None
        if self.search.text():
            self._search(self.search.text())
        if former is not None:
            self.choose_here(former)

    def ask_again(self) -> None:
        """Ask for another unit."""
        self.choose(None)
        self.search.selectAll()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list and Enter choose, while the field keeps the focus."""
        if event.type() != QEvent.Type.KeyPress:
            return False
        assert isinstance(event, QKeyEvent)  # noqa: S101 - for the type checker
        rows = self.found.count()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if rows and (step := steps.get(Qt.Key(event.key()))):
            self.found.setCurrentRow(min(max(self.found.currentRow() + step, 0), rows - 1))
            return True
        if rows and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.found.currentItem() or self.found.item(0))
            return True
        return False

    def _search(self, text: str) -> None:
        self._missing = None
        self.found.clear()
        for unit in self._map.search(text, _FOUND):
            item = QListWidgetItem(unit.name)
            item.setData(_UNIT, unit)
            above = self._map.path(unit).partition(", ")[2]
            item.setData(BELOW, above)
            item.setData(AT_END, unit.code)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, self._spoken(unit))
            self.found.addItem(item)
        self._show()
        if text.strip() and not self.found.count():
            self._say(self._elsewhere(text))

    def _elsewhere(self, text: str) -> str:
        """Say that nothing was found, and which other year has what is searched for."""
        for year in sorted(self._years, key=lambda other: abs(other - self._year)):
            units = catalogue_for_year(year)
            if units is not self._map and (hits := units.search(text, 1)):
                words = _(
                    "The administrative map of {year} has no such unit, that of {other} has {unit}. "
                    "Choose {other} as the year below."
                )
                return words.format(year=self._year, other=year, unit=units.path(hits[0]))
        return _("No unit is called so. Try fewer letters; diacritics do not matter.")

    def _say(self, words: str) -> None:
        self.note.setText(words)
        self.note.show()

    def _take(self, item: QListWidgetItem | None) -> None:
        unit = item.data(_UNIT) if item is not None else None
        if isinstance(unit, Unit):
            self.choose(unit)
            self.card.other.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        """Show the search, or the unit chosen."""
        unit = self.unit
        self.search.setVisible(unit is None)
        self.found.setVisible(unit is None and self.found.count() > 0)
        lines = min(self.found.count(), _LINES)
        self.found.setFixedHeight(max(self.found.sizeHintForRow(0), 0) * lines + 2 * self.found.frameWidth())
        self.note.hide()
        self.card.setVisible(unit is not None)
        if unit is not None:
            self.card.show_unit(unit, self._map)

    def _spoken(self, unit: Unit) -> str:
        return f"{self._map.path(unit)}; {unit_facts(unit)}"


class _UnitCard(QFrame):
    """The unit that was chosen: its name, what it belongs to, its level and its code."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "soft")
        self.name = QLabel()
        self.name.setFont(scaled(1.0, bold=True))
        self.name.setWordWrap(True)
        self.facts = QLabel()
        self.facts.setProperty("role", "muted")
        self.facts.setWordWrap(True)
        self.other = QPushButton(_("Another &unit"))
        self.other.setProperty("role", "quiet")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.name)
        words.addWidget(self.facts)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.MEDIUM, theme.SMALL, theme.SMALL, theme.SMALL)
        row.addLayout(words, 1)
        row.addWidget(self.other)

    def show_unit(self, unit: Unit, units: Catalogue) -> None:
        """Show a unit of a map."""
        self.name.setText(unit.name)
        above = units.path(unit).partition(", ")[2]
        self.facts.setText("\n".join(filter(None, (above, unit_facts(unit)))))


def unit_facts(unit: Unit) -> str:
    """Return the level and the code of a unit in words."""
    return _("{level} · code {code}").format(level=_(LEVEL_WORDS[unit.level]), code=unit.code)
