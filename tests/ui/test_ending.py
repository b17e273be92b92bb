"""The system ends the program in the middle of a word: what is typed is in the store."""

import ctypes
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dxdesk.store.contents import load_plan
from dxdesk.store.opening import open_store
from dxdesk.store.reading import reading
from dxdesk.store.values import Tally
from tests.ui.desks import sample
from tests.ui.windows import desktop, window_with
from ui.emergency import tell_saved
from ui.ending import Ending
from ui.fields.area import TextArea
from ui.main_window import MainWindow
from ui.preferences import Preferences

ROOT = Path(__file__).resolve().parents[2]
QUERY_END_SESSION = 0x11  # WM_QUERYENDSESSION of winuser.h
PATIENCE = 30_000  # milliseconds
TYPES = """
import sys, weakref
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from tests.ui.test_ending import type_into_goals
from ui.program import run

def use():
    (window,) = [each for each in QApplication.topLevelWidgets() if type(each).__name__ == "MainWindow"]
    if not [each for each in window.children() if type(each).__name__ == "Ending"]:
        return
    waiting.stop()
    window.open_plan(sys.argv[2])
    type_into_goals(window)
    if sys.argv[3] == "preview":
        window.view.toggle_preview()
        QTimer.singleShot(50, lambda: quit_when_drawn(window.view.beside.preview._pictures))
        return
    if sys.argv[3] == "quit":
        QApplication.quit()
        return
    print("typed", flush=True)
    if sys.argv[3] == "dialog":
        QMessageBox.information(window, "dxdesk", "A dialog waits for an answer")

def quit_when_drawn(pictures):
    if pictures.picture(0) is not None:
        QApplication.exit(0)  # no window is asked, as after a signal
    else:
        QTimer.singleShot(50, lambda: quit_when_drawn(pictures))

# What is open at the very end is closed by pypdfium2 in words, unless Python has closed it before.
weakref.finalize(use, int)
serve_events = QApplication.exec

def serve():
    global waiting
    waiting = QTimer()
    waiting.timeout.connect(use)
    waiting.start(20)
    return serve_events()

QApplication.exec = staticmethod(serve)
sys.exit(run(store=Path(sys.argv[1])))
"""


def type_into_goals(window: MainWindow) -> None:
    """Type into the first text of the page of goals, and stay in it."""
    assert window.view is not None
    window.view.open_place("/goals/general")
    area = window.focusWidget()
    assert isinstance(area, TextArea)
    area.selectAll()
    area.insertPlainText("Chưa rời ô")


def place_with_plan(folder: Path) -> tuple[Path, str]:
    file = folder / "dxdesk.sqlite3"
    with open_store(file) as store:
        store.set_setting("window", Preferences(language="en", tour_seen=True))
        return file, store.add_plan(sample(), Tally())


def stored_goals(file: Path, plan_id: str) -> str:
    with reading(file) as db:
        return load_plan(db, plan_id).plan.goals.general


def ask_to_end(process_id: int) -> bool:
    """Ask the windows of a process, as Windows does before it shuts down; tell whether all of them agree."""
    user, agreed = ctypes.windll.user32, []  # type: ignore[attr-defined,unused-ignore]

    def ask(window: int, _extra: int) -> bool:
        owner, answer = ctypes.c_ulong(), ctypes.c_size_t()
        user.GetWindowThreadProcessId(ctypes.c_void_p(window), ctypes.byref(owner))
        if owner.value == process_id and user.IsWindowVisible(ctypes.c_void_p(window)):
            call = (ctypes.c_void_p(window), QUERY_END_SESSION, 0, None, 0, PATIENCE, ctypes.byref(answer))
            agreed.append(user.SendMessageTimeoutW(*call) and answer.value)
        return True

    kind = ctypes.WINFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)  # type: ignore[attr-defined,unused-ignore]
    user.EnumWindows(kind(ask), None)
    return bool(agreed) and all(agreed)


@pytest.mark.skipif(sys.platform != "win32", reason="elsewhere a session manager does so")
@pytest.mark.parametrize("dialog", ["none", "dialog"])
def test_windows_shuts_down_and_what_is_typed_is_written(tmp_path: Path, dialog: str) -> None:
    file, plan_id = place_with_plan(tmp_path)
    command = [sys.executable, "-c", TYPES, str(file), plan_id, dialog]
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "windows"}  # without windows nobody is asked
    with subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "typed\n"
        assert ask_to_end(program.pid)
        program.kill()  # it need not be so kind as to end
    assert stored_goals(file, plan_id) == "Chưa rời ô"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no signals")
@pytest.mark.parametrize(("number", "dialog"), [("SIGHUP", "none"), ("SIGTERM", "dialog")])
def test_a_signal_ends_the_program_and_what_is_typed_is_written(
    tmp_path: Path, number: str, dialog: str
) -> None:
    file, plan_id = place_with_plan(tmp_path)
    command = [sys.executable, "-c", TYPES, str(file), plan_id, dialog]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "typed\n"
        program.send_signal(getattr(signal, number))
        assert program.wait(30) == 128 + getattr(signal, number)
    assert stored_goals(file, plan_id) == "Chưa rời ô"
    open_store(file).close()  # nobody has it


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no signals")
def test_what_the_store_cannot_take_at_the_end_is_saved_on_this_computer_and_told(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qtbot
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    file, plan_id = place_with_plan(tmp_path)
    command = [sys.executable, "-c", TYPES, str(file), plan_id, "none"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "typed\n"
        file.rename(tmp_path / "away")
        program.terminate()
        program.wait(30)
    (rescued,) = tmp_path.joinpath("data", "dxdesk", "rescued").glob("*.sqlite3")
    assert stored_goals(rescued, plan_id) == "Chưa rời ô"
    tmp_path.joinpath("away").rename(file)  # its disk is back
    for told in (True, False):
        with desktop() as outside, window_with(tmp_path) as window:
            tell_saved(window)
            assert window.notice.isVisible() == told
            if told:
                assert str(rescued) in window.notice.words.text()
                window.notice.button.click()
                assert outside.opened == [rescued.parent]


def test_quitting_writes_what_is_typed(tmp_path: Path) -> None:
    file, plan_id = place_with_plan(tmp_path)
    command = [sys.executable, "-c", TYPES, str(file), plan_id, "quit"]
    subprocess.run(command, cwd=ROOT, check=True, timeout=60)
    assert stored_goals(file, plan_id) == "Chưa rời ô"


def test_the_pdf_of_the_preview_is_closed_at_the_end(tmp_path: Path) -> None:
    file, plan_id = place_with_plan(tmp_path)
    command = [sys.executable, "-c", TYPES, str(file), plan_id, "preview"]
    ended = subprocess.run(command, cwd=ROOT, check=True, timeout=60, capture_output=True, text=True)
    assert "still open" not in ended.stderr


class Session:
    """What Qt hands over when the session of the user ends."""

    cancelled = False

    def allowsInteraction(self) -> bool:  # noqa: N802
        return False

    def cancel(self) -> None:
        self.cancelled = True


def test_the_end_of_the_session_writes_what_is_typed(qtbot: QtBot, tmp_path: Path) -> None:
    assert qtbot
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    with window_with(tmp_path, level="xa") as window:
        assert window.view is not None
        ending, session = Ending(application, window), Session()
        type_into_goals(window)
        ending.commit(session)  # type: ignore[arg-type] # only Qt makes one
        assert stored_goals(tmp_path / "dxdesk.sqlite3", window.view.desk.plan_id) == "Chưa rời ô"
        assert not session.cancelled
        ending.stop()
