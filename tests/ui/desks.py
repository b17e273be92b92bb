"""A plan on the desk over a real store, for tests of pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from dxdesk.package.reading import read_package
from dxdesk.plan.model import Plan
from dxdesk.plan.packs import pack_for
from dxdesk.resources import resource
from dxdesk.session import Session
from dxdesk.store.values import Tally
from ui.archive import Archive
from ui.desk import Desk
from ui.recording import StoreRecorder


def sample(level: str = "xa") -> Plan:
    return read_package(resource("samples", f"{level}.dxplan.json").read_bytes()).package.plan


@contextmanager
def desk_with(
    folder: Path, plan: Plan | None = None, level: str = "xa", at: datetime | None = None
) -> Iterator[Desk]:
    plan = plan or sample(level)
    archive = Archive(folder / "dxdesk.sqlite3")
    plan_id = archive.read(lambda store: store.add_plan(plan, Tally(), at=at))
    desk = Desk(Session(plan, pack_for(plan), StoreRecorder(archive, plan_id)), archive, plan_id)
    try:
        yield desk
    finally:
        desk.settle()
        desk.review()  # no review comes later
        archive.close()
