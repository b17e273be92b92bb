"""One package on its way over a connection, until a valid receipt says that it has arrived."""

from collections.abc import Callable
from functools import partial
from typing import Final

from dxdesk.exchange.format import Greeting, Receipt, Reply, Standing
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.outbox.answers import read_answer, refusal_of
from dxdesk.outbox.connection import Connection
from dxdesk.outbox.document_sending import DocumentSending
from dxdesk.outbox.faults import SendingError
from dxdesk.outbox.greeting import ask_greeting, check_key, check_takes, clock_words
from dxdesk.outbox.parcel import Parcel, compressed, content_digest
from dxdesk.package.format import Attachment
from dxdesk.signing.receipts import check_receipt, check_reply
from dxdesk.value import Value

_ROUNDS: Final = 3  # of asking which documents are wanted


class Progress(Value, frozen=True, kw_only=True):
    """How much is on its way: bytes of what has to go in all."""

    sent: int
    total: int


class Delivery(Value, frozen=True, kw_only=True):
    """What came of sending: the receipt, which is valid, and what else is known.

    `reply` is valid too. `missing` documents are wanted and not at hand. `notices` are sentences for the sender.
    """

    receipt: Receipt
    reply: Reply | None
    missing: tuple[Attachment, ...]
    notices: tuple[str, ...]


# A valid receipt, the documents still wanted, and the certificate that signs for the receiver (PEM).
Noted = Callable[[Receipt, tuple[str, ...], str], None]
Shown = Callable[[Progress], None]
Stored = Callable[[str, int], None]  # a document by its SHA-256, and how many bytes of it the receiver has


class Sending:
    """Sends one parcel to the receiver at the other end of a connection.

    `known` certificates sign its receipts; where there are none, the one that it names. `noted` is told of a
    valid receipt as soon as it is there, before documents go on their own; `stored` of each piece that arrived.
    """

    def __init__(
        self,
        connection: Connection,
        parcel: Parcel,
        known: tuple[str, ...] = (),
        *,
        noted: Noted = lambda _receipt, _wanted, _certificate: None,
        stored: Stored = lambda _digest, _offset: None,
        shown: Shown = lambda _progress: None,
    ) -> None:
        self._connection = connection
        self._parcel = parcel
        self._known = known
        self._noted = noted
        self._stored = stored
        self._shown = shown
        self._host = str(connection.address)
        self._path = f"v1/packages/{parcel.package.digest}"

    def send(self) -> Delivery:
        """Return what came of it: the package is received, and every document at hand is there.

        Raises:
            SendingError: it is not; a receipt that was noted holds all the same.
            StoppedError: it may not go on.
        """
        greeting = ask_greeting(self._connection)
        standing = self._asked(greeting) or self._put(greeting)
        for _round in range(_ROUNDS):
            wanted = [one for one in self._wanted(standing) if one.sha256 in self._parcel.documents]
            if not wanted:
                return self._delivery(greeting, standing)
            self._send_documents(wanted, greeting.limits.piece)
            standing = self._asked(greeting) or standing
        raise SendingError("document", host=self._host, name=wanted[0].name, detail="")

    def ask(self) -> Delivery | None:
        """Return what the receiver knows of the package, without sending it; None where it does not know it.

        Raises:
            SendingError: it gives no usable answer.
            StoppedError: it may not go on.
        """
        greeting = ask_greeting(self._connection)
        standing = self._asked(greeting)
        return None if standing is None else self._delivery(greeting, standing)

    def _asked(self, greeting: Greeting) -> Standing | None:
        answer = self._connection.ask("GET", self._path)
        if answer.status == 404:
            return None
        if answer.status != 200:
            raise refusal_of(answer, self._host)
        return self._checked(read_answer(answer, Standing, self._host), greeting)

    def _put(self, greeting: Greeting) -> Standing:
        parcel = self._parcel
        check_takes(greeting, parcel.package, len(parcel.body), self._host)
        check_key(greeting, self._known, self._host)
        body = compressed(parcel.body)
        total = len(body) + parcel.sizes()
        headers = {
            "Content-Type": "application/json",
            "Content-Encoding": "gzip",
            "Content-Digest": content_digest(body),
        }
        answer = self._connection.ask(
            "PUT",
            self._path,
            headers=headers,
            body=body,
            told=partial(self._show, 0, total),
        )
        if answer.status not in {200, 201}:
            raise refusal_of(answer, self._host)
        return self._checked(read_answer(answer, Standing, self._host), greeting)

    def _checked(self, standing: Standing, greeting: Greeting) -> Standing:
        """Return a standing whose receipt is valid, and tell of it."""
        certificates = self._known or (greeting.certificate,)
        assurance = check_receipt(standing.receipt, self._parcel.package, certificates)
        if not assurance.is_valid:
            raise SendingError("bad_receipt", host=self._host, reason=" ".join(assurance.words()))
        wanted = tuple(one.sha256 for one in self._wanted(standing))
        self._noted(standing.receipt, wanted, greeting.certificate)
        return standing

    def _wanted(self, standing: Standing) -> list[Attachment]:
        wanted = set(standing.wanted)
        return [one for one in self._parcel.package.documents if one.sha256 in wanted]

    def _send_documents(self, wanted: list[Attachment], piece: int) -> None:
        total = sum(one.size for one in wanted)
        before = 0
        for one in wanted:
            DocumentSending(
                self._connection,
                one.sha256,
                self._parcel.documents[one.sha256],
                name=one.name,
                piece=piece,
                told=partial(self._show, before, total),
                stored=partial(self._stored, one.sha256),
            ).send()
            before += one.size

    def _show(self, before: int, total: int, sent: int) -> None:
        self._shown(Progress(sent=before + sent, total=total))

    def _delivery(self, greeting: Greeting, standing: Standing) -> Delivery:
        certificates = self._known or (greeting.certificate,)
        reply, notices = standing.reply, [clock_words(greeting)]
        if reply is not None:
            assurance = check_reply(reply, self._parcel.package, certificates)
            if not assurance.is_valid:
                reply = None
                sentence = _("The reply of {host} does not hold and was left aside. {reason}")
                notices.append(sentence.format(host=self._host, reason=" ".join(assurance.words())))
        missing = tuple(self._wanted(standing))
        if missing:
            sentence = _n(
                "The receiver still wants {count} document that is not at hand: {names}.",
                "The receiver still wants {count} documents that are not at hand: {names}.",
                len(missing),
            )
            names = ", ".join(one.name for one in missing)
            notices.append(sentence.format(count=len(missing), names=names))
        return Delivery(
            receipt=standing.receipt,
            reply=reply,
            missing=missing,
            notices=tuple(notice for notice in notices if notice),
        )
