"""A damaged store at the start: set aside, what is left of it built beside it, and then what the user chose."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from dxdesk.patience import remove_folder
from dxdesk.store.aside import put_in_place, set_aside
from dxdesk.store.faults import StoreError, kind_of_system
from dxdesk.store.opening import open_store
from dxdesk.store.rescue import Rescue, Step, rescue
from dxdesk.value import Value

UNSURE: Final = "texts.txt"  # beside the copy: texts that can be read, but not trusted
_WORK: Final = "rescue.tmp"


class Offer(Value, frozen=True, kw_only=True):
    """What can be done: the copy that is kept (`aside`), and what was rescued, if anything."""

    file: Path
    aside: Path
    rescued: Rescue | None


def prepare_offer(
    file: Path,
    *,
    ours: bool,
    check: Callable[[], object] = lambda: None,
    progress: Callable[[Step], object] = lambda _step: None,
) -> Offer | None:
    """Set a damaged store aside and build what is left of it; the store itself stays as it is.

    Where it may be none of `ours`, and nothing of ours is left in it, None is returned and nothing is changed.
    `check` is called often; what it raises calls the work off.

    Raises:
        StoreError: there is no room for it, or no right to write there.
    """
    work = file.with_name(_WORK)
    remove_folder(work)  # of a rescue that was cut short
    try:
        work.mkdir()
    except OSError as error:
        raise StoreError(kind_of_system(error), file) from error
    try:
        found = rescue(file, work, check=check, progress=progress)
        if found is None and not ours:
            remove_folder(work)
            return None
        aside = set_aside(file)
        if found is not None and found.unsure:
            text = "\n\n".join(found.unsure)
            aside.with_name(UNSURE).write_text(text, "utf-8", errors="backslashreplace")
        return Offer(file=file, aside=aside, rescued=found)
    except OSError as error:
        remove_folder(work)
        raise StoreError(kind_of_system(error), file) from error
    except BaseException:
        remove_folder(work)
        raise


def use_rescued(offer: Offer) -> None:
    """Put what was rescued into the place of the damaged store.

    Raises:
        StoreError: that is not possible.
    """
    if offer.rescued is not None:
        put_in_place(offer.rescued.built, offer.file)
    drop_offer(offer)


def use_none(offer: Offer) -> None:
    """Put an empty store into the place of the damaged one, which is kept where it was set aside.

    Raises:
        StoreError: that is not possible.
    """
    empty = offer.file.with_name(_WORK) / "empty.sqlite3"
    open_store(empty).close()
    put_in_place(empty, offer.file)
    drop_offer(offer)


def drop_offer(offer: Offer) -> None:
    """Take away what was built; the damaged store stays where it is."""
    remove_folder(offer.file.with_name(_WORK))
