"""Backups are sound states of the store, whatever goes on meanwhile; no good one is lost for a bad one."""

import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dxdesk.plan.edits import edited
from dxdesk.store.backup.names import list_backups
from dxdesk.store.backup.second import copy_newest
from dxdesk.store.backup.writing import UnsoundBackupError, back_up, backup_folder
from dxdesk.store.faults import StoreError, WriteError
from dxdesk.store.opening import open_store
from dxdesk.store.reading import reading
from dxdesk.store.standing import plan_states
from tests.store.samples import PLAN, SITUATION, recorded, replaced, started
from tests.store.test_crash import WRITES

ROOT = Path(__file__).resolve().parents[2]
MORNING = datetime(2026, 11, 2, 8, 0)  # noqa: DTZ001 - by the clock on the wall
ROUNDS = int(os.environ.get("DXDESK_BACKUP_ROUNDS", "8"))
"""How many backups are made while others write; 200 takes some minutes."""


def is_whole(file: Path) -> None:
    """See that a backup is one plain file whose plans are what their edits make of them."""
    assert {each.name for each in file.parent.iterdir() if each.name.startswith(file.stem)} == {file.name}
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    copy = file.with_suffix(".opened")
    copy.write_bytes(file.read_bytes())
    with open_store(copy) as store:
        for summary in store.plans():
            plan = PLAN
            for each in reversed(store.undoable(summary.id, 1_000_000)):
                plan = edited(plan, each.edit.forward)
            assert store.load(summary.id).plan == plan
    for beside in copy.parent.glob(f"{copy.name}*"):
        beside.unlink()


def test_a_backup_is_one_plain_file_with_everything(file: Path) -> None:
    store, plan_id = started(file)
    recorded(store, plan_id, PLAN, "Một", "Hai")
    store.letters.add("cv.pdf", "application/pdf", b"%PDF")
    backup = back_up(file, at=MORNING)
    assert backup.file == file.parent / "backups" / "dxdesk-2026-11-02-080000.sqlite3"
    is_whole(backup.file)
    with reading(backup.file) as copy, reading(file) as source:
        assert plan_states(copy) == plan_states(source)
        assert copy.execute("SELECT name FROM letter").fetchall() == [("cv.pdf",)]
    store.close()


def test_two_backups_in_one_second_are_two(file: Path) -> None:
    started(file)[0].close()
    names = [back_up(file, at=MORNING).file.name for _time in range(2)]
    assert names == ["dxdesk-2026-11-02-080000.sqlite3", "dxdesk-2026-11-02-080001.sqlite3"]


def test_a_second_store_in_one_folder_has_backups_of_its_own(file: Path) -> None:
    other = file.with_name("khac.sqlite3")
    assert backup_folder(other) != backup_folder(file)
    for each in (file, other):
        started(each)[0].close()
        back_up(each)
    assert [len(list_backups(backup_folder(each))) for each in (file, other)] == [1, 1]


