"""The first step to an issued plan: its content is sealed, and can be opened again until it is issued."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QPushButton

from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.package.check_code import groups
from dxdesk.plan.wording import default_year
from dxdesk.store.values import Revision
from ui.desk import Desk
from ui.pages.export_answers import Answer
from ui.pages.issue_changes import Changes
from ui.pages.issue_profile import ProfileChoice
from ui.pages.issue_words import issued_revision_words, moment_words, revision_name
from ui.signing_preferences import SigningBook

_A_LINE = 8  # groups of the check code


class ContentPanel(Answer):
    """Says which revision the plan is, what was changed since the last one, and seals or opens it again."""

    def __init__(
        self, desk: Desk, book: SigningBook, seal: Callable[[], object], reopen: Callable[[], object]
    ) -> None:
        """Show the plan on the desk; `seal` and `reopen` do what the buttons say."""
        super().__init__("surface")
        self._desk = desk
        self.state = self.say("")
        self.rest = self.say("", "muted")
        self.code = self.say("", "muted")
        self.code.setAccessibleName(_("Check code"))
        self.changes = Changes(desk)
        self.column.addWidget(self.changes)
        self.to_check = self.link(_("See them on the check page"), lambda: desk.page_wanted.emit("check"))
        self.to_subject = self.link(
            _("Say in the title that it is an amendment"), lambda: desk.place_wanted.emit("/document/subject")
        )
        self.returned = self.say("", "warning")
        self.to_returned = self.link(_("Show the first of them"), self._open_returned)
        desk.returned.changed.connect(self.refresh)
        self.year = self.say("", "warning")
        self.to_year = self.link(
            _("Choose the year of issue"), lambda: desk.place_wanted.emit("/document/issue_year")
        )
        self.profile = ProfileChoice(book)
        self.column.addWidget(self.profile)
        self.seal, self.export, self.reopen = self.offer(
            ("", seal),
            (_("&Export the files"), lambda: desk.page_wanted.emit("export")),
            (_("&Open it again to change it"), reopen),
        )

    def refresh(self) -> None:
        """Show how the plan stands now."""
        now = self._desk.standing
        errors = self._desk.progress.errors
        may_seal = now.phase == "draft" or (now.phase == "sealed" and now.edited)
        self.state.setText(self._state())
        self.rest.setText(self._rest())
        self.rest.setVisible(bool(self.rest.text()))
        sealed = now.sealed if now.phase != "draft" else None
        self.code.setText(_code(sealed) if sealed else "")
        self.code.setVisible(sealed is not None)
        self.changes.show_since(now.sealed if now.edited else None)
        self.to_check.setVisible(may_seal and bool(errors))
        self.to_subject.setVisible(now.phase == "draft" and now.kind == "amendment")
        self.profile.setVisible(may_seal)
        self._show_returned(asked=may_seal)
        self._show_year(asked=may_seal)
        self.seal.setText(_("&Seal it anew") if now.phase == "sealed" else _("&Seal it for signing"))
        self.seal.setVisible(may_seal)
        self.seal.setEnabled(not errors)
        self.reopen.setVisible(now.phase == "sealed" and not now.edited)
        self.export.setVisible(now.phase != "draft")
        _make_primary(self.seal, on=may_seal)
        _make_primary(self.export, on=not may_seal)

    def _show_returned(self, *, asked: bool) -> None:
        """Say what of a reply is not settled yet: the next revision would come back for it."""
        count = len(self._desk.returned.findings) if asked else 0
        words = _n(
            "{count} point of the reply is not marked as done yet.",
            "{count} points of the reply are not marked as done yet.",
            count,
        )
        self.returned.setText(words.format(count=count))
        for widget in (self.returned, self.to_returned):
            widget.setVisible(count > 0)

    def _open_returned(self) -> None:
        if findings := self._desk.returned.findings:
            self._desk.place_wanted.emit(findings[0].path)

    def _show_year(self, *, asked: bool) -> None:
        """Say so where the printed year has passed: nobody could write today's day into it."""
        document, printed = self._desk.plan.document, default_year(self._desk.plan)
        now = date.today().year  # noqa: DTZ011 - the day at the desk
        has_passed = asked and document.issued_on is None and document.issue_year is None and printed < now
        words = _("The line of the date says {printed}, and it is {now} now.")
        self.year.setText(words.format(printed=printed, now=now))
        for widget in (self.year, self.to_year):
            widget.setVisible(has_passed)

    def _state(self) -> str:
        now = self._desk.standing
        name = revision_name(now.number, now.kind)
        if now.phase == "draft" or now.sealed is None:
            return _("{revision}: being written").format(revision=name)
        if now.phase == "sealed":
            moment = moment_words(now.sealed.sealed_at)
            return _("{revision}: sealed {moment}").format(revision=name, moment=moment)
        return issued_revision_words(now.sealed)

    def _rest(self) -> str:
        now, errors = self._desk.standing, self._desk.progress.errors
        if errors and (now.phase == "draft" or now.edited):
            words = _n(
                "{count} error is to be mended before it can be sealed.",
                "{count} errors are to be mended before it can be sealed.",
                errors,
            )
            return words.format(count=errors)
        match now.phase, now.edited:
            case "sealed", True:
                return _(
                    "The plan was changed after it was sealed. What is signed does not have these changes, "
                    "unless it is sealed anew; papers that came home are dropped then."
                )
            case "sealed", False:
                return _("From now on, what is signed stays as it is, whatever is written in the plan.")
            case "issued", _edited:
                return _("It stays as it is. Whoever goes on writing begins an amendment.")
            case _ if now.kind == "amendment":
                return _("The revision before is issued and stays as it is. This one will follow it.")
        return _("Sealing fixes the content, so that everybody signs and sends the same.")


def _code(revision: Revision) -> str:
    parts = groups(revision.digest)
    lines = ["  ".join(parts[start : start + _A_LINE]) for start in range(0, len(parts), _A_LINE)]
    return "\n".join([_("Check code, as on the transmittal slip:"), *lines])


def _make_primary(button: QPushButton, *, on: bool) -> None:
    role = "primary" if on else ""
    if button.property("role") != role:
        button.setProperty("role", role)
        button.style().unpolish(button)
        button.style().polish(button)
