"""What is done about the outbox beside the window, on the store's thread or on that of sending; no Qt here."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from dxdesk.outbox.fault_kinds import FOR_CODE
from dxdesk.store.dispatch import Dispatch
from dxdesk.store.dispatch_states import IllegalStepError
from dxdesk.store.store import Store
from ui.access_codes import password_name
from ui.sending_preferences import SendingPreferences

if TYPE_CHECKING:
    from dxdesk.outbox.connection import MayGoOn
    from dxdesk.outbox.mailing import Reach
    from dxdesk.outbox.one_upload import TokenOf
    from dxdesk.outbox.queue_run import QueueRun
    from dxdesk.outbox.sending import Progress


def listed(store: Store) -> Sequence[Dispatch]:
    """Return all that is in the outbox."""
    return store.dispatches.list()


def take_up(store: Store) -> Sequence[Dispatch]:
    """Let wait again what was being sent when the program ended; return all that is in the outbox."""
    store.dispatches.take_up()
    return store.dispatches.list()


def made_queue(
    reach: "Reach",
    token_of: "TokenOf",
    may_go_on: "MayGoOn",
    progressed: Callable[[str, int], object],
    changed: Callable[[], None],
) -> "QueueRun":
    """Return what sends the uploads: on its thread the libraries of the network are imported."""
    from dxdesk.outbox.one_upload import Line  # noqa: PLC0415 - the window comes up without them
    from dxdesk.outbox.queue_run import QueueRun  # noqa: PLC0415

    shares: dict[str, int] = {}

    def show(dispatch: Dispatch, progress: "Progress") -> None:
        share = 100 * progress.sent // max(progress.total, 1)
        if shares.get(dispatch.id) != share:
            shares[dispatch.id] = share
            progressed(dispatch.id, share)

    return QueueRun(
        reach,
        Line(token_of=token_of),
        may_go_on=may_go_on,
        shown=show,
        changed=lambda _dispatch_id: changed(),
    )


def mailed(
    reach: "Reach", dispatch_id: str, now: SendingPreferences, secret_of: Callable[[str], str | None]
) -> Dispatch:
    """Give a dispatch to the mail server that is set; return it as it is then.

    Raises:
        IllegalStepError, LookupError, StoreError: as `send_by_mail`.
    """
    from dxdesk.outbox.mailing import send_by_mail  # noqa: PLC0415 - few offices send so
    from dxdesk.outbox.smtp import SmtpAccount  # noqa: PLC0415

    account = SmtpAccount(
        host=now.mail_server, security=now.mail_security, user=now.mail_user, sender=now.mail_sender
    )
    password = secret_of(password_name(now.mail_user, now.mail_server)) if now.mail_user else ""
    return send_by_mail(reach, dispatch_id, account, password or "")


def resume(store: Store, dispatch_id: str) -> None:
    """Go on with a dispatch, or try it now; where there is nothing to go on with any more, leave it."""
    with suppress(IllegalStepError, LookupError):
        store.dispatches.resume(dispatch_id)


def resume_for_code(store: Store, destination: str) -> None:
    """Try again what stopped at a destination for want of an access code that is known there."""
    for each in store.dispatches.list():
        if each.destination == destination and each.reason in FOR_CODE:
            resume(store, each.id)


def pause(store: Store, dispatch_id: str) -> None:
    """Leave a dispatch until it is resumed, if it has not gone meanwhile."""
    with suppress(IllegalStepError, LookupError):
        store.dispatches.pause(dispatch_id)


def withdraw(store: Store, dispatch_id: str) -> None:
    """Give up a dispatch, if it has not gone meanwhile."""
    with suppress(IllegalStepError, LookupError):
        store.dispatches.withdraw(dispatch_id)


def hand_over(store: Store, dispatch_id: str) -> None:
    """Note that a person has handed a dispatch over, if it is still to be."""
    with suppress(IllegalStepError, LookupError):
        store.dispatches.handed(dispatch_id)
