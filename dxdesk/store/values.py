"""What the store gives back."""

from datetime import datetime
from typing import Literal

from dxdesk.guidance.pack import Level
from dxdesk.plan.edit import Edit
from dxdesk.plan.model import Plan
from dxdesk.value import Value

EditState = Literal["done", "undone", "dropped"]


class Tally(Value, frozen=True, kw_only=True):
    """How far a plan is, as the list shows it: tasks written, tasks in all, errors found."""

    written: int = 0
    total: int = 0
    errors: int = 0


class PlanSummary(Value, frozen=True, kw_only=True):
    """A plan as the list shows it."""

    id: str
    unit_scheme: str
    unit_code: str
    unit_name: str
    level: Level
    year: int
    created_at: datetime
    changed_at: datetime
    opened_at: datetime | None
    trashed_at: datetime | None
    position: str
    written: int
    total: int
    errors: int


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


class Letter(Value, frozen=True, kw_only=True):
    """A letter of a level above, without its data; `size` in bytes, `sha256` in hexadecimal digits."""

    id: str
    name: str
    media_type: str
    size: int
    sha256: str
    added_at: datetime
    note: str
