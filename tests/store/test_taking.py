"""Taking plans from a backup: exactly what was there, with its history, and the way back."""

import os
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from dxdesk.plan.edits import edited
from dxdesk.plan.model import Plan
from dxdesk.store.backup.looking import is_due
from dxdesk.store.backup.writing import back_up
from dxdesk.store.faults import WriteError
from dxdesk.store.integrity import check_store
from dxdesk.store.migrated import reading_as_now
from dxdesk.store.opening import open_store
from dxdesk.store.reading import reading
from dxdesk.store.schema import APPLICATION_ID, steps
from dxdesk.store.standing import Relation, fingerprint, plan_states, standings
from dxdesk.store.store import Store
from dxdesk.store.sums import know_sums
from dxdesk.store.taking import Choice, DamagedBackupError
from dxdesk.store.transfer import add_beside, put_plan
from dxdesk.store.values import Tally
from tests.store.samples import PLAN, recorded, started
from tests.store.test_revisions import revision


def all_undone(store: Store, plan_id: str) -> Plan:
    """Undo everything, all the way, as a session does; return the plan at its beginning."""
    plan = store.load(plan_id).plan
    for each in store.undoable(plan_id, 1_000):
        plan = edited(plan, each.edit.backward)
        store.undo(plan_id, plan)
    return plan


def relations(there: Path, here: Path) -> dict[str, tuple[Relation, int]]:
    with reading_as_now(there) as one, reading_as_now(here) as other:
        return {each.plan.id: (each.relation, each.apart) for each in standings(one, other)}


def prints(file: Path) -> dict[str, list[object]]:
    """Return everything that a store has of each plan, and the digest of it."""
    with reading(file) as db:
        return {state.id: [fingerprint(db, state.id), *_log(db, state.id)] for state in plan_states(db)}


def _log(db: sqlite3.Connection, plan_id: str) -> list[object]:
    edits = "SELECT seq, name, forward, backward, made_at, state FROM edit WHERE plan_id = ? ORDER BY seq"
    return db.execute(edits, [plan_id]).fetchall()


def test_how_plans_stand_against_the_present_ones(file: Path) -> None:
    store, written_on = started(file)
    gone, untouched, taken_back = (store.add_plan(PLAN, Tally()) for _plan in range(3))
    recorded(store, written_on, PLAN, "Một")
    recorded(store, taken_back, PLAN, "Một", "Hai")
    backup = back_up(file).file
    recorded(store, written_on, store.load(written_on).plan, "Hai", "Ba")
    store.undo(
        taken_back, edited(store.load(taken_back).plan, store.undoable(taken_back, 1)[0].edit.backward)
    )
    store.note_opened(untouched)
    store.remember_position(untouched, "check")
    store.trash(gone)
    store.erase(gone)
    new = store.add_plan(PLAN, Tally())
    store.close()
    assert relations(backup, file) == {
        written_on: ("older", 2),
        taken_back: ("older", 1),
        untouched: ("same", 0),
        gone: ("only_there", 0),
        new: ("only_here", 0),
    }
    assert relations(file, backup)[written_on] == ("newer", 2)


def test_a_plan_comes_back_in_its_place_with_its_history(file: Path) -> None:
    store, plan_id = started(file)
    other = store.add_plan(PLAN, Tally())
    plan = recorded(store, plan_id, PLAN, "Một", "Hai")
    store.undo(plan_id, edited(plan, store.undoable(plan_id, 1)[0].edit.backward))
    backup = back_up(file).file
    recorded(store, plan_id, store.load(plan_id).plan, "Hỏng", "Hỏng cả")
    recorded(store, other, PLAN, "Không liên quan")
    kept = prints(file)[other]
    taken = store.take(backup, [Choice(plan_id)])
    assert taken.replaced == (plan_id,)
    assert prints(file) == {plan_id: prints(backup)[plan_id], other: kept}
    assert [each.edit.forward[0]["value"] for each in store.redoable(plan_id)] == ["Hai"]
    assert all_undone(store, plan_id) == PLAN
    store.close()


def test_a_plan_can_come_back_beside_the_present_one(file: Path) -> None:
    store, plan_id = started(file)
    recorded(store, plan_id, PLAN, "Một")
    give_papers(store, plan_id)
    backup = back_up(file).file
    recorded(store, plan_id, store.load(plan_id).plan, "Hai")
    before = prints(file)[plan_id]
    (beside,) = store.take(backup, [Choice(plan_id, beside=True)]).added
    assert prints(file)[plan_id] == before
    assert store.load(beside).plan.tasks["staff-training"].situation == "Một"
    assert [paper.name for paper in store.revisions.papers(beside, 1)] == ["ky.pdf"]
    assert store.revisions.package(beside, 1) == b"{}"
    assert all_undone(store, beside) == PLAN
    assert store.load(plan_id).plan.tasks["staff-training"].situation == "Hai"
    store.close()


