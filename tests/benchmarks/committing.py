"""An edit that is committed, beside the disk: a page brought down by `fdatasync`."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from dxdesk.plan.changes import set_value
from dxdesk.plan.edit import make_edit
from dxdesk.plan.model import Plan
from dxdesk.store.opening import open_store
from dxdesk.store.values import Tally
from tests.benchmarks.comparison import Comparison
from tests.benchmarks.timing import Times

_PAGE: Final = b"x" * 4096
_TALLY: Final = Tally(written=1, total=23, errors=0)
_DISK: Final = "fdatasync of a page"
_sync: Final = getattr(os, "fdatasync", os.fsync)


def measured(plan: Plan, edits: int) -> list[Comparison]:
    """Compare so many edits of a plan, one after the other, each beside a turn of the disk."""
    path = f"/tasks/{next(iter(plan.tasks))}/situation"
    ours, disk = [], []
    with (
        TemporaryDirectory(dir=Path.cwd()) as folder,  # where temporary files are is often no disk
        open_store(Path(folder) / "dxdesk.sqlite3") as store,
        (Path(folder) / "page").open("wb", buffering=0) as page,
    ):
        plan_id = store.add_plan(plan, _TALLY)
        for number in range(edits):
            name, operations = set_value(plan, path, f"Năm 2022 có {number} cán bộ dự tập huấn.")
            edit, after = make_edit(plan, name, operations)
            begun = perf_counter()
            store.record(plan_id, edit, after)
            ours.append(perf_counter() - begun)
            plan = after
            begun = perf_counter()
            page.write(_PAGE)
            _sync(page.fileno())
            disk.append(perf_counter() - begun)
    return [
        Comparison(
            f"edit committed, {name}", _share(ours, part), f"{_DISK}, {name}", _share(disk, part), most
        )
        for name, part, most in (("median", 0.5, None), ("p99", 0.99, 2.0))
    ]


def _share(seconds: list[float], part: float) -> Times:
    return Times((sorted(seconds)[int(len(seconds) * part)],))
