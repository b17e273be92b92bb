"""An address book that came: who hands it out, who has signed it, and what it changes; then a person decides."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtWidgets import QWidget

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.outbox.address_book import BookSigning, Change, Entry, ReadBook
from dxdesk.text.dates import short_date
from ui.plain_table import PlainTable
from ui.question import Question

_CHANGES: Final[Mapping[Change, str]] = {
    "new": mark("New"),
    "same": mark("As before"),
    "changed": mark("Changed"),
    "keys": mark("Signs with another certificate than before"),
}
_SIGNING: Final[Mapping[BookSigning, str]] = {
    "sound": mark("Signed by {name}, whose certificate you trust."),
    "then": mark("Signed by {name}, whose certificate you trust; it has expired since."),
    "unknown": mark(
        "Signed by {name}, but nobody here vouches for that certificate. Ask the sender whether the book is theirs."
    ),
    "refused": mark(
        "Signed by {name}, but the certificate does not hold. Ask the sender for the book again."
    ),
    "broken": mark("It was changed after it was signed. Ask the sender for the book again."),
    "unsigned": mark("Nobody has signed it. Take it over only if you have it from the level above itself."),
}
_CALM: Final = frozenset[BookSigning]({"sound", "then"})
_HEADINGS: Final = (mark("Receiver"), mark("What changes"))
_HEIGHT: Final = 200
_LETTERS: Final = 96


class BookQuestion(Question):
    """Shows an address book, and takes it over when that is wanted."""

    def __init__(self, read: ReadBook, parent: QWidget, deed: Callable[[], object]) -> None:
        """Ask about a book; `deed` takes it over."""
        super().__init__(_("Take an address book in"), parent)
        self._deed = deed
        self.setMinimumWidth(_LETTERS * self.fontMetrics().averageCharWidth())
        book = read.book
        words = _("Handed out by {issuer} on {day}.")
        self.add_words(words.format(issuer=book.issued_by, day=short_date(book.issued_on)))
        signed = _(_SIGNING[read.signing]).format(name=read.signer)
        if read.signing in _CALM:
            self.add_words(signed)
        else:
            self.add_warning(signed)
        if any(entry.change == "keys" for entry in read.entries):
            self.add_warning(
                _(
                    "A receiver would sign its receipts with another certificate than before. Ask it whether that is "
                    "so, by telephone for instance."
                )
            )
        self.table = PlainTable(_("What changes"), _HEADINGS)
        self.table.setMinimumHeight(_HEIGHT)
        self.table.show_rows([(each.destination.receiver.name, _change_words(each)) for each in read.entries])
        self.column.addWidget(self.table)
        for fault in dict.fromkeys(fault for entry in read.entries for fault in entry.faults):
            self.add_warning(fault)
        self.add_verbs(_("&Take it over"), _("&Leave it"))

    def take(self) -> None:
        """Take it over."""
        self._deed()


def _change_words(entry: Entry) -> str:
    words = _(_CHANGES[entry.change])
    if entry.is_hidden:
        return _("{change}; your own entry stays before it").format(change=words)
    return words
