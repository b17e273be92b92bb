"""A program that is killed while it writes has lost nothing that it said was saved."""

import os
import subprocess
import sys
import time
from pathlib import Path
from random import Random

from dxdesk.plan.edits import edited
from dxdesk.store.opening import open_store
from tests.store.samples import PLAN, recorded, started
from tests.store.writer import long_plan, writing

ROOT = Path(__file__).resolve().parents[2]
WRITES = """
import itertools, pathlib, sys
from tests.store.samples import PLAN, SITUATION, SUBJECT, replaced
from dxdesk.store.opening import open_store

file, plan_id = sys.argv[1:]
store, plan = open_store(pathlib.Path(file)), PLAN
for number in itertools.count(1):
    edit, plan = replaced(plan, SITUATION if number % 2 else SUBJECT, f"Lần {number}")
    print(store.record(plan_id, edit, plan), flush=True)
"""
TIDIES = """
import pathlib, sys
from dxdesk.store import packing
from dxdesk.store.opening import open_store

packing.BLOCK, packing.LOOSE = 20, 5
with open_store(pathlib.Path(sys.argv[1])) as store:
    print("begun", flush=True)
    while True:
        store.history.tidy(bound=3_000)
"""
# Kills amid packing and merging; `DXDESK_KILLS=200` asks for more.
KILLS = int(os.environ.get("DXDESK_KILLS", "6"))


def test_every_edit_that_was_reported_survives_a_kill(file: Path) -> None:
    store, plan_id = started(file)
    store.close()
    with subprocess.Popen(
        [sys.executable, "-c", WRITES, file, plan_id], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        reported = [int(writer.stdout.readline()) for _ in range(60)]
        writer.kill()
        reported += [int(line) for line in writer.stdout.read().splitlines() if line]
    with open_store(file) as store:
        edits = store.undoable(plan_id, 100_000)[::-1]
        assert [each.seq for each in edits][: len(reported)] == reported
        plan = PLAN
        for each in edits:
            plan = edited(plan, each.edit.forward)
        assert store.load(plan_id).plan == plan
        recorded(store, plan_id, plan, "Viết tiếp")


def test_a_kill_amid_packing_and_merging_loses_no_step_of_the_way_back(file: Path) -> None:
    store, plan_id = started(file, long_plan())
    end, dice = long_plan(), Random(1)  # noqa: S311 - any moment will do
    for edit, end in writing(1_000):
        store.record(plan_id, edit, end)
    store.close()
    for _ in range(KILLS):
        with subprocess.Popen(
            [sys.executable, "-c", TIDIES, file], cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as tidying:
            assert tidying.stdout is not None
            assert tidying.stdout.readline() == "begun\n"
            time.sleep(dice.random() / 5)
            tidying.kill()
        with open_store(file) as store:
            assert store.load(plan_id).plan == end
            back = [step for each in store.undoable(plan_id, 1_000_000) for step in each.edit.backward]
            assert edited(end, back) == long_plan()
            for edit, after in writing(100, seed=dice.randrange(99), plan=end):
                store.record(plan_id, edit, after)
                end = after
