"""How the window speaks of what is sent: how, how far it has come, and what happened; no word claims more than is known."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.outbox.fault_kinds import FOR_CODE
from dxdesk.store.dispatch import Attempt, Dispatch, DispatchMeans
from dxdesk.store.dispatch_states import ANSWERED
from dxdesk.store.values import DispatchState
from ui.icons import IconName, IconRole
from ui.pages.issue_words import moment_words
from ui.start_words import SENT_MARKS, unit_title

if TYPE_CHECKING:
    from ui.outbox_entries import Entry

MEANS: Final[Mapping[DispatchMeans, str]] = {
    "upload": mark("Over the network"),
    "mail": mark("By e-mail"),
    "folder": mark("On a USB stick or in a folder"),
}
_STATES: Final[Mapping[DispatchState, str]] = {
    "waiting": mark("Waiting to be sent"),
    "sending": mark("Being sent"),
    "handed": mark("Handed over, no receipt yet"),
    "received": mark("Received"),
    "accepted": mark("Accepted"),
    "returned": mark("Returned"),
    "stopped": mark("Needs you to look"),
    "withdrawn": mark("Not sent any more"),
}
_REASONS: Final[Mapping[str, str]] = {
    "paused": mark("Paused. It is not sent until you go on with it."),
    "moved": mark(
        "The plan came from another computer, where this may have been sent already. Look there; then go on with "
        "it here, or give it up."
    ),
    "unsure": mark(
        "The program ended while this was being handed to the mail program. Look there whether it was sent; then "
        "say so here, or try again."
    ),
}
_OUTCOMES: Final[Mapping[str, str]] = {
    "began": mark("Sending began"),
    "failed": mark("Not sent"),
    "interrupted": mark("Broken off: the program ended"),
    "handed": mark("Handed over"),
    "stopped": mark("Stopped, until you have looked"),
    "resumed": mark("Sending goes on"),
    "withdrawn": mark("Given up"),
    "received": mark("The receipt came"),
    "accepted": mark("Accepted"),
    "returned": mark("Returned"),
    "moved": mark("Held back: the plan came from another computer"),
    "notice": mark("To be noted"),
    "no_code": mark("An access code is needed"),
}
_ASKED: Final = frozenset({"notice", "no_code"})


def entry_title(entry: "Entry") -> str:
    """Return what is sent: "Xã Thạch Kim, 2023"."""
    plan = entry.plan
    if plan is None:
        return _("A plan that is not here any more")
    return _("{unit}, {year}").format(unit=unit_title(plan.unit_name), year=plan.year)


def revision_words(dispatch: Dispatch) -> str:
    """Return which revision is sent: "Revision 1"."""
    return _("Revision {number}").format(number=dispatch.revision)


def means_words(dispatch: Dispatch) -> str:
    """Return how it is sent."""
    return _(MEANS[dispatch.means])


def state_mark(dispatch: Dispatch) -> tuple[IconName, IconRole]:
    """Return the icon that goes with the words, and its colour."""
    if dispatch.reason == "paused":
        return ("pause", "muted")
    return SENT_MARKS[dispatch.state]


def state_words(entry: "Entry", share: int | None = None) -> str:
    """Return in a few words how far it has come; `share` is how much of it is sent, in per cent."""
    dispatch = entry.dispatch
    if dispatch.reason == "paused" and dispatch.state == "stopped":
        return _("Paused")
    if dispatch.state == "sending" and share is not None:
        return _("Being sent, {share} %").format(share=share)
    if dispatch.state == "received" and entry.receipt is not None:
        words = _("Received {moment}, number {number}")
        return words.format(moment=moment_words(entry.receipt.received_at), number=entry.receipt.number)
    if dispatch.state == "returned" and entry.reply is not None and entry.reply.findings:
        return returned_words(len(entry.reply.findings))
    return _(_STATES[dispatch.state])


def returned_words(findings: int) -> str:
    """Return that a plan was returned with so many findings."""
    words = _n("Returned, {count} point to mend", "Returned, {count} points to mend", findings)
    return words.format(count=findings)


def story(entry: "Entry") -> str:
    """Return in sentences how it stands, and what happens next."""
    dispatch = entry.dispatch
    words = _STORIES.get(dispatch.state, _answered)(entry)
    if dispatch.wanted and dispatch.state in {"received", "accepted", "returned"}:
        more = _n(
            "{count} signed document is still on its way.",
            "{count} signed documents are still on their way.",
            dispatch.wanted,
        )
        words = f"{words} {more.format(count=dispatch.wanted)}"
    return words


def _waiting(entry: "Entry") -> str:
    dispatch = entry.dispatch
    if dispatch.means != "upload":
        return _("It is ready, and waits for you to hand it over.")
    if not dispatch.attempts:
        return _("It is sent by itself as soon as there is a connection.")
    return dispatch.words or _("It is tried again by itself.")


def _handed(entry: "Entry") -> str:
    words = _(
        "Handed over {moment}. It counts as received when the receipt is here: when it comes, take it in with Ctrl+O."
    )
    return words.format(moment=moment_words(entry.dispatch.changed_at))


def _stopped(entry: "Entry") -> str:
    dispatch = entry.dispatch
    if dispatch.reason in _REASONS:
        return _(_REASONS[dispatch.reason])
    return dispatch.words or _(_STATES["stopped"])


def _answered(entry: "Entry") -> str:
    parts = []
    if entry.receipt is not None:
        words = _("{receiver} received it on {moment}, as number {number} of its intake.")
        receipt = entry.receipt
        parts.append(
            words.format(
                receiver=receipt.receiver.name,
                moment=moment_words(receipt.received_at),
                number=receipt.number,
            )
        )
    if entry.reply is not None:
        parts.append(_replied(entry))
    elif entry.receipt is not None:
        parts.append(_("Whether the content is accepted, a reply will say."))
    return " ".join(parts)


def _replied(entry: "Entry") -> str:
    reply = entry.reply
    assert reply is not None  # noqa: S101 - the caller has looked
    accepted = _("Accepted on {moment}.")
    returned = _("Returned on {moment}: mend what is named below, seal an amendment and send that.")
    words = accepted if reply.verdict == "accepted" else returned
    return words.format(moment=moment_words(reply.answered_at))


_STORIES: Final[Mapping[DispatchState, Callable[["Entry"], str]]] = {
    "waiting": _waiting,
    "sending": lambda _entry: _("It is being sent. You can go on working."),
    "handed": _handed,
    "stopped": _stopped,
    "withdrawn": lambda _entry: _("You gave this up before it left. The plan can be sent anew."),
}


def next_words(dispatch: Dispatch, now: datetime) -> str:
    """Return when it is tried again; nothing where that is not set."""
    if dispatch.state != "waiting" or dispatch.next_at is None or dispatch.means != "upload":
        return ""
    minutes = round((dispatch.next_at - now).total_seconds() / 60)
    if minutes < 1:
        return _("It is tried again at once.")
    words = _n("It is tried again in {count} minute.", "It is tried again in {count} minutes.", minutes)
    return words.format(count=minutes)


def attempt_words(attempt: Attempt) -> str:
    """Return what happened, and when: "05/12/2022 09:12: Not sent. There is no connection…"."""
    outcome = _(_OUTCOMES[attempt.outcome]) if attempt.outcome in _OUTCOMES else attempt.outcome
    told = f"{outcome}. {attempt.words}" if attempt.words else outcome
    return _("{moment}: {what}").format(moment=moment_words(attempt.at), what=told)


def asked_words(entry: "Entry", attempts: Sequence[Attempt]) -> str:
    """Return what came of asking for the reply, if that is what happened last."""
    is_last = entry.dispatch.state in ANSWERED and attempts and attempts[0].outcome in _ASKED
    return attempts[0].words if is_last else ""


def lacks_code(dispatch: Dispatch, attempts: Sequence[Attempt]) -> bool:
    """Return whether there is nothing to do before the access code is entered."""
    is_last = bool(attempts) and attempts[0].outcome == "no_code"
    return dispatch.reason in FOR_CODE or (dispatch.state in ANSWERED and is_last)
