"""What is found out about the signatures of a PDF, as values."""

from datetime import datetime
from typing import Final, Literal

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.text.dates import short_date
from dxdesk.text.days import VIETNAM
from dxdesk.value import Value

Trouble = Literal[
    "damaged",
    "unreadable",
    "altered",
    "uncovered",
    "revoked",
    "expired",
    "early",
    "usage",
    "weak",
    "untrusted",
    "stamp",
]
# Why a signature does not hold, for good: whatever certificates one installs.
BROKEN: Final = frozenset({"damaged", "unreadable", "altered", "uncovered"})

_WORDS: Final[dict[Trouble, str]] = {
    "damaged": mark("What was signed was changed afterwards: the signature does not fit it."),
    "unreadable": mark("The signature is damaged and cannot be read."),
    "altered": mark("After the signature, more was changed than number, day and further signatures."),
    "uncovered": mark("The signature covers only a part of the file."),
    "revoked": mark("The certificate was revoked."),
    "expired": mark("The certificate has expired, and no time stamp says that it was signed before."),
    "early": mark(
        "The certificate is not valid yet, or the clock of this computer is wrong. Please check its day and time."
    ),
    "usage": mark("The certificate is not meant for signing documents."),
    "weak": mark("The signature was made by a method that is no longer safe."),
    "untrusted": mark("The certificate comes from an issuer that is not among the trusted ones."),
    "stamp": mark("The time stamp cannot be trusted."),
}

_HELD_THEN: Final = mark(
    "It was signed on {day} by the signer's clock, when its certificates were valid; since then one has expired, and "
    "no time stamp that could still be checked proves the day."
)


class SignatureReport(Value, frozen=True, kw_only=True):
    """One signature: where it stands, whose it is, when it was made, and what is wrong with it.

    `claimed_at` is what the signing machine's clock said, `stamped_at` what a trusted time stamp says.
    `covers_all` tells that no byte was appended after it. `held_then` tells of one beside data whose certificates
    have expired since, that nothing else is wrong with it and that they were valid at `claimed_at`.
    """

    field: str
    name: str
    organisation: str
    issuer: str
    serial: str
    claimed_at: datetime | None
    stamped_at: datetime | None
    covers_all: bool
    troubles: tuple[Trouble, ...]
    held_then: bool = False

    @property
    def is_intact(self) -> bool:
        """Whether what was signed is as it was, whoever signed it."""
        return not BROKEN & set(self.troubles)

    @property
    def is_sound(self) -> bool:
        """Whether nothing at all is wrong with it."""
        return not self.troubles

    def words(self) -> tuple[str, ...]:
        """Return what is wrong with it, in sentences."""
        if self.held_then and self.claimed_at is not None:
            day = short_date(self.claimed_at.astimezone(VIETNAM).date())
            return (_(_HELD_THEN).format(day=day),)
        return tuple(_(_WORDS[trouble]) for trouble in self.troubles)


class PdfReport(Value, frozen=True, kw_only=True):
    """All signatures of a PDF in the order in which they were made, and what can be filled in and was."""

    signatures: tuple[SignatureReport, ...]
    number: str = ""
    day: str = ""
    month: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether there are signatures, all of them sound, and the last covers the whole file."""
        signed = self.signatures
        return bool(signed) and all(one.is_sound for one in signed) and signed[-1].covers_all

    @property
    def is_intact(self) -> bool:
        """Whether there are signatures, none of them broken, and the last covers the whole file."""
        signed = self.signatures
        return bool(signed) and all(one.is_intact for one in signed) and signed[-1].covers_all

    def filled_words(self) -> str:
        """Return which number and day were filled in; nothing where none were."""
        if not (self.number and self.day and self.month):
            return ""
        words = _("Written into the PDF: number {number}, day {day}/{month}.")
        return words.format(number=self.number, day=self.day, month=self.month.strip().zfill(2))
