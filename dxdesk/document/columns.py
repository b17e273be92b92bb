"""Columns of amounts: as wide as the widest amount needs, for a number is never broken."""

from collections.abc import Iterable
from typing import Final

from dxdesk.document.decree30 import CELL_PADDING, STYLES
from dxdesk.document.metrics import style_face, text_points
from dxdesk.plan.model import MoneyUnit, Plan
from dxdesk.plan.totals import activity_total, plan_total, task_total, totals_by_source
from dxdesk.text.numerals import money_text

_STYLE: Final = STYLES["table-strong-number"]
_MM_PER_POINT: Final = 25.4 / 72
_SPARE: Final = 0.5  # mm: writers differ a little in rounding


def amount_column(plan: Plan, least: float, most: float) -> float:
    """Return the width in mm of a column that holds any amount of the plan on one line.

    It is at most `most`, which leaves room for words where somebody plans for quadrillions.
    """
    unit = plan.document.money_unit
    widest = max((_width(amount, unit) for amount in _amounts(plan)), default=0.0)
    return min(max(least, widest + 2 * CELL_PADDING[0] + _SPARE), most)


def _width(amount: int, unit: MoneyUnit) -> float:
    return text_points(money_text(amount, unit), style_face(_STYLE), _STYLE.size) * _MM_PER_POINT


def _amounts(plan: Plan) -> Iterable[int]:
    yield plan_total(plan)
    yield from totals_by_source(plan.tasks.values()).values()
    for entry in plan.tasks.values():
        yield task_total(entry)
        yield from totals_by_source([entry]).values()
        for activity in entry.activities:
            yield activity_total(activity)
            yield from (cost.amount for cost in activity.costs)
