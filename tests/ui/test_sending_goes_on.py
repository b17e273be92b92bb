"""The program is killed while it sends: the next start goes on by itself, and nothing is lost or sent twice."""

import socket
import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from dxdesk.exchange.format import Destination, Receiver
from dxdesk.outbox.queueing import queue_revision
from tests.benchmarks.memory import ROOT
from tests.central.server import NAME, running_server
from tests.ui.sendings import PATIENCE, UNIT, desk_of, dispatches, issued, know, know_code
from tests.ui.windows import window_with

# The program without its window: what sends is the same.
SENDS = """
import os
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from dxdesk.outbox.access_codes import code_name
from ui.application import new_application
from ui.office import Office

application = new_application()
office = Office(Path(sys.argv[1]))
office.outbox.codes.held[code_name("loc-ha", sys.argv[2])] = "code"

def look():
    (dispatch,) = office.archive.read(lambda store: store.dispatches.list())
    if dispatch.state == "sending":
        print("sending", flush=True)

office.outbox.begin()
office.outbox.take_up()
timer = QTimer()
timer.timeout.connect(look)
timer.start(100)
QTimer.singleShot(30_000, lambda: os._exit(1))
application.exec()
"""


def test_what_was_being_sent_when_the_program_was_killed_is_received_after_the_next_start(
    qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "server").mkdir()
    (tmp_path / "window").mkdir()
    place = tmp_path / "window"
    with running_server(tmp_path / "server", options=["--workers", "1"]) as server:
        there = Destination(key="loc-ha", receiver=Receiver(name=NAME), url=server.url)
        code, port = server.token(UNIT), server.port
        with issued(place) as window:
            know(window, there)
            plan_id = desk_of(window).plan_id
            window.office.archive.read(lambda store: queue_revision(store, plan_id, 1, there, "upload"))
        server.stop()
        with socket.create_server(("127.0.0.1", port)):  # it takes the call and never answers
            command = [sys.executable, "-c", SENDS, str(place / "dxdesk.sqlite3"), UNIT]
            sender = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
            assert sender.stdout is not None
            try:
                assert sender.stdout.readline() == "sending\n"
            finally:
                sender.kill()
                sender.wait()
                sender.stdout.close()
        server.restart()
        with window_with(place) as window:
            know_code(window, there, code)
            assert dispatches(window)[0].state == "sending"
            qtbot.waitUntil(lambda: dispatches(window)[0].state == "received", timeout=PATIENCE)
            key = dispatches(window)[0].id
            happened = window.office.archive.read(lambda store: store.dispatches.attempts(key))
            outcomes = [each.outcome for each in happened]
            assert "interrupted" in outcomes
            assert len(dispatches(window)) == 1


def test_a_window_that_is_closed_while_it_sends_leaves_the_package_waiting(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        there = Destination(key="loc-ha", receiver=Receiver(name=NAME), url=url)
        with issued(tmp_path) as window:
            know(window, there)
            know_code(window, there, "code")
            plan_id = desk_of(window).plan_id
            window.office.archive.read(lambda store: queue_revision(store, plan_id, 1, there, "upload"))
            window.office.outbox.take_up()
            qtbot.waitUntil(lambda: dispatches(window)[0].state == "sending", timeout=PATIENCE)
    with window_with(tmp_path) as window:
        assert dispatches(window)[0].state == "waiting"
        window.office.outbox.preferences.change(is_paused=True)