def test_everything_comes_back_and_can_be_taken_back(file: Path) -> None:
    store, first = started(file)
    second = store.add_plan(PLAN, Tally())
    recorded(store, first, PLAN, "Một")
    store.letters.add("cv.pdf", "application/pdf", b"%PDF")
    store.set_setting("office", {"place": "Thạch Kim"})
    backup = back_up(file).file
    had = prints(file)
    (letter,) = store.letters.list()
    store.letters.remove(letter.id)
    store.set_setting("window", "own")
    recorded(store, first, store.load(first).plan, "Hai")
    store.trash(second)
    store.erase(second)
    third = store.add_plan(PLAN, Tally())
    before = back_up(file, "restore").file
    spoilt = prints(file)
    taken = store.take(backup, [Choice(each) for each in had], whole=True)
    assert (set(taken.replaced), set(taken.added)) == ({first}, {second})
    assert prints(file) == {**had, third: spoilt[third]}
    assert store.letters.read(letter.id) == b"%PDF"
    assert store.setting("window", str) == "own"
    store.take_back(taken, before)
    assert prints(file) == spoilt
    assert store.letters.list() == []
    store.close()


def test_issued_revisions_come_along_byte_by_byte(file: Path) -> None:
    store, plan_id = started(file)
    give_papers(store, plan_id)
    store.revisions.issue(plan_id, 1, "15", date(2022, 12, 5))
    backup = back_up(file).file
    recorded(store, plan_id, PLAN, "Sau khi ban hành")
    store.take(backup, [Choice(plan_id)])
    (revision,) = store.revisions.list(plan_id)
    (paper,) = store.revisions.papers(plan_id, 1)
    assert revision.issued_number == "15"
    assert store.revisions.paper(paper.id) == b"%PDF signed"
    assert prints(file) == prints(backup)
    store.close()


def test_what_is_not_there_changes_nothing(file: Path) -> None:
    store, plan_id = started(file)
    backup = back_up(file).file
    recorded(store, plan_id, PLAN, "Một")
    before = prints(file)
    with pytest.raises(LookupError):
        store.take(backup, [Choice(plan_id), Choice("no such plan")])
    assert prints(file) == before
    store.close()


def test_a_full_disk_changes_nothing(small_disk: Path) -> None:
    file = small_disk / "dxdesk.sqlite3"
    store, plan_id = started(file)
    give_papers(store, plan_id, os.urandom(500_000))
    backup = back_up(file).file
    recorded(store, plan_id, PLAN, "Một")
    before = prints(file)
    store.letters.add("to.pdf", "application/pdf", os.urandom(200_000))
    with pytest.raises(WriteError) as told:
        store.take(backup, [Choice(plan_id), *[Choice(plan_id, beside=True)] * 3])
    assert told.value.kind == "full"
    assert prints(file) == before
    recorded(store, plan_id, store.load(plan_id).plan, "Hai")
    store.close()


def test_a_table_that_is_added_later_comes_along(file: Path) -> None:
    """What another part keeps for a plan needs no word here: it has a column `plan_id`."""
    store, plan_id = started(file)
    store.close()
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        know_sums(db)
        db.execute(
            "CREATE TABLE mark (id INTEGER PRIMARY KEY, plan_id TEXT REFERENCES plan (id), words TEXT)"
        )
        marks = [(1, plan_id, "Trước khi họp"), (2, plan_id, "Sau khi họp")]
        db.executemany("INSERT INTO mark VALUES (?, ?, ?)", marks)
        source = sqlite3.connect(":memory:", isolation_level=None)
        db.backup(source)
        db.execute("DELETE FROM mark WHERE id = 2")
        db.execute("BEGIN")
        put_plan(source, db, plan_id)
        add_beside(source, db, plan_id)
        db.commit()
        source.close()
        found = sorted(words for (words,) in db.execute("SELECT words FROM mark"))
    assert found == ["Sau khi họp", "Sau khi họp", "Trước khi họp", "Trước khi họp"]


