"""Files of the exchange are read as they were written, and refused with the place of each fault."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxdesk.exchange.format import AddressBook, Receipt, Reply
from dxdesk.exchange.reading import format_in, format_of, read_exchanged
from dxdesk.exchange.writing import exchanged_bytes
from dxdesk.package.faults import PackageError
from dxdesk.package.format import Signature
from dxdesk.package.reading import read_package
from tests.exchange.samples import addresses, receipt, reply

_FILES = ((receipt(), Receipt), (reply(), Reply), (addresses(), AddressBook))


@pytest.mark.parametrize(("value", "kind"), _FILES)
def test_what_was_written_is_read(value: Any, kind: Any) -> None:
    assert read_exchanged(exchanged_bytes(value), kind) == value


@pytest.mark.parametrize(("value", "kind"), _FILES)
def test_another_format_is_refused(value: Any, kind: Any) -> None:
    other: Any = Reply if kind is not Reply else Receipt
    with pytest.raises(PackageError) as caught:
        read_exchanged(exchanged_bytes(value), other)
    assert [fault.code for fault in caught.value.faults] == ["DX131"]


def test_each_fault_has_its_place() -> None:
    spoilt = (
        exchanged_bytes(receipt())
        .replace(b'"year": 2023', b'"year": 1923')
        .replace(b'"number": 17', b'"number": 0')
    )
    with pytest.raises(PackageError) as caught:
        read_exchanged(spoilt, Receipt)
    assert {fault.pointer for fault in caught.value.faults} == {"/statement/year", "/statement/number"}


@pytest.mark.parametrize(
    ("kind", "noun", "ending"),
    [
        (Receipt, "a receipt", ".dxreceipt.json"),
        (Reply, "a reply", ".dxreply.json"),
        (AddressBook, "an address book", ".dxaddresses.json"),
    ],
)
def test_a_file_of_another_kind_is_told_in_words_of_this_kind(kind: Any, noun: str, ending: str) -> None:
    for data in (b"%PDF-1.7", b"{}"):
        with pytest.raises(PackageError) as caught:
            read_exchanged(data, kind)
        (fault,) = caught.value.faults
        assert noun in fault.message
        assert ending in fault.cure


@pytest.mark.parametrize("kind", [Receipt, Reply, AddressBook])
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" " * 9_000_000,
        b"\xef\xbb\xbf{}",
        b"\xff",
        b"{",
        b"[" * 99,
        b'{"a":1,"a":1}',
        b'{"a":NaN}',
        b'{"a":1.5}',
        b'{"a":99999999999999999999}',
    ],
)
def test_no_fault_speaks_of_a_plan_or_package(kind: Any, data: bytes) -> None:
    with pytest.raises(PackageError) as caught:
        read_exchanged(data, kind)
    said = " ".join(f"{fault.message} {fault.cure}" for fault in caught.value.faults)
    assert "plan" not in said
    assert "package" not in said


def test_packages_are_spoken_of_as_before() -> None:
    with pytest.raises(PackageError):
        read_exchanged(b"%PDF-1.7", Receipt)
    with pytest.raises(PackageError, match="not a package with a plan"):
        read_package(b"%PDF-1.7")


@pytest.mark.parametrize(("value", "kind"), _FILES)
def test_the_format_of_a_file_is_seen_at_a_glance(value: Any, kind: Any) -> None:
    assert format_in(exchanged_bytes(value)) == format_of(kind)
    assert format_in(b"%PDF-1.7") == format_in(b'{"format": 1}') == format_in(b"[" * 9_999) == ""


def _signed(value: Any) -> dict[str, Any]:
    signature = Signature(format="cades-detached", value="QQ==")
    data: dict[str, Any] = json.loads(
        exchanged_bytes(msgspec.structs.replace(value, signatures=(signature,)))
    )
    return data


def _found(data: dict[str, Any], kind: Any) -> list[tuple[str, str]]:
    with pytest.raises(PackageError) as caught:
        read_exchanged(json.dumps(data).encode(), kind)
    return [(fault.code, fault.pointer) for fault in caught.value.faults]


def test_what_is_signed_stands_in_the_form_that_is_signed() -> None:
    """Else it would be written otherwise when it goes on, and look as if it had been changed."""
    files: Any = _FILES
    for value, kind in files:
        read_exchanged(json.dumps(_signed(value)).encode(), kind)
    data = _signed(receipt())
    data["statement"]["received_at"] = "2022-12-05T02:12:44.000+00:00"
    assert _found(data, Receipt) == [("DX142", "/statement/received_at")]
    data = _signed(reply())
    del data["statement"]["findings"][0]["pointer"]
    assert _found(data, Reply) == [("DX143", "/statement/findings/0")]
    data = _signed(addresses())
    del data["destinations"][0]["note"]
    assert _found(data, AddressBook) == [("DX143", "/destinations/0")]
    data["signatures"] = []
    assert read_exchanged(json.dumps(data).encode(), AddressBook)


def test_members_of_a_newer_version_ask_for_a_newer_program() -> None:
    data = json.loads(exchanged_bytes(receipt()))
    data["statement"]["channel"] = "trục liên thông"
    assert _found(data, Receipt) == [("DX141", "/statement")]
    data["version"] = "1.1"
    assert _found(data, Receipt) == [("DX133", "/version")]
    del data["statement"]["channel"]
    assert read_exchanged(json.dumps(data).encode(), Receipt).version == "1.1"


@given(st.sampled_from(_FILES), st.integers(min_value=0), st.binary(max_size=3))
def test_whatever_the_bytes_nothing_but_a_fault_comes_of_them(
    file: tuple[Any, Any], place: int, inserted: bytes
) -> None:
    value, kind = file
    data = exchanged_bytes(value)
    cut = place % len(data)
    for spoilt in (data[:cut] + inserted + data[cut + len(inserted) :], data[:cut]):
        try:
            found = read_exchanged(spoilt, kind)
        except PackageError:
            continue
        assert read_exchanged(exchanged_bytes(found), kind) == found
