"""The page of a task of the letter: whether it is carried out, where the unit stands, what is done."""

from functools import cached_property

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dxdesk.guidance.pack import Task
from dxdesk.language import translate as _
from dxdesk.plan.changes import task_path
from dxdesk.plan.contents import PlanPage
from dxdesk.plan.task_changes import set_in_task
from ui import theme
from ui.desk import Desk
from ui.fields.area import AreaEditor
from ui.fields.field import Field
from ui.fields.remarks import Remarks
from ui.fields.touch import concerns
from ui.pages.page import FormPage, line, scaled
from ui.pages.task_activities import TaskActivities
from ui.pages.task_answer import TaskAnswer
from ui.pages.task_indicators import IndicatorGrid
from ui.tables.findings import show_findings

_ASKS_SHOWN = 2


class TaskPage(FormPage):
    """One task, from the answer whether it applies down to its targets."""

    def __init__(self, desk: Desk, page: PlanPage) -> None:
        """Show the task of the page."""
        above = " · ".join(
            part for part in (page.group, _("Task {number}").format(number=page.number)) if part
        )
        super().__init__(desk, page.key, page.title, above)
        task = desk.guidance.task(page.task)
        assert task is not None  # noqa: S101 - pages are made from the tasks of the guidance
        self.task: Task = task
        self.path = task_path(task.key)
        self._add_asks()
        self.remarks = Remarks(self.scroller)
        self.add_widget(self.remarks)
        self.answer = TaskAnswer(desk, task, self.scroller)
        self.add_widget(self.answer)
        self._build_work()
        self.column.addWidget(line())
        self._add_neighbours()
        self.column.addStretch(1)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.finish)
        self._at_cell = QTimer(self, singleShot=True, interval=0)  # once a new row has its room
        self._at_cell.timeout.connect(self._show_cell)
        desk.changed.connect(self._follow)
        desk.reviewed.connect(self._show_remarks)
        self._show_answer()
        self._show_remarks()

    def bring_to(self, path: str) -> None:
        """Put the cursor at a place of the task."""
        self.finish()
        if path.startswith(self.activities.path) and not self.work.isHidden():
            self.activities.bring_to(path)
            self._bring_into_sight()
            return
        super().bring_to(path if path.startswith(f"{self.path}/") else f"{self.path}/applies")

    def place(self) -> str:
        """Return the place where the cursor is."""
        focus = self.focusWidget()
        table = self.activities.table
        if focus is not None and (focus is table or table.isAncestorOf(focus)):
            return self.activities.place()
        self.fields = self._all_fields()
        return super().place()

    def field_at(self, path: str) -> Field | None:
        """Return the field that shows a place, or the nearest around or within it, or the first."""
        self.fields = self._all_fields()
        return super().field_at(path)

    def _all_fields(self) -> list[Field]:
        work = (self.situation, *self.activities.fields, *self.indicators.fields)
        return [self.answer.choice, self.answer.reason, *work]

    def _add_asks(self) -> None:
        asks = QLabel("\n".join(self.task.asks[:_ASKS_SHOWN]))
        asks.setProperty("role", "muted")
        asks.setWordWrap(True)
        self.add_widget(asks)

    def _build_work(self) -> None:
        """Build what is folded where the task is not carried out."""
        self.folded = QLabel()
        self.folded.setProperty("role", "muted")
        self.folded.setWordWrap(True)
        self.add_widget(self.folded)
        self.work = QWidget(self.scroller)
        self.add_widget(self.work)
        self._work = QVBoxLayout(self.work)
        self._work.setContentsMargins(0, 0, 0, 0)
        self._work.setSpacing(theme.WIDE)
        self.situation = Field(
            self.desk,
            f"{self.path}/situation",
            _("Present situation"),
            AreaEditor(lines=3),
            _("Where the unit stands now, in a few sentences, best with figures."),
            put=lambda plan, place, value: set_in_task(plan, self.task, place, value),
        )
        self.situation.label.setFont(scaled(1.15, bold=True))
        self._work.addWidget(self.situation)

    @cached_property
    def activities(self) -> TaskActivities:
        """The table of activities, and what belongs to it."""
        activities = TaskActivities(self.desk, self.task, self.work)
        self._work.addWidget(activities)
        activities.table.reached.connect(self._at_cell.start)
        notice = activities.notice
        notice.told.connect(lambda: self.scroller.ensureWidgetVisible(notice, 0, theme.SMALL))
        return activities

    @cached_property
    def indicators(self) -> IndicatorGrid:
        """The grid of indicators, below the activities."""
        assert self.activities  # noqa: S101 - built by being asked for
        title = QLabel(_("Indicators"), self.work)
        title.setFont(scaled(1.15, bold=True))
        grid = IndicatorGrid(self.desk, self.task, self.work)
        for widget in (title, grid.remarks, grid):
            self._work.addWidget(widget)
        title.setVisible(bool(grid.rows))
        grid.setVisible(bool(grid.rows))
        return grid

    def finish(self) -> None:
        """Build the table and what stands below; it can wait until the page is in sight."""
        self.activities.finish()
        assert self.indicators  # noqa: S101 - built by being asked for

    def showEvent(self, event: QShowEvent) -> None:
        """Build the rest once the page is in sight."""
        super().showEvent(event)
        self._soon.start()

    def _add_neighbours(self) -> None:
        tasks = [page for page in self.desk.pages() if page.kind == "task"]
        place = next(index for index, page in enumerate(tasks) if page.key == self.key)
        row = QHBoxLayout()
        if place > 0:
            row.addWidget(self._neighbour(tasks[place - 1], "‹ {name}"))
        row.addStretch(1)
        if place + 1 < len(tasks):
            row.addWidget(self._neighbour(tasks[place + 1], "{name} ›"))
        self.add_layout(row)

    def _neighbour(self, page: PlanPage, words: str) -> QPushButton:
        name = _("Task {number}").format(number=page.number)
        button = QPushButton(words.format(name=name))
        button.setToolTip(page.title)
        button.setAccessibleName(f"{name}: {page.title}")
        button.clicked.connect(lambda: self.desk.place_wanted.emit(task_path(page.task)))
        return button

    def _bring_into_sight(self) -> None:
        focus = self.focusWidget()
        if focus is not None:
            self.bring_into_sight(focus)

    def _show_cell(self) -> None:
        """Bring the cell that the keys work on into sight: the table may stand half below the window."""
        table = self.activities.table
        cell = table.visualRect(table.currentIndex())
        at = table.viewport().mapTo(self._sheet, cell.center())
        self.scroller.ensureVisible(at.x(), at.y(), 0, cell.height() // 2 + theme.HUGE)

    def _follow(self, touched: tuple[str, ...]) -> None:
        if concerns(touched, f"{self.path}/applies"):
            self._show_answer()

    def _show_answer(self) -> None:
        entry = self.desk.plan.tasks.get(self.task.key)
        applies = entry.applies if entry else None
        self.answer.show_answer(applies)
        self.work.setVisible(applies is not False)
        count = len(entry.activities) if entry else 0
        self.folded.setText(
            _(
                "What was written for this task is kept ({count} activities) and comes back with “{answer}”."
            ).format(count=count, answer=_("Carried out"))
        )
        self.folded.setVisible(applies is False and count > 0)

    def _show_remarks(self) -> None:
        """Show what belongs to no single field; what is only missing is no cause for alarm."""
        show_findings(self.desk, self.remarks, self.path)
