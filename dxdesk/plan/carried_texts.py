"""What still speaks of another unit or another year in the texts that were carried into a plan."""

from collections.abc import Iterator
from typing import Final

from dxdesk.language import mark as _
from dxdesk.plan.edits import Operation, edited
from dxdesk.plan.model import Plan
from dxdesk.plan.notice import Notice
from dxdesk.plan.passage import Passage, kind_of, mentions, renamed
from dxdesk.plan.places import texts_of
from dxdesk.plan.rules.spans import years_in
from dxdesk.pointers import is_within

# How long a text may grow by a longer name: recipients, lines, texts (see the model).
_ROOM: Final = (200, 2_000, 200_000)
# Titles of other documents, names of persons and marks stay as they are.
_NOT_OURS: Final = ("/bases/", "/document/signer", "/document/symbol")


def adapted_texts(passage: Passage, operations: list[Operation]) -> tuple[list[Operation], list[Notice]]:
    """Put the unit's own name in the place of the source's, and tell where others of its names remain.

    Years are told and never changed: "đến năm 2023" may be a promise or a fact.
    """
    renamings: list[Operation] = []
    notices = [] if passage.is_same_unit else list(_other_kind(passage))
    foreign = () if passage.is_same_unit else tuple(passage.foreign_names())
    for path, text in _carried_texts(passage.begun, operations):
        own = text if passage.is_same_unit else _own_name(passage, path, text)
        if own != text:
            renamings.append({"op": "replace", "path": path, "value": own})
            names = {"old": passage.source.unit.name, "new": passage.begun.unit.name}
            message = _("{place}: “{old}” was replaced by “{new}”.")
            notices.append(Notice(message=message, path=path, fields=names))
        notices += _foreign_name(passage, path, own, foreign)
        notices += _old_year(passage, path, own)
    return renamings, notices


def _carried_texts(begun: Plan, operations: list[Operation]) -> Iterator[tuple[str, str]]:
    """Yield the texts that the operations bring, with their places after them."""
    places = [str(operation["path"]) for operation in operations]
    for path, text in texts_of(edited(begun, operations)):
        is_carried = any(is_within(path, place) for place in places)
        if is_carried and not path.startswith(_NOT_OURS):
            yield path, text


def _own_name(passage: Passage, path: str, text: str) -> str:
    own = renamed(text, passage.source.unit.name, passage.begun.unit.name)
    recipient, line, longest = _ROOM
    room = recipient if path.startswith("/document/") else line if len(text) <= line else longest
    return own if len(own) <= room else text


def _foreign_name(passage: Passage, path: str, text: str, foreign: tuple[str, ...]) -> Iterator[Notice]:
    remaining = text.replace(passage.begun.unit.name, "") if passage.begun.unit.name else text
    if name := next((name for name in foreign if mentions(remaining, name)), ""):
        message = _("{place} names {name}. Check that this is right for your unit.")
        yield Notice(message=message, path=path, fields={"name": name})


def _old_year(passage: Passage, path: str, text: str) -> Iterator[Notice]:
    """Times have moved or were told already, and figures are dates of their own."""
    year = passage.source.year
    has_own_rules = "/indicators/" in path or path.endswith("/period/text")
    if passage.years and not has_own_rules and year in years_in(text):
        message = _("{place} still names the year {year}. Check what it should be now.")
        yield Notice(message=message, path=path, fields={"year": str(year)})


def _other_kind(passage: Passage) -> Iterator[Notice]:
    theirs, ours = kind_of(passage.source.unit), kind_of(passage.begun.unit)
    if theirs and ours and theirs != ours:
        message = _("The earlier plan is of a {theirs}, yours of a {ours}. Read the texts with this in mind.")
        yield Notice(message=message, path="/unit", fields={"theirs": theirs, "ours": ours})
