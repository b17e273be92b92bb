"""What an update must be to be taken in: made by a known publisher, whole, and no more than it says."""

import os
import struct
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxdesk.package.strict_base64 import strictly_decoded
from dxdesk.update.faults import UpdateError
from dxdesk.update.reading import read_update, unpack
from dxdesk.update.writing import write_update
from tests.conftest import Tool
from tests.update.samples import (
    INSTALLER,
    Maker,
    a_guidance_update,
    a_maker,
    a_program_update,
    archived,
    handmade,
    manifest_of,
    read_manifest,
    signed_as,
)

FILES = [("meta.toml", b"id = 'small'\n"), ("01-one.toml", b"number = 1\n")]


def test_what_was_made_is_read_and_unpacked_byte_for_byte(tmp_path: Path, maker: Maker) -> None:
    file = a_guidance_update(tmp_path, maker)
    shares: list[int] = []
    update = read_update(file, [maker.publisher], shares.append)
    assert (update.publisher, update.manifest) == (maker.publisher, read_manifest(file))
    assert shares == sorted(shares)
    assert shares[-1] == 100
    target = tmp_path / "out"
    target.mkdir()
    unpack(update, target)
    source = tmp_path / "pack-1.0-"
    assert {each.name: each.read_bytes() for each in target.iterdir()} == {
        each.name: each.read_bytes() for each in source.iterdir()
    }


def test_another_program_confirms_the_signature(tmp_path: Path, maker: Maker, tool: Tool) -> None:
    openssl = tool("openssl")
    with zipfile.ZipFile(a_guidance_update(tmp_path, maker)) as archive:
        archive.extractall(tmp_path / "in")
    signatures = msgspec.json.decode(tmp_path.joinpath("in", "signatures.json").read_bytes())
    value = strictly_decoded(signatures["signatures"][0]["value"])
    assert value is not None
    tmp_path.joinpath("value").write_bytes(value)
    tmp_path.joinpath("public").write_bytes(maker.publisher.public)
    command = [openssl, "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-rawin"]
    command += ["-inkey", str(tmp_path / "public"), "-sigfile", str(tmp_path / "value")]
    command += ["-in", str(tmp_path / "in" / "manifest.json")]
    assert (
        "Verified Successfully" in subprocess.run(command, capture_output=True, text=True, check=True).stdout
    )


def refused(data: bytes, folder: Path, *makers: Maker, name: str = "tệp.dxupdate") -> UpdateError:
    """Return why a file is refused; its message must name it."""
    file = folder / name
    file.write_bytes(data)
    with pytest.raises(UpdateError) as caught:
        read_update(file, [each.publisher for each in makers])
    assert file.name in str(caught.value)
    return caught.value


def test_only_a_key_that_is_known_counts(tmp_path: Path, maker: Maker) -> None:
    data = a_guidance_update(tmp_path, maker).read_bytes()
    error = refused(data, tmp_path, a_maker())
    assert error.trouble == "stranger"
    assert refused(data, tmp_path).trouble == "stranger"


def test_a_key_may_take_the_place_of_another(tmp_path: Path) -> None:
    before, after = a_maker(), a_maker()
    pack = a_guidance_update(tmp_path, before)
    with tmp_path.joinpath("both.dxupdate").open("wb") as stream:
        files = [tmp_path / "pack-1.0-" / listed.name for listed in read_manifest(pack).files]
        write_update(stream, read_manifest(pack), files, [before.key, after.key])
    for maker in (before, after):
        assert read_update(tmp_path / "both.dxupdate", [maker.publisher]).publisher == maker.publisher


def test_an_office_lets_nobody_publish_the_program(tmp_path: Path) -> None:
    ministry = a_maker(own=True)
    data = a_program_update(tmp_path, ministry).read_bytes()
    assert refused(data, tmp_path, ministry).trouble == "not_allowed"


def test_a_changed_manifest_is_forged(tmp_path: Path, maker: Maker) -> None:
    # The sums of the archive are no defence: whoever changes a member makes them anew.
    with zipfile.ZipFile(a_guidance_update(tmp_path, maker)) as archive:
        members = [(member.filename, archive.read(member)) for member in archive.infolist()]
    changed = [(name, data.replace(b"Small", b"Great")) for name, data in members]
    assert changed != members
    assert refused(archived(changed), tmp_path, maker).trouble == "forged"
    assert refused(archived(changed[:2] + members[2:]), tmp_path, maker).trouble == "forged"


