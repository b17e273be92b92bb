"""What the plan says of money, beside what its activities cost."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from dxdesk.language import translate as _
from dxdesk.plan.contents import PlanPage
from dxdesk.plan.totals import plan_total, totals_by_source, without_unknown_tasks
from dxdesk.plan.wording import SOURCE_NAMES, UNIT_NAMES, WITHOUT_SOURCE
from ui import theme
from ui.desk import Desk
from ui.fields.amount import MoneyEditor, amount_text
from ui.fields.area import AreaEditor
from ui.fields.choice import CheckEditor, RadioEditor
from ui.fields.field import Field
from ui.fields.touch import concerns
from ui.pages.page import FormPage

_STATED = "/funding/stated_total"


class FundingPage(FormPage):
    """The text of the section, the total, and how money is printed."""

    def __init__(self, desk: Desk, page: PlanPage) -> None:
        """Show the funding of the plan on the desk."""
        super().__init__(desk, page.key, page.title)
        hint = _("Where the money comes from and how it is managed. The total is printed below by itself.")
        self.add_field(Field(desk, "/funding/text", _("Text"), AreaEditor(lines=4), hint))
        self._add_totals()
        self._add_print()
        self.column.addStretch(1)
        desk.changed.connect(self._follow)
        self.refresh()

    def refresh(self) -> None:
        """Show what the activities cost now."""
        plan = without_unknown_tasks(self.desk.plan, self.desk.pack)
        self._total = plan_total(plan)
        self.total.setText(amount_text(self._total))
        stated = self.desk.plan.funding.stated_total
        self.use.setVisible(bool(self._total) and stated is not None and stated != self._total)
        totals = totals_by_source(plan.tasks.values())
        names = {**SOURCE_NAMES, None: WITHOUT_SOURCE}
        lines = [(name, amount_text(totals[source])) for source, name in names.items() if totals.get(source)]
        self._show_lines([*lines, (_("In all"), amount_text(self._total))])

    def _add_totals(self) -> None:
        self.add_section(_("Total"))
        self.total = QLabel()
        self.sources = QWidget()
        self.sources.setMaximumWidth(460)
        self._grid = QGridLayout(self.sources)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.LARGE)
        self._grid.setColumnStretch(0, 1)
        self.add_widget(self.sources)
        self.use = QPushButton()
