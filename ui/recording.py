"""Edits of a plan on their way to the store."""

from collections.abc import Callable

from dxdesk.plan.edit import Edit
from dxdesk.plan.model import Plan
from dxdesk.store.store import Store
from dxdesk.store.stored import StoredEdit
from ui.archive import Archive


class StoreRecorder:
    """Hands the edits of one plan to the archive, in order."""

    def __init__(self, archive: Archive, plan_id: str) -> None:
        """Record for the plan of that id."""
        self._archive = archive
        self._id = plan_id

    def record(self, edit: Edit, plan: Plan, *, merge: bool) -> None:
        """Queue an edit."""
        self._archive.write(lambda store: store.record(self._id, edit, plan, merge=merge))

    def undo(self, edit: Edit, plan: Plan) -> None:  # noqa: ARG002 - the store knows the newest edit
        """Queue that the newest edit was undone."""
        self._archive.write(lambda store: store.undo(self._id, plan))

    def redo(self, edit: Edit, plan: Plan) -> None:  # noqa: ARG002 - the store knows which was undone last
        """Queue that the edit undone last was done again."""
        self._archive.write(lambda store: store.redo(self._id, plan))

    def done(self, count: int) -> list[Edit] | None:
        """Return the newest done edits, after everything queued is written; None where that is not possible."""
        return self._kept(lambda store: store.undoable(self._id, count))

    def undone(self, count: int) -> list[Edit] | None:
        """Return the edits that redo does next, after everything queued is written; None as with `done`."""
        return self._kept(lambda store: store.redoable(self._id, count))

    def _kept(self, ask: Callable[[Store], list[StoredEdit]]) -> list[Edit] | None:
        if not self._archive.flush():
            return None  # the store is behind the plan: its edits would not fit
        return [each.edit for each in reversed(self._archive.read(ask))]
