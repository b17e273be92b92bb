"""The overview of a plan: what to write next, what is due, and where everything stands."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dxdesk.guidance.pack import Deadline
from dxdesk.language import translate as _
from dxdesk.plan.contents import PlanPage
from dxdesk.plan.progress import UNFINISHED
from dxdesk.text.dates import short_date
from ui import theme
from ui.desk import Desk
from ui.link import Link
from ui.office import Office
from ui.pages.home_guidance import GuidanceOffer
from ui.pages.home_line import PageLine
from ui.pages.page import FormPage, line, scaled
from ui.progress_words import how_to_send, open_words, pages_words, tasks_words
from ui.sign import Sign


class HomePage(FormPage):
    """Where a plan opens for the first time, and where one sees how far it is."""

    def __init__(self, desk: Desk, _office: Office) -> None:
        """Show how the plan on the desk stands."""
        super().__init__(desk, "home", _("Overview"), lead=_theme(desk))
        self._links: dict[str, PageLine] = {}
        self._body = QVBoxLayout()
        self._body.setSpacing(theme.WIDE)
        self.add_layout(self._body)
        self._shown: tuple[PlanPage, ...] = ()
        self._body.addWidget(GuidanceOffer(desk))
        if desk.told:
            self._body.addWidget(_Told(desk))
        self._build_next()
        self._build_deadlines()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._body.addLayout(self._lines)
        self.column.addStretch(1)
        desk.reviewed.connect(self.refresh)
        desk.sent.changed.connect(self._show_sent)
        self.refresh()

    def bring_to(self, path: str) -> None:  # noqa: ARG002 - there is only one thing to begin with
        """Put the focus on what to do next."""
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> str:
        """Return the beginning of the document."""
        return "/document/subject"

    def refresh(self) -> None:
        """Show the states as they are."""
        pages = self.desk.pages()
        if pages != self._shown:
            self._shown = pages
            self._rebuild(pages)
        for page in pages:
            self._links[page.key].show_state(self.desk.states[page.key])
        self._show_next(pages)
        self._show_sent()

    def _show_sent(self) -> None:
        """Say how far the plan is on its way out, or how to send it."""
        sent = self.desk.sent.words(self.desk.standing)
        words = _("{state}. The outbox says more (Ctrl+G).").format(state=sent) if sent else how_to_send()
        if words != self.sent.text():
            self.sent.setText(words)

    def _build_next(self) -> None:
        card = QFrame()
        card.setProperty("role", "surface")
        column = QVBoxLayout(card)
        column.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        column.setSpacing(theme.SMALL)
        self.count = QLabel()
        self.count.setFont(scaled(1.15, bold=True))
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(_("Tasks written"))
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        self.hint.setProperty("role", "muted")
        self.next = QPushButton()
        self.next.setProperty("role", "primary")
        self.next.clicked.connect(lambda: self.desk.page_wanted.emit(self._target))
        row = QHBoxLayout()
        row.addWidget(self.next)
        row.addStretch(1)
        for widget in (self.count, self.bar, self.hint, self._found()):
            column.addWidget(widget)
        column.addLayout(row)
        self.sent = QLabel(how_to_send())
        self.sent.setWordWrap(True)
        self.sent.setProperty("role", "hint")
        column.addWidget(self.sent)
        self._body.addWidget(card)

    def _found(self) -> QWidget:
        """Return the line that says what the check has found, with the way there."""
        self.found = QLabel()
        self.to_check = Link(_("See them on the check page"))
        self.to_check.clicked.connect(lambda: self.desk.page_wanted.emit("check"))
        self.found.setWordWrap(True)
        self.found.setContentsMargins(theme.TIGHT, 0, 0, 0)  # as the link below
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.found)
        words.addWidget(self.to_check, 0, Qt.AlignmentFlag.AlignLeft)
        sign = Sign("attention", "warning")
        sign.setContentsMargins(0, 1, 0, 0)
        self.found_line = QWidget()
        row = QHBoxLayout(self.found_line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SMALL)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return self.found_line

    def _build_deadlines(self) -> None:
        deadlines = list(self._deadlines())
        if not deadlines:
            return
        title = QLabel(_("Days to keep in mind"))
        title.setFont(scaled(1.15, bold=True))
        self._body.addWidget(title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.WIDE)
        grid.setColumnStretch(1, 1)
        for row, deadline in enumerate(deadlines):
            day = QLabel(short_date(deadline.due))
            words = QLabel(deadline.text)
            words.setWordWrap(True)
            words.setProperty("role", "muted")
            grid.addWidget(day, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, row, 1)
        self._body.addLayout(grid)

    def _deadlines(self) -> Iterator[Deadline]:
        level = self.desk.plan.unit.level
        found = [each for each in self.desk.guidance.meta.deadlines if level in each.levels]
        yield from sorted(found, key=lambda each: each.due)

    def _rebuild(self, pages: tuple[PlanPage, ...]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._links = {}
        group = None
        for page in pages:
            if page.group != group:
                group = page.group
                title = QLabel(group or _("The document"))
                title.setFont(scaled(1.0, bold=True))
                title.setContentsMargins(0, theme.WIDE, 0, theme.TIGHT)
                self._lines.addWidget(title)
            entry = PageLine(page)
            entry.link.clicked.connect(lambda _on=False, key=page.key: self.desk.page_wanted.emit(key))
            self._links[page.key] = entry
            self._lines.addWidget(entry)
            self._lines.addWidget(line())

    def _show_next(self, pages: tuple[PlanPage, ...]) -> None:
        progress = self.desk.progress
        self.count.setText(tasks_words(progress))
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.written)
        found = open_words(progress)
        self.found.setText(_("The check of the whole plan lists: {what}.").format(what=found))
        self.found_line.setVisible(bool(found))
        unfinished = [page for page in pages if self.desk.states[page.key].state in UNFINISHED]
        if unfinished:
            self._go_on_with(unfinished[0])
        else:
            self._finish()

    def _go_on_with(self, page: PlanPage) -> None:
        self._target = page.key
        name = _("task {number}").format(number=page.number) if page.number else page.title
        self.next.setText(_("Go on with: {page}").format(page=name).replace("&", "&&"))
        left = pages_words(self.desk.progress)
        write_on = _("Write in any order; everything is saved as you type.")
        self.hint.setText(f"{left}. {write_on}")

    def _finish(self) -> None:
        is_issued = self.desk.standing.phase == "issued"
        self._target = "export" if is_issued else "issue"
        self.next.setText(_("Export the plan") if is_issued else _("Sign and issue the plan"))
        self.hint.setText(_("Everything is written, and the check finds no errors or warnings."))


class _Told(QFrame):
    """What there is to say of the plan since it went over to another guidance, until it is read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "surface")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.WIDE, theme.MEDIUM, theme.WIDE, theme.MEDIUM)
        title = QLabel(_("The plan goes by the new guidance now. Please note:"))
        title.setFont(scaled(1.0, bold=True))
        title.setWordWrap(True)
        column.addWidget(title)
        for sentence in desk.told:
            words = QLabel(f"– {sentence}")
            words.setWordWrap(True)
            column.addWidget(words)
        read = QPushButton(_("I have read it"))
        read.clicked.connect(desk.forget_told)
        read.clicked.connect(self.hide)
        row = QHBoxLayout()
        row.addWidget(read)
        row.addStretch(1)
        column.addLayout(row)


def _theme(desk: Desk) -> str:
    """Return the theme of the year; that of another year is none."""
    meta = desk.guidance.meta
    return meta.letter.theme if meta.year == desk.plan.year else ""
