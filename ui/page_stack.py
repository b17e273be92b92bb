"""The pages of a plan one behind the other, each with the focus where it was left."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.pages.page import Page


class PageStack(QStackedWidget):
    """Shows one page. Qt alone would put the focus on whatever a new page was given first."""

    _last: QWidget | None = None  # where the focus was on the page in front when it was left

    def enter(self, page: Page) -> None:
        """Show a page; the focus goes along where it was in the page before."""
        focus, self._last = self.window().focusWidget(), page.focusWidget()
        goes_along = focus is not None and self.isAncestorOf(focus)
        self.setCurrentWidget(page)
        if goes_along:
            self.rest()

    def rest(self) -> None:
        """Put the focus where somebody was last on the page in front, or where the page begins."""
        page, last = self.currentWidget(), self._last
        if last is not None and last.isVisible():
            last.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(page, Page):
            page.begin()
