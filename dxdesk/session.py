"""Writing on one plan: every change is a named edit, is recorded, and can be undone without limit."""

from collections.abc import Callable, Iterable
from typing import Final, Protocol

from dxdesk.guidance.pack import Pack
from dxdesk.plan.edit import Edit, EditName, edit_text, make_edit, merged, paths_of
from dxdesk.plan.edits import Operation, edited
from dxdesk.plan.following import following
from dxdesk.plan.model import Plan

# Undo reaches back to the first edit and redo on to the last; this many are asked for at a time.
AT_HAND: Final = 200


class Recorder(Protocol):
    """Where edits are kept. Each call may return before it is done, in the order of the calls."""

    def record(self, edit: Edit, plan: Plan, *, merge: bool) -> None:
        """Keep an edit that led to `plan`; with `merge`, in the place of the newest one."""

    def undo(self, edit: Edit, plan: Plan) -> None:
        """Note that the newest edit was undone, which led to `plan`."""

    def redo(self, edit: Edit, plan: Plan) -> None:
        """Note that the oldest undone edit was done again, which led to `plan`."""

    def done(self, count: int) -> list[Edit] | None:
        """Return the newest `count` edits that are kept as done, the oldest of them first.

        None where what is kept is behind the plan just now: it can be asked again later.
        """

    def undone(self, count: int) -> list[Edit] | None:
        """Return the `count` edits that redo does again next, the next one last; None as with `done`."""


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
        """Begin with a plan as stored: `done` edits oldest first, `undone` with the next to redo last.

        Both may be only those at hand: further ones are asked for when they are come to.
        """
        self.plan = plan
        self.pack = pack
        self._recorder = recorder
        self._done = _Edits(done, recorder.done)
        self._undone = _Edits(undone, recorder.undone)
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
        newest = self._done.next() if merge and self._open else None
        joined = merged(newest, edit) if newest is not None else None
        if joined is not None and _leads_nowhere(joined):
            return self.undo()
        touched = _touched(self.plan, after, edit.forward)
        self.plan = after
        self._undone.clear()
        if joined is not None:
            self._done.take()
        self._done.put(joined or edit)
        self._open = merge
        self._recorder.record(joined or edit, after, merge=joined is not None)
        return touched

    def settle(self) -> None:
        """End the newest edit: what is typed next is an edit of its own."""
        self._open = False

    def undo(self) -> tuple[str, ...]:
        """Take the newest edit back and return the places touched; nothing where there is none."""
        edit = self._done.take()
        if edit is None:
            return ()
        before, self.plan = self.plan, edited(self.plan, edit.backward)
        self._undone.put(edit)
        self._open = False
        self._recorder.undo(edit, self.plan)
        return _touched(before, self.plan, edit.backward)

    def redo(self) -> tuple[str, ...]:
        """Do the edit again that was undone last and return the places touched."""
        edit = self._undone.take()
        if edit is None:
            return ()
        before, self.plan = self.plan, edited(self.plan, edit.forward)
        self._done.put(edit)
        self._open = False
        self._recorder.redo(edit, self.plan)
        return _touched(before, self.plan, edit.forward)

    def undo_text(self) -> str:
        """Return the name of the edit that undo takes back, or nothing."""
        return self._text(self._done.next())

    def redo_text(self) -> str:
        """Return the name of the edit that redo does again, or nothing."""
        return self._text(self._undone.next())

    def _text(self, edit: Edit | None) -> str:
        return edit_text(edit.name, self.plan, self.pack) if edit is not None else ""


class _Edits:
    """Edits in the order in which they are taken, the next one last: some at hand, the others asked for."""

    def __init__(self, at_hand: Iterable[Edit], ask: Callable[[int], list[Edit] | None]) -> None:
        self._at_hand = list(at_hand)
        self._ask = ask
        self._more = True  # whether there may be others

    def next(self) -> Edit | None:
        """Return the next edit, or None where there is none."""
        if not self._at_hand and self._more:
            found = self._ask(AT_HAND)
            self._more = found is None or len(found) == AT_HAND
            self._at_hand = found or []
        return self._at_hand[-1] if self._at_hand else None

    def take(self) -> Edit | None:
        """Return the next edit and take it out."""
        return self._at_hand.pop() if self.next() is not None else None

    def put(self, edit: Edit) -> None:
        """Put an edit in front; what is far behind it is let go, and asked for when it is come to."""
        self._at_hand.append(edit)
        if len(self._at_hand) > 2 * AT_HAND:
            del self._at_hand[:AT_HAND]
            self._more = True

    def clear(self) -> None:
        """Forget all: there are no others either."""
        self._at_hand.clear()
        self._more = False


def _touched(before: Plan, after: Plan, operations: Iterable[Operation]) -> tuple[str, ...]:
    """Return the places that operations touch, last those at which something came to be unread, or was."""
    changed = {*before.unread} ^ {*after.unread} if before.unread != after.unread else ()
    return (*paths_of(operations), *sorted({entry.path for entry in changed}))


def _leads_nowhere(edit: Edit) -> bool:
    """Say whether an edit puts back what stood at its places before."""
    return edit.forward == edit.backward
