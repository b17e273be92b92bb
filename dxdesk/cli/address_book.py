"""Address books that a command names: read with every check, and not used where they were changed since."""

from pathlib import Path

from dxdesk.cli.errors import CommandError
from dxdesk.cli.files import read_bytes, unusable
from dxdesk.exchange.format import AddressBook
from dxdesk.exchange.reading import read_exchanged
from dxdesk.language import translate as _
from dxdesk.package.faults import PackageError
from dxdesk.signing.cades import verify_all
from dxdesk.signing.trust import Trust


def read_address_book(path: Path) -> AddressBook:
    """Return an address book. Whose signature it has is not asked, but one that it has must fit.

    Raises:
        CommandError: it cannot be read, has faults, or was changed after it was signed.
    """
    try:
        book = read_exchanged(read_bytes(path), AddressBook)
    except PackageError as error:
        raise unusable(path, error) from None
    if not all(report.is_intact for report in verify_all(book, Trust())):
        message = _(
            "The address book “{path}” was changed after it was signed, so it is not used. Ask its sender for it again."
        )
        raise CommandError(message.format(path=path))
    return book
