"""Files that are no documents, or want to do harm: one clear sentence each, never anything else."""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from dxdesk.document.compose import compose
from dxdesk.inspection.faults import UnreadableDocumentError
from dxdesk.inspection.inspection import inspect_file
from dxdesk.render.docx.writing import write_docx
from tests.document.sample_plans import pack, short_plan
from tests.inspection.planting import composed, pdf_of

_DOCUMENT: Final = "word/document.xml"


@cache
def _docx() -> bytes:
    return write_docx(composed())


@cache
def _pdf() -> bytes:
    return pdf_of(compose(short_plan(), pack()))


def _with_part(name: str, data: bytes) -> bytes:
    buffer = BytesIO()
    with ZipFile(BytesIO(_docx())) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, data if each == name else old.read(each))
    return buffer.getvalue()


def _body(inner: str, opening: str = "") -> bytes:
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<?xml version="1.0"?>{opening}<w:document xmlns:w="{namespace}"><w:body>{inner}</w:body></w:document>'.encode()


def _entities() -> bytes:
    grow = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return _with_part(_DOCUMENT, _body("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", grow))


def _bomb() -> bytes:
    return _with_part(_DOCUMENT, _body("<w:p/>" + " " * 64 * 2**20))


def _many_elements() -> bytes:
    return _with_part(_DOCUMENT, _body("<w:p/>" * 3_100_000))


def _nested(tag: str, depth: int) -> bytes:
    cell = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    opening, closing = cell if tag == "table" else ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>")
    return _with_part(_DOCUMENT, _body(opening * depth + "<w:p/>" + closing * depth))


def _archive(**members: bytes) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _locked_members() -> bytes:
    data = bytearray(_docx())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(signature)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(signature, place + 4)
    return bytes(data)


def _locked_pdf() -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, encrypt="secret")
    canvas.drawString(100, 700, "Locked")
    canvas.save()
    return buffer.getvalue()


def _scanned() -> bytes:
    from PIL import Image  # noqa: PLC0415 - reportlab brings it

    buffer = BytesIO()
    canvas = Canvas(buffer)
    picture = BytesIO()
    Image.new("L", (60, 80), 200).save(picture, "PNG")
    picture.seek(0)
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415

    canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
    canvas.save()
    return buffer.getvalue()


def _recognised() -> bytes:
    """A scanned page with the invisible text that recognition lays under it."""
    buffer = BytesIO()
    canvas = Canvas(buffer)
    text = canvas.beginText(100, 700)
    text.setTextRenderMode(3)
    for _line in range(20):
        text.textLine("Chu nhan dang duoc tu anh quet cua van ban")
    canvas.drawText(text)
    canvas.save()
    return buffer.getvalue()


def _many_pages() -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer)
    for _page in range(5_000):
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


FILES: Final[dict[str, tuple[Callable[[], bytes], str]]] = {
    "nothing": (lambda: b"", "empty"),
    "a text": ("Kế hoạch".encode, "neither"),
    "a web page": (lambda: b"<html></html>", "neither"),
    "an old Word document": (lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "old Word"),
    "a locked Word document": (
        lambda: b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
    "an archive": (lambda: _archive(a=b"b"), "archive"),
    "a cut archive": (lambda: _docx()[: len(_docx()) // 2], "damaged"),
    "locked members": (_locked_members, "password"),
    "entities": (_entities, "damaged"),
    "a bomb": (_bomb, "larger"),
    "too many elements": (_many_elements, "larger"),
    "tables in tables": (lambda: _nested("table", 400), "too deep"),
    "containers in containers": (lambda: _nested("container", 3_000), "too deep"),
    "broken XML": (lambda: _with_part(_DOCUMENT, b"<w:document"), "damaged"),
    "XML without a body": (lambda: _with_part(_DOCUMENT, b"<a/>"), "damaged"),
    "an empty document": (lambda: _with_part(_DOCUMENT, _body("<w:p/>")), "no text"),
    "unknown encoding": (
        lambda: _with_part(_DOCUMENT, b'<?xml version="1.0" encoding="x-none"?><a/>'),
        "damaged",
    ),
    "a cut PDF": (lambda: _pdf()[:700], "damaged"),
    "a PDF in name only": (lambda: b"%PDF-1.7\n%%EOF", "damaged"),
    "a locked PDF": (_locked_pdf, "password"),
    "a scanned PDF": (_scanned, "only pictures"),
    "a scanned PDF with recognised text": (_recognised, "only pictures"),
    "5,000 pages": (_many_pages, "5000 pages"),
    "a giant": (lambda: bytes(64 * 2**20 + 1), "larger than 64 MB"),
}


@pytest.mark.parametrize(("make", "word"), FILES.values(), ids=FILES)
def test_one_clear_sentence(make: Callable[[], bytes], word: str) -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        inspect_file("x", make())
    assert word in caught.value.message
    assert caught.value.cure.endswith(".")


def _survives(data: bytes) -> None:
    try:
        inspect_file("x", data)
    except UnreadableDocumentError as error:
        assert error.message  # noqa: PT017 - any other error fails the test


@st.composite
def _damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    data = bytearray(whole)
    for _round in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(data) - 1))
        new = draw(st.binary(min_size=0, max_size=8))
        data[place : place + draw(st.integers(0, 12))] = new
        if not data:
            return b""
    return bytes(data)


@given(data=st.data())
@settings(max_examples=60)
def test_damaged_archives_raise_nothing_else(data: st.DataObject) -> None:
    _survives(data.draw(_damaged(_docx())))


@given(data=st.data())
@settings(max_examples=60)
def test_damaged_documents_in_whole_archives_raise_nothing_else(data: st.DataObject) -> None:
    part = data.draw(st.sampled_from([_DOCUMENT, "word/styles.xml", "word/numbering.xml"]))
    with ZipFile(BytesIO(_docx())) as archive:
        whole = archive.read(part)
    _survives(_with_part(part, data.draw(_damaged(whole[:30_000] if part == _DOCUMENT else whole))))


_ATTRIBUTES: Final = st.sampled_from(
    ["", "-1", "x", "99999999999999999999", "1.5", "nan", "inf", "٣", "0", "12pt", "%9"]
)


@given(
    new=_ATTRIBUTES,
    step=st.integers(1, 40),
    part=st.sampled_from([_DOCUMENT, "word/styles.xml", "word/numbering.xml"]),
)
@settings(max_examples=25)
def test_nonsense_in_attributes_raises_nothing(new: str, step: int, part: str) -> None:
    with ZipFile(BytesIO(_docx())) as archive:
        pieces = archive.read(part).decode().split('"')
    for place in range(101, len(pieces) - 1, 2 * step):
        if "=" in pieces[place - 1] and "xmlns" not in pieces[place - 1]:
            pieces[place] = new
    _survives(_with_part(part, '"'.join(pieces).encode()))


@given(data=st.data())
@settings(max_examples=30)
def test_damaged_pdfs_raise_nothing_else(data: st.DataObject) -> None:
    _survives(data.draw(_damaged(_pdf())))
