"""What the check of a document answers: that nothing deviates, the list of what does, or why it cannot tell."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from dxdesk.inspection.account import verdict
from dxdesk.inspection.faults import UnreadableDocumentError
from dxdesk.inspection.inspection import Inspection
from ui import theme
from ui.document_check_table import DeviationTable


class CheckAnswer(QWidget):
    """A sentence, and below it the list of deviations where there are any."""

    def __init__(self) -> None:
        """Begin with nothing to say."""
        super().__init__()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.table = DeviationTable()
        self._rest = QWidget()  # holds the sentence at the top where there is no list
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        column.addWidget(self.words)
        column.addWidget(self.table, 1)
        column.addWidget(self._rest, 1)

    def show_inspection(self, inspection: Inspection) -> None:
        """Show what a check came to."""
        found = inspection.deviations
        self._say(verdict(inspection), "" if found else "done")
        self.table.show_deviations(found)
        self._list(shown=bool(found))

    def show_trouble(self, error: UnreadableDocumentError) -> None:
        """Show why a document cannot be measured."""
        self._say(str(error), "error")
        self._list(shown=False)

    def _list(self, *, shown: bool) -> None:
        self.table.setVisible(shown)
        self._rest.setVisible(not shown)

    def _say(self, words: str, role: str) -> None:
        self.words.setText(words)
        self.words.setAccessibleName(words)
        self.words.setProperty("role", role)
        self.words.style().unpolish(self.words)
        self.words.style().polish(self.words)
