"""Whether the money adds up, and whether it is said where it comes from."""

from collections.abc import Iterator
from typing import Final

from dxdesk.language import mark as _
from dxdesk.plan.model import Activity, Cost
from dxdesk.plan.rules.rule import Place, Review, at, excerpt, rule
from dxdesk.text.numerals import money_text

_SMALLEST: Final = 1_000  # đồng
_LARGEST: Final = 1_000_000_000_000  # a thousand tỷ đồng
_TOTAL: Final = "/funding/stated_total"


def _costs(review: Review) -> Iterator[tuple[str, Cost, Activity]]:
    """Yield each cost with its place and its activity."""
    for row in review.rows:
        for index, cost in enumerate(row.activity.costs):
            yield f"{row.path}/costs/{index}", cost, row.activity


def _dong(amount: int) -> str:
    return money_text(amount, "dong")


@rule(
    "FU01",
    "warning",
    "practice",
    _("It is not said where the {amount} đồng for “{text}” come from. Choose the source."),
)
def cost_without_source(review: Review) -> Iterator[Place]:
    """Who approves a plan asks who pays."""
    for path, cost, activity in _costs(review):
        if cost.amount and cost.source is None:
            yield at(f"{path}/source", amount=_dong(cost.amount), text=excerpt(activity.text))


@rule(
    "FU02",
    "warning",
    "arithmetic",
    _("“{text}” costs only {amount} đồng. If that is in million đồng, write the amount in full."),
)
def suspiciously_small(review: Review) -> Iterator[Place]:
    """Typed in millions where đồng are meant."""
    for path, cost, activity in _costs(review):
        if 0 < cost.amount < _SMALLEST:
            yield at(f"{path}/amount", amount=_dong(cost.amount), text=excerpt(activity.text))


@rule(
    "FU03",
    "warning",
    "arithmetic",
    _("“{text}” costs {amount} đồng, more than a thousand tỷ. Count the zeros once more."),
)
def suspiciously_large(review: Review) -> Iterator[Place]:
    """Typed in đồng where millions are meant, or a zero too many."""
    for path, cost, activity in _costs(review):
        if cost.amount > _LARGEST:
            yield at(f"{path}/amount", amount=_dong(cost.amount), text=excerpt(activity.text))


@rule("FU04", "hint", "practice", _("A cost of “{text}” is zero. Write the amount, or delete the line."))
def cost_of_nothing(review: Review) -> Iterator[Place]:
    """An activity that costs nothing has no cost."""
    for path, cost, activity in _costs(review):
        if cost.amount == 0:
            yield at(f"{path}/amount", text=excerpt(activity.text))


@rule(
    "FU05",
    "hint",
    "arithmetic",
    _("“{text}” has two amounts from the same source. Add them up, or choose another source."),
)
def source_twice(review: Review) -> Iterator[Place]:
    """One line a source."""
    for row in review.rows:
        sources = [cost.source for cost in row.activity.costs]
        for index, source in enumerate(sources):
            if source and source in sources[:index]:
                yield at(f"{row.path}/costs/{index}/source", text=excerpt(row.activity.text))


@rule(
    "FU06",
    "error",
    "arithmetic",
    _(
        "The plan states {stated} đồng in all, but the activities add up to {total} đồng. Correct one of them."
    ),
)
def total_differs(review: Review) -> Iterator[Place]:
    """The stated total is the sum of what the activities cost."""
    stated, total = review.plan.funding.stated_total, review.total
    if stated is not None and total and stated != total:
        yield at(_TOTAL, stated=_dong(stated), total=_dong(total))


@rule(
    "FU07",
    "warning",
    "arithmetic",
    _(
        "The plan states {stated} đồng in all, but no activity costs anything. Write the costs with the activities."
    ),
)
def total_of_nothing(review: Review) -> Iterator[Place]:
    """A total without parts cannot be checked."""
    stated = review.plan.funding.stated_total
    if stated and not review.total:
        yield at(_TOTAL, stated=_dong(stated))


@rule(
    "FU08",
    "warning",
    "practice",
    _(
        "The activities cost {total} đồng, but the section on funding is empty. Say how the money is provided."
    ),
)
def funding_not_written(review: Review) -> Iterator[Place]:
    """The section on funding says more than the sum."""
    total = review.total
    if total and "funding" in review.sections and not review.plan.funding.text.strip():
        yield at("/funding/text", total=_dong(total))


@rule(
    "FU09",
    "hint",
    "practice",
    _(
        "No activity costs anything. If the work is done within the regular budget, say so in the section on funding."
    ),
)
def no_costs(review: Review) -> Iterator[Place]:
    """A plan without money is possible, and should be meant."""
    if not review.total and not review.plan.funding.text.strip():
        yield at("/funding")


@rule(
    "FU10",
    "warning",
    "practice",
    _(
        "The appendix of funding is asked for, but no activity costs anything: there is nothing to print in it."
    ),
)
def empty_appendix(review: Review) -> Iterator[Place]:
    """An appendix has something in it."""
    if review.plan.document.funding_appendix and not review.total:
        yield at("/document/funding_appendix")
