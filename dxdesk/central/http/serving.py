"""The server: uvicorn, with TLS, and an end at which what runs is finished."""

import asyncio
import logging
import os
from collections.abc import Callable
from socket import socket
from types import FrameType
from typing import Final

import uvicorn

from dxdesk.central.http.hall import LONGEST_HEAD, Hall
from dxdesk.central.http.heads import PatientProtocol
from dxdesk.value import Value

_FINISHING: Final = 60.0  # s for what is under way when the server is asked to stop
_log: Final = logging.getLogger("dxdesk.central")


class Place(Value, frozen=True, kw_only=True):
    """Where to listen; port 0 takes a free one. With the two files, by TLS; a proxy in front says who asks."""

    host: str
    port: int
    certificate: str | None = None
    key: str | None = None
    is_behind_proxy: bool = False


class Server(uvicorn.Server):
    """Asked to stop, it answers 503 to what is new, finishes what runs, and ends."""

    def __init__(self, config: uvicorn.Config, hall: Hall, on_ready: Callable[[str], None]) -> None:
        super().__init__(config)
        self._hall = hall
        self._on_ready = on_ready
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Begin to listen, and say where."""
        del sockets
        self._loop = asyncio.get_running_loop()
        await super().startup()
        if self.started:
            host, port = self.servers[0].sockets[0].getsockname()[:2]
            scheme = "https" if self.config.ssl else "http"
            shown = f"[{host}]" if ":" in host else host
            self._on_ready(f"{scheme}://{shown}:{port}/")

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop gently at the first signal, at once at the second."""
        del sig, frame
        if self._hall.is_closing or self._loop is None:
            self.should_exit = True
            return
        self._hall.is_closing = True
        self._loop.call_soon_threadsafe(self._begin_to_stop)

    def _begin_to_stop(self) -> None:
        self._stopping = asyncio.get_running_loop().create_task(self._stop())

    async def _stop(self) -> None:
        try:
            async with asyncio.timeout(_FINISHING):
                await self._hall.emptied()
        except TimeoutError:
            _log.warning("Some requests did not end in time.")
        self.should_exit = True


def serve(hall: Hall, place: Place, on_ready: Callable[[str], None]) -> bool:
    """Answer until a signal asks to stop; return whether it could listen at all."""
    allow_many_files()
    config = uvicorn.Config(
        hall,
        host=place.host,
        port=place.port,
        http=PatientProtocol,
        ws="none",
        loop="asyncio",
        lifespan="off",
        ssl_certfile=place.certificate,
        ssl_keyfile=place.key,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=place.is_behind_proxy,
        backlog=2048,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=LONGEST_HEAD,
    )
    server = Server(config, hall, on_ready)
    try:
        server.run()
    except SystemExit:  # uvicorn's way to say that the address is taken
        return False
    return server.started


def allow_many_files() -> None:
    """Raise the number of files and connections to what the system allows; Windows has no such limit."""
    if os.name == "nt":
        return
    import resource  # noqa: PLC0415 - not there on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65_536), hard))
