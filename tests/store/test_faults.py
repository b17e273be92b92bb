"""When the disk does not take a change: a sentence that says what to do, nothing half-written, and again."""

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import pytest

from dxdesk.store.faults import WriteError, kind_of_system
from dxdesk.store.store import Store
from tests.store.samples import PLAN, SITUATION, recorded, replaced


@contextmanager
def full_disk(store: Store, _file: Path) -> Iterator[None]:
    db = store._connection._db
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    db.execute(f"PRAGMA max_page_count = {pages}")
    yield
    db.execute("PRAGMA max_page_count = 1000000")


@contextmanager
def write_protection(store: Store, _file: Path) -> Iterator[None]:
    store._connection._db.execute("PRAGMA query_only = ON")
    yield
    store._connection._db.execute("PRAGMA query_only = OFF")


@contextmanager
def another_program(store: Store, file: Path) -> Iterator[None]:
    store._connection._db.execute("PRAGMA busy_timeout = 20")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@pytest.mark.parametrize(
    ("trouble", "kind"), [(full_disk, "full"), (write_protection, "read_only"), (another_program, "locked")]
)
def test_a_change_that_cannot_be_written_leaves_no_trace_and_can_be_tried_again(
    kept: tuple[Store, str],
    file: Path,
    trouble: Callable[[Store, Path], AbstractContextManager[None]],
    kind: str,
) -> None:
    store, plan_id = kept
    plan = recorded(store, plan_id, PLAN, "Một")
    before = store.load(plan_id), store.undoable(plan_id, 9)
    edit, after = replaced(plan, SITUATION, "Dài " * 20_000)
    with trouble(store, file):
        with pytest.raises(WriteError, match=r"dxdesk\.sqlite3") as caught:
            store.record(plan_id, edit, after)
        assert caught.value.kind == kind
        assert (store.load(plan_id), store.undoable(plan_id, 9)) == before
    store.record(plan_id, edit, after)
    assert store.load(plan_id).plan == after
    assert len(store.undoable(plan_id, 9)) == 2


@pytest.mark.skipif(sys.platform != "win32", reason="codes of Windows")
@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (3, "unreachable"),  # no such path
        (5, "no_access"),
        (19, "read_only"),  # write-protected
        (21, "unreachable"),  # no stick in the drive
        (32, "locked"),  # open in another program
        (53, "unreachable"),  # no such server
        (112, "full"),
    ],
)
def test_what_windows_says_has_a_sentence_of_its_own(code: int, kind: str) -> None:
    assert kind_of_system(OSError(0, "", None, code)) == kind


def test_a_mistake_of_the_program_is_no_trouble_of_the_disk(kept: tuple[Store, str]) -> None:
    store, _plan_id = kept
    with pytest.raises(sqlite3.OperationalError), store._connection.writing() as db:
        db.execute("INSERT INTO nowhere VALUES (1)")
    assert len(store.plans()) == 1