def test_while_another_process_writes_a_backup_is_a_state_that_was(file: Path) -> None:
    store, plan_id = started(file)
    store.close()
    with subprocess.Popen(
        [sys.executable, "-c", WRITES, file, plan_id], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        heads = []
        for _round in range(ROUNDS):
            before = int(writer.stdout.readline())
            backup = back_up(file)
            is_whole(backup.file)
            with reading(backup.file) as copy:
                heads.append((before, plan_states(copy)[0].head))
        writer.kill()
    assert all(reported <= head for reported, head in heads)
    assert heads[-1][1] > heads[0][1]


@pytest.mark.parametrize("on_local_disk", [True, False])
def test_while_another_thread_writes_nobody_waits_and_the_backup_is_whole(
    file: Path, monkeypatch: pytest.MonkeyPatch, *, on_local_disk: bool
) -> None:
    """Elsewhere than on a local disk the store has a rollback journal, which lets nobody write while one reads."""
    monkeypatch.setattr("dxdesk.store.opening.on_local_disk", lambda _file: on_local_disk)
    store, plan_id = started(file)
    store.close()
    ended, begun = threading.Event(), threading.Event()
    written: list[int] = []

    def write() -> None:
        plan = PLAN
        with open_store(file) as writer:
            writer.set_patience(1)
            while not ended.is_set():
                edit, plan = replaced(plan, SITUATION, f"Lần {len(written)}")
                written.append(writer.record(plan_id, edit, plan))
                begun.set()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        assert begun.wait(10)
        for _round in range(ROUNDS):
            is_whole(back_up(file).file)
    finally:
        ended.set()
        thread.join()
    assert written == list(range(1, len(written) + 1))


def test_what_is_called_off_leaves_nothing(file: Path) -> None:
    started(file)[0].close()
    kept = back_up(file, at=MORNING)

    def stop(_left: int, _pages: int) -> None:
        raise InterruptedError

    with pytest.raises((InterruptedError, WriteError)):
        back_up(file, progress=stop)
    assert list(kept.file.parent.iterdir()) == [kept.file]


def test_a_store_that_is_damaged_pushes_no_good_backup_out(file: Path) -> None:
    store, plan_id = started(file)
    recorded(store, plan_id, PLAN, *(f"{number} " * 2000 for number in range(30)))
    store.close()
    good = [back_up(file, at=MORNING + timedelta(days=day)) for day in range(12)]
    kept = {backup.file for backup in good if backup.file.exists()}
    with file.open("r+b") as stream:
        stream.seek(file.stat().st_size // 2)
        stream.write(b"\xff" * 20_000)
    with pytest.raises(StoreError):
        back_up(file, at=MORNING + timedelta(days=20))
    assert {backup.file for backup in list_backups(backup_folder(file))} == kept
    for each in kept:
        is_whole(each)


def test_what_differs_from_the_store_is_put_aside_and_said(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that loses what it was given: what is there is a sound store, of an earlier state."""
    store, plan_id = started(file)
    good = back_up(file, at=MORNING)
    recorded(store, plan_id, PLAN, "Một")
    store.close()

    def stale(_source: object, target: Path, **_how: object) -> None:
        target.write_bytes(good.file.read_bytes())

    monkeypatch.setattr("dxdesk.store.backup.writing.copy_store", stale)
    with pytest.raises(UnsoundBackupError, match="earlier backups are kept"):
        back_up(file, at=MORNING + timedelta(days=1))
    assert list_backups(good.file.parent) == [good]
    assert [each.suffix for each in good.file.parent.iterdir() if each != good.file] == [".bad"]


def test_what_the_program_did_not_write_is_never_let_go(file: Path) -> None:
    started(file)[0].close()
    folder = backup_folder(file)
    folder.mkdir()
    others = {
        folder / "dxdesk-2020-01-01-000000.sqlite3": b"my own file under such a name",
        folder / "dxdesk-2020-01-01-000000 (copy).sqlite3": b"",
        folder / "ghi-chu.txt": b"x",
    }
    for path, data in others.items():
        path.write_bytes(data)
    for day in range(40):
        back_up(file, at=MORNING + timedelta(days=day))
    assert {path: path.read_bytes() for path in others} == others
    assert 10 < len(list_backups(folder)) < 25


def test_a_full_disk_leaves_the_old_backups_and_no_half_file(tmp_path: Path, small_disk: Path) -> None:
    file = tmp_path / "dxdesk.sqlite3"
    store, plan_id = started(file)
    kept = back_up(file, folder=small_disk, at=MORNING)
    store.letters.add("to.pdf", "application/pdf", os.urandom(3_000_000))
    recorded(store, plan_id, PLAN, "Một")
    store.close()
    with pytest.raises(WriteError) as told:
        back_up(file, folder=small_disk)
    assert told.value.kind == "full"
    assert [each.name for each in small_disk.iterdir()] == [kept.file.name]
    is_whole(back_up(file).file)


def test_the_second_place_gets_the_newest_once_it_is_there(file: Path) -> None:
    started(file)[0].close()
    stick = file.parent / "usb"
    second = stick / "dxdesk-a"
    assert copy_newest(file, second) is None
    first, last = (back_up(file, at=MORNING + timedelta(hours=hour)) for hour in range(2))
    assert copy_newest(file, second) is None
    assert not stick.exists()
    stick.mkdir()
    copied = copy_newest(file, second)
    assert copied is not None
    assert copied.file == second / last.file.name
    assert first.file.name not in [each.name for each in copied.file.parent.iterdir()]
    is_whole(copied.file)
