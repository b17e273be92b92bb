"""The package of version 1: what identifies a plan, what is carried along, and how it travelled.

Members without a default must stand in every file. Newer minor versions may only add members.
"""

from datetime import date, datetime
from typing import Annotated, Final, Literal

from msgspec import Meta

from dxdesk.guidance.pack import Level
from dxdesk.plan.model import GuidanceReference, Plan
from dxdesk.value import Key, Line, Text, Value, Year

FORMAT: Final = "dxdesk.plan"
VERSION: Final = "1.0"

Kind = Literal["original", "amendment"]
Role = Literal["docx", "pdf", "signed-pdf", "scan", "slip"]

# Python's "$" also matches before a last line feed; the look-ahead shuts that door.
Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$(?!\n)", description="SHA-256, 64 hexadecimal digits")]
Version = Annotated[
    str,
    Meta(pattern=r"^1\.(0|[1-9][0-9]{0,3})$(?!\n)", description="Version of the format, major and minor"),
]
Revision = Annotated[
    int, Meta(ge=1, le=9999, description="Counts the issues of one unit's plan of one year, from 1")
]
ZonedTime = Annotated[datetime, Meta(tz=True, description="RFC 3339 with a zone")]
MediaType = Annotated[
    str, Meta(pattern=r"^[a-z]+/[a-z0-9][a-z0-9.+-]*$(?!\n)", max_length=127, description="RFC 6838")
]
Base64 = Annotated[str, Meta(description="RFC 4648, section 4, with padding, on one line")]
ByteCount = Annotated[int, Meta(ge=0, le=2**31 - 1, description="In bytes")]


class StatementUnit(Value, frozen=True, kw_only=True):
    """Which place of the administrative map plans."""

    scheme: Key
    code: Annotated[str, Meta(pattern=r"^[0-9]{2,5}$(?!\n)")]
    level: Level


class Statement(Value, frozen=True, kw_only=True):
    """The small thing that is signed: it names the unit, year and revision and pins the plan by its digest.

    `previous` is the digest of the statement of the revision before, or null. `sealed_at` is null while
    the package is a draft.
    """

    type: Literal["dxdesk.plan"]
    unit: StatementUnit
    year: Year
    revision: Revision
    kind: Kind
    previous: Digest | None
    guidance: GuidanceReference
    plan_sha256: Annotated[Digest, Meta(description="SHA-256 of the RFC 8785 form of `plan`")]
    sealed_at: ZonedTime | None


class SignerInfo(Value, frozen=True, kw_only=True, rename="pascal"):
    """Who signed: office and full name (Decree 30/2020, Appendix VI, 12)."""

    position: Annotated[str, Meta(max_length=100)] = ""
    full_name: Annotated[str, Meta(max_length=50)] = ""


class ToPlace(Value, frozen=True, kw_only=True, rename="pascal"):
    """One recipient (Decree 30/2020, Appendix VI, 13)."""

    organ_id: Annotated[str, Meta(max_length=35)] = ""
    organ_name: Annotated[str, Meta(max_length=200)]


class Metadata(Value, frozen=True, kw_only=True, rename="pascal"):
    """The data of the issued document, named as in Decree 30/2020/NĐ-CP, Appendix VI.

    Lengths are those of the decree but for `OrganId`: its 13 characters fit the codes of QCVN 102:2016
    only, and the codes of Decision 20/2020/QĐ-TTg that replaced them have up to 35. What the records
    office decides (file, ordinal, urgency, copies) is null until it is known.
    """

    organ_id: Annotated[str, Meta(max_length=35)] = ""
    file_catalog: Annotated[int, Meta(ge=1000, le=9999)] | None = None
    file_notation: Annotated[str, Meta(max_length=20)] = ""
    doc_ordinal: Annotated[int, Meta(ge=1, le=999)] | None = None
    type_name: Annotated[str, Meta(max_length=100)]
    code_number: Annotated[str, Meta(max_length=11)] = ""
    code_notation: Annotated[str, Meta(max_length=30)] = ""
    issued_date: date | None = None
    organ_name: Annotated[str, Meta(max_length=200)]
    subject: Annotated[str, Meta(max_length=500)] = ""
    language: Annotated[str, Meta(max_length=30)] = "Tiếng Việt"
    page_amount: Annotated[int, Meta(ge=0, le=999)] | None = None
    description: Annotated[str, Meta(max_length=500)] = ""
    signer_info: SignerInfo
    to_places: tuple[ToPlace, ...] = ()
    priority: Annotated[int, Meta(ge=0, le=9)] | None = None
    issued_amount: Annotated[int, Meta(ge=0, le=999)] | None = None
    due_date: date | None = None


class Attachment(Value, frozen=True, kw_only=True):
    """A file that goes along. Without `data` the package is still the same package.

    `name` is a bare ASCII file name; it is never used as a path.
    """

    role: Role
    name: Annotated[str, Meta(max_length=120)]
    media_type: MediaType
    size: ByteCount
    sha256: Digest
    data: Base64 | None = None


class Signature(Value, frozen=True, kw_only=True):
    """A detached CAdES signature (ETSI EN 319 122) over the RFC 8785 form of `statement`."""

    format: Literal["cades-detached"]
    value: Base64


class Transport(Value, frozen=True, kw_only=True):
    """How the package travelled. No digest covers this."""

    producer: Line = ""
    created: ZonedTime | None = None
    contact: Line = ""
    note: Text = ""


class Package(Value, frozen=True, kw_only=True):
    """One plan of one commune or district for one year, from desk to desk."""

    format: Literal["dxdesk.plan"]
    version: Version
    statement: Statement
    digest: Annotated[Digest, Meta(description="SHA-256 of the RFC 8785 form of `statement`")]
    plan: Plan
    metadata: Metadata
    documents: Annotated[tuple[Attachment, ...], Meta(max_length=100)] = ()
    signatures: Annotated[tuple[Signature, ...], Meta(max_length=20)] = ()
    transport: Transport = Transport()


class Newer(Value, frozen=True, kw_only=True):
    """A member that a newer minor version has put at `pointer`: kept as it is, not understood."""

    pointer: str
    value: object
