"""Signing with a certificate file or a token; the passphrase is asked for each time and never kept."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dxdesk.language import translate as _
from dxdesk.signing.faults import SigningError
from dxdesk.signing.sign_role import Role
from ui import theme
from ui.announcing import announce
from ui.fields.line import LineEdit
from ui.office import Office
from ui.pages.issue_words import FIELDS
from ui.sign_means import SignMeans, path_row
from ui.sign_order import SignOrder, UnreadableFileError, signed_file
from ui.start_calls import while_alive

if TYPE_CHECKING:
    pass

_WIDTH: Final = 560


class SignDialog(QDialog):
    """Asks what to sign with, and signs. What went wrong is told in it, so that one can try again."""

    def __init__(
        self,
        parent: QWidget,
        office: Office,
        role: Role | None,
        data: bytes,
        keep: Callable[[bytes], object],
    ) -> None:
        """Ask for one signature on the PDF `data`, or without a role on a package; `keep` takes the signed one.

        What was used last stands there already, but for the passphrase.
        """
        super().__init__(parent)
        self.setWindowTitle(_(FIELDS[role]) if role is not None else _("Signature of the data"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self._office = office
        self._role: Role | None = role
        self._data = data
        self._keep = keep
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.LARGE, theme.LARGE, theme.LARGE, theme.WIDE)
        self._column.setSpacing(theme.SMALL)
        self.means = SignMeans(office, role)
        self._column.addWidget(self.means)
        self._build_secret()
        self._build_further()
        self._build_verbs()
        self.means.changed.connect(self._follow_means)
        self.means.listed.connect(self.secret.setFocus)
        self.means.failed.connect(self._fail)
        self._follow_means()
        is_known = self.means.file.text() or self.means.by_token.isChecked()
        (self.secret if is_known else self.means.file).setFocus()

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
        self._column.addSpacing(theme.SMALL)
        if self._role is not None:
            label = QLabel(_("Picture of the signature or the seal (PNG); without one, words are shown"))
            label.setWordWrap(True)
            self._column.addWidget(label)
            name = _("Picture of the signature or the seal")
            self._column.addWidget(path_row(self.picture, kept, name, _("Pictures (*.png)"), left=0))
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
        self._make_room()

    def _make_room(self) -> None:
        """Grow to what is asked and said."""
        self._column.activate()
        width = max(self.width(), self._column.sizeHint().width())
        self.resize(width, max(self.height(), self._column.totalHeightForWidth(width)))

    def _fail(self, error: Exception) -> None:
        """Say why it was not signed, or no token found; the passphrase is typed again."""
        self._set_busy(on=False)
        if not isinstance(error, SigningError | UnreadableFileError):
            raise error
        self.say(str(error.args[0]))
        self.secret.setFocus()

    def _follow_means(self) -> None:
        by_file = self.means.by_file.isChecked()
        self._secret_label.setText(_("&Passphrase") if by_file else _("&PIN"))
        self.secret.setAccessibleName(self._secret_label.text().replace("&", ""))
        self.say("")

    def _try(self) -> None:
        chosen = self.means.chosen
        if chosen is None:
            by_file = self.means.by_file.isChecked()
            self.say(
                _("Choose the certificate file.")
                if by_file
                else _("Choose the driver of the token and press “Look for it”.")
            )
            (self.means.file if by_file else self.means.driver).setFocus()
            return
        picture = self.picture.text().strip()
        self.means.remember()
        if self._role is not None:
            kept = "signer_picture" if self._role == "signer" else "agency_picture"
            self._office.signing.change(**{kept: picture})
        order = SignOrder(
            data=self._data,
            role=self._role,
            means=chosen,
            secret=self.secret.text(),
            picture=Path(picture) if picture else None,
            time_stamp_server=self._office.signing.now.time_stamp_server,
        )
        self.secret.clear()
        self._set_busy(on=True)
        self.say(_("Signing…"), "muted")
        self._office.worker.run(
            signed_file,
            order,
            done=while_alive(self, self._take),
            failed=while_alive(self, self._fail),
        )

    def _take(self, signed: bytes) -> None:
        self._keep(signed)
        self.accept()

    def _set_busy(self, *, on: bool) -> None:
        for widget in (self.sign_button, self.means, self.secret):
            widget.setEnabled(not on)
