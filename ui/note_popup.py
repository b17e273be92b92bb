"""Asking for a note to a place in the plan."""

from datetime import datetime
from typing import Final

from PySide6.QtWidgets import QWidget

from dxdesk.language import translate as _
from dxdesk.plan.places import place_name
from dxdesk.plan.remark_changes import add_note
from ui.author import last_author, remember_author
from ui.desk import Desk
from ui.question import Question, text_of

NOTE: Final = "note:"  # before the place of a note, where its draft is kept


class NoteQuestion(Question):
    """Asks what is to be looked at, and who says so."""

    def __init__(self, desk: Desk, path: str, parent: QWidget | None) -> None:
        """Ask for a note to `path` (a JSON Pointer; the whole plan where it is empty)."""
        super().__init__(_("Note for colleagues"), parent)
        self._desk = desk
        self._path = path
        self.add_words(place_name(path, desk.plan, desk.guidance))
        self.text = self.add_text(_("&What is to be looked at"))
        self.keep_draft(self.text, desk.drafts, f"{NOTE}{path}")
        self.author = self.add_line(_("&Your name"), last_author(desk))
        self.add_words(_("Notes travel with the plan and are never printed."), "hint")
        self.add_verbs(_("Add the note"), _("Discard"))
        self.text.setFocus()

    def take(self) -> None:
        """Add the note.

        Raises:
            EditError: it is empty.
        """
        now = datetime.now().astimezone().replace(microsecond=0)
        author = self.author.text().strip()
        self._desk.change(add_note(self._desk.plan, self._path, author, text_of(self.text), now))
        remember_author(self._desk, author)


def ask_note(desk: Desk, path: str, parent: QWidget | None) -> NoteQuestion:
    """Open the question for a note to a place (a JSON Pointer) over `parent`."""
    desk.settle()
    question = NoteQuestion(desk, path, parent)
    question.open()
    return question
