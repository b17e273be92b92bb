"""Names of files on Windows: which it refuses, and how it takes long ones."""

import os
import re
import sys
from pathlib import Path
from typing import Final

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file: signs in no name, and the names of devices.
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_DEVICE: Final = re.compile(r"(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]) *(?:\.|$)", re.IGNORECASE)
_LONGEST_NAME: Final = 255  # UTF-16 units
# Windows takes 259 for a path, 247 for a folder; what is written stands beside its place under another name first.
_LONG: Final = 200


def is_refused(name: str) -> bool:
    """Tell whether Windows has no file of a name, or would make one of another name of it."""
    return bool(_FORBIDDEN.search(name) or _DEVICE.match(name)) or name != name.rstrip(" .")


def is_too_long(name: str) -> bool:
    """Tell whether a name is longer than Windows has any, in whatever folder."""
    return len(name.encode("utf-16-le", "surrogatepass")) // 2 > _LONGEST_NAME


def accepted_stem(stem: str, longest: int, otherwise: str) -> str:
    """Return the beginning of a name, made such that any system takes it; `otherwise` where nothing is left."""
    stem = _FORBIDDEN.sub("-", stem)[:longest].strip(" .") or otherwise
    return f"_{stem}" if _DEVICE.match(stem) else stem


if sys.platform == "win32":

    def reachable(path: Path) -> Path:
        r"""Return a path as Windows takes it however long it is: with `\\?\` in front of a long one."""
        whole = os.path.abspath(path)  # noqa: PTH100 - `absolute` leaves “..” in it, which the prefix forbids
        if len(whole) < _LONG or whole.startswith("\\\\?\\"):
            return path
        return Path(f"\\\\?\\UNC\\{whole[2:]}" if whole.startswith("\\\\") else f"\\\\?\\{whole}")

else:

    def reachable(path: Path) -> Path:
        """Return the path as the system takes it however long it is: as it is."""
        return path
