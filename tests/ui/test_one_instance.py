"""A second start of the program, in a process of its own, beside the first one in another."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dxdesk.resources import resource
from dxdesk.store.opening import open_store
from tests.store.test_lock import holder
from ui.preferences import Preferences

ROOT = Path(__file__).resolve().parents[2]
PYTHON = (sys.executable, "-X", "utf8", "-c")
FIRST = """
import os, stat, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui.program import run

def window():
    (found,) = [each for each in QApplication.topLevelWidgets() if type(each).__name__ == "MainWindow"]
    return found

def wait_for_server():
    listening = [each for each in window().children() if type(each).__name__ == "FirstWindow"]
    if not listening:
        return
    ready.stop()
    window().showMinimized()
    socket = listening[0]._server.fullServerName()
    # On Windows it is a pipe, whose rights are no mode.
    print("0o700" if os.name == "nt" else oct(stat.S_IMODE(os.stat(socket).st_mode)), flush=True)
    forward.start(20)

def wait_for_second():
    dialogs = [each for each in window().children() if type(each).__name__ == "UpdateDialog"]
    arrived = {"": True, "file": window().view is not None, "update": bool(dialogs)}
    if window().isMinimized() or not arrived[sys.argv[2]]:
        return
    forward.stop()
    print("forward", window().windowTitle(), flush=True)
    QApplication.closeAllWindows()

serve_events = QApplication.exec

def serve():
    global ready, forward
    ready, forward = QTimer(), QTimer()
    ready.timeout.connect(wait_for_server)
    forward.timeout.connect(wait_for_second)
    ready.start(20)
    return serve_events()

QApplication.exec = staticmethod(serve)
sys.exit(run(store=Path(sys.argv[1])))
"""
SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from ui import one_instance
from ui.application import new_application, run

def read():
    box = QApplication.activeModalWidget()
    if isinstance(box, QMessageBox):
        print(box.text(), flush=True)
        box.close()

new_application()
one_instance._CONNECTING = one_instance._ANSWERING = 100  # nobody will ever answer
looking = QTimer()
looking.timeout.connect(read)
looking.start(20)
sys.exit(run([], Path(sys.argv[1])))
"""

TYPED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui.program import run

def window():
    (found,) = [each for each in QApplication.topLevelWidgets() if type(each).__name__ == "MainWindow"]
    return found

def type_half():
    from tests.ui.afternoon import commit
    from ui.fields.field import Field
    view = window().view
    if view is None or not [each for each in window().children() if type(each).__name__ == "FirstWindow"]:
        return
    ready.stop()
    view.open_page("agency")
    (field,) = [each for each in view.page.findChildren(Field) if each.path == "/document/subject"]
    widget = field.editor.widget.focusProxy() or field.editor.widget
    widget.setFocus()
    widget.selectAll()
    commit(widget, "Gõ dở thì cập nhật")  # the cursor stays in the field
    print(view.desk.plan_id, flush=True)

serve_events = QApplication.exec

def serve():
    global ready
    ready = QTimer()
    ready.timeout.connect(type_half)
    ready.start(20)
    return serve_events()

QApplication.exec = staticmethod(serve)
sys.exit(run(sys.argv[2:], Path(sys.argv[1])))
"""
ASK = """
def ask():
    from PySide6.QtWidgets import QMessageBox
    QMessageBox(window()).open()
    print("asking", flush=True)

"""
# It stays as it is, with a question in front of it.
ASKING = FIRST.replace("def wait_for_second", f"{ASK}def wait_for_second").replace(
    "forward.start(20)", "ask()", 1
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a store whose user knows the window."""
    file = tmp_path / "dxdesk.sqlite3"
    with open_store(file) as store:
        store.set_setting("window", Preferences(language="en", tour_seen=True))
    return file


@contextmanager
def first(place: Path, wanted: str) -> Iterator[subprocess.Popen[str]]:
    """Start the program, its window made small, until somebody else brings it forward."""
    command = [*PYTHON, FIRST, str(place), wanted]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            yield process
        finally:
            process.kill()


