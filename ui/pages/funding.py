"""What the plan says of money, beside what its activities cost."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from dxdesk.plan.contents import PlanPage
from dxdesk.plan.model import MoneyUnit
from dxdesk.plan.totals import plan_total, totals_by_source, without_unknown_tasks
from dxdesk.plan.wording import SOURCE_NAMES, UNIT_NAMES, WITHOUT_SOURCE
from ui import theme
from ui.desk import Desk
from ui.fields.amount import MoneyEditor, amount_text
from ui.fields.area import AreaEditor
from ui.fields.choice import CheckEditor, RadioEditor
from ui.fields.field import Field
from ui.pages.page import FormPage, line, scaled

_STATED = "/funding/stated_total"


class FundingPage(FormPage):
    """The text of the section, the total, and how money is printed."""

    def __init__(self, desk: Desk, page: PlanPage) -> None:
        """Show the funding of the plan on the desk."""
        super().__init__(desk, page.key, page.title)
        self._lines: list[tuple[str, str]] = []
        hint = _("Where the money comes from and how it is managed.")
        self.add_field(Field(desk, "/funding/text", _("Text"), AreaEditor(lines=4), hint))
        self._add_sources()
        self._add_stated()
        self._add_print()
        self.column.addStretch(1)
        desk.changed.connect(self._follow)
        self.refresh()

    def refresh(self) -> None:
        """Show what the activities cost now."""
        plan = without_unknown_tasks(self.desk.plan, self.desk.pack)
        self.total = plan_total(plan)
        totals = totals_by_source(plan.tasks.values())
        lines = [(SOURCE_NAMES[source], totals[source]) for source in SOURCE_NAMES if totals.get(source)]
        if totals.get(None):
            lines.append((WITHOUT_SOURCE, totals[None]))
        lines.append((_("In all"), self.total))
        self._show_lines([(name, amount_text(amount)) for name, amount in lines])
        stated = self.desk.plan.funding.stated_total
        differs = stated is not None and stated != self.total
        self.use.setVisible(bool(self.total) and differs)
        self.use.setText(_("Use {amount}").format(amount=amount_text(self.total)))

    def sums(self) -> list[tuple[str, str]]:
        """Return the names and amounts shown, the total last."""
        return self._lines

    def _follow(self, _touched: tuple[str, ...]) -> None:
        self.refresh()

    def _add_sources(self) -> None:
        self.add_section(_("What the activities cost"))
        self.sources = QWidget()
        self.sources.setMaximumWidth(theme.FORM_WIDTH // 2)
        self._grid = QGridLayout(self.sources)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.LARGE)
        self._grid.setVerticalSpacing(theme.SMALL)
        self._grid.setColumnStretch(0, 1)
        self.add_widget(self.sources)

    def _add_stated(self) -> None:
        hint = _("Only where the text itself names a total. Left empty, the sum above is printed.")
        self.stated = Field(self.desk, _STATED, _("Total stated in the text"), MoneyEditor(), hint)
        self.fields.append(self.stated)
        self.use = QPushButton()
        self.use.clicked.connect(self._use_total)
        beside = QVBoxLayout()
        beside.addSpacing(self.use.fontMetrics().lineSpacing() + theme.TIGHT)  # level with the line
        beside.addWidget(self.use, 0, Qt.AlignmentFlag.AlignLeft)
        beside.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.WIDE)
        row.addWidget(self.stated, 1, Qt.AlignmentFlag.AlignTop)
        row.addLayout(beside, 1)
        self.add_layout(row)

    def _add_print(self) -> None:
        self.add_section(_("In print"))
        units: tuple[MoneyUnit, ...] = ("million", "dong")
        unit = RadioEditor((unit, UNIT_NAMES[unit].capitalize()) for unit in units)
        self.add_field(Field(self.desk, "/document/money_unit", _("Amounts are printed in"), unit))
        words = _("Add an appendix of funding, by task and source")
        self.add_field(Field(self.desk, "/document/funding_appendix", "", CheckEditor(words), spoken=words))

    def _use_total(self) -> None:
        self.desk.settle()
        self.desk.set_value(_STATED, self.total)
        self.stated.bring_to()

    def _show_lines(self, lines: list[tuple[str, str]]) -> None:
        if lines == self._lines:
            return
        self._lines = lines
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for row, (name, amount) in enumerate(lines):
            is_total = row == len(lines) - 1
            if is_total:
                self._grid.addWidget(line(), row, 0, 1, 2)
            for column, words in enumerate((name, amount)):
                label = QLabel(words)
                if is_total:
                    label.setFont(scaled(1, bold=True))
                align = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                self._grid.addWidget(label, row + is_total, column, align)
