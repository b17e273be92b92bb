"""An entry of the address book that is written here: name, unit, mail address, upload address, certificates."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QWidget

from dxdesk.exchange.format import Destination, Receiver
from dxdesk.files import read_up_to, reason_of
from dxdesk.language import translate as _
from dxdesk.outbox.address import read_address
from dxdesk.outbox.address_book import destination_faults
from dxdesk.outbox.faults import SendingError
from dxdesk.package.format import StatementUnit
from dxdesk.plan.edits import EditError
from dxdesk.text.folding import fold
from dxdesk.units.unit import Unit
from ui import theme
from ui.address_jobs import Faulty, keep_entry
from ui.dialog import deed_button
from ui.office import Office
from ui.question import Question
from ui.settings_unit import UnitLine
from ui.start_calls import while_alive

_MAX_BYTES: Final = 64_000
_LONGEST_KEY: Final = 60
_EMPTY: Final = Destination(key="new", receiver=Receiver(name="-"))


class AddressQuestion(Question):
    """Asks for an entry. What cannot be used is told below, and nothing is lost."""

    def __init__(
        self,
        office: Office,
        parent: QWidget,
        kept: Callable[[], object],
        before: Destination | None = None,
    ) -> None:
        """Ask for a new entry, or change one; `kept` is called when it is kept."""
        super().__init__(_("Entry of the address book"), parent)
        self._office = office
        self._kept = kept
        self._owner = parent
        self._before = before
        entry = before or _EMPTY
        self.name = self.add_line(_("&Name of the receiver"), entry.receiver.name if before else "")
        self.unit = UnitLine()
        self._add(_("Its &unit, where it is one of the map (may stay empty)"), self.unit)
        self._show_unit(entry.receiver.unit)
        self.email = self.add_line(_("&Mail address"), entry.email)
        self.url = self.add_line(_("Address for sending over the ne&twork (https://…)"), entry.url)
        self.certificates = _Pems(
            _("Certificate that signs its receipts"), entry.certificates, self._complain, self
        )
        self.authorities = _Pems(
            _("Certificate of its network authority"), entry.authorities, self._complain, self
        )
        for chooser in (self.certificates, self.authorities):
            self.column.addSpacing(theme.TIGHT)
            self.column.addWidget(chooser)
        self.add_verbs(_("&Keep it"), _("&Not now"))
        self.name.setFocus()

    def take(self) -> None:
        """Keep the entry.

        Raises:
            EditError: something of it cannot be used.
        """
        destination = self._entry()
        kept = self._kept
        self._office.archive.write(
            lambda store: keep_entry(store, destination),
            done=while_alive(
                self._owner, lambda outcome: kept() if not isinstance(outcome, Faulty) else None
            ),
        )

    def _entry(self) -> Destination:
        name, url = " ".join(self.name.text().split()), self.url.text().strip()
        if not name:
            raise EditError(_("Write the name of the receiver."))
        unit = self.unit.unit
        receiver = Receiver(
            name=name,
            unit=None
            if unit is None
            else StatementUnit(scheme=unit.scheme, code=unit.code, level=unit.level),
        )
        if url:
            try:
                read_address(url)
            except SendingError as error:
                raise EditError(str(error)) from None
        entry = msgspec.structs.replace(
            self._before or _EMPTY,
            key=self._before.key if self._before else _key_of(name),
            receiver=receiver,
            email=self.email.text().strip(),
            url=url,
            certificates=self.certificates.pems,
            authorities=self.authorities.pems,
        )
        for fault in destination_faults(entry):
            raise EditError(fault)
        return entry

    def _show_unit(self, unit: StatementUnit | None) -> None:
        if unit is not None:
            self.unit.show_unit(_unit_of(unit))

    def _complain(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))


class _Pems(QWidget):
    """Certificates of one kind: how many there are, chosen from a file, taken away."""

    def __init__(
        self, words: str, pems: tuple[str, ...], complain: Callable[[str], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.pems = pems
        self._words = words
        self._complain = complain
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.choose = deed_button(_("Choose a file…"), self._ask)
        self.choose.setAccessibleName(f"{words}: {self.choose.text()}")
        self.clear = deed_button(_("Clear"), lambda: self.show_pems(()))
        self.clear.setAccessibleName(f"{words}: {self.clear.text()}")
        for button in (self.choose, self.clear):
            button.setProperty("role", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SMALL)
        row.addWidget(self.label, 1)
        row.addWidget(self.choose)
        row.addWidget(self.clear)
        self.show_pems(pems)

    def show_pems(self, pems: tuple[str, ...]) -> None:
        """Show these certificates."""
        self.pems = pems
        known = _("{what}: known") if pems else _("{what}: none")
        self.label.setText(known.format(what=self._words))
        self.clear.setVisible(bool(pems))

    def read(self, path: Path) -> None:
        """Take the certificates of a file."""
        self._complain("")
        try:
            text = read_up_to(path, _MAX_BYTES + 1).decode("ascii")
        except OSError as error:
            words = _("“{name}” cannot be read: {reason}.")
            self._complain(words.format(name=path.name, reason=reason_of(error)))
            return
        except UnicodeDecodeError:
            text = ""
        if len(text) > _MAX_BYTES or "-----BEGIN CERTIFICATE-----" not in text:
            self._complain(_("“{name}” has no certificate in PEM form.").format(name=path.name))
            return
        self.show_pems((text,))

    def _ask(self) -> None:
        dialog = QFileDialog(self, self._words)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([f"{_('Certificates')} (*.pem *.crt *.cer)", f"{_('All files')} (*)"])
        dialog.fileSelected.connect(lambda name: self.read(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _key_of(name: str) -> str:
    """Return a key for a receiver: its name in letters, digits and dashes."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
    return words[:_LONGEST_KEY].strip("-") or "noi-nhan"


def _unit_of(unit: StatementUnit) -> Unit | None:
    from dxdesk.units.catalogue import catalogue, schemes  # noqa: PLC0415 - the maps take a moment to read

    return catalogue(unit.scheme).unit(unit.code) if unit.scheme in schemes() else None
