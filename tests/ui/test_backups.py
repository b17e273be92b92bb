"""Backups in the window: by themselves, by hand, a plan back from one, and the way back from that."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from dxdesk.store.backup.names import list_backups
from dxdesk.store.backup.settings import BackupSettings
from dxdesk.store.backup.writing import backup_folder
from dxdesk.store.values import Tally
from tests.store.samples import PLAN, SITUATION, recorded, replaced
from tests.ui.start_pages import press
from tests.ui.windows import window_with
from ui.backup_dialog import BackupDialog, open_backups
from ui.changes_dialog import ChangesDialog
from ui.main_window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    assert qtbot
    with window_with(tmp_path) as opened:
        yield opened


def place(window: MainWindow) -> Path:
    return window.office.place


def added(window: MainWindow, *texts: str) -> str:
    """Add a plan in which something was written; return its id."""

    def work(store: Any) -> str:
        plan_id = str(store.add_plan(PLAN, Tally()))
        recorded(store, plan_id, PLAN, *texts)
        return plan_id

    return window.office.archive.read(work)


def write_on(window: MainWindow, plan_id: str, text: str) -> None:
    window.office.archive.read(lambda store: recorded(store, plan_id, store.load(plan_id).plan, text))
    window.start.refresh()


def situation(window: MainWindow, plan_id: str) -> str:
    plan = window.office.archive.read(lambda store: store.load(plan_id)).plan
    return plan.tasks["staff-training"].situation


def settled(window: MainWindow) -> None:
    """Wait until nothing goes on beside the window."""
    for _round in range(4):
        assert window.office.backups.worker.wait_idle(10)
        assert window.office.archive.flush()
        QApplication.processEvents()


def backups(window: MainWindow) -> list[str]:
    settled(window)
    return [backup.made.reason for backup in list_backups(backup_folder(place(window)))]


def opened(window: MainWindow) -> BackupDialog:
    dialog = open_backups(window)
    settled(window)
    return dialog


def answer(words: str) -> None:
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    press(words, box)


def is_copied(window: MainWindow) -> bool:
    return window.office.backups.settings.copied_at is not None


def rows(table: Any) -> list[list[str]]:
    return [
        [table.item(row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def press_key(widget: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(widget, key)


def test_a_backup_is_made_by_itself_where_something_was_written(window: MainWindow) -> None:
    window.office.backups.back_up_if_due()
    assert backups(window) == []  # there is nothing yet
    plan_id = added(window)
    window.office.backups.back_up_if_due()
    window.office.backups.back_up_if_due()
    assert backups(window) == ["usual"]
    window.office.archive.read(lambda store: store.note_opened(plan_id))
    window.office.backups.back_up_if_due()
    assert backups(window) == ["usual"]  # looking at a plan is no change
    write_on(window, plan_id, "Một")
    window.office.backups.back_up_if_due()
    assert backups(window) == ["usual", "usual"]


def test_closing_the_window_backs_up_what_was_written_last(qtbot: QtBot, tmp_path: Path) -> None:
    assert qtbot
    with window_with(tmp_path) as window:
        added(window, "Một")
        window.close()
        assert not window.isVisible()
        assert backups(window) == ["usual"]


def test_where_the_store_was_lost_its_backups_are_told(qtbot: QtBot, tmp_path: Path) -> None:
    with window_with(tmp_path) as window:
        window.notice.tell_backups()
        assert window.office.worker.wait_idle(10)
        assert not window.notice.isVisible()  # there are none
        plan_id = added(window, "Một")
        window.office.backups.back_up_if_due()
        settled(window)
        window.notice.tell_backups()
        assert window.office.worker.wait_idle(10)
        assert not window.notice.isVisible()  # the plan is there
        store = place(window)
    for file in store.parent.glob("dxdesk.sqlite3*"):
        file.unlink()
    with window_with(tmp_path) as window:
        window.notice.tell_backups()
        qtbot.waitUntil(window.notice.isVisible)
        assert "there are backups of earlier ones" in window.notice.words.text()
        press("Show the backups…", window.notice)
        (dialog,) = (each for each in window.findChildren(BackupDialog) if each.isVisible())
        settled(window)
        dialog.restore_all()
        answer("Restore")
        settled(window)
        dialog.close()
        assert situation(window, plan_id) == "Một"


def test_by_hand_and_back_again_by_keyboard(window: MainWindow) -> None:
    plan_id = added(window, "Một")
    dialog = opened(window)
    press_key(dialog.now, Qt.Key.Key_Space)
    settled(window)
    assert [row[1:3] for row in rows(dialog.backups)] == [["by hand", "1"]]
    assert "Backed up and verified" in dialog.notice.words.text()
    dialog.close()
    write_on(window, plan_id, "Hỏng")
    dialog = opened(window)
    (shown,) = rows(dialog.contents.plans)
    assert shown[0] == "Xã Sơn Lộc, 2023"
    assert shown[2] == "older than here, 1 edit apart"
    dialog.contents.plans.setFocus()
    press_key(dialog.contents.plans, Qt.Key.Key_Home)
    press_key(dialog.contents.deeds[0], Qt.Key.Key_Space)
    answer("Restore")
    settled(window)
    assert situation(window, plan_id) == "Một"
    assert dialog.notice.words.text() == "1 plan is restored."
    assert [row[1] for row in rows(dialog.backups)] == ["before restoring", "by hand"]
    assert dialog.backups.currentRow() == 1  # the one that was chosen
    assert rows(dialog.contents.plans)[0][2] == "the same as here"
    assert backups(window) == ["restore", "hand"]
    press_key(dialog.notice.button, Qt.Key.Key_Space)  # undo
    settled(window)
    assert situation(window, plan_id) == "Hỏng"
    assert backups(window).count("restore") == 2
    dialog.close()


def test_leaving_it_changes_nothing(window: MainWindow) -> None:
    plan_id = added(window, "Một")
    window.office.backups.back_up_if_due()
    settled(window)
    write_on(window, plan_id, "Hai")
    dialog = opened(window)
    dialog.restore_all()
    answer("Leave as it is")
    settled(window)
    assert situation(window, plan_id) == "Hai"
    dialog.close()


def test_everything_comes_back_and_what_is_only_here_stays(window: MainWindow) -> None:
    first, second = added(window, "Một"), added(window, "Hai")
    window.office.backups.back_up_if_due()
    settled(window)
    write_on(window, first, "Hỏng")
    window.office.archive.read(lambda store: store.trash(second))
    window.office.archive.read(lambda store: store.erase(second))
    third = added(window)
    dialog = opened(window)
    dialog.restore_all()
    answer("Restore")
    settled(window)
    plans = window.office.archive.read(lambda store: store.plans())
    assert {plan.id for plan in plans} == {first, second, third}
    assert situation(window, first) == "Một"
    dialog.close()


def test_a_copy_stands_beside_the_plan(window: MainWindow) -> None:
    plan_id = added(window, "Một")
    window.office.backups.back_up_if_due()
    settled(window)
    write_on(window, plan_id, "Hai")
    dialog = opened(window)
    press("Put beside as a copy", dialog)
    settled(window)
    found = window.office.archive.read(lambda store: [store.load(plan.id).plan for plan in store.plans()])
    assert {plan.tasks["staff-training"].situation for plan in found} == {"Một", "Hai"}
    dialog.close()


def test_a_plan_that_is_open_is_closed_first_and_shows_what_came(window: MainWindow) -> None:
    from tests.ui.desks import sample  # noqa: PLC0415 - the sample of this test alone

    plan_id = window.office.archive.read(lambda store: store.add_plan(sample("xa"), Tally()))
    window.office.backups.back_up_if_due()
    settled(window)
    window.open_plan(plan_id)
    view = window.view
    assert view is not None
    view.desk.set_value("/document/subject", "Một chủ đề khác")
    settled(window)
    dialog = opened(window)
    dialog.restore()
    answer("Restore")
    settled(window)
    assert window.view is None
    stored = window.office.archive.read(lambda store: store.load(plan_id))
    assert stored.plan == sample("xa")
    dialog.close()


def test_what_differs_is_said_in_words(window: MainWindow) -> None:
    from tests.ui.desks import sample  # noqa: PLC0415 - the sample of this test alone

    plan = sample("xa")
    plan_id = window.office.archive.read(lambda store: store.add_plan(plan, Tally()))
    window.office.backups.back_up_if_due()
    settled(window)
    edit, changed = replaced(plan, SITUATION, "Nay đã khác")
    window.office.archive.read(lambda store: store.record(plan_id, edit, changed))
    dialog = opened(window)
    press("What differs…", dialog)
    settled(window)
    (shown,) = dialog.findChildren(ChangesDialog)
    assert "Now: Nay đã khác" in shown.list.toPlainText()
    assert plan.tasks["staff-training"].situation.split("\n")[0] in shown.list.toPlainText()
    shown.close()
    dialog.close()


def test_a_backup_that_cannot_be_read_says_so_and_offers_nothing(window: MainWindow) -> None:
    added(window, "Một")
    window.office.backups.back_up_if_due()
    settled(window)
    (backup,) = list_backups(backup_folder(place(window)))
    backup.file.write_bytes(b"x" * 5_000)
    dialog = opened(window)
    assert rows(dialog.backups)[0][2] == "cannot be read"
    assert dialog.notice.isVisible()
    assert not any(button.isEnabled() for button in (*dialog.contents.deeds, dialog.all))
    dialog.close()


def test_the_stick_gets_a_copy_when_it_is_there(window: MainWindow, tmp_path: Path) -> None:
    stick = tmp_path / "usb"
    keeper = window.office.backups
    keeper.choose_place(str(stick))
    added(window, "Một")
    keeper.back_up_if_due()
    settled(window)
    assert keeper.words == ""
    assert not is_copied(window)
    stick.mkdir()
    keeper.copy()
    settled(window)
    assert is_copied(window)
    second = keeper.settings.second
    assert second is not None
    assert second.parent == stick
    names = [each.name for each in second.iterdir()]
    assert names == [each.file.name for each in list_backups(backup_folder(place(window)))]


def test_a_stick_that_was_away_for_long_is_told_calmly(window: MainWindow, tmp_path: Path) -> None:
    keeper = window.office.backups
    long_ago = datetime.now().astimezone() - timedelta(days=9)
    stick = tmp_path / "usb"
    keeper.change(BackupSettings().with_place(str(stick), long_ago))
    added(window, "Một")
    keeper.back_up_if_due()
    settled(window)
    assert window.start.list.calm.isVisible()
    assert "For 9 days" in window.start.list.calm.text()
    stick.mkdir()
    keeper.copy()
    settled(window)
    assert window.start.list.calm.text() == ""


def test_a_backup_that_cannot_be_written_is_told_calmly(window: MainWindow) -> None:
    backup_folder(place(window)).write_text("a file in the way")
    added(window, "Một")
    window.office.backups.back_up_if_due()
    settled(window)
    assert "No backup could be written" in window.start.list.calm.text()
    backup_folder(place(window)).unlink()
    window.office.backups.back_up_if_due()
    settled(window)
    assert window.start.list.calm.text() == ""


def test_closing_waits_with_a_word_but_not_for_ever(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Something slow is on its way, to a stick that does not answer perhaps."""
    assert qtbot
    monkeypatch.setattr("ui.backups._LONGEST", 0.5)
    ended = Event()
    said: list[str] = []
    with window_with(tmp_path) as window:
        added(window, "Một")
        window.office.backups.worker.run(ended.wait)
        QTimer.singleShot(450, window, lambda: said.extend(words_over(window)))
        window.close()
        assert not window.isVisible()
        ended.set()
    assert said == ["The plans are being backed up. The window closes in a moment."]
    assert list(backup_folder(tmp_path / "dxdesk.sqlite3").glob(".*")) == []


def words_over(window: MainWindow) -> list[str]:
    """Return what labels over the window say, and that nothing can be typed below."""
    assert not window.isEnabled()
    labels = window.findChildren(QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [label.text() for label in labels if label.isVisible()]


def test_restoring_can_be_stopped_before_anything_is_changed(window: MainWindow) -> None:
    plan_id = added(window, "Một")
    window.office.backups.back_up_if_due()
    settled(window)
    write_on(window, plan_id, "Hai")
    dialog = opened(window)
    dialog.restore()
    answer("Restore")
    assert dialog.job.stop.hasFocus()
    dialog.reject()  # it stays while it works
    press_key(dialog.job.stop, Qt.Key.Key_Space)
    settled(window)
    assert dialog.isVisible()
    assert dialog.notice.words.text() == "Stopped. Nothing was changed."
    assert situation(window, plan_id) == "Hai"
    assert all(button.isEnabled() for button in (*dialog.contents.deeds, dialog.all, dialog.now))
    dialog.close()
