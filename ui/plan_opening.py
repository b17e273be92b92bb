"""From a plan in the store to its view in the window."""

from typing import Final, NamedTuple

from PySide6.QtWidgets import QMessageBox, QWidget

from dxdesk.guidance.faults import FaultyPackError
from dxdesk.language import translate as _
from dxdesk.plan.packs import pack_for
from dxdesk.session import AT_HAND, Session
from ui.desk import Desk
from ui.office import Office
from ui.plan_view import PlanView
from ui.recording import StoreRecorder

_FIRST_PAGE: Final = "home"


class OpenedPlan(NamedTuple):
    """The view of a plan, and the key of the page where it was left."""

    view: PlanView
    position: str


def opened_plan(office: Office, plan_id: str, parent: QWidget) -> OpenedPlan | None:
    """Return a plan in its view; None where it cannot be opened, which is told over `parent`."""
    archive = office.archive
    if not archive.flush():  # what the store has is older than what was typed
        QMessageBox.warning(parent, _("This plan cannot be opened"), archive.fault)
        return None
    stored = archive.read(lambda store: store.load(plan_id))
    try:
        pack = pack_for(stored.plan)
    except (LookupError, FaultyPackError) as error:
        QMessageBox.warning(parent, _("This plan cannot be opened"), str(error))
        return None
    session = Session(
        stored.plan,
        pack,
        StoreRecorder(archive, plan_id),
        done=[each.edit for each in reversed(archive.read(lambda store: store.undoable(plan_id, AT_HAND)))],
        undone=[each.edit for each in reversed(archive.read(lambda store: store.redoable(plan_id, AT_HAND)))],
    )
    archive.write(lambda store: store.note_opened(plan_id))
    return OpenedPlan(PlanView(Desk(session, archive, plan_id), office), stored.position or _FIRST_PAGE)
