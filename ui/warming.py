"""After the first window: what the next one needs is read while nobody waits for it."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from ui.collecting import Collector

_FIRST: Final = 400  # milliseconds after the list of plans was shown
_BETWEEN: Final = 30  # milliseconds; each step is shorter than a person notices
# From the bottom up, so that no single import is long.
_MODULES: Final = (
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
    "ui.outbox_words",
    "ui.outbox_entries",
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
    "ui.pages.outbox",
    "ui.pages.history",
    "ui.search_palette",
)


def steps() -> Iterator[Callable[[], object]]:
    """Yield what is to be done, each a short piece of work."""
    yield from (partial(import_module, module) for module in _MODULES)
    from dxdesk.guidance.loading import installed_packs  # noqa: PLC0415 - the list of plans needs none

    yield from (partial(_read_pack, folder) for folder in installed_packs())


def _read_pack(folder: Path) -> None:
    from dxdesk.guidance.faults import FaultyPackError  # noqa: PLC0415 - as above
    from dxdesk.guidance.kept import kept_pack  # noqa: PLC0415

    with suppress(FaultyPackError):  # told when a plan is opened that needs it
        kept_pack(folder)


class Warming(QObject):
    """Does it step by step, and then lets the collector go on."""

    def __init__(self, parent: QObject) -> None:
        """Begin once the window has been shown."""
        super().__init__(parent)
        self._steps = steps()
        self._next = QTimer(self, singleShot=True, interval=_FIRST)
        self._next.timeout.connect(self._step)
        self._next.start()

    def _step(self) -> None:
        step = next(self._steps, None)
        if step is None:
            self._let_go_on()
            return
        step()
        self._next.start(_BETWEEN)

    def _let_go_on(self) -> None:
        """Let the garbage collector go on, which the start had stopped."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            Collector(application)
