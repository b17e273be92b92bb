"""The second place for backups: a stick, another disk, a folder that is synchronised."""

from pathlib import Path
from typing import NamedTuple

from dxdesk.patience import patiently
from dxdesk.store.backup.keeping import rotate
from dxdesk.store.backup.names import newest_backup
from dxdesk.store.backup.writing import PAGES, Progress, backup_folder
from dxdesk.store.copying import copy_store
from dxdesk.store.faults import StoreError, WriteError, kind_of_system
from dxdesk.store.reading import reading
from dxdesk.store.standing import heads


class Copied(NamedTuple):
    """The newest backup in the second place; `fresh` where it was not there before."""

    file: Path
    fresh: bool


def copy_newest(store: Path, folder: Path, progress: Progress | None = None) -> Copied | None:
    """Copy the newest backup of a store to its folder in the second place, and verify it there.

    Return the newest one there; None where the place is not there now (a stick that is away), or there is no
    backup yet.

    Raises:
        StoreError: the backup cannot be read.
        WriteError: it cannot be written there.
    """
    newest = newest_backup(backup_folder(store))
    if newest is None or not folder.parent.is_dir():
        return None
    target = folder / newest.file.name
    try:
        folder.mkdir(exist_ok=True)
        if target.exists():
            return Copied(target, fresh=False)
        _copy(newest.file, target, progress)
        rotate(folder, newest.made)
        return Copied(target, fresh=True)
    except OSError as error:
        raise WriteError(kind_of_system(error), folder) from error


def _copy(file: Path, target: Path, progress: Progress | None) -> None:
    def tell(_code: int, left: int, pages: int) -> None:
        if progress is not None:
            progress(left, pages)

    with reading(file) as source:
        copy_store(source, target, pages=PAGES, progress=tell)
        had = heads(source)
    with reading(target) as copy:
        if heads(copy) != had:
            patiently(target.unlink)
            raise StoreError("damaged", target)
