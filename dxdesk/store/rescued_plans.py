"""Each plan from what is left of it: whole where all of it is there, else with what a backup has."""

from collections.abc import Mapping
from typing import Any, Final, Literal, NamedTuple

import msgspec

from dxdesk.store.parts import join_parts
from dxdesk.store.readings import Rows
from dxdesk.store.salvage import Kept, Salvage

State = Literal["whole", "backup", "mixed", "partial"]

_PARTS: Final = "plan_part"
_HISTORY: Final = ("edit", "edit_block")  # one does not lead anywhere without the other
_PLAN_ID: Final = "plan_id"


class PlanRows(NamedTuple):
    """A plan by its rows, for each table by key.

    It is "whole"; or as the "backup" has it; or "mixed", what is left put over the backup; or "partial": what is
    left, and the rest is empty. `missing` names the tables with rows of it that are lost, but for its parts.
    """

    rows: dict[str, Rows]
    state: State
    missing: tuple[str, ...]


def rescued_plans(left: Salvage, backup: Mapping[str, Rows]) -> list[PlanRows]:
    """Return every plan that can be had."""
    listed = left.of("plan")
    found = {key[0] for key in listed.rows}
    if not listed.whole:  # else the backup would bring back what was erased
        found |= {key[0] for key in backup.get("plan", {})} | set(left.scopes(_PARTS))
    made = [_rescued(plan_id, left, backup) for plan_id in sorted(found)]
    return [plan for plan in made if plan is not None]


def _rescued(plan_id: str, left: Salvage, backup: Mapping[str, Rows]) -> PlanRows | None:
    row = left.of("plan").rows.get((plan_id,))
    parts = left.of(_PARTS, plan_id)
    names = [table.name for table in left.tables if _PLAN_ID in table.columns]
    rest = {name: left.of(name, plan_id) for name in names}
    missing = tuple(name for name, kept in rest.items() if name != _PARTS and not kept.whole)
    own = {name: _of_plan(rows, plan_id) for name, rows in backup.items()}
    listed = row or next(iter(own.get("plan", {}).values()), None) or _row_from(parts.rows, plan_id)
    if listed is not None and parts.whole and _is_plan(parts.rows):
        history = _has_history(rest)
        rows = {name: kept.rows for name, kept in rest.items() if history or name not in _HISTORY}
        missing = _without_history(missing) if history else _with_history(missing)
        return PlanRows({"plan": {(plan_id,): listed}, **rows}, "whole", missing)
    there = {name: kept.rows for name, kept in rest.items()}
    if own.get("plan") and own.get(_PARTS):
        return _over_backup(plan_id, row, there, own, missing)
    return _partial(plan_id, row, there, missing)


def _has_history(rest: Mapping[str, Kept]) -> bool:
    """Tell whether all edits of a plan are there; those from the first on need no packed ones before them."""
    edits, *packed = (rest[name] for name in _HISTORY if name in rest)
    if not edits.whole or all(kept.whole for kept in packed):
        return edits.whole
    return not any(kept.rows for kept in packed) and 1 in {row["seq"] for row in edits.rows.values()}


def _over_backup(
    plan_id: str,
    row: dict[str, Any] | None,
    left: Mapping[str, Rows],
    backup: dict[str, Rows],
    missing: tuple[str, ...],
) -> PlanRows:
    """Put what is left over the plan of the backup."""
    parts = _bodies(left[_PARTS])
    if all(_bodies(backup[_PARTS]).get(key) == body for key, body in parts.items()):
        merged = {
            **backup,
            **{name: backup[name] | rows for name, rows in left.items() if name not in _HISTORY},
        }
        return PlanRows({**merged, _PARTS: backup[_PARTS]}, "backup", missing)
    mixed = {name: backup[name] | rows for name, rows in left.items() if name not in _HISTORY}
    own = row or next(iter(backup["plan"].values()))
    completed = _completed(mixed[_PARTS], own, plan_id)
    if not _is_plan(completed):
        return PlanRows(backup, "backup", missing)
    return PlanRows({"plan": {(plan_id,): own}, **mixed, _PARTS: completed}, "mixed", _with_history(missing))


def _partial(
    plan_id: str, row: dict[str, Any] | None, left: Mapping[str, Rows], missing: tuple[str, ...]
) -> PlanRows | None:
    """Make a plan of what is left, and of nothing for the rest; None where that is no plan."""
    own = row or _row_from(left[_PARTS], plan_id)
    parts = {} if own is None else _completed(left[_PARTS], own, plan_id)
    if own is None or not _is_plan(parts):
        return None
    rest = {name: rows for name, rows in left.items() if name not in _HISTORY}
    return PlanRows({**rest, "plan": {(plan_id,): own}, _PARTS: parts}, "partial", _with_history(missing))


def _with_history(missing: tuple[str, ...]) -> tuple[str, ...]:
    """Count the history as lost: what is left of it does not lead to the plan."""
    return tuple(dict.fromkeys((_HISTORY[0], *missing)))


def _without_history(missing: tuple[str, ...]) -> tuple[str, ...]:
    """Count the history as there, though it may not be known of packed edits that there are none."""
    return tuple(name for name in missing if name not in _HISTORY)


def _completed(parts: Rows, row: Mapping[str, Any], plan_id: str) -> Rows:
    """Fill in what a plan cannot do without."""
    bodies = _bodies(parts)
    tasks = [key.removeprefix("tasks/") for key in bodies if key.startswith("tasks/")]
    listed = _decoded(bodies.get("tasks", ""), tuple[str, ...]) or ()
    outline = "commune" if row["level"] == "xa" else "district"
    unit = {
        "scheme": row["unit_scheme"],
        "code": row["unit_code"],
        "level": row["level"],
        "name": row["unit_name"],
    }
    needed: dict[str, Any] = {
        "guidance": {"id": "dx-2023", "version": "1.0"},
        "year": row["year"],
        "unit": unit,
        "document": {"outline": outline},
        **{f"tasks/{key}": {} for key in listed},
    }
    filled = {key: msgspec.json.encode(value).decode() for key, value in needed.items()} | bodies
    filled["tasks"] = msgspec.json.encode([*listed, *(key for key in tasks if key not in listed)]).decode()
    return {(plan_id, key): {_PLAN_ID: plan_id, "key": key, "body": body} for key, body in filled.items()}


def _row_from(parts: Rows, plan_id: str) -> dict[str, Any] | None:
    """Return a row for the list, where that of a plan is lost, from its parts."""
    bodies = _bodies(parts)
    unit, year = _decoded(bodies.get("unit", ""), dict[str, str]), _decoded(bodies.get("year", ""), int)
    if not unit or not year:
        return None
    long_ago = "2000-01-01T00:00:00.000000+00:00"  # nothing is known of it
    return {
        "id": plan_id,
        "unit_scheme": unit.get("scheme"),
        "unit_code": unit.get("code"),
        "unit_name": unit.get("name"),
        "level": unit.get("level"),
        "year": year,
        "created_at": long_ago,
        "changed_at": long_ago,
        "written": 0,
        "total": 0,
        "errors": 0,
    }


def _of_plan(rows: Rows, plan_id: str) -> Rows:
    return {key: row for key, row in rows.items() if row.get(_PLAN_ID, row.get("id")) == plan_id}


def _bodies(parts: Rows) -> dict[str, str]:
    return {row["key"]: row["body"] for row in parts.values()}


def _is_plan(parts: Rows) -> bool:
    try:
        join_parts(_bodies(parts))
    except msgspec.DecodeError:
        return False
    return True


def _decoded(body: str, kind: type[Any]) -> Any:
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.DecodeError:
        return None
