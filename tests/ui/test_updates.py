"""Updates that come as files, taken in from the window; the installer is begun when the window has gone."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dxdesk import __version__
from dxdesk.guidance.loading import installed_packs, pack_for_year
from dxdesk.guidance.own_packs import is_own
from dxdesk.update import publishers as known
from dxdesk.update.publishers import PUBLISHER_SUFFIX, key_words, publisher_bytes, publishers, trust
from tests.ui.windows import held_up, window_with
from tests.update.samples import (
    INSTALLER,
    Maker,
    a_guidance_update,
    a_maker,
    a_program_update,
)
from ui.main_window import MainWindow
from ui.publisher_list import open_publishers
from ui.publisher_question import PublisherQuestion
from ui.settings import open_settings
from ui.settings_guidance import GuidanceTab
from ui.update_dialog import UpdateDialog, open_update
from ui.update_handing_over import tell_ended

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def maker() -> Maker:
    return a_maker()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    assert qtbot
    tmp_path.joinpath("kho").mkdir()
    with window_with(tmp_path / "kho") as opened:
        yield opened


@pytest.fixture
def plan_window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    assert qtbot
    tmp_path.joinpath("kho").mkdir()
    with window_with(tmp_path / "kho", level="xa") as opened:
        yield opened


@pytest.fixture
def with_program(tmp_path: Path, maker: Maker, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of resources with the key of whoever makes the program."""
    folder = tmp_path / "publishers"
    folder.mkdir()
    data = publisher_bytes("dxdesk", maker.publisher.public)
    folder.joinpath(f"dxdesk{PUBLISHER_SUFFIX}").write_bytes(data)
    monkeypatch.setattr(known, "resource", lambda *_parts: folder)
    return folder


def drop(target: QWidget, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), copy, data, LEFT, keys)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(target, QDropEvent(QPointF(9, 9), copy, data, LEFT, keys))


def the_dialog(window: MainWindow, qtbot: QtBot) -> UpdateDialog:
    """Return the dialog that has opened over the window, when it has looked at its file."""
    qtbot.waitUntil(lambda: bool(window.findChildren(UpdateDialog)))
    (dialog,) = window.findChildren(UpdateDialog)
    qtbot.waitUntil(lambda: not dialog.job.isVisible())
    return dialog


def looked(window: MainWindow, file: Path, qtbot: QtBot) -> UpdateDialog:
    open_update(window).take_in(file)
    return the_dialog(window, qtbot)


def words_of(dialog: QWidget) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def own_packs() -> list[str]:
    return [folder.name for folder in installed_packs() if is_own(folder)]


def test_guidance_that_is_dropped_says_what_it_is_and_is_added(
    window: MainWindow, tmp_path: Path, maker: Maker, qtbot: QtBot
) -> None:
    trust(maker.publisher)
    drop(window.start, a_guidance_update(tmp_path, maker))
    dialog = the_dialog(window, qtbot)
    shown = words_of(dialog)
    for words in ("Small", "2030", "2 tasks", "not here yet", maker.publisher.name, "added by this office"):
        assert words in shown
    assert key_words(maker.publisher.key) in shown
    assert dialog.facts.notes.toPlainText() == "The deadline of task 7 is corrected."
    assert own_packs() == []
    QTest.mouseClick(dialog.deed, LEFT)
    qtbot.waitUntil(lambda: own_packs() == ["small-1.0"])
    qtbot.waitUntil(dialog.notice.isVisible)
    assert "is added" in dialog.notice.words.text()
    assert pack_for_year(2030).meta.id == "small"
    QTest.mouseClick(dialog.notice.button, LEFT)
    assert own_packs() == []


def test_what_was_said_before_guidance_was_added_is_not_said_after_it(
    window: MainWindow, tmp_path: Path, maker: Maker, qtbot: QtBot
) -> None:
    trust(maker.publisher)
    for version, words in (
        ("2.0", "New plans of 2030 take it"),
        ("2.0", "replaced by the same"),
        ("1.0", "New plans of 2030 keep to the newer version"),
    ):
        file = tmp_path / version / words
        file.mkdir(parents=True)
        dialog = looked(window, a_guidance_update(file, maker, version=version), qtbot)
        dialog.install()
        qtbot.waitUntil(dialog.notice.isVisible)
        assert words in dialog.notice.words.text()
        assert not dialog.facts.isVisible()
        dialog.close()
        qtbot.waitUntil(lambda: not window.findChildren(UpdateDialog))


