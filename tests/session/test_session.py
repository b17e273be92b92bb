from hypothesis import given, settings
from hypothesis import strategies as st

from dxdesk.plan.changes import set_value
from dxdesk.plan.edit import Edit
from dxdesk.plan.model import Plan
from dxdesk.session import Session
from tests.document.sample_plans import full_plan, pack


class Log:
    """A recorder that keeps edits in memory, as the store does on disk."""

    def __init__(self) -> None:
        self.kept: list[Edit] = []
        self.taken_back: list[Edit] = []
        self.plan: Plan | None = None

    def record(self, edit: Edit, plan: Plan, *, merge: bool) -> None:
        if merge:
            self.kept.pop()
        self.kept.append(edit)
        self.taken_back.clear()
        self.plan = plan

    def undo(self, edit: Edit, plan: Plan) -> None:
        assert self.kept.pop() == edit
        self.taken_back.append(edit)
        self.plan = plan

    def redo(self, edit: Edit, plan: Plan) -> None:
        assert self.taken_back.pop() == edit
        self.kept.append(edit)
        self.plan = plan

    def done(self, count: int) -> list[Edit]:
        return self.kept[-count:]

    def undone(self, count: int) -> list[Edit]:
        return self.taken_back[-count:]


def write(session: Session, text: str, *, merge: bool = False) -> tuple[str, ...]:
    return session.change(*set_value(session.plan, "/goals/general", text), merge=merge)


def test_typing_is_one_edit_until_it_is_settled() -> None:
    log = Log()
    session = Session(full_plan("xa"), pack(), log)
    for text in ("M", "Mộ", "Một"):
        write(session, text, merge=True)
    session.settle()
    write(session, "Một hai", merge=True)
    assert len(log.kept) == 2
    session.undo()
    assert session.plan.goals.general == "Một"
    session.undo()
    assert session.plan == full_plan("xa")
    assert session.undo() == ()


def test_what_changes_nothing_is_no_edit() -> None:
    log = Log()
    session = Session(full_plan("xa"), pack(), log)
    assert write(session, session.plan.goals.general) == ()
    assert not log.kept


def test_undo_reaches_edits_of_an_earlier_day() -> None:
    log = Log()
    session = Session(full_plan("xa"), pack(), log)
    for number in range(250):
        write(session, str(number))
    later = Session(session.plan, pack(), log, done=log.kept[-200:])
    steps = 0
    while later.undo():
        steps += 1
    assert steps == 250
    assert later.plan == full_plan("xa")


def test_redo_reaches_edits_that_were_undone_on_an_earlier_day() -> None:
    log = Log()
    session = Session(full_plan("xa"), pack(), log)
    for number in range(450):
        write(session, str(number))
    while session.undo():
        pass
    later = Session(session.plan, pack(), log, undone=log.taken_back[-200:])
    steps = 0
    while later.redo():
        steps += 1
    assert steps == 450
    assert later.plan.goals.general == "449"


def test_what_is_kept_behind_the_plan_is_asked_for_again_later() -> None:
    class Behind(Log):
        behind = True

        def done(self, count: int) -> list[Edit] | None:  # type: ignore[override]
            return None if self.behind else self.kept[-count:]

    log = Behind()
    session = Session(full_plan("xa"), pack(), log)
    write(session, "x")
    later = Session(session.plan, pack(), log)
    assert later.undo() == ()
    log.behind = False
    assert later.undo()
    assert later.plan == full_plan("xa")


def test_undo_and_redo_say_what_they_do() -> None:
    session = Session(full_plan("xa"), pack(), Log())
    assert session.undo_text() == ""
    write(session, "x")
    assert session.undo_text() == "Edit general goal"
    session.undo()
    assert session.redo_text() == "Edit general goal"


@settings(max_examples=50)
@given(st.lists(st.sampled_from(("write", "undo", "redo")), max_size=30))
def test_undone_to_the_beginning_and_redone_to_the_end_it_is_the_same_plan(steps: list[str]) -> None:
    log = Log()
    session = Session(full_plan("xa"), pack(), log)
    for number, step in enumerate(steps):
        if step == "write":
            write(session, f"text {number}")
        else:
            getattr(session, step)()
        assert log.plan is None or log.plan == session.plan
    while session.redo():
        pass
    end = session.plan
    while session.undo():
        pass
    assert session.plan == full_plan("xa")
    while session.redo():
        pass
    assert session.plan == end
