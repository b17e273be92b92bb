"""The files and answers that pass between two levels; each is one UTF-8 JSON object, read like a package.

Receipts and replies have a statement that is signed: CAdES detached over its RFC 8785 form, as in a package.
"""

from datetime import date
from typing import Annotated, Final, Literal

from msgspec import Meta

from dxdesk.package.format import ByteCount, Digest, Revision, Signature, StatementUnit, Version, ZonedTime
from dxdesk.value import Key, Line, Text, Value, Year

VERSION: Final = "1.0"
RECEIPT: Final = "dxdesk.receipt"
REPLY: Final = "dxdesk.reply"
ADDRESSES: Final = "dxdesk.addresses"
SERVICE: Final = "dxdesk.central"

Pem = Annotated[str, Meta(max_length=64_000, description="PEM (RFC 7468)")]
Pointer = Annotated[str, Meta(max_length=500, description="JSON Pointer (RFC 6901) into the plan")]
Count = Annotated[int, Meta(ge=1, le=2**31 - 1)]
Verdict = Literal["accepted", "returned"]
Means = Literal["upload", "mail", "folder"]


class Receiver(Value, frozen=True, kw_only=True):
    """Who takes packages: its name, and its unit where it is one of the administrative map."""

    name: Line
    unit: StatementUnit | None = None


class ReceiptStatement(Value, frozen=True, kw_only=True):
    """That a package has arrived: which (`package` is its digest), when, under which number of the intake.

    The number is unique and rises, but may skip: it is given before it is certain that the package stays. It says nothing of the content: that is the matter of a reply.
    """

    type: Literal["dxdesk.receipt"]
    package: Digest
    unit: StatementUnit
    year: Year
    revision: Revision
    number: Count
    received_at: ZonedTime
    receiver: Receiver


class Receipt(Value, frozen=True, kw_only=True):
    """A signed receipt. For one package a receiver gives one receipt, the same for ever."""

    format: Literal["dxdesk.receipt"]
    version: Version
    statement: ReceiptStatement
    signatures: Annotated[tuple[Signature, ...], Meta(max_length=20)] = ()


class ReplyFinding(Value, frozen=True, kw_only=True):
    """A remark of the level above on one place of the plan; an empty pointer means the whole."""

    severity: Literal["error", "warning", "hint"]
    pointer: Pointer = ""
    message: Text


class ReplyStatement(Value, frozen=True, kw_only=True):
    """What the level above says of the content of a package; `number` counts its replies to this package."""

    type: Literal["dxdesk.reply"]
    package: Digest
    unit: StatementUnit
    year: Year
    revision: Revision
    number: Count
    verdict: Verdict
    note: Text = ""
    findings: Annotated[tuple[ReplyFinding, ...], Meta(max_length=1_000)] = ()
    answered_at: ZonedTime
    answered_by: Line = ""
    receiver: Receiver


class Reply(Value, frozen=True, kw_only=True):
    """A signed reply: accepted, or returned with its reasons. The one with the highest number counts."""

    format: Literal["dxdesk.reply"]
    version: Version
    statement: ReplyStatement
    signatures: Annotated[tuple[Signature, ...], Meta(max_length=20)] = ()


class Destination(Value, frozen=True, kw_only=True):
    """Where packages are sent to, and by which means; what a means needs is empty where it is not offered.

    `certificates` are those that sign its receipts and replies, or their issuers; `authorities` those that its
    server is known by, where the system's own do not do. `mail_limit` is the size of a message in bytes that it
    takes, encoded.
    """

    key: Key
    receiver: Receiver
    email: Line = ""
    url: Line = ""
    mail_limit: ByteCount | None = None
    certificates: Annotated[tuple[Pem, ...], Meta(max_length=20)] = ()
    authorities: Annotated[tuple[Pem, ...], Meta(max_length=20)] = ()
    note: Text = ""


class AddressBook(Value, frozen=True, kw_only=True):
    """The destinations of units, as the level above hands them out."""

    format: Literal["dxdesk.addresses"]
    version: Version
    issued_by: Line
    issued_on: date
    destinations: Annotated[tuple[Destination, ...], Meta(max_length=10_000)]
    signatures: Annotated[tuple[Signature, ...], Meta(max_length=20)] = ()


# What a receiver answers may grow: a later one adds members that a client of today does not know.


class OpenYear(Value, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """A year whose plans are taken, until the end of a day where one is named."""

    year: Year
    until: date | None = None


class Limits(Value, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """What a receiver takes at most, in bytes after decoding; `piece` is the largest part of a document."""

    package: ByteCount
    document: ByteCount
    piece: ByteCount


class Greeting(Value, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """What a receiver says of itself before anything is sent: so a captive portal is never taken for one.

    `certificate` is the one that signs its receipts.
    """

    service: Literal["dxdesk.central"]
    api: Literal["v1"]
    receiver: Receiver
    package_versions: tuple[Line, ...]
    years: tuple[OpenYear, ...]
    limits: Limits
    time: ZonedTime
    certificate: Pem


class Standing(Value, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """Where a package stands at its receiver: its receipt, documents still wanted (digests), newest reply."""

    receipt: Receipt
    wanted: tuple[Digest, ...] = ()
    reply: Reply | None = None


class ProblemFinding(Value, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """One fault of a package that was not taken: as `dxdesk.package.faults.Remark`."""

    code: Line
    pointer: Annotated[str, Meta(max_length=2_000)] = ""
    message: Text
    cure: Text = ""


class Problem(Value, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """Why a request was refused (RFC 9457, application/problem+json)."""

    type: Line
    title: Line
    status: Annotated[int, Meta(ge=400, le=599)]
    detail: Text = ""
    findings: tuple[ProblemFinding, ...] = ()
    digest: Digest | None = None
