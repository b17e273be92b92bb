"""The whole way, in a process of its own: damage found at work, the rescue, and the window again."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from dxdesk.store.integrity import check_store
from dxdesk.store.opening import open_store
from dxdesk.store.values import Tally
from tests.benchmarks.memory import ROOT
from tests.store.samples import PLAN
from ui.preferences import Preferences

RUN = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from ui import store_check
from ui.main_window import MainWindow
from ui.program import run
from ui.rescue_dialog import RescueDialog

store_check.StoreCheck.__init__.__defaults__ = (300,)
seen = []

def look():
    shown = QApplication.activeModalWidget()
    windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]
    if isinstance(shown, QMessageBox) and not seen:
        seen.append("told")
        shown.buttons()[0].click()
    elif isinstance(shown, RescueDialog) and shown.offer is not None and len(seen) == 1:
        seen.append("offered")
        shown.use_button.click()
    elif len(seen) == 2 and windows and shown is None:
        seen.append(f"windows {len(windows)}")
        QTimer.singleShot(1_500, QApplication.closeAllWindows)
        return
    QTimer.singleShot(50, look)

serve = QApplication.exec
started = []

def begin():
    if not started:
        started.append(True)
        QTimer.singleShot(0, look)
    return serve()

QApplication.exec = staticmethod(begin)
code = run(store=Path(sys.argv[1]))
print(*seen, sep="\\n", flush=True)
sys.exit(code)
"""


def test_damage_found_at_work_is_rescued_and_the_window_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "dxdesk.sqlite3"
    with open_store(file) as store:
        plan_id = store.add_plan(PLAN, Tally(total=23))
        store.set_setting("window", Preferences(tour_seen=True))
        store.letters.add("a.pdf", "application/pdf", b"abc")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("UPDATE letter SET name = 'b.pdf'")
    told = subprocess.run(
        [sys.executable, "-c", RUN, file], cwd=ROOT, check=False, capture_output=True, text=True, timeout=90
    )
    assert told.stdout.splitlines() == ["told", "offered", "windows 1"], told.stderr
    assert told.returncode == 0
    assert check_store(file).sound
    with open_store(file) as store:
        assert store.load(plan_id).plan == PLAN
        assert store.letters.list() == []
