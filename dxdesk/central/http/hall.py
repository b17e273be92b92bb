"""What all requests have in common: they are counted, and refused once the server is about to stop."""

import asyncio
from time import perf_counter
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dxdesk.central.http.bodies import drain
from dxdesk.central.http.metrics import Metrics
from dxdesk.central.http.problems import ProblemError, answer, busy
from dxdesk.central.office import LIMITS
from dxdesk.language import translate as _

_AGAIN: Final = 10  # s until another server may be there
LONGEST_HEAD: Final = 16 * 1024  # bytes; uvicorn refuses only what comes bit by bit
_ALWAYS: Final = frozenset({"/health", "/metrics"})


class Hall:
    """An ASGI application around another one."""

    def __init__(self, application: ASGIApp, metrics: Metrics) -> None:
        self._application = application
        self._metrics = metrics
        self._running = 0
        self._empty = asyncio.Event()
        self._empty.set()
        self.is_closing = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        body = _Body(scope, receive)
        if _length_of_head(scope) > LONGEST_HEAD:
            error = ProblemError(431, "headers", _("The head of the request is too long."))
            await answer(error)(scope, body.receive, send)
        elif self.is_closing and scope["path"] not in _ALWAYS:
            await body.drain()
            error = busy(_("The receiver is being stopped. Try again in a moment."), _AGAIN)
            await answer(error)(scope, body.receive, send)
        else:
            await self._counted(scope, body, send)

    async def emptied(self) -> None:
        """Wait until no request is under way."""
        await self._empty.wait()

    async def _counted(self, scope: Scope, body: "_Body", send: Send) -> None:
        status, begun = 500, perf_counter()

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                if status >= 400:
                    await body.drain()
            await send(message)

        self._running += 1
        self._empty.clear()
        self._metrics.running.set(self._running)
        try:
            await self._application(scope, body.receive, noted)
        finally:
            self._running -= 1
            if not self._running:
                self._empty.set()
            self._metrics.running.set(self._running)
            operation = getattr(scope.get("endpoint"), "__name__", "none")
            self._metrics.requests.labels(operation, str(status)).inc()
            self._metrics.seconds.labels(operation).observe(perf_counter() - begun)


def _length_of_head(scope: Scope) -> int:
    fields = sum(len(name) + len(value) + 4 for name, value in scope["headers"])
    return fields + len(scope["raw_path"]) + len(scope["query_string"])


class _Body:
    """The body of a request, and whether all of it has been read."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self._headers = Headers(scope=scope)
        self._receive = receive
        self._is_read = False

    async def receive(self) -> Message:
        message = await self._receive()
        self._is_read = self._is_read or not message.get("more_body", False)
        return message

    async def drain(self) -> None:
        if not self._is_read:
            await drain(self._headers, self.receive, LIMITS.package)
