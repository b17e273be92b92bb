"""A real client and a real server with a bad line between them: every package arrives once, and is told so once.

By default a few packages are sent; `DXDESK_FLAKY=500` sends as many.
"""

import os
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Final, Self

import pytest
from sqlalchemy import func, select

from dxdesk.central.tables import PACKAGE
from dxdesk.outbox.back_off import Pace
from dxdesk.outbox.connection import Patience
from dxdesk.outbox.one_upload import Line
from dxdesk.outbox.queue_run import QueueRun
from dxdesk.store.opening import open_store
from dxdesk.store.store import Store
from tests.central.server import RunningServer, running_server
from tests.outbox.certificates import authority
from tests.outbox.flaky_line import FlakyLine, Mishap, at_random
from tests.outbox.sent_queue import (
    CODE,
    check_received_once,
    contexts,
    fill,
    send_to,
    tls_options,
    unfinished,
)

pytestmark = pytest.mark.once

_COUNT: Final = int(os.environ.get("DXDESK_FLAKY", "25"))
_SHARE: Final = 0.6  # of connections that something happens to
_KILL_EVERY: Final = 70  # connections
_PACE: Final = Pace(least=0.001, most=0.03)
_PATIENCE: Final = Patience(connect=1.0, silence=0.4, whole=8.0)
# What somebody has to see to, and nothing else: the certificates that the line showed.
_SEEN_TO: Final = frozenset({"untrusted", "expired", "other_name"})


class Killer:
    """Starts the server anew after the line has killed it."""

    def __init__(self, receiver: RunningServer, line: FlakyLine) -> None:
        self._receiver = receiver
        self._line = line
        self.killed = 0
        self.over = False
        self._thread = Thread(target=self._run)
        line.kill = receiver.kill

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.over = True
        self._thread.join()

    def _run(self) -> None:
        while not self.over:
            if self._line.server_killed.wait(0.05):
                self.killed += 1
                self._receiver.restart()
                self._line.server_killed.clear()


def _mishaps(chance: random.Random) -> Callable[[], Mishap]:
    """Return what chooses: at random, and a kill of the server now and then, before and after the commit."""

    def choices() -> Iterator[Mishap]:
        number = 0
        while True:
            number += 1
            if number % _KILL_EVERY == 15:
                yield Mishap("kill after")
            elif number % _KILL_EVERY == 45:
                yield Mishap("kill before")
            else:
                yield at_random(chance, _SHARE)

    return choices().__next__


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[RunningServer]:
    options = [*tls_options(tmp_path), "--rate", "1000000", "--workers", "1"]
    with running_server(tmp_path, options=options) as running:
        yield running


def _committed(receiver: RunningServer) -> Callable[[], int]:
    def count() -> int:
        with receiver.opened() as database, database.reading() as connection:
            return int(connection.scalar(select(func.count()).select_from(PACKAGE)) or 0)

    return count


def _work(store: Store, queue: QueueRun, line: FlakyLine) -> None:
    """Let the client work until nothing is left, and do what it asks a person to do."""
    while unfinished(store):
        pause = queue.step()
        for one in store.dispatches.list():
            if one.reason:
                assert one.reason in _SEEN_TO, one.words
                store.dispatches.resume(one.id)
        # A server that was killed takes its seconds to start; a client that knocks meanwhile proves nothing more.
        time.sleep(0.3 if line.server_killed.is_set() else min(pause, 0.01))


# Python leaves a socket to its collector where the other end has reset it before TLS begins (SSLSocket._create).
@pytest.mark.filterwarnings(
    "ignore:Exception ignored in. <ssl.SSLSocket:pytest.PytestUnraisableExceptionWarning"
)
def test_every_package_is_accepted_exactly_once(
    tmp_path: Path, receiver: RunningServer, record_property: Callable[[str, object], None]
) -> None:
    chance = random.Random(_COUNT)  # noqa: S311 - the same count meets the same mishaps
    token = receiver.token(CODE)
    line = FlakyLine(receiver.port, contexts(tmp_path), _mishaps(chance))
    line.committed = _committed(receiver)
    begun = time.monotonic()
    with line.running(), Killer(receiver, line) as killer, open_store(tmp_path / "store.sqlite3") as store:
        fill(store, _COUNT)
        send_to(store, line.url, (authority().pem(),))
        queue = QueueRun(
            lambda work: work(store),
            Line(token_of=lambda _destination, _unit: token, patience=_PATIENCE),
            pace=_PACE,
            chance=chance.random,
        )
        _work(store, queue, line)
        record_property("seconds", round(time.monotonic() - begun, 1))
        record_property("mishaps", dict(line.met))
        record_property("kills", killer.killed)
        record_property("kilobytes", line.carried // 1024)
        record_property("attempts", sum(one.attempts for one in store.dispatches.list()))
        check_received_once(store, receiver, _COUNT)
        _check_idle(queue, line)


def _check_idle(queue: QueueRun, line: FlakyLine) -> None:
    before = line.connections
    assert [queue.step() for _look in range(3)] == [60.0] * 3
    assert line.connections == before
