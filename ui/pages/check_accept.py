"""Asking who accepts a warning as it stands, and why."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from dxdesk.language import translate as _
from dxdesk.plan.edits import EditError
from dxdesk.plan.finding import Finding
from dxdesk.plan.places import place_name
from dxdesk.plan.remark_changes import accept_warning
from ui.author import last_author, remember_author
from ui.desk import Desk
from ui.question import Question, text_of


class AcceptQuestion(Question):
    """Asks who answers for a warning: the person named last on this computer is offered.

    Nobody else is: who signs the plan has not answered for its warnings by that.
    """

    def __init__(self, desk: Desk, finding: Finding, parent: QWidget | None) -> None:
        """Ask about a warning."""
        super().__init__(_("Accept a warning"), parent)
        self._desk = desk
        self._finding = finding
        self.add_words(place_name(finding.path, desk.plan, desk.guidance), "muted")
        self.add_warning(finding.message)
        self.why = self.add_text(_("&Why it may stay as it is"), lines=3)
        self.keep_draft(self.why, desk.drafts, f"accept:{finding.code}:{finding.path}")
        self.who = self.add_line(_("Who acce&pts it"), last_author(desk))
        self.add_words(_("Name, day and reason travel with the plan; the level above sees them."), "hint")
        self.add_verbs(_("Accept as it is"), _("Leave it open"))
        for changed in (self.why.textChanged, self.who.textChanged):
            changed.connect(self.trouble.hide)
        self.why.setFocus()

    def take(self) -> None:
        """Accept the warning.

        Raises:
            EditError: it is not said who accepts it, or why.
        """
        now = datetime.now().astimezone().replace(microsecond=0)
        name, reason = self.who.text().strip(), text_of(self.why)
        try:
            change = accept_warning(self._desk.plan, self._finding, name, reason, now)
        except EditError:
            self._point_at(self.why if name else self.who)
            raise
        self._desk.change(change)
        remember_author(self._desk, name)

    def _point_at(self, field: QWidget) -> None:
        """Have what is wrong told directly below the field that it is about."""
        self.column.removeWidget(self.trouble)
        self.column.insertWidget(self.column.indexOf(field) + 1, self.trouble)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