def give_papers(store: Store, plan_id: str, data: bytes = b"%PDF signed") -> None:
    """Seal a revision and take a signed paper in for it."""
    store.revisions.seal(plan_id, revision(1), b"{}")
    store.revisions.add_paper(plan_id, 1, "signed-pdf", "ky.pdf", data)


def test_a_plan_whose_rows_are_damaged_is_whole_again_afterwards(file: Path) -> None:
    store, plan_id = started(file)
    recorded(store, plan_id, PLAN, "Một")
    backup = back_up(file).file
    store.close()
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("UPDATE plan_part SET body = '{}' WHERE key = 'document'")
        db.execute("DELETE FROM edit")
    assert not check_store(file).sound
    with open_store(file) as opened:
        opened.take(backup, [Choice(plan_id)])
    assert check_store(file).sound
    assert prints(file) == prints(backup)


def test_what_is_damaged_in_a_backup_is_not_taken_and_the_rest_is(file: Path) -> None:
    store, plan_id = started(file)
    other = store.add_plan(PLAN, Tally())
    backup = back_up(file).file
    recorded(store, plan_id, PLAN, "Một")
    recorded(store, other, PLAN, "Hai")
    with closing(sqlite3.connect(backup, isolation_level=None)) as db:
        db.execute("UPDATE plan_part SET body = replace(body, 'năm', 'lăm') WHERE plan_id = ?", [plan_id])
    before = prints(file)
    for choices in ([Choice(plan_id)], [Choice(other), Choice(plan_id)]):
        with pytest.raises(DamagedBackupError):
            store.take(backup, choices)
    assert prints(file) == before
    store.take(backup, [Choice(other)])
    assert prints(file) == {plan_id: before[plan_id], other: prints(backup)[other]}
    store.close()


def made_old(file: Path, old: Path) -> Path:
    """Write the plans of a store as an earlier version had them."""
    with closing(sqlite3.connect(old, isolation_level=None)) as db:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        steps().apply(Database(db), stop_before="add_revisions")
        db.execute("ATTACH ? AS new", [str(file)])
        for table in ("plan", "plan_part", "edit"):
            columns = ", ".join(row[1] for row in db.execute(f"PRAGMA main.table_info({table})"))
            db.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM new.{table}")  # noqa: S608 - ours
    return old


def test_a_store_of_an_earlier_version_is_backed_up_as_it_is(file: Path, tmp_path: Path) -> None:
    store, plan_id = started(file)
    recorded(store, plan_id, PLAN, "Một")
    old = made_old(file, tmp_path / "old.sqlite3")
    store.close()
    backup = back_up(old).file
    assert relations(backup, old) == {plan_id: ("same", 0)}
    open_store(old).close()
    assert is_due(old)  # what it is now has no backup yet


def test_a_backup_of_an_earlier_version_can_be_taken_from(file: Path, tmp_path: Path) -> None:
    store, plan_id = started(file)
    recorded(store, plan_id, PLAN, "Một")
    old = made_old(file, tmp_path / "old.sqlite3")
    data = old.read_bytes()
    recorded(store, plan_id, store.load(plan_id).plan, "Hai")
    assert relations(old, file) == {plan_id: ("older", 1)}
    store.take(old, [Choice(plan_id)])
    assert store.load(plan_id).plan.tasks["staff-training"].situation == "Một"
    assert all_undone(store, plan_id) == PLAN
    assert old.read_bytes() == data
    store.close()


def test_a_log_that_was_packed_is_the_same_log(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Packing changes nothing that a user would see, and all of it comes back with the plan."""
    monkeypatch.setattr("dxdesk.store.packing.BLOCK", 3)
    monkeypatch.setattr("dxdesk.store.packing.LOOSE", 2)
    store, plan_id = started(file)
    plan = recorded(store, plan_id, PLAN, *(f"Lần {number}" for number in range(12)))
    store.history.keep(plan_id, "hand", "Trước khi họp")
    backup = back_up(file).file
    while store.history.tidy():
        pass
    assert relations(backup, file) == {plan_id: ("same", 0)}
    packed = back_up(file).file
    recorded(store, plan_id, plan, *(f"Sau {number}" for number in range(4)))
    while store.history.tidy():
        pass
    assert relations(packed, file) == {plan_id: ("older", 4)}
    store.take(packed, [Choice(plan_id)])
    assert check_store(file).sound
    assert [each.name for each in store.history.versions(plan_id) if each.name] == ["Trước khi họp"]
    assert store.load(plan_id).plan == plan
    assert all_undone(store, plan_id) == PLAN
    store.close()
