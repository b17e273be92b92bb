"""One document on its way: in pieces that grow with the line, resumed where it broke off."""

from collections.abc import Callable
from time import monotonic
from typing import Final

from dxdesk.outbox.answers import refusal_of
from dxdesk.outbox.connection import Answer, Connection
from dxdesk.outbox.faults import SendingError

FIRST_PIECE: Final = 256 * 2**10  # bytes
_SMALLEST: Final = 32 * 2**10
_QUICK: Final = 4.0  # seconds; what takes less may be twice as large the next time
_BEGINNINGS: Final = 3  # a receiver that finds the whole damaged more often has a trouble of its own
_OFFSET: Final = "upload-offset"

Told = Callable[[int], None]  # bytes of the document


class DocumentSending:
    """Sends one document of at most `piece` bytes at a time; `offset` is what the receiver is known to have.

    `told` is told what is on its way, `stored` what has arrived.
    """

    def __init__(
        self,
        connection: Connection,
        digest: str,
        data: bytes,
        *,
        name: str,
        piece: int,
        told: Told = lambda _sent: None,
        stored: Told = lambda _offset: None,
    ) -> None:
        self._connection = connection
        self._path = f"v1/documents/{digest}"
        self._data = data
        self._name = name
        self._largest = max(1, piece)
        self._piece = min(FIRST_PIECE, self._largest)
        self._told = told
        self._stored = stored
        self._beginnings = 1
        self.offset = 0

    def send(self) -> None:
        """Send what the receiver does not have yet; a line that breaks is taken up as long as it gets further.

        Raises:
            SendingError: it got no further.
            StoppedError: it may not go on.
        """
        while True:
            before = self.offset
            try:
                self._send_on()
            except SendingError as error:
                if error.fault.retry != "soon" or error.fault.wait or self.offset <= before:
                    raise
                self._piece = max(min(_SMALLEST, self._largest), self._piece // 2)
            else:
                return

    def _send_on(self) -> None:
        complete = self._asked()
        stuck = 0
        while not complete:
            before = self.offset
            complete = self._send_piece()
            stuck = 0 if self.offset > before else stuck + 1
            if stuck > _BEGINNINGS:
                raise SendingError("document", host=self._host, name=self._name, detail="")

    def _asked(self) -> bool:
        """Ask what the receiver has; return whether that is all."""
        answer = self._connection.ask("HEAD", self._path)
        if answer.status == 404:
            raise SendingError("document", host=self._host, name=self._name, detail="(404)")
        if answer.status not in {200, 204}:
            raise refusal_of(answer, self._host)
        return self._take(answer)

    def _send_piece(self) -> bool:
        part = self._data[self.offset : self.offset + self._piece]
        is_last = self.offset + len(part) == len(self._data)
        headers = {
            "Content-Type": "application/partial-upload",
            "Upload-Offset": str(self.offset),
            "Upload-Complete": "?1" if is_last else "?0",
        }
        begun, start = monotonic(), self.offset
        answer = self._connection.ask(
            "PATCH", self._path, headers=headers, body=part, told=lambda sent: self._told(start + sent)
        )
        if answer.status == 422:
            self._begin_anew(answer)
            return False
        if answer.status == 409 and _OFFSET in answer.headers:
            return self._take(answer)
        if answer.status not in {200, 201, 204}:
            raise refusal_of(answer, self._host)
        if monotonic() - begun < _QUICK:
            self._piece = min(self._piece * 2, self._largest)
        return self._take(answer) or (is_last and self.offset == len(self._data))

    def _take(self, answer: Answer) -> bool:
        """Note what the receiver has; return whether that is all."""
        complete = answer.headers.get("upload-complete", "").strip() == "?1"
        text = answer.headers.get(_OFFSET, "").strip()
        offset = int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else -1
        if complete:
            offset = len(self._data)
        if not 0 <= offset <= len(self._data):
            raise SendingError("garbled", host=self._host)
        self.offset = offset
        self._told(offset)
        self._stored(offset)
        return complete

    def _begin_anew(self, answer: Answer) -> None:
        self._beginnings += 1
        if self._beginnings > _BEGINNINGS:
            detail = refusal_of(answer, self._host).fault.fields.get("detail", "")
            raise SendingError("document", host=self._host, name=self._name, detail=detail)
        self.offset = 0

    @property
    def _host(self) -> str:
        return str(self._connection.address)
