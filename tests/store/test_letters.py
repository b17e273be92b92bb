"""Letters of the levels above, kept beside the plans."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dxdesk.store.faults import StoreError
from dxdesk.store.opening import open_store

PDF = "application/pdf"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\x00\xff\n", os.urandom(3_000_000)])
def test_a_letter_comes_back_byte_by_byte(file: Path, data: bytes) -> None:
    with open_store(file) as store:
        letter = store.letters.add("Công văn 12.pdf", PDF, data)
    with open_store(file) as store:
        assert store.letters.read(letter.id) == data
        assert store.letters.list() == [letter]


def test_letters_are_listed_newest_first_and_renamed(file: Path) -> None:
    with open_store(file) as store:
        old = store.letters.add("a.pdf", PDF, b"a", at=datetime(2023, 1, 5, tzinfo=UTC))
        new = store.letters.add(
            "b.docx", "application/x", b"bb", note="tỉnh", at=datetime(2023, 1, 6, tzinfo=UTC)
        )
        assert store.letters.list() == [new, old]
        store.letters.rename(old.id, "Công văn của Bộ.pdf", note="đọc trước")
        shown = store.letters.list()[1]
        assert (shown.name, shown.note, shown.size) == ("Công văn của Bộ.pdf", "đọc trước", 1)


def test_a_removed_letter_is_gone(file: Path) -> None:
    with open_store(file) as store:
        letter = store.letters.add("a.pdf", PDF, b"a")
        store.letters.remove(letter.id)
        assert store.letters.list() == []
        with pytest.raises(LookupError):
            store.letters.read(letter.id)
        with pytest.raises(LookupError):
            store.letters.remove(letter.id)
        with pytest.raises(LookupError):
            store.letters.rename(letter.id, "b", note="")


def test_a_letter_that_is_not_what_was_kept_is_not_handed_out(file: Path) -> None:
    with open_store(file) as store:
        letter = store.letters.add("a.pdf", PDF, b"abc")
        store._connection._db.execute("UPDATE letter SET data = x'616264'")
        with pytest.raises(StoreError) as caught:
            store.letters.read(letter.id)
        assert caught.value.kind == "damaged"
