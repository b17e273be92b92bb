"""The store becomes small by itself while nobody writes, and nothing waits for it."""

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from dxdesk.store.opening import open_store
from dxdesk.store.store import Store
from tests.store.samples import PLAN, recorded, started, texts_of
from ui.archive import Archive
from ui.tidying import Tidying


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, str]:
    """A store with a history that is not packed yet, and the id of its plan."""
    file = tmp_path / "dxdesk.sqlite3"
    store, plan_id = started(file)
    with store:
        store._connection._db.execute("PRAGMA synchronous = OFF")
        recorded(store, plan_id, PLAN, *map(str, range(1_800)))
    return file, plan_id


def loose(archive: Archive) -> int:
    query = "SELECT count(*) FROM edit"
    return archive.read(lambda store: int(store._connection._db.execute(query).fetchone()[0]))


def noted(number: int, store: Store) -> None:
    store.set_setting("nth", number)


def test_old_edits_are_packed_while_nobody_writes(qtbot: QtBot, place: tuple[Path, str]) -> None:
    file, plan_id = place
    archive = Archive(file)
    tidying = Tidying(archive, rest=20)
    qtbot.waitUntil(lambda: loose(archive) < 700, timeout=20_000)
    tidying.stop()
    archive.close()
    with open_store(file) as store:
        assert len(texts_of(store.undoable(plan_id, 9_999))) == 1_800


def test_what_is_written_meanwhile_is_on_the_disk_before_the_next_step(
    qtbot: QtBot, place: tuple[Path, str]
) -> None:
    file, plan_id = place
    archive = Archive(file)
    tidying = Tidying(archive, rest=1)
    for number in range(20):
        archive.write(partial(noted, number))
        qtbot.wait(2)
    assert archive.flush()
    assert archive.read(lambda store: store.setting("nth", int)) == 19
    tidying.stop()
    archive.close()
    with open_store(file) as store:
        assert len(store.undoable(plan_id, 9_999)) == 1_800


def test_another_program_that_writes_does_not_make_typing_wait_for_tidying(
    qtbot: QtBot, place: tuple[Path, str]
) -> None:
    file, _plan_id = place
    archive = Archive(file)
    tidying = Tidying(archive, rest=1)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        qtbot.wait(1_500)  # a step finds the store locked, and gives up
        assert archive.is_written()
        assert not archive.fault
    archive.write(lambda store: store.set_setting("after", 1))
    assert archive.flush()
    tidying.stop()
    archive.close()
