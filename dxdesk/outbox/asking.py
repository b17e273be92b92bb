"""What comes of asking a receiver for its reply, in words for the person who wants to know."""

from typing import Literal

from dxdesk.language import translate as _
from dxdesk.outbox.fault_kinds import FOR_CODE
from dxdesk.outbox.faults import SendingError, StoppedError
from dxdesk.outbox.mailing import Reach
from dxdesk.outbox.one_upload import OneUpload
from dxdesk.outbox.sending import Delivery
from dxdesk.store.dispatch import Dispatch
from dxdesk.value import Value


class Asked(Value, frozen=True, kw_only=True):
    """What came of it, for the history of a dispatch; no words where a reply has come, for it speaks for itself."""

    is_answered: bool
    words: str
    outcome: Literal["notice", "no_code"] = "notice"


def ask_for_reply(reach: Reach, upload: OneUpload, dispatch: Dispatch) -> Asked:
    """Ask what has become of a dispatch that is received.

    Raises:
        StoreError: what happened cannot be read or written down.
    """
    before = _replies(reach, dispatch)
    try:
        delivery = upload.ask()
    except SendingError as error:
        return Asked(
            is_answered=False,
            words=error.fault.words(),
            outcome="no_code" if error.fault.code in FOR_CODE else "notice",
        )
    except StoppedError:
        return Asked(is_answered=False, words=_("Sending was paused."))
    has_come = _replies(reach, dispatch) > before
    return Asked(is_answered=True, words=_words(dispatch, delivery, has_come=has_come))


def _words(dispatch: Dispatch, delivery: Delivery | None, *, has_come: bool) -> str:
    if delivery is None:
        words = _("{receiver} was asked, and does not know the package. Ask there by telephone.")
        return words.format(receiver=dispatch.receiver)
    words = ""
    if not has_come and delivery.reply is None:
        words = _("{receiver} was asked: there is no reply yet.").format(receiver=dispatch.receiver)
    elif not has_come:
        words = _("{receiver} was asked: there is no newer reply.").format(receiver=dispatch.receiver)
    return " ".join(filter(None, [words, *delivery.notices]))


def _replies(reach: Reach, dispatch: Dispatch) -> int:
    return len(reach(lambda store: store.dispatches.replies(dispatch.id)))
