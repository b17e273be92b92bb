"""The overview of a plan: what to write next, what is due, and where everything stands."""

from collections.abc import Iterator
from typing import Final

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
from dxdesk.language import translate_plural as _n
from dxdesk.plan.contents import PlanPage
from dxdesk.plan.progress import PageState
from dxdesk.text.numerals import short_date
from ui import theme
from ui.contents_line import STATE_MARKS
from ui.contents_list import state_words
from ui.desk import Desk
from ui.icons import icon
from ui.link import Link
from ui.office import Office
from ui.pages.home_guidance import GuidanceOffer
from ui.pages.page import FormPage, line, scaled

# How a line shares its width between the title of a page and how it stands.
_TITLE_SHARE: Final = 5
_STATE_SHARE: Final = 3
_UNFINISHED: Final = ("attention", "in_progress", "not_started")


class HomePage(FormPage):
    """Where a plan opens for the first time, and where one sees how far it is."""

    def __init__(self, desk: Desk, _office: Office) -> None:
        """Show how the plan on the desk stands."""
        super().__init__(desk, "home", _("Overview"), lead=desk.guidance.meta.letter.theme)
        self._links: dict[str, _PageLine] = {}
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
        for widget in (self.count, self.bar, self.hint):
            column.addWidget(widget)
        column.addLayout(row)
        self._body.addWidget(card)

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
            entry = _PageLine(page)
            entry.link.clicked.connect(lambda _on=False, key=page.key: self.desk.page_wanted.emit(key))
            self._links[page.key] = entry
            self._lines.addWidget(entry)
            self._lines.addWidget(line())

    def _show_next(self, pages: tuple[PlanPage, ...]) -> None:
        progress = self.desk.progress
        self.count.setText(
            _("{written} of {total} tasks written").format(written=progress.written, total=progress.total)
        )
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.written)
        unfinished = [page for page in pages if self.desk.states[page.key].state in _UNFINISHED]
        if unfinished:
            target = unfinished[0]
            self._target = target.key
            name = _("task {number}").format(number=target.number) if target.number else target.title
            self.next.setText(_("Go on with: {page}").format(page=name).replace("&", "&&"))
            self.hint.setText(self._left(len(unfinished)))
            return
        self._target = "check"
        self.next.setText(_("Check the plan"))
        self.hint.setText(_("Everything is written. Check the plan, then export it."))

    def _left(self, count: int) -> str:
        words = _n(
            "{count} page is not finished. Write in any order; everything is saved as you type.",
            "{count} pages are not finished. Write in any order; everything is saved as you type.",
            count,
        )
        return words.format(count=count)


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


class _PageLine(QWidget):
    """A line of the overview: the page as a link, and how it stands."""

    def __init__(self, page: PlanPage) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.TIGHT // 2, 0, theme.TIGHT // 2)
        row.setSpacing(theme.SMALL)
        self._title = f"{page.number}. {page.title}" if page.number else page.title
        self.link = Link(self._title)
        self.state = QLabel()
        self.state.setProperty("role", "muted")
        self.state.setWordWrap(True)
        self.state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.sign = QLabel()
        row.addWidget(self.link, _TITLE_SHARE)
        row.addWidget(self.state, _STATE_SHARE)
        row.addWidget(self.sign)

    def show_state(self, state: PageState) -> None:
        """Show the state in words and by its mark."""
        words = state_words(state)
        name, role = STATE_MARKS[state.state]
        self.state.setText(words)
        self.sign.setPixmap(icon(name, role).pixmap(16, 16))
        self.link.setAccessibleName(f"{self._title}, {words}")
