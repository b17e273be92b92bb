"""Where the store is: a file that is named, one beside a portable program, or one in the user's own folder."""

import os
import sys
from pathlib import Path
from typing import Final

FILE_NAME: Final = "dxdesk.sqlite3"
PORTABLE: Final = "portable.txt"


def default_place() -> Path:
    """Return the file of the store: what `DXDESK_STORE` names, else where the program keeps its data.

    `DXDESK_STORE` is a file, or a folder that is there. The local folder is never part of a roaming profile.
    """
    if named := os.environ.get("DXDESK_STORE"):
        place = Path(named).expanduser()
        return place / FILE_NAME if place.is_dir() else place
    if (portable := portable_folder()) is not None:
        return portable / FILE_NAME
    return _user_folder() / FILE_NAME


def waiting_for(file: Path) -> Path:
    """Return where a store stands that is about to take the place of `file`."""
    return file.with_name(f"{file.name}.rescued")


def rescue_folder() -> Path:
    """Return the folder for what could not be written into the store when the system ended the program.

    It is on this computer, that of a portable program too: its stick is what cannot be written.
    """
    return _user_folder() / "rescued"


def portable_folder() -> Path | None:
    """Return the folder `data` beside a frozen program that has a file `portable.txt` beside it; else None.

    In it is all that such a program writes without being asked: on a stick, nothing stays on the computer.
    """
    if not getattr(sys, "frozen", False):
        return None
    beside = Path(sys.executable).resolve().parent
    return beside / "data" if (beside / PORTABLE).is_file() else None


def _user_folder() -> Path:
    import platformdirs  # noqa: PLC0415 - only where it is asked for

    return platformdirs.user_data_path("dxdesk", appauthor=False, roaming=False)
