"""Undo to the beginning and redo to the end of many edits of all kinds give the same plan, through a real store.

1,000 edits by default; `DXDESK_SESSION_EDITS=10000` is the whole count.
"""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import msgspec

from dxdesk.guidance.pack import Pack
from dxdesk.plan import changes, cost_changes, remark_changes, task_changes
from dxdesk.plan.edit import Edit, EditName
from dxdesk.plan.edits import EditError
from dxdesk.plan.migration import migrate
from dxdesk.plan.model import Assignment, LegalBasis, Plan, Solution
from dxdesk.plan.places import texts_of
from dxdesk.plan.unread import keep_typed
from dxdesk.session import AT_HAND, Session
from dxdesk.store.opening import open_store
from dxdesk.store.store import Store
from dxdesk.store.values import Tally
from tests.document.sample_plans import full_plan, pack

EDITS = int(os.environ.get("DXDESK_SESSION_EDITS", "1000"))


class Keeper:
    """Keeps the edits of one plan in the store, at once."""

    def __init__(self, store: Store, plan_id: str) -> None:
        self.store, self.id = store, plan_id

    def record(self, edit: Edit, plan: Plan, *, merge: bool) -> None:
        self.store.record(self.id, edit, plan, merge=merge)

    def undo(self, edit: Edit, plan: Plan) -> None:
        assert self.store.undo(self.id, plan).edit == edit

    def redo(self, edit: Edit, plan: Plan) -> None:
        assert self.store.redo(self.id, plan).edit == edit

    def done(self, count: int) -> list[Edit]:
        return [each.edit for each in reversed(self.store.undoable(self.id, count))]

    def undone(self, count: int) -> list[Edit]:
        return [each.edit for each in reversed(self.store.redoable(self.id, count))]


