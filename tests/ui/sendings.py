"""A plan that is issued, in the window, and what a person does to send it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dxdesk.exchange.format import Destination
from dxdesk.issuing.closing import seal
from dxdesk.issuing.standing import draft_of
from dxdesk.outbox.access_codes import code_name
from dxdesk.outbox.address_book import keep_own
from dxdesk.package.format import Package
from dxdesk.package.reading import read_package
from dxdesk.store.dispatch import Dispatch
from dxdesk.text.days import VIETNAM
from tests.central.server import RunningServer
from tests.ui.windows import window_with
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.outbox_panel import OutboxPanel
from ui.pages.issue import IssuePage
from ui.pages.outbox import OutboxPage
from ui.send_dialog import SendDialog

UNIT = "18580"
PATIENCE = 30_000  # milliseconds
W = TypeVar("W", bound=QWidget)


@contextmanager
def issued(folder: Path) -> Iterator[MainWindow]:
    """Open the window over the sample plan of a commune that is issued as number 15."""
    with sealed_only(folder) as window:
        desk_of(window).book.issue(1, "15", date(2022, 12, 5))
        assert window.office.archive.flush()
        yield window


@contextmanager
def sealed_only(folder: Path) -> Iterator[MainWindow]:
    """Open the window over the sample plan of a commune that is sealed."""
    with window_with(folder, level="xa") as window:
        desk = desk_of(window)
        sealed = seal(
            draft_of(desk.plan, desk.standing), desk.pack, "fields", datetime(2022, 12, 1, 9, tzinfo=VIETNAM)
        )
        desk.book.seal(sealed.revision, sealed.exported.package)
        assert window.office.archive.flush()
        yield window


def desk_of(window: MainWindow) -> Desk:
    assert window.view is not None
    return window.view.desk


def know(window: MainWindow, *destinations: Destination) -> None:
    """Have destinations in the address book."""
    for each in destinations:
        window.office.archive.read(partial(keep_own, destination=each))


def know_code(window: MainWindow, destination: Destination, code: str) -> None:
    """Have the access code of the commune for a destination."""
    window.office.outbox.codes.held[code_name(destination.key, UNIT)] = code


def shown(kind: type[W]) -> W:
    """Return the one widget of a kind that is in sight."""
    (found,) = [each for each in QApplication.allWidgets() if isinstance(each, kind) and each.isVisible()]
    return found


def sending(qtbot: QtBot, window: MainWindow) -> SendDialog:
    """Press “Send” on the page “Sign and issue”, and wait until the dialog knows what can be sent where."""
    assert window.view is not None
    window.view.open_page("issue")
    page = window.view.page
    assert isinstance(page, IssuePage)
    page.sending.send.click()
    dialog = shown(SendDialog)
    qtbot.waitUntil(lambda: bool(dialog.files.text()) or dialog.notice.isVisible(), timeout=PATIENCE)
    return dialog


def panel(window: MainWindow) -> OutboxPanel:
    """Return the outbox of the open plan, in front."""
    assert window.view is not None
    page = window.view.page
    assert isinstance(page, OutboxPage)
    return page.panel


def dispatches(window: MainWindow) -> list[Dispatch]:
    return list(window.office.archive.read(lambda store: store.dispatches.list()))


def sent_package(window: MainWindow) -> Package:
    """Return the package that was queued first."""
    key = dispatches(window)[-1].id
    return read_package(window.office.archive.read(lambda store: store.dispatches.package(key))).package


def wait_for(qtbot: QtBot, window: MainWindow, state: str) -> None:
    """Wait until the newest dispatch is in a state, and the window says so."""
    qtbot.waitUntil(lambda: dispatches(window)[0].state == state, timeout=PATIENCE)
    window.office.archive.flush()
    qtbot.wait(50)


def words(of: OutboxPanel) -> str:
    """Return what the details say."""
    return of.details.state.text()


def answer(server: RunningServer, digest: str, *options: str) -> None:
    """Have the receiver answer a package."""
    command = [sys.executable, "-m", "dxdesk", "central", "reply", digest[:12], *options]
    places = ["--db", server.database, "--intake", str(server.intake)]
    subprocess.run([*command, "-o", str(server.folder / "a.dxreply.json"), *places], check=True)
