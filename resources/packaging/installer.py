"""The installer for Windows, made by NSIS on any system."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from dxdesk import __version__
from resources.packaging.icon import write_icon, write_side_picture
from resources.packaging.version import version_numbers

_SCRIPT: Final = Path(__file__).with_name("installer.nsi")
_STUB: Final = "amd64-unicode"  # the one of 32 bits, which every NSIS has, does as well


class MissingToolError(Exception):
    """NSIS is not installed."""


def write_installer(bundle: Path, folder: Path, *, sign: str | None = None, quick: bool = False) -> Path:
    """Write the installer of a bundle for Windows, signed by the command `sign`; return the file.

    Raises:
        MissingToolError: there is no makensis.
        CalledProcessError: makensis, or the command that signs, has failed.
    """
    makensis = shutil.which("makensis")
    if makensis is None:
        raise MissingToolError("makensis is not installed; see https://nsis.sourceforge.io (Debian: nsis)")
    file = folder.resolve() / f"dxdesk-{__version__}-windows-setup.exe"
    size = sum(path.stat().st_size for path in bundle.rglob("*") if path.is_file())
    with TemporaryDirectory() as place:
        words = {
            "BUNDLE": bundle.resolve(),
            "FILE_VERSION": ".".join(map(str, version_numbers())),
            "ICON": write_icon(Path(place, "dxdesk.ico")),
            "KILOBYTES": size // 1024,
            "OUT": file,
            "PICTURE": write_side_picture(Path(place, "side.bmp")),
            "VERSION": __version__,
        }
        if sign:
            words["SIGN"] = sign
        if quick:
            words["QUICK"] = ""
        if any((stubs / f"lzma_solid-{_STUB}").exists() for stubs in _stub_folders(Path(makensis))):
            words["TARGET"] = _STUB
        given = [f"-D{name}={word}" for name, word in words.items()]
        subprocess.run(  # noqa: S603 - the program found above
            [makensis, "-V2", "-WX", "-INPUTCHARSET", "UTF8", *given, str(_SCRIPT)], check=True
        )
    return file


def _stub_folders(makensis: Path) -> Iterator[Path]:
    yield makensis.resolve().parent / "Stubs"
    yield makensis.resolve().parents[1] / "share" / "nsis" / "Stubs"
    if (named := os.environ.get("NSISDIR")) is not None:
        yield Path(named, "Stubs")
