"""A store with an outbox full of packages, and what must have become of them."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from ssl import SSLContext
from typing import Final

import msgspec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from sqlalchemy import func, select

from dxdesk.central.tables import DOCUMENT, PACKAGE, RECEIPT
from dxdesk.exchange.format import Destination, Receipt
from dxdesk.exchange.reading import read_exchanged
from dxdesk.package.documents import attached
from dxdesk.package.sealing import sealed
from dxdesk.package.writing import draft_package, package_bytes
from dxdesk.signing.receipts import check_receipt
from dxdesk.store.dispatch import Address, Dispatch
from dxdesk.store.store import Store
from dxdesk.store.values import Tally
from tests.central.server import NAME, RunningServer
from tests.outbox.certificates import server as server_pair
from tests.outbox.receiver import RECEIVER
from tests.package.samples import PLAN

CODE: Final = "18490"
KEY: Final = "loc-ha"
_LARGE_EVERY: Final = 10


def fill(store: Store, count: int, *, large_every: int = _LARGE_EVERY) -> None:
    """Queue so many packages; every tenth, if nothing else is said, has a document of 1.3 MB."""
    plan_id = store.add_plan(PLAN, Tally())
    for number in range(1, count + 1):
        data = package(number, size=1_300_000 if number % large_every == 0 else 12_000)
        digest = msgspec.json.decode(data)["digest"]
        store.dispatches.queue(plan_id, number, digest, data, destination=KEY, receiver=NAME, means="upload")


def package(number: int, *, size: int) -> bytes:
    """Return a sealed package, by the number of its revision, with a document that does not get smaller."""
    block = b"".join(sha256(f"{number} {part}".encode()).digest() for part in range(size // 32))
    draft = draft_package(
        PLAN,
        revision=number,
        previous=None if number == 1 else "0" * 64,
        kind="original" if number == 1 else "amendment",
        documents=[attached("scan", f"scan-{number}.pdf", b"%PDF-1.7" + block)],
    )
    return package_bytes(sealed(draft, datetime(2023, 2, 10, 8, 0, tzinfo=UTC)))


def send_to(store: Store, url: str, authorities: tuple[str, ...] = ()) -> None:
    """Write the address of the receiver into the address book."""
    destination = Destination(key=KEY, receiver=RECEIVER, url=url, authorities=authorities)
    body = msgspec.json.encode(destination).decode()
    store.addresses.keep([Address(key=KEY, own=True, body=body)])


def unfinished(store: Store) -> Sequence[Dispatch]:
    """Return what is not received, or lacks documents."""
    return [one for one in store.dispatches.list() if one.state != "received" or one.wanted]


def check_received_once(store: Store, server: RunningServer, count: int) -> None:
    """Every package is at the receiver once, and here with the one receipt that it was given there."""
    with server.opened() as database, database.reading() as connection:
        rows = connection.execute(select(PACKAGE.c.digest, RECEIPT.c.body).join(RECEIPT)).mappings().all()
        lacking = connection.scalar(select(func.count()).where(DOCUMENT.c.held == ""))
    assert not lacking
    there = {row["digest"]: row for row in rows}
    assert len(rows) == len(there) == count
    dispatches = store.dispatches.list()
    assert len(dispatches) == count
    numbers: Counter[int] = Counter()
    for one in dispatches:
        assert one.state == "received"
        assert not one.wanted
        (kept,) = store.dispatches.receipts(one.id)
        receipt = read_exchanged(kept, Receipt)
        pinned = store.setting(f"upload.pinned.{KEY}", str)
        assert pinned
        assert check_receipt(receipt, one.digest, (pinned,)).is_valid
        assert receipt == msgspec.json.decode(there[one.digest]["body"], type=Receipt)
        numbers[receipt.statement.number] += 1
    assert set(numbers.values()) == {1}


def contexts(folder: Path) -> dict[str, SSLContext]:
    """Return what a flaky line speaks TLS with, as it should and in three wrong ways."""
    pairs = {
        "": server_pair(),
        "unknown authority": server_pair(issuer="Unknown authority"),
        "expired": server_pair(first=-10, last=-1),
        "other name": server_pair(host="elsewhere.example"),
    }
    return {kind: pair.context(folder) for kind, pair in pairs.items()}


def tls_options(folder: Path) -> list[str]:
    """Return the options by which a receiver speaks TLS itself."""
    certificate, key = folder / "server.pem", folder / "server.key"
    certificate.write_text(server_pair().pem())
    key.write_bytes(server_pair().key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return ["--tls-cert", str(certificate), "--tls-key", str(key)]
