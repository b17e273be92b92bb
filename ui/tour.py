"""A short tour over the window itself; it can be left at any step."""

from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import Shiboken

from dxdesk.language import translate as _
from ui import theme
from ui.dialog import heading
from ui.tour_place import EDGE, place_beside
from ui.tour_steps import Step, steps

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_LETTERS: Final = 48  # width of the words
_SHADE: Final = 120  # of 255
_ROUND: Final = 6


def open_tour(window: "MainWindow") -> "Tour":
    """Begin the tour over what the window shows."""
    note_seen(window)
    tour = Tour(window)
    tour.show()
    return tour


def note_seen(window: "MainWindow") -> None:
    """Remember that the tour need not be offered again."""
    book = window.office.preferences
    book.change(msgspec.structs.replace(book.now, tour_seen=True))


class Tour(QDialog):
    """Lies over the window, leaves the places that it speaks of clear, and takes all keys until it is left."""

    def __init__(self, window: "MainWindow") -> None:
        """Stand before the first step."""
        super().__init__(window)
        self.setWindowFlags(Qt.WindowType.Widget)  # lies in the window: a dialog is one of its own otherwise
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Short tour"))
        self._window = window
        self._steps = steps(window)
        self._back_to = window.view.key if window.view is not None else ""
        self._focus_before = window.focusWidget()
        self._spots: list[QRect] = []
        self._leaving = False
        self.index = 0
        self._build()
        # All events: the filter for undo, which is older, would let its keys through.
        application = QApplication.instance()
        assert application is not None  # noqa: S101 - there are widgets
        application.installEventFilter(self)
        # Pages that have just come to the front get their places when the events are through.
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self._point)
        self.setGeometry(window.rect())
        self.go_to(0)
        self.next.setFocus()

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return self._steps[self.index]

    def go_to(self, index: int) -> None:
        """Show a step."""
        self.index = index
        view = self._window.view
        if view is not None and self.step.page:
            view.open_page(self.step.page)
        self.title.setText(self.step.title)
        self.words.setText(self.step.words)
        self.count.setText(_("{number} of {count}").format(number=index + 1, count=len(self._steps)))
        last = index == len(self._steps) - 1
        self.back.setVisible(index > 0)
        self.skip.setVisible(not last)
        self.next.setText(_("Done") if last else _("Next"))
        self.next.setAccessibleDescription(f"{self.step.title}. {self.step.words}")
        self._point()
        self._settled.start()

    def done(self, result: int) -> None:
        """Put everything back as it was before the tour."""
        self._leaving = True
        application = QApplication.instance()
        assert application is not None  # noqa: S101 - there are widgets
        application.removeEventFilter(self)
        view = self._window.view
        if view is not None and self._back_to:
            view.open_page(self._back_to)
        super().done(result)
        if self._focus_before is not None and Shiboken.isValid(self._focus_before):
            self._focus_before.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window, and keep its shortcuts from working below."""
        if event.type() == QEvent.Type.ShortcutOverride and self._is_in_window(watched):
            event.accept()
            return True
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
            self._settled.start()
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own
        """Keep the focus among the buttons of the tour, until it goes."""
        if self._leaving:
            return super().focusNextPrevChild(forward)
        buttons = [button for button in (self.skip, self.back, self.next) if button.isVisible()]
        focus = self._window.focusWidget()
        at = buttons.index(focus) if focus in buttons else 0
        buttons[(at + (1 if forward else -1)) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shade the window but for the places that the step speaks of."""
        del event
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade, clear = QPainterPath(), QPainterPath()
        shade.addRect(self.rect())
        for spot in self._spots:
            clear.addRoundedRect(spot, _ROUND, _ROUND)
        painter.fillPath(shade.subtracted(clear), QColor(0, 0, 0, _SHADE))
        painter.setPen(QPen(QColor(look.focus), 2))
        painter.drawPath(clear)
        painter.end()

    def _is_in_window(self, watched: QObject) -> bool:
        if isinstance(watched, QWidget):
            return watched.window() is self._window
        return watched is self._window.windowHandle()

    def _build(self) -> None:
        self.callout = QFrame(self)
        self.callout.setProperty("role", "surface")
        column = QVBoxLayout(self.callout)
        column.setContentsMargins(theme.LARGE, theme.WIDE, theme.LARGE, theme.WIDE)
        column.setSpacing(theme.SMALL)
        self.title = heading("")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addSpacing(theme.SMALL)
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        self.skip = self._button(_("Skip"), "quiet")
        self.skip.clicked.connect(self.reject)
        self.back = self._button(_("Previous"), "")
        self.back.clicked.connect(lambda: self.go_to(self.index - 1))
        self.next = self._button("", "primary")
        self.next.setDefault(True)
        self.next.clicked.connect(self._go_on)
        row.addWidget(self.count)
        row.addStretch(1)
        for button in (self.skip, self.back, self.next):
            row.addWidget(button)
        column.addLayout(row)

    def _button(self, words: str, role: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("role", role)
        button.setAutoDefault(False)
        return button

    def _go_on(self) -> None:
        if self.index + 1 < len(self._steps):
            self.go_to(self.index + 1)
            self.next.setFocus()
        else:
            self.accept()

    def _point(self) -> None:
        """Find the places of the step and put the words beside them."""
        self._spots = [spot.adjusted(-2, -2, 2, 2) & self.rect() for spot in self.step.spots()]
        width = min(
            _LETTERS * self.fontMetrics().averageCharWidth() + 2 * theme.LARGE, self.width() - 2 * EDGE
        )
        self.callout.setFixedWidth(width)
        layout = self.callout.layout()
        assert layout is not None  # noqa: S101 - built with it
        height = max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height())
        self.callout.setGeometry(
            QRect(place_beside(self._spots, QSize(width, height), self.rect()), QSize(width, height))
        )
        self.raise_()
        self.update()


class TourOffer(QFrame):
    """A quiet line that offers the tour, once."""

    def __init__(self, window: "MainWindow") -> None:
        """Offer it."""
        super().__init__()
        self.setProperty("role", "soft")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.WIDE, theme.SMALL, theme.MEDIUM, theme.SMALL)
        words = QLabel(_("New here? A short tour shows where everything is."))
        words.setWordWrap(True)
        self.show_button = QPushButton(_("&Show me"))
        self.no_button = QPushButton(_("No, &thanks"))
        row.addWidget(words, 1)
        for button in (self.show_button, self.no_button):
            button.setProperty("role", "quiet")
            row.addWidget(button)
            button.clicked.connect(self.hide)
            button.clicked.connect(self.deleteLater)
        self.show_button.clicked.connect(lambda: open_tour(window))
        self.no_button.clicked.connect(lambda: note_seen(window))


def offer_tour(window: "MainWindow") -> TourOffer | None:
    """Offer the tour below the list of plans, unless it was seen or declined."""
    column = window.start.layout()
    if window.office.preferences.now.tour_seen or not isinstance(column, QVBoxLayout):
        return None
    offer = TourOffer(window)
    column.addWidget(offer)
    offer.show()
    return offer
