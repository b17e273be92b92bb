"""Small file systems of their own, to fill, to pull out and to protect; the tests need the right to mount."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

_SHUTDOWN = 0x8004587D  # FS_IOC_SHUTDOWN of linux/fs.h (known as XFS_IOC_GOINGDOWN): "no log flush" is 2
_UNPLUGGED = (2).to_bytes(4, sys.byteorder)


@contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[Path]:
    """Mount an empty file system of that size at `place`."""
    place.mkdir()
    _run("mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(place))
    try:
        yield place
    finally:
        _run("umount", "--lazy", str(place))


class Stick:
    """A disk of its own at `place` that can be pulled out in the middle and put back in."""

    def __init__(self, image: Path, place: Path) -> None:
        self.image = image
        self.place = place
        place.mkdir()
        with image.open("wb") as file:
            file.truncate(64 * 1024 * 1024)
        if shutil.which("mkfs.ext4") is None:
            pytest.skip("mkfs.ext4 is not installed")
        _run("mkfs.ext4", "-q", "-F", str(image))
        self.put_in()

    def put_in(self) -> None:
        _run("mount", "-o", "loop", str(self.image), str(self.place))

    def pull_out(self) -> None:
        """Nothing is written from now on, also not through files that are open; what was synced is there."""
        import fcntl  # noqa: PLC0415 - Windows has none

        descriptor = os.open(self.place, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, _SHUTDOWN, _UNPLUGGED)
        finally:
            os.close(descriptor)
        _run("umount", "--lazy", str(self.place))

    def put_back(self) -> None:
        """Put it in again once nothing is under way to it: to the system its bytes are another disk now."""
        again = self.image.with_name(f"{self.image.name}+")
        shutil.copyfile(self.image, again)
        self.image.unlink()
        self.image = again
        self.put_in()


@contextmanager
def stick(folder: Path) -> Iterator[Stick]:
    """Put a stick in."""
    found = Stick(folder / "stick.img", folder / "stick")
    try:
        yield found
    finally:
        with suppress(subprocess.CalledProcessError):
            subprocess.run(["umount", "--lazy", str(found.place)], check=True, capture_output=True)


@contextmanager
def protected(folder: Path) -> Iterator[None]:
    """Let nobody, root neither, make or delete files in a folder."""
    _run("chattr", "+i", str(folder))
    try:
        yield
    finally:
        _run("chattr", "-i", str(folder))


def fill(folder: Path, *, leave: int = 0) -> Path:
    """Fill a disk but for `leave` bytes; return the file that does so."""
    filler = folder / "filler"
    with filler.open("wb") as file, suppress(OSError):
        while True:
            free = shutil.disk_usage(folder).free - leave
            if free <= 0:
                break
            file.write(bytes(min(free, 1 << 20)))
            file.flush()
    return filler


def _run(*command: str) -> None:
    if sys.platform != "linux":
        pytest.skip("file systems are mounted on Linux only")
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"{command[0]} is not possible here: {done.stderr.strip()}")
