"""Of which area, year and level of units a consolidation is, and by which day plans were to come."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLabel, QWidget

from dxdesk.consolidation.areas import Scope, scope_of
from dxdesk.consolidation.deadline import default_deadline
from dxdesk.guidance.loading import newest_year
from dxdesk.language import translate as _
from dxdesk.store.received import ReceivedPackage
from dxdesk.store.values import PlanSummary
from dxdesk.units.catalogue import Catalogue, Unit, catalogue_for_year
from dxdesk.units.unit import UnitLevel
from dxdesk.value import Value
from ui import theme
from ui.archive import Archive
from ui.consolidation_words import LEVEL_WORDS
from ui.fields.choice import ComboBox
from ui.flow import FlowLayout
from ui.setting_book import SettingBook

_KEY: Final = "consolidation"
_SHOWN_WIDTH: Final = 18  # letters of a box: the list itself is as wide as its words


class ConsolidationChoice(Value, frozen=True, kw_only=True):
    """What was chosen last: the area (empty: not yet), the year (0: not yet), days of years where others were set."""

    code: str = ""
    year: int = 0
    deadlines: Mapping[str, date] = {}


def choice_book(archive: Archive) -> SettingBook[ConsolidationChoice]:
    """Return what was chosen last, and keep what is chosen now."""
    return SettingBook(archive, _KEY, ConsolidationChoice())


def guessed_area(plans: Sequence[PlanSummary], received: Sequence[ReceivedPackage], year: int) -> str:
    """Return the area that an office most likely sums up: of its own plans, else of what it has received."""
    known = catalogue_for_year(year)
    levels: tuple[UnitLevel, ...] = ("huyen", "tinh", "xa")
    own = (known.unit(plan.unit_code) for level in levels for plan in plans if plan.level == level)
    came = Counter(one.unit_code for one in received if one.year == year)
    others = (known.unit(code) for code, _count in came.most_common())
    for unit in (*own, *others):
        if unit is not None:
            return _area_of(known, unit)
    return next(unit.code for unit in known if unit.level == "tinh")


def _area_of(known: Catalogue, unit: Unit) -> str:
    """Return the district that a commune belongs to, or the province where there are no districts."""
    return known.parents(unit)[0].code if unit.level == "xa" else unit.code


class ChoiceBar(QWidget):
    """Boxes for the area, the year, the level and the day; `changed` tells that something else is chosen."""

    changed = Signal()

    def __init__(self, book: SettingBook[ConsolidationChoice]) -> None:
        """Begin with what was chosen last."""
        super().__init__()
        self._book = book
        # What is shown: as long as nobody has chosen, it follows what is at hand.
        self._code, self._year = book.now.code, book.now.year
        self._filling = False
        self.province, self.district, self.year, self.level = (ComboBox() for _box in range(4))
        self.deadline = QDateEdit()
        self.deadline.setCalendarPopup(True)
        self.deadline.setDisplayFormat("dd/MM/yyyy")
        self._arrange()
        self.province.activated.connect(lambda _at: self._choose(str(self.province.currentData())))
        self.district.activated.connect(lambda _at: self._choose(str(self.district.currentData())))
        self.year.activated.connect(lambda _at: self._choose_year(int(self.year.currentData())))
        self.level.activated.connect(lambda _at: self.changed.emit())
        self.deadline.dateChanged.connect(self._choose_day)

    @property
    def scope(self) -> Scope:
        """The area and year that are chosen."""
        return scope_of(self._year, self._code)

    @property
    def last_day(self) -> date:
        """The day by which plans were to come."""
        set_days = self._book.now.deadlines
        return set_days.get(str(self._year), default_deadline(self._year))

    @property
    def units_of(self) -> UnitLevel | None:
        """The level of the units that figures are summed up of; None is all."""
        found: UnitLevel | None = self.level.currentData()
        return found

    def offer(self, plans: Sequence[PlanSummary], received: Sequence[ReceivedPackage]) -> None:
        """Offer what fits the plans and packages at hand; what was chosen before stays chosen."""
        now = self._book.now
        years = {one.year for one in received} | {plan.year for plan in plans} | {newest_year()}
        self._year = now.year or max((one.year for one in received), default=max(years))
        offered = sorted(years | {self._year}, reverse=True)
        self._fill(self.year, [(str(each), each) for each in offered], self._year)
        is_known = _is_area(self._year, now.code)
        self._code = now.code if is_known else guessed_area(plans, received, self._year)
        self._show()

    def _choose(self, code: str) -> None:
        self._code = code
        self._book.change(code=code, year=self._year)
        self._show()
        self.changed.emit()

    def _choose_year(self, year: int) -> None:
        self._year = year
        if not _is_area(year, self._code):  # of another map
            self._code = next(unit.code for unit in catalogue_for_year(year) if unit.level == "tinh")
        self._book.change(year=year, code=self._code)
        self._show()
        self.changed.emit()

    def _choose_day(self, day: QDate) -> None:
        if self._filling:
            return
        chosen = date(day.year(), day.month(), day.day())
        self._book.change(deadlines={**self._book.now.deadlines, str(self._year): chosen})
        self.changed.emit()

    def _show(self) -> None:
        """Show the area that is chosen, and what lies beside it."""
        scope = self.scope
        known = catalogue_for_year(scope.year)
        unit = known.unit(scope.code)
        if unit is None:
            raise LookupError(scope.code)
        province = unit if unit.level == "tinh" else known.parents(unit)[-1]
        provinces = [(one.name, one.code) for one in known if one.level == "tinh"]
        self._fill(self.province, provinces, province.code)
        below = [(one.name, one.code) for one in known.children(province) if one.level == "huyen"]
        self._fill(self.district, [(_("The whole province"), province.code), *below], scope.code)
        self.district.setVisible(bool(below))
        levels = [(_(words), level) for level, words in LEVEL_WORDS.items() if level != "tinh" or not below]
        wanted = self.level.currentData()
        self._fill(self.level, [(_("All levels"), None), *levels], wanted)
        self._filling = True
        day = self.last_day
        self.deadline.setDate(QDate(day.year, day.month, day.day))
        self._filling = False

    def _fill(self, box: ComboBox, choices: Sequence[tuple[str, object]], chosen: object) -> None:
        box.clear()
        for words, value in choices:
            box.addItem(words, value)
        box.setCurrentIndex(max(0, next((at for at, one in enumerate(choices) if one[1] == chosen), 0)))

    def _arrange(self) -> None:
        flow = FlowLayout(self)
        for words, *widgets in (
            (_("A&rea"), self.province, self.district),
            (_("&Year"), self.year),
            (_("Le&vel"), self.level),
            (_("To come &by"), self.deadline),
        ):
            label = QLabel(words)
            label.setProperty("role", "muted")
            label.setBuddy(widgets[0])
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, theme.SMALL, 0)
            row.setSpacing(theme.SMALL)
            row.addWidget(label)
            for widget in widgets:
                widget.setAccessibleName(words.replace("&", ""))
                row.addWidget(widget)
            flow.addWidget(holder)
        self.district.setAccessibleName(_("District"))
        for box in (self.province, self.district):
            box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(_SHOWN_WIDTH)


def _is_area(year: int, code: str) -> bool:
    try:
        return bool(code) and bool(scope_of(year, code))
    except LookupError:
        return False
