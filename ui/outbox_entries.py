"""What the outbox lists, read on the store's thread: each dispatch with its plan and what was answered; no Qt here."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dxdesk.exchange.format import Receipt, ReceiptStatement, Reply, ReplyStatement
from dxdesk.exchange.reading import read_exchanged
from dxdesk.store.dispatch import Attempt, Dispatch
from dxdesk.store.dispatch_states import ANSWERED
from dxdesk.store.store import Store
from dxdesk.store.values import PlanSummary


class Entry(NamedTuple):
    """A dispatch as it is listed; `receipt` and `reply` are those that count, None where none has come."""

    dispatch: Dispatch
    plan: PlanSummary | None
    receipt: ReceiptStatement | None = None
    reply: ReplyStatement | None = None


class Details(NamedTuple):
    """What is known of one dispatch besides; `places` are what the findings of its reply are about, by name."""

    attempts: Sequence[Attempt] = ()
    places: Sequence[str] = ()


def read_entries(store: Store, plan_id: str | None = None) -> list[Entry]:
    """Return what is sent of all plans, or of one, the newest first.

    Raises:
        StoreError: it cannot be read.
    """
    plans = {plan.id: plan for plan in (*store.plans(), *store.plans(trashed=True))}
    return [_entry(store, each, plans) for each in store.dispatches.list(plan_id)]


def read_details(store: Store, entry: Entry) -> Details:
    """Return what happened to a dispatch, and what the places are called that its reply speaks of.

    Raises:
        StoreError: it cannot be read.
        LookupError: the plan is not there any more.
    """
    findings = entry.reply.findings if entry.reply is not None else ()
    return Details(
        store.dispatches.attempts(entry.dispatch.id),
        _places(store, entry.dispatch.plan_id, [each.pointer for each in findings]) if findings else (),
    )


def sent_words(store: Store) -> dict[str, str]:
    """Return of the newest revisions of plans that were answered what there is to say of it, by the plan's id.

    Raises:
        StoreError: it cannot be read.
    """
    from ui.outbox_words import state_words  # noqa: PLC0415 - it knows the entries, too

    answered = {plan.id: plan for plan in store.plans() if plan.sent in ANSWERED}
    words: dict[str, str] = {}
    for entry in read_entries(store) if answered else ():
        plan = answered.get(entry.dispatch.plan_id)
        if plan is not None and (plan.revision, plan.sent) == (entry.dispatch.revision, entry.dispatch.state):
            words[plan.id] = state_words(entry)
    return words


def _places(store: Store, plan_id: str, pointers: Sequence[str]) -> list[str]:
    from dxdesk.guidance.faults import FaultyPackError  # noqa: PLC0415 - few dispatches have a reply
    from dxdesk.guidance.wording import worded_pack  # noqa: PLC0415
    from dxdesk.plan.beginning import unit_words  # noqa: PLC0415
    from dxdesk.plan.packs import pack_for  # noqa: PLC0415
    from dxdesk.plan.places import place_name  # noqa: PLC0415

    plan = store.load(plan_id).plan
    try:
        pack = worded_pack(pack_for(plan), unit_words(plan.unit))
    except (LookupError, FaultyPackError):
        return list(pointers)
    return [place_name(pointer, plan, pack) for pointer in pointers]


def _entry(store: Store, dispatch: Dispatch, plans: Mapping[str, PlanSummary]) -> Entry:
    plan = plans.get(dispatch.plan_id)
    if dispatch.state not in ANSWERED:
        return Entry(dispatch, plan)
    receipts, replies = store.dispatches.receipts(dispatch.id), store.dispatches.replies(dispatch.id)
    receipt = read_exchanged(receipts[0], Receipt).statement if receipts else None
    reply = read_exchanged(replies[0], Reply).statement if replies else None
    return Entry(dispatch, plan, receipt, reply)
