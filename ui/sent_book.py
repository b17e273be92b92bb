"""What was sent of the plan on the desk, and how far that has come."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from dxdesk.issuing.standing import Standing
from ui.archive import Archive
from ui.archive_reading import ask
from ui.outbox_entries import Entry, read_entries
from ui.outbox_summary import sent_words


class SentBook(QObject):
    """The dispatches of one plan. `changed` tells that they are others."""

    changed = Signal()

    def __init__(self, archive: Archive, plan_id: str, parent: QObject) -> None:
        """Begin with nothing; `refresh` reads them."""
        super().__init__(parent)
        self._archive = archive
        self._plan_id = plan_id
        self.entries: Sequence[Entry] = ()

    def refresh(self) -> None:
        """Read them."""
        plan_id = self._plan_id
        # What keeps the store from being read is told elsewhere.
        ask(self._archive, self, lambda store: read_entries(store, plan_id), self._take, lambda _words: None)

    def words(self, standing: Standing) -> str:
        """Return how far what the plan is has come on its way out; empty where it was not sent."""
        return sent_words(self.entries, standing)

    def _take(self, entries: Sequence[Entry]) -> None:
        if list(entries) != list(self.entries):
            self.entries = entries
            self.changed.emit()
