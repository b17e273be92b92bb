"""The tabs of the check page: one for each kind of line, with its count."""

from collections.abc import Mapping
from typing import Final, get_args

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabBar

from dxdesk.language import mark
from dxdesk.language import translate as _
from ui import theme
from ui.pages.check_items import FILTERS, Filter

NAMES: Final[tuple[Filter, ...]] = get_args(Filter)
_SHORT: Final[Mapping[Filter, str]] = {
    "all": mark("All {count}"),
    "error": mark("Mend {count}"),
    "warning": mark("Look at {count}"),
    "hint": mark("Hints {count}"),
    "accepted": mark("Accepted {count}"),
}
_LEAST: Final = 160  # a page narrower than the tabs scrolls nowhere
# Between the words of a tab and its edges, on both sides; the usual room is that of the style sheet.
_ROOM: Final = 14
_TIGHT: Final = f"QTabBar::tab {{ padding: 7px {theme.SMALL - 2}px; }}"


class CheckFilters(QTabBar):
    """The tabs. Where the room is narrow they say it shorter, so that all of them stay in sight."""

    def __init__(self) -> None:
        """Begin with empty counts."""
        super().__init__()
        self._counts: Mapping[Filter, int] = dict.fromkeys(NAMES, 0)
        self._short = False
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(_("What to show"))
        for _name in NAMES:
            self.addTab("")
        self._say()

    @property
    def chosen(self) -> Filter:
        """The kind of lines to show."""
        return NAMES[self.currentIndex()]

    def show_counts(self, counts: Mapping[Filter, int]) -> None:
        """Show how many lines there are of each kind."""
        self._counts = counts
        self._say()
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return a width that never widens the page."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say it shorter or in full, as the room is."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew where the text has another size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        full = sum(metrics.horizontalAdvance(words) + 2 * _ROOM for words in self._words(short=False))
        short = full > self.width()
        if short != self._short:
            self._short = short
            self.setStyleSheet(_TIGHT if short else "")
            self._say()

    def _say(self) -> None:
        full = self._words(short=False)
        for number, words in enumerate(self._words(short=self._short)):
            self.setTabText(number, words)
            self.setTabToolTip(number, full[number] if self._short else "")

    def _words(self, *, short: bool) -> list[str]:
        words = _SHORT if short else FILTERS
        return [_(words[name]).format(count=self._counts[name]) for name in NAMES]
