"""The figures of a consolidation: one record for each area, level and whatever else they are by."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from dxdesk.consolidation.areas import AreaKind
from dxdesk.guidance.pack import IndicatorKind
from dxdesk.units.unit import UnitLevel

Field = Literal["baseline", "target"]
_PLACES: Final = 6
FIELDS: Final[tuple[Field, ...]] = ("baseline", "target")


class UnitFigures(NamedTuple):
    """An expected unit: when its first package came, which revision counts, and the money of its plan in đồng.

    `revision` is None where nothing has come, or nothing counts yet because two packages contradict each other.
    """

    code: str
    name: str
    level: UnitLevel
    district: str | None
    province: str
    received_at: datetime | None
    late: bool
    conflict: bool
    revision: int | None
    digest: str | None
    amount: int


class CoverageFigures(NamedTuple):
    """How many units of an area and a level are expected, have sent, by the last day or after it.

    `counted` have a plan that counts; `conflict` wait for a decision.
    """

    kind: AreaKind
    area: str
    level: UnitLevel
    expected: int
    sent: int
    late: int
    conflict: int
    counted: int

    @property
    def missing(self) -> int:
        """How many have not sent."""
        return self.expected - self.sent


class TaskFigures(NamedTuple):
    """How the units of an area and a level answer a task.

    `done` of those to which it applies have at least one activity written; `open` have not answered.
    """

    kind: AreaKind
    area: str
    level: UnitLevel
    task: str
    plans: int
    applies: int
    done: int
    refused: int
    open: int


class RefusalReason(NamedTuple):
    """Why units of an area and a level do not carry out a task, in their own words."""

    kind: AreaKind
    area: str
    level: UnitLevel
    task: str
    reason: str
    units: int


class IndicatorFigures(NamedTuple):
    """The figures of units of an area and a level for an indicator: last year's result or this year's target.

    `written` counts the figures, `left_out` those of them that are no numbers or too long; a mean of yes and no is
    the share of yes. `weighted` is the mean by the figures that the guidance names as weight.
    """

    kind: AreaKind
    area: str
    level: UnitLevel
    task: str
    indicator: str
    form: IndicatorKind
    unit: str
    field: Field
    written: int
    left_out: int
    total: Decimal
    least: Decimal | None
    most: Decimal | None
    weight: int
    weighed: Decimal

    @property
    def usable(self) -> int:
        """How many figures are summed."""
        return self.written - self.left_out

    @property
    def mean(self) -> Decimal | None:
        """The plain mean, to four decimals."""
        return _divided(self.total, self.usable)

    @property
    def weighted(self) -> Decimal | None:
        """The weighted mean, to four decimals; None where nothing weighs."""
        return _divided(self.weighed, self.weight)


class FundingFigures(NamedTuple):
    """What units of an area and a level plan to spend on a task, from a source, until the end of a quarter.

    `quarter` is counted as year and quarter (20232), None where the activity has no date.
    """

    kind: AreaKind
    area: str
    level: UnitLevel
    task: str
    source: str | None
    quarter: int | None
    costs: int
    amount: int


class DeadlineFigures(NamedTuple):
    """How many activities fall due in a month (202306); None: those without a date."""

    kind: AreaKind
    area: str
    level: UnitLevel
    month: int | None
    activities: int


def decimal_of(millionths: int) -> Decimal:
    """Return a number of which the millionths are given."""
    return Decimal(millionths).scaleb(-_PLACES)


def _divided(total: Decimal, count: int) -> Decimal | None:
    if not count:
        return None
    return Decimal(round(Fraction(total) / count * 10**4)).scaleb(-4)