def test_names_in_a_file_are_shown_as_they_are_written(window: MainWindow, tmp_path: Path) -> None:
    ministry = a_maker("Sở <b>TTTT</b>", own=True)
    file = tmp_path / f"so{PUBLISHER_SUFFIX}"
    file.write_bytes(publisher_bytes("Sở <b>TTTT</b>", ministry.publisher.public))
    dialog = open_update(window)
    dialog.take_in(file)
    (question,) = dialog.findChildren(PublisherQuestion)
    marked = {label.text(): label.textFormat() for label in question.findChildren(QLabel)}
    QTest.mouseClick(question.agree, LEFT)
    with held_up(window.office.worker):
        update = a_guidance_update(tmp_path, ministry, name="<u>Hướng dẫn</u>")
        dialog.take_in(update.rename(tmp_path / "<i>a.dxupdate"))
    marked |= {label.text(): label.textFormat() for label in dialog.findChildren(QLabel)}
    marked = {words: kind for words, kind in marked.items() if "<" in words}
    assert {"Sở <b>TTTT</b>", "<u>Hướng dẫn</u>", "Checking “<i>a.dxupdate”…"} <= marked.keys()
    assert set(marked.values()) == {Qt.TextFormat.PlainText}


def test_a_file_that_is_dropped_while_another_is_looked_at_is_refused_in_words(
    window: MainWindow, tmp_path: Path, maker: Maker, qtbot: QtBot
) -> None:
    trust(maker.publisher)
    dialog = open_update(window)
    first, other = (a_guidance_update(tmp_path, maker, version=each) for each in ("1.0", "2.0"))
    with held_up(window.office.worker):
        drop(dialog, first)
        drop(dialog, other)
        assert dialog.notice.words.text().startswith(f"“{other.name}” was not looked at")
    assert first.name in words_of(the_dialog(window, qtbot))


def test_nothing_is_dropped_on_the_window_beside_an_update_that_is_taken_in(
    window: MainWindow, tmp_path: Path, maker: Maker
) -> None:
    dialog = open_update(window)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(a_guidance_update(tmp_path, maker)))])
    copy, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), copy, data, LEFT, keys)
    enter.ignore()
    QApplication.sendEvent(window.start, enter)
    QApplication.sendEvent(window.start, QDropEvent(QPointF(9, 9), copy, data, LEFT, keys))
    assert not enter.isAccepted()
    assert window.office.worker.wait_idle(20)
    assert window.findChildren(UpdateDialog) == [dialog]


def test_an_open_plan_takes_a_file_in_too_and_stays_at_its_place(
    plan_window: MainWindow, tmp_path: Path, maker: Maker, qtbot: QtBot
) -> None:
    trust(maker.publisher)
    assert plan_window.view is not None
    plan_window.view.open_page("check")
    drop(plan_window.view, a_guidance_update(tmp_path, maker))
    dialog = the_dialog(plan_window, qtbot)
    QTest.mouseClick(dialog.deed, LEFT)
    qtbot.waitUntil(lambda: own_packs() == ["small-1.0"])
    qtbot.waitUntil(dialog.notice.isVisible)
    assert plan_window.view.key == "check"


def test_what_a_stranger_signed_offers_nothing(
    window: MainWindow, tmp_path: Path, maker: Maker, qtbot: QtBot
) -> None:
    dialog = looked(window, a_guidance_update(tmp_path, maker), qtbot)
    assert "not known here" in dialog.notice.words.text()
    assert not dialog.deed.isVisible()
    assert not dialog.facts.isVisible()


