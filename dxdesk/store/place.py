"""Where the store is, and what kind of disk that is."""

import os
import sys
from pathlib import Path
from typing import Final

FILE_NAME: Final = "dxdesk.sqlite3"
_MOUNTS: Final = Path("/proc/self/mounts")
# File systems of networks, sticks and cards: WAL needs shared memory, and a disk that is not pulled out.
_UNSAFE: Final = {
    "vfat",
    "exfat",
    "msdos",
    "fuseblk",
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "fuse.sshfs",
}
_WINDOWS_FIXED_DRIVE: Final = 3
_WINDOWS_SAFE: Final = {"NTFS", "ReFS"}


def default_place() -> Path:
    """Return the file of the store: what `DXDESK_STORE` names, else one in the user's local data folder.

    `DXDESK_STORE` is a file, or a folder that is there. The local folder is never part of a roaming profile.
    """
    if named := os.environ.get("DXDESK_STORE"):
        place = Path(named).expanduser()
        return place / FILE_NAME if place.is_dir() else place
    import platformdirs  # noqa: PLC0415 - only where the place is not named

    return platformdirs.user_data_path("dxdesk", appauthor=False, roaming=False) / FILE_NAME


def waiting_for(file: Path) -> Path:
    """Return where a store stands that is about to take the place of `file`."""
    return file.with_name(f"{file.name}.rescued")


if sys.platform == "win32":

    def on_local_disk(file: Path) -> bool:
        """Tell whether a file (or its folder) is on a disk that stays in this computer."""
        import ctypes  # noqa: PLC0415 - needed once, at the start

        root, kind = file.resolve().anchor, ctypes.create_unicode_buffer(64)
        known = ctypes.windll.kernel32.GetVolumeInformationW(root, None, 0, None, None, None, kind, len(kind))
        fixed = ctypes.windll.kernel32.GetDriveTypeW(root) == _WINDOWS_FIXED_DRIVE
        return bool(fixed and known and kind.value in _WINDOWS_SAFE)

else:

    def on_local_disk(file: Path) -> bool:
        """Tell whether a file (or its folder) is on a disk that stays in this computer, as far as is known."""
        try:
            mounts = _MOUNTS.read_text("utf-8", "surrogateescape").splitlines()
        except OSError:  # no Linux
            return True
        place = file.resolve()
        found = [(len(point), kind) for point, kind in map(_mount, mounts) if place.is_relative_to(point)]
        return not found or max(found)[1] not in _UNSAFE

    def _mount(line: str) -> tuple[str, str]:
        """Read a line of fstab(5): where it is mounted, and what it is. Blanks in it are octal."""
        _device, point, kind, *_options = line.split(" ")
        return point.replace(r"\040", " ").replace(r"\011", "\t").replace(r"\134", "\\"), kind
