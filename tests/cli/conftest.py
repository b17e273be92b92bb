"""Running commands as a user does: in a process of their own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Run `dxdesk` in an empty folder; English unless `language` says otherwise."""

    def run(
        *arguments: object, language: str = "en", **environment: str
    ) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "dxdesk", *map(str, arguments)],
            cwd=tmp_path,
            env=os.environ | {"DXDESK_LANG": language} | environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return run
