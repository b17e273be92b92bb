"""All fields of the current activity, below the table."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from dxdesk.plan.changes import Change
from dxdesk.plan.model import Plan
from dxdesk.plan.task_changes import set_period_text
from ui import theme
from ui.desk import Desk
from ui.fields.amount import DayEditor
from ui.fields.area import AreaEditor
from ui.fields.field import Field
from ui.fields.line import LineEditor
from ui.pages.page import scaled
from ui.pages.task_costs import CostLines
from ui.tables.offers import Offers


class ActivityDetail(QFrame):
    """The form of one row of the table; moves along with the current row."""

    def __init__(
        self,
        desk: Desk,
        path: str,
        row: int,
        offers: Offers,
        parent: QWidget | None = None,
    ) -> None:
        """Show the activity `row` of the list at `path`."""
        super().__init__(parent)
        self.desk = desk
        self._list = path
        self.row = row
        self.setProperty("role", "surface")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.WIDE, theme.MEDIUM, theme.WIDE, theme.WIDE)
        column.setSpacing(theme.MEDIUM)
        self.title = QLabel()
        self.title.setFont(scaled(1, bold=True))
        column.addWidget(self.title)
        self._build(column, offers)
        self._show_title()

    @property
    def path(self) -> str:
        """The place of the activity."""
        return f"{self._list}/{self.row}"

    def show_row(self, row: int) -> None:
        """Show another activity, or the same one where it stands now."""
        self.row = row
        for part, field in self._fields.items():
            field.move_to(f"{self.path}/{part}")
        self.costs.move_to(f"{self.path}/costs")
        self._show_title()

    def hush(self) -> None:
        """Say nothing of this activity until its fields were left: it was only just added."""
        for field in self._fields.values():
            field.hush()

    def bring_to(self, path: str) -> None:
        """Put the cursor into the field of a place within the activity."""
        part = path.removeprefix(f"{self.path}/")
        if part.startswith("costs"):
            self.costs.bring_to(path)
            return
        self._fields.get("period/text" if part == "period" else part, self._fields["text"]).bring_to()

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields, in the order of the form."""
        return tuple(self._fields.values())

    def _build(self, column: QVBoxLayout, offers: Offers) -> None:
        year = self.desk.plan.year
        texts = {
            "text": Field(self.desk, f"{self.path}/text", _("Content of the activity"), AreaEditor(lines=2)),
            "lead": self._line("lead", _("Lead unit"), offers.get("lead")),
            "partners": self._line("partners", _("Cooperating units"), offers.get("partners")),
            "period/text": Field(
                self.desk,
                f"{self.path}/period/text",
                _("Time, as printed"),
                LineEditor(offers=offers.get("period")),
                _("Like “Quý II/{year}”, “Trước 30/9/{year}”, “Thường xuyên”").format(year=year),
                put=_put_period,
            ),
            "period/due": Field(
                self.desk,
                f"{self.path}/period/due",
                _("Done by (for the checks)"),
                DayEditor(lambda: self.desk.plan.year),
                _("Follows from the time as long as you do not set it"),
            ),
            "output": self._line("output", _("Result"), None),
            "note": self._line("note", _("Note"), None),
        }
        self._fields = texts
        self.costs = CostLines(self.desk, f"{self.path}/costs", self)
        column.addWidget(texts["text"])
        grid = QGridLayout()
        column.addLayout(grid)
        grid.setHorizontalSpacing(theme.WIDE)
        grid.setVerticalSpacing(theme.MEDIUM)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for row, (left, right) in enumerate((("lead", "partners"), ("period/text", "period/due"))):
            grid.addWidget(texts[left], row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(texts[right], row, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(texts["output"])
        column.addWidget(self.costs)
        column.addWidget(texts["note"])

    def _line(self, part: str, label: str, offers: Callable[[], Sequence[str]] | None) -> Field:
        return Field(self.desk, f"{self.path}/{part}", label, LineEditor(offers=offers))

    def _show_title(self) -> None:
        self.title.setText(_("Activity {number}").format(number=self.row + 1))


def _put_period(plan: Plan, path: str, text: str) -> Change:
    return set_period_text(plan, path.removesuffix("/period/text"), text)
