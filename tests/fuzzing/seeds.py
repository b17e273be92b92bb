"""What fuzzing begins with: sound files, and those that are broken in a known way."""

import json
from functools import cache
from pathlib import Path
from typing import Final

from dxdesk.central.synth.making import Order, made_files
from dxdesk.central.synth.spoiling import WAYS
from dxdesk.exchange.writing import exchanged_bytes
from dxdesk.package.writing import package_bytes
from tests.central.sent import a_package
from tests.central.wrapped import in_mailbox, mailed, packed, winmail, zipped
from tests.exchange.samples import addresses, receipt, reply
from tests.update.samples import Maker, a_maker, handmade

_COMMUNE: Final = "18580"
_BYTES: Final = (b"\0", b"\0\1\2\3\4\5\6\7", bytes(range(64)), b"\xff" * 32)


@cache
def packages() -> tuple[bytes, ...]:
    """Return small sound packages."""
    plain = json.loads(package_bytes(a_package(_COMMUNE, documents=())))
    return (package_bytes(a_package(_COMMUNE)), json.dumps(plain, ensure_ascii=False).encode())


def write_seeds(target: str, folder: Path) -> int:
    """Write the files that a target begins with, and return how many."""
    seeds = _SEEDS[target]()
    for number, data in enumerate(seeds):
        (folder / f"{number:03}").write_bytes(data)
    return len(seeds)


def _of_package() -> list[bytes]:
    spoilt = [
        made_files(Order(seed=1, year=2023, scheme="gso-2022", code=_COMMUNE, twist=way))[0].data
        for way in WAYS
    ]
    short = [data for data in spoilt if len(data) < 64 * 1024]
    return [*packages(), *short, b"{}", b"[]", b'{"format":"dxdesk.plan","version":"1.0"}']


def _of_resealed() -> list[bytes]:
    return [*_BYTES]


def _of_sources() -> list[bytes]:
    whole = packages()[0]
    mail = mailed(("a.dxplan.json", whole), ("b.zip", zipped({"a.dxplan.json": whole})))
    return [
        whole,
        zipped({"a.dxplan.json": whole, "b/c.txt": b"x"}),
        zipped({"a.zip": zipped({"a.dxplan.json": whole})}, 0),
        mail,
        in_mailbox(mail, mailed()),
        winmail(("a.dxplan.json", whole)),
        packed(whole),
        b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    ]


def _of_answers() -> list[bytes]:
    return [*(exchanged_bytes(value) for value in (receipt(), reply(), addresses())), packages()[0]]


@cache
def publisher() -> Maker:
    """Return a publisher whose updates are trusted."""
    return a_maker()


def _of_updates() -> list[bytes]:
    files = [("meta.toml", b"id = 'small'"), ("01-one.toml", b"number = 1")]
    return [
        handmade(publisher(), files),
        handmade(publisher(), files, version="2.0"),
        zipped({"manifest.json": b"{}"}),
    ]


_SEEDS: Final = {
    "package": _of_package,
    "resealed": _of_resealed,
    "sources": _of_sources,
    "answers": _of_answers,
    "updates": _of_updates,
}
