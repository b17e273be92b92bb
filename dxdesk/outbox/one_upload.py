"""One dispatch of the store on its way: what is learnt is written down before the next thing is done."""

from collections.abc import Callable
from functools import partial

import msgspec

from dxdesk.exchange.format import Destination, Receipt
from dxdesk.exchange.writing import exchanged_bytes
from dxdesk.outbox.address import read_address
from dxdesk.outbox.address_book import PINNED, certificates_for, destination_of
from dxdesk.outbox.connection import Connection, MayGoOn, Patience
from dxdesk.outbox.faults import SendingError
from dxdesk.outbox.mailing import Reach
from dxdesk.outbox.parcel import Parcel, parcel_of
from dxdesk.outbox.sending import Delivery, Progress, Sending
from dxdesk.package.faults import PackageError
from dxdesk.package.reading import read_package
from dxdesk.store.dispatch import Dispatch, SentDocument
from dxdesk.store.store import Store
from dxdesk.value import Value

TokenOf = Callable[[Destination, str], str | None]  # for the code of a unit


class Line(Value, frozen=True, kw_only=True):
    """How uploads go: time-outs, and where the token of a unit for a destination is found."""

    token_of: TokenOf
    patience: Patience = Patience()


class OneUpload:
    """Sends the package of one dispatch, or asks what has become of it."""

    def __init__(
        self,
        reach: Reach,
        dispatch: Dispatch,
        line: Line,
        may_go_on: MayGoOn,
        shown: Callable[[Progress], None],
    ) -> None:
        self._reach = reach
        self._dispatch = dispatch
        self._line = line
        self._may_go_on = may_go_on
        self._shown = shown

    def send(self) -> Delivery:
        """Send the package and its documents.

        Raises:
            SendingError: it is not received, or a document did not get there.
            StoppedError: it may not go on.
            StoreError: what happened cannot be read or written down.
        """
        parcel = self._parcel()
        destination = self._destination()
        with self._connection(destination, parcel) as connection:
            sending = Sending(
                connection,
                parcel,
                self._known(destination),
                noted=partial(self._note_receipt, destination, parcel),
                stored=self._note_stored,
                shown=self._shown,
            )
            return self._kept(sending.send())

    def ask(self) -> Delivery | None:
        """Ask whether there is a reply; None where the receiver does not know the package.

        Raises:
            SendingError: it gives no usable answer.
            StoppedError: it may not go on.
            StoreError: what happened cannot be read or written down.
        """
        parcel = self._parcel()
        destination = self._destination()
        with self._connection(destination, parcel) as connection:
            delivery = Sending(connection, parcel, self._known(destination)).ask()
        return None if delivery is None else self._kept(delivery)

    def _parcel(self) -> Parcel:
        data = self._reach(lambda store: store.dispatches.package(self._dispatch.id))
        try:
            return parcel_of(read_package(data))
        except PackageError as error:
            raise SendingError("damaged", detail=str(error.faults[0])) from None

    def _destination(self) -> Destination:
        found = self._reach(lambda store: destination_of(store, self._dispatch.destination))
        if found is None or not found.url:
            raise SendingError("no_address", name=self._dispatch.receiver)
        return found

    def _connection(self, destination: Destination, parcel: Parcel) -> Connection:
        address = read_address(destination.url)
        token = self._line.token_of(destination, parcel.package.statement.unit.code)
        if not token:
            raise SendingError("no_token", host=address)
        return Connection(
            address,
            token=token,
            authorities=destination.authorities,
            patience=self._line.patience,
            may_go_on=self._may_go_on,
        )

    def _known(self, destination: Destination) -> tuple[str, ...]:
        return self._reach(lambda store: certificates_for(store, destination))

    def _note_receipt(
        self,
        destination: Destination,
        parcel: Parcel,
        receipt: Receipt,
        wanted: tuple[str, ...],
        certificate: str,
    ) -> None:
        data = exchanged_bytes(receipt)
        at_hand = {digest: len(parcel.documents[digest]) for digest in wanted if digest in parcel.documents}

        def keep(store: Store) -> None:
            if not certificates_for(store, destination):
                store.set_setting(PINNED + destination.key, certificate)
            before = {one.sha256: one for one in store.dispatches.documents(self._dispatch.id)}
            # The documents first: what is received and lacks none is not looked at again.
            news = [
                SentDocument(sha256=digest, size=size, sent=before[digest].sent if digest in before else 0)
                for digest, size in at_hand.items()
            ]
            done = [
                msgspec.structs.replace(one, sent=one.size)
                for digest, one in before.items()
                if digest not in wanted
            ]
            if changed := [one for one in news + done if before.get(one.sha256) != one]:
                store.dispatches.note_documents(self._dispatch.id, changed)
            if data not in store.dispatches.receipts(self._dispatch.id):
                store.dispatches.keep_receipt(self._dispatch.id, data)

        self._reach(keep)

    def _note_stored(self, digest: str, offset: int) -> None:
        def keep(store: Store) -> None:
            for one in store.dispatches.documents(self._dispatch.id):
                # The whole is there only when the receiver has ceased to want it.
                arrived = max(0, min(offset, one.size - 1))
                if one.sha256 == digest and one.sent != arrived:
                    sent = msgspec.structs.replace(one, sent=arrived)
                    store.dispatches.note_documents(self._dispatch.id, [sent])

        self._reach(keep)

    def _kept(self, delivery: Delivery) -> Delivery:
        reply = delivery.reply
        data = b"" if reply is None else exchanged_bytes(reply)

        def keep(store: Store) -> None:
            if reply is not None and data not in store.dispatches.replies(self._dispatch.id):
                statement = reply.statement
                store.dispatches.keep_reply(self._dispatch.id, data, statement.number, statement.verdict)

        self._reach(keep)
        return delivery
