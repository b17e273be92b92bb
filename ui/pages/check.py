"""The check of the plan: one calm verdict, and every finding as a link to its place."""

from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.plan.progress import PlanState, Progress, plan_state
from dxdesk.plan.remark_changes import withdraw_acceptance
from ui import theme
from ui.desk import Desk
from ui.icons import IconName, IconRole
from ui.office import Office
from ui.pages.check_accept import AcceptQuestion
from ui.pages.check_filters import CheckFilters
from ui.pages.check_items import Filter, Heading, Item, counts, listed
from ui.pages.check_line import CheckHeading, CheckLine
from ui.pages.page import FormPage, scaled
from ui.progress_words import pages_words
from ui.sign import Sign

_Part = CheckHeading | CheckLine
_AT_ONCE: Final = 10  # lines made before the page is shown; the others come while somebody looks at these
_SIGNS: Final[Mapping[PlanState, tuple[IconName, IconRole]]] = {
    "draft": ("attention", "warning"),
    "unfinished": ("dots", "primary"),
    "finished": ("check", "done"),
}


class CheckPage(FormPage):
    """All findings. It is always up to date, and nothing on it keeps anybody from going on."""

    def __init__(self, desk: Desk, _office: Office) -> None:
        """Show the findings of the plan on the desk."""
        super().__init__(desk, "check", _("Check"))
        self._parts: dict[Heading | Item, _Part] = {}
        self._wanted: list[Heading | Item] = []
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show_more)
        self._at = 0
        self._fresh = False
        self._build_verdict()
        self._build_filters()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.nothing = QLabel()
        self.nothing.setWordWrap(True)
        self.nothing.setProperty("role", "muted")
        self.add_widget(self.nothing)
        self.add_layout(self._lines)
        self.column.addStretch(1)
        desk.reviewed.connect(self._note_review)
        self.refresh()

    def bring_to(self, path: str) -> None:
        """Put the focus on the line of a place, else where it was."""
        lines = self._lines_to(self._at) if not path else self.lines()
        wanted = next(
            (number for number, line in enumerate(lines) if path and line.item.path == path), self._at
        )
        if lines:
            self._focus(wanted)
        else:
            self.filters.setFocus(Qt.FocusReason.OtherFocusReason)

    def shows(self, path: str) -> bool:
        """Say whether it is an acceptance, which is undone without leaving the page."""
        return path.startswith("/acceptances")

    def place(self) -> str:
        """Return the place of the current line."""
        lines = self._lines_to(self._at)
        return lines[min(self._at, len(lines) - 1)].item.path if lines else ""

    def lines(self) -> list[CheckLine]:
        """Return all lines, from above; those that are not made yet are made now."""
        if len(self._parts) < len(self._wanted):
            self._show(self._wanted, new=len(self._wanted))
        return self._made_lines()

    def _made_lines(self) -> list[CheckLine]:
        return [part for part in self._parts.values() if isinstance(part, CheckLine)]

    def _lines_to(self, number: int) -> list[CheckLine]:
        """Return the lines from above, at least up to a number of them."""
        made = self._made_lines()
        return made if number < len(made) else self.lines()

    def refresh(self) -> None:
        """Show what is found now; lines that stay keep the focus and their place."""
        self._fresh = True
        self._show_verdict()
        amounts = counts(self.desk)
        self.filters.show_counts(amounts)
        before = self._focused()
        self._show(listed(self.desk, self.filters.chosen), new=_AT_ONCE)
        self._show_nothing(amounts)
        if before is not None and self._focused() is None:
            self.bring_to("")

    def showEvent(self, event: QShowEvent) -> None:
        """Show what was found while another page was in front."""
        super().showEvent(event)
        if not self._fresh:
            self.refresh()

    def _note_review(self) -> None:
        self._fresh = False
        if self.isVisible():
            self.refresh()

    def _build_verdict(self) -> None:
        card = QFrame()
        card.setProperty("role", "surface")
        row = QHBoxLayout(card)
        row.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        row.setSpacing(theme.MEDIUM)
        self._sign = Sign(side=20)
        self.verdict = QLabel()
        self.verdict.setFont(scaled(1.15, bold=True))
        self.verdict.setWordWrap(True)
        self.rest = QLabel()
        self.rest.setProperty("role", "muted")
        self.rest.setWordWrap(True)
        self.updated = QLabel()
        self.updated.setProperty("role", "hint")
        words = QVBoxLayout()
        words.setSpacing(theme.TIGHT)
        words.addWidget(self.verdict)
        words.addWidget(self.rest)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.updated, 0, Qt.AlignmentFlag.AlignTop)
        self.add_widget(card)

    def _build_filters(self) -> None:
        self.filters = CheckFilters()
        self.filters.currentChanged.connect(self._choose)
        self.column.addWidget(self.filters)
        self.column.addSpacing(-theme.WIDE)  # headings bring their own room

    def _choose(self, _number: int) -> None:
        self._at = 0
        self.refresh()

    def _show_verdict(self) -> None:
        progress = self.desk.progress
        state = plan_state(progress)
        self.verdict.setText(_verdict(progress))
        self._sign.show_icon(*_SIGNS[state])
        self.rest.setText(_rest(progress))
        now = datetime.now().astimezone()
        self.updated.setText(_("Updated {time}").format(time=f"{now:%H:%M}"))

    def _show_nothing(self, amounts: Mapping[Filter, int]) -> None:
        self.nothing.setText(_("Nothing here."))
        self.nothing.setVisible(not amounts[self.filters.chosen])

    def _show_more(self) -> None:
        self._show(self._wanted, new=_AT_ONCE)

    def _show(self, wanted: list[Heading | Item], *, new: int) -> None:
        """Show the parts wanted, from above, until so many new ones are made; the others come soon."""
        self._wanted = wanted
        parts: dict[Heading | Item, _Part] = {}
        for each in wanted:
            if each not in self._parts:
                if not new:
                    self._soon.start()
                    break
                new -= 1
                self._parts[each] = self._made(each)
            parts[each] = self._parts[each]
        for each in self._parts.keys() - parts.keys():
            self._parts[each].hide()
            self._parts[each].deleteLater()
        while self._lines.takeAt(0) is not None:
            pass
        for part in parts.values():
            self._lines.addWidget(part)
        self._parts = parts
        lines = self._made_lines()
        for before, after in pairwise(lines):
            self.setTabOrder(before.verb or before.link, after.link)

    def _made(self, each: Heading | Item) -> _Part:
        if isinstance(each, Heading):
            return CheckHeading(each)
        made = CheckLine(each)
        made.opened.connect(lambda: self.desk.place_wanted.emit(each.path))
        made.acted.connect(lambda: self._act(made))
        made.stepped.connect(lambda by: self._focus(self.lines().index(made) + by))
        return made

    def _act(self, made: CheckLine) -> None:
        self._at = self.lines().index(made)
        deeds: dict[str, Callable[[Item], None]] = {
            "warning": self._ask,
            "accepted": self._withdraw,
            "stale": self._withdraw,
        }
        deeds[made.item.kind](made.item)

    def _ask(self, item: Item) -> None:
        assert item.finding is not None  # noqa: S101 - warnings have one
        question = AcceptQuestion(self.desk, item.finding, self)
        question.accepted.connect(self.desk.review)
        question.open()

    def _withdraw(self, item: Item) -> None:
        assert item.acceptance is not None  # noqa: S101 - accepted lines have one
        self.desk.settle()
        self.desk.change(withdraw_acceptance(self.desk.plan, item.acceptance))
        self.desk.review()

    def _focus(self, number: int) -> None:
        lines = self._lines_to(number)
        self._at = max(0, min(number, len(lines) - 1))
        link = lines[self._at].link
        link.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroller.ensureWidgetVisible(lines[self._at], 0, theme.HUGE)

    def _focused(self) -> int | None:
        focus = self.focusWidget()
        return next(
            (n for n, each in enumerate(self._made_lines()) if focus and each.isAncestorOf(focus)), None
        )


