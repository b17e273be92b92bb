"""The bundle as one file for a stick, and the checksums of what is handed out."""

import hashlib
import platform
import tarfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from dxdesk import __version__

_LEVEL: Final = 9
# Beside the program it makes it portable: everything it writes is in the folder `data` there.
_PORTABLE: Final = "portable.txt"
_SUMS: Final = "SHA256SUMS"


def write_archive(bundle: Path, folder: Path) -> Path:
    """Pack a bundle as a ZIP for Windows, portable, or as a tar for Linux; return the file."""
    if (bundle / "dxdesk.exe").exists():
        return _write_zip(bundle, folder / f"dxdesk-{__version__}-windows-portable.zip")
    file = folder / f"dxdesk-{__version__}-linux-{platform.machine()}.tar.gz"
    with tarfile.open(file, "w:gz") as archive:
        archive.add(bundle, "dxdesk")
    return file


def write_checksums(files: Iterable[Path]) -> Path:
    """Write the SHA-256 of files beside them, in the form that `sha256sum -c` reads; return the file."""
    listed = list(files)
    sums = listed[0].with_name(_SUMS)
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()} *{file.name}\n" for file in listed]
    sums.write_text("".join(lines), "utf-8", newline="\n")
    return sums


def _write_zip(bundle: Path, file: Path) -> Path:
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for source in sorted(path for path in bundle.rglob("*") if path.is_file()):
            archive.write(source, Path("dxdesk") / source.relative_to(bundle))
        archive.writestr(f"dxdesk/{_PORTABLE}", "")
    return file
