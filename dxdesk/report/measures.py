"""What can be said of the figures of an indicator: shares and answers are not added up."""

from decimal import Decimal
from typing import Final, NamedTuple

from dxdesk.consolidation.figures import IndicatorFigures
from dxdesk.guidance.pack import IndicatorKind

_ADDED_UP: Final[frozenset[IndicatorKind]] = frozenset({"count", "money"})


class Measures(NamedTuple):
    """Sum, means and extremes, each None where there is none; of yes and no the mean is the share of yes, in percent."""

    sum: Decimal | None
    mean: Decimal | None
    weighted: Decimal | None
    least: Decimal | None
    most: Decimal | None

    @property
    def best_mean(self) -> Decimal | None:
        """The weighted mean, where nothing weighs the plain one."""
        return self.mean if self.weighted is None else self.weighted


def measures_of(one: IndicatorFigures) -> Measures:
    """Return what can be said of the figures."""
    if one.form == "yes_no":
        return Measures(None, one.mean and one.mean * 100, None, None, None)
    total = one.total if one.usable and one.form in _ADDED_UP else None
    return Measures(total, one.mean, one.weighted, one.least, one.most)
