"""The power fails while the store is written: it opens, and nothing that was reported as saved is gone.

100 cuts for each way of keeping a journal; DXDESK_POWER_CUTS=2000 for the whole count (some minutes).
"""

import os
import random
import sys
from pathlib import Path
from typing import Any

import pytest

from dxdesk.store import place
from dxdesk.store.integrity import check_store
from dxdesk.store.opening import open_store
from dxdesk.store.store import Store
from tests.store.samples import PLAN, SITUATION, replaced, started
from tests.store.watched_disk import Disk, Event, library, watched

CUTS = int(os.environ.get("DXDESK_POWER_CUTS", "100"))
EDITS = 40
JOURNALS = {"wal": "ext4", "delete": "exfat"}

pytestmark = [
    pytest.mark.skipif(
        library() is None, reason="SQLite is built into Python here: no library to put a layer below"
    ),
    pytest.mark.skipif(sys.platform == "win32", reason="the layout of the layer is that of Linux"),
]


@pytest.fixture(params=[*JOURNALS.values()], ids=[*JOURNALS])
def on_disk(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A disk on which the store keeps one of its journals."""
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / {request.param} rw 0 0\n", "utf-8")
    monkeypatch.setattr(place, "_MOUNTS", mounts)
    return str(request.param)


def contents(store: Store, plan_id: str) -> Any:
    return (
        store.load(plan_id).plan,
        [each.edit for each in store.undoable(plan_id, 9_999)],
        store.letters.list(),
    )


def written(file: Path) -> tuple[list[Event], dict[str, bytes], str, list[Any]]:
    """Write on a plan; return what was asked of the disk, what stood there before, and every state reported."""
    store, plan_id = started(file)
    store.close()
    lib = library()
    assert lib is not None
    with watched(lib) as events, open_store(file) as store:
        store._connection.raw.execute("PRAGMA wal_autocheckpoint = 25")
        before = {
            each.name: each.read_bytes() for each in file.parent.iterdir() if not each.name.endswith("-shm")
        }
        events.clear()
        states, plan = [contents(store, plan_id)], PLAN
        for number in range(EDITS):
            if number % 10 == 9:
                store.letters.add(f"{number}.pdf", "application/pdf", bytes(20_000))
            else:
                edit, plan = replaced(plan, SITUATION, f"Lần {number} " * 60)
                store.record(plan_id, edit, plan)
            events.append(Event("reported"))
            states.append(contents(store, plan_id))
        noted = list(events)
    return noted, before, plan_id, states


def test_nothing_that_was_reported_as_saved_is_gone_after_a_power_cut(tmp_path: Path, on_disk: str) -> None:
    live = tmp_path / "live"
    live.mkdir()
    events, before, plan_id, states = written(live / "dxdesk.sqlite3")
    assert {each.kind for each in events} >= {"write", "sync", "reported"}
    assert (on_disk == "exfat") == any(each.path.endswith("-journal") for each in events)
    chance = random.Random(on_disk)  # noqa: S311 - no secret
    for number, cut in enumerate(sorted(chance.choices(range(len(events)), k=CUTS))):
        disk, reported = Disk(before), 0
        for event in events[:cut]:
            disk.take(event)
            reported += event.kind == "reported"
        folder = tmp_path / f"cut-{number}"
        folder.mkdir()
        for name, data in disk.after_a_cut(chance).items():
            (folder / name).write_bytes(data)
        with open_store(folder / "dxdesk.sqlite3") as store:
            assert contents(store, plan_id) in states[reported : reported + 2], cut
        assert check_store(folder / "dxdesk.sqlite3").sound