def test_a_changed_file_is_found_by_its_name(tmp_path: Path, maker: Maker) -> None:
    manifest = msgspec.json.encode(manifest_of(FILES))
    front = [("manifest.json", manifest), ("signatures.json", signed_as(maker, manifest))]
    one, two = FILES[0], ("files/01-one.toml", b"number = 2\n")
    error = refused(archived([*front, (f"files/{one[0]}", one[1]), two]), tmp_path, maker)
    assert (error.trouble, error.place) == ("altered", "01-one.toml")


def test_a_file_that_changes_between_reading_and_taking_is_refused(tmp_path: Path, maker: Maker) -> None:
    file = a_program_update(tmp_path, maker)
    update = read_update(file, [maker.publisher])
    a_program_update(tmp_path, maker, data=INSTALLER[::-1])
    target = tmp_path / "out"
    target.mkdir()
    with pytest.raises(UpdateError) as caught:
        unpack(update, target)
    assert caught.value.trouble == "altered"


HOSTILE: dict[str, tuple[Callable[[Maker], bytes], str]] = {
    "empty": (lambda _maker: b"", "cut_off"),
    "text": (lambda _maker: b"hello", "cut_off"),
    "another archive": (lambda _maker: archived([("word/document.xml", b"<w/>")]), "no_update"),
    "empty archive": (lambda _maker: archived([]), "cut_off"),
    "nobody's": (
        lambda _maker: archived([("manifest.json", b"{}"), ("signatures.json", b'{"signatures":[]}')]),
        "unsigned",
    ),
    "signatures that are none": (
        lambda _maker: archived([("manifest.json", b"{}"), ("signatures.json", b"[" * 5000)]),
        "unsigned",
    ),
    "compressed": (
        lambda maker: archived(
            [("manifest.json", b"{}"), ("signatures.json", signed_as(maker, b"{}"))], zipfile.ZIP_DEFLATED
        ),
        "structure",
    ),
    "a bomb": (
        lambda maker: archived(
            [("manifest.json", b"{}"), ("signatures.json", signed_as(maker, b"{}")), ("files/a", bytes(10**7))],
            zipfile.ZIP_DEFLATED,
        ),
        "structure",
    ),
    "no manifest in it": (lambda maker: handmade_front(maker, b"\xff\xfe"), "malformed"),
    "a manifest that is nested": (lambda maker: handmade_front(maker, b"[" * 5000), "malformed"),
    "a manifest that lacks much": (lambda maker: handmade_front(maker, b"{}"), "malformed"),
    "a newer format": (lambda maker: handmade(maker, FILES, version="2.0"), "newer_format"),
    "a member of a newer format": (lambda maker: handmade(maker, FILES, more=1), "malformed"),
    "another kind": (lambda maker: handmade(maker, FILES, kind="driver"), "malformed"),
    "a moment without a zone": (lambda maker: handmade(maker, FILES, made_at="2026-11-29T03:00:00"), "malformed"),
    "a path": (lambda maker: handmade(maker, [("../evil.toml", b"")]), "malformed"),
    "a path of Windows": (lambda maker: handmade(maker, [("..\\evil.toml", b"")]), "malformed"),
    "a rooted path": (lambda maker: handmade(maker, [("/etc/passwd", b"")]), "malformed"),
    "a drive": (lambda maker: handmade(maker, [("C:evil.toml", b"")]), "malformed"),
    "a stream": (lambda maker: handmade(maker, [("a.toml:x", b"")]), "malformed"),
    "a device": (lambda maker: handmade(maker, [("NUL.toml", b"")]), "malformed"),
    "a dot at the end": (lambda maker: handmade(maker, [("a.toml.", b"")]), "malformed"),
    "a line feed at the end": (lambda maker: handmade(maker, [("a.toml\n", b"")]), "malformed"),
    "a name twice": (lambda maker: handmade(maker, [("a.toml", b"1"), ("A.toml", b"2")]), "structure"),
    "a file too many": (lambda maker: extra(maker, [("files/more.toml", b"")]), "structure"),
    "a file elsewhere": (lambda maker: extra(maker, [("more.toml", b"")]), "structure"),
    "a folder": (lambda maker: extra(maker, [("files/", b"")]), "structure"),
    "very many files": (lambda maker: extra(maker, [(f"files/{n}", b"") for n in range(500)]), "structure"),
    "a file too few": (lambda maker: handmade_front(maker, msgspec.json.encode(manifest_of(FILES))), "structure"),
    "something behind it": (lambda maker: handmade(maker, FILES) + b"PK", "cut_off"),
    "something before it": (lambda maker: b"MZ" + handmade(maker, FILES), "cut_off"),
    "something between": (lambda maker: handmade(maker, FILES).replace(b"PK\x01\x02", b"xPK\x01\x02", 1), "cut_off"),
    "a wide end": (lambda maker: wide_end(handmade(maker, FILES)), "structure"),
    "a manifest of a megabyte": (lambda maker: handmade_front(maker, bytes(2**20)), "structure"),
}  # fmt: skip


