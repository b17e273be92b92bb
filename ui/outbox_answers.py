"""Receipts and replies that came as files: read by their content, checked, and kept with what they answer."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from dxdesk.files import read_up_to, reason_of
from dxdesk.language import translate as _
from dxdesk.store.store import Store
from ui.dialog import NoticeLine
from ui.office import Office
from ui.start_calls import while_alive

if TYPE_CHECKING:
    from dxdesk.outbox.answer_files import TakenAnswer


class _Refused(NamedTuple):
    words: str


class AnswerIntake(QObject):
    """Takes files in, one after the other. `taken` carries the dispatch that was answered."""

    taken = Signal(str)

    def __init__(self, office: Office, notice: NoticeLine, parent: QObject) -> None:
        """Say in `notice` what came of it."""
        super().__init__(parent)
        self._office = office
        self._notice = notice

    def take(self, path: Path) -> None:
        """Take a file in."""

        def work() -> bytes:
            from dxdesk.exchange.reading import MAX_SIZE  # noqa: PLC0415 - for whoever takes one in

            return read_up_to(path, MAX_SIZE + 1)

        def fail(error: Exception) -> None:
            if not isinstance(error, OSError):
                raise error
            words = _("“{name}” cannot be read: {reason}.")
            self._notice.say(words.format(name=path.name, reason=reason_of(error)), "error")

        self._office.worker.run(work, done=while_alive(self, self._keep), failed=while_alive(self, fail))

    def _keep(self, data: bytes) -> None:
        self._office.archive.write(lambda store: _kept(store, data), done=while_alive(self, self._tell))

    def _tell(self, outcome: object) -> None:
        if isinstance(outcome, _Refused):
            self._notice.say(outcome.words, "error")
            return
        taken: TakenAnswer = outcome  # type: ignore[assignment] # see _kept
        dispatch = taken.dispatches[0]
        words = _("Taken in: it belongs to revision {number}, sent to {receiver}.")
        self._notice.say(words.format(number=dispatch.revision, receiver=dispatch.receiver))
        self._office.outbox.note_change()
        self.taken.emit(dispatch.id)


def _kept(store: Store, data: bytes) -> "TakenAnswer | _Refused":
    from dxdesk.outbox.answer_files import AnswerError, take_answer  # noqa: PLC0415 - as above

    try:
        return take_answer(store, data)
    except AnswerError as error:
        return _Refused(str(error))
