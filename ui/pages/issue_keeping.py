"""What can be done with papers that are kept: opened, saved as files, taken away and brought back."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from dxdesk.export import form_names
from dxdesk.files import FileError, reason_of, write_files
from dxdesk.language import translate as _
from dxdesk.store.values import Paper, Revision
from ui.desk import Desk
from ui.letters_files import write_reading_copy
from ui.opening import open_outside
from ui.pages.export_answers import Answer
from ui.pages.export_orders import handed_package
from ui.pages.issue_answers import IssueAnswers
from ui.pages.issue_trouble import refused


class PaperKeeping:
    """Acts on the papers of the plan on the desk and says below what came of it."""

    def __init__(self, desk: Desk, answers: IssueAnswers, parent: QWidget) -> None:
        """Answer in `answers`; dialogs are shown over `parent`."""
        self._desk = desk
        self._answers = answers
        self._parent = parent

    def open(self, paper: Paper) -> None:
        """Open a copy of a paper with the computer's own program."""
        self._answers.clear()
        try:
            opened = open_outside(write_reading_copy(paper.id, paper.name, self._desk.book.paper(paper)))
        except OSError as error:
            words = _("“{name}” cannot be opened: {reason}. Save it as a file and open it there.")
            self._refuse(words.format(name=paper.name, reason=reason_of(error)))
            return
        if not opened:
            words = _("No program on this computer opens “{name}”. Save it as a file and open it elsewhere.")
            self._refuse(words.format(name=paper.name))

    def save(self, paper: Paper) -> None:
        """Save a paper as a file."""
        self._save(paper.name, self._desk.book.paper(paper))

    def save_package(self, revision: Revision) -> None:
        """Save the package of a revision, with all that came of it."""
        names = form_names(self._desk.plan, revision.number)
        self._save(names["package"], handed_package(self._desk.book, revision))

    def remove(self, paper: Paper) -> None:
        """Take a paper away; for a while it can be brought back."""
        revision = self._desk.standing.sealed
        if revision is None:
            return
        data = self._desk.book.paper(paper)
        self._desk.book.remove_paper(paper)
        answer = Answer("soft")
        answer.say(_("“{name}” was removed.").format(name=paper.name))

        def restore() -> None:
            self._answers.clear()
            self._desk.book.add_paper(revision.number, paper.role, paper.name, data)

        answer.offer((_("&Bring it back"), restore))
        self._answers.show_answer(answer)

    def _save(self, name: str, data: bytes) -> None:
        self._answers.clear()
        found, _kind = QFileDialog.getSaveFileName(self._parent, _("Save as"), name)
        if not found:
            return
        try:
            write_files({Path(found): data})
        except FileError as error:
            self._refuse(str(error))

    def _refuse(self, words: str) -> None:
        self._answers.show_answer(refused(words))
