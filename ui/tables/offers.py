"""What is offered while a cell of an activity is typed in."""

from collections.abc import Callable, Mapping, Sequence

from dxdesk.guidance.pack import Task
from dxdesk.plan.changes import lead_units
from dxdesk.plan.wording import SHORT_SOURCE_NAMES
from ui.desk import Desk

Offers = Mapping[str, Callable[[], Sequence[str]]]


def activity_offers(desk: Desk, task: Task) -> Offers:
    """Return what is offered by the key of a column: units and times used before or suggested, sources."""

    def units() -> Sequence[str]:
        return lead_units(desk.plan, desk.guidance)

    def times() -> Sequence[str]:
        used = [entry.period.text for each in desk.plan.tasks.values() for entry in each.activities]
        usual = [each.period.text for each in task.suggestions.get(desk.plan.unit.level, ())]
        return [text for text in dict.fromkeys([*used, *usual]) if text]

    def sources() -> Sequence[str]:
        return list(SHORT_SOURCE_NAMES.values())

    return {"lead": units, "partners": units, "period": times, "source": sources}
