"""The page on which a new plan begins: four questions, all in sight."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMessageBox, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from dxdesk.plan.defaults import OFFICE_SETTING, OfficeDefaults, default_unit
from dxdesk.plan.model import Plan
from dxdesk.store.values import PlanSummary
from dxdesk.units.unit import Unit
from ui.new_plan_beginning import BeginningChoice
from ui.new_plan_carry import CarryChoice
from ui.new_plan_frame import NewPlanFrame
from ui.new_plan_making import Made, Offered, begin, offer, with_carried
from ui.new_plan_unit import UnitChoice
from ui.new_plan_year import YearChoice
from ui.office import Office
from ui.start_calls import while_alive
from ui.start_words import unit_title


class NewPlanPage(QWidget):
    """Asks for the unit, the year, what to begin with, and what to take over from an earlier plan.

    `left` tells that somebody goes back (the answers are kept), `made` carries the id of the new plan.
    """

    left = Signal()
    made = Signal(str)

    def __init__(self, office: Office) -> None:
        """Begin with nothing answered but the year."""
        super().__init__()
        self._office = office
        self._defaults = OfficeDefaults()
        self._plans: list[PlanSummary] = []
        self._given: Offered | None = None
        self._asked: tuple[Unit, int, Plan] | None = None
        self._making = False
        self.year = YearChoice()
        self.unit = UnitChoice(self.year.year, self.year.years)
        self.beginning = BeginningChoice(office)
        self.carry = CarryChoice(office)
        self.frame = NewPlanFrame(self.unit, self.year, self.beginning, self.carry)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.frame)
        self.start, self.missing = self.frame.start, self.frame.missing
        self._wire()

    def begin(self, unit_code: str | None = None) -> None:
        """Come to the front, for a unit if one is named; what was answered before is still there."""
        archive = self._office.archive
        stored = archive.read(lambda store: store.setting(OFFICE_SETTING, OfficeDefaults))
        self._defaults = stored or OfficeDefaults()
        self._plans = archive.read(lambda store: store.plans())
        if unit_code is not None:
            self.unit.choose_code(unit_code)
        elif self.unit.is_untouched() and (own := default_unit(self._defaults)):
            self.unit.choose_here(own)
        self.beginning.read_anew()
        self._follow()
        asking = self.unit.search if self.unit.unit is None else self.beginning.first
        asking.setFocus(Qt.FocusReason.OtherFocusReason)

    def missing_words(self) -> str:
        """Return what is still to be answered, or nothing."""
        way = self.beginning.way
        if self.unit.unit is None:
            return _("Choose the unit: type a few letters of its name.")
        if way is None:
            return _("Choose what the plan begins with.")
        if way == "plan" and self.beginning.source is None:
            return _("Choose the earlier plan.")
        if way == "file" and self.beginning.source is None:
            return _("Choose the package file.")
        if way in ("plan", "file") and self._given is None:
            return _("The earlier plan is being read…")
        return ""

    def make(self) -> None:
        """Make the plan beside the window, put it into the store and tell its id."""
        unit, way = self.unit.unit, self.beginning.way
        if unit is None or self._making or self.missing_words():
            return
        self._making = True
        self._show_state()
        worker = self._office.worker
        if self._given is not None:
            chosen = self.carry.chosen()
            worker.run(
                with_carried,
                self._given,
                chosen,
                done=while_alive(self, self._keep),
                failed=while_alive(self, self._failed),
            )
            return
        kind = "suggestions" if way == "suggestions" else "empty"
        worker.run(
            begin,
            unit,
            self.year.year,
            kind,
            self._defaults,
            done=while_alive(self, self._keep),
            failed=while_alive(self, self._failed),
        )

    def _keep(self, made: Made) -> None:
        self._office.archive.write(
            lambda store: store.add_plan(made.plan, made.tally),
            done=while_alive(self, lambda plan_id: self.made.emit(str(plan_id))),
        )

    def _failed(self, error: Exception) -> None:
        self._making = False
        self._show_state()
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(_("New plan"))
        box.setText(_("The plan was not begun."))
        box.setInformativeText(str(error))
        box.addButton(_("Close"), QMessageBox.ButtonRole.RejectRole)
        box.open()

    def _follow(self) -> None:
        """Follow a change of any answer."""
        unit, year = self.unit.unit, self.year.year
        self.beginning.offer_plans(self._plans, unit)
        this = (unit.scheme, unit.code, year) if unit is not None else None
        self.year.second.setVisible(
            any((plan.unit_scheme, plan.unit_code, plan.year) == this for plan in self._plans)
        )
        self._ask_offers()
        self._show_state()

    def _ask_offers(self) -> None:
        """Find beside the window what the earlier plan offers; only the newest answer counts."""
        unit, source = self.unit.unit, self.beginning.source
        asked = (unit, self.year.year, source) if unit is not None and source is not None else None
        if asked == self._asked:
            return
        self._asked, self._given = asked, None
        if asked is None:
            return

        def arrived(given: Offered) -> None:
            if asked == self._asked:
                self._given = given
                self.carry.show_offers(given)
                self._show_state()

        self._office.worker.run(
            offer,
            *asked,
            self._defaults,
            done=while_alive(self, arrived),
            failed=while_alive(self, self._failed),
        )

    def _show_state(self) -> None:
        missing = self.missing_words()
        self.missing.setText(missing)
        self.start.setEnabled(not missing and not self._making)
        source = self.beginning.source
        title = _("4. What to take over from {unit}, {year}?") if source and self._given else ""
        if source:
            title = title.format(unit=unit_title(source.unit.name), year=source.year)
        self.frame.show_carry(title)

    def _change_year(self) -> None:
        self.unit.choose_year(self.year.year)
        self._follow()

    def _wire(self) -> None:
        self.year.changed.connect(self._change_year)
        self.unit.changed.connect(self._follow)
        self.beginning.changed.connect(self._follow)
        self.start.clicked.connect(self.make)
        self.frame.back.clicked.connect(self.left)
        QShortcut(QKeySequence("Esc"), self, self.left.emit)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.make)
