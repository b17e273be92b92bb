"""Signing on this machine: who has signed the PDF, and the buttons that sign it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QPushButton

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.signing.sign_role import ROLES, Role
from dxdesk.store.values import Revision
from ui.pages.export_answers import Answer
from ui.pages.issue_words import FIELDS

if TYPE_CHECKING:
    from dxdesk.signing.homecoming import Homecoming

_VERBS: Final[Mapping[Role, str]] = {
    "signer": mark("Si&gn as the leader…"),
    "agency": mark("Sign for the &agency…"),
}


class SigningPanel(Answer):
    """Names the signatures that are there and offers the next one."""

    def __init__(self, sign: Callable[[Role], object]) -> None:
        """Begin unsigned; `sign` is called with whose signature is wanted."""
        super().__init__("surface")
        self.about = self.say("", "muted")
        self.states = {role: self.say("") for role in ROLES}
        self.buttons_of: dict[Role, QPushButton] = dict(
            zip(
                ROLES,
                self.offer(*((_(words), _signing(sign, role)) for role, words in _VERBS.items())),
                strict=True,
            )
        )

    def show_signatures(self, revision: Revision, signed: "Homecoming | None") -> None:
        """Show who has signed the PDF of a revision."""
        is_flat = revision.profile == "flat"
        names = {one.field: one.name for one in signed.report.signatures} if signed else {}
        self.about.setText(
            _(
                "This PDF was made without signature fields, for the government's signing tool. Export it, have "
                "it signed there, and take the signed file in below."
            )
            if is_flat
            else _(
                "With a certificate file or a token on this computer. Whoever signs elsewhere, or by pen, "
                "exports the files and takes the signed one in below."
            )
        )
        for role, label in self.states.items():
            said = names.get(role) or _("not signed yet")
            label.setText(_("{field}: {name}").format(field=_(FIELDS[role]), name=said))
            label.setProperty("role", "done" if role in names else "muted")
            label.style().unpolish(label)
            label.style().polish(label)
            label.setVisible(not is_flat)
            self.buttons_of[role].setVisible(not is_flat and role not in names)
        self.buttons_of["agency"].setEnabled("signer" in names)


def _signing(sign: Callable[[Role], object], role: Role) -> Callable[[], object]:
    return lambda: sign(role)
