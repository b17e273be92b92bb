"""The history of plans: their versions, the names of their edits, and any state between."""

from datetime import datetime
from typing import Final

from dxdesk.plan.model import Plan
from dxdesk.store.compaction import BOUND, give_back_pages, tidy_log
from dxdesk.store.connection import Connection, moment_text
from dxdesk.store.contents import load_plan
from dxdesk.store.log import find_edit, list_heads
from dxdesk.store.states import plan_after
from dxdesk.store.stored import EditHead, StoredEdit, Version, VersionKind
from dxdesk.store.versions import keep_version, list_versions, set_version, version_plan

_BEYOND: Final = 1 << 60  # above the number of any edit


class History:
    """The histories of the plans of a store. Errors are those of `Store`; `LookupError` is a version that is not there."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def versions(self, plan_id: str) -> list[Version]:
        """Return the versions of a plan, the newest first."""
        with self._connection.reading() as db:
            return list_versions(db, plan_id)

    def keep(
        self,
        plan_id: str,
        kind: VersionKind,
        name: str = "",
        *,
        note: str = "",
        author: str = "",
        at: datetime | None = None,
    ) -> Version:
        """Keep a plan as the newest edit left it, as a version."""
        with self._connection.writing() as db:
            now = load_plan(db, plan_id)
            return keep_version(
                db,
                plan_id,
                now.plan,
                edit=now.head,
                kind=kind,
                moment=moment_text(at),
                name=name,
                note=note,
                author=author,
            )

    def rename(self, plan_id: str, number: int, name: str, note: str) -> None:
        """Give a version that was kept by hand another name and note."""
        with self._connection.writing() as db:
            set_version(db, plan_id, number, name=name, note=note)

    def remove(self, plan_id: str, number: int, *, at: datetime | None = None) -> None:
        """Take a version away that was kept by hand; for 30 days it can be brought back."""
        with self._connection.writing() as db:
            set_version(db, plan_id, number, removed_at=moment_text(at))

    def bring_back(self, plan_id: str, number: int) -> None:
        """Bring a version back that was taken away."""
        with self._connection.writing() as db:
            set_version(db, plan_id, number, removed_at=None)

    def version(self, plan_id: str, number: int) -> Plan:
        """Return the plan of a version."""
        with self._connection.reading() as db:
            return version_plan(db, plan_id, number)

    def edits(self, plan_id: str, limit: int, *, before: int = _BEYOND) -> list[EditHead]:
        """Return the names of the edits below a number, the newest first, at most `limit`."""
        with self._connection.reading() as db:
            return list_heads(db, plan_id, before=before, limit=limit)

    def edit(self, plan_id: str, seq: int) -> StoredEdit:
        """Return an edit by its number; `LookupError` where it is merged with others, or never was."""
        with self._connection.reading() as db:
            return find_edit(db, plan_id, seq)

    def state(self, plan_id: str, edit: int) -> Plan:
        """Return a plan as it was after an edit that was not written over; after 0 it is what it began with."""
        with self._connection.reading() as db:
            return plan_after(db, plan_id, edit)

    def tidy(self, *, bound: int = BOUND) -> bool:
        """Make one small step towards a small store; tell whether there may be another one.

        `bound` is what the packed edits of a plan may take, in bytes.
        """
        with self._connection.writing() as db:
            if tidy_log(db, bound=bound):
                return True
        with self._connection.steps() as db:
            return give_back_pages(db)
