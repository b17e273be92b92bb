"""The activities of a task as rows; they follow the plan without moving what is selected or being edited."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from dxdesk.guidance.pack import Task
from dxdesk.language import translate as _
from dxdesk.plan.changes import task_path
from dxdesk.plan.edits import EditError
from dxdesk.plan.finding import SEVERITIES, Finding
from dxdesk.plan.table_catalogue import TABLES
from dxdesk.plan.table_columns import Column
from dxdesk.plan.tables import cell_text
from dxdesk.plan.task_changes import type_in_cell
from ui.desk import Desk
from ui.icons import SMALL_ICON, icon
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
_SIGNS: Final = {
    "error": ("attention", "error"),
    "warning": ("attention", "warning"),
    "hint": ("info", "muted"),
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
        """Return what a cell shows."""
        column = self.column(index)
        if column is None:
            return str(index.row() + 1)
        return cell_text(self.entries[index.row()], column)

    def type_in(self, index: Index, text: str, *, merge: bool = False) -> bool:
        """Take over what was typed in a cell; say whether it fits. `refused` says why not."""
        column = self.column(index)
        if column is None or text == self.text(index):
            return True
        try:
            change = type_in_cell(self.desk.plan, f"{self.path}/{index.row()}", column, text)
        except EditError as error:
            self.refused.emit(str(error))
            return False
        return self.desk.change(change, merge=merge)

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
        """Return what a cell shows, how it stands, and what there is to say of its row."""
        match role:
            case Role.DisplayRole:
                column = self.column(index)
                # The title says that it is đồng.
                is_money = column is not None and column.kind == "money"
                return self.text(index).removesuffix(_DONG) if is_money else self.text(index)
            case Role.TextAlignmentRole:
                column = self.column(index)
                return _ALIGNMENTS.get(column.key if column else "number", _TOP)
            case Role.DecorationRole | Role.ToolTipRole | Role.AccessibleDescriptionRole if (
                index.column() == NUMBER
            ):
                return self._mark(index.row(), role)
            case Role.ToolTipRole:
                return self.text(index)
            case Role.AccessibleTextRole:
                title = self.headerData(index.column(), Qt.Orientation.Horizontal)
                return f"{title}: {self.text(index)}"
        return None

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

    def _mark(self, row: int, role: int) -> Any:
        findings = self._marks.get(row)
        if not findings:
            return None
        if role != Role.DecorationRole:
            return "\n".join(finding.message for finding in findings)
        worst = min((finding.severity for finding in findings), key=SEVERITIES.index)
        sign, colour = _SIGNS[worst]
        return icon(sign, colour).pixmap(SMALL_ICON)  # type: ignore[arg-type] # both are names of icons
