"""The check beside the window: damage is said and leads to the rescue; what was typed meanwhile is not lost."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from dxdesk.plan.model import Plan
from dxdesk.store.opening import open_store
from dxdesk.store.values import Tally
from tests.store.samples import PLAN, SITUATION, replaced
from tests.ui.test_rescue import answering
from tests.ui.windows import window_with
from ui.main_window import MainWindow
from ui.office import Office
from ui.rescue_offer import opened_office
from ui.settings_files import FilesTab
from ui.store_check import CHECKED, StoreCheck


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    assert qtbot
    with window_with(tmp_path) as shown:
        yield shown


@pytest.fixture
def check(window: MainWindow) -> Iterator[StoreCheck]:
    begun = StoreCheck(window, first=0)
    yield begun
    begun.close()


def write_beside(file: Path, statement: str) -> None:
    """Change the store without sums, as a disk does."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute(statement)


def test_a_sound_store_is_checked_and_that_is_kept(
    qtbot: QtBot, window: MainWindow, check: StoreCheck
) -> None:
    archive = window.office.archive
    archive.read(lambda store: store.add_plan(PLAN, Tally()))
    qtbot.waitUntil(lambda: archive.read(lambda store: store.setting(CHECKED, datetime)) is not None)
    assert check.box is None
    tab = FilesTab(window.office)
    qtbot.addWidget(tab)
    assert any("Checked as a whole on" in each.text() for each in tab.findChildren(QLabel))


def test_damage_is_said_once_with_the_way_to_go_on(qtbot: QtBot, window: MainWindow) -> None:
    window.office.archive.read(lambda store: store.add_plan(PLAN, Tally()))
    write_beside(window.office.place, "UPDATE plan_part SET body = replace(body, 'Qua loa', 'Qua lob')")
    check = StoreCheck(window, first=0)
    try:
        qtbot.waitUntil(lambda: check.box is not None)
        box = check.box
        assert box is not None
        assert "damaged" in box.text()
        window.office.archive.damaged.emit()
        assert check.box is box
        assert [each.text() for each in box.buttons()] == ["&Rescue now", "&Later"]
        box.close()
    finally:
        check.close()


def test_a_store_whose_last_change_was_torn_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "live" / "dxdesk.sqlite3"
    with open_store(file) as store:
        store.add_plan(PLAN, Tally())
        store.set_setting("last", 1)
        log = bytearray(file.with_name(f"{file.name}-wal").read_bytes())
        (tmp_path / file.name).write_bytes(file.read_bytes())
    log[-100] ^= 1
    (tmp_path / f"{file.name}-wal").write_bytes(log)
    with window_with(tmp_path) as shown:
        check = StoreCheck(shown)
        try:
            qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
            box = QApplication.activeModalWidget()
            assert box is not None
            assert "last change was not written to the end" in box.property("text")
            box.close()
        finally:
            check.close()


def test_what_could_not_be_written_for_damage_is_written_after_the_rescue(
    qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "dxdesk.sqlite3"
    office = Office(file)
    plan_id = office.archive.read(lambda store: store.add_plan(PLAN, Tally()))
    write_beside(file, "UPDATE plan SET unit_name = 'xã Sơn Lôc'")
    edit, typed = replaced(PLAN, SITUATION, "Vừa gõ")
    with qtbot.waitSignal(office.archive.damaged):
        office.archive.write(lambda store: store.record(plan_id, edit, typed))
    office.rescue_wanted = True
    office.close()
    answering(lambda dialog: QTest.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton))
    again = opened_office(file, office)
    assert again is not None
    try:
        assert loaded(again, plan_id) == typed
        assert again.archive.is_written()
    finally:
        again.close()


def loaded(office: Office, plan_id: str) -> Plan:
    return office.archive.read(lambda store: store.load(plan_id)).plan


def test_rescuing_now_closes_the_window(qtbot: QtBot, window: MainWindow, check: StoreCheck) -> None:
    check.tell()
    assert check.box is not None
    (now, _later) = check.box.buttons()
    assert isinstance(now, QPushButton)
    QTimer.singleShot(0, now.click)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert window.office.rescue_wanted
