"""What an activity costs: a line for each source that pays."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from dxdesk.plan.changes import Change, value_at
from dxdesk.plan.cost_changes import begun_costs, remove_cost, set_amount, set_source, waiting_source
from dxdesk.plan.model import FundingSource, Plan
from dxdesk.plan.wording import SOURCE_NAMES, WITHOUT_SOURCE
from ui import theme
from ui.desk import Desk
from ui.fields.amount import MoneyEditor
from ui.fields.choice import ChoiceEditor
from ui.fields.field import Field
from ui.fields.remarks import Remarks
from ui.fields.touch import concerns
from ui.icons import icon
from ui.tables.findings import show_findings


class _SourceEditor(ChoiceEditor):
    """Edits who pays; a source chosen before there is an amount stays in sight and waits for it."""

    def __init__(self, waiting: Callable[[], FundingSource | None]) -> None:
        """Offer the sources; `waiting` is the one that was chosen and has no amount yet."""
        super().__init__([(None, WITHOUT_SOURCE), *SOURCE_NAMES.items()])
        self._waiting = waiting

    def show_typed(self, _text: str, value: FundingSource | None) -> None:
        """Show the source that waits; a name that means none is said in words beside the box."""
        self.show_value(self._waiting() or value)


class CostLine(QWidget):
    """An amount and who pays it."""

    removed = Signal()

    def __init__(self, desk: Desk, path: str, parent: QWidget | None = None) -> None:
        """Edit the cost at `path`, which the plan need not have yet."""
        super().__init__(parent)
        self.desk = desk
        self._path = path
        sources = _SourceEditor(lambda: waiting_source(desk.plan, self._path))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.TIGHT)
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        column.addLayout(row)
        self.amount = Field(
            desk, f"{path}/amount", "", MoneyEditor(), put=_put_amount, spoken=_("Amount"), remarks=False
        )
        self.source = Field(
            desk,
            f"{path}/source",
            "",
            sources,
            put=_put_source,
            spoken=_("Source of money"),
            remarks=False,
        )
        self.remove = QToolButton()
        self.remove.setIcon(icon("delete", "muted"))
        self.remove.setProperty("role", "small")
        self.remove.setAccessibleName(_("Remove this amount"))
        self.remove.setToolTip(_("Remove this amount"))
        self.remove.clicked.connect(self.removed)
        row.addWidget(self.amount, 3)
        row.addWidget(self.source, 3)
        row.addWidget(self.remove)
        row.addStretch(1)
        self._remarks = Remarks(self)
        column.addWidget(self._remarks)
        for field in (self.amount, self.source):
            field.remarked.connect(self._show_lines)
        self._show_lines()

    def move_to(self, path: str) -> None:
        """Edit another cost."""
        self._path = path
        self.amount.move_to(f"{path}/amount")
        self.source.move_to(f"{path}/source")

    def retire(self) -> None:
        """Let go of a cost that has left the plan."""
        for field in (self.amount, self.source):
            field.retire()

    def _show_lines(self) -> None:
        lines = [*self.amount.lines, *self.source.lines]
        self._remarks.show_lines(lines)
        self._remarks.setVisible(bool(lines))


class CostLines(QWidget):
    """The costs of one activity, and room for another."""

    def __init__(self, desk: Desk, path: str, parent: QWidget | None = None) -> None:
        """Edit the list of costs at `path`."""
        super().__init__(parent)
        self.desk = desk
        self.path = path
        self.lines: list[CostLine] = []
        self._count = 0
        self._wants_more = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.TIGHT)
        label = QLabel(_("Cost and who pays"))
        column.addWidget(label)
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.TIGHT)
        column.addLayout(self._column)
        self.more = QPushButton(_("Add another source"))
        self.more.setIcon(icon("plus", "primary"))
        self.more.setProperty("role", "quiet")
        self.more.clicked.connect(self._add)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._remarks = Remarks(self)
        column.addWidget(self._remarks)
        desk.changed.connect(self._follow)
        desk.reviewed.connect(self._show_remarks)
        self._fit()
        self._show_remarks()

    def move_to(self, path: str) -> None:
        """Edit the costs of another activity."""
        if path != self.path:
            self._wants_more = False
        self.path = path
        self._fit()
        for number, line in enumerate(self.lines):
            line.move_to(f"{path}/{number}")
        self._show_remarks()

    def bring_to(self, path: str) -> None:
        """Put the cursor into a cost."""
        index, _slash, part = path.removeprefix(f"{self.path}/").partition("/")
        line = self.lines[min(int(index), len(self.lines) - 1) if index.isdecimal() else 0]
        (line.source if part == "source" else line.amount).bring_to()

    def _follow(self, touched: tuple[str, ...]) -> None:
        if concerns(touched, self.path):
            self._fit()

    def _fit(self) -> None:
        """Have a line for each cost, and an empty one where there is none or another is wanted."""
        count = len(value_at(self.desk.plan, self.path, ()))
        if count != self._count:  # the empty line has become a cost, or a cost went
            self._wants_more = False
        self._count = count
        wanted = max(1, count + self._wants_more, begun_costs(self.desk.plan, self.path))
        while len(self.lines) < wanted:
            line = CostLine(self.desk, f"{self.path}/{len(self.lines)}", self)
            line.removed.connect(lambda line=line: self._remove(line))
            self.lines.append(line)
            self._column.addWidget(line)
        while len(self.lines) > wanted:
            line = self.lines.pop()
            line.retire()
            line.hide()
            line.deleteLater()
        for line in self.lines:
            line.remove.setVisible(wanted > 1 or count > 0)
        self.more.setVisible(wanted == count)

    def _show_remarks(self) -> None:
        show_findings(self.desk, self._remarks, self.path)

    def _add(self) -> None:
        self._wants_more = True
        self._fit()
        self.lines[-1].amount.bring_to()

    def _remove(self, line: CostLine) -> None:
        index = self.lines.index(line)
        self.desk.settle()  # a tool takes no focus: another amount may still be half typed
        self._wants_more = False
        self.desk.change(remove_cost(self.desk.plan, self.path, index))
        self._fit()
        for number, other in enumerate(self.lines):
            other.move_to(f"{self.path}/{number}")
        self.lines[min(index, len(self.lines) - 1)].amount.bring_to()


def _put_amount(plan: Plan, path: str, amount: int | None) -> Change:
    return set_amount(plan, path.removesuffix("/amount"), amount)


def _put_source(plan: Plan, path: str, source: FundingSource | None) -> Change:
    return set_source(plan, path.removesuffix("/source"), source)
