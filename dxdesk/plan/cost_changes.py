"""The changes a person makes to what an activity costs; a cost begins with its amount or with its source."""

from dxdesk.language import mark
from dxdesk.plan.changes import Change, add_entries, is_there, remove_entries, set_value, value_at
from dxdesk.plan.costs import UnclearCostError, read_source
from dxdesk.plan.edit import EditName
from dxdesk.plan.model import Cost, FundingSource, Plan
from dxdesk.plan.unread import forget_typed, keep_typed, removals, unread_text, unread_within
from dxdesk.plan.wording import SHORT_SOURCE_NAMES


def set_amount(plan: Plan, path: str, amount: int | None) -> Change:
    """Put an amount in đồng at the cost at `path`; None takes the cost away.

    A cost that is not there yet comes to the end of the list, paid by the source that was chosen before.
    """
    costs, _slash, index = path.rpartition("/")
    if is_there(plan, path):
        return (
            remove_entries(costs, [int(index)])
            if amount is None
            else set_value(plan, f"{path}/amount", amount)
        )
    if amount is None:
        return forget_typed(plan, f"{path}/amount")
    added = Cost(amount=amount, source=waiting_source(plan, path))
    return add_entries(costs, len(value_at(plan, costs, ())), [added])


def set_source(plan: Plan, path: str, source: FundingSource | None) -> Change:
    """Say who pays the cost at `path`; where there is no amount yet, the source waits for it."""
    place = f"{path}/source"
    if is_there(plan, path):
        return set_value(plan, place, source)
    return keep_typed(plan, place, SHORT_SOURCE_NAMES[source]) if source else forget_typed(plan, place)


def waiting_source(plan: Plan, path: str) -> FundingSource | None:
    """Return the source that was chosen for the cost at `path` before it had an amount."""
    try:
        return read_source(unread_text(plan, f"{path}/source") or "")
    except UnclearCostError:
        return None


def begun_costs(plan: Plan, path: str) -> int:
    """Return how many costs the list at `path` has with those that are only begun: nothing in them counts yet."""
    count = len(value_at(plan, path, ()))
    is_begun = plan.unread and any(rest.startswith(f"{count}/") for rest in unread_within(plan, path))
    return count + 1 if is_begun else count


def remove_cost(plan: Plan, path: str, index: int) -> Change:
    """Take a cost out of the list at `path`, or what of it was only begun."""
    place = f"{path}/{index}"
    if is_there(plan, place):
        return remove_entries(path, [index])
    name = EditName(message=mark("Delete {place}"), path=place)
    within = (number for number, entry in enumerate(plan.unread) if entry.path.startswith(f"{place}/"))
    return name, removals(within)
