"""A part of a plan in plain lines, for people to read and to copy: what each place is called, and its value."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

import msgspec

from dxdesk.guidance.pack import Pack
from dxdesk.language import translate as _
from dxdesk.plan.changes import value_at
from dxdesk.plan.figure import figure_text
from dxdesk.plan.model import Cost, IndicatorValue, Plan
from dxdesk.plan.places import place_name
from dxdesk.plan.wording import SOURCE_NAMES, WITHOUT_SOURCE
from dxdesk.pointers import escape_pointer
from dxdesk.text.numerals import number_text, short_date

# What only the program reads.
_INTERNAL: Final = {"id"}


def plain_lines(path: str, plan: Plan, pack: Pack) -> list[tuple[str, str]]:
    """Return what is written at a place and within it: pairs of a name and a text, nothing empty."""
    above = place_name(path, plan, pack)
    return [
        (place_name(place, plan, pack).removeprefix(above).removeprefix(", "), text)
        for place, text in leaves(value_at(plan, path), path)
    ]


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the texts of a value that stands at `path`, each with its place; nothing empty."""
    if isinstance(value, (Mapping, tuple, list, msgspec.Struct)) and not isinstance(value, Cost):
        for token, entry in members(value):
            yield from leaves(entry, f"{path}/{escape_pointer(token)}")
    elif text := _text(value):
        yield path, text


def members(value: Any) -> Iterable[tuple[str, Any]]:
    """Return the members of a value that has some, by the steps that lead to them; figures in words."""
    match value:
        case Mapping():
            return value.items()
        case tuple() | list():
            return ((str(index), entry) for index, entry in enumerate(value))
        case IndicatorValue():
            figures = (
                (name, figure_text(value.kind, getattr(value, name))) for name in ("baseline", "target")
            )
            return (*figures, ("note", value.note))
    names = (name for name in value.__struct_fields__ if name not in _INTERNAL)
    return ((name, getattr(value, name)) for name in names)


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case Cost():
            source = SOURCE_NAMES[value.source] if value.source else WITHOUT_SOURCE
            return f"{number_text(value.amount)} đồng ({source})"
        case bool():
            return _("yes") if value else _("no")
        case int():
            return number_text(value)
        case date():
            return short_date(value)
    return str(value).strip()
