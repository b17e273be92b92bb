"""What is read from the pages without SQLite is what SQLite reads."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dxdesk.store.raw_pages import free_pages, pages_of, rows_on
from dxdesk.store.store import Store
from dxdesk.store.sums import tables_of
from tests.store.test_sums import fill


def test_every_row_is_found_with_the_values_that_sqlite_gives(kept: tuple[Store, str], file: Path) -> None:
    store, plan_id = kept
    fill(store, plan_id)
    store.close()
    found = {row.values for row in rows_on(pages_of(file))}
    with closing(sqlite3.connect(file)) as db:
        for table in tables_of(db):
            for row in db.execute(f"SELECT * FROM {table.name}"):  # noqa: S608 - a table of ours
                assert row in found, table.name


@pytest.mark.parametrize("size", [512, 4096, 65536])
@pytest.mark.parametrize("kind", ["rowid", "INTEGER PRIMARY KEY"])
def test_values_of_every_kind_and_length(tmp_path: Path, size: int, kind: str) -> None:
    file = tmp_path / "a.sqlite3"
    values = [None, 0, 1, -1, 127, 300, -70_000, 2**31, 2**40, -(2**63), 2**63 - 1, 1.5, "", "ữ", b"\x00\xff"]
    values += ["ô" * length for length in range(0, 2_000, 37)]
    values += [bytes(length) for length in (size - 36, size - 35, size - 34, size * 3, 200_000)]
    with closing(sqlite3.connect(file)) as db:
        db.execute(f"PRAGMA page_size = {size}")
        db.execute("CREATE TABLE a (x, y)")
        with db:
            db.executemany("INSERT INTO a VALUES (?, 7)", [(value,) for value in values])
            db.execute("INSERT INTO a (rowid, x, y) VALUES (-5, 'negative', ?)", [kind])
        expected = db.execute("SELECT rowid, x, y FROM a").fetchall()
    found = {row.number: row.values for row in rows_on(pages_of(file)) if len(row.values) == 2}
    assert [(number, *found[number]) for number, *_values in expected] == expected


def test_pages_of_what_was_deleted_are_known_as_free(tmp_path: Path) -> None:
    file = tmp_path / "a.sqlite3"
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("CREATE TABLE a (x)")
        db.executemany("INSERT INTO a VALUES (?)", [(f"{number} " * 300,) for number in range(100)])
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("DELETE FROM a WHERE rowid < 90")
        (count,) = db.execute("PRAGMA freelist_count").fetchone()
    pages = pages_of(file)
    assert len(free_pages(pages)) == count > 20
    assert {row.number for row in rows_on(pages) if len(row.values) == 1} == set(range(90, 101))
