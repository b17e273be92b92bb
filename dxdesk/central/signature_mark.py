"""What is kept of a signature: whose it is, and what it comes to."""

from datetime import datetime

from dxdesk.value import Value

# Files of certificates and revocation lists that are trusted, by name; in a form that goes to other processes.
TrustedFiles = tuple[tuple[str, bytes], ...]


class SignatureMark(Value, frozen=True, kw_only=True):
    """A signature of a file (its SHA-256), at a place in it; `content` is the package that it belongs to.

    `worth` is a word of `signing.worth`, `code` that of the remark on it, if there is one.
    """

    file: str
    position: int
    content: str
    place: str
    name: str
    organisation: str
    issuer: str
    serial: str
    claimed_at: datetime | None
    stamped_at: datetime | None
    worth: str
    code: str
