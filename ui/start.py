"""The list of plans: where the program begins, and where one comes back to."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from ui.office import Office


class StartPage(QWidget):
    """The plans of the office. `plan_wanted` carries the id of a plan to open."""

    plan_wanted = Signal(str)

    def __init__(self, office: Office) -> None:
        """List what the store has."""
        super().__init__()
        self._office = office
        self.search = QLineEdit()
        self.menu = QMenu(self)
        QVBoxLayout(self).addWidget(self.search)

    def refresh(self) -> None:
        """Show the plans as they are."""

    def open_file(self, path: Path) -> None:
        """Take a package file in."""

    def begin_new(self, unit_code: str | None = None) -> None:
        """Begin a new plan."""
