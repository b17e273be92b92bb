"""`dxdesk receipt`: the sheet of a receipt, to print and to keep."""

from argparse import Namespace

from dxdesk.cli.errors import DONE, CommandError
from dxdesk.cli.files import read_bytes, unusable, write_file
from dxdesk.exchange.format import Receipt
from dxdesk.exchange.reading import read_exchanged
from dxdesk.issuing.receipt_sheet import receipt_sheet
from dxdesk.language import translate as _
from dxdesk.package.faults import PackageError
from dxdesk.signing.faults import SigningError


def run(arguments: Namespace) -> int:
    """Write the sheet of the receipt that the arguments name; the receipt itself goes into it."""
    data = read_bytes(arguments.receipt)
    try:
        receipt = read_exchanged(data, Receipt)
        sheet = receipt_sheet(receipt, data)
    except PackageError as error:
        raise unusable(arguments.receipt, error) from None
    except SigningError as error:
        raise CommandError(str(error)) from None
    write_file(arguments.pdf, sheet)
    print(_("Written: {path} ({size} KB)").format(path=arguments.pdf, size=-(-len(sheet) // 1024)))
    if not receipt.signatures:
        print(_("The receipt is not signed, and the sheet says so."))
    return DONE
