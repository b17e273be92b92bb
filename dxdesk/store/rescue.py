"""A sound store built from what is left of a damaged one and from the newest sound backup."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal

from dxdesk.store.aside import copy_set
from dxdesk.store.copying import verify
from dxdesk.store.dispatches_moved import mend
from dxdesk.store.faults import StoreError, in_words, kind_of_system
from dxdesk.store.integrity import check_store
from dxdesk.store.looking import BACKUPS
from dxdesk.store.opening import open_store
from dxdesk.store.readings import Rows
from dxdesk.store.rescued_plans import PlanRows, State, rescued_plans
from dxdesk.store.salvage import Salvage, salvage
from dxdesk.store.sums import COLUMN, keep_sums, tables_of
from dxdesk.value import Value

Step = Literal["salvage", "backup", "build"]

_BUILT: Final = "built.sqlite3"


class RescuedPlan(Value, frozen=True, kw_only=True):
    """A plan of the rescued store, and how whole it is (see `PlanRows`)."""

    id: str
    unit_name: str
    year: int
    changed_at: datetime
    state: State
    missing: tuple[str, ...]


class Rescue(Value, frozen=True, kw_only=True):
    """What was rescued into the closed store `built`, which is sound.

    `backup` is the backup that was at hand, of that moment; `incomplete` names the tables with rows that are lost,
    of those that are of no plan: "plan" (the list itself), letters, settings. `unsure` are texts that can be read,
    but are not quite as they were written: they are in no plan.
    """

    built: Path
    plans: tuple[RescuedPlan, ...]
    backup: Path | None
    backup_at: datetime | None
    incomplete: tuple[str, ...]
    unsure: tuple[str, ...] = ()


def rescue(
    damaged: Path,
    work: Path,
    backups: Path | None = None,
    *,
    check: Callable[[], object] = lambda: None,
    progress: Callable[[Step], object] = lambda _step: None,
) -> Rescue | None:
    """Build a store from what is left of `damaged` in the folder `work`; None where nothing at all is left.

    `damaged` is only read; `backups` is the folder with the backups. `check` is called often; what it raises
    calls the work off.

    Raises:
        StoreError: the new store cannot be written.
    """
    try:
        copy = copy_set(damaged, work)
        progress("salvage")
        left = salvage(copy, check)
        progress("backup")
        with _newest_backup(backups or damaged.parent / BACKUPS, work) as (backup, rows):
            if left.empty and not rows:
                return None
            progress("build")
            return _built(left, backup, rows, work / _BUILT)
    except OSError as error:
        raise StoreError(kind_of_system(error), work) from error


def _built(left: Salvage, backup: Path | None, rows: Mapping[str, Rows], target: Path) -> Rescue:
    found = rescued_plans(left, rows)
    shared, incomplete = _shared(left, rows)
    tables: dict[str, list[dict[str, Any]]] = {table.name: [] for table in left.tables}
    for each in [shared, *(plan.rows for plan in found)]:
        for name, of_table in each.items():
            tables[name] += of_table.values()
    with in_words(target, StoreError):
        _write(tables, target)
    verify(target)
    return Rescue(
        built=target,
        plans=tuple(sorted(map(_named, found), key=lambda plan: plan.changed_at, reverse=True)),
        backup=backup,
        backup_at=None if backup is None else _made_at(backup),
        incomplete=incomplete,
        unsure=tuple(f"{row['plan_id']} {row['key']}: {row['body']}" for row in left.unsure),
    )


def _named(plan: PlanRows) -> RescuedPlan:
    (row,) = plan.rows["plan"].values()
    return RescuedPlan(
        id=row["id"],
        unit_name=row["unit_name"],
        year=row["year"],
        changed_at=datetime.fromisoformat(row["changed_at"]),
        state=plan.state,
        missing=plan.missing,
    )


def _shared(left: Salvage, backup: Mapping[str, Rows]) -> tuple[dict[str, Rows], tuple[str, ...]]:
    """Return the rows that are of no plan (letters, settings), and in which tables some are lost."""
    found: dict[str, Rows] = {}
    incomplete = []
    for table in left.tables:
        if "plan_id" in table.columns:
            continue
        kept = left.of(table.name)
        if not kept.whole:
            incomplete.append(table.name)
        if table.name == "plan":
            continue
        found[table.name] = kept.rows if kept.whole else {**backup.get(table.name, {}), **kept.rows}
    return found, tuple(incomplete)


def _write(tables: Mapping[str, list[dict[str, Any]]], target: Path) -> None:
    open_store(target).close()
    with closing(sqlite3.connect(target, isolation_level=None)) as db:
        keep_sums(db)
        db.execute("BEGIN")
        for name, rows in tables.items():
            for row in rows:
                columns = [column for column in row if column != COLUMN]
                places = ", ".join("?" * len(columns))
                db.execute(
                    f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({places})",  # noqa: S608 - names of our own
                    [row[column] for column in columns],
                )
        # A paper whose revision is lost has no place in the store.
        while orphans := db.execute("PRAGMA foreign_key_check").fetchall():
            for name, number, *_rest in orphans:
                db.execute(f"DELETE FROM {name} WHERE rowid = ?", [number])  # noqa: S608 - as above
        mend(db)
        db.commit()
        db.execute("PRAGMA journal_mode = DELETE")


@contextmanager
def _newest_backup(folder: Path, work: Path) -> Iterator[tuple[Path | None, dict[str, Rows]]]:
    """Give the newest backup that is sound, and its rows; the backup itself is only read."""
    for number, backup in enumerate(sorted(folder.glob("dxdesk-*.sqlite3"), key=_made_at, reverse=True)):
        try:
            if not check_store(backup).sound:
                continue
            own = work / f"backup-{number}"
            own.mkdir()
            copy = own / backup.name
            shutil.copyfile(backup, copy)
            open_store(copy).close()  # brings one of an earlier version up to date
            yield backup, rows_of(copy)
        except StoreError:
            continue
        return
    yield None, {}


def rows_of(file: Path) -> dict[str, Rows]:
    """Return all rows of a sound, closed store of this version, by table and key."""
    found: dict[str, Rows] = {}
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        for table in tables_of(db):
            columns = ", ".join(table.columns)
            rows = (
                dict(zip(table.columns, row, strict=True))
                for row in db.execute(f"SELECT {columns} FROM {table.name}")  # noqa: S608 - names of our own
            )
            found[table.name] = {tuple(row[column] for column in table.key): row for row in rows}
    return found


def _made_at(backup: Path) -> datetime:
    """Return when a backup was made: its name says it, in local time, also after it was copied about."""
    try:
        return datetime.strptime(backup.name[:24], "dxdesk-%Y-%m-%d-%H%M%S").astimezone()
    except ValueError:
        return datetime.fromtimestamp(backup.stat().st_mtime).astimezone()
