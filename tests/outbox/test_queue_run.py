"""The uploads of a store and a real receiver: what waits for a person, pauses, replies, and documents resumed."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

import pytest

from dxdesk.outbox.back_off import Pace
from dxdesk.outbox.connection import Patience
from dxdesk.outbox.one_upload import Line
from dxdesk.outbox.queue_run import QueueRun
from dxdesk.store.dispatch import Dispatch
from dxdesk.store.opening import open_store
from dxdesk.store.store import Store
from tests.central.server import RunningServer, running_server
from tests.cli.conftest import Command
from tests.outbox.certificates import authority
from tests.outbox.flaky_line import FlakyLine, Mishap
from tests.outbox.raw_server import RawServer, Request, says
from tests.outbox.receiver import receives
from tests.outbox.sent_queue import CODE, check_received_once, contexts, fill, send_to, tls_options

pytestmark = pytest.mark.once

_QUICK = Patience(connect=2, silence=1, whole=10)
_LONG = Patience(connect=60, silence=60, whole=60)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store.sqlite3") as opened:
        yield opened


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    with running_server(tmp_path, options=["--workers", "1"]) as running:
        yield running


def _queue(
    store: Store,
    token: str | None = "t",  # noqa: S107 - of the tests
    may_go_on: Callable[[], bool] = lambda: True,
    least: float = 0.01,
    patience: Patience = _QUICK,
) -> QueueRun:
    return QueueRun(
        lambda work: work(store),
        Line(token_of=lambda _destination, _unit: token, patience=patience),
        pace=Pace(least=least, most=max(0.05, least)),
        may_go_on=may_go_on,
    )


def _only(store: Store) -> Dispatch:
    (one,) = store.dispatches.list()
    return one


def test_replies_are_asked_for(store: Store, server: RunningServer, command: Command) -> None:
    token = server.token(CODE)
    fill(store, 1)
    send_to(store, server.url)
    queue = _queue(store, token)
    assert queue.step() == 0.0
    assert _only(store).state == "received"
    assert queue.step() == 60.0
    central = ("--db", server.database, "--intake", server.intake)
    answered = command("central", "reply", _only(store).digest, "--accept", *central)
    assert answered.returncode == 0, answered.stderr
    assert _queue(store, token).step() == 0.0  # as after the next start of the program
    assert _only(store).state == "accepted"
    assert len(store.dispatches.replies(_only(store).id)) == 1
    check_history = [one.outcome for one in store.dispatches.attempts(_only(store).id)]
    assert check_history.count("received") == check_history.count("accepted") == 1


def test_what_a_person_must_see_to_waits_for_one(store: Store, server: RunningServer) -> None:
    fill(store, 1)
    send_to(store, "")
    _queue(store).step()
    assert (_only(store).state, _only(store).reason) == ("stopped", "no_address")
    send_to(store, server.url)
    for token, reason in ((None, "no_token"), ("A" * 43, "token")):
        store.dispatches.resume(_only(store).id)
        queue = _queue(store, token)
        queue.step()
        assert (_only(store).state, _only(store).reason) == ("stopped", reason)
        assert _only(store).words
        assert queue.step() == 60.0  # it is not tried again by itself
        queue.network_has_changed()
        assert _only(store).state == "stopped"
    store.dispatches.resume(_only(store).id)
    _queue(store, server.token(CODE)).step()
    assert _only(store).state == "received"


def test_nothing_is_sent_while_it_is_paused(store: Store, server: RunningServer) -> None:
    fill(store, 1)
    send_to(store, server.url)
    is_paused = [True]
    queue = _queue(store, server.token(CODE), lambda: not is_paused[0])
    assert queue.step() == 60.0
    assert (_only(store).state, _only(store).attempts) == ("waiting", 0)
    is_paused[0] = False
    queue.step()
    assert _only(store).state == "received"


def _hole(connection: socket.socket, _request: Request) -> None:
    with suppress(OSError):
        connection.recv(1)


def _leave(queue: QueueRun, dispatch_id: str, silent: RawServer) -> None:
    _wait_for_put(silent)
    queue.leave(dispatch_id)


def _wait_for_put(silent: RawServer) -> None:
    while not any(request.method == "PUT" for request in silent.requests):
        time.sleep(0.02)


def test_what_is_being_sent_can_be_left(store: Store) -> None:
    fill(store, 1)
    with RawServer(receives(_hole)).running() as silent:
        send_to(store, silent.url)
        queue = _queue(store, patience=_LONG)
        leaver = Thread(target=_leave, args=(queue, _only(store).id, silent))
        leaver.start()
        queue.step()
        leaver.join()
        assert _only(store).state == "waiting"
        assert _only(store).words == "Sending was paused."


def test_it_works_in_a_thread_of_its_own_and_ends_in_the_midst_of_a_wait(tmp_path: Path) -> None:
    ready, made = Event(), list[QueueRun]()

    def work() -> None:
        with open_store(tmp_path / "store.sqlite3") as store:
            fill(store, 1)
            send_to(store, silent.url)
            made.append(_queue(store, patience=_LONG))
            ready.set()
            made[0].run()

    with RawServer(receives(_hole)).running() as silent:
        thread = Thread(target=work)
        thread.start()
        assert ready.wait(10)
        _wait_for_put(silent)
        made[0].end()
        thread.join(10)
        assert not thread.is_alive()
    with open_store(tmp_path / "store.sqlite3") as store:
        assert _only(store).state == "waiting"


def test_a_reply_is_asked_for_when_the_network_is_back(store: Store, server: RunningServer) -> None:
    token = server.token(CODE)
    fill(store, 1)
    send_to(store, server.url)
    _queue(store, token).step()
    server.stop()
    queue = _queue(store, token)  # as after the next start of the program, without a network
    assert [queue.step(), queue.step()] == [0.0, 60.0]
    assert _only(store).state == "received"
    server.restart()
    queue.network_has_changed()
    assert [queue.step(), queue.step()] == [0.0, 60.0]


def test_a_person_can_ask_for_the_reply_at_any_time_and_is_told_what_came_of_it(
    store: Store, server: RunningServer, command: Command
) -> None:
    token = server.token(CODE)
    fill(store, 1)
    send_to(store, server.url)
    _queue(store, token).step()
    key = _only(store).id

    def happened() -> tuple[str, str]:
        last = store.dispatches.attempts(key)[0]
        return last.outcome, last.words

    before = happened()
    without = _queue(store, None)
    assert without.step() == 0.0
    assert happened() == before  # nobody wanted to know
    without.ask_now(key)
    assert [without.step(), without.step()] == [0.0, 60.0]
    assert happened()[0] == "no_code"
    assert "There is no access code" in happened()[1]
    queue = _queue(store, token)
    assert [queue.step(), queue.step()] == [0.0, 60.0]
    queue.ask_now(key)
    assert [queue.step(), queue.step()] == [0.0, 60.0]
    assert happened() == ("notice", f"{_only(store).receiver} was asked: there is no reply yet.")
    central = ("--db", server.database, "--intake", server.intake)
    assert command("central", "reply", _only(store).digest, "--accept", *central).returncode == 0
    queue.ask_now(key)
    assert queue.step() == 0.0
    assert happened()[0] == _only(store).state == "accepted"
    server.stop()
    queue.ask_now(key)
    assert queue.step() == 0.0
    assert happened()[0] == "notice"
    assert "There is no connection to" in happened()[1]


def test_a_new_network_is_tried_at_once(store: Store, server: RunningServer) -> None:
    fill(store, 1)
    with RawServer(says(b"")).running() as nothing:
        send_to(store, nothing.url)
        queue = _queue(store, server.token(CODE), least=900.0)
        queue.step()
    assert _only(store).state == "waiting"
    assert 10 < queue.step() <= 60.0  # half an hour at most, and a look at the store each minute
    send_to(store, server.url)
    queue.network_has_changed()
    queue.step()
    assert _only(store).state == "received"


def test_an_authority_that_cannot_be_read_is_said(store: Store) -> None:
    fill(store, 1)
    send_to(store, "https://localhost:1/", ("not a certificate",))
    _queue(store).step()
    assert (_only(store).state, _only(store).reason) == ("stopped", "authority")


def test_the_key_that_was_found_first_is_kept(store: Store, server: RunningServer, tmp_path: Path) -> None:
    token = server.token(CODE)
    fill(store, 2)
    send_to(store, server.url)
    queue = _queue(store, token)
    queue.step()
    folder = tmp_path / "other"
    folder.mkdir()
    with running_server(folder, options=["--workers", "1"]) as impostor:
        send_to(store, impostor.url)
        _queue(store, impostor.token(CODE)).step()
    states = {one.revision: (one.state, one.reason) for one in store.dispatches.list()}
    assert states == {1: ("received", ""), 2: ("stopped", "other_key")}


def test_a_large_document_goes_on_where_it_broke_off(store: Store, tmp_path: Path) -> None:
    size = 1_300_000
    with running_server(tmp_path, options=[*tls_options(tmp_path), "--workers", "1"]) as server:
        token = server.token(CODE)
        line = FlakyLine(server.port, contexts(tmp_path), lambda: Mishap("cut", True, 330_000))
        with line.running():
            fill(store, 1, large_every=1)
            send_to(store, line.url, (authority().pem(),))
            queue = _queue(store, token)
            while _only(store).state != "received" or _only(store).wanted:
                queue.step()
            check_received_once(store, server, 1)
        assert line.connections > size // 330_000
        assert line.carried < 1.6 * size
        assert [one.sent for one in store.dispatches.documents(_only(store).id)] == [size // 32 * 32 + 8]
