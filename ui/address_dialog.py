"""The address book: where packages can be sent to, from the level above or written here."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog, QWidget

from dxdesk.exchange.format import Means
from dxdesk.files import read_up_to, reason_of
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.outbox.address_book import KnownDestination, ReadBook, destinations
from dxdesk.store.dispatch import Address
from dxdesk.store.store import Store
from ui.address_entry import AddressQuestion
from ui.address_import import BookQuestion
from ui.address_jobs import Faulty, book_in, put_back, remove_entry, take_book
from ui.archive_reading import ask
from ui.code_question import CodeQuestion
from ui.dialog import Dialog, NoticeLine, deed_button, muted
from ui.dropping import FileDrop
from ui.icons import icon
from ui.office import Office
from ui.plain_table import PlainTable
from ui.send_jobs import means_of
from ui.start_calls import while_alive

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_LETTERS: Final = 112
_LINES: Final = 30
_MAX_BYTES: Final = 8 * 2**20
_WAYS: Final[Mapping[Means, str]] = {
    "upload": mark("network"),
    "mail": mark("e-mail"),
    "folder": mark("USB stick"),
}
_HEADINGS: Final = (mark("Receiver"), mark("Ways"), mark("From"))


def open_addresses(window: "MainWindow") -> "AddressDialog":
    """Show the address book over the window."""
    dialog = AddressDialog(window.office, window)
    dialog.open()
    return dialog


class AddressDialog(Dialog):
    """Lists the destinations; takes an address book in, after showing what it changes; own entries are written here."""

    def __init__(self, office: Office, parent: QWidget) -> None:
        """List what is known."""
        super().__init__(parent, _("Address book"), _LETTERS, _LINES)
        self._office = office
        self.known: Sequence[KnownDestination] = ()
        FileDrop(self, self.take_in)
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Show the destinations as they are."""
        ask(self._office.archive, self, destinations, self._show, self._refuse)

    def ask_file(self) -> None:
        """Ask for an address book."""
        dialog = QFileDialog(self, _("Take an address book in"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([f"{_('Address books')} (*.dxaddresses.json *.json)", f"{_('All files')} (*)"])
        dialog.fileSelected.connect(lambda name: self.take_in(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_in(self, path: Path) -> None:
        """Read an address book, and ask whether it is to be taken over."""
        self.notice.hide()
        try:
            data = read_up_to(path, _MAX_BYTES + 1)
        except OSError as error:
            words = _("“{name}” cannot be read: {reason}.")
            self._refuse(words.format(name=path.name, reason=reason_of(error)))
            return
        trusted = dict(self._office.signing.now.trusted)
        ask(
            self._office.archive,
            self,
            lambda store: book_in(store, data, trusted),
            self._ask_about,
            self._refuse,
        )

    def _build(self) -> None:
        words = _(
            "Where packages can be sent to. The level above hands out an address book as a file; what you enter "
            "yourself stands before it."
        )
        self.column.addWidget(muted(words))
        self.table = PlainTable(_("Destinations"), _HEADINGS)
        self.table.currentCellChanged.connect(lambda *_cells: self._note_choice())
        self.table.cellActivated.connect(lambda *_cell: self._edit())
        self.column.addWidget(self.table, 1)
        self.notice = NoticeLine()
        self.column.addWidget(self.notice)
        self.take = deed_button(_("&Take an address book in…"), self.ask_file)
        self.take.setIcon(icon("import"))
        self.new = deed_button(_("&New entry…"), self._new)
        self.edit = deed_button(_("&Change…"), self._edit)
        self.remove = deed_button(_("&Remove"), self._remove)
        self.code = deed_button(_("&Access code…"), self._ask_code)
        self.close_button = self.add_foot(self.take, self.new, self.edit, self.remove, self.code)

    def _show(self, known: Sequence[KnownDestination]) -> None:
        self.known = known
        self.table.show_rows([(each.destination.receiver.name, _ways(each), _origin(each)) for each in known])
        self._note_choice()
        (self.table if known else self.take).setFocus()

    def _note_choice(self) -> None:
        chosen = self._chosen()
        for button in (self.edit, self.remove):
            button.setEnabled(chosen is not None)
        self.code.setEnabled(chosen is not None and bool(chosen.destination.url))

    def _chosen(self) -> KnownDestination | None:
        row = self.table.currentRow()
        return self.known[row] if 0 <= row < len(self.known) else None

    def _ask_about(self, found: ReadBook | Faulty) -> None:
        if isinstance(found, Faulty):
            self._refuse(found.words)
            return
        BookQuestion(found, self, partial(self._take, found)).open()

    def _take(self, found: ReadBook) -> None:
        self._office.archive.write(
            lambda store: take_book(store, found),
            done=while_alive(self, partial(self._tell_undoable, _("The address book was taken over."))),
        )

    def _new(self) -> None:
        AddressQuestion(self._office, self, self.refresh).open()

    def _edit(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            AddressQuestion(self._office, self, self.refresh, chosen.destination).open()

    def _remove(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        key, own = chosen.destination.key, chosen.own
        words = _("“{receiver}” was removed.").format(receiver=chosen.destination.receiver.name)
        self._office.archive.write(
            lambda store: remove_entry(store, key, own=own),
            done=while_alive(self, partial(self._tell_undoable, words)),
        )

    def _tell_undoable(self, words: str, before: object) -> None:
        addresses: Sequence[Address] = before  # type: ignore[assignment] # see the jobs

        def restore() -> None:
            def work(store: Store) -> None:
                put_back(store, addresses)

            self._office.archive.write(work, done=while_alive(self, lambda _done: self.refresh()))

        self.notice.say(words, "soft", _("Undo"), restore)
        self.refresh()

    def _ask_code(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            CodeQuestion(self._office, chosen.destination, self, self.notice.say).open()

    def _refuse(self, words: str) -> None:
        self.notice.say(words, "error")


def _ways(known: KnownDestination) -> str:
    return ", ".join(_(_WAYS[means]) for means in means_of(known.destination))


def _origin(known: KnownDestination) -> str:
    if known.own:
        return _("Entered here")
    if known.signed_by:
        return _("{issuer}, signed by {name}").format(issuer=known.issued_by, name=known.signed_by)
    return _("{issuer}, not signed").format(issuer=known.issued_by)
