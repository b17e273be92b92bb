"""Updating the program itself: the installer of an update is laid ready, and run when this program has ended.

A running program cannot be replaced on Windows. So a small script of the system's own command processor runs the
installer without a question while this program ends, and starts the program again, whichever version is there then;
that one tells how it went.
"""

import os
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from shutil import rmtree
from typing import Final, Literal, NamedTuple

import msgspec

from dxdesk import __version__
from dxdesk.files import reason_of
from dxdesk.store.place import portable_folder
from dxdesk.update.faults import UpdateError
from dxdesk.update.manifest import Notes, release_number
from dxdesk.update.reading import Progress, Update, unpack
from dxdesk.value import Value

# "installer": this program was installed and can be replaced; "portable": it runs beside its data, from a stick;
# "other": it runs from its source, or on a system for which there is no installer.
Way = Literal["installer", "portable", "other"]

_FOLDER: Final = "updates"
_JOURNAL: Final = "update.json"
_OUTCOME: Final = "outcome.txt"
_WELL: Final = "0"  # what it says where the installer has done its work
_SCRIPT_NAME: Final = "install.cmd"
_INSTALLER_END: Final = ".exe"
_NAMES: Final = "DXDESK_UPDATE_"
_LONGEST: Final = timedelta(minutes=15)  # that an installer may take on a slow computer
# Names reach it by the environment, and programs are started by bare names: folders are called "Nguyễn Văn An (R&D)".
# The installer itself waits until the program has ended, checks the new version before that takes the place, and
# leaves the old one otherwise.
_SCRIPT: Final = """\
@echo off
start "" /wait "%DXDESK_UPDATE_INSTALLER%" /S
>outcome.txt echo %errorlevel%
if defined DXDESK_UPDATE_START cd /d "%DXDESK_UPDATE_FOLDER%" && start "" "%DXDESK_UPDATE_START%"
"""


class Ready(NamedTuple):
    """An installer that is laid ready in a folder of its own."""

    folder: Path
    installer: Path


class Begun(Value, frozen=True, kw_only=True):
    """What was begun, for the version that starts next."""

    before: str
    after: str
    notes: Notes
    folder: str
    at: datetime


class Ended(NamedTuple):
    """How it went: the version that was to come, what is new, and what the installer answered where it failed.

    `before` is the version in whose place it came, or that is here still; the same one where it was to be mended.
    """

    before: str
    after: str
    notes: Notes
    succeeded: bool
    answer: str


def way_here() -> Way:
    """Return how this program can be updated."""
    if not getattr(sys, "frozen", False):
        return "other"
    if portable_folder() is not None:
        return "portable"
    return "installer" if os.environ.get("COMSPEC") else "other"


def program_to_start() -> Path:
    """Return the program with the window, which is started when it is updated."""
    return Path(sys.executable)


def lay_ready(update: Update, data: Path, progress: Progress | None = None) -> Ready:
    """Unpack the installer of an update into the folder of the user's data.

    Raises:
        UpdateError: it cannot be read or written, or there is no installer in it; nothing is left of it.
    """
    listed = [file.name for file in update.manifest.files if file.name.lower().endswith(_INSTALLER_END)]
    if len(listed) != 1:
        raise UpdateError("no_installer", update.file, ", ".join(file.name for file in update.manifest.files))
    folder = data / _FOLDER / token_hex(6)
    try:
        _clear(data)  # what an update before has left
        folder.mkdir(parents=True)
        folder.joinpath(_SCRIPT_NAME).write_text(_SCRIPT, "ascii", newline="\r\n")
        unpack(update, folder, progress)
    except BaseException as error:
        rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError):
            raise UpdateError("not_written", update.file, f"“{folder}” ({reason_of(error)})") from error
        raise
    return Ready(folder, folder / listed[0])


def give_up(ready: Ready) -> None:
    """Take away what was laid ready and is not to be begun."""
    rmtree(ready.folder, ignore_errors=True)
    with suppress(OSError):
        ready.folder.parent.rmdir()


def begin(update: Update, ready: Ready, data: Path, *, start: Path | None) -> None:
    """Begin what goes on when this program has ended; `start` is what is started then.

    Raises:
        UpdateError: the system does not let it begin; nothing was changed.
    """
    begun = Begun(
        before=__version__,
        after=update.manifest.release,
        notes=update.manifest.notes,
        folder=str(ready.folder),
        at=datetime.now(UTC),
    )
    names = {
        "DXDESK_UPDATE_INSTALLER": ready.installer.name,
        # What is started is no part of this program, whose libraries are about to go.
        "PYINSTALLER_RESET_ENVIRONMENT": "1",
    }
    if start is not None:
        names |= {"DXDESK_UPDATE_FOLDER": str(start.parent), "DXDESK_UPDATE_START": start.name}
    try:
        data.joinpath(_JOURNAL).write_bytes(msgspec.json.encode(begun))
        _run_unseen(ready.folder, names)
    except OSError as error:
        data.joinpath(_JOURNAL).unlink(missing_ok=True)
        give_up(ready)
        raise UpdateError("not_started", update.file, reason_of(error)) from error


def ended(data: Path) -> Ended | None:
    """Return how an update went that was begun before this start, once; None where there was none, or it goes on.

    What was laid ready for it is taken away, also where it was never begun.
    """
    journal = data / _JOURNAL
    if not journal.exists():
        _clear(data)
        return None
    try:
        begun = msgspec.json.decode(journal.read_bytes(), type=Begun)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    try:
        answer = Path(begun.folder, _OUTCOME).read_text("ascii", "replace").strip()
    except OSError:
        answer = ""
    before, after, here = map(release_number, (begun.before, begun.after, __version__))
    # Where the same version was installed once more, only the installer knows whether it was.
    succeeded = after == here and (before != after or answer == _WELL)
    if not succeeded and not answer and timedelta() <= datetime.now(UTC) - begun.at < _LONGEST:
        return None  # somebody has opened the old version before the installer came to its end
    journal.unlink(missing_ok=True)
    _clear(data)
    there = begun.before if succeeded else __version__
    return Ended(there, begun.after, begun.notes, succeeded, answer)


def _clear(data: Path) -> None:
    """Take away what was laid ready for updates, and nothing else that has a place there."""
    for script in data.joinpath(_FOLDER).glob(f"*/{_SCRIPT_NAME}"):
        rmtree(script.parent, ignore_errors=True)
    with suppress(OSError):
        data.joinpath(_FOLDER).rmdir()


def _run_unseen(folder: Path, names: dict[str, str]) -> None:
    # The script by its bare name: the processor takes brackets and ampersands in a path for its own.
    subprocess.Popen(  # noqa: S603 - the command processor of the system, with a script of ours
        [os.environ["COMSPEC"], "/d", "/c", f".{os.sep}{_SCRIPT_NAME}"],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if not name.startswith(_NAMES)} | names,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
