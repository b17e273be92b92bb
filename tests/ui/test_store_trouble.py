"""The window while the disk of the store is in trouble: nothing is called saved that is not, nothing is lost."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from dxdesk.store import disks
from dxdesk.store.contents import load_plan
from dxdesk.store.log import list_undoable
from dxdesk.store.opening import open_store
from dxdesk.store.plans import list_plans
from dxdesk.store.reading import reading
from dxdesk.store.values import Tally
from tests.document.sample_plans import short_plan
from tests.store.real_disks import fill, small_disk, stick
from tests.ui.windows import window_with
from ui.archive import Archive
from ui.main_window import MainWindow
from ui.plan_bar import PlanFoot

GOAL = "/goals/general"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    assert qtbot
    with window_with(tmp_path, level="xa") as opened:
        yield opened


def foot(window: MainWindow) -> PlanFoot:
    assert window.view is not None
    return window.view.foot


def write(window: MainWindow, words: str) -> None:
    assert window.view is not None
    window.view.desk.set_value(GOAL, words)


def goals(file: Path) -> list[str]:
    """Return what the file has, as another program sees it."""
    with reading(file) as db:
        return [load_plan(db, plan.id).plan.goals.general for plan in list_plans(db, trashed=False)]


def try_again(archive: Archive) -> None:
    """Do not wait for the next try."""
    archive._again.setInterval(1)
    if archive._again.isActive():
        archive._again.start()


@contextmanager
def another_place(file: Path) -> Iterator[Path]:
    """Let the store be in another place for a while."""
    away = file.with_name("away")
    file.rename(away)
    yield away
    away.rename(file)


def test_saved_is_said_only_of_what_the_file_has(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    archive, seen = window.office.archive, []

    def compare() -> None:
        (found,) = goals(tmp_path / "dxdesk.sqlite3")
        assert window.view is not None
        seen.append((found, window.view.desk.plan.goals.general, foot(window).saved.text()))

    archive.written.connect(compare)
    for number in range(40):
        write(window, f"Lần {number}")
        assert foot(window).saved.text() == "Saving…"
        if number % 3:  # some while the one before is still being written
            qtbot.wait(number % 5)
    qtbot.waitUntil(lambda: foot(window).saved.text().startswith("Saved "))
    assert seen
    assert all(found == typed for found, typed, _said in seen)
    assert all(said.startswith("Saved ") for _found, _typed, said in seen)
    assert seen[-1][0] == "Lần 39"


def test_what_is_written_in_the_middle_of_a_change_leaves_no_saving_behind(window: MainWindow) -> None:
    assert window.view is not None
    archive = window.office.archive
    window.view.desk.changed.connect(lambda _touched: archive.flush())  # before the line below hears of it
    window.view.desk.changed.disconnect(foot(window)._saving_of_change)
    window.view.desk.changed.connect(foot(window)._saving_of_change)
    write(window, "Vừa gõ")
    assert foot(window).saved.text().startswith("Saved ")


def test_a_full_disk_is_told_and_typing_goes_on(qtbot: QtBot, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 64) as disk, window_with(disk, level="xa") as window:
        archive, file = window.office.archive, disk / "dxdesk.sqlite3"
        archive._room.start(0)
        reserve = disk / "dxdesk.sqlite3.reserve"
        qtbot.waitUntil(reserve.exists)
        archive.flush()
        filler = fill(disk)
        write(window, "Một " * 30_000)
        qtbot.waitUntil(lambda: "nearly full" in foot(window).saved.text())
        assert goals(file) == ["Một " * 30_000]
        assert "nearly full" in window.start.list.quiet.words.text()
        filler.rename(disk / "filler-1")
        fill(disk)
        write(window, "Hai " * 30_000)
        qtbot.waitUntil(lambda: "is full" in foot(window).saved.text())
        assert foot(window).saved.property("role") == "error"
        write(window, "Ba " * 30_000)
        for each in disk.glob("filler*"):
            each.unlink()
        try_again(archive)
        qtbot.waitUntil(archive.is_written)
        archive._room.start(0)
        qtbot.waitUntil(lambda: not archive.is_scarce)
        qtbot.waitUntil(lambda: foot(window).saved.text().startswith("Saved "))
        assert "nearly full" not in foot(window).saved.text()
        assert goals(file)[0].startswith("Ba ")
        qtbot.waitUntil(reserve.exists)


def test_a_short_trouble_is_told_below_only(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "dxdesk.sqlite3"
    window.office.archive.flush()
    with another_place(file):
        write(window, "Vừa gõ")
        qtbot.waitUntil(lambda: "no longer there" in foot(window).saved.text())
        assert window.notice.isHidden()
    try_again(window.office.archive)
    qtbot.waitUntil(window.office.archive.is_written)
    assert window.notice.isHidden()
    assert goals(file) == ["Vừa gõ"]


def test_a_long_trouble_offers_a_new_file_and_goes_when_it_is_over(
    window: MainWindow, tmp_path: Path
) -> None:
    archive, file = window.office.archive, tmp_path / "dxdesk.sqlite3"
    archive.flush()
    with another_place(file):
        write(window, "Vừa gõ")
        assert not archive.flush()
        assert not archive.flush()
        assert "no longer there" in window.notice.words.text()
        assert window.notice.isVisible()
    assert archive.flush()
    assert window.notice.isHidden()
    assert foot(window).saved.property("role") == "muted"
    assert goals(file) == ["Vừa gõ"]


def choose(window: MainWindow, file: Path) -> None:
    """Click the button of the notice and choose a file in the dialog that opens."""
    window.notice.button.click()
    (dialog,) = window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(file))
    dialog.close()


def test_everything_is_saved_in_a_new_file_when_the_store_is_lost(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    archive, new = window.office.archive, tmp_path / "new.sqlite3"
    write(window, "Trước")
    archive.flush()
    for part in tmp_path.glob("dxdesk.sqlite3*"):
        part.unlink()
    write(window, "Vừa gõ")
    assert not archive.flush()
    assert not archive.flush()
    choose(window, new)
    qtbot.waitUntil(archive.is_written)
    assert str(new) in window.notice.words.text()
    assert window.office.place == new
    write(window, "Viết tiếp")
    qtbot.waitUntil(lambda: foot(window).saved.text().startswith("Saved "))
    assert goals(new) == ["Viết tiếp"]
    with reading(new) as db:
        (plan,) = list_plans(db, trashed=False)
        texts = [each.edit.forward[0]["value"] for each in list_undoable(db, plan.id, limit=3)]
        assert texts == ["Viết tiếp", "Vừa gõ", "Trước"]


def test_a_file_that_is_there_is_never_taken_for_the_new_one(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    other = tmp_path / "other.sqlite3"
    other.write_text("Giữ lại", "utf-8")
    window.office.archive.flush()
    with another_place(tmp_path / "dxdesk.sqlite3"):
        write(window, "Vừa gõ")
        assert not window.office.archive.flush()
        assert not window.office.archive.flush()
        choose(window, other)
        qtbot.waitUntil(lambda: "already there" in window.notice.words.text())
    assert other.read_text("utf-8") == "Giữ lại"


def test_what_does_not_fit_any_more_is_saved_as_the_plan_that_is_open(qtbot: QtBot, tmp_path: Path) -> None:
    with stick(tmp_path) as disk, window_with(disk.place, level="xa") as window:
        archive, file = window.office.archive, disk.place / "dxdesk.sqlite3"
        write(window, "Trước")
        archive.flush()
        disk.pull_out()
        write(window, "Vừa gõ")
        assert not archive.flush()
        disk.put_back()
        with open_store(file) as other:  # on another computer
            other.set_setting("key", 1)
        assert not archive.flush()
        assert "not as this window left it" in window.notice.words.text()
        window.notice._ask_for_open_plan()
        (dialog,) = window.findChildren(QFileDialog)
        dialog.fileSelected.emit(str(tmp_path / "new.sqlite3"))
        dialog.close()
        qtbot.waitUntil(archive.is_written)
        assert window.view is not None
        assert window.view.desk.plan.goals.general == "Vừa gõ"
        assert goals(tmp_path / "new.sqlite3") == ["Vừa gõ"]
        assert goals(file) == ["Trước"]
        assert archive.flush()


def test_a_clock_that_is_behind_is_told_once(qtbot: QtBot, tmp_path: Path) -> None:
    assert qtbot
    tomorrow = datetime.now(UTC) + timedelta(days=365)
    with open_store(tmp_path / "dxdesk.sqlite3") as store:
        store.add_plan(short_plan(), Tally(), at=tomorrow)
    for told in (True, False):
        with window_with(tmp_path) as window:
            window.notice.tell_clock()
            assert window.notice.isVisible() == told
            if told:
                assert "By this computer's clock it is" in window.notice.words.text()
                window.notice.button.click()
                assert window.notice.isHidden()


@pytest.mark.skipif(os.name == "nt", reason="Windows lists no mounts")
def test_a_store_on_a_share_is_told_once(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qtbot
    mounts = tmp_path / "mounts"
    mounts.write_text("//nas/x / cifs rw 0 0\n", "utf-8")
    monkeypatch.setattr(disks, "_MOUNTS", mounts)
    for told in (True, False):
        with window_with(tmp_path) as window:
            window.notice.tell_share()
            assert window.notice.isVisible() == told
            if told:
                assert "network share" in window.notice.words.text()
                window.notice.button.click()
                assert window.notice.isHidden()
