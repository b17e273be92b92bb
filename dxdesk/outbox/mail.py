"""A package as a mail (RFC 5322): its files under ASCII names, as large as the receiver takes it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.utils import format_datetime
from pathlib import PurePath
from typing import Final, Literal, NamedTuple

from dxdesk.exchange.format import Destination
from dxdesk.exchange.message import POLICY, MailError, read_mail_address, text_message
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.outbox.enclosures import Enclosure, Enclosures
from dxdesk.outbox.letter import SUBJECT, Letter, body_of, subject_of
from dxdesk.value import Value

# What goes with a mail: the package and the paper; the package; the package without its documents, and the paper;
# only that.
Extent = Literal["full", "package", "light", "bare"]

LIMIT: Final = 20 * 2**20  # bytes of a message as it is sent, where the destination names none
_EXTENTS: Final[dict[Extent, str]] = {
    "full": mark("The package goes with all its documents, and the paper beside it."),
    "package": mark("The package goes with all its documents."),
    "light": mark(
        "The message would be too large for the receiver: the package goes without its documents, and the paper "
        "beside it. Hand the other documents over by another way."
    ),
    "bare": mark(
        "The message would be too large for the receiver: only the package goes, without its documents. Hand them "
        "over by another way."
    ),
}
_SUBTYPES: Final = {".pdf": "pdf", ".json": "json"}
# The bytes of a message beside its attachments, and of the head of one; they go as base64 in lines of 76 characters
# (RFC 2045).
_LETTER: Final = 12_000
_HEAD: Final = 400


class _Fit(NamedTuple):
    extent: Extent
    files: Sequence[Enclosure]


class Mail(Value, frozen=True, kw_only=True):
    """A mail that can be sent, or copied piece by piece into one; `extent` is what goes with it.

    `size` is that of the whole message in bytes, `limit` that of the largest one that is taken.
    """

    letter: Letter
    receiver: str
    files: tuple[Enclosure, ...]
    extent: Extent
    digest: str
    size: int
    limit: int

    def notices(self) -> tuple[str, ...]:
        """Return what the sender is to know, in sentences."""
        words = [_(_EXTENTS[self.extent])]
        if self.size > self.limit:
            sentence = _(
                "The message has {size} KB and the receiver takes {limit} KB. Hand it over on a stick, or upload it."
            )
            words.append(sentence.format(size=-(-self.size // 1024), limit=self.limit // 1024))
        return tuple(words)


def compose_mail(
    data: bytes,
    destination: Destination,
    *,
    pattern: str = SUBJECT,
    reply_to: str = "",
    limit: int | None = None,
) -> Mail:
    """Return the mail that brings a package to a destination; it takes what fits into its limit (in bytes).

    Raises:
        MailError: the package is a draft.
        PackageError: it cannot be used.
        SubjectError: the pattern of the subject cannot be used.
    """
    enclosures = Enclosures(data)
    if enclosures.is_draft:
        raise MailError(_("This is a draft. Seal the plan first, then send it."))
    most = limit or destination.mail_limit or LIMIT
    fit = _fitting(enclosures, most)
    name = destination.receiver.name
    letter = Letter(
        to=destination.email.strip(),
        subject=subject_of(enclosures.package, pattern),
        body=body_of(
            enclosures.package,
            name,
            fit.files,
            is_whole=fit.extent in {"full", "package"},
            reply_to=reply_to,
        ),
    )
    return Mail(
        letter=letter,
        receiver=name,
        files=tuple(fit.files),
        extent=fit.extent,
        digest=enclosures.package.digest,
        size=_size(fit.files),
        limit=most,
    )


def draft_message(mail: Mail) -> bytes:
    """Return the mail as a file that a mail program opens as a draft: whoever sends it is named there.

    `X-Unsent` is what Outlook and others look for.

    Raises:
        MailError: the address cannot be used.
    """
    message = _message(mail)
    message["X-Unsent"] = "1"
    return message.as_bytes(policy=POLICY)


def ready_message(mail: Mail, sender: str, message_id: str, at: datetime | None = None) -> bytes:
    """Return the mail as it is given to a mail server; one dispatch always has the same `message_id`.

    Raises:
        MailError: an address cannot be used.
    """
    message = _message(mail)
    address = read_mail_address(sender)
    message["From"] = address.addr_spec
    message["Date"] = format_datetime(at or datetime.now(UTC))
    message["Message-ID"] = f"<{message_id}@{address.domain}>"
    return message.as_bytes(policy=POLICY)


def _message(mail: Mail) -> MIMEMultipart:
    """Return the message with what it always has."""
    # Neither base64 nor quoted-printable has "=_" in it, so no file holds the boundary.
    message = text_message(
        mail.letter.subject,
        mail.letter.body,
        to=mail.letter.to,
        receiver=mail.receiver,
        boundary=f"=_dxdesk-{mail.digest[:32]}",
    )
    message["X-Dxdesk"] = mail.digest
    for each in mail.files:
        part = MIMEApplication(each.data, _SUBTYPES.get(PurePath(each.name).suffix, "octet-stream"))
        part.add_header("Content-Disposition", "attachment", filename=each.name)
        message.attach(part)
    return message


def _fitting(enclosures: Enclosures, limit: int) -> _Fit:
    fits = list(_fits(enclosures))
    return next((fit for fit in fits if _size(fit.files) <= limit), fits[-1])


def _fits(enclosures: Enclosures) -> Iterator[_Fit]:
    """Yield what can go with a mail, the most first."""
    paper = [enclosures.paper] if enclosures.paper else []
    yield _Fit("full" if paper else "package", [enclosures.whole, *paper])
    yield _Fit("package", [enclosures.whole])
    if paper:
        yield _Fit("light", [enclosures.light, *paper])
    yield _Fit("bare", [enclosures.light])


def _size(files: Sequence[Enclosure]) -> int:
    """Return about how many bytes a message with these files has: rather too many than too few."""
    return sum(_HEAD + (-(-len(each.data) // 57)) * 78 for each in files) + _LETTER
