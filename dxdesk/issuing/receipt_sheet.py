"""The sheet of a receipt: a PDF to print and to keep, with the signed receipt in it."""

from dxdesk.document.receipt import SignedBy, compose_receipt
from dxdesk.exchange.format import Receipt
from dxdesk.exchange.writing import RECEIPT_SUFFIX, exchanged_bytes
from dxdesk.package.check_code import SlipCode, code_text, groups
from dxdesk.package.format import StatementUnit
from dxdesk.package.writing import SUFFIX
from dxdesk.plan.wording import COMMITTEE
from dxdesk.render.pdf.archive import Source
from dxdesk.render.pdf.receipt import write_receipt
from dxdesk.signing.cades import verify_all
from dxdesk.signing.faults import SigningError
from dxdesk.signing.report import SignatureReport
from dxdesk.signing.trust import Trust
from dxdesk.units.catalogue import UnknownSchemeError, catalogue
from dxdesk.units.naming import in_sentence

_DESCRIPTION = "Phiếu tiếp nhận có chữ ký số"


def receipt_sheet(receipt: Receipt, data: bytes | None = None) -> bytes:
    """Return the sheet of a receipt; the same receipt gives the same bytes.

    `data` is its file, which goes into the PDF as it is. Whether the signer is trusted is not said on paper:
    that is seen where the sheet is checked.

    Raises:
        SigningError: a signature of it does not fit.
    """
    reports = verify_all(receipt, Trust(), receipt.statement.received_at)
    if not all(report.is_intact for report in reports):
        raise SigningError("SG29")
    statement = receipt.statement
    sender, places = _named(statement.unit)
    stem = f"{statement.year}-{statement.unit.code}-r{statement.revision}"
    code = SlipCode(
        year=statement.year,
        unit=statement.unit.code,
        revision=statement.revision,
        digest=statement.package,
    )
    sheet = compose_receipt(
        receiver=statement.receiver.name,
        number=statement.number,
        received_at=statement.received_at,
        sender=sender,
        places=places,
        year=statement.year,
        revision=statement.revision,
        file_name=f"{stem}{SUFFIX}",
        code=code_text(code),
        groups=groups(statement.package),
        signers=tuple(map(_signed_by, reports)),
    )
    source = Source(f"{stem}{RECEIPT_SUFFIX}", _DESCRIPTION, data or exchanged_bytes(receipt))
    return write_receipt(sheet, source)


def _named(unit: StatementUnit) -> tuple[str, str]:
    """Return the agency of a unit and where it is; its code alone where no map of ours has it."""
    try:
        units = catalogue(unit.scheme)
    except UnknownSchemeError:
        units = None
    found = units.unit(unit.code) if units is not None else None
    code = f"mã đơn vị {unit.code}"
    if units is None or found is None:
        return f"Đơn vị {unit.code}", f"{code} ({unit.scheme})"
    places = [in_sentence(each) for each in units.parents(found)]
    return f"{COMMITTEE} {in_sentence(found)}", ", ".join([*places, code])


def _signed_by(report: SignatureReport) -> SignedBy:
    return SignedBy(
        name=report.name,
        organisation=report.organisation,
        issuer=report.issuer,
        serial=report.serial,
        at=report.claimed_at,
    )
