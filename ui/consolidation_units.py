"""Who has sent and who has not: the units of an area, and below what has come from the chosen one."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from dxdesk.intake.standing import UnitStanding
from dxdesk.language import translate as _
from dxdesk.store.received import ReceivedPackage, RefusedFile
from dxdesk.text.folding import fold
from ui import theme
from ui.consolidation_words import (
    STRAYS,
    package_headings,
    package_lines,
    reasons_words,
    refused_line,
    state_choices,
    stray_line,
    unit_headings,
    unit_line,
)
from ui.dialog import deed_button, muted
from ui.fields.choice import ComboBox
from ui.figure_table import FigureTable, columns_box, copy_words
from ui.flow import FlowLayout
from ui.icons import icon

_SEARCH_WIDTH: Final = 240


class UnitsPanel(QWidget):
    """The units and their packages.

    The signals carry the package that is to be opened, chosen, compared with its rivals (all of them), saved or
    removed; `forgotten` the file that cannot be used.
    """

    opened = Signal(object)
    decided = Signal(object)
    compared = Signal(object)
    saved = Signal(object)
    removed = Signal(object)
    forgotten = Signal(object)
    missing_wanted = Signal()

    def __init__(self) -> None:
        """Begin without units."""
        super().__init__()
        self._units: Sequence[UnitStanding] = ()
        self._strays: Sequence[RefusedFile] = ()
        self._state: object = None
        self.filter = ComboBox()
        self.filter.setAccessibleName(_("Which units are shown"))
        self.filter.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Filter by name"))
        self.search.setAccessibleName(_("Filter by name"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(_SEARCH_WIDTH)
        self.missing = deed_button(_("Copy who has &not sent"), self.missing_wanted.emit)
        self.copy = deed_button(copy_words(), self._copy)
        self.table = FigureTable(_("Units"))
        self.packages = FigureTable(_("What has come from the unit"), stretched=4)
        self.reasons = QLabel()
        self.reasons.setProperty("role", "error")
        self.reasons.setWordWrap(True)
        self.reasons.setContentsMargins(theme.SMALL, theme.TIGHT, theme.SMALL, theme.TIGHT)
        self.reasons.setTextFormat(Qt.TextFormat.PlainText)
        self.reasons.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.nothing = muted("")
        self._deeds()
        self._arrange()
        self._wire()
        self._show_packages()

    def show_units(self, units: Sequence[UnitStanding], strays: Sequence[RefusedFile]) -> None:
        """Show how units stand; what was narrowed down to stays so."""
        self._units, self._strays = units, strays
        self.filter.clear()
        choices = state_choices(units)
        for words, state in ((words, state) for state, words in choices):
            self.filter.addItem(words, state)
        at = next((place for place, one in enumerate(choices) if one[0] == self._state), 0)
        self.filter.setCurrentIndex(at)
        self._narrow()

    def show_unit(self, code: str) -> None:
        """Choose a unit."""
        self._state = None
        self.search.clear()
        self.filter.setCurrentIndex(0)
        self._narrow()
        self.table.choose(code)

    def unit(self) -> UnitStanding | None:
        """Return the unit that is chosen."""
        code = self.table.subject()
        return next((one for one in self._units if one.figures.code == code), None)

    def _deeds(self) -> None:
        self.open = QPushButton(icon("preview"), _("&Open the printed page"))
        self.open.clicked.connect(self._open)
        self.decide = deed_button(_("Let this one coun&t"), lambda: self._tell(self.decided))
        self.compare = deed_button(_("Com&pare"), self._compare)
        self.save = deed_button(_("&Save the package…"), lambda: self._tell(self.saved))
        self.remove = deed_button(_("Re&move"), self._remove)
        self.open.setAutoDefault(False)

    def _arrange(self) -> None:
        head, deeds = FlowLayout(), FlowLayout()
        for widget in (self.filter, self.search, self.missing, self.copy, columns_box(self.table)):
            head.addWidget(widget)
        for button in (self.open, self.decide, self.compare, self.save, self.remove):
            deeds.addWidget(button)
        lower = QWidget()
        below = QVBoxLayout(lower)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(theme.SMALL)
        for each in (self.nothing, self.packages, self.reasons):
            below.addWidget(each)
        below.addLayout(deeds)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.table)
        halves.addWidget(lower)
        halves.setSizes([330, 170])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.SMALL, 0, 0)
        column.setSpacing(theme.SMALL)
        column.addLayout(head)
        column.addWidget(halves, 1)

    def _wire(self) -> None:
        self.filter.activated.connect(lambda _at: self._choose_state())
        self.search.textChanged.connect(lambda _text: self._narrow())
        self.table.chosen.connect(self._show_packages)
        self.table.opened.connect(self._open)
        self.packages.chosen.connect(self._show_deeds)
        self.packages.opened.connect(self._open)
        for table in (self.table, self.packages):
            key = QShortcut(QKeySequence(Qt.Key.Key_Delete), table, self._remove)
            key.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _choose_state(self) -> None:
        self._state = self.filter.currentData()
        self._narrow()

    def _narrow(self) -> None:
        wanted = fold(self.search.text().strip())
        shown = [
            unit_line(one)
            for one in self._units
            if self._state in (None, *one.states) and wanted in fold(one.figures.name)
        ]
        if self._strays and self._state in (None, "faulty") and not wanted:
            shown.insert(0, stray_line(self._strays))
        self.table.show_lines(unit_headings(), shown)

    def _show_packages(self) -> None:
        unit = self.unit()
        lines = package_lines(unit) if unit else []
        if self.table.subject() == STRAYS:
            lines = [refused_line(one) for one in self._strays]
        self.packages.show_lines(package_headings(), lines)
        self.packages.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        self.nothing.setText(self._nothing_words(unit))
        self._show_deeds()

    def _nothing_words(self, unit: UnitStanding | None) -> str:
        if not any(one.packages or one.refused for one in self._units):
            return _(
                "Nothing has come yet. Drop packages, folders, archives or saved mails here, or choose them by Ctrl+O."
            )
        return _("Nothing has come from {unit}.").format(unit=unit.figures.name) if unit else ""

    def _show_deeds(self) -> None:
        subject = self.packages.subject()
        unit = self.unit()
        package = subject if isinstance(subject, ReceivedPackage) else None
        rivals = _rivals(unit, package)
        self.open.setEnabled(package is not None)
        self.save.setEnabled(package is not None)
        self.remove.setEnabled(subject is not None)
        for button in (self.decide, self.compare):
            button.setVisible(len(rivals) > 1)
        self.decide.setEnabled(package is not None and not package.chosen)
        words = reasons_words(subject) if isinstance(subject, RefusedFile) else ""
        self.reasons.setText(words)
        self.reasons.setVisible(bool(words))

    def _tell(self, signal: "object") -> None:
        package = self.packages.subject()
        if isinstance(package, ReceivedPackage):
            signal.emit(package)  # type: ignore[attr-defined] # one of the signals of this class

    def _open(self) -> None:
        self._tell(self.opened)

    def _compare(self) -> None:
        package = self.packages.subject()
        if isinstance(package, ReceivedPackage):
            self.compared.emit(_rivals(self.unit(), package))

    def _remove(self) -> None:
        subject = self.packages.subject()
        if isinstance(subject, RefusedFile):
            self.forgotten.emit(subject)
        elif subject is not None:
            self.removed.emit(subject)

    def _copy(self) -> None:
        self.table.copy_all()


def _rivals(unit: UnitStanding | None, package: ReceivedPackage | None) -> tuple[ReceivedPackage, ...]:
    if unit is None or package is None:
        return ()
    return tuple(one for one in unit.packages if one.revision == package.revision)
