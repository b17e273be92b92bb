"""A file with plans that comes from elsewhere: only its rows are taken, into a store of our own, and checked there."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.plan.edits import EditError, edited
from dxdesk.store.faults import StoreError, in_words
from dxdesk.store.foreign import open_foreign
from dxdesk.store.opening import open_store
from dxdesk.store.place import FILE_NAME
from dxdesk.store.schema import applied_steps, is_newer, is_ours, make_as_of
from dxdesk.store.store import Store
from dxdesk.store.tables import quoted

LARGEST: Final = 2_000_000_000  # bytes; a store with a hundred letters has a tenth of that
_MOST: Final = 1_000_000  # edits
# Is told how many plans are checked, and how many there are; what it raises calls the work off.
Progress = Callable[[int, int], object]

_FAULTS: Final = {
    "too_large": mark("The file “{name}” is too large to be one with plans. Nothing was taken in."),
    "not_plans": mark("The file “{name}” is not one with plans of this program. Nothing was taken in."),
    "newer": mark(
        "The file “{name}” was written by a newer version of this program. Please update the program, "
        "then take it in again. Nothing was taken in."
    ),
    "damaged": mark(
        "The file “{name}” is damaged or was changed. Please write it anew where it comes from. "
        "Nothing was taken in."
    ),
}


class ArrivalError(Exception):
    """A file cannot be taken in; the text says why and what to do. `kind` tells the cases apart."""

    def __init__(self, kind: str, file: Path) -> None:
        super().__init__(_(_FAULTS[kind]).format(name=file.name))
        self.kind = kind


@contextmanager
def arrived(file: Path, progress: Progress | None = None) -> Iterator[Path]:
    """Yield a store of our own with the checked contents of a file from elsewhere; it goes with the block.

    It is up to date, whatever version the file is of; the file itself stays as it is.

    Raises:
        ArrivalError: the file is not one with plans, or anything in it is not as it should be.
    """
    with TemporaryDirectory(prefix="dxdesk-") as folder:
        own = Path(folder) / FILE_NAME
        try:
            _take_rows(file, own)
            with open_store(own) as store:
                _check(store, progress)
        except ArrivalError:
            raise
        except StoreError as error:
            kind = (
                error.kind if error.kind in _FAULTS else "not_plans" if error.kind == "foreign" else "damaged"
            )
            raise ArrivalError(kind, file) from error
        except (ValueError, LookupError, EditError, sqlite3.Error) as error:
            raise ArrivalError("damaged", file) from error
        yield own


def _take_rows(file: Path, own: Path) -> None:
    if file.is_file() and file.stat().st_size > LARGEST:
        raise ArrivalError("too_large", file)
    with open_foreign(file) as source, in_words(file, StoreError):
        if not is_ours(source) or "plan" not in _tables(source):
            raise ArrivalError("not_plans", file)
        if is_newer(source):
            raise ArrivalError("newer", file)
        with closing(sqlite3.connect(own, isolation_level=None)) as target:
            target.execute("BEGIN")
            make_as_of(target, applied_steps(source))
            for table in _tables(target):
                target.execute(f"DELETE FROM {quoted(table)}")  # noqa: S608 - quoted
                _take_table(source, target, table)
            if target.execute("PRAGMA foreign_key_check").fetchone():
                raise ValueError("a row belongs to nothing")
            target.commit()


def _take_table(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> None:
    """Copy the rows of a table into one that has our own columns, types and conditions."""
    if table not in _tables(source):
        raise ValueError(f"no table {table}")
    columns = ", ".join(
        quoted(name) for _at, name, *_rest in target.execute(f"PRAGMA table_info({quoted(table)})")
    )
    found = source.execute(f"SELECT {columns} FROM main.{quoted(table)} ORDER BY rowid")  # noqa: S608 - quoted
    places = ", ".join("?" for _column in found.description)
    target.executemany(f"INSERT INTO {quoted(table)} ({columns}) VALUES ({places})", found)  # noqa: S608 - quoted


def _tables(db: sqlite3.Connection) -> list[str]:
    """Return the names of the real tables of a store, without those of SQLite and of the list of steps."""
    found = db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        " AND name NOT LIKE 'sqlite~_%' ESCAPE '~' AND name NOT LIKE '~_sqlite~_%' ESCAPE '~' ORDER BY rowid"
    )
    return [name for (name,) in found]


def _check(store: Store, progress: Progress | None) -> None:
    """Read everything as the program would; see that every edit can be taken back, and brought back.

    Raises:
        StoreError, LookupError, EditError, ValueError: something is not as it should be.
    """
    plans = [*store.plans(), *store.plans(trashed=True)]
    for letter in store.letters.list():
        store.letters.read(letter.id)
    for number, summary in enumerate(plans):
        if progress is not None:
            progress(number, len(plans))
        plan = store.load(summary.id).plan
        named = (plan.unit.scheme, plan.unit.code, plan.unit.name, plan.unit.level, plan.year)
        if named != (
            *(summary.unit_scheme, summary.unit_code, summary.unit_name, summary.level),
            summary.year,
        ):
            raise ValueError("the list says otherwise")
        _check_history(store, summary.id)
        _check_revisions(store, summary.id)


def _check_history(store: Store, plan_id: str) -> None:
    now = plan = store.load(plan_id).plan
    for each in store.undoable(plan_id, _MOST):
        plan = edited(plan, each.edit.backward)
    plan = now
    for each in store.redoable(plan_id):
        plan = edited(plan, each.edit.forward)


def _check_revisions(store: Store, plan_id: str) -> None:
    for revision in store.revisions.list(plan_id):
        store.revisions.package(plan_id, revision.number)
        for paper in store.revisions.papers(plan_id, revision.number):
            store.revisions.paper(paper.id)
