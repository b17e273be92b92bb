"""Taking packages in: beside the raw library on the same tables, by two processes, and into PostgreSQL.

The floor reads each file with every check, packs it, brings it to the disk and inserts the same rows by sqlite3,
one transaction a package. PostgreSQL is measured where DXDESK_BENCHPOSTGRESQL names a database that may be
emptied.
"""

import gzip
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Final

from sqlalchemy import create_engine

from dxdesk.central.database import open_database
from dxdesk.central.import_run import Place, import_files, prepared
from dxdesk.central.intake import Intake
from dxdesk.central.judging import Terms
from dxdesk.central.plan_rows import rows_of
from dxdesk.central.plan_tables import ACTIVITY, COST, INDICATOR_VALUE, TASK_ENTRY
from dxdesk.central.synth.folder import PACKAGES, write_made
from dxdesk.central.synth.making import orders
from dxdesk.package.format import Package
from dxdesk.package.reading import read_package
from tests.benchmarks.comparison import Comparison
from tests.benchmarks.timing import by_turns

POSTGRESQL: Final = "DXDESK_BENCHPOSTGRESQL"
_HEAVY: Final = (TASK_ENTRY, ACTIVITY, COST, INDICATOR_VALUE)


def compared(packages: int, repeats: int) -> Iterator[Comparison]:
    """Measure the import of so many packages."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_made(folder / "made", orders(packages, 2023, 1, 0, 0), os.cpu_count() or 1)
        made, room = folder / "made" / PACKAGES, folder / "room"
        sqlite = f"sqlite:///{room / 'central.sqlite3'}"
        works: dict[str, Callable[[], object]] = {
            "floor": lambda: _floor(made, _emptied(room)),
            "one": lambda: _imported(made, sqlite, _emptied(room), 1),
            "two": lambda: _imported(made, sqlite, _emptied(room), 2),
        }
        if url := os.environ.get(POSTGRESQL):
            works["postgresql"] = lambda: _imported(made, cleared(url), _emptied(room), 1)
        times = by_turns(works, repeats)
        what = f"import of {packages:,} packages"
        yield Comparison(what, times["one"], "raw sqlite3, same rows", times["floor"], 1.3)
        yield Comparison(f"{what}, two processes", times["two"], "one process", times["one"], 1 / 1.7)
        if "postgresql" in times:
            yield Comparison(f"{what}, PostgreSQL", times["postgresql"], "SQLite", times["one"], 1.5)


def _emptied(room: Path) -> Path:
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir()
    return room


def cleared(url: str) -> str:
    """Empty a database of PostgreSQL, and return its URL."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    return url


def _imported(made: Path, url: str, room: Path, jobs: int) -> int:
    intake = Intake(room / "intake")
    intake.prepare()
    database = open_database(url, connections=1)
    years = prepared(database)
    database.close()
    place = Place(database=url, intake=intake.folder, terms=Terms(years=years), language="en")
    return sum(1 for _told in import_files([made], place, jobs))


def _floor(made: Path, room: Path) -> None:
    intake = Intake(room / "intake")
    intake.prepare()
    database = open_database(f"sqlite:///{room / 'floor.sqlite3'}", connections=1)
    prepared(database)
    database.close()
    with _raw(room / "floor.sqlite3") as connection:
        for number, path in enumerate(sorted(made.rglob("*.json")), start=1):
            data = path.read_bytes()
            package = read_package(data).package
            content = sha256(data).hexdigest()
            _kept(room / "intake" / "objects" / content, data)
            _inserted(connection, number, package, content, len(data))


@contextmanager
def _raw(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    try:
        yield connection
    finally:
        connection.close()


def _kept(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(gzip.compress(data, 1))
        file.flush()
        os.fsync(file.fileno())


def _inserted(connection: sqlite3.Connection, number: int, package: Package, content: str, size: int) -> None:
    statement, rows = package.statement, rows_of(package)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        "INSERT INTO unit VALUES (?, ?, ?, ?)",
        (number, statement.unit.scheme, statement.unit.code, statement.unit.level),
    )
    connection.execute(
        "INSERT INTO package VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?, '2023-01-01 00:00:00.000000')",
        (number, package.digest, number, statement.year, 1, statement.previous, content, size),
    )
    connection.execute("INSERT INTO copy VALUES (?, ?)", (content, number))
    connection.execute(
        "INSERT INTO plan VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (number, *map(str, rows.plan.values()))
    )
    for table in _HEAVY:
        marks = ", ".join("?" * len(table.columns))
        connection.executemany(
            f"INSERT INTO {table.name} VALUES ({marks})",  # noqa: S608 - names of ours
            ((number, *row) for row in rows.many[table]),
        )
    connection.execute("COMMIT")
