"""A store from somebody else: nothing in it is run, whatever it is, and nothing beside it is touched."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from dxdesk.store.faults import StoreError
from dxdesk.store.foreign import open_foreign
from dxdesk.store.opening import open_store
from dxdesk.store.schema import APPLICATION_ID, is_newer
from dxdesk.store.store import Store
from tests.store.samples import PLAN, recorded, started
from tests.store.test_opening import made_before


def everything_in(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


def test_a_sound_store_is_read_and_stays_as_it_is(kept: tuple[Store, str], file: Path) -> None:
    store, plan_id = kept
    plan = recorded(store, plan_id, PLAN, "Một")
    store.letters.add("a.pdf", "application/pdf", b"abc")
    store.close()
    before = everything_in(file.parent)
    with open_foreign(file) as foreign:
        assert foreign.load(plan_id).plan == plan
        assert foreign.letters.read(foreign.letters.list()[0].id) == b"abc"
        with pytest.raises(StoreError):
            foreign.trash(plan_id)
    assert everything_in(file.parent) == before


def test_what_stands_only_in_its_log_is_read_too(kept: tuple[Store, str], file: Path, tmp_path: Path) -> None:
    store, plan_id = kept
    plan = recorded(store, plan_id, PLAN, "Một")
    stick = tmp_path / "stick"
    stick.mkdir()
    for name, data in everything_in(file.parent).items():
        if not name.endswith("-shm"):
            (stick / name).write_bytes(data)
    before = everything_in(stick)
    assert len(before) == 2
    with open_foreign(stick / file.name) as foreign:
        assert foreign.load(plan_id).plan == plan
    assert everything_in(stick) == before


def test_a_store_of_an_earlier_version_is_read(file: Path) -> None:
    made_before(file, "add_letters")
    before = file.read_bytes()
    with open_foreign(file) as foreign:
        assert foreign.plans() == []
    assert file.read_bytes() == before


def in_schema(name: str, statement: str) -> Callable[[sqlite3.Connection], object]:
    """Write a statement over that of a table, as one with a hexadecimal editor could."""

    def change(db: sqlite3.Connection) -> None:
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", [statement, name])

    return change


HOSTILE: dict[str, Callable[[sqlite3.Connection], object]] = {
    "a trigger": lambda db: db.execute(
        "CREATE TRIGGER evil AFTER UPDATE ON plan BEGIN DELETE FROM letter; END"
    ),
    "another trigger of our name": lambda db: db.executescript(
        "DROP TRIGGER issued_stays; CREATE TRIGGER issued_stays BEFORE UPDATE ON plan BEGIN DELETE FROM edit; END"
    ),
    "a view that loads code": lambda db: db.execute(
        "CREATE VIEW evil AS SELECT load_extension('/tmp/evil.so')"
    ),
    "a view in place of a table": lambda db: db.executescript(
        "ALTER TABLE setting RENAME TO other; CREATE VIEW setting AS SELECT key, readfile(key) AS value FROM other"
    ),
    "a view without an end": lambda db: db.execute(
        "CREATE VIEW evil AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
    ),
    "a virtual table": lambda db: db.execute("CREATE VIRTUAL TABLE evil USING fts5(x)"),
    "an index with an expression": lambda db: db.execute("CREATE INDEX evil ON letter (length(data))"),
    "a column that is computed": lambda db: db.execute(
        "ALTER TABLE setting ADD COLUMN evil TEXT AS (hex(zeroblob(900000000)))"
    ),
    "a check that calls a function": in_schema(
        "setting",
        "CREATE TABLE setting (key TEXT NOT NULL PRIMARY KEY, value TEXT CHECK (load_extension('x'))) STRICT",
    ),
    "steps that are computed": in_schema(
        "_sqlite_migrations",
        "CREATE TABLE _sqlite_migrations (id, migration_set, name AS (randomblob(1000000000)), applied_at)",
    ),
    "a table more": lambda db: db.execute("CREATE TABLE evil (x)"),
    "a table less": lambda db: db.execute("DROP TABLE paper"),
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE)
def test_a_store_that_was_altered_is_refused(
    file: Path, change: Callable[[sqlite3.Connection], object]
) -> None:
    started(file)[0].close()
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        change(db)
    before = everything_in(file.parent)
    with pytest.raises(StoreError) as caught, open_foreign(file):
        pass
    assert caught.value.kind in {"altered", "damaged"}
    assert everything_in(file.parent) == before


def test_a_giant_length_is_refused_at_once(kept: tuple[Store, str], file: Path) -> None:
    store, _plan_id = kept
    letter = store.letters.add("a.pdf", "application/pdf", b"evil" * 30)
    store.close()
    data = bytearray(file.read_bytes())
    row = data.index(letter.id.encode() + b"a.pdf")
    # In front of the values stand their types: an empty note, 120 bytes of data, the sum.
    types = data.rindex(b"\x0d\x81\x7c\x06", 0, row)
    assert row - types == 4
    data[types:row] = b"\xff\xff\xff\x7f"  # a note of 134 MB
    file.write_bytes(data)
    with pytest.raises(StoreError) as caught, open_foreign(file):
        pass
    assert caught.value.kind == "damaged"


def test_a_text_that_was_changed_is_refused(kept: tuple[Store, str], file: Path) -> None:
    kept[0].close()
    file.write_bytes(file.read_bytes().replace(b"Qua loa", b"Qua lob"))
    with pytest.raises(StoreError) as caught, open_foreign(file):
        pass
    assert caught.value.kind == "damaged"


def test_a_plan_that_breaks_the_rules_of_plans_is_refused_when_it_is_read(
    kept: tuple[Store, str], file: Path
) -> None:
    store, plan_id = kept
    store._connection.raw.execute("UPDATE plan_part SET body = '1' WHERE key = 'year'")
    store.close()
    with open_foreign(file) as foreign, pytest.raises(StoreError) as caught:
        foreign.load(plan_id)
    assert caught.value.kind == "damaged"


@pytest.mark.parametrize("application", [0, 1, APPLICATION_ID + 1])
def test_a_database_of_another_program_is_refused(file: Path, application: int) -> None:
    started(file)[0].close()
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute(f"PRAGMA application_id = {application}")
    with pytest.raises(StoreError) as caught, open_foreign(file):
        pass
    assert caught.value.kind == "foreign"


@pytest.mark.parametrize("content", [b"", b"x", b"%PDF-1.7\n" * 900, b"SQLite format 3\x00" + bytes(5000)])
def test_a_file_that_is_no_database_is_refused(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(StoreError) as caught, open_foreign(file):
        pass
    assert caught.value.kind in {"foreign", "damaged"}
    assert everything_in(file.parent) == {file.name: content}


def test_a_file_that_is_not_there_is_said(file: Path) -> None:
    with pytest.raises(StoreError) as caught, open_foreign(file):
        pass
    assert caught.value.kind == "no_access"


def test_a_store_of_a_newer_version_is_named(file: Path) -> None:
    started(file)[0].close()
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('dxdesk', 'x', '')"
        )
        assert is_newer(db)
    with pytest.raises(StoreError) as caught, open_foreign(file):
        pass
    assert caught.value.kind == "newer"


RUN = [name for name in HOSTILE if name.startswith(("a trigger", "a view", "a virtual"))]


@pytest.mark.parametrize("name", RUN)
def test_a_store_in_which_something_would_run_is_not_opened_for_writing_either(file: Path, name: str) -> None:
    started(file)[0].close()
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        HOSTILE[name](db)
    before = everything_in(file.parent)
    with pytest.raises(StoreError) as caught:
        open_store(file)
    assert caught.value.kind == "altered"
    assert everything_in(file.parent) == before
