"""The tabs of a consolidation that show what plans come to: tasks, indicators, figures out of line, money, deadlines."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QRadioButton, QSplitter, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from ui import theme
from ui.consolidation_lines import (
    Shown,
    deadline_table,
    indicator_table,
    outlier_table,
    reason_table,
    task_table,
)
from ui.consolidation_money import funding_by_quarter, funding_by_source, funding_words
from ui.dialog import deed_button, muted
from ui.figure_table import FigureTable, columns_box, copy_words

_ROOM: Final = (420, 160)  # of the tasks, and of the reasons against one


class FigurePanel(QWidget):
    """A table with a line of words and the button that copies it; other controls stand between them."""

    def __init__(self, name: str, *others: QWidget, stretched: int = 1) -> None:
        """Begin empty."""
        super().__init__()
        self.words = muted("")
        self.table = FigureTable(name, stretched=stretched)
        self.copy = deed_button(copy_words(), self.table.copy_all)
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        row.addWidget(self.words, 1)
        for each in (*others, columns_box(self.table), self.copy):
            row.addWidget(each)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, theme.SMALL, 0, 0)
        self.column.setSpacing(theme.SMALL)
        self.column.addLayout(row)
        self.column.addWidget(self.table, 1)

    def show_figures(self, of: Shown) -> None:
        """Show the figures."""
        raise NotImplementedError


class TasksPanel(FigurePanel):
    """The 23 tasks, and below all reasons against the chosen one."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(_("Tasks"))
        self._shown: Shown | None = None
        self.words.setText(
            _("How many units carry each task out. Below: all reasons against the chosen task.")
        )
        self.reasons = FigureTable(_("Reasons against the task"), stretched=0)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        self.column.removeWidget(self.table)
        for each in (self.table, self.reasons):
            halves.addWidget(each)
        halves.setSizes(list(_ROOM))
        self.column.addWidget(halves, 1)
        self.table.chosen.connect(self._show_reasons)

    def show_figures(self, of: Shown) -> None:
        """Show how each task is answered."""
        self._shown = of
        self.table.show_lines(*task_table(of))
        self._show_reasons()

    def _show_reasons(self) -> None:
        if self._shown is not None:
            self.reasons.show_lines(*reason_table(self._shown, self.table.subject()))


class IndicatorsPanel(FigurePanel):
    """Each indicator: how many figures, their sum, means and extremes."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(_("Indicators"))
        self.words.setText(_("Figures of units that carry the task out; out of line: see the next tab."))

    def show_figures(self, of: Shown) -> None:
        """Show the figures of every indicator."""
        self.table.show_lines(*indicator_table(of))


class OutliersPanel(FigurePanel):
    """Figures out of line. `unit_wanted` carries the code of the unit whose plan is to be opened."""

    unit_wanted = Signal(str)

    def __init__(self) -> None:
        """Begin empty."""
        self.open = deed_button(_("&Open the printed page"), self._open)
        super().__init__(_("Figures out of line"), self.open)
        self.table.opened.connect(self._open)

    def show_figures(self, of: Shown) -> None:
        """Show whose figures are out of line, and why."""
        headings, lines = outlier_table(of)
        self.table.show_lines(headings, lines)
        self.open.setEnabled(bool(lines))
        self.words.setText(
            _("To be asked of the unit, or mended there. Enter opens its plan.")
            if lines
            else _("No figure is out of line.")
        )

    def _open(self) -> None:
        if isinstance(code := self.table.subject(), str):
            self.unit_wanted.emit(code)


class FundingPanel(FigurePanel):
    """The money of each task, by source or by quarter."""

    def __init__(self) -> None:
        """Begin empty."""
        self.by_source = QRadioButton(_("By so&urce"))
        self.by_quarter = QRadioButton(_("By &quarter"))
        super().__init__(_("Funding"), self.by_source, self.by_quarter)
        self._shown: Shown | None = None
        self._group = QButtonGroup(self)
        for button in (self.by_source, self.by_quarter):
            self._group.addButton(button)
        self.by_source.setChecked(True)
        self.by_source.toggled.connect(lambda _on: self._show())

    def show_figures(self, of: Shown) -> None:
        """Show the money."""
        self._shown = of
        self.words.setText(funding_words(of))
        self._show()

    def _show(self) -> None:
        if self._shown is not None:
            table = funding_by_source if self.by_source.isChecked() else funding_by_quarter
            self.table.show_lines(*table(self._shown))


class DeadlinesPanel(FigurePanel):
    """How many activities fall due in which month."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(_("Deadlines"), stretched=0)
        self.words.setText(
            _("Activities of tasks that are carried out, by the month in which they fall due.")
        )

    def show_figures(self, of: Shown) -> None:
        """Show what falls due."""
        self.table.show_lines(*deadline_table(of))


def coverage_label() -> QLabel:
    """Return the line that says how many units have sent."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
