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
        Fault(pointer=pointer_of(error.instance_path), message=_sentence(error))
        for error in _validator(kind).iter_errors(plain)  # type: ignore[arg-type] # types are hashable
    ]


def unknown_members(data: Any, kind: type[Any]) -> list[tuple[list[str | int], str]]:
    """List the members of `data` (JSON) that `kind` does not know: the path of the object, and the name."""
    return [
        (error.instance_path, name)
        for error in _validator(kind).iter_errors(data)  # type: ignore[arg-type] # types are hashable
        if error.kind.name == "additionalProperties"
        for name in error.kind.as_dict()["unexpected"]
    ]


@cache
def _validator(kind: Hashable) -> Any:
    import jsonschema_rs  # noqa: PLC0415 - 15 MB that only a faulty file needs

    return jsonschema_rs.Draft202012Validator(msgspec.json.schema(kind), validate_formats=True)


def _first_fault(error: msgspec.ValidationError) -> Fault:
    return Fault(pointer="", message=str(error))


def _sentence(error: Any) -> str:
    """Say a schema error in words; the validator's own text where no better one is known."""
    templates = {
        "additionalProperties": _("unknown field: {unexpected}"),
        "required": _("the field {property} is missing"),
        "type": _("wrong type, expected: {types}"),
        "enum": _("not one of the allowed values: {options}"),
        "pattern": _("not in the expected form {pattern}"),
        "maxLength": _("longer than {limit} characters"),
        "minLength": _("shorter than {limit} characters"),
        "minItems": _("fewer than {limit} entries"),
        "minimum": _("less than {limit}"),
        "maximum": _("more than {limit}"),
        "format": _("not a valid value of the form {format}"),
        "anyOf": _("fits none of the allowed forms"),
    }
    template = templates.get(error.kind.name)
    fields = {name: _listed(value) for name, value in error.kind.as_dict().items()}
    return template.format(**fields) if template else str(error.message)


def _listed(value: Any) -> Any:
    return ", ".join(map(str, value)) if isinstance(value, list) else value
