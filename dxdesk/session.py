"""Writing on one plan: every change is a named edit, is recorded, and can be undone without limit."""

from collections.abc import Iterable
from typing import Final, Protocol

from dxdesk.guidance.pack import Pack
from dxdesk.plan.edit import Edit, EditName, edit_text, make_edit, merged, paths_of
from dxdesk.plan.edits import Operation, edited
from dxdesk.plan.following import following
from dxdesk.plan.model import Plan

# Undo reaches back to the first edit; this many are in memory, older ones are asked for.
AT_HAND: Final = 200


class Recorder(Protocol):
    """Where edits are kept. Each call may return before it is done, in the order of the calls."""

    def record(self, edit: Edit, plan: Plan, *, merge: bool) -> None:
        """Keep an edit that led to `plan`; with `merge`, in the place of the newest one."""

    def undo(self, edit: Edit, plan: Plan) -> None:
        """Note that the newest edit was undone, which led to `plan`."""

    def redo(self, edit: Edit, plan: Plan) -> None:
        """Note that the oldest undone edit was done again, which led to `plan`."""

    def done(self, count: int) -> list[Edit]:
        """Return the newest `count` edits that are kept as done, the oldest of them first."""


class Session:
    """A plan that is being written, its guidance, and what was done to it."""

    def __init__(
        self,
        plan: Plan,
        pack: Pack,
        recorder: Recorder,
        *,
        done: Iterable[Edit] = (),
        undone: Iterable[Edit] = (),
    ) -> None:
        """Begin with a plan as stored: `done` edits oldest first, `undone` with the next to redo last."""
        self.plan = plan
        self.pack = pack
        self._recorder = recorder
        self._done = list(done)
        self._undone = list(undone)
        self._open = False  # whether the newest edit may still grow

    def change(
        self, name: EditName, operations: Iterable[Operation], *, merge: bool = False
    ) -> tuple[str, ...]:
        """Make an edit and return the places (JSON Pointers) that it touched; nothing where it changes nothing.

        With `merge`, it joins the newest edit where that one went on at the same place and was not settled;
        what comes back to where that one began is that one undone.

        Raises:
            EditError: it does not fit; the plan stays as it is.
        """
        steps = list(operations)
        edit, after = make_edit(self.plan, name, [*steps, *following(self.plan, steps)])
        if after == self.plan:
            return ()
        joined = merged(self._done[-1], edit) if merge and self._open and self._done else None
        if joined is not None and _leads_nowhere(joined):
            return self.undo()
        touched = _touched(self.plan, after, edit.forward)
        self.plan = after
        self._undone.clear()
        if joined is not None:
            self._done[-1] = joined
        else:
            self._done.append(edit)
        self._open = merge
        self._recorder.record(joined or edit, after, merge=joined is not None)
        return touched

    def settle(self) -> None:
        """End the newest edit: what is typed next is an edit of its own."""
        self._open = False

    def undo(self) -> tuple[str, ...]:
        """Take the newest edit back and return the places touched; nothing where there is none."""
        if not self._has_done():
            return ()
        edit = self._done.pop()
        before, self.plan = self.plan, edited(self.plan, edit.backward)
        self._undone.append(edit)
        self._open = False
        self._recorder.undo(edit, self.plan)
        return _touched(before, self.plan, edit.backward)

    def redo(self) -> tuple[str, ...]:
        """Do the edit again that was undone last and return the places touched."""
        if not self._undone:
            return ()
        edit = self._undone.pop()
        before, self.plan = self.plan, edited(self.plan, edit.forward)
        self._done.append(edit)
        self._open = False
        self._recorder.redo(edit, self.plan)
        return _touched(before, self.plan, edit.forward)

    def undo_text(self) -> str:
        """Return the name of the edit that undo takes back, or nothing."""
        return edit_text(self._done[-1].name, self.plan, self.pack) if self._has_done() else ""

    def redo_text(self) -> str:
        """Return the name of the edit that redo does again, or nothing."""
        return edit_text(self._undone[-1].name, self.plan, self.pack) if self._undone else ""

    def _has_done(self) -> bool:
        if not self._done:
            self._done = self._recorder.done(AT_HAND)
        return bool(self._done)


def _touched(before: Plan, after: Plan, operations: Iterable[Operation]) -> tuple[str, ...]:
    """Return the places that operations touch, last those at which something came to be unread, or was."""
    changed = {*before.unread} ^ {*after.unread} if before.unread != after.unread else ()
    return (*paths_of(operations), *sorted({entry.path for entry in changed}))


def _leads_nowhere(edit: Edit) -> bool:
    """Say whether an edit puts back what stood at its places before."""
    return edit.forward == edit.backward
