"""The targets of the indicators as they were entered with the tasks, to look at and to go to."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from dxdesk.language import translate as _
from dxdesk.plan.figure import figure_text
from dxdesk.plan.model import Unread
from dxdesk.plan.offers import Target, entered_targets
from dxdesk.plan.unread_words import unread_message
from ui import theme
from ui.desk import Desk
from ui.fields.touch import concerns
from ui.icons import SMALL_ICON, icon

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_TASK, _INDICATOR, _UNIT, _BEFORE, _TARGET = range(5)


class TargetTable(QWidget):
    """A table that goes to the place of a target when its row is pressed twice, or with Enter."""

    def __init__(self, desk: Desk) -> None:
        """Show the targets in the plan on the desk."""
        super().__init__()
        self._desk = desk
        self.model = _Targets(desk)
        self.nothing = QLabel(
            _("No target is entered yet. Targets are entered with the indicators of each task.")
        )
        self.hint = QLabel(_("Press a row twice, or Enter, to go to its task."))
        for label in (self.nothing, self.hint):
            label.setProperty("role", "hint")
            label.setWordWrap(True)
        self.table = _Table(self.model)
        self.table.activated.connect(lambda index: self._go(index.row()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        for part in (self.hint, self.table, self.nothing):
            column.addWidget(part)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        desk.changed.connect(self._follow)
        self._show_parts()

    def refresh(self) -> None:
        """Show what the plan has now."""
        if self.model.refresh():
            self._show_parts()

    def _show_parts(self) -> None:
        has_rows = self.model.rowCount() > 0
        self.nothing.setVisible(not has_rows and self.model.is_read)
        self.hint.setVisible(has_rows)
        self.table.setVisible(has_rows)
        self.table.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was changed on other pages, once what stands above is in sight."""
        super().showEvent(event)
        self._soon.start()

    def _follow(self, touched: tuple[str, ...]) -> None:
        if concerns(touched, "/tasks") and self.isVisible():
            self.refresh()

    def _go(self, row: int) -> None:
        self._desk.place_wanted.emit(self.model.targets[row].path)


class _Targets(QAbstractTableModel):
    """The rows: task, indicator, unit, last year's figure, target."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.is_read = False
        self.targets: list[Target] = []
        self._texts: list[tuple[str, ...]] = []
        self._unread: Mapping[str, Unread] = {}

    def refresh(self) -> bool:
        """Take over what the plan has; say whether it is other than before."""
        plan = self._desk.plan
        found = entered_targets(plan, self._desk.guidance)
        unread = {entry.path: entry for entry in reversed(plan.unread)}
        is_new = not self.is_read or found != self.targets or unread != self._unread
        if is_new:
            self.is_read = True
            self.beginResetModel()
            self.targets, self._unread = found, unread
            # Asked for again with every size and paint.
            self._texts = [self._texts_of(target) for target in found]
            self.endResetModel()
        return is_new

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.targets)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 5

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        year = self._desk.plan.year
        return (_("Task"), _("Indicator"), _("Unit"), str(year - 1), _("Target {year}").format(year=year))[
            section
        ]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        target = self.targets[index.row()]
        unread = self._unread.get(_figure_path(target, index.column()))
        match role:
            case _ if unread is not None and role in _REMARKS:
                return _REMARKS[role](unread_message(self._desk.plan, self._desk.pack, unread))
            case Qt.ItemDataRole.DisplayRole:
                return self._texts[index.row()][index.column()]
            case Qt.ItemDataRole.ToolTipRole if index.column() == _TASK:
                return target.task.title
            case Qt.ItemDataRole.AccessibleTextRole if index.column() == _TASK:
                return _("Task {number}: {title}").format(number=target.task.number, title=target.task.title)
            case Qt.ItemDataRole.TextAlignmentRole if index.column() in (_BEFORE, _TARGET):
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _texts_of(self, target: Target) -> tuple[str, ...]:
        """Return what a row shows; a figure that cannot be read as it was typed."""
        value = target.value
        shown = {
            _BEFORE: figure_text(value.kind, value.baseline),
            _TARGET: figure_text(value.kind, value.target),
        }
        for column in shown:
            if (unread := self._unread.get(_figure_path(target, column))) is not None:
                shown[column] = " ".join(unread.text.split())
        return (str(target.task.number), target.indicator.label, value.unit, shown[_BEFORE], shown[_TARGET])


def _figure_path(target: Target, column: int) -> str:
    """Return the place of the figure in a column; nothing for any other column."""
    field = {_BEFORE: "baseline", _TARGET: "target"}.get(column)
    return f"{target.path.rpartition('/')[0]}/{field}" if field else ""


# How a figure is marked that cannot be read, from the sentence that says why.
_REMARKS: Final[Mapping[int, Callable[[str], Any]]] = {
    Qt.ItemDataRole.DecorationRole: lambda _why: icon("attention", "error").pixmap(SMALL_ICON),
    Qt.ItemDataRole.ForegroundRole: lambda _why: QColor(theme.current().error),
    Qt.ItemDataRole.ToolTipRole: lambda why: why,
    Qt.ItemDataRole.AccessibleDescriptionRole: lambda why: why,
}


class _WrappedText(QStyledItemDelegate):
    """Asks for room as if cells were a little narrower: the style draws in less than it measures."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        narrower = QStyleOptionViewItem(option)
        narrower.rect.setWidth(narrower.rect.width() - theme.SMALL)
        return super().sizeHint(narrower, index)


class _Table(QTableView):
    """A table as high as its rows, with words wrapped; Tab leaves it."""

    def __init__(self, model: _Targets) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_WrappedText(self))
        self.setAccessibleName(_("Targets entered with the tasks"))
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(True)
        self.setShowGrid(False)
        self.setAlternatingRowColors(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_INDICATOR, QHeaderView.ResizeMode.Stretch)
        self._afterwards = QTimer(self, singleShot=True, interval=0)
        self._afterwards.timeout.connect(self.fit)
        header.sectionResized.connect(lambda *_sizes: self._afterwards.start())

    def fit(self) -> None:
        """Be as high as the rows."""
        self.resizeRowsToContents()
        height = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length()
        height += 2 * self.frameWidth() + 2
        if height != self.height():
            self.setFixedHeight(height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the task of the row with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
