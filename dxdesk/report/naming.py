"""What levels, areas, tasks and indicators are called in a report; like all documents, it is Vietnamese."""

from functools import cached_property
from typing import Final

from dxdesk.consolidation.areas import AreaKind
from dxdesk.consolidation.consolidation import Consolidation
from dxdesk.consolidation.figures import Field
from dxdesk.guidance.pack import IndicatorKind, Pack
from dxdesk.plan.model import FundingSource
from dxdesk.plan.wording import SOURCE_NAMES, WITHOUT_SOURCE
from dxdesk.units.unit import UnitLevel

LEVELS: Final[dict[UnitLevel, str]] = {"tinh": "Cấp tỉnh", "huyen": "Cấp huyện", "xa": "Cấp xã"}
KINDS: Final[dict[AreaKind, str]] = {
    "nation": "Cả nước",
    "region": "Vùng",
    "province": "Tỉnh",
    "district": "Huyện",
}
FIELDS: Final[dict[Field, str]] = {"baseline": "Thực hiện năm trước", "target": "Chỉ tiêu"}
FORMS: Final[dict[IndicatorKind, str]] = {
    "count": "Số lượng",
    "percent": "Tỷ lệ",
    "money": "Số tiền",
    "yes_no": "Có/Chưa",
    "date": "Ngày",
    "text": "Bằng lời",
}
# Sorts what only plans know behind what the guidance knows.
_LAST: Final = 10**6


class Names:
    """The names and the order of what a consolidation speaks of."""

    def __init__(self, found: Consolidation, pack: Pack) -> None:
        self._found = found
        self._pack = pack

    def area(self, kind: AreaKind, code: str) -> str:
        """Return the name of an area."""
        return self._areas.get((kind, code), (_LAST, code))[1]

    def area_place(self, kind: AreaKind, code: str) -> int:
        """Return where an area stands in the order of areas."""
        return self._areas.get((kind, code), (_LAST, code))[0]

    def task(self, key: str) -> str:
        """Return the title of a task, its key where only plans know it."""
        task = self._pack.task(key)
        return task.title if task else key

    def task_number(self, key: str) -> int | None:
        """Return the letter's number of a task."""
        task = self._pack.task(key)
        return task.number if task else None

    def task_place(self, key: str) -> int:
        """Return where a task stands in the letter's order."""
        return self.task_number(key) or _LAST

    def indicator(self, key: str) -> str:
        """Return the label of an indicator, its key where only plans know it."""
        return self._indicators.get(key, (_LAST, key))[1]

    def indicator_place(self, key: str) -> int:
        """Return where an indicator stands in the letter's order."""
        return self._indicators.get(key, (_LAST, key))[0]

    @cached_property
    def _areas(self) -> dict[tuple[AreaKind, str], tuple[int, str]]:
        return {(one.kind, one.code): (place, one.name) for place, one in enumerate(self._found.areas)}

    @cached_property
    def _indicators(self) -> dict[str, tuple[int, str]]:
        each = (one for task in self._pack.tasks for one in task.indicators)
        return {one.key: (place, one.label) for place, one in enumerate(each)}


def level_place(level: UnitLevel) -> int:
    """Return where a level stands: the province first."""
    return list(LEVELS).index(level)


def source_name(source: FundingSource | str | None) -> str:
    """Return what a source of money is called."""
    return next((name for key, name in SOURCE_NAMES.items() if key == source), WITHOUT_SOURCE)
