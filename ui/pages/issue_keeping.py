"""What can be done with papers that are kept: opened, saved as files, taken away and brought back."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from dxdesk.export import form_names
from dxdesk.language import translate as _
from dxdesk.store.values import Paper, Revision
from ui.desk import Desk
from ui.dialog import Tone
from ui.file_writing import Copy, open_copy, save_file
from ui.pages.export_answers import Answer
from ui.pages.export_orders import handed_package
from ui.pages.issue_answers import IssueAnswers
from ui.pages.issue_trouble import refused
from ui.work import Worker


class PaperKeeping:
    """Acts on the papers of the plan on the desk and says below what came of it."""

    def __init__(self, desk: Desk, worker: Worker, answers: IssueAnswers, parent: QWidget) -> None:
        """Answer in `answers`; dialogs are shown over `parent`."""
        self._desk = desk
        self._worker = worker
        self._answers = answers
        self._parent = parent

    def open(self, paper: Paper) -> None:
        """Open a copy of a paper with the computer's own program."""
        self._answers.clear()
        with self._answers.telling():
            copy = Copy(
                paper.id,
                paper.name,
                self._desk.book.paper(paper),
                _("“{name}” cannot be opened: {reason}. Save it as a file and open it there."),
                _("No program on this computer opens “{name}”. Save it as a file and open it elsewhere."),
            )
            open_copy(self._worker, self._parent, copy, self._say)

    def save(self, paper: Paper) -> None:
        """Save a paper as a file."""
        self._answers.clear()
        with self._answers.telling():
            self._ask_where(paper.name, self._desk.book.paper(paper))

    def save_package(self, revision: Revision) -> None:
        """Save the package of a revision, with all that came of it."""
        self._answers.clear()
        with self._answers.telling():
            names = form_names(self._desk.plan, revision.number)
            self._ask_where(names["package"], handed_package(self._desk.book, revision))

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

    def _ask_where(self, name: str, data: bytes) -> None:
        dialog = QFileDialog(self._parent, _("Save as"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda path: self._save(data, Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save(self, data: bytes, path: Path) -> None:
        words = _("Saved: “{path}”.").format(path=path)
        save_file(self._worker, self._parent, path, data, words=words, say=self._say)

    def _say(self, words: str, tone: Tone) -> None:
        if tone == "soft":
            answer = Answer(tone)
            answer.say(words)
        else:
            answer = refused(words)
        self._answers.show_answer(answer)
