"""Sealed revisions: their bytes are frozen, and what is issued never changes."""

import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dxdesk.plan.edit import EditName, make_edit
from dxdesk.store.faults import StoreError
from dxdesk.store.opening import open_store
from dxdesk.store.revisions import IssuedError
from dxdesk.store.store import Store
from dxdesk.store.values import Revision, Tally
from tests.document.sample_plans import short_plan

DAY = date(2022, 12, 5)
GOAL = {"op": "replace", "path": "/goals/general", "value": "Mục tiêu khác."}


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


def test_a_revision_that_is_not_issued_can_be_sealed_anew(file: Path) -> None:
    with open_store(file) as store:
        plan_id = planned(store)
        with pytest.raises(LookupError):
            store.revisions.seal(plan_id, revision(), b"1", anew=True)
        store.revisions.seal(plan_id, revision(), b"1")
        store.revisions.add_paper(plan_id, 1, "scan", "a.png", b"a")
        store.revisions.seal(plan_id, revision(), b"1 again", anew=True)
        assert store.revisions.package(plan_id, 1) == b"1 again"
        assert store.revisions.papers(plan_id, 1) == ()
        store.revisions.issue(plan_id, 1, "15", DAY)
        with pytest.raises(IssuedError):
            store.revisions.seal(plan_id, revision(), b"1 once more", anew=True)
        assert store.revisions.package(plan_id, 1) == b"1 again"


def test_a_paper_can_be_taken_away_until_the_revision_is_issued(file: Path) -> None:
    with open_store(file) as store:
        plan_id = planned(store)
        store.revisions.seal(plan_id, revision(), b"1")
        wrong, right = (store.revisions.add_paper(plan_id, 1, "scan", name, b"a") for name in "ab")
        store.revisions.remove_paper(plan_id, wrong.id)
        assert store.revisions.papers(plan_id, 1) == (right,)
        with pytest.raises(LookupError):
            store.revisions.remove_paper(plan_id, wrong.id)
        store.revisions.issue(plan_id, 1, "15", DAY)
        with pytest.raises(IssuedError):
            store.revisions.remove_paper(plan_id, right.id)


def test_a_paper_takes_the_place_of_the_one_that_it_holds(file: Path) -> None:
    with open_store(file) as store:
        plan_id = planned(store)
        store.revisions.seal(plan_id, revision(), b"1")
        first = store.revisions.add_paper(plan_id, 1, "signed-pdf", "ky.pdf", b"%PDF")
        scan = store.revisions.add_paper(plan_id, 1, "scan", "a.png", b"a")
        second = store.revisions.add_paper(plan_id, 1, "signed-pdf", "ky.pdf", b"%PDF 2", instead_of=first.id)
        assert store.revisions.papers(plan_id, 1) == (second, scan)


def test_the_list_of_plans_says_what_is_sealed_issued_and_edited_since(file: Path) -> None:
    def listed(store: Store) -> tuple[int, date | None, bool]:
        (summary,) = store.plans()
        return summary.revision, summary.issued_on, summary.edited_since

    with open_store(file) as store:
        plan_id = planned(store)
        assert listed(store) == (0, None, False)
        store.revisions.seal(plan_id, revision(), b"1")
        assert listed(store) == (1, None, False)
        plan = short_plan()
        edit, after = make_edit(plan, EditName(message="x"), [GOAL])
        store.record(plan_id, edit, after)
        assert listed(store) == (1, None, True)
        store.undo(plan_id, plan)
        store.revisions.issue(plan_id, 1, "15", DAY)
        assert listed(store) == (1, DAY, False)


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
