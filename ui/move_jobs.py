"""What is done beside the window with plans that go to, or come from, another computer; no Qt here."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from dxdesk.store.arriving import arrived
from dxdesk.store.backup.looking import compare_with
from dxdesk.store.moving import export_plans
from dxdesk.store.standing import Standing
from ui.work import Cancel

Progress = Callable[[int], object]  # per cent


class Arrival(NamedTuple):
    """A file that came: a checked store with what is in it, which goes with `held`, and how its plans stand."""

    held: ExitStack
    own: Path
    standings: Sequence[Standing]


def export(
    store: Path, target: Path, plan_ids: Sequence[str] | None, progress: Progress, cancel: Cancel
) -> Path:
    """Write plans, or everything, into a file; return it.

    Raises:
        StoreError: it could not be written; what was there before is as it was.
        CancelledError: it was called off.
    """

    def tell(done: int) -> None:
        cancel.check()
        progress(done)

    export_plans(store, target, plan_ids, tell)
    return target


def arrive(store: Path, file: Path, progress: Progress, cancel: Cancel) -> Arrival:
    """Check a file and compare what is in it with the store.

    Raises:
        ArrivalError: it cannot be taken in.
        CancelledError: it was called off.
    """

    def tell(done: int, plans: int) -> None:
        cancel.check()
        progress(100 * done // max(plans, 1))

    with ExitStack() as held:
        own = held.enter_context(arrived(file, tell))
        standings = [each for each in compare_with(store, own) if each.there is not None]
        return Arrival(held.pop_all(), own, standings)
