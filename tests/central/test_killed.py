"""Killed at a random moment under load: every package whose receipt somebody holds is there, byte for byte."""

import random
import threading
import time
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
import pytest
from sqlalchemy import select

from dxdesk.central.intake import Intake
from dxdesk.central.tables import PACKAGE, RECEIPT
from dxdesk.exchange.format import Standing
from tests.central.conftest import CODES, new_database
from tests.central.sent import Answered, a_package, put, sendable
from tests.central.server import RunningServer, running_server

pytestmark = pytest.mark.once

_SENDERS: Final = 6
_TIMES: Final = {"sqlite": 10, "postgresql": 3}


class Sent(NamedTuple):
    code: str
    digest: str
    data: bytes


class Senders:
    """Units that send revision after revision until the server is gone, and keep what they were answered."""

    def __init__(self, server: RunningServer) -> None:
        self._server = server
        self._codes = [next(CODES) for _number in range(_SENDERS)]
        self._tokens = {code: server.token(code) for code in self._codes}
        self._revisions: dict[str, Iterator[int]] = {code: iter(range(1, 9999)) for code in self._codes}
        self.held: dict[str, tuple[Sent, bytes]] = {}
        self.unanswered: list[Sent] = []
        # msgspec looks at a type when it is first used, which threads must not do at the same time.
        sendable(a_package(self._codes[0]))

    def send_until_it_is_gone(self) -> list[threading.Thread]:
        threads = [threading.Thread(target=self._send, args=(code,)) for code in self._codes]
        for thread in threads:
            thread.start()
        return threads

    def _send(self, code: str) -> None:
        for revision in self._revisions[code]:
            sent = Sent(code, *sendable(a_package(code, revision=revision)))
            try:
                answer = self.put(sent)
            except (OSError, HTTPException):
                self.unanswered.append(sent)
                return
            self.held[sent.digest] = sent, _receipt(answer)

    def put(self, sent: Sent) -> Answered:
        answer = put(self._server.url, self._tokens[sent.code], (sent.digest, sent.data))
        assert answer.status in {200, 201}, answer
        return answer


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_nothing_with_a_receipt_is_lost(request: pytest.FixtureRequest, kind: str, tmp_path: Path) -> None:
    options = ["--rate", "100000"]
    with running_server(tmp_path, database=new_database(request, kind, tmp_path), options=options) as server:
        senders = Senders(server)
        for turn in range(_TIMES[kind]):
            before = len(senders.held)
            threads = senders.send_until_it_is_gone()
            while len(senders.held) == before:  # it is under load
                time.sleep(0.01)
            time.sleep(random.Random(turn).uniform(0, 0.5))  # noqa: S311 - when to kill
            server.kill()
            for thread in threads:
                thread.join()
            server.restart()
            _check_kept(server, senders)
        for sent, receipt in senders.held.values():
            assert _receipt(senders.put(sent)) == receipt
        for sent in senders.unanswered:
            senders.held[sent.digest] = sent, _receipt(senders.put(sent))
        _check_kept(server, senders)
    assert len(senders.unanswered) >= _TIMES[kind]


def _check_kept(server: RunningServer, senders: Senders) -> None:
    with server.opened() as database, database.reading() as connection:
        query = select(PACKAGE.c.digest, PACKAGE.c.content, RECEIPT.c.body).join(RECEIPT)
        rows = {row.digest: row for row in connection.execute(query)}
    intake = Intake(server.intake)
    for digest, (sent, receipt) in senders.held.items():
        assert intake.read(rows[digest].content) == sent.data
        assert rows[digest].body == receipt


def _receipt(answer: Answered) -> bytes:
    """Return the receipt as it was sent."""

    class Raw(msgspec.Struct):
        receipt: msgspec.Raw

    msgspec.json.decode(answer.body, type=Standing)
    return bytes(msgspec.json.decode(answer.body, type=Raw).receipt)
