"""Values of the plan as blocks of expected lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dxdesk.comparison.expected import ExpectedLine


@dataclass(frozen=True, eq=False)
class Block:
    """Expected lines that stand together and come from one value, by their first index and that after the last."""

    first: int
    end: int
    line: ExpectedLine

    @property
    def is_entry(self) -> bool:
        """Whether it is an entry of a list by itself."""
        return self.line.role in {"item", "basis", "recipient"}

    def shares_entry_with(self, other: "Block") -> bool:
        """Say whether both are parts of one entry of a list."""
        return (
            self.line.rows != "" and self.line.path.rpartition("/")[0] == other.line.path.rpartition("/")[0]
        )


class Gap(NamedTuple):
    """What lies between two certain pairs: blocks without lines of their own, and lines without a block."""

    left: Block | None
    right: Block | None
    blocks: list[Block]
    lines: list[int]

    @property
    def lists(self) -> set[str]:
        """The lists that the pairs belong to."""
        return {block.line.rows for block in (self.left, self.right) if block is not None}


def blocks_of(expected: Sequence[ExpectedLine]) -> Iterator[Block]:
    """Yield the lines put together by value; words of the program each by themselves."""
    first = 0
    for index, line in enumerate(expected):
        following = expected[index + 1] if index + 1 < len(expected) else None
        is_last = (
            following is None
            or not line.is_value
            or (following.path, following.role) != (line.path, line.role)
        )
        if is_last:
            yield Block(first, index + 1, line)
            first = index + 1
