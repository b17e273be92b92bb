"""The whole window over a real store, for tests of what opens from its menu."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from PySide6.QtCore import QEvent, QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from dxdesk.guidance.own_folder import keep_own_packs_in
from dxdesk.language import set_language
from dxdesk.store.values import Tally
from tests.ui.desks import sample
from ui import theme
from ui.application import open_window
from ui.keys import UndoKeys
from ui.main_window import MainWindow
from ui.office import Office
from ui.preferences import Preferences
from ui.work import Worker


@contextmanager
def window_with(folder: Path, *, level: str | None = None) -> Iterator[MainWindow]:
    """Open the window in English; with a `level`, over the sample plan of that level, at its home page."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    office = Office(folder / "dxdesk.sqlite3")
    keep_own_packs_in(folder / "guidance")
    usual = Preferences(language="en", theme="light")
    office.preferences.change(usual)
    window = open_window(application, office)
    try:
        if level is not None:
            plan = sample(level)
            window.open_plan(office.archive.read(lambda store: store.add_plan(plan, Tally())))
        yield window
    finally:
        window.close()
        window.deleteLater()
        office.close()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        for keys in application.findChildren(UndoKeys):
            application.removeEventFilter(keys)
            keys.deleteLater()
        if (office.preferences.now.theme, office.preferences.now.text_size) != (usual.theme, usual.text_size):
            theme.apply(application, usual.theme, usual.text_size)
        keep_own_packs_in(None)
        set_language("en")


class Desktop(QObject):
    """The programs of the system: it collects the files that the window hands to them."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@contextmanager
def desktop() -> Iterator[Desktop]:
    """Stand in for the programs of the system."""
    found = Desktop()
    QDesktopServices.setUrlHandler("file", found, "open")  # type: ignore[arg-type] # the stubs say bytes
    try:
        yield found
    finally:
        QDesktopServices.unsetUrlHandler("file")


@contextmanager
def held_up(worker: Worker) -> Iterator[None]:
    """Keep what runs beside the window waiting, as a program does that holds a file; then let it end."""
    go_on = Event()
    worker.run(go_on.wait, 60)
    try:
        yield
    finally:
        go_on.set()
    assert worker.wait_idle(20)
