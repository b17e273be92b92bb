"""What can be done with a dispatch as it stands."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from dxdesk.language import translate as _
from dxdesk.store.dispatch_states import ANSWERED
from ui.icons import IconName
from ui.outbox_entries import Details, Entry
from ui.outbox_words import lacks_code

Deed = Callable[[Entry], object]


class OutboxDeeds(NamedTuple):
    """What can be done with a dispatch; `hand_over` opens what a mail or a stick needs, `handed` says it is done."""

    resume: Deed
    ask_reply: Deed
    enter_code: Deed
    pause: Deed
    withdraw: Deed
    hand_over: Deed
    handed: Deed
    open_receipt: Deed
    save_receipt: Deed
    open_place: Callable[[Entry, str], object]


class Verb(NamedTuple):
    """Something that can be done: a key, words, an icon and the deed."""

    key: str
    words: str
    sign: IconName
    deed: Deed


def verbs_of(entry: Entry, details: Details, deeds: OutboxDeeds) -> Iterator[Verb]:
    """Yield what can be done with a dispatch as it stands."""
    dispatch = entry.dispatch
    if lacks_code(dispatch, details.attempts):
        yield Verb("enter_code", _("Enter the access &code…"), "lock", deeds.enter_code)
    if dispatch.state in ANSWERED:
        yield from _verbs_of_answered(entry, deeds)
    elif dispatch.means == "upload":
        yield from _verbs_of_upload(entry, deeds)
    else:
        yield from _verbs_by_hand(entry, deeds)
    if dispatch.state in {"waiting", "stopped"}:
        yield Verb("withdraw", _("&Do not send it"), "close", deeds.withdraw)


def _verbs_of_upload(entry: Entry, deeds: OutboxDeeds) -> Iterator[Verb]:
    dispatch = entry.dispatch
    if dispatch.state == "waiting":
        yield Verb("resume", _("&Try now"), "send", deeds.resume)
    if dispatch.state in {"waiting", "sending"}:
        yield Verb("pause", _("&Pause"), "pause", deeds.pause)
    if dispatch.state == "stopped":
        words = _("&Go on") if dispatch.reason in {"paused", "moved"} else _("&Try again")
        yield Verb("resume", words, "send", deeds.resume)


def _verbs_by_hand(entry: Entry, deeds: OutboxDeeds) -> Iterator[Verb]:
    state = entry.dispatch.state
    if state == "stopped":
        yield Verb("handed", _("It was &sent"), "check", deeds.handed)
    if state in {"waiting", "stopped"}:
        yield Verb("hand_over", _("&Hand it over…"), "forward", deeds.hand_over)
    if state == "handed":
        yield Verb("hand_over", _("&Hand it over once more…"), "forward", deeds.hand_over)


def _verbs_of_answered(entry: Entry, deeds: OutboxDeeds) -> Iterator[Verb]:
    if entry.receipt is not None:
        yield Verb("open_receipt", _("Open the &receipt"), "file-pdf", deeds.open_receipt)
        yield Verb("save_receipt", _("&Save the receipt file…"), "export", deeds.save_receipt)
    if entry.dispatch.means == "upload":
        yield Verb("ask_reply", _("Ask for the reply &now"), "restore", deeds.ask_reply)
    if entry.dispatch.reason:
        yield Verb("resume", _("&Try again"), "send", deeds.resume)
