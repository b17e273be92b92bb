"""The start of the program over a real store, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dxdesk.guidance.loading import pack_for_year
from dxdesk.package.writing import draft_package, package_bytes
from dxdesk.plan.beginning import Beginning, new_plan
from dxdesk.plan.model import Plan
from dxdesk.resources import resource
from dxdesk.store.values import PlanSummary, Tally
from dxdesk.units.catalogue import catalogue
from ui.office import Office
from ui.start import StartPage

NOON = datetime(2026, 11, 12, 12, tzinfo=UTC)
SAMPLE = resource("samples", "xa.dxplan.json")


@contextmanager
def start_with(folder: Path, qtbot: QtBot) -> Iterator[StartPage]:
    """Show the start page over an empty store."""
    office = Office(folder / "dxdesk.sqlite3")
    start = StartPage(office)
    start.resize(1024, 700)
    start.show()
    qtbot.waitExposed(start)
    start.activateWindow()
    try:
        yield start
    finally:
        office.worker.wait_idle(10)
        office.close()
        start.close()
        start.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def office_of(start: StartPage) -> Office:
    return start._office


def begun(code: str = "18580", year: int = 2023, beginning: Beginning = "empty") -> Plan:
    unit = catalogue("gso-2022").unit(code)
    assert unit is not None
    return new_plan(unit, pack_for_year(2023), year, beginning)


def put(start: StartPage, plan: Plan, tally: Tally | None = None, at: datetime | None = None) -> str:
    """Put a plan into the store and show it; return its id."""
    plan_id = office_of(start).archive.read(lambda store: store.add_plan(plan, tally or Tally(), at=at))
    start.refresh()
    return plan_id


def settle(start: StartPage) -> None:
    """Wait until what runs beside the window has been shown."""
    office = office_of(start)
    for _round in range(3):
        assert office.worker.wait_idle(10)
        assert office.archive.flush()
        QApplication.processEvents()


def listed(start: StartPage, *, trashed: bool = False) -> list[PlanSummary]:
    """Return the plans of the store."""
    settle(start)
    return office_of(start).archive.read(lambda store: store.plans(trashed=trashed))


def shown(start: StartPage) -> list[list[str]]:
    """Return what the table shows, row by row."""
    settle(start)
    model = start.list.table.model()
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def stored(start: StartPage, plan_id: str) -> Plan:
    return office_of(start).archive.read(lambda store: store.load(plan_id)).plan


def question() -> QMessageBox:
    """Return the question that is being asked."""
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    return box


def press(words: str, within: QWidget) -> None:
    """Press a button by its words."""
    found = [each for each in within.findChildren(QPushButton) if each.text().replace("&", "") == words]
    assert len(found) == 1
    found[0].click()


def package_of(folder: Path, plan: Plan) -> Path:
    """Write a package with a plan; return its file."""
    path = folder / "goi.dxplan.json"
    path.write_bytes(package_bytes(draft_package(plan)))
    return path
