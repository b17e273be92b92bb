"""A line between a client and a server that cuts, resets, stalls, or lets somebody else answer.

It sees the bytes of TCP and changes none of them. Where it answers itself, it has a certificate of its own.
"""

import random
import socket
import struct
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from select import select
from ssl import SSLContext
from threading import Event, Thread
from typing import Final, Literal, NamedTuple

from tests.outbox.raw_server import answered, read_request

Kind = Literal[
    "none",
    "slow",
    "refused",
    "cut",
    "reset",
    "hole",
    "kill before",
    "kill after",
    "portal",
    "error",
    "busy",
    "plain",
    "unknown authority",
    "expired",
    "other name",
]
_HTML: Final = b"<!DOCTYPE html><html><head><title>Wi-Fi</title></head><body>Sign in</body></html>"
_PUT_UNDER_WAY: Final = 6_000  # bytes from the client: more than a greeting and a question take
_PATIENCE: Final = 5.0  # seconds
_LINGER: Final = "hh" if sys.platform == "win32" else "ii"


class Mishap(NamedTuple):
    """What happens to a connection, and after how many bytes of the client or of the server."""

    kind: Kind = "none"
    from_client: bool = True
    at: int = 0


TCP: Final[Sequence[Kind]] = ("slow", "refused", "cut", "cut", "reset", "reset", "hole")
ANSWERS: Final[Sequence[Kind]] = ("portal", "error", "busy", "plain")
CERTIFICATES: Final[Sequence[Kind]] = ("unknown authority", "expired", "other name")


def at_random(chance: random.Random, share: float) -> Mishap:
    """Return any mishap but a kill; none where chance is above the share."""
    if chance.random() > share:
        return Mishap()
    kind = chance.choice((*TCP, *TCP, *ANSWERS, *CERTIFICATES))
    from_client = chance.random() < 0.5
    return Mishap(kind, from_client, chance.randrange(30_000 if from_client else 7_000))


class FlakyLine:
    """Listens before a server; `choose` says what happens to each connection, `met` counts what did.

    `contexts` are what it speaks TLS with: "" is as good as the server's, the others by the kind of mishap.
    """

    def __init__(self, port: int, contexts: Mapping[str, SSLContext], choose: Callable[[], Mishap]) -> None:
        self.met: Counter[Kind] = Counter()
        self.carried = 0  # bytes from clients
        self.server_killed = Event()
        self.kill: Callable[[], None] = lambda: None
        self.committed: Callable[[], int] = lambda: 0
        self._port = port
        self._contexts = contexts
        self._choose = choose
        self._over = Event()
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._listening.settimeout(0.05)
        self._threads = [Thread(target=self._listen, daemon=True)]

    @property
    def url(self) -> str:
        return f"https://localhost:{self._listening.getsockname()[1]}/"

    @property
    def connections(self) -> int:
        return self.met.total()

    @contextmanager
    def running(self) -> Iterator["FlakyLine"]:
        self._threads[0].start()
        try:
            yield self
        finally:
            self._over.set()
            for thread in self._threads:
                thread.join(_PATIENCE)
            self._listening.close()

    def _listen(self) -> None:
        while not self._over.is_set():
            with suppress(TimeoutError):
                near = self._listening.accept()[0]
                near.settimeout(_PATIENCE)
                mishap = self._choose()
                self.met[mishap.kind] += 1
                self._threads = [thread for thread in self._threads if thread.is_alive()]
                self._threads.append(Thread(target=self._meet, args=(near, mishap), daemon=True))
                self._threads[-1].start()

    def _meet(self, near: socket.socket, mishap: Mishap) -> None:
        with suppress(OSError), near:
            if mishap.kind == "refused":
                _reset(near)
            elif mishap.kind == "plain":
                near.recv(100)
                near.sendall(answered(200, _HTML, "text/html"))
            elif mishap.kind in {*ANSWERS, *CERTIFICATES}:
                self._answer(near, mishap.kind)
            else:
                with socket.create_connection(("127.0.0.1", self._port), _PATIENCE) as far:
                    self._carry(near, far, mishap)

    def _answer(self, near: socket.socket, kind: Kind) -> None:
        said = {
            "portal": answered(200, _HTML, "text/html"),
            "error": answered(500, b"{}"),
            "busy": answered(429, b"", "text/plain", "Retry-After: 0"),
        }
        context = self._contexts.get(kind) or self._contexts[""]
        with context.wrap_socket(near, server_side=True) as safe:
            while read_request(safe) is not None:
                safe.sendall(said[kind])

    def _carry(self, near: socket.socket, far: socket.socket, mishap: Mishap) -> None:
        carried = {near: 0, far: 0}
        committed = self.committed()
        while not self._over.is_set():
            for one in select([near, far], [], [], 0.05)[0]:
                data = one.recv(1024 if mishap.kind == "slow" else 8192)
                if not data:
                    return
                kills_after = mishap.kind == "kill after" and carried[near] > _PUT_UNDER_WAY
                if kills_after and one is far:
                    continue  # the answer does not arrive
                room = self._room(mishap, one is near, carried[one])
                (far if one is near else near).sendall(data[:room])
                carried[one] += len(data[:room])
                self.carried += len(data[:room]) if one is near else 0
                if len(data) > room:
                    self._strike(near, far, mishap.kind)
                    return
                if mishap.kind == "slow":
                    time.sleep(0.002)
            if mishap.kind == "kill after" and self.committed() > committed:
                self._kill()
                _reset(near)
                return

    def _room(self, mishap: Mishap, is_client: bool, carried: int) -> int:  # noqa: FBT001
        """Return how many bytes more are carried in a direction."""
        if mishap.kind == "kill before":
            return max(_PUT_UNDER_WAY - carried, 0) if is_client else 1 << 30
        if mishap.kind in {"cut", "reset", "hole"} and mishap.from_client == is_client:
            return max(mishap.at - carried, 0)
        return 1 << 30

    def _strike(self, near: socket.socket, far: socket.socket, kind: Kind) -> None:
        if kind == "kill before":
            self._kill()
        elif kind == "reset":
            _reset(near)
            _reset(far)
        elif kind == "hole":
            while not self._over.is_set():
                if select([near], [], [], 0.05)[0] and not near.recv(65536):
                    return

    def _kill(self) -> None:
        self.kill()
        self.server_killed.set()


def _reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack(_LINGER, 1, 0))
    connection.close()