def told(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def start_again(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [*PYTHON, "import sys; from pathlib import Path; from ui.program import run; "]
    command[-1] += "sys.exit(run(sys.argv[2:], Path(sys.argv[1])))"
    return subprocess.run(
        [*command, str(place), *arguments],
        cwd=ROOT,
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def test_a_second_start_brings_the_first_window_forward_and_hands_its_file_over(place: Path) -> None:
    with first(place, "file") as window:
        assert told(window) == "0o700"  # nobody else may connect
        second = start_again(place, str(resource("samples", "xa.dxplan.json")))
        assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
        assert told(window).startswith("forward Xã Thạch Kim")
        assert window.wait(30) == 0


def test_an_update_that_is_opened_by_its_name_alone_goes_to_the_first_window(
    place: Path, tmp_path: Path
) -> None:
    update = tmp_path / "Bản mới.dxupdate"
    update.touch()
    command = [sys.executable, "-m", "ui.command", "--store", str(place), str(update)]
    with first(place, "update") as window:
        told(window)
        second = subprocess.run(
            command, cwd=ROOT, check=False, capture_output=True, encoding="utf-8", timeout=60
        )
        assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
        assert told(window) == "forward dxdesk"


def test_the_socket_that_a_crash_leaves_does_no_harm(place: Path) -> None:
    with first(place, "") as window:
        told(window)
        window.kill()
        window.wait()
    with first(place, "") as window:
        told(window)
        assert start_again(place).returncode == 0
        assert told(window) == "forward dxdesk"


def start_in_vain(place: Path) -> str:
    """Start again where nobody answers; return what the dialog says."""
    command, english = [*PYTHON, SECOND, str(place)], {**os.environ, "DXDESK_LANG": "en"}
    second = subprocess.run(
        command, cwd=ROOT, env=english, check=False, capture_output=True, encoding="utf-8", timeout=60
    )
    assert second.returncode == 1
    return second.stdout


def test_who_has_the_store_elsewhere_is_named_and_nothing_is_opened(place: Path) -> None:
    with holder(place):
        said = start_in_vain(place)
    assert "already open: on the computer" in said
    assert str(place) in said


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot stop a process")
def test_a_window_that_hangs_is_named_too(place: Path) -> None:
    with first(place, "") as window:
        told(window)
        window.send_signal(signal.SIGSTOP)
        assert "already open: on the computer" in start_in_vain(place)


def ask_to_close(place: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ui.command", "--store", str(place), "close", *options]
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "DXDESK_LANG": "en"},
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=90,
    )


def test_a_window_is_closed_by_a_command_and_what_was_typed_is_there(place: Path) -> None:
    command = [*PYTHON, TYPED, str(place), str(resource("samples", "xa.dxplan.json"))]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8") as window:
        try:
            plan_id = told(window)
            assert plan_id
            closed = ask_to_close(place)
            assert (closed.returncode, closed.stderr) == (0, "")
            assert window.wait(30) == 0
        finally:
            window.kill()
    with open_store(place) as store:
        assert store.load(plan_id).plan.document.subject == "Gõ dở thì cập nhật"


def test_a_window_that_waits_for_an_answer_is_not_closed(place: Path) -> None:
    command = [*PYTHON, ASKING, str(place), ""]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8") as window:
        try:
            told(window)
            assert told(window) == "asking"
            refused = ask_to_close(place, "--wait", "1")
            assert refused.returncode == 1
            assert "still open" in refused.stderr
            assert window.poll() is None
        finally:
            window.kill()


def test_where_no_window_is_open_there_is_nothing_to_close(place: Path, tmp_path: Path) -> None:
    assert ask_to_close(place).returncode == 0
    assert ask_to_close(tmp_path / "none.sqlite3").returncode == 0
    assert not tmp_path.joinpath("none.sqlite3").exists()
