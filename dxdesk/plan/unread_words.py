"""Why what was typed at a place cannot be read, and what to write instead."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from msgspec import inspect

from dxdesk.guidance.pack import IndicatorKind, Pack
from dxdesk.language import translate as _
from dxdesk.plan.changes import is_there, value_at
from dxdesk.plan.costs import read_source, with_sources
from dxdesk.plan.edits import plain_form
from dxdesk.plan.figure_reading import read_figure
from dxdesk.plan.model import Plan, Unread
from dxdesk.plan.places import tokens_of
from dxdesk.text.days import read_day
from dxdesk.text.numerals import read_money

_QUOTED: Final = 60  # characters
Reader = Callable[[str], object]


def unread_message(plan: Plan, pack: Pack, entry: Unread) -> str:
    """Return the sentences that say, in the active language, what is to be written at the place of an entry."""
    return _("{reason}. What was typed is kept, but not printed.").format(reason=_reason(plan, pack, entry))


def _reason(plan: Plan, pack: Pack, entry: Unread) -> str:
    """Return why a text cannot be read, without a stop at its end."""
    text = _quoted(entry.text)
    try:
        _reader(plan, pack, entry.path)(entry.text)
    except ValueError as error:
        # Readers quote the whole text, which may be a page.
        return str(error).replace(entry.text.strip(), text).rstrip(".")
    return _("“{text}” was typed here and not taken over yet; type it once more").format(text=text)


def _reader(plan: Plan, pack: Pack, path: str) -> Reader:
    """Return what reads the texts that are typed at a place."""
    tokens = tokens_of(path)
    match tokens:
        case ["tasks", task, "indicators", indicator, "baseline" | "target"]:
            kind = _kind(plan, pack, task, indicator)
            return lambda text: read_figure(kind, text, plan.year)
        case ["tasks", _task, "activities", _row, "costs"]:
            return _shared
        case ["tasks", _task, "activities", _row, "costs", _number, "source"]:
            return lambda text: _source(plan, path, text)
    return _reader_of(_type_at(path), plan.year)


def _reader_of(kind: inspect.Type, year: int) -> Reader:
    match kind:
        case inspect.DateType():
            return lambda text: read_day(text, year)
        case inspect.IntType():
            return read_money
        case inspect.StrType(max_length=most, pattern=pattern):
            return lambda text: _fit(text, most, pattern)
    return lambda _text: None


def _kind(plan: Plan, pack: Pack, task: str, indicator: str) -> IndicatorKind:
    """Return the kind that figures of an indicator are typed in: that of the guidance, where it has one."""
    known = pack.task(task)
    asked = next((each for each in (known.indicators if known else ()) if each.key == indicator), None)
    entry = plan.tasks.get(task)
    value = asked or (entry.indicators.get(indicator) if entry else None)
    return value.kind if value else "text"


def _shared(text: str) -> None:
    message = _("“{text}” is to be shared by several sources; write what each of them pays")
    raise ValueError(message.format(text=text.strip()))


def _source(plan: Plan, path: str, text: str) -> None:
    if is_there(plan, path):
        with_sources(value_at(plan, path.removesuffix("/source").rpartition("/")[0]), text)
        return
    read_source(text)
    message = _("“{text}” waits for its amount; write how much it pays")
    raise ValueError(message.format(text=text.strip()))


def _fit(text: str, most: int | None, pattern: str | None) -> None:
    if most is not None and len(text) > most:
        message = _("“{text}” has {count} characters; at most {limit} fit here")
        raise ValueError(message.format(text=_quoted(text), count=len(text), limit=most))
    if pattern is not None and not re.search(pattern, text):
        message = _("“{text}” does not fit here: {reason}")
        raise ValueError(message.format(text=_quoted(text), reason=plain_form(pattern)))


@lru_cache(maxsize=200)
def _type_at(path: str) -> inspect.Type:
    """Return the type of a place in the model, without the None that stands for nothing."""
    info: inspect.Type = inspect.type_info(Plan)
    for token in tokens_of(path):
        match info:
            case inspect.StructType():
                fields = (field for field in info.fields if field.encode_name == token)
                info = next((field.type for field in fields), inspect.AnyType())
            case inspect.VarTupleType(item_type=inner) | inspect.DictType(value_type=inner):
                info = inner
    if isinstance(info, inspect.UnionType):
        return next((kind for kind in info.types if not isinstance(kind, inspect.NoneType)), info)
    return info


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else f"{line[: _QUOTED - 1]}…"
