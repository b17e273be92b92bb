"""The names of backups: when each was made, and for what."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Literal, NamedTuple

# Why a backup was made: as usual, asked for by hand, or before something that writes over much.
Reason = Literal["usual", "hand", "restore", "import", "update"]

SUFFIX: Final = ".sqlite3"
PART: Final = ".part"  # while it is written
ASIDE: Final = ".bad"  # what was written and is not sound
_WORDS: Final[dict[Reason, str]] = {
    "usual": "",
    "hand": "-by-hand",
    "restore": "-before-restore",
    "import": "-before-import",
    "update": "-before-update",
}
_REASONS: Final = {words: reason for reason, words in _WORDS.items()}
_MOMENT: Final = "%Y-%m-%d-%H%M%S"
_NAME: Final = re.compile(
    rf"dxdesk-(\d{{4}}-\d\d-\d\d-\d{{6}})({'|'.join(words for words in _WORDS.values() if words)}|)"
)


class Made(NamedTuple):
    """When a backup was made, by the clock on the wall, and why."""

    at: datetime
    reason: Reason = "usual"


class Backup(NamedTuple):
    """A backup in its folder; `size` in bytes."""

    file: Path
    made: Made
    size: int


def backup_name(made: Made) -> str:
    """Return the file name of a backup: "dxdesk-2026-11-29-105300-before-restore.sqlite3"."""
    return f"dxdesk-{made.at:{_MOMENT}}{_WORDS[made.reason]}{SUFFIX}"


def read_name(name: str, suffix: str = SUFFIX) -> Made | None:
    """Return what a file name says; None where it is not one of ours to the letter."""
    found = _NAME.fullmatch(name.removesuffix(suffix)) if name.endswith(suffix) else None
    if found is None:
        return None
    try:
        return Made(datetime.strptime(found[1], _MOMENT), _REASONS[found[2]])  # noqa: DTZ007 - as on the wall
    except ValueError:
        return None


def list_backups(folder: Path) -> list[Backup]:
    """Return the backups in a folder, the newest first; none where the folder cannot be read."""
    try:
        return sorted(_listed(folder), key=lambda backup: backup.made.at, reverse=True)
    except OSError:
        return []


def newest_backup(folder: Path) -> Backup | None:
    """Return the backup in a folder that was made last, None where there is none.

    One from the future was made when the clock was wrong: it does not stand in the way of all that follow.
    """
    backups = list_backups(folder)
    tomorrow = datetime.now() + timedelta(days=1)  # noqa: DTZ005 - by the clock on the wall
    return next((each for each in backups if each.made.at < tomorrow), next(iter(backups), None))


def _listed(folder: Path) -> Iterator[Backup]:
    for file in folder.iterdir():
        made = read_name(file.name)
        if made is not None and file.is_file():
            yield Backup(file, made, file.stat().st_size)
