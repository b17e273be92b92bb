"""The activities of a task as rows; they follow the plan without moving what is selected or being edited."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor

from dxdesk.guidance.pack import Task
from dxdesk.language import translate as _
from dxdesk.plan.changes import task_path
from dxdesk.plan.finding import SEVERITIES, Finding
from dxdesk.plan.model import Unread
from dxdesk.plan.table_catalogue import TABLES
from dxdesk.plan.table_columns import Column
from dxdesk.plan.tables import cell_text
from dxdesk.plan.task_changes import cell_place, type_in_cell
from dxdesk.plan.unread_words import unread_message
from ui import theme
from ui.desk import Desk
from ui.icons import SMALL_ICON, IconName, IconRole, icon
from ui.tables.activity_rows import ActivityRows, Key, keys_of

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

TABLE: Final = TABLES["activities"]
NUMBER: Final = 0  # the column of running numbers; those of the plan's table come after it
_ROWS: Final = "application/x-dxdesk-rows"
_DONG: Final = " đồng"
_TOP: Final = int(Qt.AlignmentFlag.AlignTop)
_ALIGNMENTS: Final = {
    "number": _TOP | int(Qt.AlignmentFlag.AlignHCenter),
    "cost": _TOP | int(Qt.AlignmentFlag.AlignRight),
}
_SIGNS: Final[Mapping[str, tuple[IconName, IconRole]]] = {
    "error": ("attention", "error"),
    "warning": ("attention", "warning"),
    "hint": ("info", "muted"),
}
# How a cell is marked that cannot be read, from the sentence that says why.
_REMARKS: Final[Mapping[int, Callable[[str], Any]]] = {
    Role.DecorationRole: lambda _why: icon(*_SIGNS["error"]).pixmap(SMALL_ICON),
    Role.ForegroundRole: lambda _why: QColor(theme.current().error),
    Role.ToolTipRole: lambda why: why,
    Role.AccessibleDescriptionRole: lambda why: why,
}


class ActivityModel(ActivityRows):
    """Rows of activities, columns as the plan's table has them, and a number before them."""

    refused = Signal(str)

    def __init__(self, desk: Desk, task: Task, parent: QObject | None = None) -> None:
        """Show the activities that the plan on the desk has for a task."""
        super().__init__(desk, f"{task_path(task.key)}/activities", parent)
        self.task = task
        self.fresh: Key | None = None  # the row just begun, of which nothing is said yet
        self._marks: Mapping[int, Sequence[Finding]] = {}
        desk.reviewed.connect(self.mark_rows)
        self.mark_rows()

    def column(self, index: Index) -> Column | None:
        """Return the plan's column of a cell; None for the running number."""
        return TABLE.columns[index.column() - 1] if index.column() != NUMBER else None

    def place(self, index: Index) -> str:
        """Return the place in the plan that a cell shows."""
        column = self.column(index)
        row = f"{self.path}/{index.row()}"
        if column is None:
            return row
        return f"{row}/period/text" if column.kind == "period" else f"{row}/{column.field}"

    def text(self, index: Index) -> str:
        """Return what a cell shows: its value, or what was typed instead and cannot be read."""
        column = self.column(index)
        if column is None:
            return str(index.row() + 1)
        typed = self.unread_text(index)
        return cell_text(self.entries[index.row()], column) if typed is None else typed

    def unread_text(self, index: Index) -> str | None:
        """Return what was typed in a cell and cannot be read; None where nothing was."""
        typed = self.unread.get(index.row())
        column = self.column(index) if typed else None
        if not typed or column is None:
            return None
        row = f"{self.path}/{index.row()}"
        return typed.get(cell_place(self.desk.plan, row, column)[len(row) + 1 :])

    def why_unread(self, index: Index) -> str:
        """Return why what was typed in a cell cannot be read, and what to write; nothing where it can be."""
        typed, column = self.unread_text(index), self.column(index)
        if typed is None or column is None:
            return ""
        place = cell_place(self.desk.plan, f"{self.path}/{index.row()}", column)
        return unread_message(self.desk.plan, self.desk.pack, Unread(path=place, text=typed))

    def type_in(self, index: Index, text: str, *, merge: bool = False) -> bool:
        """Take over what was typed in a cell, as it is if it cannot be read; `refused` says why not.

        Return whether it could be kept: a text without end cannot.
        """
        column = self.column(index)
        if column is None or text == self.text(index):
            return True
        change = type_in_cell(self.desk.plan, f"{self.path}/{index.row()}", column, text)
        is_kept = self.desk.change(change, merge=merge)
        if why := self.why_unread(index):
            self.refused.emit(why)
        return is_kept

    def mark_rows(self) -> None:
        """Mark the rows that there is something to say of."""
        marks: dict[int, list[Finding]] = {}
        for finding in self.desk.findings:
            if finding.path.startswith(f"{self.path}/"):
                entry = finding.path[len(self.path) + 1 :].partition("/")[0]
                marks.setdefault(int(entry), []).append(finding)
        if self.fresh is not None and self.fresh in (keys := keys_of(self.entries)):
            marks.pop(keys.index(self.fresh), None)
        changed = [row for row in {*marks, *self._marks} if marks.get(row) != self._marks.get(row)]
        self._marks = marks
        for row in changed:
            if row < len(self.entries):
                self.dataChanged.emit(
                    self.index(row, NUMBER), self.index(row, NUMBER), [Role.DecorationRole, Role.ToolTipRole]
                )

    def begin_row(self, row: int) -> None:
        """Say nothing of a row until it was left: it was only just added."""
        self.fresh = keys_of(self.entries)[row]
        self.mark_rows()

    def leave_row(self, row: int) -> None:
        """Say what there is to say, now that another row than `row` is the current one."""
        if self.fresh is not None and (row < 0 or keys_of(self.entries)[row] != self.fresh):
            self.fresh = None
            self.mark_rows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many activities there are."""
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(TABLE.columns) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Return the title of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role != Role.DisplayRole:
            return None
        if section == NUMBER:
            return _("#")
        column = TABLE.columns[section - 1]
        title = _(column.title)
        return _("{title} (đồng)").format(title=title) if column.kind == "money" else title

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return what a cell shows, how it stands, and what there is to say of it or of its row."""
        column = self.column(index)
        match role:
            case _ if role in _REMARKS and (said := self._remark(index, role)) is not None:
                return said
            case Role.DisplayRole:
                return self._shown(index)
            case Role.TextAlignmentRole:
                return _ALIGNMENTS.get(column.key if column else "number", _TOP)
            case Role.ToolTipRole if column is not None:
                return self.text(index)
            case Role.AccessibleTextRole:
                title = self.headerData(index.column(), Qt.Orientation.Horizontal)
                return f"{title}: {self.text(index)}"
        return None

    def _shown(self, index: Index) -> str:
        """Return the text of a cell; of an amount the number, for the title says that it is đồng."""
        column = self.column(index)
        is_amount = column is not None and column.kind == "money" and self.unread_text(index) is None
        return self.text(index).removesuffix(_DONG) if is_amount else self.text(index)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell but the number can be typed in; rows can be dragged."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
        return flags if index.column() == NUMBER else flags | Qt.ItemFlag.ItemIsEditable

    def mimeTypes(self) -> list[str]:
        """Rows are dragged within their own table."""
        return [_ROWS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return a mark that rows are dragged; which ones, the selection says."""
        data = QMimeData()
        data.setData(_ROWS, str(len({index.row() for index in indexes})).encode())
        return data

    def _remark(self, index: Index, role: int) -> Any:
        if index.column() == NUMBER:
            return self._mark(index.row(), role)
        why = self.why_unread(index)
        return _REMARKS[role](why) if why else None

    def _mark(self, row: int, role: int) -> Any:
        findings = self._marks.get(row)
        if not findings or role == Role.ForegroundRole:
            return None
        if role != Role.DecorationRole:
            return "\n".join(finding.message for finding in findings)
        worst = min((finding.severity for finding in findings), key=SEVERITIES.index)
        return icon(*_SIGNS[worst]).pixmap(SMALL_ICON)
