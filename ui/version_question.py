"""Asking what a version is to be called."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from dxdesk.language import translate as _
from dxdesk.plan.edits import EditError
from dxdesk.store.stored import Version
from dxdesk.text.characters import clean
from ui.question import Question, text_of

# Takes a name and a note.
Answer = Callable[[str, str], object]


class VersionQuestion(Question):
    """Asks for the name of a version, and for a note that nobody has to write."""

    def __init__(self, answer: Answer, parent: QWidget | None, version: Version | None = None) -> None:
        """Ask for a new version, or for another name of one."""
        super().__init__(_("Save a version") if version is None else _("Rename the version"), parent)
        self._answer = answer
        if version is None:
            words = _(
                "The plan as it stands now is kept under this name. You can go on writing and come back to it."
            )
            self.add_words(words, "muted")
        self.name = self.add_line(_("&Name"), version.name if version else "")
        self.name.setPlaceholderText(_("For example: Sent to the leader"))
        self.note = self.add_text(_("N&ote (if you like)"), lines=2)
        if version is not None:
            self.note.setPlainText(version.note)
        self.add_verbs(_("Save the version") if version is None else _("Rename"), _("Discard"))
        self.name.setFocus()

    def take(self) -> None:
        """Hand the name and the note in.

        Raises:
            EditError: there is no name.
        """
        name = clean(self.name.text()).strip()
        if not name:
            raise EditError(_("Please give the version a name."))
        self._answer(name, text_of(self.note))
