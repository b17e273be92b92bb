"""Opening a store: it is made, found again, brought up to date, or refused and left as it was."""

import sqlite3
import sys
from pathlib import Path

import pytest
from sqlite_utils import Database

from dxdesk.store import disks
from dxdesk.store.backup.writing import back_up
from dxdesk.store.contents import load_plan
from dxdesk.store.faults import HeldError, StoreError
from dxdesk.store.integrity import check_store
from dxdesk.store.opening import open_store
from dxdesk.store.reading import reading
from dxdesk.store.schema import APPLICATION_ID, steps
from dxdesk.store.store import Store
from tests.store.samples import PLAN, started
from tests.used_files import on_windows


def pragma(store: Store, name: str) -> object:
    return store._connection._db.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_store_is_made_with_its_folders_and_found_again(tmp_path: Path) -> None:
    file = tmp_path / "thư mục" / "kho" / "dxdesk.sqlite3"
    store, plan_id = started(file)
    store.close()
    with open_store(file) as store:
        assert store.load(plan_id).plan == PLAN


def test_a_closed_store_is_one_file(file: Path) -> None:
    started(file)[0].close()
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_what_is_written_is_on_the_disk(file: Path) -> None:
    with open_store(file) as store:
        assert pragma(store, "journal_mode") == "wal"
        assert pragma(store, "synchronous") == 2  # FULL
        assert pragma(store, "foreign_keys") == 1
        assert pragma(store, "trusted_schema") == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lists no mounts")
def test_on_a_stick_the_journal_is_one_that_holds_there(
    file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text("/dev/sdb1 / exfat rw 0 0\n", "utf-8")
    started(file)[0].close()
    monkeypatch.setattr(disks, "_MOUNTS", mounts)
    with open_store(file) as store:
        assert pragma(store, "journal_mode") == "delete"
        assert pragma(store, "synchronous") == 3  # EXTRA
        assert len(store.plans()) == 1


def test_where_no_journal_holds_the_store_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError) as caught:
        open_store(Path(":memory:"))
    assert caught.value.kind == "no_journal"


@pytest.mark.skipif(sys.platform != "win32", reason="paths that begin with a server are of Windows")
def test_a_store_on_a_server_is_opened_again_held_read_and_backed_up(tmp_path: Path) -> None:
    share = Path(rf"\\localhost\{tmp_path.drive[0]}$", *tmp_path.parts[1:])
    if not share.is_dir():
        pytest.skip("this computer shares no disk with itself")
    store, plan_id = started(share / "dxdesk.sqlite3")
    store.close()
    with open_store(share / "dxdesk.sqlite3") as store:
        store.set_setting("key", 1)
        with pytest.raises(HeldError) as caught:
            open_store(share / "dxdesk.sqlite3")
        assert caught.value.holder is not None
        with reading(share / "dxdesk.sqlite3") as db:
            assert load_plan(db, plan_id).plan == PLAN
        assert check_store(back_up(share / "dxdesk.sqlite3").file).sound


@pytest.mark.parametrize("content", [b"x", b"Ke hoach nam 2023\n" * 300, b"%PDF-1.7\n" + bytes(5000)])
def test_a_file_that_is_no_database_is_refused_and_left_alone(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(StoreError, match=r"dxdesk\.sqlite3") as caught:
        open_store(file)
    assert caught.value.kind == "foreign"
    assert file.read_bytes() == content
    assert [each.name for each in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize("application", [0, 0x12345678])
def test_a_database_of_another_program_is_refused_and_left_alone(file: Path, application: int) -> None:
    other = sqlite3.connect(file)
    other.executescript(f"PRAGMA application_id = {application}; CREATE TABLE plan (x)")
    other.close()
    content = file.read_bytes()
    with pytest.raises(StoreError) as caught:
        open_store(file)
    assert caught.value.kind == "foreign"
    assert file.read_bytes() == content


def test_a_store_of_a_newer_version_is_refused_and_left_alone(file: Path) -> None:
    started(file)[0].close()
    newer = sqlite3.connect(file)
    with newer:
        newer.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('dxdesk', 'add_x', '')"
        )
    newer.close()
    content = file.read_bytes()
    with pytest.raises(StoreError, match="newer version") as caught:
        open_store(file)
    assert caught.value.kind == "newer"
    assert file.read_bytes() == content


def made_before(file: Path, step: str) -> None:
    """Make an empty store of the version that did not have a step yet."""
    older = Database(sqlite3.connect(file, isolation_level=None), execute_plugins=False)
    older.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    steps().apply(older, stop_before=step)
    older.close()


def test_a_store_of_an_older_version_is_brought_up_to_date(file: Path) -> None:
    made_before(file, "add_letters")
    with open_store(file) as store:
        store.letters.add("a.pdf", "application/pdf", b"%PDF")
        assert len(store.letters.list()) == 1


def test_an_empty_file_becomes_a_store(file: Path) -> None:
    file.touch()
    with open_store(file) as store:
        assert store.plans() == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "kho").write_text("a file, no folder", "utf-8")
    with pytest.raises(StoreError, match="kho") as caught:
        open_store(tmp_path / "kho" / "dxdesk.sqlite3")
    assert caught.value.kind == "no_access"


def test_a_folder_in_the_place_of_the_file_is_named(file: Path) -> None:
    file.mkdir()
    with pytest.raises(StoreError) as caught:
        open_store(file)
    assert caught.value.kind == "no_access"


@on_windows
def test_a_path_that_leaves_no_room_for_backups_is_refused_with_the_cure(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*("Ủy ban nhân dân xã Thạch Kim, huyện Lộc Hà, tỉnh Hà Tĩnh",) * 3)
    with pytest.raises(StoreError, match="folder with a shorter path") as caught:
        open_store(folder / "dxdesk.sqlite3")
    assert caught.value.kind == "too_long"
    assert list(tmp_path.iterdir()) == []  # nothing was made there
