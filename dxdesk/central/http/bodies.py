"""Bodies of requests: to a file as they come, decoded and counted on the way, never whole in memory."""

import asyncio
import re
import zlib
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import IO, Final

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import Receive

from dxdesk.central.http.problems import ProblemError
from dxdesk.language import translate as _
from dxdesk.value import Value

_BLOCK: Final = 2**16
_PATIENCE: Final = 60.0  # s for the first bytes
_SLOWEST: Final = 1024  # bytes per second: less is no sending
_CONTENT_DIGEST: Final = re.compile(
    r"(?:^|,)[ \t]*sha-256[ \t]*=[ \t]*:([A-Za-z0-9+/]*={0,2}):[ \t]*(?=,|;|$)"
)


class Received(Value, frozen=True, kw_only=True):
    """A body in a file: its SHA-256 and size, decoded."""

    path: Path
    content: str
    size: int


@asynccontextmanager
async def received(request: Request, path: Path, limit: int) -> AsyncIterator[Received]:
    """Yield the body of a request in a new file at `path`, which is gone afterwards.

    Raises:
        ProblemError: it is too large, coded in another way than by gzip, too slow, or not what its digest says.
    """
    _check_length(request, limit)
    coding = _coding(request)
    stated = _stated_digest(request)
    try:
        with path.open("xb") as file:
            sink = _Sink(file, limit, is_packed=coding == "gzip")
            await _pour(request, sink)
        if stated is not None and sink.sent.digest() != stated:
            raise _mismatch()
        yield Received(path=path, content=sink.content.hexdigest(), size=sink.size)
    finally:
        path.unlink(missing_ok=True)  # noqa: ASYNC240 - a name on the disk, gone in no time


async def drain(headers: Headers, receive: Receive, limit: int) -> None:
    """Read what is still being sent, so that the sender reads the refusal and no broken connection."""
    length = headers.get("content-length", "")
    waits = "100-continue" in headers.get("expect", "").lower()
    if waits or (length.isdecimal() and int(length) > limit):
        return
    count = 0
    with suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE):
            while count <= limit:
                message = await receive()
                count += len(message.get("body", b""))
                if not message.get("more_body", False):
                    return


class _Sink:
    """Decodes, counts and writes; in a thread, as it waits for the disk."""

    def __init__(self, file: IO[bytes], limit: int, *, is_packed: bool) -> None:
        self.sent = sha256()
        self.content = sha256()
        self.size = 0
        self._file = file
        self._limit = limit
        self._is_packed = is_packed
        self._unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)

    def write(self, data: bytes) -> None:
        self.sent.update(data)
        if not self._is_packed:
            self._keep(data)
            return
        while data:
            if self._unpacking.eof:  # a file may have several members (RFC 1952, 2.2)
                self._unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
            try:
                self._keep(self._unpacking.decompress(data, _BLOCK))
            except zlib.error:
                raise _broken_gzip() from None
            data = self._unpacking.unused_data if self._unpacking.eof else self._unpacking.unconsumed_tail

    def finish(self) -> None:
        while self._is_packed and not self._unpacking.eof:
            # What the decoder still holds back comes without further data, until there is no more.
            block = self._unpacking.decompress(self._unpacking.unconsumed_tail, _BLOCK)
            if not block and not self._unpacking.eof:
                raise _broken_gzip()
            self._keep(block)
        self._file.flush()

    def _keep(self, data: bytes) -> None:
        self.size += len(data)
        if self.size > self._limit:
            raise too_large(self._limit)
        self.content.update(data)
        self._file.write(data)


async def _pour(request: Request, sink: _Sink) -> None:
    waiting, count = b"", 0  # small pieces are gathered: a thread for each would take longer than it writes
    begun = asyncio.get_running_loop().time()
    try:
        async with asyncio.timeout_at(begun + _PATIENCE) as patience:
            async for chunk in request.stream():
                waiting = waiting + chunk if waiting else chunk
                count += len(chunk)
                patience.reschedule(begun + _PATIENCE + count / _SLOWEST)
                if len(waiting) >= _BLOCK:
                    await to_thread.run_sync(sink.write, waiting)
                    waiting = b""
    except TimeoutError:
        detail = _("The package comes too slowly. Try again over a better connection.")
        raise ProblemError(408, "too-slow", detail) from None
    await to_thread.run_sync(_last, sink, waiting)


def _last(sink: _Sink, data: bytes) -> None:
    sink.write(data)
    sink.finish()


def _check_length(request: Request, limit: int) -> None:
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > limit:
        raise too_large(limit)


def _coding(request: Request) -> str:
    coding = request.headers.get("content-encoding", "identity").strip().lower()
    coding = {"": "identity", "x-gzip": "gzip"}.get(coding, coding)
    if coding not in {"identity", "gzip"}:
        detail = _("Only gzip is taken as Content-Encoding.")
        raise ProblemError(415, "encoding", detail, headers={"Accept-Encoding": "gzip, identity"})
    return coding


def _stated_digest(request: Request) -> bytes | None:
    header = request.headers.get("content-digest")
    if header is None:
        return None
    found = _CONTENT_DIGEST.search(header)
    if found is None:
        if "sha-256=" in header.replace(" ", ""):
            raise _mismatch()
        return None  # others need not be known (RFC 9530, section 2)
    try:
        return b64decode(found[1], validate=True)
    except Base64Error:
        raise _mismatch() from None


def _mismatch() -> ProblemError:
    detail = _("What has arrived is not what Content-Digest says. Send it again.")
    return ProblemError(400, "content-digest", detail)


def _broken_gzip() -> ProblemError:
    return ProblemError(400, "gzip", _("The compressed data is damaged or cut off. Send it again."))


def too_large(limit: int) -> ProblemError:
    """Return the refusal of what is larger than `limit` bytes."""
    detail = _("It is larger than {limit} bytes, which is what is taken here at most.")
    return ProblemError(413, "too-large", detail.format(limit=limit))
