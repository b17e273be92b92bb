"""Stores of other versions: a newer one is not touched at all, an older one is backed up and then updated or not."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from dxdesk.store import schema
from dxdesk.store.faults import StoreError
from dxdesk.store.integrity import check_store
from dxdesk.store.looking import BACKUPS
from dxdesk.store.opening import open_store
from dxdesk.store.values import Tally
from tests.store.samples import PLAN, recorded, started
from tests.store.test_crash import ROOT
from tests.store.test_opening import made_before


def everything_in(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def make_newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db, db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('dxdesk', 'add_x', '')"
        )


@pytest.mark.parametrize("journal", ["wal", "delete"])
def test_a_newer_store_is_refused_and_nothing_is_written_beside_it(file: Path, journal: str) -> None:
    started(file)[0].close()
    with closing(sqlite3.connect(file)) as db:
        db.execute(f"PRAGMA journal_mode = {journal}")
    make_newer(file)
    before = everything_in(file.parent)
    with pytest.raises(StoreError, match="newer version") as caught:
        open_store(file)
    assert caught.value.kind == "newer"
    assert everything_in(file.parent) == before


def test_a_newer_store_whose_log_was_left_is_refused_with_its_log(file: Path, tmp_path: Path) -> None:
    store, _plan_id = started(tmp_path / "live" / file.name)
    with store:
        make_newer(store._connection.file)
        for ending in ("", "-wal"):
            name = f"{file.name}{ending}"
            (tmp_path / name).write_bytes((tmp_path / "live" / name).read_bytes())
    before = everything_in(file.parent)
    assert len(file.with_name(f"{file.name}-wal").read_bytes()) > 0
    with pytest.raises(StoreError) as caught:
        open_store(file)
    assert caught.value.kind == "newer"
    assert everything_in(file.parent) == before


def older(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """Make a store of a version without sums, with a plan in it; return its rows."""
    made_before(file, "add_sums")
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute(
            "INSERT INTO plan VALUES ('p', 'gso-2022', '18490', 'xã Sơn Lộc', 'xa', 2023,"
            " '2023-01-05T00:00:00.000000+00:00', '2023-01-05T00:00:00.000000+00:00', NULL, NULL, '', 1, 23, 0)"
        )
        db.execute("INSERT INTO setting VALUES ('a', '1')")
    return rows_in(file)


def rows_in(file: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in names}  # noqa: S608 - its own names


def backups_of(file: Path) -> list[Path]:
    return sorted((file.parent / BACKUPS).glob("*"))


def test_an_older_store_is_backed_up_and_updated(file: Path) -> None:
    before = older(file)
    with open_store(file) as store:
        assert [each.unit_name for each in store.plans()] == ["xã Sơn Lộc"]
        assert store.setting("a", int) == 1
    assert check_store(file).sound
    (backup,) = backups_of(file)
    assert backup.name.endswith("-before-update.sqlite3")
    assert rows_in(backup) == before


def test_a_store_that_lacks_nothing_is_not_backed_up(file: Path) -> None:
    started(file)[0].close()
    open_store(file).close()
    assert backups_of(file) == []


def break_off(db: Database) -> None:
    db.execute("INSERT INTO setting VALUES ('half', '1')")
    db.execute("DELETE FROM nowhere")


def fill_the_disk(db: Database) -> None:
    db.execute("DELETE FROM setting")
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    raise full


@pytest.mark.parametrize(("fail", "kind"), [(break_off, "not_updated"), (fill_the_disk, "full")])
def test_an_update_that_fails_leaves_the_store_as_it_was(
    file: Path, monkeypatch: pytest.MonkeyPatch, fail: Callable[[Database], None], kind: str
) -> None:
    before = older(file)
    monkeypatch.setattr(schema, "_ORDER", (*schema._ORDER, fail))
    for _twice in range(2):
        with pytest.raises(StoreError) as caught:
            open_store(file)
        assert caught.value.kind == kind
        assert rows_in(file) == before
    monkeypatch.undo()
    with open_store(file) as store:
        assert len(store.plans()) == 1


KILLED = """
import os, signal, sys
from pathlib import Path
from dxdesk.store import schema
from dxdesk.store.opening import open_store

def stop(db):
    db.execute("INSERT INTO setting (key, value) VALUES ('half', '1')")
    print("in the middle", flush=True)
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))  # on Windows any of them ends it at once

schema._ORDER = (*schema._ORDER, stop)
open_store(Path(sys.argv[1]))
"""


def test_an_update_that_is_killed_in_the_middle_leaves_the_store_as_it_was(file: Path) -> None:
    before = older(file)
    told = subprocess.run(
        [sys.executable, "-c", KILLED, file], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert told.stdout == "in the middle\n", told.stderr
    assert rows_in(file) == before
    assert rows_in(backups_of(file)[0]) == before
    with open_store(file) as store:
        assert len(store.plans()) == 1
        assert store.setting("half", int) is None


def test_an_older_store_that_is_damaged_is_not_updated(file: Path) -> None:
    older(file)
    data = bytearray(file.read_bytes())
    data[4096 * 2 : 4096 * 2 + 8] = bytes(8)
    file.write_bytes(data)
    with pytest.raises(StoreError) as caught:
        open_store(file)
    assert caught.value.kind == "damaged"
    assert file.read_bytes() == data


def test_a_store_goes_on_after_its_update(file: Path) -> None:
    older(file)
    with open_store(file) as store:
        plan_id = store.add_plan(PLAN, Tally(total=23))
        plan = recorded(store, plan_id, PLAN, "Một")
        assert store.load(plan_id).plan == plan
