"""Folders that are watched: what is still being written is left alone, and Ctrl+C ends it in peace."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dxdesk.central.database import open_database
from dxdesk.central.watching import Watch
from dxdesk.package.writing import package_bytes
from tests.central.imports import central, imported
from tests.central.sent import a_package
from tests.central.store import scalars


def test_a_file_that_is_being_written_is_left_until_it_rests(tmp_path: Path) -> None:
    watch, file = Watch([tmp_path]), tmp_path / "a.json"
    file.write_bytes(b"{")
    assert watch.look() == []
    file.write_bytes(b'{"format"')
    assert watch.look() == []
    assert watch.look() == [file]
    assert watch.look() == [file]  # until it is settled
    watch.settle([file])
    assert watch.look() == []
    file.write_bytes(b'{"format": 1}')
    assert watch.look() == []
    assert watch.look() == [file]


def test_what_was_settled_stays_so_when_a_share_was_away(tmp_path: Path) -> None:
    share, file = tmp_path / "share", tmp_path / "share" / "a.json"
    share.mkdir()
    file.write_bytes(b"{}")
    watch = Watch([share])
    watch.look()
    watch.settle(watch.look())
    share.rename(tmp_path / "away")
    assert watch.look() == []
    (tmp_path / "away").rename(share)
    assert [watch.look(), watch.look()] == [[], []]


def _until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be sent Ctrl+C alone there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_comes_is_taken_in_until_somebody_ends_it(tmp_path: Path, number: signal.Signals) -> None:
    url, folder = f"sqlite:///{tmp_path / 'c.sqlite3'}", tmp_path / "in"
    folder.mkdir()
    (folder / "a").write_bytes(package_bytes(a_package("18580")))
    command = [sys.executable, "-m", "dxdesk", "central", "import", str(folder), "--db", url]
    command += ["--intake", str(tmp_path / "intake"), "--watch", "--every", "0.1", "--json"]
    command += ["--jobs", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | {"DXDESK_LANG": "en"}) as process:
        _until((tmp_path / "c.sqlite3").exists)
        database = open_database(url, connections=1)
        _until(lambda: scalars(database, "SELECT COUNT(*) FROM package") == [1])
        (folder / "b").write_bytes(package_bytes(a_package("18577")))
        _until(lambda: scalars(database, "SELECT COUNT(*) FROM package") == [2])
        database.close()
        process.send_signal(number)
        counts = json.loads(process.communicate(timeout=60)[0])
    assert process.returncode == 0
    assert counts["accepted"] == 2
    assert sum(counts.values()) == 2
    assert imported(url, tmp_path / "intake", folder) == {"there already": 2}


def test_watching_and_checking_do_not_go_together(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        central("import", tmp_path, "--db", "sqlite://", "--intake", tmp_path, "--watch", "--check")
