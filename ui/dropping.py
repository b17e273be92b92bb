"""Files that are dropped on the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QWidget


class FileDrop(QObject):
    """Lets a widget take one file that is dropped on it, while the widget accepts drops."""

    def __init__(self, widget: QWidget, take: Callable[[Path], object]) -> None:
        """Call `take` with the file."""
        super().__init__(widget)
        self._take = take
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept a single file, and take it when it is let go."""
        if event.type() not in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            return False
        assert isinstance(event, QDropEvent)  # noqa: S101 - for the type checker
        assert isinstance(watched, QWidget)  # noqa: S101 - as above
        path = file_in(event.mimeData()) if takes_drops(watched) else None
        if path is not None:
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self._take(path)
        return True


def takes_drops(widget: QWidget) -> bool:
    """Say whether files can be dropped: not beside a dialog that asks something or works."""
    modal = QApplication.activeModalWidget()
    return modal is None or modal is widget.window()


def file_in(data: QMimeData) -> Path | None:
    """Return the one file that is dragged; None where it is none, or several."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].is_file() else None
