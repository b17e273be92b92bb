"""A program on a stick, in a process of its own: nothing that it writes stays on the computer.

It is the source tree that says of itself that it is frozen, since a frozen program is only made for a release.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUN = """
import logging, sys
from pathlib import Path
stick = Path(sys.argv[1])
sys.frozen, sys.executable = True, str(stick / "dxdesk.exe")
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from ui.letters_files import write_reading_copy
from ui.program import run

def use():
    (window,) = [each for each in QApplication.topLevelWidgets() if type(each).__name__ == "MainWindow"]
    logging.getLogger("dxdesk.faults").error("something for the log")
    write_reading_copy("letter", "cong-van.pdf", b"%PDF-1.7")
    dialog = QFileDialog(window)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.accept()
    dialog.deleteLater()
    QTimer.singleShot(300, QApplication.closeAllWindows)

serve_events = QApplication.exec

def serve():
    QTimer.singleShot(50, use)
    return serve_events()

QApplication.exec = staticmethod(serve)
sys.exit(run())
"""


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_all_that_a_portable_program_writes_is_beside_it(tmp_path: Path) -> None:
    stick, home = tmp_path / "stick", tmp_path / "home"
    for folder in (stick, home):
        folder.mkdir()
    stick.joinpath("portable.txt").touch()
    places = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME")
    elsewhere = {name: str(home) for name in (*places, "XDG_CACHE_HOME", "XDG_STATE_HOME", "TEMP", "TMPDIR")}
    kept = {name: value for name, value in os.environ.items() if name != "DXDESK_STORE"}
    command = [sys.executable, "-c", RUN, str(stick)]
    subprocess.run(command, cwd=ROOT, env={**kept, **elsewhere}, check=True, capture_output=True, timeout=60)
    assert {"data/dxdesk.sqlite3", "data/dxdesk.log"} <= files_in(stick)
    assert any(name.startswith("data/letters/") for name in files_in(stick))
    assert files_in(home) == set()
