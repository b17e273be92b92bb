"""A client that is killed at any moment while it sends: what it says was received was, and nothing is sent for nothing.

By default it is killed a few times; `DXDESK_FLAKY=500` kills it a hundred times.
"""

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from sqlalchemy import select

from dxdesk.central.tables import LOG, PACKAGE
from dxdesk.store.opening import open_store
from tests.central.server import RunningServer, running_server
from tests.outbox.sent_queue import CODE, check_received_once, fill, send_to

_ROOT: Final = Path(__file__).resolve().parents[2]
_KILLS: Final = max(5, int(os.environ.get("DXDESK_FLAKY", "0")) // 5)
_PACKAGES: Final = 3 * _KILLS
_LONGEST: Final = 0.6  # seconds of sending


def test_a_client_that_is_killed_while_it_sends_says_nothing_wrong(tmp_path: Path) -> None:
    chance = random.Random(_KILLS)  # noqa: S311 - the same moments each time
    file = tmp_path / "store.sqlite3"
    with running_server(tmp_path, options=["--rate", "1000000", "--workers", "1"]) as server:
        token = server.token(CODE)
        with open_store(file) as store:
            fill(store, _PACKAGES)
            send_to(store, server.url)
        for _kill in range(_KILLS):
            _send_until_killed(file, token, chance.uniform(0, _LONGEST))
            _check_said(file, server)
        _send_until_killed(file, token, None)
        with open_store(file) as store:
            check_received_once(store, server, _PACKAGES)


def _send_until_killed(file: Path, token: str, seconds: float | None) -> None:
    """Kill the client some seconds after it began to send; None lets it end by itself."""
    command = [sys.executable, "-m", "tests.outbox.sender", str(file), token]
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().rstrip() == b"ready", process.stderr.read()
        if seconds is not None:
            time.sleep(seconds)
            process.kill()
        said, complaints = process.stdout.read(), process.stderr.read().decode()
    assert "Traceback" not in complaints, complaints
    assert seconds is not None or said.rstrip().endswith(b"done")


def _check_said(file: Path, server: RunningServer) -> None:
    """What is said to be received is at the receiver, and each package was taken once."""
    with server.opened() as database, database.reading() as connection:
        there = set(connection.scalars(select(PACKAGE.c.digest)))
        outcomes = list(connection.scalars(select(LOG.c.outcome)))
    assert set(outcomes) <= {"accepted"}
    assert len(outcomes) == len(there)
    with open_store(file) as store:
        said = {one.digest for one in store.dispatches.list() if one.state == "received"}
    assert said <= there
