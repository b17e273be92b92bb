"""Signing the PDF with a certificate file or a token; the passphrase is asked for each time and never kept."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from dxdesk.language import translate as _
from dxdesk.signing.faults import SigningError
from dxdesk.signing.sign_role import Role
from ui import theme
from ui.announcing import announce
from ui.fields.choice import ComboBox
from ui.fields.line import LineEdit
from ui.office import Office
from ui.pages.issue_words import FIELDS
from ui.sign_order import SignOrder, TokenChoice, UnreadableFileError, read_token, signed_pdf
from ui.start_calls import while_alive

if TYPE_CHECKING:
    from dxdesk.signing.tokens import TokenCertificate

_WIDTH: Final = 560


class SignDialog(QDialog):
    """Asks what to sign with, and signs. What went wrong is told in it, so that one can try again."""

    def __init__(
        self, parent: QWidget, office: Office, role: Role, data: bytes, keep: Callable[[bytes], object]
    ) -> None:
        """Ask for one signature on the PDF `data`; `keep` takes the signed one.

        What was used last stands there already, but for the passphrase.
        """
        super().__init__(parent)
        self.setWindowTitle(_(FIELDS[role]))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self._office = office
        self._role: Role = role
        self._data = data
        self._keep = keep
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.LARGE, theme.LARGE, theme.LARGE, theme.WIDE)
        self._column.setSpacing(theme.SMALL)
        self._build_means()
        self._build_secret()
        self._build_further()
        self._build_verbs()
        self._show_means()
        (self.secret if self.file.text() or self.by_token.isChecked() else self.file).setFocus()

    @property
    def means(self) -> Path | TokenChoice | None:
        """What to sign with: a certificate file, a certificate on a token, or nothing yet."""
        if self.by_file.isChecked():
            return Path(self.file.text().strip()) if self.file.text().strip() else None
        found = self.certificate.currentData()
        return TokenChoice(Path(self.driver.text().strip()), found) if found is not None else None

    def _build_means(self) -> None:
        now = self._office.signing.now
        self.by_file = QRadioButton(_("With a &certificate file (.p12, .pfx)"))
        self.by_token = QRadioButton(_("With a &token (USB)"))
        self.by_file.setChecked(not now.driver or bool(now.certificate_file))
        self.by_token.setChecked(not self.by_file.isChecked())
        self.by_file.toggled.connect(lambda _on: self._show_means())
        self.file, self.driver = LineEdit(), LineEdit()
        self.certificate = ComboBox()
        self.certificate.setAccessibleName(_("Certificate on the token"))
        self.look = QPushButton(_("&Look for it"))
        self.look.setAutoDefault(False)
        self.look.clicked.connect(self.read_token)
        self._column.addWidget(self.by_file)
        files = _("Certificate files (*.p12 *.pfx);;All files (*)")
        self._file_row = self._path(self.file, now.certificate_file, _("Certificate file"), files)
        self._column.addWidget(self.by_token)
        drivers = _("Drivers (*.dll *.so *.dylib);;All files (*)")
        self._driver_row = self._path(self.driver, now.driver, _("Driver of the token"), drivers)
        self._token_row = _row(self.certificate, self.look)
        self._column.addWidget(self._token_row)

    def _build_secret(self) -> None:
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData
        )
        self._secret_label = QLabel()
        self._secret_label.setBuddy(self.secret)
        self._column.addSpacing(theme.SMALL)
        self._column.addWidget(self._secret_label)
        self._column.addWidget(self.secret)

    def _build_further(self) -> None:
        now = self._office.signing.now
        self.picture = LineEdit()
        kept = now.signer_picture if self._role == "signer" else now.agency_picture
        label = QLabel(_("Picture of the signature or the seal (PNG); without one, words are shown"))
        label.setWordWrap(True)
        self._column.addSpacing(theme.SMALL)
        self._column.addWidget(label)
        self._path(self.picture, kept, _("Picture of the signature or the seal"), _("Pictures (*.png)"))
        self.server = QLabel()
        self.server.setProperty("role", "muted")
        self.server.setWordWrap(True)
        self.server.setText(
            _("With a time stamp from {server}").format(server=now.time_stamp_server)
            if now.time_stamp_server
            else _("Without a time stamp; its server is set under Settings, Signing.")
        )
        self._column.addWidget(self.server)

    def _build_verbs(self) -> None:
        self.trouble = QLabel()
        self.trouble.setProperty("role", "error")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        self._column.addWidget(self.trouble)
        self.sign_button = QPushButton(_("&Sign"))
        self.sign_button.setProperty("role", "primary")
        self.sign_button.setDefault(True)
        self.sign_button.clicked.connect(self._try)
        self.leave_button = QPushButton(_("&Do not sign"))
        self.leave_button.setAutoDefault(False)
        self.leave_button.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setContentsMargins(0, theme.SMALL, 0, 0)
        row.addStretch(1)
        row.addWidget(self.sign_button)
        row.addWidget(self.leave_button)
        self._column.addLayout(row)

    def say(self, words: str, role: str = "error") -> None:
        """Say what is missing or went wrong."""
        self.trouble.setProperty("role", role)
        self.trouble.style().unpolish(self.trouble)
        self.trouble.style().polish(self.trouble)
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))
        announce(self.trouble, words)

    def read_token(self) -> None:
        """Look for the signing certificates on the tokens that are plugged in."""
        self.look.setEnabled(False)
        self.say("")
        self._office.worker.run(
            read_token,
            Path(self.driver.text().strip()),
            done=while_alive(self, self._list),
            failed=while_alive(self, self._fail),
        )

    def _list(self, found: "tuple[TokenCertificate, ...]") -> None:
        self.look.setEnabled(True)
        self.certificate.clear()
        for each in found:
            self.certificate.addItem(f"{each.name} ({each.token})", each)
        self.secret.setFocus()

    def _fail(self, error: Exception) -> None:
        """Say why it was not signed, or no token found; the passphrase is typed again."""
        self._set_busy(on=False)
        if not isinstance(error, SigningError | UnreadableFileError):
            raise error
        self.say(str(error.args[0]))
        self.secret.setFocus()

    def _show_means(self) -> None:
        by_file = self.by_file.isChecked()
        self._file_row.setVisible(by_file)
        self._driver_row.setVisible(not by_file)
        self._token_row.setVisible(not by_file)
        self._secret_label.setText(_("&Passphrase") if by_file else _("&PIN"))
        self.secret.setAccessibleName(self._secret_label.text().replace("&", ""))
        self.say("")

    def _try(self) -> None:
        means = self.means
        if means is None:
            by_file = self.by_file.isChecked()
            self.say(
                _("Choose the certificate file.")
                if by_file
                else _("Choose the driver of the token and press “Look for it”.")
            )
            (self.file if by_file else self.driver).setFocus()
            return
        self._remember()
        picture = self.picture.text().strip()
        order = SignOrder(
            data=self._data,
            role=self._role,
            means=means,
            secret=self.secret.text(),
            picture=Path(picture) if picture else None,
            time_stamp_server=self._office.signing.now.time_stamp_server,
        )
        self.secret.clear()
        self._set_busy(on=True)
        self.say(_("Signing…"), "muted")
        self._office.worker.run(
            signed_pdf,
            order,
            done=while_alive(self, self._take),
            failed=while_alive(self, self._fail),
        )

    def _take(self, signed: bytes) -> None:
        self._keep(signed)
        self.accept()

    def _set_busy(self, *, on: bool) -> None:
        for widget in (self.sign_button, self.look, self.secret):
            widget.setEnabled(not on)

    def _remember(self) -> None:
        """Keep what was used; never the passphrase."""
        by_file = self.by_file.isChecked()
        picture = "signer_picture" if self._role == "signer" else "agency_picture"
        self._office.signing.change(
            certificate_file=self.file.text().strip() if by_file else "",
            driver=self._office.signing.now.driver if by_file else self.driver.text().strip(),
            **{picture: self.picture.text().strip()},
        )

    def _path(self, line: LineEdit, text: str, name: str, kinds: str) -> QWidget:
        """Add a line for the path of a file, with a button that asks for it."""
        line.setText(text)
        line.setAccessibleName(name)
        choose = QPushButton(_("Choose…"))
        choose.setAutoDefault(False)
        choose.setAccessibleName(_("Choose: {what}").format(what=name))
        choose.clicked.connect(lambda: self._ask(line, name, kinds))
        row = _row(line, choose)
        self._column.addWidget(row)
        return row

    def _ask(self, line: LineEdit, name: str, kinds: str) -> None:
        found, _kind = QFileDialog.getOpenFileName(self, name, line.text(), kinds)
        if found:
            line.setText(str(Path(found)))


def _row(first: QWidget, second: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(theme.LARGE, 0, 0, 0)
    row.setSpacing(theme.SMALL)
    row.addWidget(first, 1)
    row.addWidget(second)
    return holder