def test_a_damaged_file_opens_by_its_name_alone_and_is_refused(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "hỏng.dxupdate"
    file.write_bytes(b"")
    window.open_file(file)
    dialog = the_dialog(window, qtbot)
    assert "“hỏng.dxupdate” is cut off or damaged" in dialog.notice.words.text()


def test_the_key_of_a_ministry_is_compared_before_its_guidance_is_taken_in(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    ministry = a_maker("Sở TTTT Hà Tĩnh", own=True)
    file = tmp_path / f"so{PUBLISHER_SUFFIX}"
    file.write_bytes(publisher_bytes("Sở TTTT Hà Tĩnh", ministry.publisher.public))
    window.open_file(file)
    dialog = the_dialog(window, qtbot)
    (question,) = dialog.findChildren(PublisherQuestion)
    assert question.key.text() == key_words(ministry.publisher.key)
    assert publishers() == ()
    QTest.mouseClick(question.agree, LEFT)
    assert publishers() == (ministry.publisher,)
    assert "from now on" in dialog.notice.words.text()
    dialog.take_in(a_guidance_update(tmp_path, ministry))
    qtbot.waitUntil(dialog.deed.isVisible)


def test_a_publisher_is_let_go_and_comes_back(window: MainWindow, maker: Maker) -> None:
    ministry = a_maker("Sở TTTT", own=True).publisher
    trust(ministry)
    dialog = open_publishers(window)
    dialog.table.setCurrentCell(0, 0)
    QTest.mouseClick(dialog.remove, LEFT)
    assert publishers() == ()
    QTest.mouseClick(dialog.notice.button, LEFT)
    assert publishers() == (ministry,)
    assert maker.publisher not in dialog.known


@pytest.mark.usefixtures("with_program")
def test_a_publisher_of_the_program_is_not_let_go(window: MainWindow) -> None:
    dialog = open_publishers(window)
    dialog.table.setCurrentCell(0, 0)
    assert dialog.known[0].name == "dxdesk"
    assert not dialog.remove.isEnabled()


def test_guidance_that_was_added_is_removed_in_the_settings_and_comes_back(
    window: MainWindow, tmp_path: Path, maker: Maker, qtbot: QtBot
) -> None:
    trust(maker.publisher)
    dialog = looked(window, a_guidance_update(tmp_path, maker), qtbot)
    QTest.mouseClick(dialog.deed, LEFT)
    qtbot.waitUntil(lambda: own_packs() == ["small-1.0"])
    dialog.close()
    tab = next(page for page in open_settings(window).pages if isinstance(page, GuidanceTab))
    (remove,) = [each for each in tab.findChildren(QPushButton) if each.text() == "Remove"]
    assert remove.accessibleName() == "Remove “Small”"
    remove.click()
    assert own_packs() == []
    tab.notice.button.click()
    assert own_packs() == ["small-1.0"]


@pytest.mark.usefixtures("with_program")
def test_the_program_run_from_its_source_says_how_it_is_updated(
    window: MainWindow, tmp_path: Path, maker: Maker, qtbot: QtBot
) -> None:
    dialog = looked(window, a_program_update(tmp_path, maker), qtbot)
    assert f"Version 9.0.0, in the place of {__version__}." in words_of(dialog)
    assert "uv sync" in dialog.way.text()
    assert not dialog.deed.isVisible()


@pytest.mark.usefixtures("with_program")
def test_a_program_on_a_stick_is_told_the_steps(
    window: MainWindow,
    tmp_path: Path,
    maker: Maker,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tmp_path.joinpath("portable.txt").touch()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "dxdesk.exe"))
    dialog = looked(window, a_program_update(tmp_path, maker), qtbot)
    assert "dxdesk-9.0.0-windows-portable.zip" in dialog.way.text()
    assert not dialog.deed.isVisible()


@pytest.mark.usefixtures("with_program")
def test_an_older_program_is_refused_and_the_same_one_asked_about(
    window: MainWindow,
    tmp_path: Path,
    maker: Maker,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = looked(window, a_program_update(tmp_path, maker, release="0.0.9"), qtbot)
    assert "older than the one that is here" in dialog.notice.words.text()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("COMSPEC", "/bin/sh")
    dialog.take_in(a_program_update(tmp_path, maker, release=__version__))
    qtbot.waitUntil(dialog.again.isVisible)
    assert not dialog.deed.isEnabled()
    dialog.again.click()
    assert dialog.deed.isEnabled()


@pytest.mark.usefixtures("with_program")
@pytest.mark.parametrize("ending", ["stop", "close"])
def test_of_a_new_version_that_is_called_off_nothing_is_left(
    window: MainWindow, tmp_path: Path, maker: Maker, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("COMSPEC", "/bin/sh")
    dialog = open_update(window)
    with held_up(window.office.worker):
        dialog.take_in(a_program_update(tmp_path, maker))
    updates = tmp_path / "kho" / "updates"
    with held_up(window.office.backups.worker):
        QTest.mouseClick(dialog.deed, LEFT)
        assert window.office.worker.wait_idle(20)
        assert list(updates.glob("*/*.exe"))
        (dialog.job.stop.click if ending == "stop" else dialog.close)()
    assert not updates.exists()
    assert window.isVisible()
    assert window.office.handing_over is None


@pytest.mark.usefixtures("with_program")
def test_another_computer_is_named(window: MainWindow, tmp_path: Path, maker: Maker, qtbot: QtBot) -> None:
    dialog = looked(window, a_program_update(tmp_path, maker, platform="plan9-mips"), qtbot)
    assert "is for plan9-mips" in dialog.notice.words.text()


# The program on a computer where it was installed: a window that takes in the update, and is closed by it.
RUN = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from dxdesk.update import publishers
keys, update, version = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
publishers.resource = lambda *parts: keys
import dxdesk
import dxdesk.update.program, dxdesk.update.fitness
for module in (dxdesk, dxdesk.update.program, dxdesk.update.fitness):
    module.__version__ = version
sys.frozen, sys.executable = True, str(keys / "dxdesk.exe")
from ui.program import run

def window():
    return next(each for each in QApplication.topLevelWidgets() if type(each).__name__ == "MainWindow")

def use():
    if boxes := window().findChildren(QMessageBox):
        print(boxes[0].text(), boxes[0].informativeText(), flush=True)
        boxes[0].close()
        QTimer.singleShot(0, window().close)
        return
    if not update.name:
        QTimer.singleShot(100, use)
        return
    window().open_file(update)
    QTimer.singleShot(50, install)

def install():
    from ui.update_dialog import UpdateDialog
    dialogs = window().findChildren(UpdateDialog)
    if dialogs and dialogs[0].deed.isVisible():
        dialogs[0].deed.click()
    else:
        QTimer.singleShot(50, install)

serve_events = QApplication.exec

def serve():
    QTimer.singleShot(500, use)
    return serve_events()

QApplication.exec = staticmethod(serve)
sys.exit(run())
"""
# What stands where Windows has its command processor: it does what the script says, with an exit code of its own.
PROCESSOR = """#!/bin/sh
test -f "$DXDESK_UPDATE_INSTALLER" || exit 1
echo "$CODE" > outcome.txt
echo "$DXDESK_UPDATE_FOLDER/$DXDESK_UPDATE_START" > "$RECORD.part"
mv "$RECORD.part" "$RECORD"
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a stand-in for the command processor of Windows")
@pytest.mark.parametrize(
    "case",
    [
        ("0", "9.0.0", f"The program was updated: version 9.0.0 is here, in the place of {__version__}."),
        ("4", __version__, "Version 9.0.0 was not installed."),
    ],
)
def test_the_window_closes_for_a_new_version_and_the_next_start_tells_of_it(
    tmp_path: Path, maker: Maker, with_program: Path, case: tuple[str, str, str]
) -> None:
    code, version, told = case
    update = a_program_update(tmp_path, maker)
    processor, record, place = tmp_path / "cmd.exe", tmp_path / "record", tmp_path / "Nguyễn Văn (An) & Co"
    processor.write_text(PROCESSOR, "ascii")
    processor.chmod(0o755)
    place.mkdir()
    environment = os.environ | {
        "DXDESK_STORE": str(place / "dxdesk.sqlite3"),
        "DXDESK_LANG": "en",
        "COMSPEC": str(processor),
        "RECORD": str(record),
        "CODE": code,
    }

    def program(file: Path, here: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-c", RUN, str(with_program), str(file), here]
        return subprocess.run(
            command,
            cwd=Path(__file__).parents[2],
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    first = program(update, __version__)
    assert first.returncode == 0, first.stderr
    (begun,) = place.joinpath("updates").iterdir()
    assert begun.joinpath("dxdesk-9.0.0-setup.exe").read_bytes() == INSTALLER
    assert any("before-update" in backup.name for backup in place.joinpath("backups").iterdir())
    end = time.monotonic() + 30
    while not record.exists() and time.monotonic() < end:
        time.sleep(0.05)
    assert record.read_text("utf-8").strip() == str(with_program / "dxdesk.exe")
    second = program(Path(), version)
    assert second.returncode == 0, second.stderr
    assert told in second.stdout
    assert ("The deadline of task 7 is corrected." in second.stdout) == (code == "0")
    assert ("antivirus" in second.stdout) == (code == "4")
    assert not place.joinpath("updates").exists()
    assert not place.joinpath("update.json").exists()


def test_after_a_start_without_an_update_nothing_is_told(window: MainWindow) -> None:
    assert tell_ended(window) is None
    assert not window.findChildren(QMessageBox)
