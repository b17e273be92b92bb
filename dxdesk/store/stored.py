"""What the store gives back of a plan and its edits."""

from datetime import datetime
from typing import Literal

from dxdesk.plan.edit import Edit, EditName
from dxdesk.plan.model import Plan
from dxdesk.value import Value

EditState = Literal["done", "undone", "dropped"]
# Why a version was kept: by hand, as a plan began, before the first change of a day, before changes of a Word
# file, another guidance, an earlier state, sealing.
VersionKind = Literal["hand", "begun", "day", "word", "guidance", "restore", "seal"]


class StoredPlan(Value, frozen=True, kw_only=True):
    """A plan, and what the store knows of it: `position` is where the user was, `head` the newest edit (or 0)."""

    id: str
    plan: Plan
    position: str
    head: int
    changed_at: datetime
    opened_at: datetime | None
    trashed_at: datetime | None


class StoredEdit(Value, frozen=True, kw_only=True):
    """An edit in the log of its plan. `seq` counts from 1; a dropped edit was undone and then written over."""

    seq: int
    edit: Edit
    made_at: datetime
    state: EditState


class EditHead(Value, frozen=True, kw_only=True):
    """What a list shows of an edit: its number, its name, when it was made, and its state."""

    seq: int
    name: EditName
    made_at: datetime
    state: EditState


class Version(Value, frozen=True, kw_only=True):
    """A state of a plan that is kept. `number` counts from 1, `edit` is the newest edit that was done then (or 0).

    `name` is what the user called it; one that the program made names there the file or the guidance that came.
    """

    number: int
    kind: VersionKind
    name: str
    note: str
    author: str
    edit: int
    made_at: datetime
