"""Every place where plain data does not fit a JSON Schema, as far as msgspec writes schemas."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Annotated, Any, Final, NamedTuple

import msgspec

Path = list[str | int]
Schema = Mapping[str, Any]


class Misfit(NamedTuple):
    """The path of a value, the keyword of the schema that it breaks, and what the keyword asks for.

    For `additionalProperties` that is a list of the names that are not known, for `required` the one name that is
    missing.
    """

    path: Path
    keyword: str
    asked: Any


def misfits(data: Any, schema: Schema) -> Iterator[Misfit]:
    """Yield every misfit in the order of the data."""
    yield from _misfits(data, schema, [], schema.get("$defs", {}))


def _misfits(data: Any, schema: Schema, path: Path, known: Mapping[str, Schema]) -> Iterator[Misfit]:
    while "$ref" in schema:
        schema = known[schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        if not any(_fits(data, each, known) for each in schema["anyOf"]):
            yield Misfit(path, "anyOf", None)
        return
    wanted = schema.get("type", ())
    wanted = [wanted] if isinstance(wanted, str) else wanted
    if wanted and not any(_TYPES[each](data) for each in wanted):
        yield Misfit(path, "type", wanted)
        return
    for keyword, is_kept in _KEYWORDS.items():
        if keyword in schema and not is_kept(data, schema[keyword]):
            yield Misfit(path, keyword, schema[keyword])
    if isinstance(data, dict):
        yield from _members(data, schema, path, known)
    elif isinstance(data, list) and "items" in schema:
        for index, item in enumerate(data):
            yield from _misfits(item, schema["items"], [*path, index], known)


def _members(
    data: dict[str, Any], schema: Schema, path: Path, known: Mapping[str, Schema]
) -> Iterator[Misfit]:
    properties, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    for name in schema.get("required", ()):
        if name not in data:
            yield Misfit(path, "required", name)
    for name, value in data.items():
        if "propertyNames" in schema:
            yield from _misfits(name, schema["propertyNames"], [*path, name], known)
        if name in properties:
            yield from _misfits(value, properties[name], [*path, name], known)
        elif isinstance(others, Mapping):
            yield from _misfits(value, others, [*path, name], known)
    if others is False and (unknown := [name for name in data if name not in properties]):
        yield Misfit(path, "additionalProperties", unknown)


def _fits(data: Any, schema: Schema, known: Mapping[str, Schema]) -> bool:
    return next(_misfits(data, schema, [], known), None) is None


def _is_number(data: Any) -> bool:
    return isinstance(data, int | float) and not isinstance(data, bool)


def _is_of_form(data: Any, form: str) -> bool:
    try:
        msgspec.convert(data, _FORMS[form])
    except msgspec.ValidationError:
        return False
    return True


_FORMS: Final[Mapping[str, Any]] = {"date": date, "date-time": Annotated[datetime, msgspec.Meta(tz=True)]}
_TYPES: Final[Mapping[str, Callable[[Any], bool]]] = {
    "array": lambda data: isinstance(data, list),
    "boolean": lambda data: isinstance(data, bool),
    "integer": lambda data: _is_number(data) and data == data // 1,
    "null": lambda data: data is None,
    "number": _is_number,
    "object": lambda data: isinstance(data, dict),
    "string": lambda data: isinstance(data, str),
}
_KEYWORDS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "enum": lambda data, options: data in options,
    "format": lambda data, form: not isinstance(data, str) or form not in _FORMS or _is_of_form(data, form),
    "maxItems": lambda data, limit: not isinstance(data, list) or len(data) <= limit,
    "maxLength": lambda data, limit: not isinstance(data, str) or len(data) <= limit,
    "maximum": lambda data, limit: not _is_number(data) or data <= limit,
    "minItems": lambda data, limit: not isinstance(data, list) or len(data) >= limit,
    "minLength": lambda data, limit: not isinstance(data, str) or len(data) >= limit,
    "minimum": lambda data, limit: not _is_number(data) or data >= limit,
    "pattern": lambda data, form: not isinstance(data, str) or re.search(form, data) is not None,
}
