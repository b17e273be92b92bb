"""A program that is killed while it writes has lost nothing that it said was saved."""

import subprocess
import sys
from pathlib import Path

from dxdesk.plan.edits import edited
from dxdesk.store.opening import open_store
from tests.store.samples import PLAN, recorded, started

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
