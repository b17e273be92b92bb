"""Format, lint, types and layers are tests like any other: one command runs them all."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("dxdesk", "ui", "tests", "i18n", "resources")
TOOLS = Path(sys.executable).parent

pytestmark = pytest.mark.quality


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("ruff", "format", "--check", *SOURCES), id="format"),
        pytest.param(("ruff", "check", *SOURCES), id="lint"),
        pytest.param(("mypy",), id="types"),
        pytest.param(("lint-imports",), id="layers"),
    ],
)
def test_the_tools_find_nothing(command: tuple[str, ...]) -> None:
    tool, *arguments = command
    result = subprocess.run(
        [TOOLS / tool, *arguments], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
