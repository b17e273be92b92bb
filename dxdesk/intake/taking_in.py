"""Keeping what has been looked at: each file with exactly one outcome."""

from collections.abc import Sequence
from typing import Final, Literal

from dxdesk.intake.reading import Aside, Looked, Reason, Refused, Sound
from dxdesk.sources.parcel import Trouble
from dxdesk.store.received import ReceivedPackage
from dxdesk.store.store import Store
from dxdesk.value import Value

Outcome = Literal["taken", "there already", "older", "conflict", "refused", "other", "unopened"]
# The order in which a person wants to hear of them.
OUTCOMES: Final[tuple[Outcome, ...]] = (
    "conflict",
    "refused",
    "unopened",
    "taken",
    "older",
    "there already",
    "other",
)


class Told(Value, frozen=True, kw_only=True):
    """What became of a file. `package` is the one in it; `reasons` why it cannot be used, `why` it was not opened."""

    origin: str
    outcome: Outcome
    package: ReceivedPackage | None = None
    reasons: tuple[Reason, ...] = ()
    notices: tuple[str, ...] = ()
    why: Trouble | Literal["", "other"] = ""


def take_in(store: Store, batch: Sequence[Looked]) -> list[Told]:
    """Keep a batch, all of it or nothing, and say what became of each file.

    Raises:
        StoreError: the store cannot be read or written.
    """
    sound = [one for one in batch if isinstance(one, Sound)]
    added = store.received.add(
        [(one.package, one.contents) for one in sound],
        [one.file for one in batch if isinstance(one, Refused)],
    )
    here = store.received.list() if sound else []
    fresh = {(one.digest, one.content) for one in added}
    told = []
    for one in batch:
        told.append(_told(one, fresh, here))
        if isinstance(one, Sound):  # the same file once more in this batch
            fresh.discard((one.package.digest, one.package.content))
    return told


def _told(looked: Looked, fresh: set[tuple[str, str]], here: Sequence[ReceivedPackage]) -> Told:
    match looked:
        case Aside(origin=origin, why=why):
            return Told(origin=origin, outcome="other" if why == "other" else "unopened", why=why)
        case Refused(file=file):
            return Told(origin=file.origin, outcome="refused", reasons=file.reasons)
        case Sound(package=package, notices=notices):
            is_fresh = (package.digest, package.content) in fresh
            outcome = _outcome(package, here) if is_fresh else "there already"
            return Told(origin=package.origin, outcome=outcome, package=package, notices=notices)


def _outcome(package: ReceivedPackage, here: Sequence[ReceivedPackage]) -> Outcome:
    unit = (package.unit_scheme, package.unit_code, package.year)
    others = [one for one in here if (one.unit_scheme, one.unit_code, one.year) == unit]
    if any(one.revision == package.revision and one.digest != package.digest for one in others):
        return "conflict"
    return "older" if any(one.revision > package.revision for one in others) else "taken"
