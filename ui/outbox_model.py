"""What is sent, as a table model: one line a dispatch, and no widget for any of them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.text.days import VIETNAM
from ui.icons import icon
from ui.outbox_entries import Entry
from ui.outbox_words import entry_title, means_words, revision_words, state_mark, state_words
from ui.start_lines import BELOW
from ui.start_words import moment_words

Index = QModelIndex | QPersistentModelIndex
_HEADINGS: Final = (mark("Plan"), mark("To"), mark("State"), mark("Since"))
WHAT, TO, STATE, CHANGED = range(len(_HEADINGS))
_ROOT: Final = QModelIndex()


class OutboxModel(QAbstractTableModel):
    """The dispatches, the newest first."""

    def __init__(self, parent: QObject | None = None, *, one_plan: bool = False) -> None:
        """Begin without any; those of one plan name the revision beside the means, for its name is not shown."""
        super().__init__(parent)
        self.entries: Sequence[Entry] = ()
        self._shares: Mapping[str, int] = {}
        self._text: Mapping[int, Callable[[Entry], str]] = {
            WHAT: entry_title,
            TO: lambda entry: entry.dispatch.receiver,
            STATE: lambda entry: state_words(entry, self._shares.get(entry.dispatch.id)),
            CHANGED: lambda entry: moment_words(entry.dispatch.changed_at, datetime.now(VIETNAM)),
        }
        self._below: Mapping[int, Callable[[Entry], str]] = {
            WHAT: lambda entry: revision_words(entry.dispatch),
            TO: _revision_and_means if one_plan else lambda entry: means_words(entry.dispatch),
        }

    def show_entries(self, entries: Sequence[Entry], shares: Mapping[str, int]) -> None:
        """Show these."""
        self._shares = shares
        if [each.dispatch.id for each in entries] == [each.dispatch.id for each in self.entries]:
            self.entries = entries
            if entries:
                self.dataChanged.emit(self.index(0, 0), self.index(len(entries) - 1, CHANGED))
            return
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def note_progress(self, dispatch_id: str) -> None:
        """Show how much of one is sent by now."""
        row = self.row_of(dispatch_id)
        if row >= 0:
            place = self.index(row, STATE)
            self.dataChanged.emit(place, place)

    def words(self, row: int, column: int) -> str:
        """Return what a cell shows."""
        return self._text[column](self.entries[row])

    def row_of(self, dispatch_id: str) -> int:
        """Return the row of a dispatch, -1 where it is not shown."""
        return next((row for row, each in enumerate(self.entries) if each.dispatch.id == dispatch_id), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of dispatches."""
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(_HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, or what is read out."""
        entry, column = self.entries[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text[column](entry)
        if role == BELOW and column in self._below:
            return self._below[column](entry)
        if role == Qt.ItemDataRole.DecorationRole and column == STATE:
            return icon(*state_mark(entry.dispatch))
        if role == Qt.ItemDataRole.AccessibleTextRole and column in (WHAT, TO):
            below = (revision_words(entry.dispatch), means_words(entry.dispatch))
            parts = (self._text[WHAT](entry), *below, self._text[TO](entry), self._text[STATE](entry))
            return "; ".join(filter(None, parts))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heading of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(_HEADINGS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None


def _revision_and_means(entry: Entry) -> str:
    return f"{revision_words(entry.dispatch)} · {means_words(entry.dispatch)}"
