"""The uploads of the store's outbox, one at a time, until nothing is left to do; killed at any moment, it goes on.

What is learnt stands in the store: this knows only when it tried last.
"""

import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Final

from dxdesk.language import translate as _
from dxdesk.outbox.asking import ask_for_reply
from dxdesk.outbox.back_off import Pace, pause_before
from dxdesk.outbox.connection import MayGoOn
from dxdesk.outbox.faults import SendingError, SendingFault, StoppedError
from dxdesk.outbox.mailing import Reach
from dxdesk.outbox.one_upload import Line, OneUpload
from dxdesk.outbox.sending import Progress
from dxdesk.store.dispatch import Dispatch
from dxdesk.store.dispatch_states import ANSWERED, IllegalStepError
from dxdesk.store.faults import StoreError
from dxdesk.store.store import Store

# Faults that are gone perhaps in another network, though a person may have to see to them.
_OF_THE_NETWORK: Final = frozenset({"untrusted", "other_name", "proxy_password"})
# Where there is no hurry, the pause begins as if it had failed so often before.
_LATER: Final = 5
_IDLE: Final = 60.0  # seconds between two looks at the store
_STORE_AWAY: Final = 30.0
_ASK_AGAIN: Final = {
    "received": timedelta(hours=6),
    "accepted": timedelta(days=1),
    "returned": timedelta(days=1),
}
_ASKED_FOR: Final = timedelta(days=400)  # after its year, no more replies come

Shown = Callable[[Dispatch, Progress], None]


