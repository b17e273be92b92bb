"""What a person set once for sending: whether it rests, what a costly line is used for, where packages went last."""

from typing import Final, Literal

from PySide6.QtCore import QObject

from dxdesk.store.dispatch import DispatchMeans
from dxdesk.value import Value
from ui.archive import Archive
from ui.setting_book import SettingBook

_KEY: Final = "sending"

Metered = Literal["ask", "send", "wait"]


class SendingPreferences(Value, frozen=True, kw_only=True):
    """`metered` says what is done over a line that costs by what goes over it; `ask` until it is answered.

    `destination` (its key), `means` and `folder` are those used last. The mail server is as in `SmtpAccount`, and
    empty where none is set. Never a secret: those are in the system's key store.
    """

    is_paused: bool = False
    metered: Metered = "ask"
    destination: str = ""
    means: DispatchMeans | Literal[""] = ""
    folder: str = ""
    mail_server: str = ""
    mail_security: Literal["tls", "starttls"] = "tls"
    mail_sender: str = ""
    mail_user: str = ""


class SendingBook(SettingBook[SendingPreferences]):
    """Holds the preferences for sending."""

    def __init__(self, archive: Archive, parent: QObject | None = None) -> None:
        """Read them when they are first asked for."""
        super().__init__(archive, _KEY, SendingPreferences(), parent)
