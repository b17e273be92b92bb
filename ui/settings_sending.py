"""Sending: whether it rests, lines that cost, the address book, the mail server of the office."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QCheckBox, QLineEdit

from dxdesk.language import translate as _
from ui.access_codes import password_name
from ui.dialog import heading, muted
from ui.fields.choice import ComboBox
from ui.fields.line import LineEdit
from ui.office import Office
from ui.sending_preferences import Metered, SendingPreferences
from ui.settings_tab import SettingsTab, plain_button

_METERED: Final[tuple[Metered, ...]] = ("ask", "send", "wait")
_SECURITY: Final = ("tls", "starttls")


class SendingTab(SettingsTab):
    """What is set once for sending. Passwords and access codes go into the system's key store."""

    def __init__(self, office: Office, show_addresses: Callable[[], object]) -> None:
        """Show what is set; `show_addresses` opens the address book."""
        super().__init__()
        self._codes = office.outbox.codes
        self._book = office.outbox.preferences
        self._build_first(show_addresses)
        self._build_mail()
        self.column.addWidget(self.notice)
        self.column.addStretch(1)

    def settle(self) -> None:
        """Take over what is typed about the mail server."""
        self._book.change(
            mail_server=self.server.text().strip(),
            mail_sender=self.mail_sender.text().strip(),
            mail_user=self.user.text().strip(),
        )

    def _build_first(self, show_addresses: Callable[[], object]) -> None:
        self.rests = QCheckBox(_("&Pause all sending"))
        self.rests.setChecked(self._book.now.is_paused)
        self.rests.clicked.connect(lambda on: self._book.change(is_paused=on))
        self.column.addWidget(self.rests)
        self.metered = ComboBox()
        for words in (
            _("Ask once, in the outbox"),
            _("Send over them too"),
            _("Wait for another connection"),
        ):
            self.metered.addItem(words)
        self.metered.setCurrentIndex(_METERED.index(self._book.now.metered))
        self.metered.activated.connect(lambda row: self._book.change(metered=_METERED[row]))
        self.add(
            _("&Connections that are counted by the megabyte"),
            self.metered,
            _("Sending over the network uses the proxy that is set for this computer."),
        )
        self.addresses = plain_button(_("&Address book…"))
        self.addresses.clicked.connect(lambda _on: show_addresses())
        self.add_row(self.addresses)

    def _build_mail(self) -> None:
        now = self._book.now
        self.column.addWidget(heading(_("Mail server of the office")))
        self.column.addWidget(
            muted(
                _(
                    "Left empty, a message is made ready for the web mail of the office. With a server, the program "
                    "can send it itself; that it was sent does not mean that it was received."
                )
            )
        )
        self.server, self.mail_sender, self.user = (self._line(text) for text in _texts(now))
        self.add(_("Name of the &server"), self.server)
        self.security = ComboBox()
        self.security.addItems([_("TLS from the beginning (port 465)"), _("STARTTLS (port 587)")])
        self.security.setCurrentIndex(_SECURITY.index(now.mail_security))
        self.security.activated.connect(lambda row: self._book.change(mail_security=_SECURITY[row]))
        self.add(_("&Kind of connection"), self.security)
        self.add(_("&Mail address of the office"), self.mail_sender)
        self.add(_("&User name, where the server asks for one"), self.user)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.add(
            _("Pass&word"),
            self.password,
            _("It goes into the key store of this system, and is not shown again."),
        )
        self.keep = plain_button(_("&Keep the password"))
        self.keep.clicked.connect(self._keep)
        self.add_row(self.keep)

    def _line(self, text: str) -> LineEdit:
        line = LineEdit()
        line.setText(text)
        line.editingFinished.connect(self.settle)
        return line

    def _keep(self) -> None:
        """Keep the password of the user at the server."""
        self.settle()
        now, password = self._book.now, self.password.text()
        if not (now.mail_server and now.mail_user and password):
            self.notice.say(_("Enter the server, the user name and the password first."), "warning")
            return
        self._codes.keep(password_name(now.mail_user, now.mail_server), password, self, self._tell)
        self.password.clear()

    def _tell(self, words: str) -> None:
        self.notice.say(
            words or _("The password is kept in the key store of this system."),
            "warning" if words else "soft",
        )


def _texts(now: SendingPreferences) -> tuple[str, str, str]:
    return now.mail_server, now.mail_sender, now.mail_user
