"""The list of the plan's pages: where everything is, and what of it is still to be done."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, Literal, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.plan.progress import PageState, State, plan_state
from ui import theme
from ui.contents_line import KEY, NUMBER, STATE, ContentsLine
from ui.desk import Desk
from ui.fields.choice import ComboBox
from ui.pages.registry import window_titles
from ui.progress_words import open_words, pages_words, state_words, tasks_words

Filter = Literal["all", "missing", "attention", "not_applicable"]
_FILTERS: Final[Mapping[Filter, str]] = {
    "all": mark("All pages"),
    "missing": mark("Still to be written"),
    "attention": mark("To be looked at"),
    "not_applicable": mark("Does not apply"),
}
_SHOWN: Final[Mapping[Filter, Callable[[State], bool]]] = {
    "all": lambda _state: True,
    "missing": lambda state: state in {"not_started", "in_progress"},
    "attention": lambda state: state == "attention",
    "not_applicable": lambda state: state == "not_applicable",
}


class Entry(NamedTuple):
    """A line of the list: a page, or a heading where `key` is empty. Pages of the window have no state."""

    key: str
    title: str
    number: int | None = None
    state: PageState | None = None


class ContentsList(QWidget):
    """The list with its counts above and its filter. `chosen` carries the key of a page."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """List the pages of the plan on the desk."""
        super().__init__(parent)
        self._desk = desk
        self._filter: Filter = "all"
        self._entries: list[Entry] = []
        self._current = ""
        self._build()
        desk.reviewed.connect(self.refresh)
        self.refresh()

    def show_current(self, key: str) -> None:
        """Mark the page that is open, and bring its line into sight."""
        self._current = key
        row = next((row for row in range(self.list.count()) if self.list.item(row).data(KEY) == key), -1)
        self.list.blockSignals(True)
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)
        self.list.keep_current_in_sight()
        if self._filter != "all":  # the page in front is listed whatever the filter; not amidst a click
            QTimer.singleShot(0, self, self.refresh)

    def refresh(self) -> None:
        """Show the states as they are; the list is rebuilt only where a line came, went or changed."""
        self._show_counts()
        entries = list(self._wanted())
        if entries == self._entries:
            return
        if [entry[:3] for entry in entries] != [entry[:3] for entry in self._entries]:
            self._rebuild(entries)
        else:
            for row, entry in enumerate(entries):
                _fill(self.list.item(row), entry)
        self._entries = entries

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MEDIUM, theme.MEDIUM, 0, 0)
        column.setSpacing(theme.SMALL)
        self.counts = QLabel()
        self.counts.setWordWrap(True)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(_("Tasks written"))
        self.filter = ComboBox()
        self.filter.setAccessibleName(_("Which pages to list"))
        for words in _FILTERS.values():
            self.filter.addItem(_(words))
        self.filter.activated.connect(self._choose_filter)
        self.list = _List()
        self.list.setAccessibleName(_("Pages of the plan"))
        self.list.currentItemChanged.connect(lambda item, _before: self._choose(item))
        self.list.itemClicked.connect(self._choose)
        for widget in (self.counts, self.bar, self.filter):
            holder = QVBoxLayout()
            holder.setContentsMargins(0, 0, theme.MEDIUM, 0)
            holder.addWidget(widget)
            column.addLayout(holder)
        column.addWidget(self.list, 1)

    def _choose_filter(self, index: int) -> None:
        self._filter = list(_FILTERS)[index]
        self.refresh()

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None and (key := item.data(KEY)) and key != self._current:
            self._current = key
            self.chosen.emit(key)

    def _wanted(self) -> Iterable[Entry]:
        first, *others = window_titles().items()
        yield Entry(*first)
        shown = _SHOWN[self._filter]
        group = ""
        for page in self._desk.pages():
            state = self._desk.states.get(page.key)
            if state is not None and page.key != self._current and not shown(state.state):
                continue
            if page.group != group and page.group:
                yield Entry("", page.group)
            elif page.group != group:
                yield Entry("", _("The document"))
            group = page.group
            yield Entry(page.key, page.title, page.number, state)
        yield Entry("", _("To finish"))
        yield from (Entry(key, title) for key, title in others)

    def _rebuild(self, entries: list[Entry]) -> None:
        scrolled = self.list.verticalScrollBar().value()
        self.list.blockSignals(True)
        self.list.clear()
        for entry in entries:
            item = QListWidgetItem()
            _fill(item, entry)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.verticalScrollBar().setValue(scrolled)
        self.show_current(self._current)

    def _show_counts(self) -> None:
        progress = self._desk.progress
        found = open_words(progress)
        left = _("All pages are finished") if plan_state(progress) == "finished" else pages_words(progress)
        below = _("The check lists: {what}").format(what=found) if found else left
        self.counts.setText(f"{tasks_words(progress)}\n{below}")
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.written)


def _fill(item: QListWidgetItem, entry: Entry) -> None:
    item.setText(entry.title)
    item.setData(KEY, entry.key)
    item.setData(NUMBER, entry.number)
    item.setData(STATE, entry.state)
    if not entry.key:
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        return
    words = state_words(entry.state)
    spoken = f"{entry.number}. {entry.title}" if entry.number else entry.title
    item.setToolTip(f"{spoken}\n{words}" if words else spoken)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{spoken}, {words}" if words else spoken)


class _List(QListWidget):
    """A list that leaves Tab and the arrows with Alt to the window."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setProperty("role", "contents")
        self.setItemDelegate(ContentsLine(self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)

    def keep_current_in_sight(self) -> None:
        """Scroll to the line of the page that is open, if it is not in sight."""
        item = self.currentItem()
        if item is not None:
            self.scrollToItem(item, QListWidget.ScrollHint.EnsureVisible)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line of the page in sight, also when the list comes up for the first time."""
        super().resizeEvent(event)
        self.keep_current_in_sight()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by arrows; letters search as in any list."""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
            return
        super().keyPressEvent(event)
