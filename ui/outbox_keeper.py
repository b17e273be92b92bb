"""Sending by itself, beside the window: it begins when something waits, and ends with the window; nothing is lost."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from ui.access_codes import AccessCodes
from ui.archive import Archive
from ui.archive_reach import ArchiveReach
from ui.sending_preferences import SendingBook
from ui.start_calls import while_alive
from ui.work import Worker

if TYPE_CHECKING:
    from dxdesk.outbox.queue_run import QueueRun
    from dxdesk.store.dispatch import Dispatch
    from ui.connection_watch import ConnectionWatch

_AFTER_START: Final = 3_000  # milliseconds; the window and the first backup come first
_PATIENCE: Final = 3.0  # seconds at the end, for what is being sent to stop in order
# Whatever is not given up or handed over has something to do, or a reply to wait for.
_AT_REST: Final = frozenset({"handed", "withdrawn"})


class OutboxKeeper(QObject):
    """Runs the queue of uploads on a thread of its own.

    `changed` tells that what is in the outbox is other than before. `told` carries what there is to say of it in
    the line below the window, empty where there is nothing; `words` keeps it. `progressed` carries a dispatch and
    what share of it is sent, in per cent; `shares` keeps those. `asks` is whether it waits for an answer about a
    line that costs. `codes` are the access codes of units.
    """

    changed = Signal()
    told = Signal(str)
    progressed = Signal(str, int)

    def __init__(self, archive: Archive, place: Path, parent: QObject | None = None) -> None:
        """Do nothing before `begin`; `place` is the file of the store."""
        super().__init__(parent)
        self._archive = archive
        self.preferences = SendingBook(archive, self)
        self.shares: dict[str, int] = {}
        self.words = ""
        self.asks = False
        self._dispatches: Sequence[Dispatch] = ()
        self._may_go_on = True
        self._begun = self._starting = self._ended = False
        self._worker = Worker("outbox", threads=2, parent=self)
        self.codes = AccessCodes(self._worker)
        self._reach = ArchiveReach(archive, place, self)
        self._queue: QueueRun | None = None
        self._to_ask: set[str] = set()
        self._watch: ConnectionWatch | None = None
        self._first = QTimer(self, singleShot=True, interval=_AFTER_START)
        self._first.timeout.connect(self.take_up)
        self.preferences.changed.connect(self._weigh)

    def begin(self) -> None:
        """Begin when the window is shown."""
        if not self._begun:
            self._begun = True
            self._first.start()

    def take_up(self) -> None:
        """Go on with what was being sent when the program ended, and with what waits."""
        if not self._ended:
            self._first.stop()
            from ui.outbox_jobs import take_up  # noqa: PLC0415 - the list of plans comes up without it

            self._archive.write(take_up, done=while_alive(self, self._note), quietly=True)

    def note_change(self) -> None:
        """Note that the outbox was changed: something was queued, resumed, given up, answered."""
        if not self._ended:
            from ui.outbox_jobs import listed  # noqa: PLC0415 - as above

            self._archive.write(listed, done=while_alive(self, self._note), quietly=True)

    def leave(self, dispatch_id: str) -> None:
        """Stop what is being sent, if it is this one."""
        if self._queue is not None:
            self._queue.leave(dispatch_id)

    def ask_now(self, dispatch_id: str) -> bool:
        """Ask for the reply to a dispatch as soon as sending may go on; return whether it may now."""
        if self._queue is None:
            self._to_ask.add(dispatch_id)
            self._start()
        else:
            self._queue.ask_now(dispatch_id)
        return self._may_go_on

    def resume_without_code(self, destination: str) -> None:
        """Try again what lacked the access code for a destination, for it was entered; ask for replies, too."""
        from ui.outbox_jobs import resume_for_code  # noqa: PLC0415 - as above

        self._archive.write(
            lambda store: resume_for_code(store, destination), done=lambda _done: self._try_all()
        )

    def send_by_mail(
        self, dispatch_id: str, done: Callable[[object], object], failed: Callable[[Exception], object]
    ) -> None:
        """Give a dispatch to the mail server that is set; `done` is called with it as it is then."""
        from ui.outbox_jobs import mailed  # noqa: PLC0415 - as above

        self._worker.run(
            mailed,
            self._reach,
            dispatch_id,
            self.preferences.now,
            self.codes.secret,
            done=done,
            failed=failed,
        )

    def finish(self) -> None:
        """Stop sending; what is on its way is taken up at the next start."""
        if self._ended:
            return
        self._ended = True
        self._first.stop()
        self._may_go_on = False
        if self._queue is not None:
            self._queue.end()
            self._worker.wait_idle(_PATIENCE)
        self._reach.end()

    def close(self) -> None:
        """End for good."""
        self.finish()
        self._worker.close()

    def _note(self, listed: object) -> None:
        """Take in what is in the outbox now, and send what is to be sent."""
        before, self._dispatches = self._dispatches, listed  # type: ignore[assignment] # see the jobs
        if self._ended or not (before or self._dispatches):
            return
        waiting = {each.id for each in self._dispatches if each.state == "sending"}
        self.shares = {key: share for key, share in self.shares.items() if key in waiting}
        if any(each.means == "upload" and each.state not in _AT_REST for each in self._dispatches):
            self._start()
        self._weigh()
        self.changed.emit()

    def _start(self) -> None:
        """Begin sending; the libraries of the network are read on the thread that uses them."""
        if self._starting or not self._begun:
            return
        self._starting = True
        from ui.connection_watch import ConnectionWatch  # noqa: PLC0415 - most starts have nothing to send
        from ui.outbox_jobs import made_queue  # noqa: PLC0415 - as above

        self._watch = ConnectionWatch(self)
        self._watch.changed.connect(self._follow_network)
        self._worker.run(
            made_queue,
            self._reach,
            self.codes.token_of,
            lambda: self._may_go_on,
            self._worker.relayed(while_alive(self, self._progress)),
            self._worker.relayed(while_alive(self, self.note_change)),
            done=while_alive(self, self._run),
        )

    def _run(self, queue: "QueueRun") -> None:
        if not self._ended:
            self._queue = queue
            for dispatch_id in self._to_ask:
                queue.ask_now(dispatch_id)
            self._worker.run(queue.run)

    def _progress(self, dispatch_id: str, share: int) -> None:
        self.shares[dispatch_id] = share
        self.progressed.emit(dispatch_id, share)

    def _follow_network(self) -> None:
        """Try at once what failed for want of a connection, when there is one again."""
        self._weigh()
        if self._watch is not None and self._watch.is_online:
            self._try_all()

    def _try_all(self) -> None:
        self.note_change()
        if self._queue is not None and not self._ended:
            self._worker.run(self._queue.network_has_changed)  # it asks the store, so not on this thread

    def _weigh(self) -> None:
        """Decide whether sending may go on, and wake it where it may."""
        if self._ended:
            return
        now, costs = self.preferences.now, self._watch is not None and self._watch.is_metered
        self._may_go_on = not now.is_paused and (not costs or now.metered == "send")
        was_asking, self.asks = self.asks, costs and now.metered == "ask" and self._waits()
        if self._may_go_on and self._queue is not None:
            self._queue.wake()
        self._say()
        if was_asking != self.asks:
            self.changed.emit()

    def _waits(self) -> bool:
        return any(each.means == "upload" and each.state == "waiting" for each in self._dispatches)

    def _say(self) -> None:
        if not (self.words or self._dispatches):
            return
        from ui.outbox_summary import waiting_words  # noqa: PLC0415 - as above

        words = waiting_words(self._dispatches, is_paused=self.preferences.now.is_paused, asks=self.asks)
        if words != self.words:
            self.words = words
            self.told.emit(words)
