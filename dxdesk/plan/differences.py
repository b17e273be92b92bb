"""What was changed from one state of a plan to another, place by place, in words."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Final, Literal, NamedTuple

import msgspec

from dxdesk.guidance.pack import Pack, Period
from dxdesk.plan.contents import Contents
from dxdesk.plan.model import Activity, Cost, Plan
from dxdesk.plan.places import SPEAKING, place_name, place_order
from dxdesk.plan.plain import leaves, members
from dxdesk.pointers import escape_pointer

PlanDifferenceKind = Literal["changed", "added", "removed", "moved"]

# The places of what people write to each other about the plan.
_SPEAKING: Final = tuple(f"/{member}/" for member in SPEAKING)
# As `SequenceMatcher` tells them: what became of entries, from and up to an index before, and after.
_Block = tuple[str, int, int, int, int]
# These are read as one thing, however many members they have.
_WHOLE: Final = (Period, Cost)


class PlanDifference(NamedTuple):
    """One difference: the place (a JSON Pointer), its name, the page that edits it, and what was and is there.

    What was removed has its place in the earlier plan, everything else in the later one.
    """

    kind: PlanDifferenceKind
    path: str
    place: str
    page: str
    before: str
    after: str


class _Found(NamedTuple):
    kind: PlanDifferenceKind
    path: str
    before: str
    after: str


def plan_differences(before: Plan, after: Plan, pack: Pack) -> tuple[PlanDifference, ...]:
    """Return what differs between two plans of one unit and year, in the order of the plan.

    Entries of a list are the same where they say the same, activities where they have the same id. What
    people write to each other about the plan is no part of it.
    """
    found = [each for each in _within(before, after, "") if not each.path.startswith(_SPEAKING)]
    earlier, later = Contents(before, pack), Contents(after, pack)
    differences: list[PlanDifference] = []
    for kind, path, was, now in found:
        plan, contents = (before, earlier) if kind == "removed" else (after, later)
        place, page = place_name(path, plan, pack), contents.page_of(path)
        differences.append(PlanDifference(kind, path, place, page, was, now))
    order = place_order(after, pack)
    return tuple(sorted(differences, key=lambda each: order(each.path)))


def _within(before: Any, after: Any, path: str) -> Iterator[_Found]:
    if before == after:
        return
    if isinstance(before, tuple) and isinstance(after, tuple) and not _is_costs(before + after):
        yield from _entries(before, after, path)
    elif _has_members(before) and _has_members(after):
        yield from _members(dict(members(before)), dict(members(after)), path)
    elif found := _leaf(before, after, path):
        yield found


def _members(before: Mapping[str, Any], after: Mapping[str, Any], path: str) -> Iterator[_Found]:
    for key in dict.fromkeys((*before, *after)):
        yield from _within(before.get(key), after.get(key), f"{path}/{escape_pointer(key)}")


def _entries(before: Sequence[Any], after: Sequence[Any], path: str) -> Iterator[_Found]:
    """Yield what became of the entries of a list."""
    identity = _identity(before, after)
    ours, theirs = [identity(entry) for entry in before], [identity(entry) for entry in after]
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    moved = _moved(ours, theirs, blocks)
    sources = set(moved.values())
    for kind, first, last, start, end in blocks:
        gone = [index for index in range(first, last) if index not in sources]
        come = [index for index in range(start, end) if index not in moved]
        if kind == "equal" or len(gone) == len(come):
            for index, other in zip(gone, come, strict=True):
                yield from _within(before[index], after[other], f"{path}/{other}")
        else:
            yield from (_Found("removed", f"{path}/{index}", _said(before[index]), "") for index in gone)
            yield from (_Found("added", f"{path}/{index}", "", _said(after[index])) for index in come)
    for place, source in moved.items():
        yield _Found("moved", f"{path}/{place}", _said(after[place]), _said(after[place]))
        yield from _within(before[source], after[place], f"{path}/{place}")


def _moved(ours: Sequence[Hashable], theirs: Sequence[Hashable], blocks: Iterable[_Block]) -> dict[int, int]:
    """Return where entries that stand elsewhere now stood before, by their new index."""
    others = [block[1:] for block in blocks if block[0] != "equal"]
    left = [index for first, last, _start, _end in others for index in range(first, last)]
    moved: dict[int, int] = {}
    for _first, _last, start, end in others:
        for place in range(start, end):
            source = next((index for index in left if ours[index] == theirs[place]), None)
            if source is not None:
                left.remove(source)
                moved[place] = source
    return moved


def _identity(*lists: Sequence[Any]) -> Callable[[Any], Hashable]:
    """Return what an entry is known by: the id of an activity, else what it says."""
    if all(isinstance(entry, Activity) for entries in lists for entry in entries):
        return lambda activity: activity.id
    return msgspec.json.encode


def _leaf(before: Any, after: Any, path: str) -> _Found | None:
    was, now = _said(before), _said(after)
    if was == now:
        return None
    return _Found("changed" if was and now else "added" if now else "removed", path, was, now)


def _has_members(value: Any) -> bool:
    return isinstance(value, (Mapping, msgspec.Struct)) and not isinstance(value, _WHOLE)


def _is_costs(entries: Sequence[Any]) -> bool:
    return bool(entries) and all(isinstance(entry, Cost) for entry in entries)


def _said(value: Any) -> str:
    """Return a value in plain lines; a period as it was typed."""
    if isinstance(value, Period):
        return value.text
    return "\n".join(text for _path, text in leaves(value))