def handmade_front(maker: Maker, manifest: bytes) -> bytes:
    return archived([("manifest.json", manifest), ("signatures.json", signed_as(maker, manifest))])


def extra(maker: Maker, members: list[tuple[str, bytes]]) -> bytes:
    manifest = msgspec.json.encode(manifest_of(FILES))
    front = [("manifest.json", manifest), ("signatures.json", signed_as(maker, manifest))]
    return archived([*front, *((f"files/{name}", data) for name, data in FILES), *members])


def wide_end(data: bytes) -> bytes:
    """Put the end of a wide archive before the usual one, as if there were four thousand million members."""
    end = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 2**32, 2**32, 2**40, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(data) - 22, 1)
    return data[:-22] + end + locator + data[-22:]


@pytest.mark.parametrize(("make", "trouble"), HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_built_otherwise_is_refused(
    make: Callable[[Maker], bytes], trouble: str, tmp_path: Path, maker: Maker
) -> None:
    error = refused(make(maker), tmp_path, maker)
    assert error.trouble == trouble
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dữ liệu", "tệp.dxupdate"]


def test_every_shorter_beginning_is_cut_off(tmp_path: Path, maker: Maker) -> None:
    data = handmade(maker, FILES)
    for length in range(0, len(data), 7):
        assert refused(data[:length], tmp_path, maker).trouble == "cut_off"


def test_every_changed_byte_is_noticed_or_means_nothing(tmp_path: Path, maker: Maker) -> None:
    data = handmade(maker, FILES)
    file = tmp_path / "one.dxupdate"
    sound = None
    for index in range(-1, len(data)):
        changed = bytearray(data)
        if index >= 0:
            changed[index] ^= 0x21
        file.write_bytes(changed)
        try:
            update = read_update(file, [maker.publisher])
        except UpdateError:
            continue
        # The clock of a member, or how it was made, is outside of what is signed, and is not looked at.
        sound = sound or update
        assert update == sound
    assert sound is not None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path, maker: Maker) -> None:
    pipe = tmp_path / "a.dxupdate"
    os.mkfifo(pipe)
    with pytest.raises(UpdateError):
        read_update(pipe, [maker.publisher])


def test_what_is_not_there_is_said(tmp_path: Path, maker: Maker) -> None:
    with pytest.raises(UpdateError) as caught:
        read_update(tmp_path / "nowhere.dxupdate", [maker.publisher])
    assert caught.value.trouble == "unreadable"


_MAKER = a_maker()
_SOUND = handmade(_MAKER, FILES)


@st.composite
def _mangled(draw: st.DrawFn) -> bytes:
    """Draw a sound update with a few pieces cut out, doubled, or written over."""
    data = bytearray(_SOUND)
    for _piece in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 64)))
        data[start:end] = draw(st.one_of(st.binary(max_size=64), st.just(bytes(data[start:end]) * 2)))
    return bytes(data)


@settings(max_examples=300, deadline=None)
@given(data=st.one_of(st.binary(max_size=400), _mangled()))
def test_whatever_the_bytes_nothing_else_is_raised(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.dxupdate"
    file.write_bytes(data)
    try:
        found = [listed.name for listed in read_update(file, [_MAKER.publisher]).manifest.files]
    except UpdateError:
        return
    assert found == [name for name, _data in FILES]
