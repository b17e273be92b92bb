"""What a person set once for signing: which fields a PDF has, whom to trust, what to sign with. Never a secret."""

from collections.abc import Mapping
from typing import Final

import msgspec
from PySide6.QtCore import QObject, Signal

from dxdesk.document.profile import Profile
from dxdesk.value import Value
from ui.archive import Archive

_KEY: Final = "signing"


class SigningPreferences(Value, frozen=True, kw_only=True):
    """Paths are those used last; `trusted` holds the files of certificates and revocation lists by name."""

    profile: Profile = "fields"
    signer_certificate: str = ""
    agency_certificate: str = ""
    driver: str = ""
    signer_picture: str = ""
    agency_picture: str = ""
    time_stamp_server: str = ""
    trusted: Mapping[str, bytes] = msgspec.field(default_factory=dict)


class SigningBook(QObject):
    """Holds the preferences for signing; `changed` tells that they are others now."""

    changed = Signal()

    def __init__(self, archive: Archive, parent: QObject | None = None) -> None:
        """Read them from the store when they are first asked for."""
        super().__init__(parent)
        self._archive = archive
        self._now: SigningPreferences | None = None

    @property
    def now(self) -> SigningPreferences:
        """The preferences; what cannot be read is as if it had never been set."""
        if self._now is None:
            found = self._archive.read(lambda store: store.setting(_KEY, SigningPreferences))
            self._now = found or SigningPreferences()
        return self._now

    def change(self, **changes: object) -> None:
        """Set some of them, and keep them."""
        changed = msgspec.structs.replace(self.now, **changes)
        if changed == self.now:
            return
        self._now = changed
        self._archive.write(lambda store: store.set_setting(_KEY, changed))
        self.changed.emit()
