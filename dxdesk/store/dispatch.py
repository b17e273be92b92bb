"""What the store gives back of what is sent, and of the destinations."""

from datetime import date, datetime
from typing import Literal

from dxdesk.store.values import DispatchState
from dxdesk.value import Value

DispatchMeans = Literal["upload", "mail", "folder"]


class Dispatch(Value, frozen=True, kw_only=True):
    """A package on its way to a destination, without its bytes; `size` in bytes.

    `digest` is that of the statement of the package, `package_sha256` that of its bytes as they were queued.
    `destination` is the key in the address book, `receiver` the name that stood there. `reason` is a word for why
    a person must do something ("paused", "moved", "unsure", or one that a means has); `words` says what was last
    heard. Nothing is tried before `next_at`. `wanted` documents are still to be sent on their own.
    """

    id: str
    plan_id: str
    revision: int
    digest: str
    package_sha256: str
    size: int
    destination: str
    receiver: str
    means: DispatchMeans
    state: DispatchState
    reason: str
    words: str
    attempts: int
    next_at: datetime | None
    created_at: datetime
    changed_at: datetime
    wanted: int = 0


class Attempt(Value, frozen=True, kw_only=True):
    """What happened to a dispatch at a moment: a word for it, and what was said."""

    number: int
    at: datetime
    outcome: str
    words: str


class SentDocument(Value, frozen=True, kw_only=True):
    """A document that is sent on its own: its SHA-256, and how many bytes of its size the receiver has."""

    sha256: str
    size: int
    sent: int


class Address(Value, frozen=True, kw_only=True):
    """A destination as it is kept: `body` is its JSON, which the outbox reads.

    An `own` one was written here; else it came from an address book, and `signed_by` is empty where nobody signed.
    """

    key: str
    own: bool
    body: str
    issued_by: str = ""
    issued_on: date | None = None
    signed_by: str = ""
