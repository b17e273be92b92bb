"""What the page “Sign and issue” does beside the window, one thing at a time."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from dxdesk.issuing.closing import Sealed, seal
from dxdesk.issuing.papers import paper_name
from dxdesk.issuing.standing import draft_of
from dxdesk.language import translate as _
from dxdesk.package.reading import read_package
from dxdesk.store.values import Paper, Revision
from dxdesk.text.days import VIETNAM
from ui.desk import Desk
from ui.letters_files import Incoming, UnfitFileError, file_name, read_letter
from ui.office import Office
from ui.start_calls import while_alive

if TYPE_CHECKING:
    from dxdesk.issuing.arrival import Arrival
    from dxdesk.signing.homecoming import Homecoming

# What reads signatures takes a third of a second to import: it is imported on the worker's thread.
T = TypeVar("T")


class IssueRun(QObject):
    """Seals, takes in papers, and writes into the signed PDF.

    `begun` says in words what is being done, `ended` that it is done, `failed` carries the exception of what
    was not done; nothing is changed then.
    """

    begun = Signal(str)
    ended = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, office: Office, parent: QObject) -> None:
        """Begin with nothing to do."""
        super().__init__(parent)
        self._desk = desk
        self._office = office
        self._verdicts: dict[tuple[str, int], Homecoming] = {}
        self._asked: set[tuple[str, int]] = set()
        self.is_busy = False

    def seal(self) -> None:
        """Seal the plan as it stands; where its revision is sealed already, anew."""
        desk = self._desk
        desk.keep_version("seal", str(desk.standing.number))
        draft, pack = draft_of(desk.plan, desk.standing), desk.pack
        profile, now = self._office.signing.now.profile, datetime.now(UTC).astimezone(VIETNAM)

        def keep(sealed: Sealed) -> None:
            desk.book.seal(sealed.revision, sealed.exported.package)

        self._run(_("Sealing the plan…"), lambda: seal(draft, pack, profile, now), keep)

    def take_in(self, path: Path, revision: Revision) -> None:
        """Take a file in that came home for a revision, if it is what it should be."""
        package, trusted = self._desk.book.package(revision.number), self._office.signing.now.trusted
        there = [(paper, self._desk.book.paper(paper)) for paper in self._desk.book.papers(revision.number)]

        def work() -> "tuple[Incoming, Arrival]":
            from dxdesk.issuing.arrival import examine  # noqa: PLC0415 - see above
            from dxdesk.signing.trust import read_trust  # noqa: PLC0415

            incoming = _read(path)
            for paper, kept in there:
                _refuse_known(incoming.data, kept, paper.name)
            wanted = read_package(package).package
            return incoming, examine(incoming.data, incoming.media_type, wanted, read_trust(trusted))

        def keep(found: "tuple[Incoming, Arrival]") -> None:
            incoming, arrival = found
            name = file_name(incoming.name, incoming.media_type)
            # Whoever signs a PDF adds to it: the state before is in it, byte for byte.
            before = next((paper for paper, kept in there if incoming.data.startswith(kept)), None)
            self._desk.book.add_paper(revision.number, arrival.role, name, incoming.data, before)

        self._run(_("Checking “{name}”…").format(name=path.name), work, keep)

    def keep_signed(self, revision: Revision, before: Paper | None, data: bytes) -> None:
        """Keep a further state of the signed PDF; the state before is in it."""
        name = paper_name(self._desk.plan, revision.number, "signed-pdf", ".pdf")
        self._desk.book.add_paper(revision.number, "signed-pdf", name, data, before)

    def fill(self, revision: Revision, paper: Paper, number: str, day: date) -> None:
        """Write number and day into the signed PDF."""
        data = self._desk.book.paper(paper)

        def work() -> bytes:
            from dxdesk.signing.filling import fill_pdf  # noqa: PLC0415 - see above

            return fill_pdf(data, number, day)

        self._run(_("Writing number and day…"), work, partial(self.keep_signed, revision, paper))

    def verify(self, paper: Paper, revision: Revision, done: "Callable[[Homecoming], object]") -> None:
        """Say of a signed PDF what it is, with the certificates that are trusted now."""
        trusted = self._office.signing.now.trusted
        key = paper.id, hash(tuple(sorted(trusted.items())))
        if known := self._verdicts.get(key):
            done(known)
        if known or key in self._asked:
            return
        self._asked.add(key)
        data, package = self._desk.book.paper(paper), self._desk.book.package(revision.number)

        def work() -> "Homecoming":
            from dxdesk.signing.homecoming import receive  # noqa: PLC0415 - see above
            from dxdesk.signing.trust import read_trust  # noqa: PLC0415

            return receive(data, read_package(package).package, read_trust(trusted))

        def keep(found: "Homecoming") -> None:
            self._verdicts[key] = found
            done(found)

        self._office.worker.run(
            work,
            done=while_alive(self, keep),
            failed=while_alive(self, self.failed.emit),
        )

    def _run(self, words: str, work: Callable[[], T], done: Callable[[T], object]) -> None:
        if self.is_busy:
            return
        self.is_busy = True
        self.begun.emit(words)

        def finish(result: T) -> None:
            self.is_busy = False
            done(result)
            self.ended.emit()

        def fail(error: Exception) -> None:
            self.is_busy = False
            self.ended.emit()
            self.failed.emit(error)

        self._office.worker.run(work, done=while_alive(self, finish), failed=while_alive(self, fail))


def _refuse_known(data: bytes, kept: bytes, name: str) -> None:
    """Refuse a file that is kept already, or a state of a signed PDF that has gone on since."""
    if data == kept:
        raise UnfitFileError(_("This file is kept already, as “{name}”.").format(name=name))
    if kept.startswith(data):
        raise UnfitFileError(
            _("This is an earlier state of “{name}”, which is kept already.").format(name=name)
        )


def _read(path: Path) -> Incoming:
    """Read a PDF or a picture."""
    incoming = read_letter(path)
    if "word" in incoming.media_type:
        words = _(
            "“{name}” is a Word document. To see what was changed in it, choose “Compare with a Word file” in "
            "the menu."
        )
        raise UnfitFileError(words.format(name=path.name))
    return incoming
