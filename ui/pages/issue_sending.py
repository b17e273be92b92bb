"""The way out: the sealed revision is sent, and how far it has come."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QWidget

from dxdesk.language import translate as _
from dxdesk.store.dispatch import Dispatch
from dxdesk.store.values import Revision
from ui.desk import Desk
from ui.icons import icon
from ui.office import Office
from ui.outbox_summary import sent_state
from ui.pages.export_answers import Answer
from ui.pages.issue_words import revision_name

_BY_HAND: Final = frozenset({"waiting", "stopped", "handed"})


class SendingPanel(Answer):
    """Says what can be sent, or why nothing can be yet."""

    def __init__(self, desk: Desk, send: Callable[[], object]) -> None:
        """Show the plan on the desk; `send` is called when it is to be sent."""
        super().__init__("surface")
        self._desk = desk
        self.about = self.say("")
        self.send, self.outbox = self.offer(
            (_("&Send…"), send), (_("Open the out&box"), lambda: desk.page_wanted.emit("outbox"))
        )
        self.send.setIcon(icon("send"))
        desk.sent.changed.connect(self.refresh)

    @property
    def revision(self) -> Revision | None:
        """The revision that would be sent: the newest sealed one."""
        return self._desk.standing.sealed

    def refresh(self) -> None:
        """Show how the plan stands now."""
        revision = self.revision
        self.send.setEnabled(revision is not None)
        self.about.setText(_about(revision, self._desk))


def open_sending(desk: Desk, office: Office, parent: QWidget) -> None:
    """Ask to whom the newest sealed revision is sent; then show it in the outbox, and what is to be done by hand."""
    from ui.handing_over import open_handing_over  # noqa: PLC0415 - the page comes up without what sends
    from ui.send_dialog import SendDialog  # noqa: PLC0415

    revision = desk.standing.sealed
    if revision is None:
        return

    def go_on(dispatch: Dispatch) -> None:
        desk.page_wanted.emit("outbox")
        if dispatch.means != "upload" and dispatch.state in _BY_HAND:
            open_handing_over(office, dispatch, parent.window())

    SendDialog(desk, office, revision, parent, go_on).open()


def _about(revision: Revision | None, desk: Desk) -> str:
    if revision is None:
        return _("Only a sealed plan is sent: seal it above first, so that everybody has the same.")
    state = sent_state(desk.sent.entries, revision.digest)
    if state:
        words = _("{revision} is in the outbox: {state}.")
        if desk.standing.phase == "draft":
            words = _(
                "{revision} is in the outbox: {state}. What is written now is sent when it is sealed as well."
            )
    elif revision.issued_at is None:
        words = _(
            "{revision} can be sent already. It is better to wait until it is signed and recorded as issued: what "
            "is sent stays as it is."
        )
    else:
        words = _(
            "{revision} can be sent to the level above: over the network, by e-mail, or on a USB stick."
        )
    return words.format(revision=revision_name(revision.number, revision.kind), state=state)
