"""The sealed revisions of the plan on the desk, and the papers that came home for them."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date

from PySide6.QtCore import QObject, Signal

from dxdesk.issuing.standing import Standing, standing
from dxdesk.package.format import Signature
from dxdesk.plan.model import Plan
from dxdesk.store.revisions import IssuedError
from dxdesk.store.store import Store
from dxdesk.store.values import Paper, PaperRole, Revision
from ui.archive import Archive
from ui.start_calls import while_alive


class RevisionBook(QObject):
    """What the store keeps of one plan's revisions, the highest first. `changed` tells that it is another now.

    What another window has sealed or issued meanwhile is not done twice; the book then shows how it is.
    """

    changed = Signal()

    def __init__(self, archive: Archive, plan_id: str, parent: QObject) -> None:
        """Read the revisions of a plan."""
        super().__init__(parent)
        self._archive = archive
        self._plan_id = plan_id
        self.revisions: Sequence[Revision] = archive.read(lambda store: store.revisions.list(plan_id))

    def standing(self, plan: Plan) -> Standing:
        """Return which revision the plan is, as it stands now."""
        return standing(plan, self.revisions)

    def papers(self, number: int) -> Sequence[Paper]:
        """Return the papers of a revision, the newest first."""
        return self._archive.read(lambda store: store.revisions.papers(self._plan_id, number))

    def package(self, number: int) -> bytes:
        """Return the sealed package of a revision."""
        return self._archive.read(lambda store: store.revisions.package(self._plan_id, number))

    def paper(self, paper: Paper) -> bytes:
        """Return the data of a paper."""
        return self._archive.read(lambda store: store.revisions.paper(paper.id))

    def signatures(self, number: int) -> Sequence[Signature]:
        """Return the signatures that were made here over the statement of a revision."""
        values = self._archive.read(lambda store: store.signatures.list(self._plan_id, number))
        return tuple(Signature(format="cades-detached", value=value) for value in values)

    def add_signature(self, number: int, signature: Signature) -> None:
        """Keep one more signature over the statement of a revision."""
        self._write(lambda store: store.signatures.add(self._plan_id, number, signature.value))

    def is_out(self, revision: Revision) -> bool:
        """Say whether a revision stands in the outbox, or was sent: then it stays as it is."""
        found = self._archive.read(lambda store: store.dispatches.with_digest(revision.digest))
        return any(each.state != "withdrawn" for each in found)

    def seal(self, revision: Revision, package: bytes) -> None:
        """Keep a revision that was sealed; what was sealed before under its number goes, with its papers."""
        anew = any(known.number == revision.number for known in self.revisions)
        self._write(lambda store: store.revisions.seal(self._plan_id, revision, package, anew=anew))

    def reopen(self, number: int) -> None:
        """Take back the sealing of a revision that is not issued, with its papers."""
        self._write(lambda store: store.revisions.reopen(self._plan_id, number))

    def add_paper(
        self, number: int, role: PaperRole, name: str, data: bytes, instead_of: Paper | None = None
    ) -> None:
        """Keep a paper of a revision; what it holds and goes on from may go."""
        old = instead_of.id if instead_of else None
        self._write(
            lambda store: store.revisions.add_paper(self._plan_id, number, role, name, data, instead_of=old)
        )

    def remove_paper(self, paper: Paper) -> None:
        """Take a paper away again."""
        self._write(lambda store: store.revisions.remove_paper(self._plan_id, paper.id))

    def issue(self, number: int, document_number: str, day: date) -> None:
        """Mark a revision as issued; from then on it never changes."""
        self._write(lambda store: store.revisions.issue(self._plan_id, number, document_number, day))

    def _write(self, work: Callable[[Store], object]) -> None:
        self._archive.write(lambda store: self._written(work, store), done=while_alive(self, self._take))

    def _written(self, work: Callable[[Store], object], store: Store) -> Sequence[Revision]:
        with suppress(IssuedError, LookupError):  # told by the list that is read then
            work(store)
        return store.revisions.list(self._plan_id)

    def _take(self, revisions: object) -> None:
        assert isinstance(revisions, list)  # noqa: S101 - see above
        self.revisions = revisions
        self.changed.emit()
