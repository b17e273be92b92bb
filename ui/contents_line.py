"""How a line of the contents list is painted."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from dxdesk.plan.progress import PageState, State
from ui import theme
from ui.icons import IconName, IconRole, icon

Index = QModelIndex | QPersistentModelIndex
KEY: Final = Qt.ItemDataRole.UserRole
STATE: Final = Qt.ItemDataRole.UserRole + 1
NUMBER: Final = Qt.ItemDataRole.UserRole + 2
# Unfinished stands out, finished is quiet.
STATE_MARKS: Final[Mapping[State, tuple[IconName, IconRole]]] = {
    "not_started": ("circle", "text"),
    "in_progress": ("dots", "primary"),
    "done": ("check", "muted"),
    "not_applicable": ("dash", "muted"),
    "optional": ("dash", "muted"),
    "attention": ("attention", "warning"),
}


class ContentsLine(QStyledItemDelegate):
    """Paints a line: number, title, and the mark of its state; headings small and muted."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a line."""
        height = option.fontMetrics.height()
        return QSize(0, height + (theme.MEDIUM + 2 if index.data(KEY) else theme.WIDE + 2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a line."""
        look = theme.current()
        painter.save()
        rect = option.rect.adjusted(2, 0, -theme.TIGHT, 0)
        if not index.data(KEY):
            self._paint_heading(painter, rect, str(index.data()), look)
        else:
            self._paint_page(painter, rect, option, index, look)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, title: str, look: theme.Theme) -> None:
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * 0.9)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(look.muted))
        room = rect.adjusted(theme.SMALL, theme.SMALL, 0, 0)
        shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _paint_page(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index, look: theme.Theme
    ) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.soft))
            painter.drawRoundedRect(rect, 4, 4)
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top() + 4, 3, rect.height() - 8), QColor(look.primary))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.focus), 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)
        right = self._paint_state(painter, rect, index.data(STATE))
        self._paint_title(painter, rect.adjusted(theme.SMALL, 0, -right, 0), index, chosen=chosen, look=look)

    def _paint_state(self, painter: QPainter, rect: QRect, state: PageState | None) -> int:
        """Paint the mark, and the count of what is to be mended; return the room taken."""
        if state is None:
            return theme.SMALL
        name, role = STATE_MARKS[state.state]
        place = QRect(rect.right() - 16 - theme.SMALL, rect.center().y() - 7, 16, 16)
        icon(name, role).paint(painter, place)
        found = state.errors + state.warnings + state.notes
        if state.state != "attention" or not found:
            return 16 + 2 * theme.SMALL
        count = str(found)
        width = painter.fontMetrics().horizontalAdvance(count) + theme.TIGHT
        painter.setPen(QColor(theme.current().warning))
        room = QRect(place.left() - width, rect.top(), width, rect.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, count)
        return 16 + width + 2 * theme.SMALL

    def _paint_title(
        self, painter: QPainter, rect: QRect, index: Index, *, chosen: bool, look: theme.Theme
    ) -> None:
        number = index.data(NUMBER)
        left = rect.left()
        metrics = painter.fontMetrics()
        middle = Qt.AlignmentFlag.AlignVCenter
        if number is not None:
            width = metrics.horizontalAdvance("00")
            painter.setPen(QColor(look.muted))
            room = QRect(left, rect.top(), width, rect.height())
            painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, str(number))
            left += width + theme.SMALL
        painter.setPen(QColor(look.primary if chosen else look.text))
        room = QRect(left, rect.top(), rect.right() - left, rect.height())
        shown = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, shown)
