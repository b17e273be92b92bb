"""Bytes flipped at random: a store opens with all that was in it, or what is left of it is right and said.

40 stores, each damaged in every way; DXDESK_DAMAGED_STORES=500 for the whole count (some 20 minutes).
"""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from dxdesk.store.faults import StoreError
from dxdesk.store.integrity import check_store
from dxdesk.store.opening import open_store
from dxdesk.store.parts import split_plan
from dxdesk.store.rescue import Rescue, rescue
from dxdesk.store.store import Store
from tests.store.damaging import DAMAGE, damage
from tests.store.realistic import Truth, build, contents_of

STORES = int(os.environ.get("DXDESK_DAMAGED_STORES", "40"))
KINDS = [*DAMAGE, "log flip", "log scribble", "log truncate", "log zero"]


# Where what a plan has of each kind stands.
TABLES = {"edits": {"edit"}, "revisions": {"revision"}, "answers": {"dispatch", "dispatch_answer"}}


def opened(file: Path) -> tuple[dict[str, object], bool] | None:
    """Open a store as the program does, with the check that follows; None where it is found damaged."""
    try:
        with open_store(file) as store:
            if check_store(file).sound:
                return contents_of(store), store.whole_log
    except StoreError as error:
        assert error.kind in {"altered", "damaged", "foreign"}, error.kind  # noqa: PT017 - what is rescued
    return None


def assert_right(found: Rescue | None, truth: Truth, *, in_log: bool, anything: bool) -> None:
    """Assert that whatever is rescued is right, and that what is not there is said."""
    if found is None:
        assert not anything
        return
    final = truth.final
    with open_store(found.built) as store:
        there = contents_of(store)
        assert_honest(store)
    states = {plan.id: plan for plan in found.plans}
    assert set(there["plans"]) == set(states) <= set(final["plans"])
    assert "plan" in found.incomplete or set(states) == set(final["plans"])
    for plan_id, plan in there["plans"].items():
        state = states[plan_id]
        if state.state == "whole" and in_log:  # what is not in the log any more cannot be known
            assert any(plan == each["plans"].get(plan_id) for each in truth.states)
        elif state.state == "whole":
            assert plan == final["plans"][plan_id]
            for what, tables in TABLES.items():
                assert tables & set(state.missing) or there[what][plan_id] == final[what][plan_id]
        elif state.state == "backup":
            assert any(plan == each["plans"].get(plan_id) for each in truth.states)
        else:
            known = {body for (_id, key), bodies in truth.parts.items() for body in bodies}
            wrong = [key for key, body in split_plan(plan).items() if body not in known]
            assert (state.state == "mixed" and not wrong) or state.state == "partial"
    for what, table in [("letters", "letter"), ("settings", "setting")]:
        if table not in found.incomplete and not in_log:
            assert there[what] == final[what]
    for letter_id, letter in there["letters"].items():
        assert letter == final["letters"][letter_id]


def assert_honest(store: Store) -> None:
    """Assert that nothing rescued is sent by itself, and is called received only where its receipt is there."""
    for each in store.dispatches.list():
        assert each.state in {"received", "stopped", "withdrawn"}
        assert (each.state == "received") == bool(store.dispatches.receipts(each.id))
        assert each.state != "stopped" or store.dispatches.package(each.id)


def cases() -> Iterator[tuple[int, str]]:
    for number in range(STORES):
        yield number, KINDS[number % len(KINDS)]


@pytest.mark.parametrize(("seed", "kind"), list(cases()))
def test_no_damage_is_silent_and_what_is_rescued_is_right(tmp_path: Path, seed: int, kind: str) -> None:
    in_log = kind.startswith("log ")
    file, truth = build(tmp_path, seed, killed=in_log or bool(seed // len(KINDS) % 2))
    target = file.with_name(f"{file.name}-wal") if in_log else file
    damage(target, kind.removeprefix("log "), random.Random(seed))  # noqa: S311 - no secret
    sound = opened(file)
    if sound is not None:
        contents, whole_log = sound
        assert contents == truth.final or (not whole_log and contents in truth.states)
        return
    before = {each: each.read_bytes() for each in (file, file.with_name(f"{file.name}-wal")) if each.exists()}
    work = tmp_path / "work"
    work.mkdir()
    assert_right(rescue(file, work), truth, in_log=in_log, anything=bool(seed % 2))
    assert {each: each.read_bytes() for each in before} == before
