"""One comparison after the other: each is made on a thread, and steered from here."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from dxdesk.comparison.comparison import Comparison, Step, compare
from dxdesk.comparison.word_file import MAX_SIZE, WordFileError
from dxdesk.document.compose import UnprintableTextError
from dxdesk.files import read_up_to
from dxdesk.guidance.pack import Pack
from dxdesk.language import translate as _
from dxdesk.plan.model import Plan
from ui.start_calls import while_alive
from ui.start_reading import disk_fault
from ui.work import Cancel, CancelledError, Worker


class Order(NamedTuple):
    """What is to be compared: the plan as it stands, and the file (its bytes, once it has been read).

    `since` is the plan as it was before anything was taken over from the file.
    """

    plan: Plan
    pack: Pack
    since: Plan
    path: Path
    data: bytes | None = None


class Compared(NamedTuple):
    """What came of an order."""

    order: Order
    comparison: Comparison


class UncomparableError(Exception):
    """A file or a plan that cannot be compared: what is the matter, and what to do."""

    def __init__(self, message: str, cure: str) -> None:
        super().__init__(f"{message} {cure}".strip())
        self.message = message
        self.cure = cure


class ComparisonRun(QObject):
    """Carries out orders; a new one calls the one before off.

    `begun` carries a step; then comes `done` with a `Compared`, or `failed` with an `UncomparableError`.
    """

    begun = Signal(str)
    done = Signal(object)
    failed = Signal(object)

    def __init__(self, worker: Worker, parent: QObject) -> None:
        """Begin with nothing to do."""
        super().__init__(parent)
        self._worker = worker
        self._cancel = Cancel()

    def start(self, order: Order) -> None:
        """Carry out an order."""
        self._cancel.cancel()
        cancel = self._cancel = Cancel()
        tell = self._worker.relayed(while_alive(self, self.begun.emit))

        def take(outcome: Compared) -> None:
            if not cancel.cancelled:
                self.done.emit(outcome)

        def fail(error: Exception) -> None:
            if isinstance(error, UncomparableError) and not cancel.cancelled:
                self.failed.emit(error)
            elif not isinstance(error, (UncomparableError, CancelledError)):
                raise error

        self._worker.run(
            _compared, order, cancel, tell, done=while_alive(self, take), failed=while_alive(self, fail)
        )

    def cancel(self) -> None:
        """Stop; nothing comes of it any more."""
        self._cancel.cancel()


def _compared(order: Order, cancel: Cancel, tell: Callable[[Step], object]) -> Compared:
    """Carry out an order; runs beside the window."""

    def begin(step: Step) -> None:
        cancel.check()
        tell(step)

    read = order if order.data is not None else order._replace(data=_bytes_of(order.path))
    try:
        comparison = compare(order.plan, order.pack, read.data or b"", since=order.since, begin=begin)
    except WordFileError as error:
        raise UncomparableError(error.message, error.cure) from None
    except UnprintableTextError as error:
        head = _("Some texts of the plan cannot be printed, so that there is nothing to compare with.")
        raise UncomparableError(head, "\n".join(fault.message for fault in error.faults)) from None
    cancel.check()
    return Compared(read, comparison)


def _bytes_of(path: Path) -> bytes:
    try:
        return read_up_to(path, MAX_SIZE + 1)  # the reader refuses anything longer
    except OSError as error:
        fault = disk_fault(error)
        raise UncomparableError(fault.message, fault.cure) from None
