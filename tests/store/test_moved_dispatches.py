"""What is sent, in backups, files for other computers and rescues: nothing goes out twice, no answer is lost."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dxdesk.store.arriving import ArrivalError, arrived
from dxdesk.store.dispatch import Address
from dxdesk.store.moving import export_plans
from dxdesk.store.opening import open_store
from dxdesk.store.rescue import rescue
from dxdesk.store.store import Store
from dxdesk.store.sums import keep_sums
from dxdesk.store.taking import Choice
from tests.store.samples import started
from tests.store.test_dispatches import queued
from tests.store.test_opening import made_before
from tests.store.test_revisions import revision


def copied(store: Store, target: Path) -> Path:
    export_plans(store._connection.file, target)
    return target


def sealed(file: Path) -> tuple[Store, str]:
    store, plan_id = started(file)
    store.revisions.seal(plan_id, revision(), b"sealed")
    return store, plan_id


def states(store: Store) -> dict[str, tuple[str, str]]:
    return {each.means: (each.state, each.reason) for each in store.dispatches.list()}


def test_what_was_received_after_a_backup_stays_received(file: Path, tmp_path: Path) -> None:
    store, plan_id = sealed(file)
    with store:
        upload, mail = queued(store, plan_id), queued(store, plan_id, "mail")
        before = copied(store, tmp_path / "before.dxstore")
        store.dispatches.begin(upload.id)
        received = store.dispatches.keep_receipt(upload.id, b"receipt")
        assert queued(store, plan_id, "folder").state == "received"
        attempts = store.dispatches.attempts(upload.id)
        later = copied(store, tmp_path / "later.dxstore")
        taken = store.take(before, [Choice(plan_id)])
        assert states(store) == {"upload": ("received", ""), "mail": ("received", "")}
        assert store.dispatches.get(upload.id) == received
        assert store.dispatches.attempts(upload.id) == attempts
        assert store.dispatches.receipts(mail.id) == [b"receipt"]
        assert store.dispatches.package(upload.id) == b"the package \x00\xff"
        store.take_back(taken, later)
        assert store.dispatches.get(upload.id) == received


def test_what_waits_here_goes_on_waiting_when_an_older_state_comes_back(file: Path, tmp_path: Path) -> None:
    store, plan_id = sealed(file)
    with store:
        before = copied(store, tmp_path / "before.dxstore")
        waiting = queued(store, plan_id)
        store.take(before, [Choice(plan_id)])
        assert store.dispatches.list() == [waiting]


def test_what_waits_elsewhere_waits_for_a_person_here(file: Path, tmp_path: Path) -> None:
    store, plan_id = sealed(tmp_path / "there" / file.name)
    with store:
        queued(store, plan_id)
        store.dispatches.begin(queued(store, plan_id, "mail").id)
        store.dispatches.handed(queued(store, plan_id, "folder").id)
        export_plans(store._connection.file, tmp_path / "plans.dxstore", [plan_id])
    with open_store(file) as here, arrived(tmp_path / "plans.dxstore") as came:
        here.take(came, [Choice(plan_id), Choice(plan_id, beside=True)])
        assert len(here.dispatches.list()) == 6
        assert states(here) == {
            "upload": ("stopped", "moved"),
            "mail": ("stopped", "moved"),
            "folder": ("handed", ""),
        }
        for each in here.dispatches.list():
            assert here.dispatches.package(each.id) == b"the package \x00\xff"


def test_what_was_received_elsewhere_is_received_here(file: Path, tmp_path: Path) -> None:
    store, plan_id = sealed(file)
    with store:
        dispatch = queued(store, plan_id)
        export_plans(file, tmp_path / "out.dxstore", [plan_id])
        with open_store(tmp_path / "there" / file.name) as there:
            there.take(tmp_path / "out.dxstore", [Choice(plan_id)])
            there.dispatches.keep_receipt(dispatch.id, b"receipt")
            copied(there, tmp_path / "back.dxstore")
        store.take(tmp_path / "back.dxstore", [Choice(plan_id)])
        assert store.dispatches.get(dispatch.id).state == "received"
        assert store.dispatches.receipts(dispatch.id) == [b"receipt"]


def test_an_answer_goes_with_every_copy_of_its_plan(file: Path, tmp_path: Path) -> None:
    store, plan_id = sealed(file)
    with store:
        dispatch = queued(store, plan_id)
        store.take(copied(store, tmp_path / "before.dxstore"), [Choice(plan_id, beside=True)])
        (copy,) = {each.plan_id for each in store.dispatches.list()} - {plan_id}
        store.dispatches.keep_receipt(dispatch.id, b"receipt")
        export_plans(file, tmp_path / "copy.dxstore", [copy])
        store.trash(plan_id)
        store.erase(plan_id)
        (own,) = store.dispatches.list()
        assert (own.plan_id, own.state, store.dispatches.receipts(own.id)) == (copy, "received", [b"receipt"])
    with arrived(tmp_path / "copy.dxstore") as came, open_store(tmp_path / "there" / file.name) as there:
        there.take(came, [Choice(copy)])
        (moved,) = there.dispatches.list()
        assert (moved.state, there.dispatches.receipts(moved.id)) == ("received", [b"receipt"])


def test_a_file_that_calls_received_what_nobody_answered_is_refused(file: Path, tmp_path: Path) -> None:
    store, plan_id = sealed(file)
    with store:
        dispatch = queued(store, plan_id)
        store.dispatches.keep_receipt(dispatch.id, b"receipt")
        forged = copied(store, tmp_path / "forged.dxstore")
    with closing(sqlite3.connect(forged, isolation_level=None)) as db:
        keep_sums(db)
        db.execute("DELETE FROM dispatch_answer")
    with pytest.raises(ArrivalError) as caught, arrived(forged):
        pass
    assert caught.value.kind == "damaged"


def test_a_rescued_store_sends_nothing_by_itself(file: Path, tmp_path: Path) -> None:
    store, plan_id = sealed(file)
    with store:
        queued(store, plan_id)
        received = queued(store, plan_id, destination="tinh")
        store.dispatches.keep_receipt(received.id, b"receipt")
    (tmp_path / "work").mkdir()
    found = rescue(file, tmp_path / "work")
    assert found is not None
    with open_store(found.built) as rescued:
        assert {each.destination: each.state for each in rescued.dispatches.list()} == {
            "huyen": "stopped",
            "tinh": "received",
        }
        assert rescued.dispatches.receipts(received.id) == [b"receipt"]


def test_what_was_rescued_without_its_answer_or_its_bytes_claims_no_more(file: Path, tmp_path: Path) -> None:
    store, plan_id = sealed(file)
    with store:
        queued(store, plan_id)
        received = queued(store, plan_id, destination="tinh")
        store.dispatches.keep_receipt(received.id, b"the receipt of the province")
    damaged = file.read_bytes()
    for data in (b"the receipt of the province", b"the package \x00\xff"):
        assert data in damaged
        damaged = damaged.replace(data, bytes(len(data)))
    file.write_bytes(damaged)
    (tmp_path / "work").mkdir()
    found = rescue(file, tmp_path / "work")
    assert found is not None
    with open_store(found.built) as rescued:
        for each in rescued.dispatches.list():
            assert (each.state, each.reason) == ("withdrawn", "lost")
            assert rescued.dispatches.attempts(each.id)[0].outcome == "lost"
        assert len(rescued.dispatches.list()) == 2
    export_plans(found.built, tmp_path / "all.dxstore")
    with arrived(tmp_path / "all.dxstore"):
        pass


def test_a_store_from_before_the_outbox_gets_one(file: Path) -> None:
    made_before(file, "add_outbox")
    with open_store(file) as store:
        assert store.dispatches.list() == []
        assert store.addresses.list() == ()
        assert store.plans() == []


def test_addresses_come_with_a_whole_backup(file: Path, tmp_path: Path) -> None:
    address = Address(key="huyen", own=True, body="{}")
    with open_store(tmp_path / "there" / file.name) as there:
        there.addresses.keep([address])
        backup = copied(there, tmp_path / "backup.sqlite3")
    with open_store(file) as here:
        for _twice in range(2):
            here.take(backup, [], whole=True)
        assert here.addresses.list() == (address,)
