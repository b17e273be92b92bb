"""Sealed revisions: their bytes are frozen, and what is issued never changes."""

import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dxdesk.store.faults import StoreError
from dxdesk.store.opening import open_store
from dxdesk.store.revisions import IssuedError
from dxdesk.store.store import Store
from dxdesk.store.values import Revision, Tally
from tests.document.sample_plans import short_plan

DAY = date(2022, 12, 5)


def revision(number: int = 1) -> Revision:
    return Revision(
        number=number,
        kind="original" if number == 1 else "amendment",
        digest=f"{number:064}",
        plan_sha256=f"{number:064}",
        profile="fields",
        sealed_at=datetime(2022, 12, 1, 2, tzinfo=UTC),
    )


def planned(store: Store) -> str:
    return store.add_plan(short_plan(), Tally())


def test_a_sealed_package_comes_back_byte_by_byte(file: Path) -> None:
    with open_store(file) as store:
        plan_id = planned(store)
        store.revisions.seal(plan_id, revision(), b"{}\n\x00\xff")
    with open_store(file) as store:
        assert store.revisions.list(plan_id) == [revision()]
        assert store.revisions.package(plan_id, 1) == b"{}\n\x00\xff"


def test_a_revision_is_issued_once_and_then_stays(file: Path) -> None:
    with open_store(file) as store:
        plan_id = planned(store)
        store.revisions.seal(plan_id, revision(), b"{}")
        issued = store.revisions.issue(plan_id, 1, "15", DAY)
        assert (issued.issued_number, issued.issued_on) == ("15", DAY)
        with pytest.raises(IssuedError):
            store.revisions.issue(plan_id, 1, "16", DAY)
        with pytest.raises(IssuedError):
            store.revisions.reopen(plan_id, 1)
        with pytest.raises(sqlite3.IntegrityError):
            store._connection._db.execute("UPDATE revision SET package = x'00'")
        assert store.revisions.list(plan_id) == [issued]


def test_the_next_revision_waits_until_the_one_before_is_issued(file: Path) -> None:
    with open_store(file) as store:
        plan_id = planned(store)
        store.revisions.seal(plan_id, revision(), b"1")
        with pytest.raises(IssuedError):
            store.revisions.seal(plan_id, revision(2), b"2")
        store.revisions.issue(plan_id, 1, "15", DAY)
        with pytest.raises(IssuedError):
            store.revisions.seal(plan_id, revision(1), b"1 again")
        store.revisions.seal(plan_id, revision(2), b"2")
        assert [one.number for one in store.revisions.list(plan_id)] == [2, 1]


def test_a_sealing_can_be_taken_back_before_issue(file: Path) -> None:
    with open_store(file) as store:
        plan_id = planned(store)
        store.revisions.seal(plan_id, revision(), b"1")
        store.revisions.add_paper(plan_id, 1, "scan", "a.png", b"a")
        store.revisions.reopen(plan_id, 1)
        assert store.revisions.list(plan_id) == []
        assert store.revisions.papers(plan_id, 1) == ()
        with pytest.raises(LookupError):
            store.revisions.package(plan_id, 1)


def test_papers_are_kept_with_their_revision(file: Path) -> None:
    with open_store(file) as store:
        plan_id = planned(store)
        with pytest.raises(LookupError):
            store.revisions.add_paper(plan_id, 1, "scan", "a.png", b"a")
        store.revisions.seal(plan_id, revision(), b"1")
        scan = store.revisions.add_paper(plan_id, 1, "scan", "trang 1.png", b"scan")
        signed = store.revisions.add_paper(plan_id, 1, "signed-pdf", "ky.pdf", b"%PDF")
        assert store.revisions.papers(plan_id, 1) == (signed, scan)
        assert store.revisions.paper(signed.id) == b"%PDF"
        store._connection._db.execute("UPDATE paper SET data = x'00'")
        with pytest.raises(StoreError):
            store.revisions.paper(signed.id)


def test_revisions_go_with_an_erased_plan(file: Path) -> None:
    with open_store(file) as store:
        plan_id = planned(store)
        store.revisions.seal(plan_id, revision(), b"1")
        store.revisions.issue(plan_id, 1, "15", DAY)
        store.trash(plan_id)
        store.erase(plan_id)
        assert store.revisions.list(plan_id) == []


def test_an_unknown_plan_is_not_sealed(file: Path) -> None:
    with open_store(file) as store, pytest.raises(LookupError):
        store.revisions.seal("nothing", revision(), b"1")
