"""Files that are no Word documents, or want to do harm: one clear sentence with its cure, never anything else."""

from collections.abc import Callable
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxdesk.comparison.comparison import compare
from dxdesk.comparison.word_file import MAX_SIZE, WordFileError
from tests.comparison.returned import plan_of, printed
from tests.document.sample_plans import pack

_DOCUMENT: Final = "word/document.xml"
_NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _part(name: str) -> bytes:
    with ZipFile(BytesIO(printed())) as archive:
        return archive.read(name)


def _with_part(name: str, data: bytes) -> bytes:
    buffer = BytesIO()
    with ZipFile(BytesIO(printed())) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, data if each == name else old.read(each))
    return buffer.getvalue()


def _with_body(inner: str, before: str = "") -> bytes:
    body = f'<?xml version="1.0"?>{before}<w:document xmlns:w="{_NAMESPACE}"><w:body>{inner}</w:body></w:document>'
    return _with_part(_DOCUMENT, body.encode())


def _with_entities() -> bytes:
    grow = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return _with_body("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", grow)


def _archive(*names: str) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, b"<a/>")
    return buffer.getvalue()


def _with_macros() -> bytes:
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macros = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    return _with_part("[Content_Types].xml", _part("[Content_Types].xml").replace(plain, macros))


def _with_locked_members() -> bytes:
    data = bytearray(printed())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(signature)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(signature, place + 4)
    return bytes(data)


def _nested(opening: str, closing: str, depth: int) -> bytes:
    return _with_body(opening * depth + "<w:p/>" + closing * depth)


FILES: Final[dict[str, tuple[Callable[[], bytes], str]]] = {
    "nothing": (lambda: b"", "empty"),
    "a text": ("Kế hoạch".encode, "not a Word file"),
    "a PDF": (lambda: b"%PDF-1.7\n", "PDF"),
    "an RTF": (lambda: b"{\\rtf1 }", "RTF"),
    "a web page": (lambda: b"\xef\xbb\xbf <HTML>", "web page"),
    "an XML file": (lambda: b"<?xml version='1.0'?><a/>", "XML"),
    "an old Word document": (lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "old Word"),
    "a document with a password": (
        lambda: b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
    "locked members": (_with_locked_members, "password"),
    "macros": (_with_macros, "macros"),
    "an archive": (lambda: _archive("a.txt"), "archive"),
    "a workbook": (lambda: _archive("[Content_Types].xml", "xl/workbook.xml"), "Excel"),
    "an OpenDocument file": (lambda: _archive("mimetype", "content.xml"), "OpenDocument"),
    "cut off": (lambda: printed()[: len(printed()) // 2], "damaged"),
    "broken XML": (lambda: _with_part(_DOCUMENT, b"<w:document"), "damaged"),
    "entities": (_with_entities, "damaged"),
    "a bomb": (lambda: _with_body("<w:p/>" + " " * 64 * 2**20), "larger"),
    "too many elements": (lambda: _with_body("<w:p/>" * 3_100_000), "larger"),
    "a giant": (lambda: b"PK" + bytes(MAX_SIZE), "larger"),
    "tables in tables": (lambda: _nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 400), "nested"),
    "containers in containers": (
        lambda: _nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 3_000),
        "nested",
    ),
    "runs in runs": (lambda: _with_body(f"<w:p>{'<w:ins>' * 500}{'</w:ins>' * 500}</w:p>"), "nested"),
}


@pytest.mark.parametrize(("make", "word"), FILES.values(), ids=FILES)
def test_one_clear_sentence_and_what_to_do(make: Callable[[], bytes], word: str) -> None:
    with pytest.raises(WordFileError) as caught:
        compare(plan_of(), pack(), make())
    assert word in caught.value.message
    assert caught.value.message.endswith(".")
    assert caught.value.cure.endswith(".")


def _survives(data: bytes) -> None:
    try:
        compare(plan_of(), pack(), data)
    except WordFileError as error:
        assert error.cure  # noqa: PT017 - any other error fails the test


@st.composite
def _damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    data = bytearray(whole)
    for _round in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, max(0, len(data) - 1)))
        data[place : place + draw(st.integers(0, 12))] = draw(st.binary(max_size=8))
    return bytes(data)


@given(data=st.data())
@settings(max_examples=40)
def test_a_damaged_archive_raises_nothing_else(data: st.DataObject) -> None:
    _survives(data.draw(_damaged(printed())))


@given(data=st.data(), part=st.sampled_from([_DOCUMENT, "word/styles.xml", "_rels/.rels"]))
@settings(max_examples=40)
def test_a_damaged_part_raises_nothing_else(data: st.DataObject, part: str) -> None:
    _survives(_with_part(part, data.draw(_damaged(_part(part)))))


@given(
    new=st.sampled_from(["", "-1", "x", "99999999999999999999", "1.5", "nan", "٣", "0"]),
    step=st.integers(1, 40),
    part=st.sampled_from([_DOCUMENT, "word/styles.xml"]),
)
@settings(max_examples=25)
def test_nonsense_in_attributes_raises_nothing(new: str, step: int, part: str) -> None:
    pieces = _part(part).decode().split('"')
    for place in range(101, len(pieces) - 1, 2 * step):
        if "=" in pieces[place - 1] and "xmlns" not in pieces[place - 1]:
            pieces[place] = new
    _survives(_with_part(part, '"'.join(pieces).encode()))


@given(rows=st.permutations(range(8)), kept=st.integers(0, 8))
@settings(max_examples=20)
def test_paragraphs_thrown_about_raise_nothing(rows: list[int], kept: int) -> None:
    pieces = _part(_DOCUMENT).split(b"<w:p>")
    size = max(1, len(pieces) // 8)
    blocks = [b"<w:p>".join(pieces[start : start + size]) for start in range(0, len(pieces), size)]
    data = b"<w:p>".join(blocks[row] for row in rows[:kept] if row < len(blocks))
    _survives(_with_part(_DOCUMENT, data))


def test_boxes_in_boxes_are_read_once_each() -> None:
    opening, closing = "<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"
    data = _with_body(opening * 200 + "<w:p/>" + closing * 200)
    assert compare(plan_of(), pack(), data).stranger
