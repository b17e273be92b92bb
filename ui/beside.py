"""What stands beside the form: the guidance, or the printed pages, which can have a window of their own."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dxdesk.guidance.pack import Pack
from dxdesk.plan.model import Plan
from ui.guidance_pane import GuidancePane
from ui.preview.pane import PreviewPane
from ui.preview.window import PreviewWindow


class Beside(QStackedWidget):
    """Guidance or preview. The preview is made when it is first wanted; `place_clicked` comes from its paper."""

    place_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with the guidance."""
        super().__init__(parent)
        self.guidance = GuidancePane()
        self.preview: PreviewPane | None = None
        self._window: PreviewWindow | None = None
        self._holder = QWidget()
        self._room = QVBoxLayout(self._holder)
        self._room.setContentsMargins(0, 0, 0, 0)
        self.addWidget(self.guidance)
        self.addWidget(self._holder)

    @property
    def shows_preview(self) -> bool:
        """Whether the printed pages stand here."""
        return self.currentWidget() is self._holder

    @property
    def prints(self) -> bool:
        """Whether the printed pages are to be seen, here or in their window."""
        return self.shows_preview or self._window is not None

    def show_guidance(self) -> None:
        """Show the guidance."""
        self.setCurrentWidget(self.guidance)

    def show_preview(self) -> None:
        """Show the printed pages here; out of their own window, if they are there."""
        self._pane()
        if self._window is not None:
            self._window.close()
        self.setCurrentWidget(self._holder)

    def open_window(self) -> None:
        """Show the printed pages in a window of their own, for a second screen; closing it brings them back."""
        if self._window is not None:
            self._window.activateWindow()
            return
        pane = self._pane()
        self.show_guidance()
        self._window = PreviewWindow(pane, self.window())
        self._window.closed.connect(self._take_back)
        self._window.show()

    def show_plan(self, plan: Plan, pack: Pack) -> None:
        """Print a plan anew, if its pages are to be seen."""
        if self.preview is not None and self.prints:
            self.preview.show_plan(plan, pack)

    def follow(self, path: str) -> None:
        """Bring a place of the plan into sight."""
        if self.preview is not None and path:
            self.preview.follow(path)

    def focus(self) -> None:
        """Put the focus here."""
        if self.shows_preview and self.preview is not None:
            self.preview.setFocus()
        else:
            self.guidance.take_focus()

    def stop(self) -> None:
        """End what runs, before the view goes."""
        if self._window is not None:
            self._window.close()
        if self.preview is not None:
            self.preview.stop()

    def _pane(self) -> PreviewPane:
        if self.preview is None:
            self.preview = PreviewPane()
            self.preview.place_clicked.connect(self.place_clicked)
            self._room.addWidget(self.preview)
            self._holder.setFocusProxy(self.preview)
        return self.preview

    def _take_back(self) -> None:
        window, self._window = self._window, None
        pane = window.take_pane() if window is not None else None
        if window is not None and pane is not None:
            self._room.addWidget(pane)
            pane.show()
            window.deleteLater()
