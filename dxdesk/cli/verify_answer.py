"""`dxdesk verify` of a receipt, its sheet, or a reply: whole, by whom signed, for which package."""

from argparse import Namespace
from collections.abc import Iterable

from dxdesk.cli.address_book import read_address_book
from dxdesk.cli.errors import DONE, FINDINGS, CommandError
from dxdesk.cli.files import read_plan
from dxdesk.cli.output import print_json
from dxdesk.cli.signatures import name_line, signature_lines
from dxdesk.exchange.format import RECEIPT, REPLY, Receipt, Reply
from dxdesk.exchange.reading import format_in, read_exchanged
from dxdesk.exchange.telling import told
from dxdesk.language import translate as _
from dxdesk.package.check_code import groups
from dxdesk.signing.embedded import embedded_receipt
from dxdesk.signing.receipts import Assurance, assurance_of, certificates_of, together, trust_in
from dxdesk.signing.trust import Trust

_PDF = b"%PDF-"


def is_answer(data: bytes) -> bool:
    """Say whether a file is a PDF, or names the format of a receipt or reply."""
    return data.startswith(_PDF) or format_in(data) in {RECEIPT, REPLY}


def verify_answer(arguments: Namespace, data: bytes, trust: Trust) -> int:
    """Print what a receipt or reply is worth; exit code 0 only where it is signed soundly, and fits.

    Raises:
        PackageError: it is damaged.
        SigningError: it is a PDF that cannot be read.
    """
    answer = _read(data)
    if arguments.addresses:
        book = read_address_book(arguments.addresses)
        certificates = certificates_of(answer.statement.receiver, book.destinations)
        trust = together(trust, trust_in(certificates))
    package = read_plan(arguments.plan).package if arguments.plan else None
    found = assurance_of(answer, package, trust)
    is_good = found.is_valid or (package is None and found.is_signed)
    if arguments.json:
        kind = "receipt" if isinstance(answer, Receipt) else "reply"
        print_json({"valid": is_good, "kind": kind, "statement": answer.statement, "assurance": found})
    else:
        print("\n".join(_lines(answer, found)))
        if data.startswith(_PDF):
            print(
                _("This is told by the signed receipt inside the PDF, which counts, not by what is printed.")
            )
    return DONE if is_good else FINDINGS


def _read(data: bytes) -> Receipt | Reply:
    if data.startswith(_PDF):
        inside = embedded_receipt(data)
        if inside is None:
            message = _("There is no receipt in this PDF. For the signatures of a plan: dxdesk verify-pdf")
            raise CommandError(message)
        return read_exchanged(inside, Receipt)
    if format_in(data) == RECEIPT:
        return read_exchanged(data, Receipt)
    return read_exchanged(data, Reply)


def _lines(answer: Receipt | Reply, found: Assurance) -> Iterable[str]:
    if found.signing in {"broken", "unsigned"}:  # nothing tells then whether it is as it was written
        yield found.signing_words()
    else:
        yield _("The receipt is whole.") if isinstance(answer, Receipt) else _("The reply is whole.")
    yield from told(answer)
    yield found.belonging_words()
    yield _("Digest of the package: {digest}").format(digest=" ".join(groups(answer.statement.package)))
    for report in found.reports:
        yield from signature_lines(report, _("Signed by {name}").format(name=name_line(report)))
    if found.signing not in {"broken", "unsigned"}:
        yield found.signing_words()
