"""Going on where a session was cut off: what was being typed then is taken over as if it had been left."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

from dxdesk.language import translate as _
from dxdesk.plan.places import place_name
from dxdesk.plan.unread import keep_typed
from ui.note_popup import NOTE, ask_note

if TYPE_CHECKING:
    from ui.plan_view import PlanView

_AFTER: Final = 50  # milliseconds: fields take over what is theirs as soon as they are built


def resume(view: "PlanView") -> None:
    """Take over the texts that were unfinished, say so, and show where the last of them stands."""
    places = [place for place in view.desk.drafts if place.startswith("/")]
    for place in places:
        view.open_place(place)
    if places:
        QTimer.singleShot(_AFTER, view, lambda: _end(view, places))
    for place in view.desk.drafts:
        if place.startswith(NOTE):
            view.foot.tell(_("The note that was being written last time is here again."))
            ask_note(view.desk, place.removeprefix(NOTE), view)


def _end(view: "PlanView", places: list[str]) -> None:
    desk = view.desk
    for place in places:
        if (text := desk.drafts.text(place)) is not None:  # its place is gone
            desk.change(keep_typed(desk.plan, place, text))
            desk.drafts.drop(place)
    name = place_name(places[-1], desk.plan, desk.guidance)
    view.foot.tell(_("Taken over from last time, when it was not finished: {place}").format(place=name))
