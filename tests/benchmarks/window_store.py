"""Stores for the window: a list of plans, a long plan, and the same plan after years of edits."""

from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from typing import Final

import msgspec

from dxdesk.plan.changes import set_value
from dxdesk.plan.edit import make_edit
from dxdesk.plan.model import Plan
from dxdesk.store.opening import open_store
from dxdesk.store.values import Tally
from dxdesk.units.catalogue import catalogue
from ui.preferences import Preferences

_TALLY: Final = Tally(written=14, total=23, errors=2)
_DAY: Final = datetime(2023, 1, 10, tzinfo=UTC)
_DAYS: Final = 28


def fill_list(place: Path, plan: Plan, count: int) -> None:
    """Make a store of so many plans, each of another commune, changed on different days."""
    communes = cycle(unit for unit in catalogue("gso-2022") if unit.level == "xa")
    with open_store(place) as store:
        for number, commune in enumerate(islice(communes, count)):
            unit = msgspec.structs.replace(plan.unit, scheme="gso-2022", code=commune.code, name=commune.name)
            own = msgspec.structs.replace(plan, unit=unit)
            store.add_plan(own, _TALLY, at=_DAY.replace(day=number % _DAYS + 1))
        store.set_setting("window", Preferences(language="vi", theme="light", tour_seen=True))


def add_with_history(place: Path, plan: Plan, edits: int) -> str:
    """Add a plan that was edited so many times to a store; return its id."""
    path = f"/tasks/{next(iter(plan.tasks))}/situation"
    name, operations = set_value(plan, path, "")
    edit, _after = make_edit(plan, name, operations)
    columns = [msgspec.json.encode(each).decode() for each in (edit.name, edit.forward, edit.backward)]
    with open_store(place) as store:
        plan_id = store.add_plan(plan, _TALLY)
        with store._connection.writing() as db:
            db.executemany(
                "INSERT INTO edit (plan_id, seq, name, forward, backward, made_at, state)"
                " VALUES (?, ?, ?, ?, ?, ?, 'done')",
                ([plan_id, number, *columns, _DAY.isoformat()] for number in range(1, edits + 1)),
            )
    return plan_id
