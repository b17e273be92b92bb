"""Opening the page of a task, and finding what is on it."""

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dxdesk.plan.contents import PlanPage
from dxdesk.plan.model import Activity, TaskEntry
from ui.desk import Desk
from ui.pages.task import TaskPage
from ui.tables.cell_delegate import OpenCell

ESIGN = "personal-esignature"


def open_task(qtbot: QtBot, desk: Desk, task: str = ESIGN) -> TaskPage:
    page = TaskPage(desk, page_of_task(desk, task))
    qtbot.addWidget(page)
    page.resize(800, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.finish()
    QApplication.processEvents()
    return page


def page_of_task(desk: Desk, task: str) -> PlanPage:
    return next(page for page in desk.pages() if page.task == task)


def entry_of(desk: Desk, task: str = ESIGN) -> TaskEntry:
    return desk.plan.tasks[task]


def activities_of(desk: Desk, task: str = ESIGN) -> tuple[Activity, ...]:
    return entry_of(desk, task).activities


def open_cell(page: TaskPage) -> OpenCell:
    """Return the cell of the table that is being typed in."""
    cell = page.activities.table.findChild(OpenCell)
    assert isinstance(cell, OpenCell)
    return cell


def is_typing(page: TaskPage) -> bool:
    QApplication.processEvents()
    return page.activities.table.state() == page.activities.table.State.EditingState


def words_in(widget: QWidget) -> str:
    """Return all that a part of the window says, hidden parts left out."""
    found: list[str] = []
    for child in widget.findChildren(QWidget):
        text = getattr(child, "text", None)
        if callable(text) and child.isVisibleTo(widget):
            found.append(str(text()))
    return "\n".join(found)
