"""What a comparison of one part of the document tells about the others."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from dxdesk.comparison.difference import Proposal
from dxdesk.comparison.found import FoundCell


@dataclass
class Evidence:
    """What the tables say beyond their own differences.

    `new_texts` are what new rows are about, by list; `rearranged` the lists in which rows were added,
    removed or moved; `answered` the places of tasks whose answer changed, so that their text follows;
    `emptied` the places of activities without a text, which only the table has then; `places` where each
    comment hangs. Rows that follow from others are `lost` where they are not there, and
    `unknown` (what each is about, the difference) where the plan does not print them; a sum is `derived`:
    its row, and what it says now.
    """

    has_tasks: bool = False
    new_texts: dict[str, set[str]] = field(default_factory=dict)
    rearranged: set[str] = field(default_factory=set)
    answered: set[str] = field(default_factory=set)
    emptied: set[str] = field(default_factory=set)
    places: dict[str, str] = field(default_factory=dict)
    lost: list[Proposal] = field(default_factory=list)
    unknown: list[tuple[str, Proposal]] = field(default_factory=list)
    derived: list[tuple[str, FoundCell]] = field(default_factory=list)

    def note_comments(self, keys: Iterable[str], path: str) -> None:
        """Note where comments hang."""
        for key in keys:
            self.places.setdefault(key, path)


@dataclass
class Part:
    """What was found in one part: the differences, and how many of its lines or rows were found again."""

    proposals: list[Proposal] = field(default_factory=list)
    awaited: int = 0
    found: int = 0
