"""How far a long job is, with a button that stops it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from dxdesk.language import translate as _
from ui import theme
from ui.work import Cancel


class JobBar(QWidget):
    """A word, a bar and a button; hidden while there is no job."""

    def __init__(self) -> None:
        """Begin without a job."""
        super().__init__()
        self.cancel = Cancel()
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar(textVisible=False)
        self.stop = QPushButton(_("&Stop"))
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(self.call_off)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SMALL)
        row.addWidget(self.words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        self.hide()

    def begin(self, words: str) -> Cancel:
        """Show a job that begins; return the token that calls it off."""
        self.cancel = Cancel()
        self.words.setText(words)
        self.bar.setAccessibleName(words)
        self.bar.setRange(0, 100)
        self.bar.setValue(0)
        self.show()
        return self.cancel

    @property
    def busy(self) -> bool:
        """Whether there is a job."""
        return not self.isHidden()

    def call_off(self) -> None:
        """Call the job off; it ends at its next step."""
        self.cancel.cancel()

    def show_share(self, done: int) -> None:
        """Show what share is done, in per cent."""
        self.bar.setValue(done)

    def end(self) -> None:
        """Show no job any more."""
        self.hide()
