"""A store as an office has it, and what ought to be in it."""

import random
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from dxdesk.plan.model import Plan, TaskEntry
from dxdesk.store.copying import copy_store
from dxdesk.store.looking import BACKUPS
from dxdesk.store.opening import open_store
from dxdesk.store.parts import split_plan
from dxdesk.store.store import Store
from dxdesk.store.values import Revision, Tally
from tests.store.samples import PLAN, replaced

_TASKS = [f"task-{number}" for number in range(23)]
_WORDS = [
    "chuyển",
    "đổi",
    "số",
    "xã",
    "huyện",
    "cán",
    "bộ",
    "công",
    "chức",
    "dữ",
    "liệu",
    "trực",
    "tuyến",
    "hạ",
    "tầng",
    "người",
    "dân",
    "doanh",
    "nghiệp",
]


class Truth(NamedTuple):
    """What was in a store after each transaction, and every text that any part of a plan ever had."""

    states: list[dict[str, Any]]
    parts: dict[tuple[str, str], set[str]]

    @property
    def final(self) -> dict[str, Any]:
        return self.states[-1]


def contents_of(store: Store) -> dict[str, Any]:
    """Return all that a user would miss."""
    ids = sorted(each.id for each in [*store.plans(), *store.plans(trashed=True)])
    letters = {letter.id: (letter.name, store.letters.read(letter.id)) for letter in store.letters.list()}
    return {
        "plans": {plan_id: store.load(plan_id).plan for plan_id in ids},
        "edits": {plan_id: [each.edit for each in store.undoable(plan_id, 9_999)] for plan_id in ids},
        "revisions": {
            plan_id: [
                (each, store.revisions.package(plan_id, each.number))
                for each in store.revisions.list(plan_id)
            ]
            for plan_id in ids
        },
        "answers": {
            plan_id: [
                (each.id, store.dispatches.receipts(each.id)) for each in store.dispatches.list(plan_id)
            ]
            for plan_id in ids
        },
        "letters": letters,
        "settings": {key: store.setting(key, str) for key in ("a", "b", "c")},
    }


def build(folder: Path, seed: int, *, killed: bool) -> tuple[Path, Truth]:
    """Make a store by chance, with a backup of an earlier state where `seed` is odd; return it and the truth.

    Where it is `killed`, the files are those of a program that did not end: the log is still there.
    """
    chance = random.Random(seed)  # noqa: S311 - no secret
    live = folder / "live" / "dxdesk.sqlite3"
    truth = Truth([], {})
    with open_store(live) as store:
        plans: dict[str, Plan] = {}
        for number in range(3):
            plan = _plan(chance, number)
            plans[store.add_plan(plan, Tally(total=23))] = plan
        store.letters.add("Công văn.pdf", "application/pdf", chance.randbytes(30_000))
        _note(store, truth)
        for step in range(40):
            _do_something(store, plans, chance)
            _note(store, truth)
            if step == 30:
                store._connection.raw.execute("PRAGMA wal_checkpoint(PASSIVE)")
            if step == 20 and seed % 2:
                (folder / BACKUPS).mkdir()
                copy_store(store._connection.raw, folder / BACKUPS / "dxdesk-2023-01-05-080000.sqlite3")
        if killed:
            _copy(live, folder)
    if not killed:
        _copy(live, folder)
    shutil.rmtree(live.parent)
    return folder / live.name, truth


def _copy(live: Path, folder: Path) -> None:
    for each in live.parent.iterdir():
        shutil.copyfile(each, folder / each.name)


def _note(store: Store, truth: Truth) -> None:
    truth.states.append(contents_of(store))
    for plan_id, plan in truth.final["plans"].items():
        for key, body in split_plan(plan).items():
            truth.parts.setdefault((plan_id, key), set()).add(body)


def _plan(chance: random.Random, number: int) -> Plan:
    tasks = {key: TaskEntry(applies=True, situation=_text(chance, 40)) for key in _TASKS}
    unit = msgspec.structs.replace(PLAN.unit, code=f"1849{number}", name=f"xã Số {number}")
    return msgspec.structs.replace(PLAN, unit=unit, tasks=tasks, year=2023 + number)


def _do_something(store: Store, plans: dict[str, Plan], chance: random.Random) -> None:
    plan_id = chance.choice(list(plans))
    plan = plans[plan_id]
    match chance.choice("eeeeeeeeewwlrsd"):
        case "l":
            store.letters.add(_text(chance, 4), "application/pdf", chance.randbytes(chance.randrange(20_000)))
        case "s":
            store.set_setting(chance.choice("abc"), _text(chance, 10))
        case "r" if not store.revisions.list(plan_id):
            sealed = Revision(
                number=1,
                kind="original",
                digest=plan_id,
                plan_sha256="p",
                profile="flat",
                sealed_at=datetime(2023, 1, 5, tzinfo=UTC),
            )
            store.revisions.seal(plan_id, sealed, chance.randbytes(9_000))
            store.revisions.issue(plan_id, 1, "15", date(2023, 1, 6))
        case "d" if store.revisions.list(plan_id):
            dispatch = store.dispatches.queue(
                plan_id,
                1,
                plan_id,
                chance.randbytes(9_000),
                destination=chance.choice(["huyen", "tinh"]),
                receiver=_text(chance, 4),
                means="upload",
            )
            if chance.randrange(2) and dispatch.state == "waiting":
                store.dispatches.begin(dispatch.id)
                store.dispatches.keep_receipt(dispatch.id, chance.randbytes(3_000))
        case "w":
            edit, plans[plan_id] = replaced(plan, "/goals/general", _text(chance, 200))
            store.record(plan_id, edit, plans[plan_id])
        case _:
            place = f"/tasks/{chance.choice(_TASKS)}/situation"
            edit, plans[plan_id] = replaced(plan, place, _text(chance, 80))
            store.record(plan_id, edit, plans[plan_id])


def _text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, k=chance.randrange(1, words)))
