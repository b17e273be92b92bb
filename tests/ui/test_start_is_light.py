import subprocess
import sys

import pytest

from dxdesk.store.opening import open_store
from dxdesk.store.values import Tally
from tests.benchmarks.memory import ROOT
from tests.ui.start_pages import begun
from ui.preferences import Preferences

# What the list of plans has no use for; some of it takes longer to import than the window to open.
HEAVY = {
    "babel",
    "click",
    "docx",
    "jsonpatch",
    "keyring",
    "lxml",
    "platformdirs",
    "pypdfium2",
    "reportlab",
    "sqlite_utils",
    "tomllib",
    "urllib3",
    "PySide6.QtNetwork",
    "dxdesk.document.compose",
    "dxdesk.exchange.format",
    "dxdesk.export",
    "dxdesk.guidance.loading",
    "dxdesk.outbox.queue_run",
    "dxdesk.package.reading",
    "dxdesk.plan.carry_over",
    "dxdesk.plan.model",
    "dxdesk.plan.rules.review",
    "dxdesk.render.docx.writing",
    "dxdesk.render.pdf.writing",
    "ui.desk",
    "ui.fault_dialog",
    "ui.fields.field",
    "ui.new_plan",
    "ui.outbox_entries",
    "ui.outbox_panel",
    "ui.outbox_words",
    "ui.pages.page",
    "ui.pages.task",
    "ui.plan_view",
    "ui.preview.pane",
    "ui.search_palette",
    "ui.settings",
}
SHOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui.program import run

def tell():
    (table,) = [widget for widget in QApplication.allWidgets() if type(widget).__name__ == "PlansTable"]
    print("rows", table.model().rowCount(), table.isVisible())
    print(*sorted(sys.modules), sep="\\n", flush=True)
    QApplication.closeAllWindows()

serve_events = QApplication.exec

def serve():
    QTimer.singleShot(0, tell)
    return serve_events()

QApplication.exec = staticmethod(serve)
sys.exit(run(store=Path(sys.argv[1])))
"""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Show the list of plans in a process of its own; return what it printed."""
    place = tmp_path_factory.mktemp("light") / "dxdesk.sqlite3"
    with open_store(place) as store:
        store.add_plan(begun(), Tally(written=3, total=23, errors=1))
        store.set_setting("window", Preferences(tour_seen=True))
    command = [sys.executable, "-c", SHOW, str(place)]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=60)
    return told.stdout.splitlines()


def test_the_list_is_there_and_the_program_ends_well(shown: list[str]) -> None:
    assert shown[0] == "rows 1 True"


def test_the_list_imports_nothing_that_it_has_no_use_for(shown: list[str]) -> None:
    assert not HEAVY & set(shown[1:])
