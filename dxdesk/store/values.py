"""What the store gives back of the list of plans and of letters; a plan itself is in `stored`."""

from datetime import date, datetime
from typing import Literal

from dxdesk.units.unit import UnitLevel
from dxdesk.value import Value

# What is on its way, and what became of it. "handed" is given to a mail program or written on a stick: only a
# receipt makes it "received". Whatever is "stopped" waits for a person.
DispatchState = Literal[
    "waiting", "sending", "handed", "received", "accepted", "returned", "stopped", "withdrawn"
]


class Tally(Value, frozen=True, kw_only=True):
    """How far a plan is, as the list shows it: tasks written, tasks in all, errors found."""

    written: int = 0
    total: int = 0
    errors: int = 0


class PlanSummary(Value, frozen=True, kw_only=True):
    """A plan as the list shows it.

    `revision` is the newest one that was sealed, 0 where none is; `issued_on` its day of issue. The plan was
    `edited_since` where it was written on after that sealing. `sent` is how far the newest revision has come
    on its way out, at the destination where it came furthest; None where it was not queued.
    """

    id: str
    unit_scheme: str
    unit_code: str
    unit_name: str
    level: UnitLevel
    year: int
    created_at: datetime
    changed_at: datetime
    opened_at: datetime | None
    trashed_at: datetime | None
    position: str
    written: int
    total: int
    errors: int
    revision: int = 0
    issued_on: date | None = None
    edited_since: bool = False
    sent: DispatchState | None = None


class Letter(Value, frozen=True, kw_only=True):
    """A letter of a level above, without its data; `size` in bytes, `sha256` in hexadecimal digits."""

    id: str
    name: str
    media_type: str
    size: int
    sha256: str
    added_at: datetime
    note: str


PaperRole = Literal["signed-pdf", "scan"]


class Revision(Value, frozen=True, kw_only=True):
    """A sealed revision of a plan, without its package.

    `digest` is that of its statement, `plan_sha256` that of its plan. Number, day and moment of issue are
    empty until it is issued.
    """

    number: int
    kind: Literal["original", "amendment"]
    digest: str
    plan_sha256: str
    profile: Literal["flat", "fields", "fillable"]
    sealed_at: datetime
    issued_number: str = ""
    issued_on: date | None = None
    issued_at: datetime | None = None


class Paper(Value, frozen=True, kw_only=True):
    """A paper that came for a revision, without its data; `size` in bytes."""

    id: str
    role: PaperRole
    name: str
    size: int
    sha256: str
    added_at: datetime
