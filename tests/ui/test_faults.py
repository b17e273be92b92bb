"""What a user notices when the program itself fails."""

import faulthandler
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from _pytest.faulthandler import fault_handler_stderr_fd_key
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from dxdesk import language
from dxdesk.store.faults import StoreError
from tests.ui.made_faults import PERSON, fail, fail_elsewhere
from ui import faults
from ui.fault_dialog import FaultDialog

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_active", language._active)
    language.set_language("en")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "Dữ liệu" / "reports"


@pytest.fixture
def watch(qtbot: QtBot, place: Path, request: pytest.FixtureRequest) -> Iterator[faults.Faults]:
    assert qtbot
    found = faults.install(place)
    yield found
    found.uninstall()
    for dialog in _dialogs():
        dialog.close()
    # pytest watches for crashes as well.
    if (descriptor := request.config.stash.get(fault_handler_stderr_fd_key, None)) is not None:
        faulthandler.enable(descriptor)


def _dialogs() -> list[FaultDialog]:
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, FaultDialog) and widget.isVisible()
    ]


def _fail_in_the_loop(qtbot: QtBot, *failing: Callable[[], object]) -> None:
    for function in failing:
        QTimer.singleShot(0, function)
    qtbot.wait(20)


def _program(body: str, place: Path, **options: str) -> subprocess.CompletedProcess[str]:
    """Run a program of its own that watches for faults."""
    source = f"""
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from tests.ui.made_faults import PERSON, fail, fail_elsewhere
from ui import faults
application = QApplication([])
watch = faults.install(Path({json.dumps(str(place))}))
{body}
"""
    return subprocess.run(
        [sys.executable, "-c", source],
        cwd=ROOT,
        env={**os.environ, "PYTHONFAULTHANDLER": "", **options},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_a_fault_is_told_once_at_a_time(watch: faults.Faults, qtbot: QtBot) -> None:
    assert watch
    _fail_in_the_loop(qtbot, fail, fail, fail_elsewhere, fail)
    assert len(_dialogs()) == 1


def test_faults_that_follow_are_in_the_same_report(
    watch: faults.Faults, qtbot: QtBot, tmp_path: Path
) -> None:
    assert watch
    _fail_in_the_loop(qtbot, fail, fail_elsewhere, fail)
    _dialogs()[0].save_to(tmp_path / "report.txt")
    text = (tmp_path / "report.txt").read_text("utf-8")
    assert (text.count("ValueError"), text.count("KeyError")) == (1, 1)


def test_the_same_fault_does_not_come_back_at_once_but_another_does(
    watch: faults.Faults, qtbot: QtBot
) -> None:
    assert watch
    _fail_in_the_loop(qtbot, fail)
    _dialogs()[0].go_on.click()
    _fail_in_the_loop(qtbot, fail)
    assert _dialogs() == []
    _fail_in_the_loop(qtbot, fail_elsewhere)
    assert len(_dialogs()) == 1


def test_the_same_fault_is_told_again_later(
    watch: faults.Faults, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert watch
    _fail_in_the_loop(qtbot, fail)
    _dialogs()[0].go_on.click()
    monkeypatch.setattr(faults, "_SHOWN_AGAIN_AFTER", 0.0)
    _fail_in_the_loop(qtbot, fail)
    assert len(_dialogs()) == 1


def test_a_store_that_cannot_be_read_is_no_fault_but_told_in_plain_words(
    watch: faults.Faults, qtbot: QtBot, place: Path
) -> None:
    assert watch

    def read() -> None:
        raise StoreError("unreachable", Path("kho.sqlite3"))

    _fail_in_the_loop(qtbot, read, read)
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    assert box.text().startswith("“kho.sqlite3” cannot be reached.")
    box.close()
    assert QApplication.activeModalWidget() is None
    assert not _dialogs()
    assert "kho" not in (place / faults.LOG_NAME).read_text("utf-8")


def test_a_fault_on_another_thread_is_told_on_the_main_one(watch: faults.Faults, qtbot: QtBot) -> None:
    assert watch
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert _dialogs() == []
    qtbot.waitUntil(lambda: len(_dialogs()) == 1)


def test_a_thread_may_end_itself(watch: faults.Faults, qtbot: QtBot) -> None:
    assert watch
    thread = threading.Thread(target=sys.exit)
    thread.start()
    thread.join()
    qtbot.wait(20)
    assert _dialogs() == []


def test_a_fault_that_python_cannot_raise_is_told(watch: faults.Faults, qtbot: QtBot) -> None:
    class Fragile:
        def __del__(self) -> None:
            fail()

    def drop() -> None:
        Fragile()

    assert watch
    _fail_in_the_loop(qtbot, drop)
    assert len(_dialogs()) == 1


def test_every_fault_is_printed_and_logged_and_the_log_holds_no_value(
    watch: faults.Faults, qtbot: QtBot, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert watch
    _fail_in_the_loop(qtbot, fail, fail)
    assert capsys.readouterr().err.count(f"ValueError: {PERSON}") == 2
    log = (place / faults.LOG_NAME).read_text("utf-8")
    assert log.count("ValueError") == 2
    assert PERSON not in log


@pytest.mark.qt_log_ignore("something of Qt's")
def test_warnings_of_qt_are_logged(watch: faults.Faults, place: Path) -> None:
    assert watch
    qWarning("something of Qt's")
    assert "WARNING qt: something of Qt's" in (place / faults.LOG_NAME).read_text("utf-8")


def test_a_fault_of_the_dialog_itself_is_not_silent(
    watch: faults.Faults,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def break_down(*_arguments: object) -> None:
        raise ZeroDivisionError

    assert watch
    monkeypatch.setattr("ui.fault_dialog.FaultDialog", break_down)
    _fail_in_the_loop(qtbot, fail)
    printed = capsys.readouterr().err
    assert "ValueError" in printed
    assert "ZeroDivisionError" in printed


def test_a_folder_that_cannot_be_written_is_no_reason_not_to_start(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "file").touch()
    found = faults.install(tmp_path / "file")
    try:
        _fail_in_the_loop(qtbot, fail)
        assert len(_dialogs()) == 1
    finally:
        found.uninstall()
        _dialogs()[0].close()


def test_closing_the_program_ends_it_and_leaves_no_crash(place: Path) -> None:
    ended = _program(
        """
def fail(): raise ValueError
def close():
    dialog = application.activeModalWidget()
    dialog.quit.click() if dialog else QTimer.singleShot(10, close)
QTimer.singleShot(0, fail)
QTimer.singleShot(10, close)
sys.exit(application.exec())
""",
        place,
    )
    assert ended.returncode == 1
    assert "ValueError" in ended.stderr
    assert faults.last_crash(place) is None


def test_a_fault_before_the_window_is_told_too(place: Path) -> None:
    ended = _program(
        """
def go_on():
    print(application.activeModalWidget().windowTitle())
    application.activeModalWidget().go_on.click()
QTimer.singleShot(50, go_on)
raise ValueError
""",
        place,
        DXDESK_LANG="en",
    )
    assert ended.returncode == 1
    assert ended.stdout.strip() == "Unexpected problem"
    assert "ValueError" in ended.stderr


def test_an_interrupt_ends_the_program_quietly(place: Path) -> None:
    ended = _program(
        """
def interrupt(): raise KeyboardInterrupt
QTimer.singleShot(0, interrupt)
sys.exit(application.exec())
""",
        place,
    )
    assert (ended.returncode, ended.stdout) == (130, "")
    assert "Traceback" not in ended.stderr
    assert not (place / faults.LOG_NAME).exists()


def test_a_crash_is_found_at_the_next_start_and_told_once(place: Path) -> None:
    ended = _program("import faulthandler; faulthandler._sigsegv()", place)
    assert ended.returncode in (-signal.SIGSEGV, 0xC0000005)
    told = faults.last_crash(place)
    assert told
    assert "Segmentation fault" in told or "access violation" in told
    assert str(Path.home()) not in told
    assert faults.last_crash(place) is None


def test_there_was_no_crash_before_the_first_start(place: Path) -> None:
    assert faults.last_crash(place) is None


def test_a_session_does_not_take_itself_for_crashed(watch: faults.Faults, place: Path) -> None:
    assert list(place.glob("crash-*.txt"))
    assert faults.last_crash(place) is None
    watch.uninstall()
    assert list(place.glob("crash-*.txt")) == []
