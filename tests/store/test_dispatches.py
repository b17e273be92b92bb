"""The outbox of the store: legal steps only, frozen bytes, and what was received stays received."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from dxdesk.store.dispatch import Address, Dispatch, DispatchMeans, SentDocument
from dxdesk.store.dispatch_states import ANSWERED, FOLLOWERS, IllegalStepError
from dxdesk.store.faults import StoreError
from dxdesk.store.opening import open_store
from dxdesk.store.revisions import QueuedError
from dxdesk.store.store import Store
from tests.store.outbox_model import OutboxMachine
from tests.store.samples import started
from tests.store.test_revisions import DAY, revision

NOW = datetime(2022, 12, 6, 1, tzinfo=UTC)


@pytest.fixture
def sealed(file: Path) -> Iterator[tuple[Store, str]]:
    """A store with a plan of which one revision is sealed."""
    store, plan_id = started(file)
    with store:
        store.revisions.seal(plan_id, revision(), b"sealed")
        yield store, plan_id


def queued(
    store: Store, plan_id: str, means: DispatchMeans = "upload", destination: str = "huyen", number: int = 1
) -> Dispatch:
    return store.dispatches.queue(
        plan_id,
        number,
        revision(number).digest,
        b"the package \x00\xff",
        destination=destination,
        receiver="UBND huyện Sơn Lộc",
        means=means,
        at=NOW,
    )


def test_any_steps_lead_where_the_model_says() -> None:
    run_state_machine_as_test(
        OutboxMachine,
        settings=settings(
            max_examples=40,
            stateful_step_count=25,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )


def test_no_state_leads_away_from_what_was_answered() -> None:
    for state, followers in FOLLOWERS.items():
        assert followers >= ANSWERED - {state, "received"}
        assert state not in ANSWERED or followers <= ANSWERED
        assert state not in followers


def test_what_is_queued_is_listed_with_its_frozen_bytes(sealed: tuple[Store, str]) -> None:
    store, plan_id = sealed
    dispatch = queued(store, plan_id)
    assert (dispatch.state, dispatch.revision, dispatch.size, dispatch.attempts) == ("waiting", 1, 14, 0)
    assert dispatch.created_at == NOW
    assert store.dispatches.list() == store.dispatches.list(plan_id) == [dispatch]
    assert store.dispatches.package(dispatch.id) == b"the package \x00\xff"
    with pytest.raises(sqlite3.IntegrityError, match="queued"):
        store._connection._db.execute("UPDATE dispatch_package SET data = x'00'")
    with pytest.raises(LookupError):
        store.dispatches.get("nothing")
    with pytest.raises(LookupError):
        queued(store, "no plan")


def test_a_package_is_queued_once_for_a_destination(sealed: tuple[Store, str]) -> None:
    store, plan_id = sealed
    first = queued(store, plan_id)
    assert queued(store, plan_id) == first
    assert queued(store, plan_id, destination="tinh").id != first.id
    by_mail = queued(store, plan_id, "mail")
    assert by_mail.id != first.id
    store.dispatches.withdraw(by_mail.id)
    assert queued(store, plan_id, "mail").id != by_mail.id
    store.dispatches.keep_receipt(first.id, b"receipt")
    assert queued(store, plan_id, "folder").state == "received"


def test_what_came_of_attempts_is_kept(sealed: tuple[Store, str]) -> None:
    store, plan_id = sealed
    dispatch = queued(store, plan_id)
    assert store.dispatches.begin(dispatch.id).attempts == 1
    with pytest.raises(IllegalStepError):
        store.dispatches.begin(dispatch.id)
    later = NOW + timedelta(minutes=5)
    failed = store.dispatches.note_attempt(dispatch.id, "Không có mạng.", later)
    assert (failed.state, failed.words, failed.next_at) == ("waiting", "Không có mạng.", later)
    assert store.dispatches.due(NOW) == []
    assert [each.id for each in store.dispatches.due(later)] == [dispatch.id]
    assert store.dispatches.resume(dispatch.id).next_at is None
    assert [each.outcome for each in store.dispatches.attempts(dispatch.id)] == ["resumed", "failed", "began"]
    assert store.dispatches.attempts(dispatch.id)[1].words == "Không có mạng."


def test_a_stopped_one_says_why_and_goes_on_when_it_is_told(sealed: tuple[Store, str]) -> None:
    store, plan_id = sealed
    dispatch = queued(store, plan_id)
    store.dispatches.begin(dispatch.id)
    stopped = store.dispatches.stop(dispatch.id, "conflict", "Cấp trên đã có bản khác.")
    assert (stopped.state, stopped.reason) == ("stopped", "conflict")
    assert store.dispatches.due() == []
    assert store.dispatches.note_attempt(dispatch.id, "Muộn.").reason == "conflict"
    gone_on = store.dispatches.resume(dispatch.id)
    assert (gone_on.state, gone_on.reason) == ("waiting", "")


def test_a_plan_in_the_trash_is_not_sent(sealed: tuple[Store, str]) -> None:
    store, plan_id = sealed
    queued(store, plan_id)
    store.trash(plan_id)
    assert store.dispatches.due() == []
    assert len(store.dispatches.list()) == 1


def test_an_end_in_the_middle_of_sending_is_told(sealed: tuple[Store, str], file: Path) -> None:
    store, plan_id = sealed
    for means in ("upload", "mail", "folder"):
        store.dispatches.begin(queued(store, plan_id, means).id)
    store.close()
    with open_store(file) as again:
        found = {each.means: (each.state, each.reason) for each in again.dispatches.take_up()}
        assert found == {
            "upload": ("waiting", ""),
            "mail": ("stopped", "unsure"),
            "folder": ("waiting", ""),
        }
        assert again.dispatches.take_up() == []
        newest = [again.dispatches.attempts(each.id)[0].outcome for each in again.dispatches.list()]
        assert newest == ["interrupted"] * 3


def test_an_answer_settles_every_way_to_its_destination(sealed: tuple[Store, str]) -> None:
    store, plan_id = sealed
    upload, mail = queued(store, plan_id), queued(store, plan_id, "mail")
    other = queued(store, plan_id, destination="tinh")
    store.dispatches.handed(mail.id)
    store.dispatches.withdraw(upload.id)
    assert store.dispatches.keep_receipt(mail.id, b"receipt").state == "received"
    assert store.dispatches.keep_receipt(mail.id, b"receipt").state == "received"
    assert store.dispatches.get(upload.id).state == "received"
    assert store.dispatches.get(other.id).state == "waiting"
    assert store.dispatches.receipts(upload.id) == [b"receipt"]
    assert store.dispatches.replies(upload.id) == store.dispatches.receipts(other.id) == []
    with pytest.raises(sqlite3.IntegrityError, match="received"):
        store._connection._db.execute("UPDATE dispatch SET state = 'waiting'")


def test_of_replies_the_highest_number_counts_however_they_come(sealed: tuple[Store, str]) -> None:
    store, plan_id = sealed
    dispatch = queued(store, plan_id)
    assert store.dispatches.keep_reply(dispatch.id, b"two", 2, "accepted").state == "accepted"
    assert store.dispatches.keep_reply(dispatch.id, b"one", 1, "returned").state == "accepted"
    assert store.dispatches.keep_receipt(dispatch.id, b"receipt").state == "accepted"
    assert store.dispatches.keep_reply(dispatch.id, b"three", 3, "returned").state == "returned"
    assert store.dispatches.replies(dispatch.id) == [b"three", b"two", b"one"]


def test_answers_that_are_damaged_are_not_given_out(sealed: tuple[Store, str]) -> None:
    store, plan_id = sealed
    dispatch = queued(store, plan_id)
    store.dispatches.keep_receipt(dispatch.id, b"receipt")
    store._connection._db.execute("UPDATE dispatch_answer SET data = x'00'")
    with pytest.raises(StoreError):
        store.dispatches.receipts(dispatch.id)


def test_documents_on_their_own_are_due_after_the_receipt(sealed: tuple[Store, str]) -> None:
    store, plan_id = sealed
    dispatch = queued(store, plan_id)
    store.dispatches.keep_receipt(dispatch.id, b"receipt")
    assert store.dispatches.due() == []
    scan, pdf = (SentDocument(sha256=letter * 64, size=100, sent=0) for letter in "ab")
    assert store.dispatches.note_documents(dispatch.id, [scan, pdf]).wanted == 2
    assert [each.id for each in store.dispatches.due()] == [dispatch.id]
    half = SentDocument(sha256="b" * 64, size=100, sent=50)
    whole = SentDocument(sha256="a" * 64, size=100, sent=100)
    assert store.dispatches.note_documents(dispatch.id, [whole, half]).wanted == 1
    assert store.dispatches.documents(dispatch.id) == (whole, half)
    stopped = store.dispatches.stop(dispatch.id, "refused", "Tệp bị từ chối.")
    assert (stopped.state, stopped.reason) == ("received", "refused")
    assert store.dispatches.due() == []
    assert store.dispatches.resume(dispatch.id).reason == ""
    assert len(store.dispatches.due()) == 1


def test_the_list_of_plans_says_how_far_the_newest_revision_has_come(sealed: tuple[Store, str]) -> None:
    store, plan_id = sealed

    def sent() -> str | None:
        (summary,) = store.plans()
        return summary.sent

    assert sent() is None
    district, province = queued(store, plan_id), queued(store, plan_id, destination="tinh")
    assert sent() == "waiting"
    store.dispatches.handed(province.id)
    assert sent() == "handed"
    store.dispatches.keep_receipt(district.id, b"receipt")
    assert sent() == "received"
    store.dispatches.keep_reply(province.id, b"reply", 1, "accepted")
    assert sent() == "accepted"
    store.dispatches.keep_reply(district.id, b"reply", 1, "returned")
    assert sent() == "returned"
    store.revisions.issue(plan_id, 1, "15", DAY)
    store.revisions.seal(plan_id, revision(2), b"2")
    assert sent() is None
    store.dispatches.withdraw(queued(store, plan_id, number=2).id)
    assert sent() is None


def test_a_revision_in_the_outbox_is_not_sealed_anew(sealed: tuple[Store, str]) -> None:
    store, plan_id = sealed
    dispatch = queued(store, plan_id)
    with pytest.raises(QueuedError):
        store.revisions.reopen(plan_id, 1)
    with pytest.raises(QueuedError):
        store.revisions.seal(plan_id, revision(), b"1 again", anew=True)
    store.dispatches.withdraw(dispatch.id)
    store.revisions.reopen(plan_id, 1)
    assert store.dispatches.get(dispatch.id).state == "withdrawn"


def test_a_revision_in_the_outbox_is_issued_as_any_other(sealed: tuple[Store, str]) -> None:
    store, plan_id = sealed
    queued(store, plan_id)
    assert store.revisions.issue(plan_id, 1, "15", DAY).issued_number == "15"


def test_an_address_book_leaves_own_entries(file: Path) -> None:
    with open_store(file) as store:
        own = Address(key="huyen", own=True, body='{"a":1}')
        book = Address(
            key="huyen", own=False, body="{}", issued_by="Sở", issued_on=date(2022, 12, 1), signed_by="Sở"
        )
        newer = Address(key="huyen", own=False, body='{"b":2}', issued_by="Sở")
        store.addresses.keep([own, Address(key="tinh", own=False, body="{}")])
        store.addresses.keep([book])
        store.addresses.keep([newer])
        assert [each.key for each in store.addresses.list()] == ["huyen", "huyen", "tinh"]
        assert store.addresses.find("huyen") == own
        store.addresses.remove("huyen", own=True)
        assert store.addresses.find("huyen") == newer
        assert store.addresses.find("bo") is None
