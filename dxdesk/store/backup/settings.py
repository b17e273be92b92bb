"""How backups are set: a second place for them, and when they were copied there."""

from datetime import datetime
from pathlib import Path
from secrets import token_hex
from typing import Final, Self

import msgspec

from dxdesk.value import Value

SETTING: Final = "backup"


class BackupSettings(Value, frozen=True, kw_only=True):
    """The second place, since when, and when something was copied there last; an empty place is none.

    `folder` is the store's own folder in that place: in one place the backups of several stores do not mix.
    """

    second_place: str = ""
    folder: str = ""
    chosen_at: datetime | None = None
    copied_at: datetime | None = None

    @property
    def second(self) -> Path | None:
        """The folder for backups in the second place, None where there is no such place."""
        return Path(self.second_place) / self.folder if self.second_place else None

    def with_place(self, place: str, now: datetime) -> Self:
        """Return settings with another second place, or none."""
        folder = self.folder or f"dxdesk-{token_hex(4)}"
        return msgspec.structs.replace(self, second_place=place, folder=folder, chosen_at=now, copied_at=None)

    def days_behind(self, newest: datetime | None, now: datetime) -> int:
        """Return for how many days the second place has lacked the newest backup; 0 where it has it.

        `newest` is by the clock on the wall, None where there is no backup; `now` has its zone.
        """
        since = self.copied_at or self.chosen_at
        if not self.second_place or newest is None or since is None:
            return 0
        if self.copied_at and newest.replace(tzinfo=now.tzinfo) <= self.copied_at:
            return 0
        return max(0, (now - since).days)
