"""Who signed what came: the statements of packages, the signed PDFs in them, and those that carried one.

Only where somebody names the certificates that are trusted; the library for it takes its time to load.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from dxdesk.central.signature_mark import SignatureMark, TrustedFiles
from dxdesk.package.faults import Remark, remark
from dxdesk.package.reading import ReadPackage
from dxdesk.package.strict_base64 import strictly_decoded
from dxdesk.value import Value

if TYPE_CHECKING:
    from dxdesk.signing.report import SignatureReport

# What keeps a package out: a signature that does not fit, or a certificate that does not hold.
UNSOUND: Final = frozenset({"DX156", "DX158", "DX167", "DX168"})
_SIGNED: Final = "signed-pdf"
_CODES: Final = {"sound": "", "then": "DX159", "unknown": "DX157", "refused": "DX158", "broken": "DX156"}
_PDF_CODES: Final = {"sound": "", "then": "", "unknown": "DX169", "refused": "DX168", "broken": "DX167"}


class Signed(Value, frozen=True, kw_only=True):
    """Every signature of a file, and what is to be said of them."""

    marks: tuple[SignatureMark, ...] = ()
    remarks: tuple[Remark, ...] = ()


def signed_package(read: ReadPackage, content: str, files: TrustedFiles, at: datetime) -> Signed:
    """Look at the signatures of a package (`content` is the SHA-256 of its file) and of the signed PDFs in it."""
    from dxdesk.signing.statements import signature_remarks, verify_statement  # noqa: PLC0415

    reports = verify_statement(read, _trust(files), at)
    found = [(f"/signatures/{index}", report, _CODES) for index, report in enumerate(reports)]
    remarks = list(signature_remarks(reports))
    for index, document in enumerate(read.package.documents):
        if document.role == _SIGNED and document.data is not None:
            place, data = f"/documents/{index}", strictly_decoded(document.data) or b""
            told, said = _pdf(data, place, document.name, files, at)
            found += [(place, report, _PDF_CODES) for report in told]
            remarks += said
    return Signed(marks=tuple(_marks(found, content, content)), remarks=tuple(remarks))


def signed_carrier(pdf: bytes, content: str, origin: str, files: TrustedFiles, at: datetime) -> Signed:
    """Look at the signatures of a PDF that carried the package whose file has the SHA-256 `content`."""
    reports, remarks = _pdf(pdf, "", origin, files, at)
    found = [("", report, _PDF_CODES) for report in reports]
    return Signed(marks=tuple(_marks(found, sha256(pdf).hexdigest(), content)), remarks=tuple(remarks))


def _pdf(
    data: bytes, place: str, name: str, files: TrustedFiles, at: datetime
) -> "tuple[tuple[SignatureReport, ...], list[Remark]]":
    from dxdesk.signing.faults import SigningError  # noqa: PLC0415
    from dxdesk.signing.verdict import integrity_of, standing_of  # noqa: PLC0415
    from dxdesk.signing.verification import verify_pdf  # noqa: PLC0415

    try:
        report = verify_pdf(data, _trust(files), at)
    except SigningError as error:
        return (), [remark("DX167", place, name=name, reason=str(error).removesuffix("."))]
    integrity, standing = integrity_of(report), standing_of(report)
    if integrity == "unsigned":
        return (), [remark("DX170", place, name=name)] if place else []
    if integrity == "altered":
        code = "DX167"
    elif standing == "trusted":
        return report.signatures, []
    else:
        code = "DX168" if standing == "refused" else "DX169"
    words = " ".join(dict.fromkeys(word for one in report.signatures for word in one.words()))
    return report.signatures, [remark(code, place, name=name, reason=words.removesuffix("."))]


def _marks(
    found: "Iterable[tuple[str, SignatureReport, dict[str, str]]]", file: str, content: str
) -> Iterator[SignatureMark]:
    from dxdesk.signing.worth import worth_of  # noqa: PLC0415

    for position, (place, report, codes) in enumerate(found):
        worth = worth_of(report)
        yield SignatureMark(
            file=file,
            position=position,
            content=content,
            place=place,
            name=report.name,
            organisation=report.organisation,
            issuer=report.issuer,
            serial=report.serial,
            claimed_at=report.claimed_at,
            stamped_at=report.stamped_at,
            worth=worth,
            code=codes[worth],
        )


@cache
def _trust(files: TrustedFiles) -> Any:
    from dxdesk.signing.trust import read_trust  # noqa: PLC0415

    return read_trust(dict(files))
