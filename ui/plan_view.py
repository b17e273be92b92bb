"""A plan in the window: its contents on the left, the page in front, guidance or the printed page beside."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from dxdesk.plan.remark_changes import spoken_of
from ui import theme
from ui.contents_list import ContentsList
from ui.desk import Desk
from ui.guidance_pane import GuidancePane
from ui.note_popup import ask_note
from ui.office import Office
from ui.pages.page import Page
from ui.pages.registry import WINDOW_PAGES, build_page, build_window_page
from ui.plan_bar import PlanBar, PlanFoot
from ui.preview.pane import PreviewPane
from ui.preview.window import PreviewWindow

_NARROW: Final = 1280  # below this width the guidance folds unless it is asked for
_PREVIEW_WIDTH: Final = 460
_FOLLOW_AFTER: Final = 120  # milliseconds


class PlanView(QWidget):
    """Everything about one plan. `left` tells that the person goes back to the list of plans."""

    left = Signal()

    def __init__(self, desk: Desk, office: Office, parent: QWidget | None = None) -> None:
        """Show the plan on the desk."""
        super().__init__(parent)
        self.desk = desk
        self.office = office
        self.pages: dict[str, Page] = {}
        self.key = ""
        self._trail: list[str] = []
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
        if key not in self.pages:
            page = (
                build_page(self.desk, known[key])
                if key in known
                else build_window_page(self.desk, self.office, key)
            )
            self.pages[key] = page
            self.stack.addWidget(page)
        self.key = key
        self.stack.setCurrentWidget(self.pages[key])
        self.contents.show_current(key)
        self.guidance.show_page(self.desk, known.get(key))
        self.desk.archive.write(lambda store: store.remember_position(self.desk.plan_id, key))
        self._follow_later()

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
            self.page.bring_to("")

    def toggle_preview(self) -> None:
        """Show the printed page beside the form, or the guidance again."""
        self.show_beside(None if self.beside.currentWidget() is self._preview_holder else "preview")

    def show_beside(self, what: str | None) -> None:
        """Show "preview" or "guidance" beside the form; None goes back to what was there before."""
        preview = what == "preview"
        if preview:
            self._start_preview()
        self.beside.setCurrentWidget(self._preview_holder if preview else self.guidance)
        self._fit()
        self.bar.note_preview(shown=preview)
        self._follow_later()

    def ask_note(self) -> None:
        """Ask for a note to the place where the cursor is."""
        ask_note(self.desk, self.page.place(), self)

    def open_preview_window(self) -> None:
        """Show the printed pages in a window of their own, for a second screen; closing it brings them back."""
        if self._preview_window is not None:
            self._preview_window.activateWindow()
            return
        self._start_preview()
        assert self.preview is not None  # noqa: S101 - just started
        self.show_beside("guidance")
        self._preview_window = PreviewWindow(self.preview, self)
        self._preview_window.closed.connect(self._take_preview_back)
        self._preview_window.show()
        self._refresh_preview(shown=True)

    def close_plan(self) -> None:
        """Take over what is typed and stop what runs for this plan."""
        self.desk.settle()
        if self._preview_window is not None:
            self._preview_window.close()
        if self.preview is not None:
            self.preview.stop()

    def _build(self) -> None:
        self.bar = PlanBar(self.desk)
        self.foot = PlanFoot(self.desk)
        self.contents = ContentsList(self.desk)
        side = QFrame()
        side.setProperty("role", "side")
        QVBoxLayout(side).addWidget(self.contents)
        side.layout().setContentsMargins(0, 0, 0, 0)
        self.stack = QStackedWidget()
        self.guidance = GuidancePane()
        self.preview: PreviewPane | None = None
        self._preview_window: PreviewWindow | None = None
        self._preview_holder = QWidget()
        QVBoxLayout(self._preview_holder).setContentsMargins(0, 0, 0, 0)
        self.beside = QStackedWidget()
        self.beside.addWidget(self.guidance)
        self.beside.addWidget(self._preview_holder)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        for number, widget in enumerate((side, self.stack, self.beside)):
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
        self.contents.chosen.connect(self._choose)
        self.desk.place_wanted.connect(self.open_place)
        self.desk.page_wanted.connect(self.open_page)
        self.desk.guidance_changed.connect(self._rebuild_pages)
        self.desk.changed.connect(lambda _touched: self._refresh_preview())
        self.bar.back.clicked.connect(self.left)
        self.bar.preview.clicked.connect(self.toggle_preview)
        for keys, step in (("Alt+Right", 1), ("Alt+Left", -1)):
            QShortcut(QKeySequence(keys), self, activated=lambda step=step: self.step(step))
        QShortcut(QKeySequence("F9"), self, activated=self.toggle_preview)
        QShortcut(QKeySequence("Shift+F9"), self, activated=self.open_preview_window)
        QShortcut(QKeySequence("F1"), self, activated=self._help)
        QShortcut(QKeySequence("F6"), self, activated=self._next_region)
        QShortcut(QKeySequence("Ctrl+Alt+N"), self, self.ask_note)

    def _choose(self, key: str) -> None:
        self.open_page(key)

    def _help(self) -> None:
        self.show_beside("guidance")
        self.guidance.unfold()
        self.guidance.setFocus()

    def _next_region(self) -> None:
        """Move the focus between the list, the page and what stands beside it."""
        regions: list[tuple[QWidget, Callable[[], object]]] = [
            (self.contents, self.contents.list.setFocus),
            (self.stack, lambda: self.page.bring_to(self.page.place())),
            (self.beside, self.beside.currentWidget().setFocus),
        ]
        focus = self.window().focusWidget()
        at = next((n for n, (widget, _go) in enumerate(regions) if focus and widget.isAncestorOf(focus)), -1)
        regions[(at + 1) % len(regions)][1]()

    def _start_preview(self) -> None:
        if self.preview is None:
            self.preview = PreviewPane()
            self._preview_holder.layout().addWidget(self.preview)
            self._preview_holder.setFocusProxy(self.preview)
            self.preview.place_clicked.connect(self.open_place)
        self._refresh_preview(shown=True)

    def _take_preview_back(self) -> None:
        window, self._preview_window = self._preview_window, None
        if window is not None and (pane := window.take_pane()) is not None:
            self._preview_holder.layout().addWidget(pane)
            pane.show()
            window.deleteLater()

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

    def _refresh_preview(self, *, shown: bool | None = None) -> None:
        showing = self._preview_window is not None or self.beside.currentWidget() is self._preview_holder
        if self.preview is not None and (shown or showing):
            self.preview.show_plan(self.desk.plan, self.desk.pack)
            self._follow_later()

    def _follow_later(self) -> None:
        self._following.start()

    def _follow(self) -> None:
        if self.preview is not None and self.key and (path := self.page.place()):
            self.preview.follow(path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the guidance where the window is narrow."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        """Share the width: the list keeps its own, the form the most."""
        preview = self.beside.currentWidget() is self._preview_holder
        self.guidance.set_folded(self.width() < _NARROW or not self.office.preferences.now.guidance_shown)
        beside = _PREVIEW_WIDTH if preview else self.guidance.wanted_width()
        self.beside.setMaximumWidth(16_777_215 if preview else beside)
        form = max(self.width() - theme.LIST_WIDTH - beside, 320)
        self.splitter.setSizes([theme.LIST_WIDTH, form, beside])
