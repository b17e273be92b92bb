"""Where a user's own packs are kept; the program sets it once, before any pack is read."""

from pathlib import Path
from typing import Final

# Ends of the hidden names of packs that are not there: what is being copied, what made room, what was removed.
INCOMING: Final = ".incoming"
BEFORE: Final = ".before"
REMOVED: Final = ".removed"

_folder: Path | None = None


def keep_own_packs_in(folder: Path | None) -> None:
    """Make `folder` the place of the packs that a user added."""
    global _folder  # noqa: PLW0603 - set once, where the program starts
    _folder = folder


def own_folder() -> Path | None:
    """Return that place; None where none was set."""
    return _folder


def hidden(folder: Path, end: str) -> Path:
    """Return the hidden name of the folder of a pack, by which it is none."""
    return folder.with_name(f".{folder.name}{end}")


def is_in_place(folder: Path) -> bool:
    """Tell whether a folder is that of a pack that is there.

    One that made room for another is, as long as the other did not come: the program was ended in between.
    """
    if not folder.name.startswith("."):
        return True
    return folder.name.endswith(BEFORE) and not folder.with_name(folder.name[1 : -len(BEFORE)]).exists()
