"""Signing: the PDF that is made for it, a time-stamp server, and whose certificates are trusted."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QListWidget

from dxdesk.files import read_up_to, reason_of
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.signing.faults import SigningError
from ui.dialog import heading, muted
from ui.fields.line import LineEdit
from ui.fields.rest import UNFINISHED, Rest
from ui.pages.issue_profile import ProfileChoice
from ui.settings_tab import SettingsTab, plain_button
from ui.signing_preferences import SigningBook

_MAX_BYTES: Final = 8 * 1024 * 1024  # of a file of certificates or a revocation list
_LINES: Final = 5


class SigningTab(SettingsTab):
    """What is set once for signing. Passphrases and PINs are asked for each time, and never kept."""

    def __init__(self, book: SigningBook) -> None:
        """Show what is set."""
        super().__init__()
        self._book = book
        self.profile = ProfileChoice(book)
        self.column.addWidget(self.profile)
        self.server = LineEdit()
        self.server.setAccessibleName(_("Time-stamp server"))
        self.server.setText(book.now.time_stamp_server)
        self.server.editingFinished.connect(self.settle)
        self._rest = Rest(self, UNFINISHED, self._take_server)
        self.server.textEdited.connect(lambda _text: self._rest.note_typing())
        self.add(
            _("Time-stamp &server"),
            self.server,
            _("Its address, as its provider names it. Left empty, signatures have no time stamp."),
        )
        self._build_trust()
        self.column.addWidget(self.notice)
        self.column.addStretch(1)
        self.refresh()

    def settle(self) -> None:
        """Take over the address that is typed."""
        self._rest.stop()
        if not self._take_server():
            self.notice.say(_("The address of the server must begin with http:// or https://."), "warning")

    def _take_server(self) -> bool:
        """Keep the address that is typed; say whether it is one."""
        typed = self.server.text().strip()
        if typed and not typed.startswith(("http://", "https://")):
            return False
        self._book.change(time_stamp_server=typed)
        return True

    def refresh(self) -> None:
        """List whom one trusts."""
        self.trusted.clear()
        self.trusted.addItems(sorted(self._book.now.trusted))
        self.remove.setEnabled(bool(self._book.now.trusted))

    def add_files(self, paths: Sequence[Path]) -> None:
        """Add files of certificates or revocation lists; one that is neither is told and left out."""
        from dxdesk.signing.trust import read_trust  # noqa: PLC0415 - slow to import

        found, faults = dict(self._book.now.trusted), []
        for path in paths:
            try:
                data = _read(path)
                read_trust({path.name: data})
                found[path.name] = data
            except (SigningError, OSError) as error:
                faults.append(str(error.args[0]) if isinstance(error, SigningError) else _unread(path, error))
        added = len(found) - len(self._book.now.trusted)
        self._book.change(trusted=found)
        self.refresh()
        if faults:
            self.notice.say("\n".join(faults), "error")
        elif paths:
            words = _n("{count} file was added.", "{count} files were added.", added)
            self.notice.say(words.format(count=added))

    def _build_trust(self) -> None:
        self.column.addWidget(heading(_("Trusted certificates")))
        self.column.addWidget(
            muted(
                _(
                    "The roots of the authorities that certify your signers (the Government's, or a public one), and "
                    "their revocation lists, as files in PEM or DER form. Without them a signature is "
                    "checked all the same, but whose it is cannot be vouched for."
                )
            )
        )
        self.trusted = QListWidget()
        self.trusted.setAccessibleName(_("Trusted certificates"))
        self.trusted.setFixedHeight(self.trusted.fontMetrics().lineSpacing() * (_LINES + 1))
        self.column.addWidget(self.trusted)
        self.choose = plain_button(_("&Add files…"))
        self.choose.clicked.connect(self._ask)
        self.remove = plain_button(_("&Remove"))
        self.remove.clicked.connect(self._remove)
        self.add_row(self.choose, self.remove)

    def _ask(self) -> None:
        dialog = QFileDialog(self, _("Trusted certificates"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [_("Certificates and revocation lists (*.pem *.cer *.crt *.der *.crl)"), _("All files (*)")]
        )
        dialog.filesSelected.connect(lambda names: self.add_files([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _remove(self) -> None:
        """Take the chosen one away; for a moment it can be brought back."""
        row = max(self.trusted.currentRow(), 0)
        if row >= self.trusted.count():
            return
        before, name = dict(self._book.now.trusted), self.trusted.item(row).text()
        self._book.change(trusted={key: data for key, data in before.items() if key != name})
        self.refresh()
        self.trusted.setFocus(Qt.FocusReason.OtherFocusReason)

        def restore() -> None:
            self._book.change(trusted=before)
            self.refresh()

        self.notice.say(_("“{name}” is trusted no more.").format(name=name), "soft", _("Undo"), restore)


def _read(path: Path) -> bytes:
    return read_up_to(path, _MAX_BYTES)


def _unread(path: Path, error: OSError) -> str:
    return _("“{name}” cannot be read: {reason}.").format(name=path.name, reason=reason_of(error))
