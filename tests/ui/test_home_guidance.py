"""A newer guidance pack that somebody added is offered, taken over in one edit, and taken back by undo."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from dxdesk.guidance.loading import installed_packs
from dxdesk.guidance.own_folder import keep_own_packs_in
from dxdesk.guidance.own_packs import add_pack
from tests.ui.desks import desk_with
from ui.desk import Desk
from ui.office import Office
from ui.pages.history import HistoryPage
from ui.plan_view import PlanView


@pytest.fixture
def newer(tmp_path: Path) -> Iterator[None]:
    """Add a version 9.0 of the guidance of 2023 that asks one question less."""
    folder = tmp_path / "pack"
    copytree(next(path for path in installed_packs() if path.name == "2023"), folder)
    meta = folder / "meta.toml"
    lines = meta.read_text("utf-8").splitlines()
    version = next(index for index, line in enumerate(lines) if line.startswith("version"))
    lines[version] = 'version = "9.0"'
    meta.write_text("\n".join(lines), "utf-8")
    (folder / "23-national-dt-day.toml").unlink()
    keep_own_packs_in(tmp_path / "own")
    try:
        add_pack(folder)
        yield
    finally:
        keep_own_packs_in(None)


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path, newer: None) -> Iterator[PlanView]:
    assert newer is None
    office = Office(tmp_path / "office.sqlite3")
    with desk_with(tmp_path) as desk:
        shown = PlanView(desk, office)
        qtbot.addWidget(shown)
        shown.resize(1366, 768)
        shown.show()
        shown.open_page("home")
        yield shown
        shown.close_plan()
    office.close()


def test_newer_guidance_is_one_edit_that_loses_nothing(view: PlanView) -> None:
    desk: Desk = view.desk
    before = desk.plan
    QTest.mouseClick(_button(view, "Bring the plan to this guidance"), Qt.MouseButton.LeftButton)
    assert desk.plan.guidance.version == "9.0"
    assert desk.pack.meta.version == "9.0"
    kept, _begun = desk.archive.read(lambda store: store.history.versions(desk.plan_id))
    assert kept.kind == "guidance"
    assert desk.archive.read(lambda store: store.history.version(desk.plan_id, kept.number)) == before
    gone = next(key for key in before.tasks if desk.pack.task(key) is None)
    assert desk.plan.tasks[gone] == before.tasks[gone]
    assert [page.kind for page in desk.pages()].count("kept") == 1
    desk.undo()
    assert desk.plan == before
    assert desk.pack.meta.version != "9.0"
    assert all(page.kind != "kept" for page in desk.pages())


def test_pages_of_the_guidance_before_are_let_go(view: PlanView) -> None:
    desk: Desk = view.desk
    view.open_page(next(page.key for page in desk.pages() if page.kind == "funding"))
    view.open_page("home")
    QTest.mouseClick(_button(view, "Bring the plan to this guidance"), Qt.MouseButton.LeftButton)
    view.open_page(next(page.key for page in desk.pages() if page.kind == "kept"))
    desk.undo()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    desk.set_value("/funding/text", "Ngân sách")
    assert desk.plan.funding.text == "Ngân sách"


def _button(view: PlanView, words: str) -> QPushButton:
    return next(
        each for each in view.page.findChildren(QPushButton) if each.text() == words and each.isVisible()
    )


def test_everything_comes_back_from_before_the_newer_guidance(view: PlanView, qtbot: QtBot) -> None:
    desk = view.desk
    before = desk.plan
    QTest.mouseClick(_button(view, "Bring the plan to this guidance"), Qt.MouseButton.LeftButton)
    view.open_history()
    page = view.page
    assert isinstance(page, HistoryPage)
    qtbot.waitUntil(lambda: len(page.timeline.entries) == 3 and bool(page.comparison.found))
    qtbot.waitUntil(page.comparison.all.isVisible)
    QTest.mouseClick(page.comparison.all, Qt.MouseButton.LeftButton)
    assert desk.plan == before
    assert desk.pack.meta.version == before.guidance.version