class Desk:
    """A plan that is written, put away and taken out again."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.packs = {each.meta.version: each for each in (pack(), _other(pack()))}
        self.store = open_store(file)
        self.id = self.store.add_plan(full_plan("xa"), Tally())
        self.open()

    def open(self) -> None:
        self.store._connection._db.execute("PRAGMA synchronous = OFF")
        keeper = Keeper(self.store, self.id)
        stored = self.store.load(self.id)
        self.session = Session(
            stored.plan,
            self.packs[stored.plan.guidance.version],
            keeper,
            done=keeper.done(AT_HAND),
            undone=keeper.undone(AT_HAND),
        )

    def restart(self) -> None:
        self.store.close()
        self.store = open_store(self.file)
        self.open()

    @property
    def plan(self) -> Plan:
        return self.session.plan


def _other(first: Pack) -> Pack:
    meta = msgspec.structs.replace(first.meta, version="9.0")
    return msgspec.structs.replace(first, meta=meta, tasks=first.tasks[2:])


def text(plan: Plan, dice: Random) -> changes.Change:
    path, before = dice.choice([*texts_of(plan)])
    return changes.set_value(plan, path, f"{before[: dice.randrange(90)]} viết {dice.randrange(99)}"[:45])


def task(plan: Plan, dice: Random) -> str:
    return dice.choice([key for key, entry in plan.tasks.items() if entry.activities] or [*plan.tasks])


def rows(plan: Plan, dice: Random) -> str:
    lists = ("/bases", "/solutions", "/organisation", "/goals/specific", "/document/recipients")
    return dice.choice((f"/tasks/{task(plan, dice)}/activities", *lists))


def add(plan: Plan, dice: Random) -> changes.Change:
    path = rows(plan, dice)
    made = {"/bases": LegalBasis(abstract="về số"), "/solutions": Solution(), "/organisation": Assignment()}
    entry = made.get(path, f"Dòng {dice.random()}")
    if path.endswith("activities"):
        entry = changes.new_activity(plan, path.split("/")[2])
    count = len(changes.value_at(plan, path))
    return changes.add_entries(path, dice.randint(0, count), [entry])


def remove(plan: Plan, dice: Random) -> changes.Change:
    path = rows(plan, dice)
    count = len(changes.value_at(plan, path))
    if count < 3:
        return add(plan, dice)
    return changes.remove_entries(path, dice.sample(range(count), 2))


def move(plan: Plan, dice: Random) -> changes.Change:
    path = rows(plan, dice)
    count = len(changes.value_at(plan, path))
    if count < 2:
        return add(plan, dice)
    return changes.move_entry(path, *dice.sample(range(count), 2))


def money(plan: Plan, dice: Random) -> changes.Change:
    key = task(plan, dice)
    if not plan.tasks[key].activities:
        return changes.set_value(plan, "/funding/stated_total", dice.randrange(10**9))
    path = f"/tasks/{key}/activities/0/costs"
    if plan.tasks[key].activities[0].costs and dice.random() < 0.3:
        return cost_changes.remove_cost(plan, path, 0)
    return cost_changes.set_amount(plan, f"{path}/0", dice.randrange(10**9))


def day(plan: Plan, dice: Random) -> changes.Change:
    found = date(2023, dice.randint(1, 12), dice.randint(1, 28))
    path = dice.choice(("/document/issued_on", "/document/requested_by"))
    return changes.set_value(plan, path, dice.choice((None, found)))


def applies(plan: Plan, dice: Random) -> changes.Change:
    return changes.set_applies(plan, dice.choice(pack().tasks), applies=dice.choice((True, False, None)))


def suggestions(plan: Plan, dice: Random) -> changes.Change:
    asked = dice.choice(pack().tasks)
    return changes.insert_suggestions(plan, asked, asked.suggestions.get("xa", ())[:2])


def note(plan: Plan, dice: Random) -> changes.Change:
    if plan.notes and dice.random() < 0.5:
        return remark_changes.remove_note(plan, plan.notes[0])
    path = f"/tasks/{task(plan, dice)}/activities"
    return remark_changes.add_note(plan, path, "Bà B", "Xem lại", datetime(2022, 12, 1, tzinfo=UTC))


def unread(plan: Plan, dice: Random) -> changes.Change:
    return keep_typed(plan, "/funding/stated_total", f"khoảng {dice.randrange(9)}")


def duplicated(plan: Plan, dice: Random) -> changes.Change:
    return task_changes.move_entries(plan, f"/tasks/{task(plan, dice)}/activities", [0], 2)


def migrated(plan: Plan, _dice: Random) -> changes.Change:
    first, other = pack(), _other(pack())
    before, after = (first, other) if plan.guidance.version == first.meta.version else (other, first)
    return EditName(message="Go over to {guidance}"), list(migrate(plan, before, after).operations)


KINDS: tuple[Callable[[Plan, Random], changes.Change], ...] = (
    *(text, text, text, add, remove, move, money, day, applies, suggestions, note, unread, duplicated),
    migrated,
)


def edit(desk: Desk, dice: Random) -> None:
    """Make one edit of any kind; go back and on a little now and then, and end the program."""
    kind = dice.choice(KINDS)
    try:
        name, operations = kind(desk.plan, dice)
        desk.session.change(name, operations, merge=dice.random() < 0.3)
    except (EditError, LookupError):  # this plan has no room for it
        return
    if kind is migrated:
        desk.session.pack = desk.packs[desk.plan.guidance.version]
    chance = dice.random()
    if chance < 0.02:
        for _ in range(dice.randint(1, 9)):
            desk.session.undo()
        if dice.random() < 0.7:
            while desk.session.redo():
                pass
    elif chance < 0.03:
        while desk.store.history.tidy():
            pass
    elif chance < 0.04:
        desk.restart()


def test_undone_to_the_beginning_and_redone_to_the_end_it_is_the_same_plan(tmp_path: Path) -> None:
    desk, dice = Desk(tmp_path / "dxdesk.sqlite3"), Random(7)  # noqa: S311 - only has to be the same again
    for _ in range(EDITS):
        edit(desk, dice)
    end = desk.plan
    heads = desk.store.history.edits(desk.id, EDITS)
    assert len(heads) > EDITS / 2
    assert {"Add {place}", "Delete {place}", "Move {place}", "Go over to {guidance}"} < {
        each.name.message for each in heads
    }
    assert desk.store.load(desk.id).plan == end
    desk.restart()
    for step in (desk_undo, desk_redo):
        while step(desk):
            if dice.random() < 0.01:
                while desk.store.history.tidy():
                    pass
                desk.restart()
        stored = desk.store.load(desk.id).plan
        assert stored == desk.plan
        assert msgspec.json.encode(stored) == msgspec.json.encode(
            full_plan("xa") if step is desk_undo else end
        )
    desk.store.close()


def desk_undo(desk: Desk) -> bool:
    return bool(desk.session.undo())


def desk_redo(desk: Desk) -> bool:
    return bool(desk.session.redo())
