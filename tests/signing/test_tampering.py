"""Whatever is changed after signing is called out, and files that are none never do harm."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    pdf_string,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PageObject, copy_into_new_writer

from dxdesk.document.compose import compose
from dxdesk.render.pdf.writing import write_pdf
from dxdesk.signing.embedded import embedded_package
from dxdesk.signing.faults import SigningError
from dxdesk.signing.filling import fill_pdf
from dxdesk.signing.trust import Trust, read_trust
from dxdesk.signing.verification import verify_pdf
from tests.document.sample_plans import pack, short_plan
from tests.signing.authority import SIGNER, issued, now, revocations, root_pem
from tests.signing.documents import exported, issued_document, signed, signed_by_signer, trust


def appended(data: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(data))
    change(writer)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def another_page_content(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(StreamObject(stream_data=b"0 0 100 100 re f"))
    writer.update_container(page)


def other_data_inside(writer: IncrementalPdfFileWriter) -> None:
    file = writer.root["/AF"][0]
    other = StreamObject(stream_data=b'{"format": "dxdesk.plan"}')
    file["/EF"][NameObject("/F")] = writer.add_object(other)
    writer.update_container(file["/EF"])


def another_title(writer: IncrementalPdfFileWriter) -> None:
    form = writer.root["/AcroForm"]["/Fields"][0]
    form["/T"] = pdf_string("other")
    writer.update_container(form)


def one_page_more(writer: IncrementalPdfFileWriter) -> None:
    content = writer.add_object(StreamObject(stream_data=b""))
    writer.insert_page(PageObject(contents=content, media_box=(0, 0, 100, 100)))


def a_note(writer: IncrementalPdfFileWriter) -> None:
    note = {
        NameObject("/Type"): NameObject("/Annot"),
        NameObject("/Subtype"): NameObject("/FreeText"),
        NameObject("/Rect"): ArrayObject([NumberObject(side) for side in (90, 90, 300, 200)]),
        NameObject("/Contents"): pdf_string("Đã sửa"),
    }
    page = writer.root["/Pages"]["/Kids"][1]
    page[NameObject("/Annots")] = ArrayObject([writer.add_object(DictionaryObject(note))])
    writer.update_container(page)


def a_script(writer: IncrementalPdfFileWriter) -> None:
    action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): pdf_string("app.alert(1)")}
    writer.root[NameObject("/OpenAction")] = DictionaryObject(action)
    writer.update_root()


CHANGES: Final = (another_page_content, other_data_inside, another_title, one_page_more, a_note, a_script)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("document", [signed_by_signer, issued_document], ids=["signed", "issued"])
def test_any_other_change_is_called_out(
    change: Callable[[IncrementalPdfFileWriter], None], document: Callable[[], bytes]
) -> None:
    changed = appended(document(), change)
    report = verify_pdf(changed, trust())
    assert not report.is_sound
    assert not report.is_intact
    assert "altered" in report.signatures[0].troubles


def another_number(writer: IncrementalPdfFileWriter) -> None:
    fields = writer.root["/AcroForm"]["/Fields"]
    number = next(each for each in map(fields.__getitem__, range(len(fields))) if each["/T"] == "number")
    number["/V"] = pdf_string("99")
    writer.update_container(number)


def test_the_agencys_signature_closes_the_number_too() -> None:
    report = verify_pdf(appended(issued_document(), another_number), trust())
    assert [one.troubles for one in report.signatures] == [(), ("altered",)]


@pytest.mark.parametrize("change", [another_page_content, other_data_inside])
def test_a_changed_pdf_is_neither_filled_nor_signed_on(
    change: Callable[[IncrementalPdfFileWriter], None],
) -> None:
    changed = appended(signed_by_signer(), change)
    with pytest.raises(SigningError, match="SG05"):
        fill_pdf(changed, "7", date(2022, 12, 5))
    with pytest.raises(SigningError, match="SG05"):
        signed(changed, "agency")


def test_a_changed_byte_breaks_the_signature() -> None:
    data = bytearray(issued_document())
    place = bytes(data).index(b"/Title (") + len("/Title (") + 4
    data[place] ^= 1
    report = verify_pdf(bytes(data), trust())
    assert [one.troubles for one in report.signatures] == [("damaged",), ("damaged",)]


def test_bytes_after_the_last_signature_are_seen() -> None:
    report = verify_pdf(issued_document() + b"\n% more\n", trust())
    assert not report.is_sound


def test_an_unsigned_pdf_is_not_sound() -> None:
    report = verify_pdf(exported(), trust())
    assert report.signatures == ()
    assert not report.is_sound


def test_an_unknown_issuer_is_told_apart_from_a_broken_signature() -> None:
    report = verify_pdf(issued_document(), Trust())
    assert report.is_intact
    assert not report.is_sound
    assert all(one.troubles == ("untrusted",) for one in report.signatures)


@pytest.mark.parametrize(("first", "last"), [(-1, 30), (-60, -30)], ids=["in force", "out of date"])
def test_a_revoked_certificate_is_told_without_a_network(first: int, last: int) -> None:
    revoked = revocations(issued(SIGNER, number=1), first=first, last=last)
    files = {"root.pem": root_pem(), "list.crl": revoked}
    report = verify_pdf(issued_document(), read_trust(files))
    assert report.signatures[0].troubles == ("revoked",)
    assert report.signatures[1].is_sound


def test_a_certificate_that_has_expired_since_is_told() -> None:
    later = now().replace(year=now().year + 5)
    report = verify_pdf(issued_document(), trust(), at=later)
    assert all(one.troubles == ("expired",) for one in report.signatures)
    assert report.is_intact


def test_a_clock_before_the_certificate_is_told() -> None:
    earlier = now().replace(year=now().year - 2)
    report = verify_pdf(issued_document(), trust(), at=earlier)
    assert all(one.troubles == ("early",) for one in report.signatures)


def encrypted() -> bytes:
    writer = copy_into_new_writer(PdfFileReader(BytesIO(exported("flat"))))
    writer.encrypt(owner_pass="secret")  # noqa: S106 - of the tests
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_a_protected_pdf_is_told() -> None:
    with pytest.raises(SigningError, match="SG02"):
        verify_pdf(encrypted(), trust())


def without_its_table() -> bytes:
    """Return a file whose end points to nothing."""
    data = issued_document()
    place = data.rindex(b"startxref\n") + len(b"startxref\n")
    return data[:place] + b"9" + data[place + 1 :]


UNREADABLE: Final[dict[str, tuple[Callable[[], bytes], str]]] = {
    "empty": (lambda: b"", "not a PDF.*SG01"),
    "an archive": (lambda: b"PK\x03\x04", "not a PDF.*SG01"),
    "only a head": (lambda: b"%PDF-1.7\n", "cut off.*SG23"),
    "cut within the last signature": (lambda: issued_document()[:-3000], "cut off.*SG23"),
    "cut in the middle": (lambda: issued_document()[:100_000], "cut off.*SG23"),
    "head and end only": (lambda: b"%PDF-1.7\n%%EOF", "damaged.*SG24"),
    "end that points to nothing": (without_its_table, "damaged.*SG24"),
}


@pytest.mark.parametrize(("made", "said"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_told_by_what_is_the_matter(made: Callable[[], bytes], said: str) -> None:
    data = made()
    works: tuple[Callable[[], object], ...] = (
        lambda: verify_pdf(data, trust()),
        lambda: embedded_package(data),
        lambda: fill_pdf(data, "7", date(2022, 12, 5)),
        lambda: signed(data, "agency"),
    )
    for work in works:
        with pytest.raises(SigningError, match=said):
            work()


def test_a_pdf_without_a_plan_is_told() -> None:
    with pytest.raises(SigningError, match="SG20"):
        embedded_package(write_pdf(compose(short_plan(), pack())).data)


@settings(max_examples=60)
@given(places=st.lists(st.tuples(st.integers(0, 300_000), st.integers(0, 255)), min_size=1, max_size=30))
def test_damage_anywhere_is_never_more_than_a_fault(places: list[tuple[int, int]]) -> None:
    data = bytearray(issued_document())
    for place, byte in places:
        data[place % len(data)] = byte
    changed = bytes(data)
    try:
        report = verify_pdf(changed, trust())
        embedded_package(changed)
    except SigningError:
        return
    assert changed == issued_document() or not report.is_sound