def _verdict(progress: Progress) -> str:
    if plan_state(progress) == "finished":
        return _("The plan can be submitted for signing")
    if progress.errors:
        words = _n(
            "{count} error is to be mended before signing",
            "{count} errors are to be mended before signing",
            progress.errors,
        )
        return words.format(count=progress.errors)
    words = _n(
        "No error is left, but {count} page is still to be finished or looked at",
        "No error is left, but {count} pages are still to be finished or looked at",
        progress.unfinished,
    )
    return words.format(count=progress.unfinished)


def _rest(progress: Progress) -> str:
    """Return what there is to say below the verdict."""
    if plan_state(progress) == "finished":
        if progress.hints:
            return _("The hints below ask for no answer. Whether the plan is good, its readers decide.")
        return _("No rule finds a fault. Whether the plan is good, its readers decide.")
    sentences: list[str] = []
    if progress.errors and progress.unfinished:
        sentences.append(f"{pages_words(progress)}.")
    if progress.warnings:
        words = _n(
            "{count} warning is worth a look. Mend it, or accept it with a reason.",
            "{count} warnings are worth a look. Mend them, or accept them with a reason.",
            progress.warnings,
        )
        sentences.append(words.format(count=progress.warnings))
    elif progress.errors:
        sentences.append(_("Each line below opens the place to be mended."))
    else:
        sentences.append(_("The overview says which pages are left."))
    return " ".join(sentences)
