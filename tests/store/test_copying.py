"""A copy of a store is whole and sound, or it is not there."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dxdesk.store.copying import copy_store
from dxdesk.store.faults import StoreError, WriteError
from dxdesk.store.opening import open_store
from dxdesk.store.store import Store
from tests.store.samples import PLAN, SITUATION, recorded, replaced


def test_a_copy_of_an_open_store_is_one_file_with_all_that_was_written(
    kept: tuple[Store, str], tmp_path: Path
) -> None:
    store, plan_id = kept
    plan = recorded(store, plan_id, PLAN, "Một", "Hai")
    folder = tmp_path / "backups"
    folder.mkdir()
    copy_store(store._connection._db, folder / "a.sqlite3")
    assert [each.name for each in folder.iterdir()] == ["a.sqlite3"]
    with open_store(folder / "a.sqlite3") as copy:
        assert copy.load(plan_id).plan == plan
        assert len(copy.undoable(plan_id, 9)) == 2


def test_what_is_written_in_the_middle_of_the_copying_is_whole_in_the_copy(
    kept: tuple[Store, str], file: Path, tmp_path: Path
) -> None:
    store, plan_id = kept
    store.letters.add("a.pdf", "application/pdf", bytes(300_000))
    edit, plan = replaced(PLAN, SITUATION, "Mới")
    steps = []

    def write(_status: int, remaining: int, _total: int) -> None:
        steps.append(remaining)
        if len(steps) == 2:
            store.record(plan_id, edit, plan)

    with closing(sqlite3.connect(file, isolation_level=None)) as source:
        copy_store(source, tmp_path / "copy.sqlite3", pages=10, progress=write)
    assert len(steps) > 3
    with open_store(tmp_path / "copy.sqlite3") as copy:
        assert copy.load(plan_id).plan == plan


def test_a_copying_that_is_called_off_leaves_what_was_there(kept: tuple[Store, str], tmp_path: Path) -> None:
    target = tmp_path / "copies" / "a.sqlite3"
    target.parent.mkdir()
    target.write_bytes(b"the one before")

    def stop(*_progress: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_store(kept[0]._connection._db, target, pages=1, progress=stop)
    assert [(each.name, each.read_bytes()) for each in target.parent.iterdir()] == [
        ("a.sqlite3", b"the one before")
    ]


def test_a_folder_that_is_not_there_is_said(kept: tuple[Store, str], tmp_path: Path) -> None:
    with pytest.raises(WriteError) as caught:
        copy_store(kept[0]._connection._db, tmp_path / "nowhere" / "a.sqlite3")
    assert caught.value.kind == "no_access"


def test_a_damaged_store_is_not_copied_as_if_it_were_sound(
    kept: tuple[Store, str], file: Path, tmp_path: Path
) -> None:
    store, _plan_id = kept
    store.close()
    data = bytearray(file.read_bytes())
    data[4096 * 3 : 4096 * 3 + 64] = bytes(64)
    file.write_bytes(data)
    with closing(sqlite3.connect(file, isolation_level=None)) as source, pytest.raises(StoreError) as caught:
        copy_store(source, tmp_path / "copy.sqlite3")
    assert caught.value.kind == "damaged"
    assert not (tmp_path / "copy.sqlite3").exists()
