"""What an activity costs, read from the two cells in which the appendix of tasks prints it."""

import re
from collections import Counter
from typing import Final

from dxdesk.comparison.printed_values import read_amount
from dxdesk.plan.costs import Costs, UnclearCostError, is_nothing, read_source
from dxdesk.plan.model import Cost, FundingSource, MoneyUnit

_share = re.compile(r"(?P<name>[^:]+):(?P<amount>[^:]+)")
_ONE: Final = 1


class UnclearCellsError(ValueError):
    """Cells that say an amount or its sources in a way that cannot be taken over."""


def read_costs(costs: Costs, amount: str, sources: str, unit: MoneyUnit) -> Costs:
    """Return the costs that the cells say; the present ones where they say the same.

    Raises:
        UnclearCellsError: an amount or a source cannot be read, or nobody knows which cost changed.
    """
    total = None if is_nothing(amount) else read_amount(amount, unit)
    if total is None and not is_nothing(amount):
        raise UnclearCellsError(amount)
    shares = _shares(sources, unit)
    if shares:
        return _with_shares(costs, shares, total)
    source = _source(sources)
    if total is None:
        if source is not None and costs:
            raise UnclearCellsError(sources)
        return ()
    if len(costs) <= _ONE:
        return (Cost(amount=total, source=source),)
    named = {cost.source for cost in costs if cost.source}
    if total == sum(cost.amount for cost in costs) and named == ({source} if source else set()):
        return costs
    raise UnclearCellsError(amount)


def _with_shares(costs: Costs, shares: Costs, total: int | None) -> Costs:
    if _by_source(shares) == _by_source(tuple(cost for cost in costs if cost.source)) and total == sum(
        cost.amount for cost in costs
    ):
        return costs
    if total != sum(cost.amount for cost in shares):
        raise UnclearCellsError(str(total))
    return shares


def _shares(text: str, unit: MoneyUnit) -> Costs:
    """Return what each source pays, where the cell says so for all of them."""
    parts = [part for part in re.split(r"[\n;]", text) if part.strip()]
    found = [share for part in parts if (share := _share.fullmatch(part.strip(" -+•")))]
    if not found or len(found) != len(parts):
        return ()
    costs: list[Cost] = []
    for share in found:
        amount = read_amount(share["amount"], unit)
        if amount is None:
            raise UnclearCellsError(text)
        costs.append(Cost(amount=amount, source=_source(share["name"])))
    return tuple(costs)


def _source(text: str) -> FundingSource | None:
    try:
        return None if is_nothing(text) else read_source(text)
    except UnclearCostError:
        raise UnclearCellsError(text) from None


def _by_source(costs: Costs) -> Counter[FundingSource | None]:
    totals: Counter[FundingSource | None] = Counter()
    for cost in costs:
        totals[cost.source] += cost.amount
    return totals
