"""The database of the receiving end: SQLite or PostgreSQL, by SQLAlchemy Core."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, SQLAlchemyError

from dxdesk.central.faults import CentralError
from dxdesk.central.steps import bring_up_to_date
from dxdesk.language import translate as _

_PATIENCE: Final = 30_000  # ms that a writer waits for another one
_LOOKED_AT: Final = 400  # rows of each index, where SQLite looks at its tables: enough, and done at once
_DRIVERS: Final = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


class Database:
    """An open database whose tables are up to date."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection that sees one state of the database."""
        with self._engine.connect() as connection:
            if connection.dialect.name == "postgresql":  # SQLite shows one state in any case
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield a connection whose changes are all on the disk afterwards, or none where an error leaves it."""
        with self._engine.connect() as connection:
            writer = connection.execution_options(is_writer=True)
            with writer.begin():
                yield writer

    def take_stock(self) -> None:
        """Let the database look at its tables anew after much has come, so that it finds the shortest ways."""
        with self.writing() as connection:
            connection.exec_driver_sql("ANALYZE")

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()


def open_database(url: str, *, connections: int = 5, is_new: bool = True) -> Database:
    """Open a database by its URL ("sqlite:///central.sqlite3", "postgresql://…") and bring its tables up to date.

    Where it may not be `is_new`, its file must be there.

    Raises:
        CentralError: the URL is none of these, the database cannot be reached, or is of a newer version.
    """
    engine = _engine(url, connections)
    _find_file(engine, is_new=is_new)
    database = Database(engine)
    try:
        with database.writing() as connection:
            bring_up_to_date(connection)
    except DatabaseError as error:
        engine.dispose()
        message = _("The database cannot be opened: {reason}. Check its address, and that its server runs.")
        reason = " ".join(str(error.orig).split()).rstrip(".?")
        raise CentralError(message.format(reason=reason)) from None
    except BaseException:
        engine.dispose()
        raise
    return database


def columns_of(connection: Connection) -> dict[str, list[str]]:
    """Return the names of the columns of every table and view."""
    found = inspect(connection)
    names = (*found.get_table_names(), *found.get_view_names())
    return {name: [column["name"] for column in found.get_columns(name)] for name in sorted(names)}


@contextmanager
def failures_said() -> Iterator[None]:
    """Turn a failure of the database at work into a sentence.

    Raises:
        CentralError: the database failed.
    """
    try:
        yield
    except SQLAlchemyError as error:
        message = _("The database failed: {reason}. What is in stays in; run the command again.")
        reason = str(getattr(error, "orig", error)).strip().splitlines()[0].rstrip(".")
        raise CentralError(message.format(reason=reason)) from error


def _engine(url: str, connections: int) -> Engine:
    try:
        parsed = make_url(url)
        driver = _DRIVERS[parsed.drivername.partition("+")[0]]
        options: dict[str, Any] = {"pool_pre_ping": True} if driver != "sqlite" else {}
        engine = create_engine(
            parsed.set(drivername=driver), pool_size=connections, max_overflow=connections, **options
        )
    except (ArgumentError, NoSuchModuleError, KeyError):
        message = _("“{url}” is no address of a database. Write it like sqlite:///central.sqlite3.")
        raise CentralError(message.format(url=url)) from None
    if driver == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _find_file(engine: Engine, *, is_new: bool) -> None:
    """Make the file of a new SQLite database, for its owner alone as the intake is: it holds what units sent."""
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name or name.startswith((":", "file:")) or Path(name).exists():
        return
    if not is_new:
        message = _(
            "There is no database “{path}”. Check its name; “dxdesk central import” makes one, and so does "
            "“dxdesk central serve” with --name."
        )
        raise CentralError(message.format(path=name))
    with suppress(OSError):  # where it cannot be made, opening it says why
        os.close(os.open(name, os.O_WRONLY | os.O_CREAT, 0o600))


def _prepare_sqlite(connection: Any, record: object) -> None:
    del record
    connection.isolation_level = None  # we say ourselves where a transaction begins
    connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
    _turn_to_wal(connection)
    for pragma in (
        "synchronous = FULL",
        "foreign_keys = ON",
        f"analysis_limit = {_LOOKED_AT}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _turn_to_wal(connection: Any) -> None:
    # Of several that turn a new database to WAL at once, SQLite refuses all but one without waiting.
    until = time.monotonic() + _PATIENCE / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later would fail where another one wrote in between.
    is_writer = connection.get_execution_options().get("is_writer", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writer else "BEGIN")
