"""Edits of a plan on their way to the store."""

from dxdesk.plan.edit import Edit
from dxdesk.plan.model import Plan
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

    def done(self, count: int) -> list[Edit]:
        """Return the newest done edits, after everything queued is written; none where that is not possible."""
        if not self._archive.flush():
            return []  # the store is behind the plan: its edits would not fit
        stored = self._archive.read(lambda store: store.undoable(self._id, count))
        return [each.edit for each in reversed(stored)]
