"""A publisher with a key, and updates that it has made; and others that nobody should take in."""

import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from dxdesk.package.strict_base64 import encoded
from dxdesk.signing.publisher_keys import PrivateKey, fingerprint, new_key, public_half, signed_with
from dxdesk.update.making import make_guidance, make_program
from dxdesk.update.manifest import Manifest, Notes
from dxdesk.update.platform import platform_here
from dxdesk.update.publishers import Publisher
from tests.guidance.conftest import META, TASK

AT = datetime(2026, 11, 29, 3, 0, tzinfo=UTC)
NOTES = Notes(vi="Sửa thời hạn của nhiệm vụ 7.", en="The deadline of task 7 is corrected.")
# What stands at the beginning of programs of Windows; no installer.
INSTALLER = b"MZ" + bytes(range(256)) * 40


class Maker(NamedTuple):
    """Whoever publishes: the key, and what is known of it."""

    key: PrivateKey
    publisher: Publisher


def a_maker(name: str = "Bộ Thông tin và Truyền thông", *, own: bool = False) -> Maker:
    key = new_key()
    return Maker(key, Publisher(name=name, public=public_half(key), own=own))


def a_pack(
    folder: Path, *, version: str = "1.0", year: int = 2030, key: str = "small", name: str = "Small"
) -> Path:
    """Write a small sound pack of two tasks."""
    folder.mkdir(parents=True)
    meta = META.replace("id = 'small'", f"id = '{key}'").replace("version = '1.0'", f"version = '{version}'")
    meta = meta.replace("name = 'Small'", f"name = '{name}'")
    tasks = {
        f"{number:02d}-{task}.toml": TASK.format(number=number, key=task)
        for number, task in ((1, "one"), (2, "two"))
    }
    for each, text in {"meta.toml": meta, **tasks}.items():
        moved = text.replace("2030", str(year)).replace("2029", str(year - 1))
        folder.joinpath(each).write_text(moved, "utf-8")
    return folder


def a_guidance_update(folder: Path, maker: Maker, **pack: Any) -> Path:
    """Make an update of a small pack, with the name of its version."""
    version = pack.get("version", "1.0")
    file = folder / f"huong-dan-{version}.dxupdate"
    source = a_pack(folder / f"pack-{version}-{pack.get('key', '')}", **pack)
    make_guidance(source, file, [maker.key], notes=NOTES, needs="0.1.0", at=AT)
    return file


def a_program_update(
    folder: Path, maker: Maker, *, release: str = "9.0.0", platform: str = "", data: bytes = INSTALLER
) -> Path:
    """Make an update of the program."""
    installer = folder / f"dxdesk-{release}-setup.exe"
    installer.write_bytes(data)
    file = folder / f"dxdesk-{release}.dxupdate"
    where = platform or platform_here()
    make_program(installer, file, [maker.key], release=release, platform=where, notes=NOTES, needs="0", at=AT)
    return file


def signed_as(maker: Maker, manifest: bytes) -> bytes:
    """Return the file of signatures over a manifest, whatever it holds."""
    value = encoded(signed_with(manifest, maker.key))
    return msgspec.json.encode({"signatures": [{"key": fingerprint(maker.publisher.public), "value": value}]})


def manifest_of(files: Sequence[tuple[str, bytes]], **changes: Any) -> dict[str, Any]:
    """Return a manifest of these files as plain data, with changes."""
    plain: dict[str, Any] = {
        "format": "dxdesk.update",
        "version": "1.0",
        "kind": "guidance",
        "id": "small",
        "release": "1.0",
        "name": "Small",
        "made_at": "2026-11-29T03:00:00Z",
        "files": [
            {"name": name, "size": len(data), "sha256": sha256(data).hexdigest()} for name, data in files
        ],
    }
    return plain | changes


def archived(members: Sequence[tuple[str, bytes]], compression: int = zipfile.ZIP_STORED) -> bytes:
    """Return a ZIP archive of these members in this order; names may be there twice."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, compression)
    return stream.getvalue()


def handmade(maker: Maker, files: Sequence[tuple[str, bytes]], **changes: Any) -> bytes:
    """Return an update as a publisher without scruples would make it by hand."""
    manifest = msgspec.json.encode(manifest_of(files, **changes))
    members = [("manifest.json", manifest), ("signatures.json", signed_as(maker, manifest))]
    return archived([*members, *((f"files/{name}", data) for name, data in files)])


def read_manifest(file: Path) -> Manifest:
    with zipfile.ZipFile(file) as archive:
        return msgspec.json.decode(archive.read("manifest.json"), type=Manifest)
