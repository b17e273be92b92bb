"""One program has a store; a crash never locks anybody out.

The kills of the first test are 40 by default; DXDESK_KILLS=200 (or more) sets another number.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dxdesk.store import disks, lock
from dxdesk.store.contents import load_plan
from dxdesk.store.faults import HeldError
from dxdesk.store.opening import open_store
from dxdesk.store.reading import reading, setting_of
from tests.store.real_disks import small_disk
from tests.store.samples import PLAN, started

ROOT = Path(__file__).resolve().parents[2]
HOLD = """
import pathlib, sys
from dxdesk.store.contents import load_plan
from dxdesk.store.opening import open_store
from dxdesk.store.reading import reading, setting_of

sys.stdin.reconfigure(encoding="utf-8")
store = open_store(pathlib.Path(sys.argv[1]))
store.note_holder()
print("held", flush=True)
for line in sys.stdin:
    store.set_setting("written-beside", line.strip())
    print("written", flush=True)
store.close()
"""


@contextmanager
def holder(file: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another process have the store."""
    command = [sys.executable, "-c", HOLD, str(file)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        assert process.stdin is not None
        process.stdin.close()
        process.wait()


def test_a_process_that_is_killed_leaves_no_lock_and_of_many_one_has_the_store(file: Path) -> None:
    times = int(os.environ.get("DXDESK_KILLS", "40"))
    command = [sys.executable, "-m", "tests.store.kills", str(file), str(times)]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert told.stdout.split() == [str(times), "0", "1"]


def test_a_second_program_is_told_who_has_the_store(file: Path) -> None:
    with holder(file), pytest.raises(HeldError) as caught:
        open_store(file)
    assert caught.value.kind == "held"
    assert caught.value.holder is not None
    assert caught.value.holder.computer in str(caught.value)
    assert caught.value.holder.user in str(caught.value)
    assert abs((datetime.now(UTC) - caught.value.holder.since).total_seconds()) < 600
    open_store(file).close()  # it has ended


def test_a_store_is_not_opened_twice_by_one_program(file: Path) -> None:
    with open_store(file), pytest.raises(HeldError):
        open_store(file)


def test_a_closed_store_is_free_for_another_program(file: Path) -> None:
    store = open_store(file)
    store.close()
    store.close()
    with holder(file):
        pass


def test_the_lock_outlives_backups_and_other_descriptors_of_the_file(file: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import sys; from tests.store.test_lock import is_free; is_free()"]
    with open_store(file) as store:
        with closing(sqlite3.connect(tmp_path / "copy.sqlite3")) as copy:
            store._connection._db.backup(copy)
        shutil.copyfile(file, tmp_path / "bytes.sqlite3")
        with file.open("rb+") as other:
            other.read(10)
        with pytest.raises(HeldError):
            open_store(file)
        beside = subprocess.run([*command, str(file)], cwd=ROOT, check=False)
        assert beside.returncode == 3
    assert subprocess.run([*command, str(file)], cwd=ROOT, check=False).returncode == 0


def is_free() -> None:
    """End with 3 where the store that the command line names is held."""
    try:
        open_store(Path(sys.argv[1])).close()
    except HeldError:
        sys.exit(3)


def test_whoever_only_reads_reads_beside_the_program_that_writes(file: Path) -> None:
    store, plan_id = started(file)
    store.close()
    with holder(file) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        for words in ("một", "hai"):
            other.stdin.write(f"{words}\n")
            other.stdin.flush()
            assert other.stdout.readline() == "written\n"
            with reading(file) as db:
                assert setting_of(db, "written-beside", str) == words
                assert load_plan(db, plan_id).plan == PLAN
                with pytest.raises(sqlite3.OperationalError, match="readonly"):
                    db.execute("DELETE FROM plan")
        other.stdin.write("ba\n")  # a reader that closes takes nothing away from the writer
        other.stdin.flush()
        assert other.stdout.readline() == "written\n"
    with open_store(file) as store:
        assert store.setting("written-beside", str) == "ba"


def test_a_store_in_a_folder_where_nobody_may_write_can_be_read(file: Path) -> None:
    folder = file.parent / "kho"
    store, plan_id = started(folder / file.name)
    store.close()
    with closing(
        sqlite3.connect(folder / file.name)
    ) as db:  # what is on a stick needs no other file to be read
        db.execute("PRAGMA journal_mode = delete")
    with small_disk(file.parent / "disk", 8) as disk:
        shutil.copy(folder / file.name, disk / file.name)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with reading(disk / file.name) as db:
            assert load_plan(db, plan_id).plan == PLAN


def test_a_command_that_only_looks_makes_a_window_wait_and_not_fail(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_PATIENCE", 60.0)
    started(file)[0].close()
    looking = open_store(file)
    other = threading.Timer(0.1, looking._connection._lock.release)  # type: ignore[union-attr]
    other.start()
    open_store(file).close()
    other.join()
    looking.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lists no mounts")
def test_on_a_share_a_file_beside_the_store_is_locked_and_says_nothing_by_being_there(
    file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text("nas:/x / nfs4 rw 0 0\n", "utf-8")
    monkeypatch.setattr(disks, "_MOUNTS", mounts)
    with open_store(file) as store:
        store.set_setting("key", 1)  # SQLite's own locks are as ever
        with pytest.raises(HeldError):
            open_store(file)
    assert file.with_name("dxdesk.sqlite3.lock").exists()
    open_store(file).close()
