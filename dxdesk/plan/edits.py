"""Changing a plan: JSON Patch (RFC 6902) on its JSON form gives a new plan; the old one stays as it was."""

from collections.abc import Iterable, Mapping
from typing import Any

import jsonpatch
import jsonpointer
import msgspec

from dxdesk.language import translate as _
from dxdesk.plan.model import Plan
from dxdesk.text.characters import clean
from dxdesk.value import FaultyValueError, convert

Operation = Mapping[str, Any]


class EditError(ValueError):
    """A change that cannot be made; the text names the place."""


def edited(plan: Plan, operations: Iterable[Operation]) -> Plan:
    """Apply operations to a plan, all or none. Texts in them are cleaned as if they had been typed.

    Raises:
        EditError: a place is not there, or a value does not fit it; every misfit is named.
    """
    patch = [_cleaned(operation) for operation in operations]
    try:
        changed = jsonpatch.apply_patch(_json_form(plan), patch)
    except (jsonpatch.JsonPatchException, jsonpointer.JsonPointerException) as error:
        message = _("The change cannot be made: {reason}.")
        raise EditError(message.format(reason=str(error).rstrip("."))) from None
    try:
        return convert(changed, Plan)
    except FaultyValueError as error:
        lines = (f"{fault.pointer or '/'}: {fault.message}" for fault in error.faults)
        raise EditError(_("The value does not fit: {faults}").format(faults="; ".join(lines))) from None


def replacement(plan: Plan, pointer: str, text: str) -> Operation:
    """Return the operation that puts what a person typed at `pointer` (RFC 6901).

    Where the plan holds text it stays text; elsewhere JSON is read as JSON (`true`, `12`, `null`, a list),
    and anything else is text.

    Raises:
        EditError: there is no such place.
    """
    try:
        present = jsonpointer.resolve_pointer(_json_form(plan), pointer)
    except jsonpointer.JsonPointerException as error:
        message = _("There is no place “{pointer}” in the plan: {reason}.")
        raise EditError(message.format(pointer=pointer, reason=str(error).rstrip("."))) from None
    return {"op": "replace", "path": pointer, "value": text if isinstance(present, str) else _read(text)}


def _json_form(plan: Plan) -> Any:
    return msgspec.json.decode(msgspec.json.encode(plan))


def _read(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {key: _cleaned(inner) for key, inner in value.items()}
    return [_cleaned(inner) for inner in value] if isinstance(value, list) else value
