"""`dxdesk sign`, `fill`, `verify-pdf` and `extract`: signatures, and what a PDF carries."""

from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from dxdesk.cli.errors import DONE, FINDINGS, CommandError
from dxdesk.cli.files import read_bytes, read_plan, secret_in, unusable, write_file
from dxdesk.cli.output import print_json
from dxdesk.cli.signatures import signature_lines
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.package.faults import PackageError
from dxdesk.package.reading import read_package
from dxdesk.package.writing import with_signatures
from dxdesk.signing.certificates import SigningKey, load_pkcs12
from dxdesk.signing.embedded import embedded_package
from dxdesk.signing.faults import SigningError
from dxdesk.signing.filling import fill_pdf
from dxdesk.signing.homecoming import Homecoming, receive
from dxdesk.signing.report import PdfReport
from dxdesk.signing.sign import sign_pdf
from dxdesk.signing.statements import statement_signature
from dxdesk.signing.time_stamps import HttpTimeStamper, TimeStampError
from dxdesk.signing.tokens import TokenCertificate, opened_token, token_certificates
from dxdesk.signing.trust import read_trust
from dxdesk.signing.verification import verify_pdf

_FIELDS: Final = {
    "signer": mark("signature of the one who is competent"),
    "agency": mark("signature of the agency"),
}


def sign(arguments: Namespace) -> int:
    """Write the PDF or the sealed package with one signature more."""
    data = read_bytes(arguments.file)
    with _faults(arguments.file):
        stamper = HttpTimeStamper(arguments.time_stamp) if arguments.time_stamp else None
        with _signer(arguments) as signer:
            made = _signed(arguments, data, signer, stamper)
    write_file(arguments.output, made)
    print(_("Signed: {path}").format(path=arguments.output))
    return DONE


def _signed(arguments: Namespace, data: bytes, signer: SigningKey, stamper: HttpTimeStamper | None) -> bytes:
    now = datetime.now(UTC)
    if arguments.role is None:
        signature = statement_signature(data, signer, at=now, time_stamper=stamper)
        return with_signatures(data, [signature])
    picture = read_bytes(arguments.image) if arguments.image else None
    return sign_pdf(data, arguments.role, signer, at=now, picture=picture, time_stamper=stamper)


@contextmanager
def _signer(arguments: Namespace) -> Iterator[SigningKey]:
    secret = secret_in(arguments.passphrase_file)
    if arguments.p12:
        yield load_pkcs12(read_bytes(arguments.p12), secret)
        return
    with opened_token(arguments.driver, _chosen(arguments.driver, arguments.certificate), secret) as signer:
        yield signer


@contextmanager
def _faults(path: Path) -> Iterator[None]:
    try:
        yield
    except TimeStampError as error:
        raise CommandError(str(SigningError("SG11", reason=error))) from None
    except SigningError as error:
        raise CommandError(str(error)) from None
    except PackageError as error:
        raise unusable(path, error) from None


def fill(arguments: Namespace) -> int:
    """Write the PDF with number and day of issue."""
    try:
        filled = fill_pdf(read_bytes(arguments.pdf), arguments.number, arguments.date)
    except SigningError as error:
        raise CommandError(str(error)) from None
    write_file(arguments.output, filled)
    print(_("Written: {path} ({size} KB)").format(path=arguments.output, size=-(-len(filled) // 1024)))
    return DONE


def verify(arguments: Namespace) -> int:
    """Print what is to be said of the signatures; exit code 0 only where all are sound.

    Where a plan is named, the PDF must carry its revision too.
    """
    plan = read_plan(arguments.plan).package if arguments.plan else None
    came: Homecoming | None = None
    try:
        trust = read_trust({path.name: read_bytes(path) for path in arguments.trust})
        data = read_bytes(arguments.pdf)
        if plan is not None:
            came = receive(data, plan, trust)
        report = verify_pdf(data, trust) if came is None else came.report
    except SigningError as error:
        if arguments.json:
            print_json({"sound": False, "fault": {"code": error.code, "message": error.args[0]}})
            return FINDINGS
        raise CommandError(str(error)) from None
    if arguments.json:
        answer = {"sound": report.is_sound, "intact": report.is_intact, "report": report}
        print_json(answer if came is None else {**answer, "belonging": came.belonging})
    else:
        print("\n".join([*_lines(report), *([came.explanation()] if came else [])]))
    belongs = came is None or came.belonging == "same"
    return DONE if report.is_sound and belongs else FINDINGS


def extract(arguments: Namespace) -> int:
    """Write the package that a PDF carries, byte for byte."""
    try:
        data = embedded_package(read_bytes(arguments.pdf))
        read_package(data)
    except SigningError as error:
        raise CommandError(str(error)) from None
    except PackageError as error:
        head = _("The data in “{path}” cannot be used:").format(path=arguments.pdf)
        raise CommandError("\n".join([head, *(f"  {fault}" for fault in error.faults)])) from None
    write_file(arguments.output, data)
    print(_("Written: {path} ({size} KB)").format(path=arguments.output, size=-(-len(data) // 1024)))
    return DONE


def _chosen(driver: Path, name: str | None) -> TokenCertificate:
    found = token_certificates(driver)
    fitting = [one for one in found if name is None or name in {one.name, one.id}]
    if len(fitting) == 1:
        return fitting[0]
    head = _("Name one of these certificates with --certificate:")
    raise CommandError("\n".join([head, *(f"  {one.id}  {one.name} ({one.token})" for one in found)]))


def _lines(report: PdfReport) -> Iterable[str]:
    if not report.signatures:
        yield _("Nobody has signed this PDF.")
    for signature in report.signatures:
        field = _(_FIELDS[signature.field]) if signature.field in _FIELDS else signature.field
        yield from signature_lines(
            signature, _("{name} ({field})").format(name=signature.name or "?", field=field)
        )
    if report.signatures and not report.signatures[-1].covers_all:
        waits = report.signatures[-1].field == "signer" and bool(report.number)
        yield (
            _("After this signature, number and day were written in; the agency has still to sign.")
            if waits and report.signatures[-1].is_intact
            else _("After the last signature, something was added to the file.")
        )
    if filled := report.filled_words():
        yield filled
    if report.is_sound:
        yield _("All signatures are sound.")
