"""Bringing back what a plan said earlier: one difference, one page, or everything, as one edit of the plan as it is."""

from collections.abc import Hashable, Iterable, Sequence
from typing import Any, Final

import msgspec

from dxdesk.language import mark
from dxdesk.plan.changes import Change, free_id, value_at
from dxdesk.plan.differences import PlanDifference
from dxdesk.plan.edit import EditName
from dxdesk.plan.edits import Operation, edited
from dxdesk.plan.following import following
from dxdesk.plan.model import Activity, Plan
from dxdesk.plan.net_change import net_change
from dxdesk.plan.places import tokens_of
from dxdesk.pointers import escape_pointer, parent_of

_MISSING: Final = object()
# What people write to each other about the plan is no state of it: it stays.
_SAID_ABOUT: Final = ("notes", "acceptances")
# Members of a plan that several pages share: each entry of them comes back by itself.
_SHARED: Final = ("document", "results", "sections", "tasks")


def bring_back(then: Plan, now: Plan, difference: PlanDifference, state: str) -> Change:
    """Return what undoes one difference between an earlier plan and the present one; `state` names the earlier.

    A row comes back where it stood; an activity whose mark was given away since gets a new one.
    """
    name = EditName(
        message=mark("Bring back {place} from {state}"), path=difference.target, fields={"state": state}
    )
    return name, _back(then, now, difference)


def bring_back_page(
    then: Plan, now: Plan, differences: Iterable[PlanDifference], page: str, state: str
) -> Change:
    """Return what undoes the differences of one page, which is called `page`."""
    name = EditName(
        message=mark("Bring back the page “{page}” from {state}"), fields={"page": page, "state": state}
    )
    return name, net_change(now, _with_roots(then, now, {_root(each) for each in differences}))


def bring_back_all(then: Plan, now: Plan, state: str) -> Change:
    """Return what makes the plan say what it said earlier; notes and accepted warnings stay, at their places."""
    name = EditName(message=mark("Bring back everything from {state}"), fields={"state": state})
    about = {member: getattr(now, member) for member in (*_SAID_ABOUT, "unread")}
    steps = net_change(now, msgspec.structs.replace(then, **about))
    steps += [each for each in following(now, steps) if tokens_of(each["path"])[0] in _SAID_ABOUT]
    if then.unread != now.unread:
        steps.append({"op": "replace", "path": "/unread", "value": msgspec.to_builtins(then.unread)})
    return name, steps


def _back(then: Plan, now: Plan, difference: PlanDifference) -> list[Operation]:
    origin, target = difference.origin, difference.target
    value = value_at(then, origin, _MISSING) if origin else _MISSING
    if value is _MISSING:
        return [{"op": "remove", "path": target}]
    if difference.kind == "moved":
        return _moved_back(then, now, origin, target)
    rows = value_at(now, parent_of(target))
    if difference.kind == "removed" and isinstance(rows, tuple):
        return [{"op": "add", "path": target, "value": msgspec.to_builtins(_with_own_id(value, rows))}]
    operation = "add" if value_at(now, target, _MISSING) is _MISSING else "replace"
    return [{"op": operation, "path": target, "value": msgspec.to_builtins(value)}]


def _moved_back(then: Plan, now: Plan, origin: str, target: str) -> list[Operation]:
    """Return what puts an entry behind the one that it stood behind, or the nearest before that."""
    path, source = parent_of(target), int(tokens_of(target)[-1])
    present = [_known_by(entry) for entry in value_at(now, path)]
    present.pop(source)
    before = [_known_by(entry) for entry in value_at(then, parent_of(origin))[: int(tokens_of(origin)[-1])]]
    place = next((present.index(each) + 1 for each in reversed(before) if each in present), 0)
    return [{"op": "move", "from": target, "path": f"{path}/{place}"}]


def _known_by(entry: Any) -> Hashable:
    return entry.id if isinstance(entry, Activity) else msgspec.json.encode(entry)


def _with_own_id(entry: Any, rows: Sequence[Any]) -> Any:
    """Return an entry that comes back to rows; where an activity's mark is given away, with a new one."""
    taken = {row.id for row in rows if isinstance(row, Activity)}
    if isinstance(entry, Activity) and entry.id in taken:
        return msgspec.structs.replace(entry, id=free_id(taken))
    return entry


def _root(difference: PlanDifference) -> str:
    """Return the part of the plan that comes back with a difference, when its page does."""
    tokens = tokens_of(difference.path)
    is_figure = difference.page == "kept" and tokens[0] == "tasks"
    depth = 4 if is_figure else 2 if tokens[0] in _SHARED else 1
    return "".join(f"/{escape_pointer(token)}" for token in tokens[:depth])


def _with_roots(then: Plan, now: Plan, roots: Iterable[str]) -> Plan:
    """Return the present plan with some of its parts as they were."""
    operations: list[Operation] = []
    for root in sorted(roots):
        value = value_at(then, root, _MISSING)
        is_there = value_at(now, root, _MISSING) is not _MISSING
        if value is not _MISSING:
            operation = "replace" if is_there else "add"
            operations.append({"op": operation, "path": root, "value": msgspec.to_builtins(value)})
        elif is_there:
            operations.append({"op": "remove", "path": root})
    return edited(now, operations)
