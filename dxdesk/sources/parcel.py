"""What a source yields: the bytes of a file that may be a package, or what kept it from being looked into."""

from datetime import datetime
from typing import Final, Literal

from dxdesk.package.container import MAX_SIZE
from dxdesk.package.writing import SUFFIX
from dxdesk.value import Value

# Base64 in lines makes a package 37 % longer; a message may carry a little more than that one.
LONGEST: Final = MAX_SIZE + MAX_SIZE // 2
DEEPEST: Final = 5  # a package in a ZIP in a message in a ZIP in a mailbox
_MARK: Final = b"dxdesk.plan"
_HEAD: Final = 4096

Trouble = Literal["unreadable", "too long", "too deep", "too many", "bomb", "encrypted", "damaged"]


class Parcel(Value, frozen=True, kw_only=True):
    """A file that has come; `origin` are words about where from, only ever shown.

    `carrier` is the signed PDF that it was in; `is_sure` says that it is to be judged, whatever it looks like.
    `came_at` is when the mail that brought it was received, as the last server on its way says.
    """

    origin: str
    data: bytes
    carrier: bytes = b""
    is_sure: bool = False
    came_at: datetime | None = None

    @property
    def is_called(self) -> bool:
        """Whether its name says that it is a package."""
        return self.origin.lower().endswith(SUFFIX)

    @property
    def is_meant(self) -> bool:
        """Whether somebody meant it to be a package: it says so, or is called so."""
        if self.is_called or self.is_sure:
            return True
        head = self.data[:_HEAD]
        return _MARK in (head.replace(b"\0", b"") if b"\0" in head else head)


class Unopened(Value, frozen=True, kw_only=True):
    """Something at `origin` could not be looked into, wholly or from there on."""

    origin: str
    why: Trouble


Found = Parcel | Unopened
