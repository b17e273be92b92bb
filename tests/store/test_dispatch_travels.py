"""A plan that travels between two computers while it is sent from both: no answer gets lost, nothing waits by itself."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from dxdesk.store.dispatch_states import ANSWERED, IllegalStepError
from dxdesk.store.moving import export_plans
from dxdesk.store.opening import open_store
from dxdesk.store.store import Store
from dxdesk.store.taking import Choice
from dxdesk.store.values import Tally
from tests.store.samples import PLAN
from tests.store.test_dispatches import queued

STEPS = st.lists(
    st.tuples(
        st.sampled_from([0, 1]),
        st.sampled_from(
            ["upload", "mail", "begin", "hand", "pause", "resume", "withdraw", "receive", "reply", "move"]
        ),
    ),
    min_size=4,
    max_size=14,
)


def act(store: Store, plan_id: str, step: str) -> None:
    """Do a step with the newest dispatch, where it is a legal one."""
    if step in {"upload", "mail"}:
        queued(store, plan_id, "upload" if step == "upload" else "mail")
        return
    found = store.dispatches.list(plan_id)
    if not found:
        return
    key = found[0].id
    deeds = {
        "begin": lambda: store.dispatches.begin(key),
        "hand": lambda: store.dispatches.handed(key),
        "pause": lambda: store.dispatches.pause(key),
        "resume": lambda: store.dispatches.resume(key),
        "withdraw": lambda: store.dispatches.withdraw(key),
        "receive": lambda: store.dispatches.keep_receipt(key, b"receipt"),
        "reply": lambda: store.dispatches.keep_reply(key, b"reply", 1, "accepted"),
    }
    try:
        deeds[step]()
    except IllegalStepError:
        assert step not in {"receive", "reply"}


def move(here: Store, there: Store, plan_id: str, file: Path) -> None:
    """Take the plan from here over to there."""
    before = {each.id: each for each in there.dispatches.list()}
    export_plans(here._connection.file, file, [plan_id])
    there.take(file, [Choice(plan_id)])
    for each in there.dispatches.list():
        if each.state in {"waiting", "sending"}:  # as it was here before; what came waits for a person
            assert before[each.id].state == each.state


def known(store: Store) -> set[str]:
    """Return what is answered, with the proof of each."""
    found = [each for each in store.dispatches.list() if each.state in ANSWERED]
    for each in found:
        assert store.dispatches.receipts(each.id) or store.dispatches.replies(each.id)
        assert store.dispatches.package(each.id)
    return {each.id for each in found}


@settings(max_examples=30)
@given(steps=STEPS)
def test_no_answer_is_lost_on_the_way_and_nothing_waits_by_itself(steps: list[tuple[int, str]]) -> None:
    with (
        TemporaryDirectory() as folder,
        open_store(Path(folder) / "a.sqlite3") as first,
        open_store(Path(folder) / "b.sqlite3") as second,
    ):
        plan_id = first.add_plan(PLAN, Tally())
        stores = first, second
        move(first, second, plan_id, Path(folder) / "first.dxstore")
        answered: tuple[set[str], set[str]] = (set(), set())
        for number, (which, step) in enumerate(steps):
            if step == "move":
                move(stores[which], stores[1 - which], plan_id, Path(folder) / f"{number}.dxstore")
            else:
                act(stores[which], plan_id, step)
            for store, before in zip(stores, answered, strict=True):
                now = known(store)
                assert before <= now
                before.update(now)
