"""Whether the leaders' notes are settled before the plan is signed."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from dxdesk.language import mark as _
from dxdesk.plan.model import Plan
from dxdesk.plan.rules.rule import Place, Review, at, excerpt, rule
from dxdesk.pointers import escape_pointer


@rule(
    "NT01",
    "warning",
    "practice",
    _("A note of {author} is not settled: “{text}”. See to it, then tick it off."),
)
def open_note(review: Review) -> Iterator[Place]:
    """A note is a question that somebody still waits for an answer to."""
    for index, note in enumerate(review.plan.notes):
        if not note.resolved:
            yield at(f"/notes/{index}", author=note.author or "?", text=excerpt(note.text))


@rule(
    "NT02",
    "hint",
    "practice",
    _(
        "The note “{text}” belongs to a place that is no longer in the plan. Tick it off if it has no more use."
    ),
)
def note_without_place(review: Review) -> Iterator[Place]:
    """The activity was deleted, or the task refused."""
    places = _places(review.plan) if review.plan.notes else frozenset()
    for index, note in enumerate(review.plan.notes):
        if not note.resolved and note.path not in places and note.path.rpartition("/")[0] not in places:
            yield at(f"/notes/{index}/path", text=excerpt(note.text))


def _places(plan: Plan) -> frozenset[str]:
    found: set[str] = set()
    _gather(plan, "", found)
    return frozenset(found)


def _gather(value: Any, path: str, found: set[str]) -> None:
    found.add(path)
    entries: Mapping[str, Any] = {}
    if isinstance(value, msgspec.Struct):
        entries = {name: getattr(value, name) for name in value.__struct_fields__}
    elif isinstance(value, Mapping):
        entries = {escape_pointer(key): entry for key, entry in value.items()}
    elif isinstance(value, tuple):
        entries = {str(index): entry for index, entry in enumerate(value)}
    for token, entry in entries.items():
        _gather(entry, f"{path}/{token}", found)
