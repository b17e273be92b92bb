"""How the window speaks of revisions: which one, how it stands, who has signed it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from dxdesk.issuing.standing import Standing
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.package.format import Kind
from dxdesk.signing.report import SignatureReport
from dxdesk.store.values import Revision
from dxdesk.text.dates import short_date
from dxdesk.text.days import VIETNAM

FIELDS: Final[Mapping[str, str]] = {
    "signer": mark("Signature of the leader"),
    "agency": mark("Signature of the agency"),
}


def revision_name(number: int, kind: Kind) -> str:
    """Return what a revision is called: "Revision 2 (amendment)"."""
    words = _("Revision {number} (original)") if kind == "original" else _("Revision {number} (amendment)")
    return words.format(number=number)


def standing_words(now: Standing) -> str:
    """Return in a few words how the plan stands on its way to being issued."""
    match now.phase:
        case "draft" if now.kind == "amendment":
            return _("Amendment being written")
        case "draft":
            return _("Draft")
        case "sealed":
            return _("Sealed, to be signed")
    assert now.sealed is not None  # noqa: S101 - it is issued
    return issued_words(now.sealed)


def issued_words(revision: Revision) -> str:
    """Return under which number and on which day a revision was issued."""
    assert revision.issued_on is not None  # noqa: S101 - it is issued
    words = _("Issued: number {number}, {day}")
    return words.format(number=revision.issued_number, day=short_date(revision.issued_on))


def issued_revision_words(revision: Revision) -> str:
    """Return of a revision what it is called, and under which number and on which day it was issued."""
    assert revision.issued_on is not None  # noqa: S101 - it is issued
    words = _("{revision}: issued as number {number} on {day}")
    return words.format(
        revision=revision_name(revision.number, revision.kind),
        number=revision.issued_number,
        day=short_date(revision.issued_on),
    )


def moment_words(moment: datetime) -> str:
    """Return a moment as it is read in Viet Nam: "05/12/2022 09:30"."""
    return f"{moment.astimezone(VIETNAM):%d/%m/%Y %H:%M}"


def signatures_text(signatures: Iterable[SignatureReport]) -> str:
    """Return what there is to say of signatures, each in some lines."""
    return "\n\n".join("\n".join(_lines(signature)) for signature in signatures)


def _lines(signature: SignatureReport) -> Iterable[str]:
    """Yield what there is to say of one: whose, when, by whom certified, what is wrong with it."""
    field = _(FIELDS[signature.field]) if signature.field in FIELDS else signature.field
    name = signature.name or "?"
    # Beside data there are no fields.
    yield (
        _("{field}: {name}").format(field=field, name=name)
        if field
        else _("Signed by {name}").format(name=name)
    )
    if signature.stamped_at is not None:
        yield _("Signed {time}, by a time stamp").format(time=moment_words(signature.stamped_at))
    elif signature.claimed_at is not None:
        yield _("Signed {time}, by the signer's clock").format(time=moment_words(signature.claimed_at))
    yield _("Certificate from {issuer}, number {serial}").format(
        issuer=signature.issuer, serial=signature.serial
    )
    yield from signature.words()
    if signature.is_sound:
        yield _("The signature is sound.")
