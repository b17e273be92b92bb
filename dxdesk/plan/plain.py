"""A part of a plan in plain lines, for people to read and to copy: what each place is called, and its value."""

from collections.abc import Iterator, Mapping
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
from dxdesk.text.numerals import number_text, short_date
from dxdesk.value import escape_pointer

# What only the program reads.
_INTERNAL: Final = {"id"}


def plain_lines(path: str, plan: Plan, pack: Pack) -> list[tuple[str, str]]:
    """Return what is written at a place and within it: pairs of a name and a text, nothing empty."""
    above = place_name(path, plan, pack)
    return [
        (place_name(place, plan, pack).removeprefix(above).removeprefix(", "), text)
        for place, text in _leaves(value_at(plan, path), path)
    ]


def _leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
    match value:
        case Cost():
            source = SOURCE_NAMES[value.source] if value.source else WITHOUT_SOURCE
            yield path, f"{number_text(value.amount)} đồng ({source})"
        case IndicatorValue():
            for name in ("baseline", "target"):
                yield from _leaves(figure_text(value.kind, getattr(value, name)), f"{path}/{name}")
            yield from _leaves(value.note, f"{path}/note")
        case msgspec.Struct():
            for name in value.__struct_fields__:
                if name not in _INTERNAL:
                    yield from _leaves(getattr(value, name), f"{path}/{name}")
        case tuple():
            for index, entry in enumerate(value):
                yield from _leaves(entry, f"{path}/{index}")
        case Mapping():
            for key, entry in value.items():
                yield from _leaves(entry, f"{path}/{escape_pointer(key)}")
        case _:
            if text := _text(value):
                yield path, text


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case int():
            return number_text(value)
        case date():
            return short_date(value)
    return str(value).strip()
