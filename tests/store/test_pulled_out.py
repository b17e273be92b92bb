"""A stick is pulled out while the program writes: what was reported as written is there, whole.

It is pulled 2 times for each journal by default; DXDESK_PULLS=50 sets another number. What is reported last,
after the stick was pulled, is not counted: this way of pulling lets the one sync succeed that is under way at
that moment (it does so for a plain `fdatasync` as well, about every fifth time).
"""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from dxdesk.store.opening import open_store
from tests.store.real_disks import stick

ROOT = Path(__file__).resolve().parents[2]
WRITES = """
import itertools, pathlib, sys
from dxdesk.store import disks
from dxdesk.store.faults import StoreError
from dxdesk.store.opening import open_store

file, mounts, first = sys.argv[1:]
disks._MOUNTS = pathlib.Path(mounts)
store = open_store(pathlib.Path(file))
try:
    for number in itertools.count(int(first)):
        store.letters.add(str(number), "text/plain", bytes(number % 40_000))
        print(number, flush=True)
except StoreError:
    pass
"""


@pytest.mark.parametrize("system", ["ext4", "exfat"])  # a journal ahead, and one to roll back
def test_what_was_reported_as_written_is_on_the_stick_that_was_pulled_out(
    tmp_path: Path, system: str
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"x / {system} rw 0 0\n", "utf-8")
    with stick(tmp_path) as disk:
        file = disk.place / "dxdesk.sqlite3"
        expected: set[str] = set()
        for pulls in range(1, int(os.environ.get("DXDESK_PULLS", "2")) + 1):
            command = [sys.executable, "-c", WRITES, str(file), str(mounts), str(pulls * 100_000)]
            with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
                assert writer.stdout is not None
                expected |= {writer.stdout.readline().strip() for _each in range(10 + pulls % 7)}
                disk.pull_out()
                *late, _last = ["", *(line.strip() for line in writer.stdout)]
            disk.put_back()
            with open_store(file) as store:
                found = {letter.name for letter in store.letters.list()}
            assert (expected | set(late[1:])) <= found
            expected = found
            with closing(sqlite3.connect(file)) as db:
                assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
