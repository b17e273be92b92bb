"""Versions that the program keeps before something large is done to the plan on the desk."""

from dxdesk.store.stored import VersionKind
from ui.desk import Desk


def keep_before(desk: Desk, kind: VersionKind, name: str) -> None:
    """Keep the plan as it stands, before what is done next; `name` is the file or the guidance that comes."""
    desk.settle()
    desk.archive.write(lambda store: store.history.keep(desk.plan_id, kind, name))
