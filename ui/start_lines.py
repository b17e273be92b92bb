"""Lines of lists: a name, below it smaller what it belongs to, and a small word at the end."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import theme

Index = QModelIndex | QPersistentModelIndex
BELOW: Final = Qt.ItemDataRole.UserRole + 1  # the smaller text
AT_END: Final = Qt.ItemDataRole.UserRole + 2  # a small word at the right

_SMALLER: Final = 0.9
_PADDING: Final = theme.SMALL
_MARGIN: Final = theme.SMALL - 2  # Qt adds some of its own


class TwoLines(QStyledItemDelegate):
    """Paints the text of an item over the smaller text of its role `BELOW`."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - all are alike
        """Return the height of two lines."""
        height = QFontMetrics(option.font).height() + QFontMetrics(_smaller(option.font)).height()
        return QSize(0, height + 2 * _PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint both lines."""
        look = theme.current()
        painter.save()
        paint_ground(painter, option)
        room = option.rect.adjusted(theme.MEDIUM, _PADDING, -theme.MEDIUM, -_PADDING)
        painter.setFont(_smaller(option.font))
        painter.setPen(QColor(look.muted))
        end = str(index.data(AT_END) or "")
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, end)
        if end:
            room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(end) - theme.MEDIUM)
        below = str(index.data(BELOW) or "")
        height = painter.fontMetrics().height()
        lower = QRect(room.left(), room.bottom() + 1 - height, room.width(), height)
        painter.drawText(lower, middle, _elided(painter, below, room.width()))
        painter.setFont(option.font)
        painter.setPen(QColor(look.text))
        upper = room.adjusted(0, 0, 0, -height) if below else room
        painter.drawText(upper, middle, _elided(painter, str(index.data()), room.width()))
        painter.restore()


class OneLine(QStyledItemDelegate):
    """Paints the other cells of such a table as Qt does, with more room and the line below the row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return Qt's size and the room at both sides."""
        return super().sizeHint(option, index) + QSize(2 * _MARGIN, 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell; the row is marked as a whole, so no cell has a frame."""
        paint_ground(painter, option)
        inner = QStyleOptionViewItem(option)
        inner.rect = option.rect.adjusted(_MARGIN, 0, -_MARGIN, -1)
        inner.state &= ~QStyle.StateFlag.State_HasFocus
        super().paint(painter, inner, index)


class Roomy(QStyledItemDelegate):
    """Gives the items of a list or a tree room above and below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return Qt's size and the room."""
        return super().sizeHint(option, index) + QSize(0, theme.SMALL)


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Paint what lies behind a cell: the colour of a chosen row, and the line to the next one."""
    look = theme.current()
    if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
        painter.fillRect(option.rect, QColor(look.soft))
    painter.fillRect(
        QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), QColor(look.line)
    )


def _smaller(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * _SMALLER)
    return small


def _elided(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
