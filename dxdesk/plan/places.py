"""Places in a plan: the texts that people write, and what a JSON Pointer is called in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

import msgspec
from msgspec import inspect

from dxdesk.guidance.pack import Pack
from dxdesk.language import translate
from dxdesk.plan.field_names import ENTRIES, FIELDS
from dxdesk.plan.model import LIMITATIONS, Plan
from dxdesk.pointers import escape_pointer

# Members of a plan whose entries speak of a place elsewhere in it, by their `path`.
SPEAKING: Final = ("notes", "acceptances", "unread")
# What people write to each other about the plan, or cannot be read yet, stays in the package.
NEVER_PRINTED: Final = tuple(f"/{member}/" for member in SPEAKING)
# Strings that the program sets; keys and codes are told by the pattern of their type.
_SET_BY_PROGRAM: Final = {
    "GuidanceReference.version",
    "ReviewNote.path",
    "Acceptance.path",
    "Acceptance.message",
    "Unread.path",
}


def texts_of(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield every text that a person can write in the plan, with its place (a JSON Pointer)."""
    found: list[tuple[str, str]] = []
    _gather(plan, "", found)
    return iter(found)


def place_order(plan: Plan, pack: Pack) -> Callable[[str], tuple[int, ...]]:
    """Return a sort key for paths: as places stand in the plan; entries by key in the pack's order."""
    ranks = _key_ranks(pack)

    def order(path: str) -> tuple[int, ...]:
        steps: list[int] = []
        value: Any = plan
        for token in tokens_of(path):
            if isinstance(value, msgspec.Struct):
                names = value.__struct_fields__
                steps.append(names.index(token) if token in names else len(names))
                value = getattr(value, token, None)
            elif isinstance(value, Mapping):
                steps.append(ranks.get(token, len(ranks)))
                value = value.get(token)
            elif token.isdecimal():
                steps.append(int(token))
                value = value[int(token)] if isinstance(value, tuple) and int(token) < len(value) else None
        return tuple(steps)

    return order


def place_name(path: str, plan: Plan, pack: Pack) -> str:
    """Return what people call a place: "Task 7, activity 2, lead unit"."""
    names = [name for name in _names(path, plan, pack) if name]
    joined = ", ".join(names) or translate("the plan")
    return joined[:1].upper() + joined[1:]


def tokens_of(path: str) -> list[str]:
    """Return the steps of a JSON Pointer (RFC 6901), unescaped."""
    return [token.replace("~1", "/").replace("~0", "~") for token in path.split("/")[1:]]


def _gather(value: Any, path: str, found: list[tuple[str, str]]) -> None:
    if isinstance(value, str):
        found.append((path, value))
    elif isinstance(value, msgspec.Struct):
        for name in _text_fields(type(value)):
            _gather(getattr(value, name), f"{path}/{name}", found)
    elif isinstance(value, tuple):
        for index, entry in enumerate(value):
            _gather(entry, f"{path}/{index}", found)
    elif isinstance(value, Mapping):
        for key, entry in value.items():
            _gather(entry, f"{path}/{escape_pointer(key)}", found)


@cache
def _text_fields(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    """Return the fields of a struct that hold text of a person, directly or further inside."""
    return tuple(
        field.encode_name
        for field in _struct(kind).fields
        if f"{kind.__name__}.{field.encode_name}" not in _SET_BY_PROGRAM and _holds_text(field.type)
    )


def _holds_text(info: inspect.Type) -> bool:
    match info:
        case inspect.StrType():
            return info.pattern is None
        case inspect.StructType():
            return bool(_text_fields(info.cls))
        case inspect.VarTupleType(item_type=inner) | inspect.DictType(value_type=inner):
            return _holds_text(inner)
        case inspect.UnionType():
            return any(_holds_text(kind) for kind in info.types)
    return False


@cache
def _struct(kind: type[msgspec.Struct]) -> inspect.StructType:
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)  # noqa: S101 - for the type checker
    return info


def _key_ranks(pack: Pack) -> dict[str, int]:
    sections = [section for outline in pack.meta.outlines for section in outline.sections]
    parts = (part.key for section in sections for part in section.parts)
    indicators = (indicator.key for task in pack.tasks for indicator in task.indicators)
    pillars = (pillar.key for pillar in pack.meta.pillars)
    keys: Iterable[str] = (*parts, *pillars, LIMITATIONS, *(task.key for task in pack.tasks), *indicators)
    return {key: rank for rank, key in enumerate(dict.fromkeys(keys))}


def _names(path: str, plan: Plan, pack: Pack) -> Iterator[str]:
    """Yield the name of each step of a path, by the types of the model (the place may be empty yet)."""
    info: inspect.Type = _struct(Plan)
    holder = waiting = ""  # waiting: the name of a list or a map, needed only where the path ends with it
    for token in tokens_of(path):
        match info:
            case inspect.StructType():
                holder = f"{info.cls.__name__}.{token}"
                field = next((field for field in info.fields if field.encode_name == token), None)
                info = field.type if field else inspect.AnyType()
                name = translate(FIELDS[holder]) if holder in FIELDS else ""
                if isinstance(info, inspect.VarTupleType | inspect.DictType):
                    waiting = name
                else:
                    yield name
            case inspect.VarTupleType():
                waiting, info = "", info.item_type
                yield translate(ENTRIES[holder]).format(number=int(token) + 1 if token.isdecimal() else token)
            case inspect.DictType():
                waiting, info = "", info.value_type
                yield _key_name(holder, token, plan, pack)
    yield waiting


def _key_name(holder: str, key: str, plan: Plan, pack: Pack) -> str:
    """Return the name of an entry that stands under a key: a task, an indicator, a part, a pillar."""
    names: dict[str, str] = {}
    if holder == "Plan.tasks":
        task = pack.task(key)
        if task is None:
            return translate("task “{key}”").format(key=key)
        # With its title: in print, tasks are numbered on from pillar to pillar.
        return translate("task {number} ({title})").format(number=task.number, title=task.title)
    if holder == "Plan.results":
        names = {pillar.key: pillar.name for pillar in pack.meta.pillars}
        names[LIMITATIONS] = translate("limitations and their causes")
        return translate("results of {year}, {part}").format(year=plan.year - 1, part=names.get(key, key))
    if holder == "Plan.sections":
        sections = (section for outline in pack.meta.outlines for section in outline.sections)
        names = {part.key: part.title for section in sections for part in section.parts}
    if holder == "TaskEntry.indicators":
        names = {indicator.key: indicator.label for task in pack.tasks for indicator in task.indicators}
    return names.get(key, key)
