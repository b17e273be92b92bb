"""The live preview: the pages of the plan as they will print, made anew after each change."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dxdesk.document.compose import UnprintableTextError
from dxdesk.guidance.pack import Pack
from dxdesk.plan.model import Plan
from dxdesk.render.pdf.pages import Spot
from ui.preview.foot import Foot
from ui.preview.notice import Notice
from ui.preview.paper import Paper
from ui.preview.pictures import Pictures, Sizes
from ui.preview.printing import Print, print_plan
from ui.preview.spots import nearest_origin, origin_at
from ui.work import Cancel, CancelledError, Worker

DEBOUNCE: Final = 10  # ms after the last change: what comes in one go is printed once


class PreviewPane(QWidget):
    """Shows a plan as it will print; give it every change, it prints the newest when there is time.

    While it is hidden nothing is printed. `stop` must be called before it is deleted.
    """

    place_clicked = Signal(str)  # a JSON Pointer into the plan
    busy_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._printer = Worker("preview-print", parent=self)
        self._pictures = Pictures(self)
        self._paper = Paper(self._pictures)
        self._notice = Notice()
        self._foot = Foot()
        self._newest: tuple[Plan, Pack] | None = None
        self._due = False  # the newest is not printed yet
        self._under_way: Cancel | None = None
        self._spots: tuple[Spot, ...] = ()
        self._places: Mapping[str, Spot] = {}
        self._path = ""
        self._following = False
        self._busy = False
        self._timer = QTimer(self, singleShot=True, interval=DEBOUNCE)
        self._arrange()
        self._connect()

    @property
    def busy(self) -> bool:
        """Tell whether pages newer than the shown ones are awaited."""
        return self._busy

    def show_plan(self, plan: Plan, pack: Pack) -> None:
        """Print a plan soon; the pages before stay until the new ones are there."""
        self._newest = (plan, pack)
        self._due = True
        if self.isVisible():
            self._set_busy(busy=True)
            self._timer.start()

    def follow(self, path: str) -> None:
        """Mark the printed place nearest to `path` (a JSON Pointer) and keep it in sight.

        It stays in sight when the pages change, until somebody scrolls by hand.
        """
        self._path = path
        self._following = True
        self._find_place()

    def zoom_in(self) -> None:
        """Show the pages a step larger."""
        self._paper.step_zoom(1)

    def zoom_out(self) -> None:
        """Show the pages a step smaller."""
        self._paper.step_zoom(-1)

    def fit_width(self) -> None:
        """Show the pages as wide as the pane."""
        self._paper.set_zoom("width")

    def wait_idle(self, timeout: float) -> bool:
        """Serve events until every page in sight is drawn, at most `timeout` seconds for each step."""
        return self._printer.wait_idle(timeout) and self._pictures.worker.wait_idle(timeout)

    def stop(self) -> None:
        """End all work; nothing is printed from now on."""
        self._timer.stop()
        self._newest, self._due = None, False
        if self._under_way is not None:
            self._under_way.cancel()
        self._printer.close()
        self._pictures.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Print what has changed while the pane was hidden."""
        super().showEvent(event)
        if self._due:
            self._set_busy(busy=True)
            self._timer.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the next print until the pane is shown again."""
        super().hideEvent(event)
        self._timer.stop()
        self._set_busy(busy=self._under_way is not None)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._notice)
        column.addWidget(self._paper, 1)
        column.addWidget(self._foot)
        self.setFocusProxy(self._paper)

    def _connect(self) -> None:
        paper, foot = self._paper, self._foot
        self._timer.timeout.connect(self._print)
        self._notice.place_clicked.connect(self.place_clicked)
        paper.page_changed.connect(foot.show_page)
        paper.point_clicked.connect(self._open_place)
        paper.moved.connect(self._stop_following)
        foot.zoom_chosen.connect(paper.set_zoom)
        foot.zoom_stepped.connect(paper.step_zoom)
        for change in (paper.zoom_changed, paper.page_changed):
            change.connect(lambda *_: foot.show_zoom(paper.zoom, paper.scale))
        keys = {
            "Ctrl++": self.zoom_in,
            "Ctrl+=": self.zoom_in,
            "Ctrl+-": self.zoom_out,
            "Ctrl+0": self.fit_width,
        }
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _print(self) -> None:
        """Print the newest plan, or call off the print of an older one, which comes back here."""
        if self._under_way is not None:
            self._under_way.cancel()
        elif self._newest is not None:
            plan, pack = self._newest
            self._due = False
            self._under_way = Cancel()
            self._printer.run(
                print_plan, plan, pack, self._under_way, done=self._take_print, failed=self._take_failure
            )

    def _take_print(self, printed: Print) -> None:
        if not self._came_late():
            self._notice.hide()
            self._pictures.open(printed.pdf, partial(self._show, printed))

    def _take_failure(self, error: Exception) -> None:
        late = self._came_late()
        if isinstance(error, UnprintableTextError):
            if not late:
                self._notice.say(error.faults[0])
                self._set_busy(busy=self._due)
        elif not isinstance(error, CancelledError):
            raise error

    def _came_late(self) -> bool:
        """Tell whether the print that ended was called off; then the newest is begun."""
        late = self._under_way is not None and self._under_way.cancelled
        self._under_way = None
        if late:
            self._print()
        return late

    def _show(self, printed: Print, sizes: Sizes) -> None:
        self._spots, self._places = printed.spots, printed.places
        self._paper.show_pages(sizes)
        self._find_place()
        self._set_busy(busy=self._under_way is not None or self._timer.isActive())

    def _find_place(self) -> None:
        origin = nearest_origin(self._path, self._places)
        self._paper.mark([spot for spot in self._spots if spot.origin == origin])
        if origin is not None and self._following:
            self._paper.reveal(self._places[origin])

    def _open_place(self, page: int, x: float, y: float) -> None:
        origin = origin_at(self._spots, page, x, y)
        if origin is not None:
            self.place_clicked.emit(origin)

    def _stop_following(self) -> None:
        self._following = False

    def _set_busy(self, *, busy: bool) -> None:
        if busy != self._busy:
            self._busy = busy
            self.busy_changed.emit(busy)
