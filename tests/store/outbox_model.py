"""The outbox as a machine by chance, beside a plain model of it: the same steps, the same states."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule

from dxdesk.store.dispatch import Dispatch, DispatchMeans
from dxdesk.store.dispatch_states import IllegalStepError
from dxdesk.store.opening import open_store
from dxdesk.store.values import Tally
from tests.store.samples import PLAN

Way = tuple[str, str, DispatchMeans]
ANSWERED = {"received", "accepted", "returned"}
MEANS: tuple[DispatchMeans, ...] = ("upload", "mail", "folder")


class OutboxMachine(RuleBasedStateMachine):
    """Steps by chance, with an end of the program after any of them."""

    ids = Bundle("ids")

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self.file = Path(self._folder.name) / "dxdesk.sqlite3"
        self.store = open_store(self.file)
        self.plan = self.store.add_plan(PLAN, Tally())
        self.states: dict[str, str] = {}
        self.ways: dict[str, Way] = {}
        self.replies: dict[tuple[str, str], dict[int, str]] = {}

    def teardown(self) -> None:
        self.store.close()
        self._folder.cleanup()

    @rule(
        target=ids,
        digest=st.sampled_from("ab"),
        destination=st.sampled_from(["huyen", "tinh"]),
        means=st.sampled_from(MEANS),
    )
    def queue(self, digest: str, destination: str, means: DispatchMeans) -> object:
        dispatch = self.store.dispatches.queue(
            self.plan,
            1,
            digest * 64,
            digest.encode(),
            destination=destination,
            receiver="Huyện",
            means=means,
        )
        same = {key for key, way in self.ways.items() if way[:2] == (digest, destination)}
        answered = {key for key in same if self.states[key] in ANSWERED}
        alike = {key for key in same if self.ways[key][2] == means and self.states[key] != "withdrawn"}
        if answered or alike:
            assert dispatch.id in (answered or alike)
            return multiple()
        assert dispatch.id not in self.states
        self.states[dispatch.id] = "waiting"
        self.ways[dispatch.id] = (digest, destination, means)
        return dispatch.id

    def _step(self, key: str, step: str, allowed: dict[str, str]) -> Dispatch | None:
        """Do a step, which from each of these states leads to that one and is refused in any other."""
        act: Callable[[str], Dispatch] = {
            "begin": self.store.dispatches.begin,
            "handed": self.store.dispatches.handed,
            "pause": self.store.dispatches.pause,
            "resume": self.store.dispatches.resume,
            "withdraw": self.store.dispatches.withdraw,
            "fail": lambda each: self.store.dispatches.note_attempt(each, "Không có mạng."),
        }[step]
        before = self.states[key]
        try:
            dispatch = act(key)
        except IllegalStepError:
            assert before not in allowed
            return None
        assert before in allowed
        self.states[key] = allowed[before]
        return dispatch

    @rule(key=ids)
    def begin(self, key: str) -> None:
        self._step(key, "begin", {"waiting": "sending", "handed": "sending"})

    @rule(key=ids)
    def hand(self, key: str) -> None:
        self._step(key, "handed", dict.fromkeys(["waiting", "sending", "stopped", "handed"], "handed"))

    @rule(key=ids)
    def pause(self, key: str) -> None:
        stays = {state: state for state in ANSWERED}
        stopped = self._step(
            key, "pause", {**stays, **dict.fromkeys(["waiting", "sending", "stopped"], "stopped")}
        )
        assert stopped is None or stopped.reason == "paused"

    @rule(key=ids)
    def resume(self, key: str) -> None:
        stays = {state: state for state in ANSWERED}
        self._step(key, "resume", {**stays, "waiting": "waiting", "stopped": "waiting"})

    @rule(key=ids)
    def withdraw(self, key: str) -> None:
        self._step(key, "withdraw", {"waiting": "withdrawn", "stopped": "withdrawn"})

    @rule(key=ids)
    def fail(self, key: str) -> None:
        stays = {state: state for state in [*ANSWERED, "handed", "stopped", "waiting"]}
        self._step(key, "fail", {**stays, "sending": "waiting"})

    @rule(key=ids, number=st.integers(0, 3), verdict=st.sampled_from(["accepted", "returned"]))
    def answer(self, key: str, number: int, verdict: Literal["accepted", "returned"]) -> None:
        between = self.ways[key][:2]
        said = self.replies.setdefault(between, {}).setdefault(number, verdict if number else "received")
        if number:
            data = f"{between} {number}".encode()
            self.store.dispatches.keep_reply(
                key, data, number, "accepted" if said == "accepted" else "returned"
            )
        else:
            self.store.dispatches.keep_receipt(key, f"{between}".encode())
        newest = self.replies[between][max(self.replies[between])]
        for each, way in self.ways.items():
            if way[:2] == between:
                self.states[each] = newest

    @rule()
    def end_and_begin_anew(self) -> None:
        self.store.close()
        self.store = open_store(self.file)
        cut_off = self.store.dispatches.take_up()
        assert {each.id for each in cut_off} == {
            key for key, state in self.states.items() if state == "sending"
        }
        for each in cut_off:
            self.states[each.id] = "stopped" if each.means == "mail" else "waiting"

    @invariant()
    def states_are_those_of_the_model(self) -> None:
        assert {each.id: each.state for each in self.store.dispatches.list()} == self.states

    @invariant()
    def nothing_that_was_received_is_due(self) -> None:
        assert {each.id for each in self.store.dispatches.due()} == {
            key for key, state in self.states.items() if state == "waiting"
        }

    @invariant()
    def the_bytes_stay(self) -> None:
        for key, way in self.ways.items():
            assert self.store.dispatches.package(key) == way[0].encode()
