"""Measuring a file from disk; no Qt here: this runs on a thread of its own."""

from collections.abc import Callable
from pathlib import Path

from dxdesk.files import read_up_to
from dxdesk.inspection.faults import UnreadableDocumentError
from dxdesk.inspection.inspection import MAX_SIZE, Inspection, inspect_file
from ui.start_reading import disk_fault
from ui.work import Cancel


def inspect_path(path: Path, cancel: Cancel, tell: Callable[[float], object]) -> Inspection:
    """Return where the document at `path` deviates; `tell` is given the share of the work that is done.

    Raises:
        UnreadableDocumentError: the file cannot be read or measured.
        CancelledError: it was called off.
    """

    def tell_on(share: float) -> None:
        cancel.check()
        tell(share)

    tell_on(0.0)
    try:
        data = read_up_to(path, MAX_SIZE + 1)  # anything longer is refused
    except OSError as error:
        fault = disk_fault(error)
        raise UnreadableDocumentError(fault.message, fault.cure) from error
    return inspect_file(path.name, data, tell_on)
