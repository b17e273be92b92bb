"""How the list of plans speaks of a plan: its name, how it stands, when it was changed."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.store.values import DispatchState, PlanSummary
from dxdesk.text.dates import short_date
from ui.icons import IconName, IconRole

HEADINGS: Final = (mark("Unit"), mark("Year"), mark("State"), mark("Tasks"), mark("Last change"))


_SENT: Final[Mapping[DispatchState, str]] = {
    "waiting": mark("Waiting to be sent"),
    "sending": mark("Being sent"),
    "handed": mark("Handed over, no receipt yet"),
    "received": mark("Received"),
    "accepted": mark("Accepted"),
    "returned": mark("Returned"),
    "stopped": mark("Not sent: needs you to look"),
    "withdrawn": mark("Not sent"),
}

SENT_MARKS: Final[Mapping[DispatchState, tuple[IconName, IconRole]]] = {
    "waiting": ("clock", "primary"),
    "sending": ("send", "primary"),
    "handed": ("forward", "muted"),
    "received": ("check", "done"),
    "accepted": ("check", "done"),
    "returned": ("attention", "warning"),
    "stopped": ("attention", "warning"),
    "withdrawn": ("dash", "muted"),
}


def unit_title(name: str) -> str:
    """Return the name of a unit as it begins a line: "Xã Thạch Kim"."""
    return name[:1].upper() + name[1:]


def plan_title(plan: PlanSummary) -> str:
    """Return what a plan is called in a sentence or a list: "Xã Thạch Kim, 2023"."""
    return _("{unit}, {year}").format(unit=unit_title(plan.unit_name), year=plan.year)


def is_ready(plan: PlanSummary) -> bool:
    """Say whether every task is written and no rule finds an error; the list knows no more of a plan."""
    return plan.total > 0 and plan.written == plan.total and plan.errors == 0


def state_words(plan: PlanSummary) -> str:
    """Return how a plan stands; no word claims more than is known."""
    if plan.issued_on is not None and plan.edited_since:
        return _("Amendment being written")
    if plan.sent is not None and not plan.edited_since:
        return _(_SENT[plan.sent])
    if plan.issued_on is not None:
        return _("Issued {day}, not sent").format(day=short_date(plan.issued_on))
    if plan.revision:
        return _("Sealed, to be signed")
    return _("No errors, not sent") if is_ready(plan) else _("Draft")


def state_hint(plan: PlanSummary) -> str:
    """Return how to go on with a plan that stands so."""
    if plan.sent is not None and not plan.edited_since:
        return _("What was sent, and what was answered, stands in the outbox (Ctrl+G).")
    if plan.issued_on is not None and not plan.edited_since:
        return _("The plan is issued. To send it: open it, and choose “Send” on the page “Sign and issue”.")
    if plan.revision and plan.issued_on is None:
        return _(
            "The content is sealed. Open the plan, have it signed, and take the signed file back in on the page "
            "“Sign and issue”."
        )
    if is_ready(plan):
        return _(
            "All tasks are written and no error is left. To send the plan: open it, look at the check, then seal "
            "and send it on the page “Sign and issue”."
        )
    found = _n("{count} error is open.", "{count} errors are open.", plan.errors).format(count=plan.errors)
    go_on = _("Open the plan to go on writing; its overview says what is left.")
    return f"{found} {go_on}" if plan.errors else go_on


def state_mark(plan: PlanSummary) -> tuple[IconName, IconRole]:
    """Return the icon that goes with the words, and its colour; what is not ready stands out."""
    if plan.sent is not None and not plan.edited_since:
        return SENT_MARKS[plan.sent]
    if plan.issued_on is not None and not plan.edited_since:
        return ("signed", "muted")
    if plan.revision and plan.issued_on is None:
        return ("lock", "primary")
    return ("check", "muted") if is_ready(plan) else ("dots", "primary")


def moment_words(moment: datetime, now: datetime) -> str:
    """Return when something was: "Today 10:42", "Yesterday 9:05", "12/11/2026"."""
    local, today = moment.astimezone(now.tzinfo), now.date()
    if local.date() == today:
        return _("Today {time}").format(time=f"{local:%H:%M}")
    if local.date() == today - timedelta(days=1):
        return _("Yesterday {time}").format(time=f"{local:%H:%M}")
    return short_date(local.date())
