"""A bundle made to run pytest: the shipped archive and libraries, another script.

The bundle itself holds no tests. Its archive is copied beside PyInstaller's own launcher, with a script in the
place of the program's that finds pytest and the tests outside and leaves everything else as it is shipped.
"""

import marshal
import shutil
import sys
import sysconfig
from pathlib import Path
from typing import Any, Final

from PyInstaller import HOMEPATH, PLATFORM
from PyInstaller.archive.readers import CArchiveReader
from PyInstaller.archive.writers import CArchiveWriter

ROOT: Final = Path(__file__).resolve().parents[2]
_LAUNCHER: Final = "run.exe" if sys.platform == "win32" else "run"
_SCRIPT: Final = """
import sys
import PySide6, dxdesk, ui
frozen = sys._MEIPASS
sys.path += {outside!r}
PySide6.__path__ += [path + "/PySide6" for path in {outside!r}]
import pytest
assert all(each.__file__.startswith(frozen) for each in (PySide6, dxdesk, ui))
code = pytest.main(sys.argv[1:])
loaded = [each for name, each in sys.modules.items() if name.split(".")[0] in ("dxdesk", "ui")]
assert all(each.__file__.startswith(frozen) for each in loaded if hasattr(each, "__file__"))
sys.exit(code)
"""


class _Copy(CArchiveWriter):  # type: ignore[misc] # PyInstaller has no types
    """Writes entries that are in their final form."""

    def _write_entry(self, fp: Any, entry: tuple[str, bytes, int, str]) -> Any:
        name, data, compressed, kind = entry
        return self._write_blob(fp, data, name, kind, compress=bool(compressed))


def make_trial(bundle: Path, folder: Path) -> Path:
    """Write into `folder` the program that runs pytest with its arguments in the bundle; return it."""
    program = folder / "trial" / f"dxdesk-trial{Path(_LAUNCHER).suffix}"
    shutil.copytree(bundle / "_internal", program.parent / "_internal", symlinks=True)
    shutil.copy(Path(HOMEPATH, "PyInstaller", "bootloader", PLATFORM, _LAUNCHER), program)
    source = CArchiveReader(str(bundle / f"dxdesk-cli{program.suffix}"))
    outside = [
        sysconfig.get_path("stdlib"),
        sysconfig.get_config_var("DESTSHARED"),
        sysconfig.get_path("purelib"),
    ]
    script = compile(_SCRIPT.format(outside=[*filter(None, outside), str(ROOT)]), "trial.py", "exec")
    entries = [
        (name, marshal.dumps(script) if name == "command" else source.extract(name), packed, kind)
        for name, (_offset, _length, _whole, packed, kind) in source.toc.items()
    ]
    options = [(option, b"", 0, "o") for option in source.options]
    patterns = ("python3??.dll", "libpython3.*.so*")
    (library,) = (file.name for pattern in patterns for file in (bundle / "_internal").glob(pattern))
    archive = folder / "trial.pkg"
    _Copy(str(archive), [*options, *entries], library)
    with program.open("ab") as launcher:  # which looks for the archive at its own end
        launcher.write(archive.read_bytes())
    return program
