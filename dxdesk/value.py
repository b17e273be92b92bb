"""Frozen values, and every fault of a value that came from outside.

msgspec decodes and stops at the first fault; a person who must mend a file wants them all. So the fast
path is msgspec, and only where it fails the JSON Schema of the same type lists what is wrong.
"""

from collections.abc import Hashable
from functools import cache
from typing import Annotated, Any, TypeVar

import msgspec

from dxdesk.language import translate as _
from dxdesk.pointers import pointer_of
from dxdesk.shapes import Misfit, misfits

MAX_SAFE_INTEGER = 2**53 - 1
FIRST_YEAR, LAST_YEAR = 2020, 2100  # of plans, and of guidance for them

# One-line and many-line texts; the bounds keep a hostile file from filling memory or paper.
Line = Annotated[str, msgspec.Meta(max_length=2_000)]
Text = Annotated[str, msgspec.Meta(max_length=200_000)]
# Python's "$" also matches before a last line feed; the look-ahead shuts that door.
Key = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9_.-]*$(?!\n)", max_length=80)]
Integer = Annotated[int, msgspec.Meta(ge=-MAX_SAFE_INTEGER, le=MAX_SAFE_INTEGER)]
Year = Annotated[int, msgspec.Meta(ge=FIRST_YEAR, le=LAST_YEAR)]
Money = Annotated[int, msgspec.Meta(ge=0, le=MAX_SAFE_INTEGER)]

T = TypeVar("T")


class Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A frozen value with named fields only; unknown fields are refused when one is read."""


class Fault(Value, frozen=True, kw_only=True):
    """What is wrong at one place: a JSON Pointer (RFC 6901) and a sentence."""

    pointer: str
    message: str


class FaultyValueError(ValueError):
    """A value from outside that does not have the expected shape."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"{fault.pointer or '/'}: {fault.message}" for fault in faults))
        self.faults = faults


def convert(data: Any, kind: type[T]) -> T:
    """Turn plain data (as read from JSON or TOML) into a value of type `kind`.

    Raises:
        FaultyValueError: with every fault in `data`, in the order of the document.
    """
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise FaultyValueError(shape_faults(data, kind) or [_first_fault(error)]) from error


def shape_faults(data: Any, kind: type[Any]) -> list[Fault]:
    """List every place where `data` differs from the JSON Schema of `kind`."""
    plain = msgspec.to_builtins(data)  # TOML brings dates; the schema knows their text
    return [
        Fault(pointer=pointer_of(each.path), message=_sentence(each))
        for each in misfits(plain, _schema(kind))  # type: ignore[arg-type] # types are hashable
    ]


def unknown_members(data: Any, kind: type[Any]) -> list[tuple[list[str | int], str]]:
    """List the members of `data` (JSON) that `kind` does not know: the path of the object, and the name."""
    return [
        (each.path, name)
        for each in misfits(data, _schema(kind))  # type: ignore[arg-type] # types are hashable
        if each.keyword == "additionalProperties"
        for name in each.asked
    ]


@cache
def _schema(kind: Hashable) -> dict[str, Any]:
    return msgspec.json.schema(kind)


def _first_fault(error: msgspec.ValidationError) -> Fault:
    return Fault(pointer="", message=str(error))


def _sentence(misfit: Misfit) -> str:
    templates = {
        "additionalProperties": _("unknown field: {asked}"),
        "required": _("the field {asked} is missing"),
        "type": _("wrong type, expected: {asked}"),
        "enum": _("not one of the allowed values: {asked}"),
        "pattern": _("not in the expected form {asked}"),
        "maxLength": _("longer than {asked} characters"),
        "minLength": _("shorter than {asked} characters"),
        "maxItems": _("more than {asked} entries"),
        "minItems": _("fewer than {asked} entries"),
        "minimum": _("less than {asked}"),
        "maximum": _("more than {asked}"),
        "format": _("not a valid value of the form {asked}"),
        "anyOf": _("fits none of the allowed forms"),
    }
    return templates[misfit.keyword].format(asked=_listed(misfit.asked))


def _listed(value: Any) -> Any:
    return ", ".join(map(str, value)) if isinstance(value, list) else value
