"""A group of settings that is kept in the store under one key."""

from typing import Generic, TypeVar

import msgspec
from PySide6.QtCore import QObject, Signal

from dxdesk.value import Value
from ui.archive import Archive

Settings = TypeVar("Settings", bound=Value)


class SettingBook(QObject, Generic[Settings]):
    """Holds settings of one kind; `changed` tells that they are others now."""

    changed = Signal()

    def __init__(self, archive: Archive, key: str, unset: Settings, parent: QObject | None = None) -> None:
        """Read them from the store when they are first asked for; what cannot be read is as `unset`."""
        super().__init__(parent)
        self._archive = archive
        self._key = key
        self._unset = unset
        self._now: Settings | None = None

    @property
    def now(self) -> Settings:
        """The settings as they are."""
        if self._now is None:
            key, kind = self._key, type(self._unset)
            self._now = self._archive.read(lambda store: store.setting(key, kind)) or self._unset
        return self._now

    def change(self, **changes: object) -> None:
        """Set some of them, and keep them."""
        key, changed = self._key, msgspec.structs.replace(self.now, **changes)
        if changed == self.now:
            return
        self._now = changed
        self._archive.write(lambda store: store.set_setting(key, changed))
        self.changed.emit()
