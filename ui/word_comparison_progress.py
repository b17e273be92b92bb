"""How far a comparison with a Word file is, with a button that stops it."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from dxdesk.comparison.comparison import STEPS, Step
from dxdesk.language import mark
from dxdesk.language import translate as _

_WORDS: Final[Mapping[Step, str]] = {
    "word": mark("Reading the Word file…"),
    "tables": mark("Comparing the tables…"),
    "text": mark("Comparing the text…"),
    "words": mark("Comparing what follows from the plan…"),
}


class ComparisonProgress(QWidget):
    """A line, a bar, and a button."""

    def __init__(self) -> None:
        """Begin at the first step."""
        super().__init__()
        self.words = QLabel()
        self.bar = QProgressBar(textVisible=False)
        self.bar.setRange(0, len(STEPS))
        self.bar.setAccessibleName(_("Progress of the comparison"))
        self.stop = QPushButton(_("&Stop"))
        self.stop.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        column.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.show_step(STEPS[0])

    def show_step(self, step: Step) -> None:
        """Show a step."""
        self.words.setText(_(_WORDS[step]))
        self.bar.setValue(STEPS.index(step))
