"""A quiet line that says what was just done, and takes it back on request."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from ui import theme
from ui.desk import Desk
from ui.fields.remarks import Remarks
from ui.icons import SMALL_ICON, icon


class Notice(QFrame):
    """Says one thing at a time; goes away with the next change of the plan."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Begin with nothing to say."""
        super().__init__(parent)
        self._desk = desk
        self.setProperty("role", "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MEDIUM, theme.TIGHT, theme.TIGHT, theme.TIGHT)
        column.setSpacing(theme.TIGHT)
        row = QHBoxLayout()
        column.addLayout(row)
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.undo = QPushButton(_("Undo"))
        self.undo.setProperty("role", "quiet")
        self.undo.clicked.connect(self._take_back)
        close = QToolButton()
        close.setIcon(icon("close", "muted"))
        close.setIconSize(SMALL_ICON)
        close.setAccessibleName(_("Hide this line"))
        close.setToolTip(_("Hide this line"))
        close.clicked.connect(self.hide)
        row.addWidget(self.words, 1)
        row.addWidget(self.undo)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.remarks = Remarks()
        column.addWidget(self.remarks)
        desk.changed.connect(self.hide)
        self.hide()

    def tell(self, words: str, *, undo: bool = True, lines: Iterable[tuple[str, str]] = ()) -> None:
        """Say what was done, and below it pairs of severity and sentence."""
        said = list(lines)
        self.words.setText(words)
        self.setAccessibleName(words)
        self.undo.setVisible(undo)
        self.remarks.show_lines(said)
        self.remarks.setVisible(bool(said))
        self.show()

    def warn(self, sentence: str) -> None:
        """Say why something could not be done."""
        self.tell(sentence, undo=False)

    def _take_back(self) -> None:
        self.hide()
        self._desk.undo()
