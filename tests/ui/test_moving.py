"""Plans to another computer and from one, in the window."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dxdesk.store.moving import export_plans
from dxdesk.store.opening import open_store
from tests.store.samples import PLAN, recorded, started
from tests.store.test_taking import all_undone, prints
from tests.ui.start_pages import press
from tests.ui.test_backups import added, backups, place, rows, settled, situation, write_on
from tests.ui.windows import window_with
from ui.arrival_dialog import ArrivalDialog
from ui.main_window import MainWindow
from ui.move_dialog import open_move


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    assert qtbot
    with window_with(tmp_path) as opened:
        yield opened


@pytest.fixture
def came(tmp_path: Path) -> tuple[Path, str]:
    """A file from another computer with one plan, and its id."""
    elsewhere = tmp_path / "may-khac" / "dxdesk.sqlite3"
    store, plan_id = started(elsewhere)
    recorded(store, plan_id, PLAN, "Một", "Hai")
    store.close()
    file = tmp_path / "ke-hoach.dxstore"
    export_plans(elsewhere, file, [plan_id])
    return file, plan_id


def arrival(window: MainWindow) -> ArrivalDialog:
    settled(window)
    found = [each for each in window.findChildren(ArrivalDialog) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def plans(window: MainWindow) -> list[Any]:
    return window.office.archive.read(lambda store: store.plans())


def test_a_plan_is_written_by_keyboard_and_arrives_elsewhere(window: MainWindow, tmp_path: Path) -> None:
    plan_id = added(window, "Một", "Hai")
    added(window)
    dialog = open_move(window)
    row = next(number for number, plan in enumerate(dialog.plans) if plan.id == plan_id)
    dialog.table.setCurrentCell(row, 0)
    target = tmp_path / "mang-di"
    dialog.write(target, [dialog.plans[each].id for each in dialog.table.chosen_rows()])
    settled(window)
    assert "Ctrl+O" in dialog.notice.words.text()
    dialog.close()
    with open_store(target.with_suffix(".dxstore")) as store:
        assert [plan.id for plan in store.plans()] == [plan_id]
        assert all_undone(store, plan_id) == PLAN


def test_writing_can_be_stopped(window: MainWindow, tmp_path: Path) -> None:
    added(window, "Một")
    dialog = open_move(window)
    dialog.write(tmp_path / "mang-di.dxstore", None)
    QTest.keyClick(dialog.job.stop, Qt.Key.Key_Space)
    settled(window)
    stopped = "Stopped" in dialog.notice.words.text()
    assert stopped != (tmp_path / "mang-di.dxstore").exists()
    assert dialog.chosen.isEnabled()
    dialog.close()


def test_where_it_cannot_be_written_it_says_so(window: MainWindow, tmp_path: Path) -> None:
    added(window, "Một")
    dialog = open_move(window)
    dialog.write(tmp_path / "no-such-folder" / "mang-di.dxstore", None)
    settled(window)
    assert "mang-di.dxstore" in dialog.notice.words.text()
    assert dialog.chosen.isEnabled()
    dialog.close()


def test_a_store_that_was_saved_elsewhere_in_an_emergency_is_opened_like_any_file(
    window: MainWindow, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "cuu-duoc" / "dxdesk-2.sqlite3"
    store, plan_id = started(elsewhere)
    recorded(store, plan_id, PLAN, "Một", "Hai")
    store.close()
    window.open_file(elsewhere)
    dialog = arrival(window)
    dialog.deed.click()
    settled(window)
    assert dialog.notice.words.text() == "1 plan was taken in."
    dialog.close()
    assert [plan.id for plan in plans(window)] == [plan_id]


def test_a_file_that_is_dropped_brings_its_plan_with_its_history(
    window: MainWindow, came: tuple[Path, str]
) -> None:
    file, plan_id = came
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(file))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPoint(9, 9), Qt.DropAction.CopyAction, dropped, left, none)
    window.start.dropEvent(event)
    dialog = arrival(window)
    assert rows(dialog.table)[0][2] == "not here"
    assert dialog.deed.hasFocus()
    QTest.keyClick(dialog.deed, Qt.Key.Key_Space)
    settled(window)
    assert dialog.notice.words.text() == "1 plan was taken in."
    dialog.close()
    assert [plan.id for plan in plans(window)] == [plan_id]
    assert prints(place(window)) == prints(file)
    assert window.start.list.table.model().rowCount() == 1


def test_the_same_file_again_does_nothing(window: MainWindow, came: tuple[Path, str]) -> None:
    window.open_file(came[0])
    press("Take in", arrival(window))
    settled(window)
    arrival(window).close()
    before = backups(window)
    window.open_file(came[0])
    dialog = arrival(window)
    assert "just the same" in dialog.notice.words.text()
    assert not dialog.deed.isEnabled()
    dialog.close()
    assert backups(window) == before


@pytest.mark.parametrize(
    ("answer", "texts"), [("skip", ["Ba"]), ("beside", ["Ba", "Hai"]), ("replace", ["Hai"])]
)
def test_a_plan_that_is_here_is_left_kept_twice_or_replaced(
    window: MainWindow, came: tuple[Path, str], answer: str, texts: list[str]
) -> None:
    file, plan_id = came
    window.open_file(file)
    press("Take in", arrival(window))
    settled(window)
    arrival(window).close()
    write_on(window, plan_id, "Ba")
    window.open_file(file)
    dialog = arrival(window)
    assert dialog.skip.isChecked()
    assert dialog.skip.hasFocus()
    assert not dialog.deed.isEnabled()
    button = getattr(dialog, answer)
    QTest.keyClick(button, Qt.Key.Key_Space)
    if answer != "skip":
        QTest.keyClick(dialog.deed, Qt.Key.Key_Space)
    settled(window)
    assert sorted(situation(window, plan.id) for plan in plans(window)) == texts
    if answer == "replace":
        assert "import" in backups(window)
        QTest.keyClick(dialog.notice.button, Qt.Key.Key_Space)  # undo
        settled(window)
        assert situation(window, plan_id) == "Ba"
    dialog.close()


def test_a_hostile_file_is_refused_with_a_word(window: MainWindow, came: tuple[Path, str]) -> None:
    file, _plan_id = came
    with closing(sqlite3.connect(file)) as db:
        db.execute("UPDATE plan SET level = 'galaxy'")
        db.commit()
    window.open_file(file)
    dialog = arrival(window)
    assert "Nothing was taken in" in dialog.notice.words.text()
    assert dialog.close_button.hasFocus()
    assert not dialog.deed.isEnabled()
    dialog.close()
    assert plans(window) == []


def test_closing_while_it_is_checked_stops_it(window: MainWindow, came: tuple[Path, str]) -> None:
    window.open_file(came[0])
    found = [each for each in window.findChildren(ArrivalDialog) if each.isVisible()]
    found[0].close()
    settled(window)
    assert plans(window) == []
