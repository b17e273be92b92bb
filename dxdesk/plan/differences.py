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

    What was removed has its place in the earlier plan, everything else in the later one. `origin` is the place
    in the earlier plan, empty for an entry of a list that it has not; `target` the one in the later plan, for an
    entry that it has not the place where it would stand.
    """

    kind: PlanDifferenceKind
    path: str
    place: str
    page: str
    before: str
    after: str
    origin: str
    target: str


class _Found(NamedTuple):
    kind: PlanDifferenceKind
    origin: str
    target: str
    before: str
    after: str

    @property
    def path(self) -> str:
        return self.origin if self.kind == "removed" else self.target


def plan_differences(before: Plan, after: Plan, pack: Pack) -> tuple[PlanDifference, ...]:
    """Return what differs between two plans of one unit and year, in the order of the plan.

    Entries of a list are the same where they say the same, activities where they have the same id. What
    people write to each other about the plan is no part of it.
    """
    found = [each for each in _within(before, after, "", "") if not each.path.startswith(_SPEAKING)]
    earlier, later = Contents(before, pack), Contents(after, pack)
    differences: list[PlanDifference] = []
    for each in found:
        plan, contents = (before, earlier) if each.kind == "removed" else (after, later)
        place, page = place_name(each.path, plan, pack), contents.page_of(each.path)
        said = each.before, each.after
        differences.append(PlanDifference(each.kind, each.path, place, page, *said, each.origin, each.target))
    order = place_order(after, pack)
    return tuple(sorted(differences, key=lambda each: order(each.path)))


def _within(before: Any, after: Any, was: str, path: str) -> Iterator[_Found]:
    """Yield what differs between values that stood at one place and stand at another."""
    if before == after:
        return
    if isinstance(before, tuple) and isinstance(after, tuple) and not _is_costs(before + after):
        yield from _entries(before, after, was, path)
    elif _has_members(before) and _has_members(after):
        yield from _members(dict(members(before)), dict(members(after)), was, path)
    elif found := _leaf(before, after, was, path):
        yield found


def _members(before: Mapping[str, Any], after: Mapping[str, Any], was: str, path: str) -> Iterator[_Found]:
    for key in dict.fromkeys((*before, *after)):
        step = f"/{escape_pointer(key)}"
        yield from _within(before.get(key), after.get(key), f"{was}{step}", f"{path}{step}")


def _entries(before: Sequence[Any], after: Sequence[Any], was: str, path: str) -> Iterator[_Found]:
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
                yield from _within(before[index], after[other], f"{was}/{index}", f"{path}/{other}")
        else:
            for index in gone:
                yield _Found("removed", f"{was}/{index}", f"{path}/{start}", _said(before[index]), "")
            yield from (_Found("added", "", f"{path}/{index}", "", _said(after[index])) for index in come)
    for place, source in moved.items():
        said = _said(after[place])
        yield _Found("moved", f"{was}/{source}", f"{path}/{place}", said, said)
        yield from _within(before[source], after[place], f"{was}/{source}", f"{path}/{place}")


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


def _leaf(before: Any, after: Any, was: str, path: str) -> _Found | None:
    old, new = _said(before), _said(after)
    if old == new:
        return None
    return _Found("changed" if old and new else "added" if new else "removed", was, path, old, new)


def _has_members(value: Any) -> bool:
    return isinstance(value, (Mapping, msgspec.Struct)) and not isinstance(value, _WHOLE)


def _is_costs(entries: Sequence[Any]) -> bool:
    return bool(entries) and all(isinstance(entry, Cost) for entry in entries)


def _said(value: Any) -> str:
    """Return a value in plain lines; a period as it was typed."""
    if isinstance(value, Period):
        return value.text
    return "\n".join(text for _path, text in leaves(value))
