"""The revisions before the present one."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from dxdesk.store.values import Revision
from ui import theme
from ui.pages.issue_words import issued_revision_words, revision_name


class EarlierPanel(QFrame):
    """A line for each issued revision; its package can be saved again."""

    def __init__(self, save: Callable[[Revision], object]) -> None:
        """Begin without lines; `save` is called with the revision whose package is wanted."""
        super().__init__()
        self.setProperty("role", "surface")
        self._save = save
        self._shown: Sequence[Revision] = ()
        self.buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.WIDE, theme.MEDIUM, theme.WIDE, theme.MEDIUM)
        self._column.setSpacing(theme.SMALL)

    def show_revisions(self, revisions: Sequence[Revision]) -> None:
        """List revisions, the highest first."""
        if list(revisions) == list(self._shown):
            return
        self._shown = revisions
        self.buttons = []
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for revision in revisions:
            self._column.addWidget(self._line(revision))

    def _line(self, revision: Revision) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        name = revision_name(revision.number, revision.kind)
        words = QLabel(issued_revision_words(revision))
        words.setWordWrap(True)
        save = QPushButton(_("Save its package…"))
        save.setProperty("role", "quiet")
        save.setAccessibleName(_("Save the package of {revision}").format(revision=name))
        save.clicked.connect(lambda _on=False: self._save(revision))
        self.buttons.append(save)
        row.addWidget(words, 1)
        row.addWidget(save)
        return line
