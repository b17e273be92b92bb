"""The indicators of a task: last year's result and this year's target."""

from collections.abc import Iterator
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from dxdesk.guidance.pack import Indicator, Task
from dxdesk.language import translate as _
from dxdesk.plan.changes import Change, task_path
from dxdesk.plan.model import Plan
from dxdesk.plan.task_changes import set_indicator
from dxdesk.plan.unread import unread_within
from dxdesk.pointers import escape_pointer
from dxdesk.text.numerals import number_text
from ui import theme
from ui.desk import Desk
from ui.fields.editor import Editor
from ui.fields.field import Field
from ui.fields.figure import figure_editor
from ui.fields.line import LineEditor
from ui.fields.remarks import Remarks
from ui.tables.findings import show_findings

_FIGURE_WIDTH = 116


class IndicatorGrid(QFrame):
    """A row for each indicator: what it is, its figures, its unit and a note; below it what there is to say."""

    def __init__(self, desk: Desk, task: Task, parent: QWidget | None = None) -> None:
        """Show the indicators that the unit's level follows for a task, and others that it has figures for."""
        super().__init__(parent)
        self._desk = desk
        self._task = task
        self.path = f"{task_path(task.key)}/indicators"
        self.remarks = Remarks(self)  # without a parent it would come up as a window
        self.rows: dict[str, _Row] = {}
        self.setProperty("role", "surface")
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(theme.WIDE, theme.MEDIUM, theme.WIDE, theme.MEDIUM)
        self.grid.setHorizontalSpacing(theme.MEDIUM)
        self.grid.setVerticalSpacing(theme.SMALL)
        self.grid.setColumnStretch(0, 5)
        self.grid.setColumnStretch(4, 4)
        year = desk.plan.year
        titles = (
            _("Indicator"),
            _("Result of {year}").format(year=year - 1),
            _("Target of {year}").format(year=year),
            _("Unit of measure"),
            _("Note"),
        )
        for column, title in enumerate(titles):
            label = QLabel(title)
            label.setProperty("role", "muted")
            label.setWordWrap(True)
            self.grid.addWidget(label, 0, column, Qt.AlignmentFlag.AlignBottom)
        for indicator in self._shown():
            self.rows[indicator.key] = _Row(desk, task, indicator, self.grid)
        desk.reviewed.connect(self._show_lines)
        self._show_lines()

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields, row by row."""
        return tuple(field for row in self.rows.values() for field in row.fields)

    def _shown(self) -> Iterator[Indicator]:
        level = self._desk.plan.unit.level
        entry = self._desk.plan.tasks.get(self._task.key)
        has_figures = {
            key
            for key, value in (entry.indicators.items() if entry else ())
            if value.baseline is not None or value.target is not None or value.note
        }
        has_figures |= {key.partition("/")[0] for key in unread_within(self._desk.plan, self.path)}
        for indicator in self._task.indicators:
            if level in indicator.levels or indicator.key in has_figures:
                yield indicator

    def _show_lines(self) -> None:
        show_findings(self._desk, self.remarks, self.path)
        for row in self.rows.values():
            row.show_lines()


class _Row:
    """One indicator in the grid."""

    def __init__(self, desk: Desk, task: Task, indicator: Indicator, grid: QGridLayout) -> None:
        self._desk = desk
        self._task = task
        self._indicator = indicator
        self.path = f"{task_path(task.key)}/indicators/{escape_pointer(indicator.key)}"
        year = desk.plan.year
        self.baseline = self._field("baseline", _("Result of {year}").format(year=year - 1), year - 1)
        self.target = self._field("target", _("Target of {year}").format(year=year), year)
        self.note = self._field("note", _("Note"), year)
        self.fields = (self.baseline, self.target, self.note)
        self._remarks = Remarks(grid.parentWidget())
        self._remarks.hide()
        top = Qt.AlignmentFlag.AlignTop
        row = grid.rowCount()
        grid.addWidget(_title(indicator), row, 0, top)
        grid.addWidget(self.baseline, row, 1, top)
        grid.addWidget(self.target, row, 2, top)
        unit = QLabel(indicator.unit)
        unit.setWordWrap(True)
        unit.setMinimumHeight(self.target.sizeHint().height())
        grid.addWidget(unit, row, 3, top)
        grid.addWidget(self.note, row, 4, top)
        grid.addWidget(self._remarks, row + 1, 0, 1, 5)

    def show_lines(self) -> None:
        """Show what there is to say of the indicator."""
        lines = [line for field in self.fields for line in field.lines]
        own = (self.path, f"{self.path}/kind", f"{self.path}/unit")
        lines += [(each.severity, each.message) for path in own for each in self._desk.findings_at(path)]
        self._remarks.show_lines(lines)
        self._remarks.setVisible(bool(lines))

    def _field(self, part: str, title: str, year: int) -> Field:
        editor: Editor = LineEditor() if part == "note" else figure_editor(self._indicator.kind, lambda: year)
        if part != "note":
            editor.widget.setFixedWidth(_FIGURE_WIDTH)
        field = Field(
            self._desk,
            f"{self.path}/{part}",
            "",
            editor,
            put=self._put,
            spoken=f"{self._indicator.label}: {title}",
            remarks=False,
        )
        field.remarked.connect(self.show_lines)
        return field

    def _put(self, plan: Plan, path: str, value: object) -> Change:
        return set_indicator(plan, self._task, self._indicator, path, value)


def _title(indicator: Indicator) -> QWidget:
    """Return the name of an indicator with its hint and its usual range below, its method on hover."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, theme.TIGHT, 0, 0)
    column.setSpacing(2)
    label = QLabel(indicator.label)
    label.setWordWrap(True)
    column.addWidget(label)
    small = " · ".join(part for part in (indicator.hint, _usual(indicator)) if part)
    if small:
        hint = QLabel(small)
        hint.setProperty("role", "hint")
        hint.setWordWrap(True)
        column.addWidget(hint)
    holder.setToolTip("\n".join(part for part in (indicator.method, indicator.source) if part))
    return holder


def _usual(indicator: Indicator) -> str:
    """Return between what the figures usually are."""
    if indicator.minimum is None or indicator.maximum is None or indicator.kind not in {"count", "percent"}:
        return ""
    if indicator.kind == "percent" and (indicator.minimum, indicator.maximum) == ("0", "100"):
        return ""  # a share of a whole: the unit says it
    low, high = (number_text(Decimal(bound)) for bound in (indicator.minimum, indicator.maximum))
    return _("Usually from {low} to {high}").format(low=low, high=high)
