"""A dispatch by mail: what is said of it is what is known, also where the program is killed in the middle."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec
import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from dxdesk.outbox.address_book import keep_own
from dxdesk.outbox.answer_files import take_answer
from dxdesk.outbox.mailing import send_by_mail
from dxdesk.outbox.queueing import queue_revision
from dxdesk.store.dispatch_states import IllegalStepError
from dxdesk.store.opening import open_store
from dxdesk.store.store import Store
from tests.outbox.mail_server import PASSWORD, Mailbox, mail_server
from tests.outbox.samples import destination, read, receipt_bytes, sealed_store
from tests.store.test_crash import ROOT

T = TypeVar("T")


class Desk(NamedTuple):
    """A store with a dispatch by mail that waits."""

    store: Store
    dispatch_id: str
    file: Path

    def __call__(self, work: Callable[[Store], T], /) -> T:
        return work(self.store)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    file = tmp_path / "dxdesk.sqlite3"
    store, plan_id = sealed_store(file)
    with store:
        keep_own(store, destination())
        yield Desk(store, queue_revision(store, plan_id, 1, destination(), "mail").id, file)


def outcomes(store: Store, dispatch_id: str) -> list[str]:
    return [each.outcome for each in store.dispatches.attempts(dispatch_id)][::-1]


def test_what_the_server_took_is_handed_over_and_not_received(desk: Desk) -> None:
    with mail_server() as (account, box):
        done = send_by_mail(desk, desk.dispatch_id, account, PASSWORD)
        assert (done.state, done.attempts) == ("handed", 1)
        assert outcomes(desk.store, desk.dispatch_id) == ["began", "handed"]
        assert len(box.messages) == 1
        assert f"Message-ID: <{desk.dispatch_id}@thachkim.gov.vn>".encode() in box.messages[0][2]
        take_answer(desk.store, receipt_bytes(read()))
        assert desk.store.dispatches.get(desk.dispatch_id).state == "received"
        with pytest.raises(IllegalStepError):
            send_by_mail(desk, desk.dispatch_id, account, PASSWORD)
        assert len(box.messages) == 1


@pytest.mark.parametrize(
    ("answer", "state", "reason"),
    [
        ("451 4.3.0 Try again", "waiting", ""),
        ("554 5.7.1 No", "stopped", "refused"),
        ("cut", "stopped", "unsure"),
    ],
)
def test_what_did_not_get_there_is_not_said_to_be_sent(
    desk: Desk, answer: str, state: str, reason: str
) -> None:
    with mail_server(mailbox=Mailbox(answer)) as (account, _box):
        done = send_by_mail(desk, desk.dispatch_id, account, PASSWORD)
    assert (done.state, done.reason) == (state, reason)
    assert done.words
    assert desk.store.dispatches.due(datetime.now(UTC)) == []
    assert (done.next_at is not None) == (state == "waiting")


def test_without_an_address_a_person_is_asked(desk: Desk) -> None:
    desk.store.addresses.remove("loc-ha", own=True)
    with mail_server() as (account, box):
        done = send_by_mail(desk, desk.dispatch_id, account, PASSWORD)
    assert (done.state, done.reason, box.messages) == ("stopped", "address", [])
    assert "has no mail address for" in done.words


class Killing(Mailbox):
    """Takes a message, and kills the sender before it hears so."""

    def __init__(self) -> None:
        super().__init__()
        self.sender: subprocess.Popen[bytes] | None = None

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = await super().handle_DATA(server, session, envelope)
        assert self.sender is not None
        self.sender.kill()
        self.sender.wait()
        return answer


SENDS = """
import pathlib, sys
import msgspec
from dxdesk.outbox.mailing import send_by_mail
from dxdesk.outbox.smtp import SmtpAccount
from dxdesk.store.opening import open_store

file, dispatch_id, account, password = sys.argv[1:]
with open_store(pathlib.Path(file)) as store:
    store.dispatches.take_up()
    account = msgspec.json.decode(account, type=SmtpAccount)
    send_by_mail(lambda work: work(store), dispatch_id, account, password)
"""


def test_a_kill_after_the_message_left_sends_nothing_twice(desk: Desk) -> None:
    desk.store.close()
    killing = Killing()
    with mail_server(mailbox=killing) as (account, box):
        words = [desk.file, desk.dispatch_id, msgspec.json.encode(account).decode(), PASSWORD]
        killing.sender = subprocess.Popen([sys.executable, "-c", SENDS, *map(str, words)], cwd=ROOT)
        killing.sender.wait()
        assert len(box.messages) == 1
        with open_store(desk.file) as store:
            assert store.dispatches.get(desk.dispatch_id).state == "sending"
            (found,) = store.dispatches.take_up()
            assert (found.state, found.reason) == ("stopped", "unsure")
            assert store.dispatches.due() == []
            take_answer(store, receipt_bytes(read()))
            assert store.dispatches.get(desk.dispatch_id).state == "received"


STEPS = """
import pathlib, sys
from tests.outbox.steps import STEPS
from dxdesk.store.opening import open_store

file, dispatch_id = sys.argv[1:]
with open_store(pathlib.Path(file)) as store:
    for name, step in STEPS:
        print(name, flush=True)
        step(store, dispatch_id)
    print("end", flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(os.name == "nt", reason="kills with a signal")
@pytest.mark.parametrize("step", range(10))
def test_a_kill_at_any_step_leaves_it_before_or_after(desk: Desk, step: int) -> None:
    from tests.outbox.steps import AFTER  # noqa: PLC0415 - with the steps

    desk.store.close()
    words = [sys.executable, "-c", STEPS, str(desk.file), desk.dispatch_id]
    with subprocess.Popen(
        words, cwd=ROOT, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        for _line in range(step + 1):
            program.stdout.readline()
        program.send_signal(signal.SIGKILL)
        program.wait()
        begun = step + len(program.stdout.read().splitlines())
    with open_store(desk.file) as store:
        assert store.dispatches.get(desk.dispatch_id).state in AFTER[step : begun + 2]
        store.dispatches.take_up()
        now = store.dispatches.get(desk.dispatch_id)
        assert now.state != "sending"
        assert (now.state in {"received", "returned"}) == bool(
            store.dispatches.receipts(now.id) or store.dispatches.replies(now.id)
        )
        assert store.dispatches.package(now.id)
