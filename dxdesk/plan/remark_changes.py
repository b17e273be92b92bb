"""The changes a person makes to notes and acceptances, each with its name and its operations."""

from datetime import datetime

from dxdesk.language import mark
from dxdesk.plan import acceptance, remarks
from dxdesk.plan.changes import Change
from dxdesk.plan.edit import EditName
from dxdesk.plan.finding import Finding
from dxdesk.plan.model import Acceptance, Plan, ReviewNote, Unread
from dxdesk.plan.places import SPEAKING, tokens_of


def add_note(plan: Plan, path: str, author: str, text: str, at: datetime) -> Change:
    """Add a note to a place (a JSON Pointer). `at` has a time zone.

    Raises:
        EditError: the note is empty, or there is no such place.
    """
    operations = remarks.add_note(plan, path, author, text, at)
    return EditName(message=mark("Add a note to {place}"), path=path), operations


def resolve_note(plan: Plan, note: ReviewNote) -> Change:
    """Tick a note off.

    Raises:
        EditError: the plan does not have it.
    """
    name = EditName(message=mark("Tick off the note to {place}"), path=note.path)
    return name, remarks.resolve_note(plan, note)


def reopen_note(plan: Plan, note: ReviewNote) -> Change:
    """Make a note that was ticked off an open one again.

    Raises:
        EditError: the plan does not have it.
    """
    name = EditName(message=mark("Reopen the note to {place}"), path=note.path)
    return name, remarks.reopen(plan, note)


def remove_note(plan: Plan, note: ReviewNote) -> Change:
    """Delete a note.

    Raises:
        EditError: the plan does not have it.
    """
    name = EditName(message=mark("Delete the note to {place}"), path=note.path)
    return name, remarks.remove_note(plan, note)


def accept_warning(plan: Plan, finding: Finding, by: str, note: str, at: datetime) -> Change:
    """Have somebody answer for a warning. `at` has a time zone.

    Raises:
        EditError: it is no warning, or it is not said who accepts it or why.
    """
    operations = acceptance.accept(plan, finding, by, note, at)
    return EditName(message=mark("Accept the warning on {place}"), path=finding.path), operations


def withdraw_acceptance(plan: Plan, accepted: Acceptance) -> Change:
    """Take an acceptance back.

    Raises:
        EditError: the plan does not have it.
    """
    name = EditName(message=mark("Take back the acceptance on {place}"), path=accepted.path)
    return name, acceptance.withdraw(plan, accepted)


def spoken_of(plan: Plan, path: str) -> str | None:
    """Return the place that an entry at `path` speaks of, such as a note; any other path as it is.

    None stands for an entry that is no longer there.
    """
    tokens = tokens_of(path)
    if not tokens or tokens[0] not in SPEAKING:
        return path
    entries: tuple[ReviewNote | Acceptance | Unread, ...] = getattr(plan, tokens[0])
    index = tokens[1] if len(tokens) > 1 else ""
    return next((entry.path for number, entry in enumerate(entries) if str(number) == index), None)
