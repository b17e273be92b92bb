"""The signature of the data: optional, beside that of the PDF, which covers the data too."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from dxdesk.language import translate as _
from dxdesk.package.format import Signature
from dxdesk.package.reading import read_package
from dxdesk.package.writing import with_signatures
from dxdesk.store.values import Revision
from ui.desk import Desk
from ui.office import Office
from ui.pages.export_answers import Answer
from ui.pages.issue_words import moment_words
from ui.sign_dialog import SignDialog
from ui.start_calls import while_alive

if TYPE_CHECKING:
    from dxdesk.signing.report import SignatureReport

_ROLES: Final = {"sound": "done", "then": "done", "unknown": "warning"}


class DataPanel(Answer):
    """Says who has signed the data of a sealed revision, and offers to sign it until it is issued."""

    def __init__(self, desk: Desk, office: Office) -> None:
        """Begin without a revision."""
        super().__init__("surface")
        self._desk = desk
        self._office = office
        self._revision: Revision | None = None
        self._known: dict[object, tuple[SignatureReport, ...]] = {}
        self._shown: object = None
        self.about = self.say(
            _(
                "The signature on the PDF covers the data too, so none is needed here. It is for those who "
                "take the package without the PDF."
            ),
            "muted",
        )
        self.state = self.say("", "muted")
        (self.sign,) = self.offer((_("Sign the data…"), self.ask))
        self.sign.setProperty("role", "quiet")

    def show_revision(self, revision: Revision) -> None:
        """Show who has signed the data of a revision; the signatures are looked at beside the window."""
        self._revision = revision
        self.sign.setVisible(revision.issued_at is None)
        signatures, trusted = self._desk.book.signatures(revision.number), self._office.signing.now.trusted
        key = revision.digest, tuple(signatures), tuple(sorted(trusted.items()))
        if key == self._shown:
            return
        self._shown = key
        if key in self._known:
            self._show(key, self._known[key])
            return
        data = self._desk.book.package(revision.number)
        self._office.worker.run(
            lambda: _verified(data, signatures, dict(trusted)),
            done=while_alive(self, partial(self._show, key)),
            failed=while_alive(self, _raise),
        )

    def ask(self) -> None:
        """Ask what to sign the data with, and sign them."""
        revision = self._revision
        if revision is not None:
            data, signatures = self._desk.book.package(revision.number), self._desk.book.signatures
            signed = with_signatures(data, signatures(revision.number))
            SignDialog(self, self._office, None, signed, partial(self._keep, revision)).open()

    def _keep(self, revision: Revision, signed: bytes) -> None:
        self._desk.book.add_signature(revision.number, read_package(signed).package.signatures[-1])

    def _show(self, key: object, reports: "tuple[SignatureReport, ...]") -> None:
        self._known[key] = reports
        if key != self._shown:
            return
        self.state.setText("\n".join(map(_words, reports)) or _("Not signed."))
        self.state.setProperty("role", _role(reports))
        self.state.style().unpolish(self.state)
        self.state.style().polish(self.state)


def _verified(
    data: bytes, signatures: Sequence[Signature], trusted: dict[str, bytes]
) -> "tuple[SignatureReport, ...]":
    """Return what is to be said of the signatures in a package and beside it; runs beside the window."""
    from dxdesk.signing.statements import verify_statement  # noqa: PLC0415 - slow to import
    from dxdesk.signing.trust import read_trust  # noqa: PLC0415

    return verify_statement(read_package(with_signatures(data, signatures)), read_trust(trusted))


def _words(report: "SignatureReport") -> str:
    if report.claimed_at is None:
        head = _("Signed by {name}").format(name=report.name or "?")
    else:
        words = _("Signed by {name}, {moment}")
        head = words.format(name=report.name or "?", moment=moment_words(report.claimed_at))
    return "\n".join([head, *report.words()])


def _role(reports: "tuple[SignatureReport, ...]") -> str:
    """Return how the worst of them is shown."""
    from dxdesk.signing.worth import WORTHS, worth_of  # noqa: PLC0415 - as above

    worst = max(map(worth_of, reports), key=WORTHS.index, default=None)
    return "muted" if worst is None else _ROLES.get(worst, "error")


def _raise(error: Exception) -> None:
    raise error
