"""A store file that is not there yet, and one with a plan in it."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from dxdesk.store.store import Store
from tests.store.samples import started


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "dxdesk.sqlite3"


@pytest.fixture
def kept(file: Path) -> Iterator[tuple[Store, str]]:
    """A store, and the id of the plan in it."""
    store, plan_id = started(file)
    with store:
        yield store, plan_id


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes; skipped where none may be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(disk)]
    mount = shutil.which("mount")
    if mount is None or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no disk may be mounted here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)
