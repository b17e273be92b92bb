"""Files of the exchange are read as they were written, and refused with the place of each fault."""

from typing import Any

import pytest

from dxdesk.exchange.format import AddressBook, Receipt, Reply
from dxdesk.exchange.reading import read_exchanged
from dxdesk.exchange.writing import exchanged_bytes
from dxdesk.package.faults import PackageError
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
