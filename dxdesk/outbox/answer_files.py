"""Receipts and replies that come as files: by mail, on a stick, from a page of the receiver.

Only what is for a package that was sent from here, and is signed by one who may answer for its destination, changes
anything.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from dxdesk.exchange.format import RECEIPT, REPLY, Receipt, Reply
from dxdesk.exchange.reading import MAX_SIZE, format_in, read_exchanged
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.outbox.address_book import certificates_for, destination_of
from dxdesk.outbox.answer_holders import answer_in
from dxdesk.package.faults import PackageError
from dxdesk.package.format import FORMAT
from dxdesk.package.reading import read_package
from dxdesk.signing.receipts import Assurance, check_receipt, check_reply
from dxdesk.store.dispatch import Dispatch
from dxdesk.store.store import Store

Answer = Receipt | Reply

_SENTENCES: Final = {
    "other": mark("This is neither a receipt nor a reply. Choose the file that the receiver has sent back."),
    "package": mark(
        "This is a plan, not an answer of the receiver. Choose the file whose name ends in .dxreceipt.json or "
        ".dxreply.json."
    ),
    "damaged": mark("This answer is damaged. Ask the receiver to send it again. {reason}"),
    "stranger": mark(
        "This answer is for a package that was not sent from here: unit {unit}, year {year}, revision {revision}. "
        "Nothing was changed."
    ),
    "unsure": mark("This answer does not count, and nothing was changed. {reason}"),
    "unknown": mark(
        "Nobody knows here who may answer for “{receiver}”. Take in the address book of the level above, or enter the "
        "certificate of the receiver, then take this file in again. Nothing was changed."
    ),
}


class AnswerError(Exception):
    """A file was not taken as an answer; the text says why and what to do. Nothing was changed."""

    def __init__(self, kind: str, **fields: object) -> None:
        words = {"reason": "", **fields}
        super().__init__(" ".join(_(_SENTENCES[kind]).format(**words).split()))
        self.kind = kind


class TakenAnswer(NamedTuple):
    """An answer that was kept: what it says, the dispatches as they are now, and what its signature is worth."""

    answer: Answer
    dispatches: Sequence[Dispatch]
    assurance: Assurance


class _Fitting(NamedTuple):
    dispatch: Dispatch
    assurance: Assurance


def read_answer_file(data: bytes) -> Answer:
    """Return the receipt or the reply in a file, whole and well formed; its signatures are not checked.

    Raises:
        AnswerError: it holds none.
    """
    kind = format_in(data) if len(data) <= MAX_SIZE else ""
    if kind == FORMAT:
        raise AnswerError("package")
    if kind not in {RECEIPT, REPLY}:
        raise AnswerError("other")
    try:
        return read_exchanged(data, Receipt) if kind == RECEIPT else read_exchanged(data, Reply)
    except PackageError as error:
        raise AnswerError("damaged", reason=str(error.faults[0])) from error


def take_answer(store: Store, file: bytes) -> TakenAnswer:
    """Keep a receipt or a reply byte by byte, and lead what was sent to the state that it says.

    `file` is its file, a sheet (PDF) or a saved mail that holds one. The same once more changes nothing.

    Raises:
        AnswerError: it is none, is for a package that was not sent from here, or is not soundly signed by one who
            may answer for the destination.
        StoreError, WriteError: the store cannot be read or written.
    """
    data = answer_in(file)
    answer = read_answer_file(data)
    statement = answer.statement
    sent = store.dispatches.with_digest(statement.package)
    if not sent:
        raise AnswerError(
            "stranger", unit=statement.unit.code, year=statement.year, revision=statement.revision
        )
    checked = list(_checked(store, answer, sent))
    valid = [each for each in checked if each.assurance.is_valid]
    if not valid:
        _refuse(store, sent, checked)
    for each in valid:
        _keep(store, each.dispatch, answer, data)
    return TakenAnswer(answer, store.dispatches.with_digest(statement.package), valid[0].assurance)


def _checked(store: Store, answer: Answer, sent: Sequence[Dispatch]) -> Iterator[_Fitting]:
    """Yield one dispatch for each destination whose certificates are known, with what the answer is worth there."""
    one_each = {(each.destination, each.plan_id): each for each in sent}
    for dispatch in one_each.values():
        destination = destination_of(store, dispatch.destination)
        certificates = () if destination is None else certificates_for(store, destination)
        if not certificates:
            continue
        package = read_package(store.dispatches.package(dispatch.id)).package
        if isinstance(answer, Receipt):
            assurance = check_receipt(answer, package, certificates)
        else:
            assurance = check_reply(answer, package, certificates)
        yield _Fitting(dispatch, assurance)


def _refuse(store: Store, sent: Sequence[Dispatch], checked: Sequence[_Fitting]) -> None:
    if not checked:
        raise AnswerError("unknown", receiver=sent[0].receiver)
    reason = " ".join(checked[0].assurance.words())
    words = _("This answer does not count: {reason}").format(reason=reason)
    store.dispatches.note(checked[0].dispatch.id, "refused-answer", words)
    raise AnswerError("unsure", reason=reason)


def _keep(store: Store, dispatch: Dispatch, answer: Answer, data: bytes) -> None:
    if isinstance(answer, Receipt):
        store.dispatches.keep_receipt(dispatch.id, data)
    else:
        store.dispatches.keep_reply(dispatch.id, data, answer.statement.number, answer.statement.verdict)
