"""What there is to say in one line of all that is sent, or of one revision that went to several destinations."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from dxdesk.issuing.standing import Standing
from dxdesk.language import translate_plural as _n
from dxdesk.store.dispatch import Dispatch
from dxdesk.store.values import DispatchState
from ui.outbox_words import state_words

if TYPE_CHECKING:
    from ui.outbox_entries import Entry

# Of several destinations that one counts first where a person must act (see `_rank`), then the one furthest on.
_FURTHEST: Final[Sequence[DispatchState]] = (
    "returned",
    "accepted",
    "received",
    "handed",
    "stopped",
    "sending",
    "waiting",
    "withdrawn",
)


def waiting_words(dispatches: Sequence[Dispatch], *, is_paused: bool, asks: bool) -> str:
    """Return for the line below the window what is on its way by itself; empty where nothing is."""
    uploads = [each for each in dispatches if each.means == "upload"]
    sending = sum(each.state == "sending" for each in uploads)
    waiting = sum(each.state == "waiting" for each in uploads)
    if sending:
        words = _n("{count} package is being sent", "{count} packages are being sent", sending)
        return words.format(count=sending)
    if not waiting:
        return ""
    words = _n("{count} package is waiting to be sent", "{count} packages are waiting to be sent", waiting)
    if is_paused:
        words = _n(
            "{count} package is waiting: sending is paused",
            "{count} packages are waiting: sending is paused",
            waiting,
        )
    elif asks:
        words = _n(
            "{count} package is waiting: this connection costs",
            "{count} packages are waiting: this connection costs",
            waiting,
        )
    return words.format(count=waiting)


def sent_words(entries: Sequence["Entry"], standing: Standing) -> str:
    """Return in a few words how far what a plan is has come on its way out; empty where it was not sent."""
    if standing.sealed is None or standing.phase == "draft":
        return ""
    return sent_state(entries, standing.sealed.digest)


def sent_state(entries: Sequence["Entry"], digest: str) -> str:
    """Return in a few words how far a sealed revision has come on its way out; empty where it was not sent."""
    sent = [each for each in entries if each.dispatch.digest == digest and each.dispatch.state != "withdrawn"]
    if not sent:
        return ""
    return state_words(min(sent, key=lambda each: _rank(each.dispatch)))


def _rank(dispatch: Dispatch) -> tuple[bool, int]:
    """Return what puts first what waits for a person; who has paused one knows of it."""
    has_stopped = dispatch.state == "stopped" and dispatch.reason != "paused"
    needs_person = has_stopped or dispatch.state == "returned"
    return (not needs_person, _FURTHEST.index(dispatch.state))
