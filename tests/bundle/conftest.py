"""The bundle that `build.spec` has made, where there is one."""

import os
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parents[2]
FOLDER: Final = ROOT / "dist" / "dxdesk"
ENDING: Final = ".exe" if sys.platform == "win32" else ""
_SOURCES: Final = ("dxdesk/**/*.py", "ui/**/*.py", "resources/**/*.*", "i18n/**/*.po", "build.spec")


@pytest.fixture(scope="session")
def bundle() -> Path:
    """Return the folder of the bundle; in CI=true one of the present source has to be there."""
    program = FOLDER / f"dxdesk-cli{ENDING}"
    sources = [file for pattern in _SOURCES for file in ROOT.glob(pattern) if file.suffix != ".pyc"]
    newest = max(file.stat().st_mtime for file in sources)
    is_present = program.exists() and program.stat().st_mtime > newest
    if not is_present and os.environ.get("CI") == "true":
        pytest.fail("there is no bundle of the present source")
    if not is_present:
        pytest.skip("there is no bundle of the present source: uv run … pyinstaller build.spec")
    return FOLDER
