"""Where packages come from: by contents, never by names; what was made to do harm is told, and harms nothing."""

import os
import zipfile
from pathlib import Path
from struct import pack as packed_struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tnefparse import TNEF

from dxdesk.sources.opening import holds_others, opened, unfolded
from dxdesk.sources.parcel import DEEPEST, Found, Parcel, Unopened
from tests.central.sent import a_package, sendable
from tests.central.wrapped import in_mailbox, in_maildir, mailed, packed, winmail, zipped
from tests.signing.documents import exported, issued_document

NAME = "ke-hoach.dxplan.json"
PACKAGE = sendable(a_package())[1]
OTHER = sendable(a_package(revision=2))[1]


def inside(path: Path) -> list[Found]:
    return list(opened([path]))


def meant(found: list[Found]) -> list[bytes]:
    return [one.data for one in found if isinstance(one, Parcel) and one.is_meant]


def troubles(found: list[Found]) -> list[str]:
    return [one.why for one in found if isinstance(one, Unopened)]


WRAPPED = {
    "itself": PACKAGE,
    "ZIP": zipped({"a.txt": b"?", "../../etc/kh.json": PACKAGE}),
    "gzip": packed(PACKAGE),
    "mail": mailed(("logo.png", b"\x89PNG"), (NAME, PACKAGE)),
    "ZIP in a mail": mailed(("kh.zip", zipped({NAME: PACKAGE}))),
    "mail in a ZIP": zipped({"thu.eml": mailed((NAME, PACKAGE))}),
    "mail in a mail": mailed(("thu.eml", mailed((NAME, PACKAGE)))),
    "winmail.dat": winmail(("a.docx", b"PK"), (NAME, PACKAGE)),
    "winmail.dat in a mail": mailed(("winmail.dat", winmail((NAME, PACKAGE)))),
    "mailbox": in_mailbox(mailed((NAME, PACKAGE)), mailed(subject="From nobody")),
    "mailbox in a ZIP": zipped({"thu": in_mailbox(mailed(("x.zip", zipped({"y": PACKAGE}))))}),
}


@pytest.mark.parametrize("way", WRAPPED)
@pytest.mark.parametrize("name", ["anything.bin", "picture.png"])
def test_a_package_is_found_whatever_it_came_in(way: str, name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(WRAPPED[way])
    found = inside(tmp_path)
    assert holds_others(tmp_path)
    assert holds_others(tmp_path / name) == (way != "itself")
    assert meant(found) == [PACKAGE]
    assert troubles(found) == []
    assert all(one.origin.startswith(str(tmp_path / name)) for one in found)


def test_a_maildir_is_read_but_for_what_is_still_written(tmp_path: Path) -> None:
    in_maildir(tmp_path / "Maildir", mailed((NAME, PACKAGE)), mailed(("kh.zip", zipped({"x": OTHER}))))
    assert sorted(meant(inside(tmp_path))) == sorted([PACKAGE, OTHER])


def test_a_signed_pdf_brings_its_plan(tmp_path: Path) -> None:
    (tmp_path / "da-ky").write_bytes(mailed(("KH.pdf", issued_document())))
    (plan,) = meant(inside(tmp_path))
    assert b'"format": "dxdesk.plan"' in plan
    (tmp_path / "da-ky").write_bytes(exported()[:-2000])  # cut off: a document, as far as can be seen
    assert meant(inside(tmp_path)) == []


def test_documents_and_pictures_hold_no_others(tmp_path: Path) -> None:
    word = zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"})
    for data in (b"%PDF-1.7 x", b"\x89PNG", b"", b"{}", "xin chào".encode(), b"Ghi: xong\n", word):
        (tmp_path / "a").write_bytes(data)
        assert not holds_others(tmp_path / "a")
    with pytest.raises(OSError, match="gone"):
        holds_others(tmp_path / "gone")


def test_documents_and_pictures_are_no_packages(tmp_path: Path) -> None:
    for number, data in enumerate((b"%PDF-1.7 x", b"\x89PNG", b"", b"{}", b"xin ch\xc3\xa0o", b"[1]")):
        (tmp_path / f"{number}.dat").write_bytes(data)
    found = inside(tmp_path)
    assert len(found) == 6
    assert meant(found) == []


def test_what_is_called_a_package_is_one_for_the_reader_to_judge(tmp_path: Path) -> None:
    broken = (b"", b"\x1f\x8b\x08\x00half", b"PK\x03\x04half", "{".encode("utf-16"), b"%PDF-1.4")
    for number, data in enumerate(broken):
        (tmp_path / f"{number}.dxplan.json").write_bytes(data)
    assert meant(inside(tmp_path)) == list(broken)


def test_outlooks_file_reads_as_another_reader_reads_it() -> None:
    data = winmail(("a.txt", b"mot"), (NAME, PACKAGE))
    theirs = [(attachment.long_filename(), attachment.data) for attachment in TNEF(data).attachments]
    ours = [one for one in unfolded(Parcel(origin="thu", data=data), DEEPEST) if isinstance(one, Parcel)]
    assert [(one.origin.rpartition(" › ")[2], one.data) for one in ours] == theirs


def _nested(depth: int) -> bytes:
    data = PACKAGE
    for _ in range(depth):
        data = zipped({"x": data}, zipfile.ZIP_STORED)
    return data


def _bomb() -> bytes:
    return zipped({"x": bytes(30 * 2**20)})


def _lying() -> bytes:
    real = zipped({"x.json": b"{" + b" " * 3_000_000})
    return real.replace(packed_struct("<I", 3_000_001), packed_struct("<I", 10))


def _many_parts() -> bytes:
    part = b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n"
    return b"From: a@b.vn\r\nTo: c@d.vn\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + part * 3000


def _deep_parts() -> bytes:
    head = b"From: a@b.vn\r\nTo: c@d.vn\r\nSubject: x\r\n"
    levels = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level)
        for level in range(2000)
    )
    return head + levels


