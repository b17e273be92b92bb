"""Sealed packages to send, a store with one, destinations, and answers by somebody who may answer."""

from datetime import date, datetime
from functools import cache
from pathlib import Path

import msgspec

from dxdesk.exchange.format import Destination, Receipt, Receiver, Reply
from dxdesk.exchange.writing import exchanged_bytes
from dxdesk.export import export
from dxdesk.issuing.papers import Handed, issued_package
from dxdesk.package.format import Package
from dxdesk.package.reading import read_package
from dxdesk.package.sealing import sealed
from dxdesk.package.writing import draft_package, package_bytes
from dxdesk.signing.cades import signature_of, signed_bytes
from dxdesk.signing.certificates import load_pkcs12
from dxdesk.store.opening import open_store
from dxdesk.store.store import Store
from dxdesk.store.values import Revision, Tally
from dxdesk.text.days import VIETNAM
from tests.document.sample_plans import pack, short_plan
from tests.exchange.samples import DISTRICT, receipt, reply
from tests.signing.authority import PASSPHRASE, Issued, now, own, pem

DAY = date(2022, 12, 5)
SCAN = b"%PDF-1.4 a scan " + bytes(range(256)) * 40


@cache
def package(revision: int = 1) -> bytes:
    """A package as it is sealed, with its documents."""
    plain = sealed(draft_package(short_plan(), revision=revision), datetime(2022, 12, 1, 9, tzinfo=VIETNAM))
    return export(plain, pack()).package


@cache
def issued_bytes() -> bytes:
    """A package as it goes out: with its number, its day and a scan."""
    return issued_package(package(), "15", DAY, [Handed("scan", "Kế hoạch.pdf", SCAN)])


@cache
def draft_bytes() -> bytes:
    return package_bytes(draft_package(short_plan()))


def read(data: bytes | None = None) -> Package:
    return read_package(data or issued_bytes()).package


def destination(**changes: object) -> Destination:
    """The district, which answers with its own certificate."""
    plain = Destination(
        key="loc-ha",
        receiver=DISTRICT,
        email="vhtt.locha@hatinh.gov.vn",
        url="https://chuyendoiso.hatinh.gov.vn/",
        certificates=(pem(own()),),
    )
    return msgspec.structs.replace(plain, **changes)


def province(**changes: object) -> Destination:
    name = Receiver(name="Sở Thông tin và Truyền thông tỉnh Hà Tĩnh")
    other = {"key": "ha-tinh", "receiver": name, "certificates": (pem(own(number=6)),)}
    return destination(**{**other, **changes})


def sealed_revision() -> Revision:
    statement = read(package()).statement
    assert statement.sealed_at is not None
    return Revision(
        number=1,
        kind="original",
        digest=read(package()).digest,
        plan_sha256=statement.plan_sha256,
        profile="fields",
        sealed_at=statement.sealed_at,
    )


def sealed_store(file: Path) -> tuple[Store, str]:
    """Open a store with a plan of which one revision is issued, with a scan."""
    store = open_store(file)
    plan_id = store.add_plan(short_plan(), Tally())
    store.revisions.seal(plan_id, sealed_revision(), package())
    store.revisions.add_paper(plan_id, 1, "scan", "Kế hoạch.pdf", SCAN)
    store.revisions.issue(plan_id, 1, "15", DAY)
    return store, plan_id


def receipt_bytes(whole: Package, by: Issued | None = None) -> bytes:
    """A receipt for a package, signed."""
    statement = msgspec.structs.replace(receipt().statement, **_about(whole))
    return _signed(msgspec.structs.replace(receipt(), statement=statement), by or own())


def reply_bytes(whole: Package, number: int, verdict: str, by: Issued | None = None) -> bytes:
    """A reply to a package, signed."""
    statement = msgspec.structs.replace(reply().statement, number=number, verdict=verdict, **_about(whole))
    return _signed(msgspec.structs.replace(reply(), statement=statement), by or own())


def _about(whole: Package) -> dict[str, object]:
    statement = whole.statement
    return {
        "package": whole.digest,
        "unit": statement.unit,
        "year": statement.year,
        "revision": statement.revision,
    }


def _signed(plain: Receipt | Reply, by: Issued) -> bytes:
    signer = load_pkcs12(by.p12(), PASSPHRASE)
    signature = signature_of(signed_bytes(plain), signer, at=now())
    return exchanged_bytes(msgspec.structs.replace(plain, signatures=(signature,)))
