"""What is open in the plan, told before it is exported."""

from collections.abc import Iterator, Mapping
from typing import Final

from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.plan.progress import PlanState, plan_state
from ui.desk import Desk
from ui.pages.export_answers import Answer
from ui.progress_words import open_words, pages_words

_GROUNDS: Final[Mapping[PlanState, str]] = {"draft": "warning", "unfinished": "soft", "finished": "soft"}


class OpenPoints(Answer):
    """Says whether the plan is ready to be signed and what is open, with the way to the check."""

    def __init__(self, desk: Desk) -> None:
        """Say how the plan on the desk stands."""
        super().__init__("soft")
        self._desk = desk
        self.verdict = self.say("")
        self.rest = self.say("", "muted")
        self.to_check = self.link(_("See them on the check page"), lambda: desk.page_wanted.emit("check"))

    def refresh(self) -> None:
        """Say how the plan stands now."""
        progress = self._desk.progress
        state = plan_state(progress)
        words = {
            "draft": _(
                "Not ready to be signed: {what}. The plan can be exported all the same, to be looked at."
            ),
            "unfinished": _("No error is left, but not everything is finished."),
            "finished": _("Everything is written, and the check finds no errors or warnings."),
        }
        self.verdict.setText(words[state].format(what=open_words(progress)))
        rest = list(self._rest())
        self.rest.setText(" ".join(rest))
        self.rest.setVisible(bool(rest))
        self.to_check.setVisible(bool(progress.errors or progress.warnings or progress.hints))
        self._dress(_GROUNDS[state], "warning" if state == "draft" else "")

    def _rest(self) -> Iterator[str]:
        progress = self._desk.progress
        if progress.warnings and not progress.errors:
            yield _("Open: {what}.").format(what=open_words(progress))
        if progress.unfinished:
            yield f"{pages_words(progress)}."
        if progress.hints:
            hints = _n("There is {count} hint.", "There are {count} hints.", progress.hints)
            yield hints.format(count=progress.hints)
        notes = sum(not note.resolved for note in self._desk.plan.notes)
        if notes:
            words = _n(
                "{count} note is not settled; it goes into the plan package.",
                "{count} notes are not settled; they go into the plan package.",
                notes,
            )
            yield words.format(count=notes)

    def _dress(self, ground: str, words: str) -> None:
        for widget, role in ((self, ground), (self.verdict, words)):
            if widget.property("role") != role:
                widget.setProperty("role", role)
                widget.style().unpolish(widget)
                widget.style().polish(widget)
