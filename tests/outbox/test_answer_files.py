"""Receipts and replies that come as files: the valid ones count, and the others change nothing."""

from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from dxdesk.exchange.format import Receipt, Reply
from dxdesk.exchange.reading import read_exchanged
from dxdesk.exchange.writing import exchanged_bytes
from dxdesk.issuing.receipt_sheet import receipt_sheet
from dxdesk.outbox.address_book import PINNED, keep_own
from dxdesk.outbox.answer_files import AnswerError, take_answer
from dxdesk.outbox.queueing import queue_revision
from dxdesk.store.dispatch import Dispatch
from dxdesk.store.opening import open_store
from dxdesk.store.store import Store
from tests.exchange.samples import addresses, receipt
from tests.outbox.samples import (
    destination,
    issued_bytes,
    package,
    province,
    read,
    receipt_bytes,
    reply_bytes,
    sealed_store,
)
from tests.signing.authority import own, pem


@pytest.fixture
def sent(tmp_path: Path) -> Iterator[tuple[Store, Dispatch]]:
    """A store from which a package was handed over by mail."""
    store, plan_id = sealed_store(tmp_path / "dxdesk.sqlite3")
    with store:
        keep_own(store, destination())
        keep_own(store, province())
        dispatch = queue_revision(store, plan_id, 1, destination(), "mail")
        yield store, store.dispatches.handed(dispatch.id)


def refused(store: Store, data: bytes) -> AnswerError:
    before = store.dispatches.list()
    with pytest.raises(AnswerError) as caught:
        take_answer(store, data)
    after = store.dispatches.list()
    assert [(each.id, each.state) for each in after] == [(each.id, each.state) for each in before]
    assert all(store.dispatches.receipts(each.id) == [] for each in after)
    return caught.value


def test_a_receipt_makes_it_received_and_stays_byte_by_byte(
    sent: tuple[Store, Dispatch], tmp_path: Path
) -> None:
    store, dispatch = sent
    data = receipt_bytes(read())
    for _twice in range(2):
        taken = take_answer(store, data)
    assert [(each.id, each.state) for each in taken.dispatches] == [(dispatch.id, "received")]
    assert taken.assurance.is_valid
    store.close()
    with open_store(tmp_path / "dxdesk.sqlite3") as again:
        assert again.dispatches.receipts(dispatch.id) == [data]
        assert [plan.sent for plan in again.plans()] == ["received"]


def test_a_sheet_and_a_saved_mail_are_taken_for_what_is_in_them(sent: tuple[Store, Dispatch]) -> None:
    store, dispatch = sent
    data = receipt_bytes(read())
    take_answer(store, receipt_sheet(read_exchanged(data, Receipt), data))
    assert store.dispatches.receipts(dispatch.id) == [data]
    answer = reply_bytes(read(), 1, "accepted")
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = "Phản hồi kế hoạch"
    mail.set_content("Gửi kèm phản hồi.")
    mail.add_attachment(answer, maintype="application", subtype="octet-stream", filename="p.dxreply.json")
    take_answer(store, mail.as_bytes())
    assert store.dispatches.replies(dispatch.id) == [answer]
    assert store.dispatches.get(dispatch.id).state == "accepted"


def test_a_mail_that_was_made_to_do_harm_is_no_answer(sent: tuple[Store, Dispatch]) -> None:
    store, _dispatch = sent
    head = b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n'
    for nested in (
        b"".join(head % (number, number) for number in range(3_000)),
        b"Content-Type: text/plain; charset=nothing\r\nContent-Transfer-Encoding: base64\r\n\r\n!!",
        b"%PDF-1.7 nothing",
    ):
        assert refused(store, nested).kind == "other"


def test_the_certificate_that_a_server_named_at_first_answers_too(sent: tuple[Store, Dispatch]) -> None:
    store, dispatch = sent
    keep_own(store, destination(certificates=()))
    store.set_setting(PINNED + "loc-ha", pem(own()))
    take_answer(store, receipt_bytes(read()))
    assert store.dispatches.get(dispatch.id).state == "received"


def test_a_reply_without_a_receipt_counts_and_names_its_fields(sent: tuple[Store, Dispatch]) -> None:
    store, dispatch = sent
    take_answer(store, reply_bytes(read(), 2, "returned"))
    take_answer(store, reply_bytes(read(), 1, "accepted"))
    assert store.dispatches.get(dispatch.id).state == "returned"
    newest = read_exchanged(store.dispatches.replies(dispatch.id)[0], Reply)
    assert [each.pointer for each in newest.statement.findings] == ["/tasks/cloud/situation"]
    assert len(store.dispatches.replies(dispatch.id)) == 2


def test_an_answer_counts_for_the_destination_that_signed_it(sent: tuple[Store, Dispatch]) -> None:
    store, dispatch = sent
    other = queue_revision(store, dispatch.plan_id, 1, province(), "upload")
    take_answer(store, receipt_bytes(read(), own(number=6)))
    assert store.dispatches.get(dispatch.id).state == "handed"
    assert store.dispatches.get(other.id).state == "received"


def test_files_that_are_no_answers_are_refused_in_words(sent: tuple[Store, Dispatch]) -> None:
    store, _dispatch = sent
    assert "is a plan, not an answer" in str(refused(store, issued_bytes()))
    for data in (b"", b"\xff\xd8 a picture", b"[]", b"{}", exchanged_bytes(addresses()), b'{"format": 1}'):
        assert "neither a receipt nor a reply" in str(refused(store, data))
    damaged = receipt_bytes(read()).replace(b'"number"', b'"numbre"')
    assert "Ask the receiver to send it again" in str(refused(store, damaged))


def test_a_stranger_s_answer_is_refused_in_words(sent: tuple[Store, Dispatch]) -> None:
    store, dispatch = sent
    error = refused(store, exchanged_bytes(receipt()))
    assert "not sent from here: unit 18580, year 2023, revision 1" in str(error)
    assert "It is not signed." in str(refused(store, _unsigned()))
    assert "not among the trusted ones" in str(refused(store, receipt_bytes(read(), own(number=7))))
    changed = receipt_bytes(read()).replace(b'"number": 17', b'"number": 18')
    assert "changed after it was signed" in str(refused(store, changed))
    assert store.dispatches.attempts(dispatch.id)[0].outcome == "refused-answer"


def _unsigned() -> bytes:
    import msgspec  # noqa: PLC0415 - only here

    statement = msgspec.structs.replace(
        receipt().statement,
        package=read().digest,
        unit=read().statement.unit,
    )
    return exchanged_bytes(msgspec.structs.replace(receipt(), statement=statement))


def test_where_nobody_is_known_the_way_on_is_said(tmp_path: Path) -> None:
    store, plan_id = sealed_store(tmp_path / "dxdesk.sqlite3")
    with store:
        queue_revision(store, plan_id, 1, destination(), "mail")
        assert "Take in the address book" in str(refused(store, receipt_bytes(read())))
        keep_own(store, destination(certificates=()))
        assert "Take in the address book" in str(refused(store, receipt_bytes(read(package()))))
