"""Nothing comes up beside the window while its pages are built: that would flash, and take the focus away."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dxdesk.guidance.loading import load_pack
from dxdesk.plan.beginning import new_plan
from dxdesk.resources import resource
from dxdesk.store.store import Store
from dxdesk.store.values import Tally
from dxdesk.units.catalogue import catalogue_for_year
from tests.ui.afternoon import Hands, program
from ui.pages.registry import WINDOW_PAGES


class _Shows(QObject):
    """Collects what is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(type(watched).__name__)
        return False


def test_no_page_comes_up_as_a_window_of_its_own(qtbot: QtBot, tmp_path: Path) -> None:
    unit = next(unit for unit in catalogue_for_year(2023) if unit.code == "18580")
    plan = new_plan(unit, load_pack(resource("guidance", "2023")), 2023, "suggestions")
    shows, application = _Shows(), QApplication.instance()
    assert application is not None
    with program(qtbot, tmp_path) as window:
        hands = Hands(qtbot, window)
        plan_id = window.office.archive.read(partial(Store.add_plan, plan=plan, tally=Tally()))
        application.installEventFilter(shows)
        try:
            window.open_plan(plan_id)
            for key in (*WINDOW_PAGES, *(page.key for page in hands.view.desk.pages())):
                hands.view.open_page(key)
                hands.settle()
                assert not shows.windows, f"{key} brings up {shows.windows}"
                assert window.isActiveWindow()
                assert window.isAncestorOf(hands.focus)
        finally:
            application.removeEventFilter(shows)
