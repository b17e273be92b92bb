"""Where a Word file and the plan differ."""

from typing import Literal

from dxdesk.comparison.steps import Step
from dxdesk.comparison.word_text import UNTRACKED, Tracked
from dxdesk.plan.edits import Operation
from dxdesk.value import Value

DifferenceKind = Literal["changed", "added", "removed", "moved", "remark"]


class Difference(Value, frozen=True, kw_only=True):
    """One difference: what the plan says (`before`), what the Word file says (`after`), and where.

    `path` is the place in the plan (a JSON Pointer; empty where it is unknown), `place` its name in the
    active language, `page` the key of the page that edits it. A `tracked` one was made by `author` with
    Word's tracked changes. `operations` (RFC 6902) take it over; None where it cannot be taken over by itself. A remark
    is a comment by `author` on the words in `before`; taking it over makes it a review note. A `twofold` one
    is left from something that the file says in two ways, one of which the plan says now.
    """

    kind: DifferenceKind
    path: str
    place: str
    page: str
    before: str
    after: str
    tracked: bool = False
    twofold: bool = False
    author: str = ""
    operations: tuple[Operation, ...] | None = None
    steps: tuple[Step, ...] = ()


class Proposal(Value, frozen=True, kw_only=True):
    """A difference on its way, before it is named: `near` is a place on the same page; no steps: only shown."""

    kind: DifferenceKind
    path: str
    before: str
    after: str
    tracked: Tracked = UNTRACKED
    twofold: bool = False
    near: str = ""
    steps: tuple[Step, ...] = ()
