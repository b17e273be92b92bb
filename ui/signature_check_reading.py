"""What a file says of its signatures: a PDF, a package, a receipt or its sheet, a reply. Runs beside the window."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from dxdesk.files import read_up_to, reason_of
from dxdesk.language import translate as _
from dxdesk.signing.faults import SigningError
from dxdesk.signing.report import PdfReport
from dxdesk.signing.verdict import Integrity, Standing, integrity_of, standing_of, verdict_words
from dxdesk.signing.worth import WORTHS, Worth, worth_of
from dxdesk.store.store import Store
from ui.letters_files import UnfitFileError, read_letter
from ui.pages.issue_words import signatures_text
from ui.start_words import unit_title

if TYPE_CHECKING:
    from dxdesk.exchange.format import Destination, Receipt, Reply
    from dxdesk.package.reading import ReadPackage
    from dxdesk.signing.report import SignatureReport
    from dxdesk.signing.trust import Trust

FILES: Final = "*.pdf *.json"
_ROLES: Final[dict[Standing, str]] = {"trusted": "done", "unknown": "warning", "refused": "error"}
_STANDINGS: Final[dict[Worth, tuple[Integrity, Standing]]] = {
    "sound": ("intact", "trusted"),
    "then": ("intact", "trusted"),
    "unknown": ("intact", "unknown"),
    "refused": ("intact", "refused"),
    "broken": ("altered", "refused"),
}


class Checked(NamedTuple):
    """What a file says: the verdict and how it is shown, and the details.

    `package` is the one in a PDF, `sheet` the page to print of a receipt; None where there is none.
    """

    path: Path
    verdict: str
    role: str
    details: str
    package: bytes | None = None
    sheet: bytes | None = None


class Known(NamedTuple):
    """What the store knows: its sealed revisions by their digests, each with its name; destinations of packages."""

    revisions: Mapping[str, str] = {}
    destinations: "tuple[Destination, ...]" = ()


def read_known(store: Store) -> Known:
    """Return what a store knows; destinations have the certificates that may answer for them."""
    from dxdesk.outbox.address_book import certificates_for, destinations  # noqa: PLC0415 - slow to import

    words = _("{unit}, year {year}, revision {revision}")
    revisions = {
        revision.digest: words.format(
            unit=unit_title(plan.unit_name), year=plan.year, revision=revision.number
        )
        for plan in store.plans()
        for revision in (store.revisions.list(plan.id) if plan.revision else ())
    }
    found = (each.destination for each in destinations(store))
    vouching = (msgspec.structs.replace(each, certificates=certificates_for(store, each)) for each in found)
    return Known(revisions, tuple(vouching))


def checked(path: Path, trusted: Mapping[str, bytes], known: Known) -> Checked:
    """Return what a file says.

    Raises:
        UnfitFileError: the file cannot be read, or is none of those that are checked.
        SigningError: it is a PDF that is damaged or encrypted.
        PackageError: it is a package, receipt or reply that is damaged.
    """
    from dxdesk.exchange.format import Receipt  # noqa: PLC0415 - slow to import
    from dxdesk.exchange.reading import read_exchanged  # noqa: PLC0415
    from dxdesk.signing.embedded import embedded_receipt  # noqa: PLC0415
    from dxdesk.signing.trust import read_trust  # noqa: PLC0415

    trust = read_trust(trusted)
    if path.suffix.lower() == ".json":
        return _checked_json(path, trust, known)
    data = read_letter(path).data
    receipt = embedded_receipt(data)
    if receipt is not None:
        found = _checked_answer(path, read_exchanged(receipt, Receipt), trust, known)
        words = _("This is told by the signed receipt inside the PDF, which counts, not by what is printed.")
        return found._replace(details=_paragraphs(found.details, words))
    return _checked_pdf(path, data, trust)


def _checked_json(path: Path, trust: "Trust", known: Known) -> Checked:
    from dxdesk.exchange.format import RECEIPT, REPLY, Receipt, Reply  # noqa: PLC0415 - as above
    from dxdesk.exchange.reading import format_in, read_exchanged  # noqa: PLC0415
    from dxdesk.package.container import MAX_SIZE  # noqa: PLC0415
    from dxdesk.package.reading import read_package  # noqa: PLC0415

    try:
        data = read_up_to(path, MAX_SIZE + 1)  # the reader refuses anything longer
    except OSError as error:
        words = _("“{name}” cannot be read: {reason}.")
        raise UnfitFileError(words.format(name=path.name, reason=reason_of(error))) from error
    kind = format_in(data)
    if kind == RECEIPT:
        receipt = read_exchanged(data, Receipt)
        return _checked_answer(path, receipt, trust, known)._replace(sheet=_sheet(receipt, data))
    if kind == REPLY:
        return _checked_answer(path, read_exchanged(data, Reply), trust, known)
    return _checked_package(path, read_package(data), trust)


def _sheet(receipt: "Receipt", data: bytes) -> bytes | None:
    from dxdesk.issuing.receipt_sheet import receipt_sheet  # noqa: PLC0415 - as above

    try:
        return receipt_sheet(receipt, data)
    except SigningError:  # it was changed, as the verdict says
        return None


def _checked_pdf(path: Path, data: bytes, trust: "Trust") -> Checked:
    from dxdesk.signing.embedded import embedded_package  # noqa: PLC0415 - as above
    from dxdesk.signing.verification import verify_pdf  # noqa: PLC0415

    report = verify_pdf(data, trust)
    try:
        package = embedded_package(data)
    except SigningError:
        package = None
    inside = _("No data of a plan are inside.") if package is None else _about(package)
    verdict, role = _pdf_verdict(report)
    details = _paragraphs(signatures_text(report.signatures), report.filled_words(), inside)
    return Checked(path, verdict, role, details, package)


def _pdf_verdict(report: PdfReport) -> tuple[str, str]:
    if not report.signatures:
        return _("Nobody has signed this PDF."), "muted"
    return _shown(integrity_of(report), standing_of(report))


def _checked_package(path: Path, read: "ReadPackage", trust: "Trust") -> Checked:
    from dxdesk.signing.statements import verify_statement  # noqa: PLC0415 - as above

    reports = verify_statement(read, trust)
    words = _("The package is not signed; it need not be, and the PDF has signatures of its own.")
    verdict, role = _verdict(reports, worst=True) if reports else (words, "muted")
    package = read.package
    statement = package.statement
    about = _("The package is whole: {unit}, year {year}, revision {revision}.").format(
        unit=unit_title(package.plan.unit.name), year=statement.year, revision=statement.revision
    )
    return Checked(path, verdict, role, _paragraphs(signatures_text(reports), about))


def _checked_answer(path: Path, answer: "Receipt | Reply", trust: "Trust", known: Known) -> Checked:
    from dxdesk.exchange.telling import told  # noqa: PLC0415 - as above
    from dxdesk.signing.receipts import (  # noqa: PLC0415
        assurance_of,
        certificates_of,
        together,
        trust_in,
    )

    named = certificates_of(answer.statement.receiver, known.destinations)
    found = assurance_of(answer, None, together(trust, trust_in(named)))
    verdict, role = (
        _verdict(found.reports, worst=False) if found.reports else (found.signing_words(), "error")
    )
    words = _("Its package is kept here: {plan}.")
    plan = known.revisions.get(answer.statement.package)
    belonging = words.format(plan=plan) if plan else _("Its package is not kept on this computer.")
    about = "\n".join([*told(answer), found.belonging_words(), belonging])
    return Checked(path, verdict, role, _paragraphs(about, signatures_text(found.reports)))


def _verdict(reports: "tuple[SignatureReport, ...]", *, worst: bool) -> tuple[str, str]:
    """Return the verdict on signatures beside data: by the worst of them, or by the best."""
    worths = sorted(map(worth_of, reports), key=WORTHS.index)
    return _shown(*_STANDINGS[worths[-1 if worst else 0]])


def _shown(integrity: Integrity, standing: Standing) -> tuple[str, str]:
    role = "error" if integrity == "altered" else _ROLES[standing]
    return " · ".join(verdict_words(integrity, standing)), role


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(filter(None, texts))


def _about(package: bytes) -> str:
    """Return which plan is inside, in a sentence."""
    from dxdesk.package.faults import PackageError  # noqa: PLC0415 - as above
    from dxdesk.package.reading import read_package  # noqa: PLC0415

    try:
        found = read_package(package).package
    except PackageError as error:
        return _("The data inside cannot be used: {fault}").format(fault=error.faults[0].message)
    words = _("The data of a plan are inside: {unit}, year {year}, revision {revision}.")
    unit, statement = found.plan.unit.name, found.statement
    return words.format(unit=unit_title(unit), year=statement.year, revision=statement.revision)
