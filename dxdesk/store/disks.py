"""What kind of disk a file is on: one that stays in this computer, one that can be pulled out, a share."""

import sys
from pathlib import Path
from typing import Final, Literal

DiskKind = Literal["local", "removable", "network"]

_MOUNTS: Final = Path("/proc/self/mounts")
# WAL needs shared memory, and a disk that is not pulled out.
_REMOVABLE: Final = {"vfat", "exfat", "msdos", "fuseblk"}
_NETWORK: Final = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "afs",
    "ceph",
    "davfs",
    "fuse.davfs2",
    "fuse.gvfsd-fuse",
    "fuse.rclone",
    "fuse.sshfs",
}


def on_local_disk(file: Path) -> bool:
    """Tell whether a file (or its folder) is on a disk that stays in this computer, as far as is known."""
    return disk_kind(file) == "local"


def on_network(file: Path) -> bool:
    """Tell whether a file (or its folder) is on a share, as far as is known."""
    return disk_kind(file) == "network"


def file_identity(file: Path) -> tuple[int, int] | None:
    """Return what tells a file from any other as long as it is there (device, number); None where it is not."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


if sys.platform == "win32":
    _FIXED: Final = 3
    _REMOTE: Final = 4
    _SAFE: Final = {"NTFS", "ReFS"}

    def disk_kind(file: Path) -> DiskKind:
        """Return the kind of disk of a file (or of its folder)."""
        import ctypes  # noqa: PLC0415 - needed once, at the start

        root = file.resolve().anchor
        system, kernel = ctypes.create_unicode_buffer(64), ctypes.windll.kernel32
        drive = kernel.GetDriveTypeW(root)
        if drive == _REMOTE or root.startswith("\\\\"):
            return "network"
        known = kernel.GetVolumeInformationW(root, None, 0, None, None, None, system, len(system))
        return "local" if drive == _FIXED and known and system.value in _SAFE else "removable"

else:

    def disk_kind(file: Path) -> DiskKind:
        """Return the kind of disk of a file (or of its folder), as far as is known."""
        try:
            mounts = _MOUNTS.read_text("utf-8", "surrogateescape").splitlines()
        except OSError:  # no Linux
            return "local"
        place = file.resolve()
        found = [(len(point), kind) for point, kind in map(_mount, mounts) if place.is_relative_to(point)]
        kind = max(found)[1] if found else ""
        return "network" if kind in _NETWORK else "removable" if kind in _REMOVABLE else "local"

    def _mount(line: str) -> tuple[str, str]:
        """Read a line of fstab(5): where it is mounted, and what it is. Blanks in it are octal."""
        _device, point, kind, *_options = line.split(" ")
        return point.replace(r"\040", " ").replace(r"\011", "\t").replace(r"\134", "\\"), kind
