"""What the store gives back of a plan and its edits."""

from datetime import datetime
from typing import Literal

from dxdesk.plan.edit import Edit
from dxdesk.plan.model import Plan
from dxdesk.value import Value

EditState = Literal["done", "undone", "dropped"]


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
