"""The ground with the pages on it: scrolling, zoom, and the mark of what is being written."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from dxdesk.language import translate as _
from dxdesk.render.pdf.pages import Spot
from ui.giving_way import wake
from ui.preview.keys import BY_KEY, scroll_by_key
from ui.preview.painting import on_pixels, paint_marks, paint_page, paint_ring
from ui.preview.pictures import Pictures, Sizes, Wanted
from ui.preview.sheets import (
    MARGIN,
    PIXELS_PER_POINT,
    Sheet,
    Zoom,
    ground_size,
    lay_sheets,
    sheet_at,
    stands_now,
    stepped,
)

_LINE: Final = 40
# What is revealed comes to stand at this part of the height: what leads up to it is seen too.
_REVEALED_AT: Final = 0.25


class Paper(QAbstractScrollArea):
    """Shows pages below one another and draws only those in sight."""

    page_changed = Signal(int, int)  # the page in front, counted from 1, and how many there are
    zoom_changed = Signal()
    moved = Signal()  # by hand: wheel, keys or scroll bar
    point_clicked = Signal(int, float, float)  # twice: page from 0, points from its top left corner

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zoom: Zoom = "width"
        self._pictures = pictures
        self._sizes: Sizes = ()
        self._sheets: tuple[Sheet, ...] = ()
        self._marked: tuple[Spot, ...] = ()
        self._front = 0
        self._announced = 0
        self._ringed = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.setSingleStep(_LINE)
            bar.actionTriggered.connect(lambda _action: self.moved.emit())
        pictures.drawn.connect(self.viewport().update)
        self.speak()

    @property
    def scale(self) -> float:
        """Return the zoom that the page in front is shown in; 1.0 is true size."""
        return self._sheets[self._front].scale / PIXELS_PER_POINT if self._sheets else 1.0

    def sheet(self, page: int) -> Sheet:
        """Return where a page (from 0) stands."""
        return self._sheets[page]

    def show_pages(self, sizes: Sizes) -> None:
        """Show pages of these sizes (points) where the others stood; the scroll position stays."""
        if sizes != self._sizes:
            self._sizes = sizes
            # A bar that comes and goes would change the width that pages are fitted to.
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
            self._lay()
        self._refresh()

    def mark(self, spots: Sequence[Spot]) -> None:
        """Mark what is being written with a soft bar at its left."""
        self._marked = tuple(spots)
        self.viewport().update()

    def reveal(self, spot: Spot) -> None:
        """Scroll to a spot, unless it is in sight already."""
        if spot.page >= len(self._sheets):
            return
        sheet = self._sheets[spot.page]
        top = sheet.top + spot.top * sheet.scale
        shown, height = self.verticalScrollBar().value(), self.viewport().height()
        needed = min(spot.height * sheet.scale, height * (1 - _REVEALED_AT))
        if top < shown or top + needed > shown + height:
            self.verticalScrollBar().setValue(round(top - height * _REVEALED_AT))
        left, across = sheet.left + spot.left * sheet.scale, self.horizontalScrollBar()
        if not across.value() <= left <= across.value() + self.viewport().width() / 2:
            across.setValue(round(left - MARGIN))

    def set_zoom(self, zoom: Zoom, at: float | None = None) -> None:
        """Zoom and keep what stands at the height `at` of the view (the middle) in its place."""
        if zoom == self.zoom:
            return
        self.zoom = zoom
        self._lay(self.viewport().height() / 2 if at is None else at)
        self.zoom_changed.emit()

    def step_zoom(self, steps: int, at: float | None = None) -> None:
        """Zoom one step in (1) or out (-1)."""
        self.set_zoom(stepped(self.scale, steps), at)

    def speak(self) -> None:
        """Say anew, in the active language, what is shown."""
        self.setAccessibleName(_("Pages as they will print"))
        if self._sheets:
            said = _("Page {page} of {pages} of the print").format(
                page=self._front + 1, pages=len(self._sheets)
            )
        else:
            said = _placeholder()
        self.setAccessibleDescription(said)
        self.viewport().update()

    def _lay(self, at: float = 0.0) -> None:
        """Lay the pages anew; what stood at the height `at` of the view stays there."""
        bar, view = self.verticalScrollBar(), self.viewport()
        old, before = self._sheets, bar.value() + at
        self._sheets = lay_sheets(self._sizes, self.zoom, view.width(), view.height())
        width, height = ground_size(self._sheets)
        for scroll, needed, room in (
            (bar, height, view.height()),
            (self.horizontalScrollBar(), width, view.width()),
        ):
            share = scroll.value() / scroll.maximum() if scroll.maximum() else 0.5
            scroll.setPageStep(room)
            scroll.setRange(0, max(0, round(needed - room)))
            if scroll is not bar:
                scroll.setValue(round(share * scroll.maximum()))
        if old and self._sheets:
            bar.setValue(round(stands_now(old, self._sheets, before) - at))
        self._refresh()

    def _refresh(self) -> None:
        """Ask for the pictures of the pages in sight, say which page is in front, and paint."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if self._sheets:
            first = sheet_at(self._sheets, bar.value())
            last = sheet_at(self._sheets, bar.value() + height)
            # Those in sight first, then one below and one above.
            order = [*range(first, last + 1), last + 1, first - 1]
            self._pictures.want([self._wanted(page) for page in order if 0 <= page < len(self._sheets)])
        # The line that decides sinks from the top of the view to its bottom, so every page has its turn.
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0
        front = max(0, sheet_at(self._sheets, bar.value() + share * height))
        if (front, len(self._sheets)) != (self._front, self._announced):
            self._front, self._announced = front, len(self._sheets)
            self.page_changed.emit(front + 1, len(self._sheets))
            self.speak()
        self.viewport().update()

    def _wanted(self, page: int) -> Wanted:
        ratio, sheet = self.devicePixelRatioF(), self._sheets[page]
        return Wanted(page, max(1, round(sheet.width * ratio)), max(1, round(sheet.height * ratio)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new room."""
        super().resizeEvent(event)
        self._lay()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Show other pages; the view is small enough to be painted anew."""
        del dx, dy
        self._refresh()

    def event(self, event: QEvent) -> bool:
        """Follow the screen, the language and the focus."""
        kind = event.type()
        if kind == QEvent.Type.DevicePixelRatioChange:
            self._refresh()
        elif kind == QEvent.Type.LanguageChange:
            self.speak()
        elif isinstance(event, QFocusEvent):
            # Who clicks knows where the keyboard is; who comes by key is shown it.
            self._ringed = event.gotFocus() and event.reason() in BY_KEY
            self.viewport().update()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by keys."""
        if not scroll_by_key(self, event.key()):
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, zoom around the pointer."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turned := event.angleDelta().y():
                self.step_zoom(1 if turned > 0 else -1, event.position().y())
            event.accept()
        else:
            super().wheelEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Tell where on which page."""
        point = event.position() + QPointF(
            self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        )
        for page, sheet in enumerate(self._sheets):
            x, y = point.x() - sheet.left, point.y() - sheet.top
            if 0 <= x <= sheet.width and 0 <= y <= sheet.height:
                self.point_clicked.emit(page, x / sheet.scale, y / sheet.scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in sight."""
        del event
        wake()
        view = self.viewport()
        painter = QPainter(view)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self._sheets:
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            room = view.rect().adjusted(_LINE, _LINE, -_LINE, -_LINE)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, _placeholder())
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        for page, sheet in enumerate(self._sheets):
            if sheet.bottom >= down and sheet.top <= down + view.height():
                self._paint_sheet(painter, page, QPointF(sheet.left - across, sheet.top - down))
        if self._ringed:
            paint_ring(painter, view.rect())
        painter.end()

    def _paint_sheet(self, painter: QPainter, page: int, corner: QPointF) -> None:
        sheet, wanted, ratio = self._sheets[page], self._wanted(page), self.devicePixelRatioF()
        size = QSizeF(wanted.width / ratio, wanted.height / ratio)
        rect = QRectF(on_pixels(painter, corner), size)
        paint_page(painter, rect, self._pictures.picture(page))
        marked = [spot for spot in self._marked if spot.page == page]
        paint_marks(painter, rect.topLeft(), sheet.scale, marked)


def _placeholder() -> str:
    return _("The printed pages will stand here.")
