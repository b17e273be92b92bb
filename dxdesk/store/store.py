"""The store as the program uses it: plans, the log of their edits, settings, letters."""

from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self, TypeVar

import msgspec

from dxdesk.store import plans
from dxdesk.store.connection import Connection, Trace, moment_text
from dxdesk.store.late import LateModule
from dxdesk.store.reading import setting_of
from dxdesk.store.values import PlanSummary, Tally

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from dxdesk.plan.edit import Edit
    from dxdesk.plan.model import Plan
    from dxdesk.store import (
        addresses,
        contents,
        dispatches,
        history,
        letters,
        log,
        migrated,
        received,
        revisions,
        statement_signatures,
        taking,
    )
    from dxdesk.store.stored import StoredEdit, StoredPlan
else:  # the list of plans needs neither
    addresses = LateModule("dxdesk.store.addresses")
    contents = LateModule("dxdesk.store.contents")
    dispatches = LateModule("dxdesk.store.dispatches")
    history = LateModule("dxdesk.store.history")
    letters = LateModule("dxdesk.store.letters")
    log = LateModule("dxdesk.store.log")
    migrated = LateModule("dxdesk.store.migrated")
    received = LateModule("dxdesk.store.received")
    revisions = LateModule("dxdesk.store.revisions")
    statement_signatures = LateModule("dxdesk.store.statement_signatures")
    taking = LateModule("dxdesk.store.taking")

_ALL: Final = 1_000_000
T = TypeVar("T")


