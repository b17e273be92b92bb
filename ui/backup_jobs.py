"""What is done about backups beside the window; no Qt here."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from dxdesk.guidance.faults import FaultyPackError
from dxdesk.language import translate as _
from dxdesk.plan.differences import PlanDifference, plan_differences
from dxdesk.plan.packs import pack_for
from dxdesk.store.backup.looking import compare_with, is_due
from dxdesk.store.backup.names import Backup, Reason, newest_backup
from dxdesk.store.backup.second import copy_newest
from dxdesk.store.backup.writing import back_up, backup_folder
from dxdesk.store.contents import load_plan
from dxdesk.store.faults import StoreError
from dxdesk.store.migrated import reading_as_now
from dxdesk.store.standing import Standing
from ui.work import Cancel


class Outcome(NamedTuple):
    """What came of a round: the moment of the newest backup; whether one was written, or copied; what went wrong."""

    newest: datetime | None
    written: bool
    copied: bool
    trouble: str = ""


def backed_up(
    store: Path, reason: Reason, progress: Callable[[int], object] | None, cancels: Sequence[Cancel]
) -> Backup:
    """Write a backup.

    Raises:
        StoreError: it could not be written.
        CancelledError: it was called off.
    """

    def tell(left: int, pages: int) -> None:
        for cancel in cancels:
            cancel.check()
        if progress is not None:
            progress(100 - 100 * left // max(pages, 1))

    return back_up(store, reason, progress=tell)


def kept_up(store: Path, second: Path | None, cancel: Cancel) -> Outcome:
    """Write a backup where the newest one lacks something, and copy it to the second place.

    Raises:
        StoreError: it could not be written.
        CancelledError: it was called off.
    """
    written = is_due(store)
    if written:
        backed_up(store, "usual", None, (cancel,))
    return copied(store, second, cancel, written=written)


def copied(store: Path, second: Path | None, cancel: Cancel, *, written: bool = False) -> Outcome:
    """Copy the newest backup to the second place, where that is at hand; what goes wrong there is only told."""
    newest = newest_backup(backup_folder(store))
    made = newest.made.at if newest else None
    if second is None:
        return Outcome(made, written, copied=False)
    try:
        done = copy_newest(store, second, lambda _left, _pages: cancel.check())
    except StoreError as error:
        words = _("The backup could not be copied to the second place. {reason}").format(reason=error)
        return Outcome(made, written, copied=False, trouble=words)
    return Outcome(made, written, copied=done is not None and done.fresh)


def compared(store: Path, file: Path) -> Sequence[Standing]:
    """Return how the plans of a backup stand against the present ones.

    Raises:
        StoreError: it cannot be read.
    """
    return compare_with(store, file)


def changes(store: Path, file: Path, plan_id: str) -> tuple[PlanDifference, ...] | str:
    """Return what differs in a plan now from what it is in a file; a sentence where that cannot be said.

    Raises:
        StoreError: one of them cannot be read.
    """
    with reading_as_now(file) as there, reading_as_now(store) as here:
        before, after = (load_plan(db, plan_id).plan for db in (there, here))
    try:
        return plan_differences(before, after, pack_for(after))
    except (LookupError, FaultyPackError) as error:
        return str(error)
