"""What backups hold, and whether one is due."""

from collections.abc import Sequence
from pathlib import Path

from dxdesk.store.backup.names import Backup, list_backups, newest_backup
from dxdesk.store.backup.writing import backup_folder
from dxdesk.store.faults import StoreError
from dxdesk.store.migrated import reading_as_now
from dxdesk.store.reading import reading
from dxdesk.store.schema import lacks_steps
from dxdesk.store.standing import Standing, overview, standings
from dxdesk.value import Value


class Found(Value, frozen=True, kw_only=True):
    """A backup in the list: `plans` counts those in it, None where it cannot be read; `second` in the second place."""

    backup: Backup
    plans: int | None
    second: bool = False


def find_backups(store: Path, second: Path | None = None) -> list[Found]:
    """Return the backups of a store in both places with what is in them, the newest first.

    `second` is the folder in the second place. What is in both is listed once, as in the first one.
    """
    found = list_backups(backup_folder(store))
    names = {backup.file.name for backup in found}
    others = [each for each in (list_backups(second) if second else ()) if each.file.name not in names]
    listed = [_looked_at(each, second=False) for each in found]
    listed += [_looked_at(each, second=True) for each in others]
    return sorted(listed, key=lambda each: each.backup.made.at, reverse=True)


def is_due(store: Path) -> bool:
    """Tell whether a store has anything that its newest backup does not have.

    Raises:
        StoreError: the store cannot be read.
    """
    newest = newest_backup(backup_folder(store))
    with reading(store) as db:
        now = overview(db)
    if newest is None:
        return any(now)
    try:
        with reading(newest.file) as db:
            return lacks_steps(db) or overview(db) != now
    except StoreError:
        return True


def compare_with(store: Path, other: Path) -> Sequence[Standing]:
    """Return how the plans of a backup, or another store, stand against those of the present one.

    Raises:
        StoreError: one of them cannot be read.
    """
    with reading_as_now(other) as there, reading_as_now(store) as here:
        return standings(there, here)


def _looked_at(backup: Backup, *, second: bool) -> Found:
    try:
        with reading(backup.file) as db:
            (plans,) = db.execute("SELECT count(*) FROM plan").fetchone()
    except StoreError:
        plans = None
    return Found(backup=backup, plans=plans, second=second)
