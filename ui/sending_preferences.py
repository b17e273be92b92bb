"""What a person set once for sending: whether it rests, what a costly line is used for, where packages went last."""

from typing import Final, Literal

import msgspec
from PySide6.QtCore import QObject, Signal

from dxdesk.store.dispatch import DispatchMeans
from dxdesk.value import Value
from ui.archive import Archive

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


class SendingBook(QObject):
    """Holds the preferences for sending; `changed` tells that they are others now."""

    changed = Signal()

    def __init__(self, archive: Archive, parent: QObject | None = None) -> None:
        """Read them from the store when they are first asked for."""
        super().__init__(parent)
        self._archive = archive
        self._now: SendingPreferences | None = None

    @property
    def now(self) -> SendingPreferences:
        """The preferences; what cannot be read is as if it had never been set."""
        if self._now is None:
            found = self._archive.read(lambda store: store.setting(_KEY, SendingPreferences))
            self._now = found or SendingPreferences()
        return self._now

    def change(self, **changes: object) -> None:
        """Set some of them, and keep them."""
        changed = msgspec.structs.replace(self.now, **changes)
        if changed == self.now:
            return
        self._now = changed
        self._archive.write(lambda store: store.set_setting(_KEY, changed))
        self.changed.emit()