class Store:
    """An open store. One thread uses it: the one that opened it.

    Every method is one transaction. Those that read raise `StoreError` where the file cannot be read; those
    that write raise `WriteError` where it cannot be written: then nothing is changed, and the same call can
    be made again, for a plan before any later change of it. `LookupError` is a plan or edit that is not there.
    Moments (`at`) are the present one where none is given.
    """

    def __init__(self, connection: Connection, *, whole_log: bool = True) -> None:
        self._connection = connection
        # Whether the last transaction before this opening was written to its end.
        self.whole_log = whole_log

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def file(self) -> "Path":
        """The file of the store."""
        return self._connection.file

    def close(self) -> None:
        """Close the file; twice does no harm."""
        self._connection.close()

    @property
    def letters(self) -> "letters.Letters":
        """The letters of the levels above."""
        return letters.Letters(self._connection)

    @property
    def revisions(self) -> "revisions.Revisions":
        """The sealed revisions of the plans."""
        return revisions.Revisions(self._connection)

    @property
    def received(self) -> "received.Received":
        """The packages of other units that were taken in to be summed up."""
        return received.Received(self._connection)

    @property
    def dispatches(self) -> "dispatches.Dispatches":
        """What is sent, to whom, and what became of it."""
        return dispatches.Dispatches(self._connection)

    @property
    def addresses(self) -> "addresses.Addresses":
        """The destinations that packages can be sent to."""
        return addresses.Addresses(self._connection)

    @property
    def signatures(self) -> "statement_signatures.StatementSignatures":
        """The signatures over the statements of sealed revisions."""
        return statement_signatures.StatementSignatures(self._connection)

    @property
    def history(self) -> "history.History":
        """The versions of the plans, and their states at any edit."""
        return history.History(self._connection)

    def reading(self) -> "AbstractContextManager[sqlite3.Connection]":
        """Read one state of the file, for other parts of the store."""
        return self._connection.reading()

    def set_patience(self, seconds: float) -> None:
        """Set how long a call waits for another program that writes, before it says that the store is locked."""
        self._connection.set_patience(seconds)

    @property
    def trace(self) -> Trace:
        """What is known of the state of the store, for whoever opens it again."""
        return self._connection.trace

    def is_same_file(self) -> bool:
        """Tell whether the file of that name is still the one that is open."""
        return self._connection.is_same_file()

    def leaves_journal(self) -> bool:
        """Tell whether the journal of the open file lies beside another file that has taken its place."""
        return self._connection.leaves_journal()

    def has_arrived(self) -> bool:
        """Tell, once, whether the last write is in the store although it ended in an error."""
        return self._connection.has_arrived()

    def note_holder(self) -> None:
        """Write down who has the store, for whoever comes second; the first write does so by itself."""
        self._connection.note_holder()

    def copy_to(self, file: Path) -> None:
        """Write all that can be read into a new file; `WriteError` where that is not possible."""
        self._connection.copy_to(file)

    def plans(self, *, trashed: bool = False) -> list[PlanSummary]:
        """Return the plans, or those in the trash, the newest change first."""
        with self._connection.reading() as db:
            return plans.list_plans(db, trashed=trashed)

    def add_plan(self, plan: "Plan", tally: Tally, *, at: datetime | None = None) -> str:
        """Add a plan without a history; return its new id."""
        with self._connection.writing() as db:
            return contents.add_plan(db, plan, tally, moment_text(at))

    def load(self, plan_id: str) -> "StoredPlan":
        """Return a plan as the newest edit left it."""
        with self._connection.reading() as db:
            return contents.load_plan(db, plan_id)

    def copy(self, plan_id: str, *, at: datetime | None = None) -> str:
        """Add a copy of a plan, without its history; return its new id."""
        with self._connection.writing() as db:
            return contents.copy_plan(db, plan_id, moment_text(at))

    def note_opened(self, plan_id: str, *, at: datetime | None = None) -> None:
        """Remember when a plan was last opened."""
        self._set(plan_id, opened_at=moment_text(at))

    def note_progress(self, plan_id: str, tally: Tally) -> None:
        """Remember how far a plan is, for the list."""
        self._set(plan_id, written=tally.written, total=tally.total, errors=tally.errors)

    def remember_position(self, plan_id: str, position: str) -> None:
        """Remember where in a plan the user was: a JSON Pointer, or the name of a page."""
        self._set(plan_id, position=position)

    def trash(self, plan_id: str, *, at: datetime | None = None) -> None:
        """Put a plan into the trash."""
        self._set(plan_id, trashed_at=moment_text(at))

    def bring_back(self, plan_id: str) -> None:
        """Take a plan out of the trash, back into the list."""
        self._set(plan_id, trashed_at=None)

    def erase(self, plan_id: str) -> None:
        """Take a plan in the trash away for good, with its history; `LookupError` where it is not in there."""
        with self._connection.writing() as db:
            plans.erase_plan(db, plan_id)

    def take(
        self, file: "Path", choices: "Sequence[taking.Choice]", *, whole: bool = False
    ) -> "taking.Taken":
        """Take plans over from a backup, all of them or none.

        With `whole` come letters, received packages, settings and addresses that are not here.

        `LookupError` where it has no such plan, `StoreError` where it is damaged.
        """
        taking.refuse_damaged(file, choices)
        with migrated.reading_as_now(file) as source, self._connection.writing() as db:
            taken = taking.take(source, db, choices)
            if not whole:
                return taken
            taking.take_settings(source, db)
            taking.take_addresses(source, db)
            letters, received = taking.take_letters(source, db), taking.take_received(source, db)
            return msgspec.structs.replace(taken, letters=letters, received=received)

    def take_everything(self, source: "sqlite3.Connection") -> None:
        """Take over all plans, letters and received packages of another store, of which one state is being read."""
        with self._connection.writing() as db:
            taking.take(source, db, taking.all_plans(source))
            taking.take_letters(source, db)
            taking.take_received(source, db)

    def take_back(self, taken: "taking.Taken", before: "Path") -> None:
        """Take back what was taken over; `before` is the backup that was made before."""
        with migrated.reading_as_now(before) as source, self._connection.writing() as db:
            taking.take_back(source, db, taken)

    def record(
        self, plan_id: str, edit: "Edit", plan: "Plan", *, merge: bool = False, at: datetime | None = None
    ) -> int:
        """Write an edit and the parts that it touches of `plan`, the plan after it; return its number.

        Edits that are undone are dropped. With `merge`, `edit` takes the place of the newest one: it is that
        one and what was written on. Where the newest one does not go back to the same state (it was never
        written), `edit` is added.
        """
        with self._connection.writing() as db:
            return log.record_edit(db, plan_id, edit, plan, moment_text(at), merge=merge)

    def undo(self, plan_id: str, plan: "Plan", *, at: datetime | None = None) -> "StoredEdit":
        """Mark the newest done edit as undone; `plan` is the plan without it."""
        with self._connection.writing() as db:
            return log.undo_edit(db, plan_id, plan, moment_text(at))

    def redo(self, plan_id: str, plan: "Plan", *, at: datetime | None = None) -> "StoredEdit":
        """Mark the oldest undone edit as done again; `plan` is the plan with it."""
        with self._connection.writing() as db:
            return log.redo_edit(db, plan_id, plan, moment_text(at))

    def undoable(self, plan_id: str, limit: int) -> list["StoredEdit"]:
        """Return the edits that undo takes back, the next one first, at most `limit`."""
        with self._connection.reading() as db:
            return log.list_undoable(db, plan_id, limit=limit)

    def redoable(self, plan_id: str, limit: int = _ALL) -> list["StoredEdit"]:
        """Return the edits that redo brings back, the next one first."""
        with self._connection.reading() as db:
            return log.list_redoable(db, plan_id, limit=limit)

    def drafts(self, plan_id: str) -> dict[str, str]:
        """Return what was being typed in a plan and is no value yet, by its place."""
        with self._connection.reading() as db:
            return dict(db.execute("SELECT place, text FROM draft WHERE plan_id = ?", [plan_id]).fetchall())

    def keep_draft(self, plan_id: str, place: str, text: str) -> None:
        """Keep what is being typed at a place, instead of what was kept for it; for a plan that is gone, nothing."""
        with self._connection.writing() as db:
            db.execute(
                "INSERT OR REPLACE INTO draft (plan_id, place, text) SELECT id, ?, ? FROM plan WHERE id = ?",
                [place, text, plan_id],
            )

    def drop_draft(self, plan_id: str, place: str) -> None:
        """Forget what was being typed at a place."""
        with self._connection.writing() as db:
            db.execute("DELETE FROM draft WHERE plan_id = ? AND place = ?", [plan_id, place])

    def setting(self, key: str, kind: type[T]) -> T | None:
        """Return a setting; None where there is none, or one that is no `kind` (of another version, say)."""
        with self._connection.reading() as db:
            return setting_of(db, key, kind)

    def set_setting(self, key: str, value: object) -> None:
        """Remember a setting: any value that msgspec writes as JSON."""
        with self._connection.writing() as db:
            db.execute(
                "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)",
                [key, msgspec.json.encode(value).decode()],
            )

    def _set(self, plan_id: str, **columns: str | int | None) -> None:
        with self._connection.writing() as db:
            plans.set_columns(db, plan_id, **columns)
