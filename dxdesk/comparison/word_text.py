"""What a Word file says, in reading order: lines of text, tables with rows and cells, and comments.

It is read as it will stand once tracked changes are accepted. What stands beside the text comes after it:
text boxes, notes, headers and footers, and how many pictures there are. Numbers that Word counts itself are
no part of it.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from dxdesk.value import Value

MOST_COLUMNS = 63  # that Word allows
# Who made changes that Word tracked; nobody where none were tracked, one without a name where Word has none.
Tracked = frozenset[str]
UNTRACKED: Final[Tracked] = frozenset()


class WordLine(Value, frozen=True, kw_only=True):
    """A paragraph, or a part of one that a line break divides.

    `level` is that of a heading (1 to 9; 0: none); `listed` says that Word numbers it or sets a bullet;
    `comments` are the ids of those that begin in it. A tracked line without text was deleted. One `beside`
    the text has no place in it.
    """

    text: str
    tracked: Tracked = UNTRACKED
    level: int = 0
    listed: bool = False
    comments: tuple[str, ...] = ()
    beside: bool = False


class WordCell(Value, frozen=True, kw_only=True):
    """A cell over `span` columns. One merged with the cell above says what that one says."""

    lines: tuple[WordLine, ...]
    span: int = 1


class WordRow(Value, frozen=True, kw_only=True):
    """A table row; a tracked one was inserted, or deleted where it has no cells."""

    cells: tuple[WordCell, ...]
    tracked: Tracked = UNTRACKED


class WordTable(Value, frozen=True, kw_only=True):
    """A table."""

    rows: tuple[WordRow, ...]


class WordComment(Value, frozen=True, kw_only=True):
    """A comment, with the text that it hangs on; no time where the file does not say one."""

    key: str
    author: str
    text: str
    about: str = ""
    written_at: datetime | None = None


class WordText(Value, frozen=True, kw_only=True):
    """A whole Word file."""

    blocks: tuple[WordLine | WordTable, ...]
    comments: tuple[WordComment, ...] = ()


def all_of(tracked: Iterable[Tracked]) -> Tracked:
    """Return everybody of several tracked changes."""
    return UNTRACKED.union(*tracked)
