"""Files that are dropped on the window."""

from pathlib import Path

from PySide6.QtCore import QMimeData


def file_in(data: QMimeData) -> Path | None:
    """Return the one file that is dragged; None where it is none, or several."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].is_file() else None
