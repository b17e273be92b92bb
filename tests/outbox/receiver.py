"""What a receiver says, as values that a test can spoil, and a server on bare sockets that says it."""

import socket
from datetime import UTC, datetime
from typing import Any, Final

import msgspec
from pyhanko.sign.signers import Signer

from dxdesk.exchange.format import (
    Greeting,
    Limits,
    OpenYear,
    Receipt,
    ReceiptStatement,
    Receiver,
    Standing,
)
from dxdesk.package.documents import attached
from dxdesk.package.format import Package
from dxdesk.package.reading import ReadPackage, read_package
from dxdesk.package.sealing import sealed
from dxdesk.package.writing import draft_package, package_bytes
from dxdesk.signing.cades import signature_of, signed_bytes
from dxdesk.signing.certificates import load_pkcs12
from tests.outbox.raw_server import Request, Speak, answered
from tests.package.samples import PLAN
from tests.signing.authority import PASSPHRASE, Issued, issued

RECEIVER: Final = Receiver(name="Phòng Văn hóa và Thông tin huyện Lộc Hà")


def sealed_read(*, size: int = 40, revision: int = 1, year: int = 2023) -> ReadPackage:
    """Return a sealed package with a PDF of so many bytes."""
    data = (b"%PDF-1.7 " + bytes(range(256)) * (size // 256 + 1))[:size]
    plan = msgspec.structs.replace(PLAN, year=year)
    previous = None if revision == 1 else "0" * 64
    draft = draft_package(
        plan,
        documents=[attached("pdf", f"{year}-18490-r{revision}.pdf", data)],
        revision=revision,
        previous=previous,
        kind="original" if revision == 1 else "amendment",
    )
    return read_package(package_bytes(sealed(draft, datetime(2023, 2, 10, 8, 0, tzinfo=UTC))))


def key_of(name: str = RECEIVER.name, number: int = 7, **more: Any) -> Issued:
    return issued(name, number=number, kind="P-256", **more)


def signer_of(key: Issued) -> Signer:
    return load_pkcs12(key.p12(), PASSPHRASE)


def pem_of(key: Issued) -> str:
    from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415

    return key.certificate.public_bytes(Encoding.PEM).decode()


def greeting(key: Issued | None = None, /, **changes: Any) -> Greeting:
    """Return a greeting of a receiver that takes everything of 2023."""
    plain = Greeting(
        service="dxdesk.central",
        api="v1",
        receiver=RECEIVER,
        package_versions=("1.0",),
        years=(OpenYear(year=2023),),
        limits=Limits(package=64 * 2**20, document=256 * 2**20, piece=8 * 2**20),
        time=datetime.now(UTC),
        certificate=pem_of(key or key_of()),
    )
    return msgspec.structs.replace(plain, **changes)


def receipt(package: Package, key: Issued | None = None, /, **changes: Any) -> Receipt:
    """Return a signed receipt of a package; `changes` are made before it is signed."""
    statement = ReceiptStatement(
        type="dxdesk.receipt",
        package=package.digest,
        unit=package.statement.unit,
        year=package.statement.year,
        revision=package.statement.revision,
        number=1,
        received_at=datetime.now(UTC).replace(microsecond=0),
        receiver=RECEIVER,
    )
    statement = msgspec.structs.replace(statement, **changes)
    bare = Receipt(format="dxdesk.receipt", version="1.0", statement=statement)
    signature = signature_of(signed_bytes(bare), signer_of(key or key_of()), at=datetime.now(UTC))
    return msgspec.structs.replace(bare, signatures=(signature,))


def standing(package: Package, key: Issued | None = None, /, **changes: Any) -> Standing:
    return Standing(receipt=receipt(package, key, **changes))


def receives(put: Speak, greets: object = None, get: Speak | None = None) -> Speak:
    """Return what greets as a receiver does, knows no package, and answers a PUT in its own way."""
    hello = answered(200, msgspec.json.encode(greets or greeting()))
    unknown = answered(404, b'{"type":"about:blank","title":"Not found","status":404}')

    def speak(connection: socket.socket, request: Request) -> None:
        if request.method == "PUT":
            put(connection, request)
        elif request.path.endswith("/v1/"):
            connection.sendall(hello)
        elif get is not None:
            get(connection, request)
        else:
            connection.sendall(unknown)

    return speak
