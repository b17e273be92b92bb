"""Signing a PDF in one of its two fields: PAdES B-B, or B-T with a time stamp (ETSI EN 319 142-1)."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils.content import PdfResources, RawContent
from pyhanko.pdf_utils.generic import NameObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.stamp import StaticStampStyle

from dxdesk.render.pdf.stamp import BLUE, RED, StampImageError, Words, write_stamp
from dxdesk.signing.certificates import check_may_sign, common_name
from dxdesk.signing.faults import SigningError
from dxdesk.signing.fields import Field, signature_fields
from dxdesk.signing.pdf_reading import damage_said, open_reader, open_writer
from dxdesk.signing.sign_role import Role
from dxdesk.signing.time_stamps import TimeStampError
from dxdesk.signing.verification import is_changed_since
from dxdesk.text.days import VIETNAM


def sign_pdf(
    data: bytes,
    role: Role,
    signer: Signer,
    *,
    at: datetime,
    picture: bytes | None = None,
    time_stamper: TimeStamper | None = None,
) -> bytes:
    """Return the PDF with one signature more; what stood in it stays byte for byte.

    The one who is competent signs first and certifies: from then on only number and day may be filled in
    and the agency may sign (ISO 32000-1, 12.8.2.2, level 2). The agency's signature closes the file.
    `at` is the time with its zone; `picture` a PNG to show, else words are shown.

    Raises:
        SigningError: the PDF, the certificate, the picture or the time-stamp server cannot be used.
    """
    fields = signature_fields(open_reader(data))
    field = _free_field(fields, role)
    if is_changed_since(data):
        raise SigningError("SG05")
    certificate = signer.signing_cert
    if certificate is None:
        raise SigningError("SG08")
    check_may_sign(certificate, at)
    writer = open_writer(data)
    stamp = _stamp(writer, field, _words(role, common_name(certificate), at), picture)
    metadata = PdfSignatureMetadata(
        field_name=role,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=role == "signer" and not any(other.is_signed for other in fields.values()),
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    with damage_said():
        try:
            signed = PdfSigner(metadata, signer, timestamper=time_stamper, stamp_style=stamp).sign_pdf(writer)
        except (TimeStampError, TimestampRequestError) as error:
            raise SigningError("SG11", reason=error) from error
        return bytes(signed.getvalue())


def _free_field(fields: Mapping[str, Field], role: Role) -> Field:
    field = fields.get(role)
    if field is None:
        raise SigningError("SG03")
    if field.is_signed:
        raise SigningError("SG04")
    if role == "agency" and "signer" in fields and not fields["signer"].is_signed:
        raise SigningError("SG13")
    return field


def _words(role: Role, name: str, at: datetime) -> Words:
    when = f"{at.astimezone(VIETNAM):%d/%m/%Y %H:%M:%S} +07:00"
    if role == "signer":
        return Words((f"Người ký: {name}", f"Thời gian ký: {when}"), "right", BLUE)
    return Words((f"Cơ quan: {name}", f"Thời gian ký: {when}"), "left", RED)


def _stamp(
    writer: IncrementalPdfFileWriter, field: Field, words: Words, picture: bytes | None
) -> StaticStampStyle:
    try:
        page = write_stamp((field.width, field.height), picture=picture, words=words)
    except StampImageError as error:
        raise SigningError("SG12") from error
    name = "/Stamp"
    drawn = writer.import_page_as_xobject(PdfFileReader(BytesIO(page)))
    resources = PdfResources()
    resources.xobject[NameObject(name)] = drawn
    content = RawContent(
        data=f"{name} Do".encode(),
        resources=resources,
        box=BoxConstraints(width=field.width, height=field.height),
    )
    return StaticStampStyle(background=content, border_width=0)
