"""An edit: the smallest change a person can undo. It has a name, can be applied and taken back."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any, Final

import jsonpointer
import msgspec

from dxdesk.guidance.pack import Pack
from dxdesk.language import translate as _
from dxdesk.plan.edits import EditError, Operation, cleaned, edited
from dxdesk.plan.model import Plan
from dxdesk.plan.places import place_name
from dxdesk.value import Value

_MISSING: Final = object()


class EditName(Value, frozen=True, kw_only=True):
    """What an edit is called: a message of the catalogue, whose `{place}` is the name of `path`."""

    message: str
    path: str = ""
    fields: Mapping[str, str] = msgspec.field(default_factory=dict)


class Edit(Value, frozen=True, kw_only=True):
    """A change of a plan in both directions, each a JSON Patch (RFC 6902)."""

    name: EditName
    forward: tuple[Operation, ...]
    backward: tuple[Operation, ...]


def make_edit(plan: Plan, name: EditName, operations: Iterable[Operation]) -> tuple[Edit, Plan]:
    """Return operations as an edit of `plan`, and the plan after it.

    Raises:
        EditError: an operation does not fit the plan; nothing is done.
    """
    forward = tuple(cleaned(msgspec.to_builtins(operation)) for operation in operations)
    backward: list[Operation] = []

    def note(document: Any, operation: Operation) -> None:
        # A copy: later operations may write into what stands there now.
        backward[:0] = deepcopy(_inverse(document, operation))

    after = edited(plan, forward, note)
    return Edit(name=name, forward=forward, backward=tuple(backward)), after


def merged(first: Edit, second: Edit) -> Edit | None:
    """Return two edits as one where the second only writes on at the place of the first, else None."""
    place = _only_place(first)
    if place is None or place != _only_place(second):
        return None
    return Edit(name=first.name, forward=second.forward, backward=first.backward)


def edit_text(name: EditName, plan: Plan, pack: Pack) -> str:
    """Return the name of an edit in the active language: "Edit task 7, activity 2, content"."""
    return edit_text_at(name, place_name(name.path, plan, pack))


def edit_text_at(name: EditName, place: str) -> str:
    """Return the name of an edit whose place is called `place`."""
    return _(name.message).format(place=place[:1].lower() + place[1:], **name.fields)


def paths_of(operations: Iterable[Operation]) -> tuple[str, ...]:
    """Return every place (JSON Pointer) that the operations read from or write to."""
    return tuple(
        str(operation[name]) for operation in operations for name in ("path", "from") if name in operation
    )


def _only_place(edit: Edit) -> str | None:
    if len(edit.forward) != 1 or edit.forward[0]["op"] != "replace":
        return None
    return str(edit.forward[0]["path"])


def _inverse(document: Any, operation: Operation) -> list[Operation]:
    """Return the operations that take one operation back, for the document as it is before it."""
    path = _settled(document, operation)
    before = _value(document, path)
    match operation["op"]:
        case "add" | "copy":
            return [_put_back(document, path, before)]
        case "replace":
            return [{"op": "replace", "path": path, "value": before}]
        case "remove":
            return [{"op": "add", "path": path, "value": before}]
        case "move":
            return _moved_back(document, operation["from"], path)
        case "test":
            return []
    raise EditError(operation["op"])


def _put_back(document: Any, path: str, before: Any) -> Operation:
    """Return what undoes an addition: in a list the entry goes, in a map what was there comes back."""
    inserted = isinstance(_holder(document, path), list)
    if before is _MISSING or inserted:
        return {"op": "remove", "path": path}
    return {"op": "replace", "path": path, "value": before}


def _moved_back(document: Any, source: str, target: str) -> list[Operation]:
    over = _value(document, target)
    replaced = over is not _MISSING and not isinstance(_holder(document, target), list) and source != target
    back: list[Operation] = [{"op": "move", "from": target, "path": source}]
    return [*back, {"op": "add", "path": target, "value": over}] if replaced else back


def _settled(document: Any, operation: Operation) -> str:
    """Return where an operation writes, with "-", the place after the last entry of a list, as its number."""
    path: str = operation["path"]
    holder = _holder(document, path)
    if not (path.endswith("/-") and isinstance(holder, list)):
        return path
    leaves_it = operation["op"] == "move" and _holder(document, operation["from"]) is holder
    return f"{path[:-1]}{len(holder) - leaves_it}"


def _holder(document: Any, path: str) -> Any:
    return jsonpointer.resolve_pointer(document, path.rpartition("/")[0], _MISSING) if path else None


def _value(document: Any, path: str) -> Any:
    found = jsonpointer.resolve_pointer(document, path, _MISSING)
    if isinstance(found, jsonpointer.EndOfList):
        return _MISSING
    return msgspec.json.decode(msgspec.json.encode(found)) if isinstance(found, (dict, list)) else found
