"""What the outbox lists, read on the store's thread: each dispatch with its plan and what was answered; no Qt here."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dxdesk.exchange.format import Receipt, ReceiptStatement, Reply, ReplyStatement
from dxdesk.exchange.reading import read_exchanged
from dxdesk.store.dispatch import Attempt, Dispatch, SentDocument
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
    """What is known of one dispatch besides."""

    attempts: Sequence[Attempt] = ()
    documents: Sequence[SentDocument] = ()


def read_entries(store: Store, plan_id: str | None = None) -> list[Entry]:
    """Return what is sent of all plans, or of one, the newest first.

    Raises:
        StoreError: it cannot be read.
    """
    plans = {plan.id: plan for plan in (*store.plans(), *store.plans(trashed=True))}
    return [_entry(store, each, plans) for each in store.dispatches.list(plan_id)]


def read_details(store: Store, dispatch_id: str) -> Details:
    """Return what happened to a dispatch, and how far its documents have come.

    Raises:
        StoreError: it cannot be read.
    """
    return Details(store.dispatches.attempts(dispatch_id), store.dispatches.documents(dispatch_id))


def _entry(store: Store, dispatch: Dispatch, plans: Mapping[str, PlanSummary]) -> Entry:
    plan = plans.get(dispatch.plan_id)
    if dispatch.state not in ANSWERED:
        return Entry(dispatch, plan)
    receipts, replies = store.dispatches.receipts(dispatch.id), store.dispatches.replies(dispatch.id)
    receipt = read_exchanged(receipts[0], Receipt).statement if receipts else None
    reply = read_exchanged(replies[0], Reply).statement if replies else None
    return Entry(dispatch, plan, receipt, reply)