class QueueRun:
    """Works on the uploads that are due. `run` belongs to a thread of its own; the rest may be called by any.

    `may_go_on` is asked all the time: False while sending is paused, or the line is one that costs. `shown` is
    told of progress, `changed` that a dispatch has changed in the store.
    """

    def __init__(
        self,
        reach: Reach,
        line: Line,
        *,
        pace: Pace | None = None,
        may_go_on: MayGoOn = lambda: True,
        shown: Shown = lambda _dispatch, _progress: None,
        changed: Callable[[str], None] = lambda _dispatch_id: None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._reach = reach
        self._line = line
        self._pace = pace or Pace()
        self._allowed = may_go_on
        self._shown = shown
        self._changed = changed
        self._chance = chance
        self._failures: dict[str, int] = {}
        self._asked: dict[str, datetime] = {}
        self._unanswered: set[str] = set()
        self._wanted: set[str] = set()
        self._left: set[str] = set()
        self._ended = Event()
        self._wake = Event()

    def run(self) -> None:
        """Work until `end`."""
        while not self._ended.is_set():
            pause = self.step()
            self._wake.wait(pause)
            self._wake.clear()

    def end(self) -> None:
        """Let `run` return soon; what is being sent is left where it is, and taken up the next time."""
        self._ended.set()
        self._wake.set()

    def wake(self) -> None:
        """Look at the store now: something was queued or resumed, or sending may go on."""
        self._wake.set()

    def ask_now(self, dispatch_id: str) -> None:
        """Ask for the reply to a dispatch now, for a person wants to know; what came of it is noted with it."""
        self._wanted.add(dispatch_id)
        self.wake()

    def leave(self, dispatch_id: str) -> None:
        """Stop what is being sent, if it is this one; call it after it was paused in the store."""
        self._left.add(dispatch_id)

    def network_has_changed(self) -> None:
        """Try at once what failed for want of a connection, and what another network may have spoilt."""
        self._failures.clear()
        while self._unanswered:
            self._asked.pop(self._unanswered.pop(), None)
        self._reach(_resume_all)
        self.wake()

    def step(self) -> float:
        """Work on one dispatch that is due, if there is one; return the seconds until the next is."""
        if not self._allowed():
            return _IDLE
        try:
            self._reach(_take_up)
            due = self._due()
            if due is not None:
                self._work(due)
                return 0.0
            waiting = self._to_ask()
            if waiting is not None:
                self._ask(waiting)
                return 0.0
            return self._reach(_seconds_until_due)
        except StoreError:  # full, or away: the next look may find it again
            return _STORE_AWAY

    def _due(self) -> Dispatch | None:
        found = self._reach(lambda store: store.dispatches.due())
        return next((one for one in found if one.means == "upload"), None)

    def _to_ask(self) -> Dispatch | None:
        now = datetime.now(UTC)
        for one in self._reach(lambda store: store.dispatches.list()):
            often = _ASK_AGAIN.get(one.state)
            if often is None or one.means != "upload":
                continue
            if one.id in self._wanted:
                return one
            if one.reason or now - one.created_at > _ASKED_FOR:
                continue
            if one.id not in self._asked or now - self._asked[one.id] > often:
                return one
        return None

    def _work(self, dispatch: Dispatch) -> None:
        self._left.discard(dispatch.id)  # it was resumed since
        try:
            if dispatch.state not in ANSWERED:
                dispatch = self._reach(lambda store: store.dispatches.begin(dispatch.id))
                self._changed(dispatch.id)
            delivery = self._upload(dispatch).send()
            self._failures.pop(dispatch.id, None)
            self._asked[dispatch.id] = datetime.now(UTC)
            for notice in delivery.notices:
                self._note(dispatch, notice)
        except SendingError as error:
            self._note_fault(dispatch, error.fault)
        except StoppedError:
            self._note_pause(dispatch)
        except IllegalStepError:
            pass  # a person was faster: it was withdrawn or paused
        self._changed(dispatch.id)

    def _ask(self, dispatch: Dispatch) -> None:
        self._asked[dispatch.id] = datetime.now(UTC)
        is_wanted = dispatch.id in self._wanted
        self._wanted.discard(dispatch.id)
        self._left.discard(dispatch.id)
        asked = ask_for_reply(self._reach, self._upload(dispatch), dispatch)
        if not asked.is_answered:  # it is received all the same, and asked again in some hours
            self._unanswered.add(dispatch.id)
        if is_wanted and asked.words:
            self._note(dispatch, asked.words, asked.outcome)
        self._changed(dispatch.id)

    def _upload(self, dispatch: Dispatch) -> OneUpload:
        return OneUpload(
            self._reach,
            dispatch,
            self._line,
            lambda: self._goes_on(dispatch.id),
            lambda progress: self._shown(dispatch, progress),
        )

    def _goes_on(self, dispatch_id: str) -> bool:
        return not self._ended.is_set() and dispatch_id not in self._left and self._allowed()

    def _note_fault(self, dispatch: Dispatch, fault: SendingFault) -> None:
        words = fault.words_of_queue()
        if fault.retry == "person":
            self._reach(
                lambda store: _settle(
                    store, dispatch, lambda: store.dispatches.stop(dispatch.id, fault.code, words)
                )
            )
            return
        failures = self._failures[dispatch.id] = self._failures.get(dispatch.id, 0) + 1
        attempt = failures + (_LATER if fault.retry == "later" else 0)
        pause = pause_before(attempt, self._chance(), self._pace, fault.wait)
        self._note_attempt(dispatch, words, pause)

    def _note_pause(self, dispatch: Dispatch) -> None:
        self._note_attempt(dispatch, _("Sending was paused."), 0.0)

    def _note_attempt(self, dispatch: Dispatch, words: str, pause: float) -> None:
        moment = datetime.now(UTC) + timedelta(seconds=pause)
        self._reach(
            lambda store: _settle(
                store, dispatch, lambda: store.dispatches.note_attempt(dispatch.id, words, moment)
            )
        )

    def _note(self, dispatch: Dispatch, words: str, outcome: str = "notice") -> None:
        self._reach(lambda store: store.dispatches.note(dispatch.id, outcome, words))


def _settle(store: Store, dispatch: Dispatch, write: Callable[[], object]) -> None:
    """Write down what came of an attempt, unless a person has decided otherwise meanwhile."""
    if store.dispatches.get(dispatch.id).state in {"sending", *ANSWERED}:
        write()


def _take_up(store: Store) -> None:
    """Let wait again what was being sent when the program ended, or when the store could not be written."""
    for one in store.dispatches.list():
        if one.state == "sending" and one.means == "upload":
            store.dispatches.note_attempt(one.id, _("Sending was interrupted. It goes on by itself."))


def _resume_all(store: Store) -> None:
    for one in _uploads(store):
        is_late = one.state in {"waiting", *ANSWERED} and one.next_at is not None and not one.reason
        if is_late or (one.state == "stopped" and one.reason in _OF_THE_NETWORK):
            store.dispatches.resume(one.id)


def _seconds_until_due(store: Store) -> float:
    now = datetime.now(UTC)
    left = [one for one in _uploads(store) if not one.reason and (one.state == "waiting" or one.wanted)]
    moments = [one.next_at for one in left if one.next_at is not None]
    return min([_IDLE, *(max((moment - now).total_seconds(), 0.0) + 0.01 for moment in moments)])


def _uploads(store: Store) -> Sequence[Dispatch]:
    return [one for one in store.dispatches.list() if one.means == "upload"]
