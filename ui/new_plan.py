"""The page on which a new plan begins: four questions, all in sight."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from dxdesk.language import translate as _
from dxdesk.plan.defaults import OFFICE_SETTING, OfficeDefaults, default_unit
from dxdesk.store.values import PlanSummary
from ui import theme
from ui.icons import icon
from ui.new_plan_beginning import BeginningChoice
from ui.new_plan_carry import CarryChoice
from ui.new_plan_making import Begun, Offered, begin, offer, tally, with_carried
from ui.new_plan_unit import UnitChoice
from ui.new_plan_year import YearChoice
from ui.office import Office
from ui.pages.page import scaled
from ui.start_words import unit_title

_LEFT_WIDTH = 620


class NewPlanPage(QWidget):
    """Asks for the unit, the year, what to begin with, and what to take over from an earlier plan.

    `left` tells that somebody goes back (the answers are kept), `made` carries the id of the new plan.
    """

    left = Signal()
    made = Signal(str)

    def __init__(self, office: Office) -> None:
        """Begin with the office's own unit, if it has set one."""
        super().__init__()
        self._office = office
        self._defaults = OfficeDefaults()
        self._plans: list[PlanSummary] = []
        self._asked = 0
        self._making = False
        self.year = YearChoice()
        self.unit = UnitChoice(self.year.year)
        self.beginning = BeginningChoice(office)
        self.carry = CarryChoice(office)
        self.start = QPushButton(_("&Begin writing"))
        self.start.setProperty("role", "primary")
        self.start.setToolTip(_("Ctrl+Enter"))
        self.missing = QLabel()
        self.missing.setProperty("role", "muted")
        self.missing.setWordWrap(True)
        self.back = QPushButton(icon("back", "primary"), _("All &plans"))
        self.back.setProperty("role", "quiet")
        self._arrange()
        self._wire()
        self._refresh()

    def begin(self, unit_code: str | None = None) -> None:
        """Come to the front, with a unit if one is named; what was answered before is still there."""
        archive = self._office.archive
        self._defaults = archive.read(lambda store: store.setting(OFFICE_SETTING, OfficeDefaults)) or OfficeDefaults()
        self._plans = archive.read(lambda store: store.plans())
        if unit_code is not None:
            self.unit.choose_code(unit_code)
        elif self.unit.unit is None and not self.unit.search.text() and (own := default_unit(self._defaults)):
            self.unit.choose_office(own)
        self._refresh()
        asking = self.unit.search if self.unit.unit is None else self.beginning.first_way()
        asking.setFocus(Qt.FocusReason.OtherFocusReason)

    def missing_words(self) -> str:
        """Return what is still to be answered, or nothing."""
        if self.unit.unit is None:
            return _("Choose the unit: type a few letters of its name.")
        if self.beginning.way is None:
            return _("Choose what the plan begins with.")
        if self._from_earlier() and self.beginning.source is None:
            is_file = self.beginning.way == "file"
            return _("Choose the package file.") if is_file else _("Choose the earlier plan.")
        if self._from_earlier() and self.carry.given is None:
            return _("The earlier plan is being read…")
        return ""

    def make(self) -> None:
        """Make the plan beside the window, put it into the store and tell its id."""
        unit, way = self.unit.unit, self.beginning.way
        if self.missing_words() or self._making or unit is None:
            return
        self._making = True
        self._show_state()
        given, run = self.carry.given, self._office.worker.run
        if self._from_earlier() and given is not None:
            run(with_carried, given, self.carry.chosen(), done=self._keep, failed=self._failed)
        else:
            kind = "suggestions" if way == "suggestions" else "empty"
            run(begin, unit, self.year.year, kind, self._defaults, done=self._keep, failed=self._failed)

    def _from_earlier(self) -> bool:
        return self.beginning.way in ("plan", "file")

    def _keep(self, begun: Begun) -> None:
        counted = tally(begun)
        self._office.archive.write(
            lambda store: store.add_plan(begun.plan, counted), done=lambda plan_id: self.made.emit(str(plan_id))
        )

    def _failed(self, error: Exception) -> None:
        self._making = False
        self._show_state()
        box = QMessageBox(QMessageBox.Icon.Warning, _("The plan was not begun"), str(error), parent=self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.addButton(_("Close"), QMessageBox.ButtonRole.RejectRole)
        box.open()

    def _refresh(self) -> None:
        """Follow a change of any answer."""
        unit, year = self.unit.unit, self.year.year
        self.beginning.offer_plans(self._plans, unit)
        self.year.second.setVisible(
            unit is not None
            and any(
                (plan.unit_scheme, plan.unit_code, plan.year) == (unit.scheme, unit.code, year)
                for plan in self._plans
            )
        )
        self._ask_offers()
        self._show_state()

    def _ask_offers(self) -> None:
        """Find beside the window what the earlier plan offers; only the newest answer counts."""
        self._asked += 1
        asked = self._asked
        unit, source = self.unit.unit, self.beginning.source
        if unit is None or source is None:
            self.carry.show_offers(None)
            return

        def arrived(given: Offered) -> None:
            if asked == self._asked:
                self.carry.show_offers(given)
                self._show_state()

        self._office.worker.run(
            offer, unit, self.year.year, self._defaults, source, done=arrived, failed=self._failed
        )

    def _show_state(self) -> None:
        missing = self.missing_words()
        self.missing.setText(missing)
        self.start.setEnabled(not missing and not self._making)
        self._right.setVisible(self._from_earlier() and self.beginning.source is not None and bool(self.unit.unit))
        self._spare.setVisible(not self._right.isVisibleTo(self))
        if (source := self.beginning.source) is not None:
            words = _("4. What to take over from {unit}, {year}?")
            self._right_title.setText(words.format(unit=unit_title(source.unit.name), year=source.year))
