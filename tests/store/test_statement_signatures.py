"""Signatures of the data stand beside a sealed package, go where it goes, and change nothing of it."""

from pathlib import Path

import pytest

from dxdesk.store.opening import open_store
from dxdesk.store.revisions import IssuedError
from tests.store.test_opening import made_before
from tests.store.test_revisions import DAY, planned, revision


def test_signatures_are_kept_in_their_order_and_the_package_stays(file: Path) -> None:
    with open_store(file) as store:
        plan_id = planned(store)
        store.revisions.seal(plan_id, revision(), b"{}")
        for value in ("QQ==", "Qg==", "QQ=="):
            store.signatures.add(plan_id, 1, value)
    with open_store(file) as store:
        assert store.signatures.list(plan_id, 1) == ["QQ==", "Qg=="]
        assert store.revisions.package(plan_id, 1) == b"{}"


def test_nothing_is_signed_that_is_issued_or_not_there(file: Path) -> None:
    with open_store(file) as store:
        plan_id = planned(store)
        with pytest.raises(LookupError):
            store.signatures.add(plan_id, 1, "QQ==")
        store.revisions.seal(plan_id, revision(), b"{}")
        store.signatures.add(plan_id, 1, "QQ==")
        store.revisions.issue(plan_id, 1, "15", DAY)
        with pytest.raises(IssuedError):
            store.signatures.add(plan_id, 1, "Qg==")
        assert store.signatures.list(plan_id, 1) == ["QQ=="]


@pytest.mark.parametrize("anew", [True, False])
def test_what_is_sealed_anew_or_opened_again_is_not_signed(file: Path, *, anew: bool) -> None:
    with open_store(file) as store:
        plan_id = planned(store)
        store.revisions.seal(plan_id, revision(), b"1")
        store.signatures.add(plan_id, 1, "QQ==")
        if anew:
            store.revisions.seal(plan_id, revision(), b"1 again", anew=True)
        else:
            store.revisions.reopen(plan_id, 1)
        assert store.signatures.list(plan_id, 1) == []


def test_signatures_move_with_the_plan(file: Path, tmp_path: Path) -> None:
    with open_store(file) as store, open_store(tmp_path / "other.sqlite3") as other:
        plan_id = planned(store)
        store.revisions.seal(plan_id, revision(), b"{}")
        store.signatures.add(plan_id, 1, "QQ==")
        with store.reading() as db:
            other.take_everything(db)
        assert other.signatures.list(plan_id, 1) == ["QQ=="]


def test_a_store_of_before_there_were_signatures_is_brought_up_to_date(file: Path) -> None:
    made_before(file, "add_statement_signatures")
    with open_store(file) as store:
        plan_id = planned(store)
        store.revisions.seal(plan_id, revision(), b"{}")
        store.signatures.add(plan_id, 1, "QQ==")
        assert store.signatures.list(plan_id, 1) == ["QQ=="]
