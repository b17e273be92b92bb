"""The operations (RFC 6902) that lead from one plan to another, field by field and row by row."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

import msgspec

from dxdesk.plan.edits import Operation
from dxdesk.plan.model import Plan
from dxdesk.pointers import escape_pointer


def net_change(before: Plan, after: Plan) -> list[Operation]:
    """Return what makes one plan of another: rows that stay are moved, and only what differs in them is put."""
    return list(_within(msgspec.to_builtins(before), msgspec.to_builtins(after), ""))


def _within(before: Any, after: Any, path: str) -> Iterator[Operation]:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _members(before, after, path)
    elif before == after and type(before) is type(after):
        return
    elif isinstance(before, Sequence) and isinstance(after, Sequence) and _are_lists(before, after):
        yield from _rows(before, after, path)
    else:
        yield {"op": "replace", "path": path, "value": after}


def _are_lists(*values: Sequence[Any]) -> bool:
    return not any(isinstance(value, str) for value in values)


def _members(before: Mapping[str, Any], after: Mapping[str, Any], path: str) -> Iterator[Operation]:
    kept = [key for key in before if key in after]
    if [*kept, *(key for key in after if key not in before)] != list(after):  # another order
        yield {"op": "replace", "path": path, "value": after}
        return
    for key in before.keys() - after.keys():
        yield {"op": "remove", "path": f"{path}/{escape_pointer(key)}"}
    for key in kept:
        yield from _within(before[key], after[key], f"{path}/{escape_pointer(key)}")
    for key, value in after.items():
        if key not in before:
            yield {"op": "add", "path": f"{path}/{escape_pointer(key)}", "value": value}


def _rows(before: Sequence[Any], after: Sequence[Any], path: str) -> Iterator[Operation]:
    """Yield what makes one list of another."""
    ours, theirs = _known_rows(before, after)
    present = list(zip(ours, before, strict=True))
    for index in reversed(range(len(present))):
        if present[index][0] not in theirs:
            del present[index]
            yield {"op": "remove", "path": f"{path}/{index}"}
    for index, (key, value) in enumerate(zip(theirs, after, strict=True)):
        source = next((at for at in range(index, len(present)) if present[at][0] == key), None)
        if source is None:
            present.insert(index, (key, value))
            yield {"op": "add", "path": f"{path}/{index}", "value": value}
            continue
        if source != index:
            present.insert(index, present.pop(source))
            yield {"op": "move", "from": f"{path}/{source}", "path": f"{path}/{index}"}
        yield from _within(present[index][1], value, f"{path}/{index}")


def _known_rows(before: Sequence[Any], after: Sequence[Any]) -> tuple[list[Hashable], list[Hashable]]:
    """Return what each row of two lists is known by: its id, else what it says and the how-manieth that is.

    Where as many rows stand in the place of others, they are those, rewritten.
    """
    ours, theirs = ([*_keys(rows)] for rows in (before, after))
    for kind, first, last, start, end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind != "replace" or last - first != end - start or _have_ids(before):
            continue
        for index, other in zip(range(first, last), range(start, end), strict=True):
            if ours[index] not in theirs and theirs[other] not in ours:
                ours[index] = theirs[other]
    return ours, theirs


def _keys(rows: Sequence[Any]) -> Iterator[Hashable]:
    seen: dict[Hashable, int] = {}
    for row in rows:
        key: Hashable = row["id"] if _have_ids([row]) else msgspec.json.encode(row)
        seen[key] = seen.get(key, 0) + 1
        yield key, seen[key]


def _have_ids(rows: Sequence[Any]) -> bool:
    return bool(rows) and all(isinstance(row, Mapping) and "id" in row for row in rows)
