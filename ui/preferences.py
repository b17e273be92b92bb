"""What a person set for the window; kept in the store, applied at once."""

from typing import Final, Literal

from PySide6.QtCore import QObject, Signal

from dxdesk.language import preferred_language
from dxdesk.value import Value
from ui.archive import Archive
from ui.theme import ThemeName

_KEY: Final = "window"


class Preferences(Value, frozen=True, kw_only=True):
    """The settings of the window. An empty language means the system's; `text_size` is in per cent."""

    language: Literal["", "vi", "en"] = ""
    theme: ThemeName = "system"
    text_size: int = 100
    export_folder: str = ""
    guidance_shown: bool = True
    tour_seen: bool = False


class PreferenceBook(QObject):
    """Holds the preferences; `changed` tells that they are others now."""

    changed = Signal()

    def __init__(self, archive: Archive, parent: QObject | None = None) -> None:
        """Read them from the store; what cannot be read is as if it had never been set."""
        super().__init__(parent)
        self._archive = archive
        self.now = archive.read(lambda store: store.setting(_KEY, Preferences)) or Preferences()

    @property
    def language(self) -> str:
        """The language to show: `vi` or `en`."""
        return self.now.language or preferred_language()

    def change(self, preferences: Preferences) -> None:
        """Take other preferences over and keep them."""
        if preferences == self.now:
            return
        self.now = preferences
        self._archive.write(lambda store: store.set_setting(_KEY, preferences))
        self.changed.emit()
