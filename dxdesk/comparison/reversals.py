"""What would undo a difference that was taken over: the Word file says the same thing twice, in two ways.

Activities stand in the text and in the appendix of tasks. Whoever changes one of the two lines only sends
back a file that says both; once one is taken over, the other differs.
"""

from collections.abc import Mapping

from dxdesk.comparison.sameness import alignment_key, plain
from dxdesk.comparison.steps import Insert, Move, Put, Remove, Step
from dxdesk.plan.changes import task_path, value_at
from dxdesk.plan.model import Activity, Plan

_LIST = "/activities"


def reverts(since: Plan, plan: Plan, step: Step) -> bool:
    """Say whether a step would bring an activity back to what it was in the plan `since`."""
    rows, inner, field = (step.path if isinstance(step, Put) else step.rows).partition(_LIST)
    if not inner:
        return False
    before, now = _activities(since, f"{rows}{_LIST}"), _activities(plan, f"{rows}{_LIST}")
    match step:
        case Put(value=value):
            index, name = field[1:].partition("/")[::2]
            own = [*now.values()][int(index)]
            old = before.get(own.id)
            return name == "text" and old is not None and plain(old.text) == plain(str(value))
        case Remove(index=index):
            return [*now][index] not in before
        case Insert(value=value):
            gone = (each for key, each in before.items() if key not in now)
            return any(alignment_key(each.text) == alignment_key(value["text"]) for each in gone)
        case Move():
            common = now.keys() & before.keys()
            return [key for key in now if key in common] != [key for key in before if key in common]


def gone_texts(since: Plan, plan: Plan) -> dict[str, set[str]]:
    """Return by list what the activities were about that the plan no longer has."""
    gone: dict[str, set[str]] = {}
    for key in since.tasks:
        rows = f"{task_path(key)}{_LIST}"
        now = _activities(plan, rows)
        texts = {
            alignment_key(each.text) for mark, each in _activities(since, rows).items() if mark not in now
        }
        if texts:
            gone[rows] = texts
    return gone


def _activities(plan: Plan, rows: str) -> Mapping[str, Activity]:
    return {activity.id: activity for activity in value_at(plan, rows, ())}
