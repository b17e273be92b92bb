"""Plans go to another computer with all of their history, and a file that is not sound brings nothing in."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from dxdesk.plan.edits import edited
from dxdesk.store.arriving import ArrivalError, arrived
from dxdesk.store.faults import WriteError
from dxdesk.store.moving import OwnFileError, export_plans
from dxdesk.store.opening import open_store
from dxdesk.store.reading import reading
from dxdesk.store.schema import APPLICATION_ID, steps
from dxdesk.store.standing import plan_states, standings
from dxdesk.store.sums import keep_sums
from dxdesk.store.taking import Choice
from dxdesk.store.values import Tally
from tests.store.samples import PLAN, recorded, started, texts_of
from tests.store.test_taking import all_undone, give_papers, prints

NONSENSE = {
    "empty": b"",
    "text": "Kế hoạch".encode() * 1000,
    "header only": b"SQLite format 3\0" + bytes(1000),
    "noise": b"SQLite format 3\0" + os.urandom(40_000),
}


@pytest.fixture
def moved(file: Path) -> tuple[Path, str]:
    """A file with one of two plans, and its id."""
    store, plan_id = started(file)
    store.add_plan(PLAN, Tally())
    plan = recorded(store, plan_id, PLAN, "Một", "Hai", "Viết rồi bỏ")
    plan = edited(plan, store.undoable(plan_id, 1)[0].edit.backward)
    store.undo(plan_id, plan)
    plan = recorded(store, plan_id, plan, "Ba")
    give_papers(store, plan_id)
    store.history.keep(plan_id, "hand", "Trước khi họp")
    store.undo(plan_id, edited(plan, store.undoable(plan_id, 1)[0].edit.backward))
    store.remember_position(plan_id, "check")
    store.letters.add("cv.pdf", "application/pdf", b"%PDF")
    target = file.with_name("ke-hoach.dxstore")
    export_plans(file, target, [plan_id])  # beside the store that is open
    store.close()
    return target, plan_id


def test_a_plan_arrives_with_its_history_and_undo_works_all_the_way(
    file: Path, moved: tuple[Path, str]
) -> None:
    target, plan_id = moved
    elsewhere = file.with_name("khac.sqlite3")
    with open_store(elsewhere) as store, arrived(target) as own:
        assert store.take(own, [Choice(plan_id)]).added == (plan_id,)
        assert prints(elsewhere) == {plan_id: prints(file)[plan_id]}
        stored = store.load(plan_id)
        assert stored.position == "check"
        assert texts_of(store.redoable(plan_id)) == ["Ba"]
        assert [paper.name for paper in store.revisions.papers(plan_id, 1)] == ["ky.pdf"]
        assert all_undone(store, plan_id) == PLAN
        assert store.letters.list() == []


def test_the_same_file_again_is_known(file: Path, moved: tuple[Path, str]) -> None:
    target, plan_id = moved
    with arrived(target) as own, reading(own) as there, reading(file) as here:
        relations = {each.plan.id: each.relation for each in standings(there, here)}
    assert relations.pop(plan_id) == "same"
    assert set(relations.values()) == {"only_here"}


def test_everything_goes_along_when_asked(file: Path, moved: tuple[Path, str]) -> None:
    target = moved[0].with_name("tat-ca.dxstore")
    export_plans(file, target)
    with arrived(target) as own:
        assert prints(own) == prints(file)
        with reading(own) as db:
            assert db.execute("SELECT name FROM letter").fetchall() == [("cv.pdf",)]


def test_only_one_file_is_written(moved: tuple[Path, str], file: Path) -> None:
    assert others_than(file, moved[0].parent) == {moved[0].name}


def others_than(store: Path, folder: Path) -> set[str]:
    """Return the names in a folder without those of a store and of what it has beside it."""
    return {each.name for each in folder.iterdir() if not each.name.startswith(store.name)}


def test_a_plan_that_is_not_there_writes_no_file(file: Path, moved: tuple[Path, str]) -> None:
    target = moved[0].with_name("khong.dxstore")
    with pytest.raises(LookupError):
        export_plans(file, target, ["no such plan"])
    assert not target.exists()


def test_the_store_is_not_written_over_by_a_plan_of_it(file: Path, moved: tuple[Path, str]) -> None:
    before = prints(file)
    for ids in (None, [moved[1]]):
        with pytest.raises(OwnFileError):
            export_plans(file, file.parent / ".." / file.parent.name / file.name, ids)
    assert prints(file) == before


def test_a_full_stick_keeps_what_was_on_it(file: Path, moved: tuple[Path, str], small_disk: Path) -> None:
    target = small_disk / "ke-hoach.dxstore"
    target.write_bytes(moved[0].read_bytes())
    with open_store(file) as store:
        store.letters.add("to.pdf", "application/pdf", os.urandom(3_000_000))
    with pytest.raises(WriteError):
        export_plans(file, target)
    assert target.read_bytes() == moved[0].read_bytes()
    assert [each.name for each in small_disk.iterdir()] == [target.name]


def test_a_file_of_an_earlier_version_is_brought_up_to_date_and_stays_as_it_is(tmp_path: Path) -> None:
    old = tmp_path / "cu.dxstore"
    new, plan_id = started(tmp_path / "dxdesk.sqlite3")
    recorded(new, plan_id, PLAN, "Một")
    new.close()
    with closing(sqlite3.connect(old, isolation_level=None)) as db:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        steps().apply(Database(db), stop_before="add_revisions")
        db.execute("ATTACH ? AS new", [str(tmp_path / "dxdesk.sqlite3")])
        for table in ("plan", "plan_part", "edit"):
            columns = ", ".join(row[1] for row in db.execute(f"PRAGMA main.table_info({table})"))
            db.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM new.{table}")  # noqa: S608 - ours
    before = old.read_bytes()
    with arrived(old) as own, open_store(own) as store:
        assert store.revisions.list(plan_id) == []
        assert all_undone(store, plan_id) == PLAN
    assert old.read_bytes() == before


HOSTILE = {
    "a trigger that would run": (
        "CREATE TRIGGER evil AFTER INSERT ON plan BEGIN DELETE FROM letter; END",
        "damaged",
    ),
    "a view in the place of a table": (
        "ALTER TABLE letter RENAME TO kept; CREATE VIEW letter AS SELECT * FROM kept",
        "damaged",
    ),
    "a part that is no JSON": ("UPDATE plan_part SET body = '{' WHERE key = 'document'", "damaged"),
    "a part that is missing": ("DELETE FROM plan_part WHERE key = 'unit'", "damaged"),
    "an edit that cannot be taken back": (
        """UPDATE edit SET backward = '[{"op":"remove","path":"/goals/none"}]' WHERE seq = 1""",
        "damaged",
    ),
    "an edit of another kind": ("UPDATE edit SET forward = '{}'", "damaged"),
    "a plan under another unit": ("UPDATE plan SET unit_name = 'xã Khác'", "damaged"),
    "a level that is none": ("UPDATE plan SET level = 'galaxy'", "damaged"),
    "a moment that is none": ("UPDATE plan SET changed_at = 'yesterday'", "damaged"),
    "a package that was changed": ("UPDATE revision SET package = x'00'", "damaged"),
    "a paper that was changed": ("UPDATE paper SET data = x'00'", "damaged"),
    "a paper of no revision": ("PRAGMA foreign_keys = OFF; UPDATE paper SET revision = 7", "damaged"),
    "a version that is no plan": ("UPDATE version SET body = x'00'", "damaged"),
    "an edit written over that has no name": (
        "UPDATE edit SET name = '7' WHERE state = 'dropped'",
        "damaged",
    ),
    "a table that is missing": ("DROP TABLE letter", "damaged"),
    "another program's file": ("PRAGMA application_id = 1", "not_plans"),
    "a newer version": (
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('dxdesk', 'later', '')",
        "newer",
    ),
    "steps out of order": ("DELETE FROM _sqlite_migrations WHERE name = 'add_edits'", "damaged"),
    "no list of steps": ("DROP TABLE _sqlite_migrations", "damaged"),
}


@pytest.mark.parametrize(("spoil", "kind"), HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_not_as_it_should_be_is_refused_with_a_word(
    moved: tuple[Path, str], spoil: str, kind: str
) -> None:
    target, _plan_id = moved
    with closing(sqlite3.connect(target)) as db:
        if spoil.startswith(("UPDATE", "DELETE FROM plan")):  # by somebody who knows how sums are written
            keep_sums(db)
        db.executescript(spoil)
    before = target.read_bytes()
    with pytest.raises(ArrivalError) as told, arrived(target):
        pass
    assert told.value.kind == kind
    assert "Nothing was taken in" in str(told.value)
    assert target.read_bytes() == before
    assert others_than(target.with_name("dxdesk.sqlite3"), target.parent) == {target.name}


@pytest.mark.parametrize("data", NONSENSE.values(), ids=NONSENSE.keys())
def test_nonsense_is_refused_with_a_word(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "la.dxstore"
    file.write_bytes(data)
    with pytest.raises(ArrivalError), arrived(file):
        pass
    assert file.read_bytes() == data


def test_any_flipped_byte_is_refused_or_harmless(moved: tuple[Path, str]) -> None:
    """What arrives all the same is a plan that the program can read, undo and show."""
    target, _plan_id = moved
    whole = target.read_bytes()
    step = max(1, len(whole) // int(os.environ.get("DXDESK_FLIPS", "40")))
    for place in range(0, len(whole), step):
        target.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            with arrived(target) as own, reading(own) as db:
                assert plan_states(db) is not None
        except ArrivalError:
            continue


def test_a_file_whose_sums_are_right_is_refused_for_what_is_in_it_alone(moved: tuple[Path, str]) -> None:
    """Else the tests above would show no more than that the sums are looked at."""
    target, plan_id = moved
    with closing(sqlite3.connect(target)) as db:
        keep_sums(db)
        db.executescript("UPDATE plan SET position = '/goals'")
    with arrived(target) as own, open_store(own) as store:
        assert store.load(plan_id).position == "/goals"