HOSTILE = {
    "deep": (_nested(DEEPEST + 2), "too deep"),
    "bomb": (_bomb(), "bomb"),
    "gzip bomb": (packed(bytes(100 * 2**20)), "too long"),
    "lying about its size": (_lying(), "damaged"),
    "encrypted": (zipped({"x": PACKAGE}).replace(b"\x14\0\0\0\x08\0", b"\x14\0\x01\0\x08\0"), "encrypted"),
    "cut off": (zipped({"x": PACKAGE})[:-40], "damaged"),
    "many members": (zipped({str(number): b"" for number in range(20_001)}), "too many"),
    "many parts": (_many_parts(), "too many"),
    "deep parts": (_deep_parts(), "too deep"),
    "Outlook cut off": (winmail((NAME, PACKAGE))[:-100], "damaged"),
    "Outlook with a wrong sum": (winmail((NAME, PACKAGE))[:-2] + b"??", "damaged"),
}


@pytest.mark.parametrize("way", HOSTILE)
def test_what_was_made_to_do_harm_is_told(way: str, tmp_path: Path) -> None:
    data, why = HOSTILE[way]
    (tmp_path / "x").write_bytes(data)
    (tmp_path / "y").write_bytes(PACKAGE)
    found = inside(tmp_path)
    assert set(troubles(found)) == {why}
    assert meant(found)[-1] == PACKAGE  # and the next file is read


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_pipes_and_links_that_lead_back_hold_nobody_up(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "kh").write_bytes(PACKAGE)
    (tmp_path / "plans" / "back").symlink_to(tmp_path)
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "pipe")
    found = inside(tmp_path)
    assert meant(found) == [PACKAGE]
    assert troubles(found) == ["unreadable", "unreadable"]


def test_a_long_message_in_a_mailbox_does_not_take_the_next_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dxdesk.sources.mailbox.LONGEST", 10_000)
    small = mailed(("a.txt", b"x"))
    (tmp_path / "box").write_bytes(in_mailbox(mailed((NAME, bytes(20_000))), small))
    found = inside(tmp_path)
    assert troubles(found) == ["too long"]
    assert len(found) == 3  # the trouble, and the two parts of the small message


@settings(max_examples=150)
@given(
    st.sampled_from(sorted(WRAPPED)),
    st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), max_size=6),
    st.floats(0.02, 1),
)
def test_damaged_files_are_read_without_a_crash(
    way: str, changes: list[tuple[float, bytes]], kept: float
) -> None:
    data = bytearray(WRAPPED[way])
    for place, new in changes:
        at = int(place * len(data))
        data[at : at + len(new)] = new
    whole = Parcel(origin="thu", data=bytes(data[: int(len(data) * kept)]))
    for one in unfolded(whole, DEEPEST):
        assert isinstance(one, Parcel | Unopened)


@settings(max_examples=150)
@given(
    st.sampled_from(
        [b"", b"PK\x03\x04", b"\x1f\x8b\x08", b"\x78\x9f\x3e\x22", b"%PDF-1.", b"From ", b"To: a\nFrom: b\n"]
    ),
    st.binary(max_size=300),
)
def test_any_bytes_are_read_without_a_crash(head: bytes, rest: bytes) -> None:
    for one in unfolded(Parcel(origin="x", data=head + rest), DEEPEST):
        assert isinstance(one, Parcel | Unopened)


def test_a_member_of_an_archive_may_have_no_name() -> None:
    nameless = zipped({"a": PACKAGE}, zipfile.ZIP_STORED)
    local, central = nameless.index(b"PK\x03\x04"), nameless.index(b"PK\x01\x02")
    data = bytearray(nameless)
    for place in (local + 26, central + 28):  # the length of the name, which goes on as an extra field
        data[place : place + 4] = packed_struct("<HH", 0, 1)
    found = list(unfolded(Parcel(origin="x", data=bytes(data)), DEEPEST))
    assert meant(found) == [PACKAGE] or troubles(found)
