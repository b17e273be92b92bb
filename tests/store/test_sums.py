"""A flipped bit in a text, and a row that is gone, are noticed; whoever writes need not think of it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dxdesk.store.faults import StoreError, WriteError
from dxdesk.store.integrity import check_store
from dxdesk.store.opening import open_store
from dxdesk.store.packing import BLOCK, LOOSE
from dxdesk.store.store import Store
from dxdesk.store.sums import TALLY, sum_of_values, tables_of
from dxdesk.store.values import Revision, Tally
from tests.store.samples import PLAN, SITUATION, recorded, replaced

SEALED = Revision(
    number=1,
    kind="original",
    digest="d",
    plan_sha256="p",
    profile="flat",
    sealed_at=datetime(2023, 1, 5, tzinfo=UTC),
)


def fill(store: Store, plan_id: str) -> None:
    """Do whatever a store can do."""
    plan = recorded(store, plan_id, PLAN, *(f"Lần {number}" for number in range(BLOCK + LOOSE)))
    while store.history.tidy():
        pass
    store.history.keep(plan_id, "hand", "Gửi lãnh đạo xem")
    store.keep_draft(plan_id, "/bases/0/issued_on", "15/3/")
    store.keep_draft(plan_id, "/bases/1/issued_on", "1")
    store.drop_draft(plan_id, "/bases/1/issued_on")
    plan = recorded(store, plan_id, plan, "Một", "Hai", "Ba")
    other = store.copy(plan_id)
    edit, plan = replaced(plan, SITUATION, "Bốn")
    store.record(plan_id, edit, plan)
    store.record(plan_id, edit, plan, merge=True)
    store.undo(plan_id, PLAN)
    store.undo(plan_id, PLAN)
    store.redo(plan_id, plan)
    edit, plan = replaced(plan, "/tasks", {})
    store.record(plan_id, edit, plan)
    store.note_opened(plan_id)
    store.note_progress(plan_id, Tally(written=1))
    letter = store.letters.add("a.pdf", "application/pdf", bytes(100_000))
    store.letters.add("b.pdf", "application/pdf", b"b")
    store.letters.rename(letter.id, "công văn", note="đọc")
    store.revisions.seal(plan_id, SEALED, bytes(50_000))
    store.revisions.add_paper(plan_id, 1, "scan", "a.png", bytes(9_000))
    store.revisions.issue(plan_id, 1, "15/KH-UBND", date(2023, 1, 6))
    store.set_setting("a", {"b": 1})
    store.set_setting("a", {"b": 2})
    store.trash(other)
    store.erase(other)


def test_whatever_is_written_has_its_sums(kept: tuple[Store, str], file: Path) -> None:
    store, plan_id = kept
    fill(store, plan_id)
    assert check_store(file).sound
    store.close()
    assert check_store(file).damage == ()


def test_every_table_of_the_store_has_sums_and_a_row_read_from_the_file_gives_the_same(
    kept: tuple[Store, str], file: Path
) -> None:
    fill(*kept)
    with closing(sqlite3.connect(file)) as db:
        tables = tables_of(db)
        names = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert {table.name for table in tables} == {
            name for name in names if "sqlite" not in name and name != TALLY
        }
        for table in tables:
            found = db.execute(f"SELECT * FROM {table.name}").fetchall()  # noqa: S608 - a table of ours
            assert found or table.name not in {
                "plan",
                "plan_part",
                "edit",
                "setting",
                "letter",
                "revision",
                "paper",
            }
            for row in found:
                by_name = dict(zip(table.columns, row, strict=True))
                assert by_name["row_sum"] == sum_of_values(table, row), table.name


CHANGES = {
    "a letter of a text": "UPDATE plan_part SET body = replace(body, 'Qua loa', 'Qua lob')",
    "a part that is gone": "DELETE FROM plan_part WHERE key = 'goals'",
    "a part too many": "INSERT INTO plan_part (plan_id, key, body) SELECT id, 'x', '1' FROM plan",
    "an earlier state of a part": (
        "UPDATE plan_part SET (body, row_sum) = (SELECT body, row_sum FROM before)"
        " WHERE key = 'tasks/staff-training'"
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_plan_that_is_not_as_it_was_written_is_not_handed_out(
    kept: tuple[Store, str], file: Path, change: str
) -> None:
    store, plan_id = kept
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute(
            "CREATE TEMP TABLE before AS SELECT * FROM plan_part WHERE key = 'tasks/staff-training'"
        )
        recorded(store, plan_id, PLAN, "Một")
        other.execute(change)
    with pytest.raises(StoreError) as caught:
        store.load(plan_id)
    assert caught.value.kind == "damaged"
    assert {each.plan_id for each in check_store(file).damage} == {plan_id}


FLIPS: dict[str, tuple[str, Callable[[Store, str], object]]] = {
    "plan": (
        "UPDATE plan SET unit_name = 'xã Sơn Lôc'",
        lambda store, plan_id: store.note_opened(plan_id),
    ),
    "part": (
        "UPDATE plan_part SET body = replace(body, 'Một', 'Môt')",
        lambda store, plan_id: recorded(store, plan_id, PLAN, "Mới"),
    ),
    "edit": (
        "UPDATE edit SET backward = replace(backward, '12', '13')",
        lambda store, plan_id: store.undo(plan_id, PLAN),
    ),
}


@pytest.mark.parametrize(("flip", "write"), FLIPS.values(), ids=FLIPS)
def test_writing_on_does_not_hide_a_damaged_row(
    kept: tuple[Store, str], file: Path, flip: str, write: Callable[[Store, str], object]
) -> None:
    store, plan_id = kept
    recorded(store, plan_id, PLAN, "Một")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute(flip)
    with pytest.raises(WriteError) as caught:
        write(store, plan_id)
    assert caught.value.kind == "damaged"
    assert not check_store(file).sound


def test_a_kept_file_that_changed_is_found(kept: tuple[Store, str], file: Path) -> None:
    store, _plan_id = kept
    store.letters.add("a.pdf", "application/pdf", b"abc")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("UPDATE letter SET data = x'616264'")
    (found,) = check_store(file).damage
    assert found.table == "letter"


@pytest.mark.usefixtures("kept")
def test_a_plan_that_is_gone_from_the_list_is_noticed(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA foreign_keys = ON")
        other.execute("DELETE FROM plan")
    assert "plan" in {each.table for each in check_store(file).damage}


def test_looking_touches_neither_the_store_nor_its_folder(file: Path) -> None:
    with open_store(file) as store:
        store.add_plan(PLAN, Tally())
    before = file.read_bytes()
    assert check_store(file).sound
    assert [each.name for each in file.parent.iterdir()] == [file.name]
    assert file.read_bytes() == before


def test_a_store_that_is_locked_is_not_called_damaged(
    kept: tuple[Store, str], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept[0].close()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        connect = sqlite3.connect
        monkeypatch.setattr(
            sqlite3, "connect", lambda *args, **options: connect(*args, **{**options, "timeout": 0})
        )
        with pytest.raises(StoreError) as caught:
            check_store(file)
    assert caught.value.kind == "locked"
