"""After the first window: what the next one needs is read while nobody waits for it."""

from importlib import import_module
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from ui.collecting import Collector

_FIRST: Final = 400  # milliseconds after the list of plans was shown
_BETWEEN: Final = 30  # milliseconds; each step is shorter than a person notices
# From the bottom up, so that no single import is long.
MODULES: Final = (
    "jsonpatch",
    "dxdesk.plan.model",
    "dxdesk.plan.edits",
    "dxdesk.plan.changes",
    "dxdesk.store.contents",
    "dxdesk.store.log",
    "dxdesk.plan.rules.review",
    "dxdesk.plan.migration",
    "dxdesk.plan.progress",
    "dxdesk.session",
    "dxdesk.issuing.standing",
    "ui.desk",
    "ui.fields.field",
    "ui.tables.activity_table",
    "ui.contents_list",
    "ui.guidance_pane",
    "ui.preview.pane",
    "ui.plan_view",
    "ui.plan_opening",
    "ui.pages.home",
    "ui.pages.task_activities",
    "ui.pages.task",
    "ui.pages.bases",
    "ui.pages.goals",
    "ui.pages.signing",
    "ui.pages.kept",
    "ui.pages.check",
    "ui.pages.notes",
    "dxdesk.export",
    "ui.pages.export",
    "ui.pages.issue",
    "ui.search_palette",
)


class Warming(QObject):
    """Imports the modules of the plan window one by one, and then lets the collector go on."""

    def __init__(self, parent: QObject) -> None:
        """Begin once the window has been shown."""
        super().__init__(parent)
        self._modules = iter(MODULES)
        self._next = QTimer(self, singleShot=True, interval=_FIRST)
        self._next.timeout.connect(self._step)
        self._next.start()

    def _step(self) -> None:
        module = next(self._modules, None)
        if module is None:
            self._let_go_on()
            return
        import_module(module)
        self._next.start(_BETWEEN)

    def _let_go_on(self) -> None:
        """Let the garbage collector go on, which the start had stopped."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            Collector(application)
