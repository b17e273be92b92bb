"""Rows that follow the activities of the plan without moving what is selected or being edited."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject

from dxdesk.plan.changes import value_at
from dxdesk.plan.model import Activity
from dxdesk.plan.unread import unread_within
from ui.desk import Desk
from ui.fields.touch import concerns

Key = tuple[str, int]
_DIGITS: Final = 9  # of numbers of rows


class ActivityRows(QAbstractTableModel):
    """The activities at `path`; a change of the plan comes as rows added, moved, changed or removed."""

    def __init__(self, desk: Desk, path: str, parent: QObject | None = None) -> None:
        """Follow the plan on the desk."""
        super().__init__(parent)
        self.desk = desk
        self.path = path
        self.entries: list[Activity] = list(self._present())
        self.unread: Mapping[int, Mapping[str, str]] = self._unread()
        desk.changed.connect(self._follow)

    def _present(self) -> tuple[Activity, ...]:
        found: tuple[Activity, ...] = value_at(self.desk.plan, self.path, ())
        return found

    def _unread(self) -> Mapping[int, Mapping[str, str]]:
        """Return what was typed in rows and cannot be read, by row and by the place within it."""
        found: dict[int, dict[str, str]] = {}
        for rest, text in unread_within(self.desk.plan, self.path).items() if self.desk.plan.unread else ():
            row, _slash, place = rest.partition("/")
            if row.isdecimal() and len(row) < _DIGITS:
                found.setdefault(int(row), {})[place] = text
        return found

    def _follow(self, touched: tuple[str, ...]) -> None:
        """Become what the plan has, row by row, so that selection and open cells stay where they are."""
        if not concerns(touched, self.path):
            return
        wanted = self._present()
        keys = keys_of(wanted)
        self._drop_rows(set(keys))
        self._reorder(keys)
        self._add_rows(wanted, keys)
        before, self.unread = self.unread, self._unread()
        for row, entry in enumerate(wanted):
            if self.entries[row] != entry or before.get(row) != self.unread.get(row):
                self.entries[row] = entry
                self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def _drop_rows(self, kept: set[Key]) -> None:
        for row, key in reversed(list(enumerate(keys_of(self.entries)))):
            if key not in kept:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self.entries[row]
                self.endRemoveRows()

    def _reorder(self, wanted: Sequence[Key]) -> None:
        before = keys_of(self.entries)
        present = set(before)
        after = [key for key in wanted if key in present]
        if before == after:
            return
        self.layoutAboutToBeChanged.emit()
        entries = dict(zip(before, self.entries, strict=True))
        self.entries = [entries[key] for key in after]
        rows = {old: after.index(key) for old, key in enumerate(before)}
        old = self.persistentIndexList()
        self.changePersistentIndexList(old, [self.index(rows[each.row()], each.column()) for each in old])
        self.layoutChanged.emit()

    def _add_rows(self, wanted: Sequence[Activity], keys: Sequence[Key]) -> None:
        present = set(keys_of(self.entries))
        row = 0
        while row < len(wanted):
            end = row
            while end < len(wanted) and keys[end] not in present:
                end += 1
            if end > row:
                self.beginInsertRows(QModelIndex(), row, end - 1)
                self.entries[row:row] = wanted[row:end]
                self.endInsertRows()
            row = end + 1


def keys_of(entries: Sequence[Activity]) -> list[Key]:
    """Return what tells the activities apart; marks that stand twice are numbered."""
    seen: Counter[str] = Counter()
    keys: list[Key] = []
    for entry in entries:
        keys.append((entry.id, seen[entry.id]))
        seen[entry.id] += 1
    return keys
