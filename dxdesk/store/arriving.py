"""A file with plans that comes from elsewhere: checked, and what is in it put into a store of our own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.plan.edits import edited
from dxdesk.store.dispatch_states import ANSWERED
from dxdesk.store.faults import StoreError
from dxdesk.store.foreign import open_foreign
from dxdesk.store.opening import open_store
from dxdesk.store.place import FILE_NAME
from dxdesk.store.store import Store
from dxdesk.store.values import PlanSummary

LARGEST: Final = 2_000_000_000  # bytes; a store with a hundred letters has a tenth of that
_MOST: Final = 1_000_000  # edits
# Of what is behind one, the bytes may be lost; what is still to be sent must be whole.
_STILL_TO_SEND: Final = {"waiting", "sending", "stopped"}
# Is told how many plans are checked, and how many there are; what it raises calls the work off.
Progress = Callable[[int, int], object]

_FAULTS: Final = {
    "too_large": mark("The file “{name}” is too large to be one with plans. Nothing was taken in."),
    "not_plans": mark("The file “{name}” is not one with plans of this program. Nothing was taken in."),
    "newer": mark(
        "The file “{name}” was written by a newer version of this program. Please update the program, "
        "then take it in again. Nothing was taken in."
    ),
    "damaged": mark(
        "The file “{name}” is damaged or was changed. Please write it anew where it comes from. "
        "Nothing was taken in."
    ),
    "full": mark("The disk is full. Please free some space, then try again. Nothing was taken in."),
    "no_access": mark("The file “{name}” cannot be read. Please copy it to this computer, then try again."),
}
_KINDS: Final = {"foreign": "not_plans", "newer": "newer", "full": "full", "no_access": "no_access"}


class ArrivalError(Exception):
    """A file cannot be taken in; the text says why and what to do. `kind` tells the cases apart."""

    def __init__(self, kind: str, file: Path) -> None:
        super().__init__(_(_FAULTS[kind]).format(name=file.name))
        self.kind = kind


@contextmanager
def arrived(file: Path, progress: Progress | None = None) -> Iterator[Path]:
    """Yield a store of our own with the checked contents of a file from elsewhere; it goes with the block.

    It is up to date, whatever version the file is of; the file itself stays as it is.

    Raises:
        ArrivalError: the file is not one with plans, or anything in it is not as it should be.
    """
    if file.is_file() and file.stat().st_size > LARGEST:
        raise ArrivalError("too_large", file)
    with TemporaryDirectory(prefix="dxdesk-", ignore_cleanup_errors=True) as folder:
        own = Path(folder) / FILE_NAME
        try:
            with open_foreign(file) as source, open_store(own) as store:
                _check(source, progress)
                with source.reading() as db:
                    store.take_everything(db)
        except StoreError as error:
            raise ArrivalError(_KINDS.get(error.kind, "damaged"), file) from error
        except (ValueError, LookupError) as error:
            raise ArrivalError("damaged", file) from error
        yield own


def _check(store: Store, progress: Progress | None) -> None:
    """Read everything as the program would; see that every edit can be taken back, and brought back.

    Raises:
        StoreError, LookupError, ValueError: something is not as it should be.
    """
    for letter in store.letters.list():
        store.letters.read(letter.id)
    for package in store.received.list():
        store.received.contents(package.digest)
    plans = [*store.plans(), *store.plans(trashed=True)]
    for number, summary in enumerate(plans):
        if progress is not None:
            progress(number, len(plans))
        _check_plan(store, summary)
        _check_history(store, summary.id)
        _check_revisions(store, summary.id)
        _check_dispatches(store, summary.id)


def _check_plan(store: Store, summary: PlanSummary) -> None:
    now = plan = store.load(summary.id).plan
    unit = summary.unit_scheme, summary.unit_code, summary.unit_name, summary.level
    if (*unit, summary.year) != (
        plan.unit.scheme,
        plan.unit.code,
        plan.unit.name,
        plan.unit.level,
        plan.year,
    ):
        raise ValueError("the list says otherwise")
    for each in store.undoable(summary.id, _MOST):
        plan = edited(plan, each.edit.backward)
    plan = now
    for each in store.redoable(summary.id):
        plan = edited(plan, each.edit.forward)


def _check_history(store: Store, plan_id: str) -> None:
    store.history.edits(plan_id, _MOST)
    for version in store.history.versions(plan_id):
        store.history.version(plan_id, version.number)


def _check_revisions(store: Store, plan_id: str) -> None:
    for revision in store.revisions.list(plan_id):
        store.revisions.package(plan_id, revision.number)
        for paper in store.revisions.papers(plan_id, revision.number):
            store.revisions.paper(paper.id)
        store.signatures.list(plan_id, revision.number)


def _check_dispatches(store: Store, plan_id: str) -> None:
    """See that each is what it says: what is called received must have the answer that says so."""
    for dispatch in store.dispatches.list(plan_id):
        if dispatch.state in _STILL_TO_SEND:
            store.dispatches.package(dispatch.id)
        store.dispatches.attempts(dispatch.id)
        store.dispatches.documents(dispatch.id)
        answers = (*store.dispatches.receipts(dispatch.id), *store.dispatches.replies(dispatch.id))
        if dispatch.state in ANSWERED and not answers:
            raise ValueError("received without an answer")
