"""A plan in the window: its contents on the left, the page in front, guidance or the printed page beside."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from dxdesk.plan.contents import PlanPage
from dxdesk.plan.remark_changes import spoken_of
from ui import theme
from ui.beside import Beside
from ui.building_ahead import BuildingAhead
from ui.contents_list import ContentsList
from ui.desk import Desk
from ui.dropping import FileDrop
from ui.flash import flash
from ui.note_popup import ask_note
from ui.office import Office
from ui.page_stack import PageStack
from ui.pages.page import Page
from ui.pages.registry import WINDOW_PAGES, build_page, build_window_page
from ui.plan_bar import PlanBar, PlanFoot
from ui.plan_files import PlanFiles
from ui.tab_order import order_tabs

_NARROW: Final = 1280  # below this width the guidance folds unless it is asked for
_PREVIEW_WIDTH: Final = 460
_LEAST_FORM: Final = 620  # what a form needs, with text of 150 %
_ANY_WIDTH: Final = 16_777_215  # Qt's own word for no limit
_FOLLOW_AFTER: Final = 120  # milliseconds


class PlanView(QWidget):
    """Everything about one plan. `left` tells that the person goes back to the list of plans.

    `addresses_wanted` carries a file with an address book, `update_wanted` an update.
    """

    left = Signal()
    addresses_wanted = Signal(object)
    update_wanted = Signal(object)

    def __init__(self, desk: Desk, office: Office, parent: QWidget | None = None) -> None:
        """Show the plan on the desk."""
        super().__init__(parent)
        self.desk = desk
        self.office = office
        self.pages: dict[str, Page] = {}
        self.key = ""
        self._narrow: bool | None = None
        self._ahead = BuildingAhead(self)
        self._files = PlanFiles(self)
        FileDrop(self, self.take_in)
        self._build()
        self._wire()

    def open_place(self, path: str) -> None:
        """Open the page on which a place is edited and put the cursor there."""
        if self.key and self.page.shows(path):
            self.page.bring_to(path)
        elif (place := spoken_of(self.desk.plan, path)) is not None:
            self.open_page(self.desk.page_of(place))
            self.page.bring_to(place)
        self._follow_later()

    def open_page(self, key: str) -> None:
        """Open a page; what is typed on the one before is taken over first."""
        if key == self.key:
            return
        self.desk.settle()
        known = {page.key: page for page in self.desk.pages()}
        if key not in known and key not in WINDOW_PAGES:
            key = next(iter(known))
        self._build_page(key, known)
        self.key = key
        self.stack.enter(self.pages[key])
        self.contents.show_current(key)
        self.beside.guidance.show_page(self.desk, known.get(key), key)
        self.desk.archive.write(lambda store: store.remember_position(self.desk.plan_id, key))
        self._follow_later()
        self._ahead.begin(self._steps_ahead(known))

    def _build_page(self, key: str, known: Mapping[str, PlanPage]) -> None:
        """Build a page, unless it is there."""
        if key in self.pages:
            return
        is_own = key in known
        page = build_page(self.desk, known[key]) if is_own else build_window_page(self.desk, self.office, key)
        self.pages[key] = page
        self.stack.addWidget(page)

    def _steps_ahead(self, known: Mapping[str, PlanPage]) -> Iterator[Callable[[], object]]:
        """Yield what builds the next page of the plan and the one before, each in two steps."""
        keys = list(known)
        place = keys.index(self.key) if self.key in known else -2
        for neighbour in (place + 1, place - 1):
            if 0 <= neighbour < len(keys) and keys[neighbour] not in self.pages:
                yield partial(self._build_page, keys[neighbour], known)
                yield partial(self._finish_page, keys[neighbour])

    def _finish_page(self, key: str) -> None:
        if key in self.pages:
            self.pages[key].finish()

    @property
    def page(self) -> Page:
        """The page in front."""
        return self.pages[self.key]

    def step(self, by: int) -> None:
        """Go to the next page (1) or the one before (-1)."""
        keys = [*(page.key for page in self.desk.pages()), *list(WINDOW_PAGES)[1:]]
        position = keys.index(self.key) + by if self.key in keys else 0
        if 0 <= position < len(keys):
            self.open_page(keys[position])
            self.stack.rest()

    def toggle_preview(self) -> None:
        """Show the printed pages beside the form, or the guidance again."""
        self.show_beside(preview=not self.beside.shows_preview)

    def show_beside(self, *, preview: bool) -> None:
        """Show the printed pages or the guidance beside the form."""
        if preview:
            self.beside.show_preview()
        else:
            self.beside.show_guidance()
        self._after_preview_came()

    def open_preview_window(self) -> None:
        """Show the printed pages in a window of their own."""
        self.beside.open_window()
        self._after_preview_came()

    def ask_note(self) -> None:
        """Ask for a note to the place where the cursor is."""
        ask_note(self.desk, self.page.place(), self)

    def open_history(self) -> None:
        """Show the history of the plan and put the cursor there."""
        self.open_page("history")
        self.stack.rest()

    def help(self) -> None:
        """Show the guidance of the page and put the cursor there."""
        self.show_beside(preview=False)
        self.beside.guidance.unfold()
        self.beside.focus()

    def close_plan(self) -> None:
        """Take over what is typed and stop what runs for this plan."""
        self._ahead.stop()
        self.desk.leave()
        for page in self.pages.values():
            page.stop()
        self.beside.stop()

    def _build(self) -> None:
        self.bar = PlanBar(self.desk)
        self.foot = PlanFoot(self.desk)
        self.contents = ContentsList(self.desk)
        self.side = QFrame()
        self.side.setProperty("role", "side")
        room = QVBoxLayout(self.side)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self.contents)
        self.stack = PageStack()
        self.beside = Beside()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        for number, widget in enumerate((self.side, self.stack, self.beside)):
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(number, int(number == 1))
        self.splitter.setSizes([theme.LIST_WIDTH, 800, theme.GUIDANCE_WIDTH])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.foot)

    def _wire(self) -> None:
        self._following = QTimer(self, singleShot=True, interval=_FOLLOW_AFTER)
        self._following.timeout.connect(self._follow)
        self.contents.chosen.connect(self.open_page)
        self.desk.place_wanted.connect(self.open_place)
        self.desk.page_wanted.connect(self.open_page)
        self.desk.stepped.connect(self._tell_step)
        self.desk.book.changed.connect(self._look_for_answers)
        self.office.outbox.changed.connect(self._look_for_answers)
        self._look_for_answers()
        self.desk.guidance_changed.connect(self._rebuild_pages)
        self.desk.changed.connect(lambda _touched: self._print())
        self.desk.changed.connect(lambda _touched: self._ahead.put_off())
        self.beside.guidance.width_changed.connect(self._keep_fold)
        self.beside.place_clicked.connect(self.open_place)
        self.bar.back.clicked.connect(self.left)
        self.bar.preview.clicked.connect(self.toggle_preview)
        for keys, step in (("Alt+Right", 1), ("Alt+Left", -1)):
            QShortcut(QKeySequence(keys), self, lambda step=step: self.step(step))
        QShortcut(QKeySequence("Ctrl+O"), self, self._files.ask)
        QShortcut(QKeySequence("F9"), self, self.toggle_preview)
        QShortcut(QKeySequence("Shift+F9"), self, self.open_preview_window)
        QShortcut(QKeySequence("F6"), self, self._next_region)
        self.bar.note_action.triggered.connect(self.ask_note)
        self.bar.history_action.triggered.connect(self.open_history)

    def _look_for_answers(self) -> None:
        """See what the level above has to say of what was sealed last, and how far that has come."""
        sealed = self.desk.standing.sealed
        self.desk.returned.refresh("" if sealed is None else sealed.digest)
        self.desk.sent.refresh()

    def _next_region(self) -> None:
        """Move the focus between the list, the page and what stands beside it."""
        regions: list[tuple[QWidget, Callable[[], object]]] = [
            (self.contents, self.contents.list.setFocus),
            (self.stack, lambda: self.page.bring_to(self.page.place())),
            (self.beside, self.beside.focus),
        ]
        regions = [region for region in regions if region[0].isVisibleTo(self)]
        focus = self.window().focusWidget()
        at = next((n for n, (widget, _go) in enumerate(regions) if focus and widget.isAncestorOf(focus)), -1)
        regions[(at + 1) % len(regions)][1]()

    def _tell_step(self, words: str) -> None:
        """Say what was undone or done again, and show for a moment where."""
        self.foot.tell(words)
        focus = self.page.focusWidget()
        if focus is not None and focus.isVisible():
            flash(focus)

    def _rebuild_pages(self) -> None:
        """Build the pages anew: the guidance asks other questions now."""
        key, place = self.key, self.page.place()
        for page in self.pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self.pages.clear()
        self.key = ""
        self.contents.refresh()
        self.open_page(key)
        self.page.bring_to(place)

    def _after_preview_came(self) -> None:
        self._fit()
        self.bar.note_preview(shown=self.beside.shows_preview)
        self._print()

    def _print(self) -> None:
        self.beside.show_plan(self.desk.plan, self.desk.pack)
        self._follow_later()

    def _follow_later(self) -> None:
        self._following.start()

    def _follow(self) -> None:
        if self.key:
            self.beside.follow(self.page.place())

    def take_in(self, path: Path) -> None:
        """Take a file in that came: an answer of the level above, an address book, or a paper that came home."""
        self._files.take_in(path)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own
        """Go by Tab from the list to the page and then to what stands beside it: pages come up late."""
        order_tabs(self)
        return super().focusNextPrevChild(forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the guidance where the window becomes narrow."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self.beside.guidance.set_folded(narrow or not self.office.preferences.now.guidance_shown)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _keep_fold(self) -> None:
        """Remember whether the guidance is wanted where there is room for it."""
        if not self._narrow:
            now = self.office.preferences.now
            shown = not self.beside.guidance.folded
            self.office.preferences.change(msgspec.structs.replace(now, guidance_shown=shown))
        self._fit()

    def _fit(self) -> None:
        """Share the width: the list keeps its own, the form the most. In a narrow window the list gives way."""
        preview, guidance = self.beside.shows_preview, self.beside.guidance
        crowded = self._narrow and (preview or not guidance.folded)
        self.side.setVisible(not crowded)
        beside = guidance.wanted_width()
        if preview:
            beside = _PREVIEW_WIDTH if not crowded else min(_PREVIEW_WIDTH, self.width() - _LEAST_FORM)
        self.beside.setMaximumWidth(_ANY_WIDTH if preview else beside)
        form = max(self.width() - (0 if crowded else theme.LIST_WIDTH) - beside, 320)
        self.splitter.setSizes([theme.LIST_WIDTH, form, beside])
