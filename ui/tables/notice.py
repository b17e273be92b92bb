"""A quiet line that says what was just done, and takes it back on request."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from dxdesk.plan.changes import Change
from ui import theme
from ui.announcing import announce
from ui.desk import Desk
from ui.fields.remarks import Remarks
from ui.icons import icon


class Notice(QFrame):
    """Says one thing at a time, aloud too; goes away with the next change of the plan.

    Where it was told what takes its own deed back, it stays: undo alone would take the newer change back.
    `told` asks for it to be brought into sight.
    """

    told = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Begin with nothing to say."""
        super().__init__(parent)
        self._desk = desk
        self._back: Callable[[], Change] | None = None
        self._is_newest = False
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
        close.setProperty("role", "small")
        close.setAccessibleName(_("Hide this line"))
        close.setToolTip(_("Hide this line"))
        close.clicked.connect(self.hide)
        row.addWidget(self.words, 1)
        row.addWidget(self.undo)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.remarks = Remarks()
        column.addWidget(self.remarks)
        desk.changed.connect(self._note_change)
        self.hide()

    def tell(
        self,
        words: str,
        *,
        undo: bool = True,
        lines: Iterable[tuple[str, str]] = (),
        back: Callable[[], Change] | None = None,
    ) -> None:
        """Say what was done, and below it pairs of severity and sentence; `back` takes it back even later."""
        said = list(lines)
        self._back, self._is_newest = back, True
        self.words.setText(words)
        self.setAccessibleName(words)
        self.undo.setAccessibleName(f"{_('Undo')}: {words}")
        self.undo.setVisible(undo)
        self.remarks.show_lines(said)
        self.remarks.setVisible(bool(said))
        self.show()
        announce(self, " ".join([words, *(sentence for _severity, sentence in said)]))
        self.told.emit()

    def warn(self, sentence: str) -> None:
        """Say why something could not be done."""
        self.tell(sentence, undo=False)

    def _take_back(self) -> None:
        self.hide()
        self._desk.settle()
        if self._is_newest:
            self._desk.undo()
        elif self._back is not None:
            self._desk.change(self._back())

    def _note_change(self) -> None:
        self._is_newest = False
        if self._back is None:
            self.hide()
