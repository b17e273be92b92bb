"""A dispatch by mail over SMTP, from claiming it to what came of it: each step is written down before the next."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol, TypeVar

from dxdesk.exchange.message import MailError
from dxdesk.language import translate as _
from dxdesk.outbox.address_book import destination_of
from dxdesk.outbox.letter import SUBJECT, SubjectError
from dxdesk.outbox.mail import Mail, compose_mail, ready_message
from dxdesk.outbox.smtp import SmtpAccount, SmtpError, send_message
from dxdesk.store.dispatch import Dispatch
from dxdesk.store.store import Store

T = TypeVar("T")

# Minutes until a mail server that was busy or not reached is tried again, by the number of the attempt.
_PAUSES: Final = (2, 5, 15, 60)


class Reach(Protocol):
    """Does something with the store, on whatever thread has it, and returns what came of it."""

    def __call__(self, work: Callable[[Store], T], /) -> T:
        """Do it."""


def send_by_mail(
    reach: Reach, dispatch_id: str, account: SmtpAccount, password: str, *, pattern: str = SUBJECT
) -> Dispatch:
    """Give a dispatch that waits to the mail server; return it as it is then.

    What the server took is handed over, not received. Where the end of it is not known, it stops until a person
    has looked ("unsure"): the same message is never sent again by itself.

    Raises:
        IllegalStepError: it does not wait any more.
        LookupError: there is no such dispatch.
        StoreError, WriteError: the store cannot be read or written; if that was after the message had left, the
            next start finds it being sent and asks a person.
    """
    dispatch = reach(lambda store: store.dispatches.begin(dispatch_id))
    try:
        mail = reach(lambda store: _mail(store, dispatch, pattern))
        message = ready_message(mail, account.sender, dispatch.id)
    except (MailError, SubjectError) as error:
        words = str(error)
        return reach(lambda store: store.dispatches.stop(dispatch_id, "address", words))
    try:
        said = send_message(account, password, mail.letter.to, message)
    except SmtpError as error:
        return _failed(reach, dispatch, error)
    words = _("Given to the mail server {host}: {said}").format(host=account.host, said=said)
    return reach(lambda store: store.dispatches.handed(dispatch_id, words))


def _failed(reach: Reach, dispatch: Dispatch, error: SmtpError) -> Dispatch:
    code, words = error.code, str(error)
    if error.retry == "person":
        return reach(lambda store: store.dispatches.stop(dispatch.id, code, words))
    pause = timedelta(minutes=_PAUSES[min(dispatch.attempts, len(_PAUSES)) - 1])
    moment = datetime.now(UTC) + pause
    return reach(lambda store: store.dispatches.note_attempt(dispatch.id, words, moment))


def _mail(store: Store, dispatch: Dispatch, pattern: str) -> Mail:
    destination = destination_of(store, dispatch.destination)
    if destination is None or not destination.email:
        sentence = _("The address book has no mail address for “{receiver}” any more. Enter one, then go on.")
        raise MailError(sentence.format(receiver=dispatch.receiver))
    return compose_mail(store.dispatches.package(dispatch.id), destination, pattern=pattern)
