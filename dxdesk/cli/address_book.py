"""Address books that a command names, and the destination in one; none is used that was changed since."""

from pathlib import Path

from dxdesk.cli.errors import CommandError
from dxdesk.cli.files import read_bytes, unusable
from dxdesk.exchange.format import AddressBook, Destination
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


def chosen_destination(path: Path, key: str | None) -> Destination:
    """Return the destination of an address book with a key; without a key, the only one.

    Raises:
        CommandError: there is none, or the address book cannot be used.
    """
    book = read_address_book(path)
    if key is None and len(book.destinations) == 1:
        return book.destinations[0]
    for destination in book.destinations:
        if destination.key == key:
            return destination
    keys = ", ".join(destination.key for destination in book.destinations)
    if key is None:
        sentence = _("The address book has several destinations. Name one by --destination: {keys}.")
        raise CommandError(sentence.format(keys=keys))
    sentence = _("The address book has no destination “{key}”. It has: {keys}.")
    raise CommandError(sentence.format(key=key, keys=keys))
