"""Changing a plan: JSON Patch (RFC 6902) on its JSON form gives a new plan; the old one stays as it was."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import jsonpatch
import jsonpointer
import msgspec

from dxdesk.guidance.pack import IndicatorKind
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.plan.figure_reading import read_figure
from dxdesk.plan.model import IndicatorFigure, IndicatorValue, Plan
from dxdesk.text.characters import clean
from dxdesk.value import FaultyValueError, convert

Operation = Mapping[str, Any]
# Sees the JSON form of a plan and the operation that comes next.
Witness = Callable[[Any, Operation], object]

_FIGURES: Final = {"baseline", "target"}
# What the patterns of the model ask for, in words.
_FORMS: Final[Mapping[str, str]] = {
    "^[0-9]*$": mark("only digits are allowed here"),
    "^[0-9]{2,5}$": mark("2 to 5 digits are expected"),
    "^[a-z0-9]{1,16}$": mark("1 to 16 letters a–z or digits are expected"),
    "^[a-z0-9][a-z0-9_.-]*$": mark("a key of letters a–z, digits, “_”, “.” or “-” is expected"),
}


class EditError(ValueError):
    """A change that cannot be made; the text names the place."""


def edited(plan: Plan, operations: Iterable[Operation], before: Witness | None = None) -> Plan:
    """Apply operations to a plan, all or none. Texts in them are cleaned as if they had been typed.

    `before` is called with the plan's JSON form and each operation, just before that is applied.

    Raises:
        EditError: a place is not there, or a value does not fit it; every misfit is named.
    """
    changed = msgspec.json.decode(msgspec.json.encode(plan))
    try:
        for number, operation in enumerate(operations, start=1):
            changed = _applied(changed, cleaned(operation), number, before)
        return convert(changed, Plan)
    except FaultyValueError as error:
        faults = "; ".join(f"{fault.pointer or '/'}: {plain_form(fault.message)}" for fault in error.faults)
        raise EditError(_("The value does not fit: {faults}").format(faults=faults)) from None
    except EditError:
        raise
    except (RecursionError, ValueError):  # the schema of a faulty value is asked to a limited depth only
        raise EditError(_("The value is nested too deeply.")) from None


def cleaned(value: Any) -> Any:
    """Return a copy of an operation, or of what stands in it, with its texts cleaned and lists for tuples."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {key: cleaned(inner) for key, inner in value.items()}
    return [cleaned(inner) for inner in value] if isinstance(value, list | tuple) else value


def replacement(plan: Plan, pointer: str, text: str) -> Operation:
    """Return the operation that puts what a person typed at `pointer` (RFC 6901).

    What is typed is text or JSON (`true`, `12`, `null`, a list), whichever fits the place. Figures of
    indicators are read by their kind. A key that a map lacks is added, and so is "-" at the end of a list.

    Raises:
        EditError: there is no such place, or what was typed is no figure of its kind.
    """
    operation, holder, present = _place(plan, pointer)
    if isinstance(holder, IndicatorValue) and pointer.rpartition("/")[2] in _FIGURES:
        return {"op": operation, "path": pointer, "value": _figure(plan, holder.kind, pointer, text)}
    choices: list[Operation] = [
        {"op": operation, "path": pointer, "value": value} for value in _readings(text, present)
    ]
    return next((choice for choice in choices if _fits(plan, choice)), choices[0])


def _place(plan: Plan, pointer: str) -> tuple[str, Any, Any]:
    """Return how a value gets to the place ("replace" or "add"), what holds it and what stands there."""
    try:
        *tokens, last = ["", *jsonpointer.JsonPointer(pointer).parts]
    except jsonpointer.JsonPointerException:
        raise _no_place(pointer) from None
    if not tokens:
        return "replace", None, plan
    holder: Any = plan
    for token in tokens[1:]:
        members = _members(holder)
        if token not in members:
            raise _no_place(pointer)
        holder = members[token]
    members = _members(holder)
    if last in members:
        return "replace", holder, members[last]
    if isinstance(holder, Mapping) or (isinstance(holder, tuple) and last == "-"):
        return "add", holder, None
    raise _no_place(pointer)


