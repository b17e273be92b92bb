"""Where a user's own packs are kept; the program sets it once, before any pack is read."""

from pathlib import Path

_folder: Path | None = None


def keep_own_packs_in(folder: Path | None) -> None:
    """Make `folder` the place of the packs that a user added."""
    global _folder  # noqa: PLW0603 - set once, where the program starts
    _folder = folder


def own_folder() -> Path | None:
    """Return that place; None where none was set."""
    return _folder
