"""What a person set once for signing: which fields a PDF has, whom to trust, what to sign with. Never a secret."""

from collections.abc import Mapping
from typing import Final

import msgspec
from PySide6.QtCore import QObject

from dxdesk.document.profile import Profile
from dxdesk.value import Value
from ui.archive import Archive
from ui.setting_book import SettingBook

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


class SigningBook(SettingBook[SigningPreferences]):
    """Holds the preferences for signing."""

    def __init__(self, archive: Archive, parent: QObject | None = None) -> None:
        """Read them when they are first asked for."""
        super().__init__(archive, _KEY, SigningPreferences(), parent)