def _members(value: Any) -> Mapping[str, Any]:
    if isinstance(value, msgspec.Struct):
        return {name: getattr(value, name) for name in value.__struct_fields__}
    if isinstance(value, tuple):
        return {str(index): entry for index, entry in enumerate(value)}
    return value if isinstance(value, Mapping) else {}


def _no_place(pointer: str) -> EditError:
    return EditError(_("There is no place “{pointer}” in the plan.").format(pointer=pointer))


def _readings(text: str, present: Any) -> list[Any]:
    """Return what the typed text can mean, the likeliest first."""
    value = _read(text)
    if isinstance(value, float):  # the format has no fractions
        return [text]
    return [text, value] if isinstance(present, str) or isinstance(value, str) else [value, text]


def _read(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
        return text


def _fits(plan: Plan, operation: Operation) -> bool:
    try:
        edited(plan, [operation])
    except EditError:
        return False
    return True


def _figure(plan: Plan, kind: IndicatorKind, pointer: str, text: str) -> IndicatorFigure:
    """Read a figure as its kind is stored; JSON ("null", "95.5" in quotes) is taken too.

    Raises:
        EditError: it is no figure of the kind.
    """
    value = _read(text)
    if value is None:
        return None
    try:
        return read_figure(kind, value if isinstance(value, str) else text, plan.year)
    except ValueError as error:
        raise EditError(_("The value does not fit: {faults}").format(faults=f"{pointer}: {error}")) from None


def _applied(document: Any, operation: Operation, number: int, before: Witness | None) -> Any:
    """Apply one operation, which `before` sees first; the document may change in place."""
    if not all(isinstance(operation.get(name, ""), str) for name in ("op", "path", "from")):
        raise _no_operation(operation, number)
    try:
        missing = _missing_place(document, operation)
        if missing is None:
            if before is not None:
                before(document, operation)
            return jsonpatch.apply_patch(document, [operation], in_place=True)
    except jsonpatch.JsonPatchTestFailed:
        message = _("What stands at “{pointer}” is not what the change expects.")
        raise EditError(message.format(pointer=operation["path"])) from None
    except jsonpatch.InvalidJsonPatch:
        raise _no_operation(operation, number) from None
    except (jsonpatch.JsonPatchException, jsonpointer.JsonPointerException, TypeError, ValueError):
        missing = operation["path"]
    raise _no_place(missing)


def _missing_place(document: Any, operation: Operation) -> str | None:
    """Return the place that the operation needs and the document lacks."""
    needed = {"remove": ("path",), "replace": ("path",), "move": ("from",), "copy": ("from",)}
    for name in needed.get(operation.get("op", ""), ()):
        if name in operation and not _is_there(document, operation[name]):
            return str(operation[name])
    return None


def _is_there(document: Any, pointer: str) -> bool:
    try:
        found = jsonpointer.resolve_pointer(document, pointer)
    except (jsonpointer.JsonPointerException, ValueError):  # an index of thousands of digits
        return False
    return not isinstance(found, jsonpointer.EndOfList)


def _no_operation(operation: Operation, number: int) -> EditError:
    message = _(
        "Change {number} is no operation of JSON Patch (RFC 6902): op “{operation}”, path “{pointer}”."
    )
    name, pointer = operation.get("op", ""), operation.get("path", "")
    return EditError(message.format(number=number, operation=name, pointer=pointer))


def plain_form(message: str) -> str:
    """Return in words what a pattern in a message asks for; a message without one as it is."""
    message = message.replace(r"(?!\n)", "")
    return next((_(words) for pattern, words in _FORMS.items() if pattern in message), message)
