"""Ctrl+K: find anything in the plan and its guidance by typing a few letters, with or without diacritics."""

from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from dxdesk.plan.search import Hit, SearchIndex
from ui import theme
from ui.desk import Desk
from ui.pages.registry import window_titles

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_SHOWN: Final = 40
_LETTERS: Final = 92  # width of the palette
_LINES: Final = 30  # its height


class SearchPalette(QDialog):
    """A field and the places found below it; arrows choose, Enter opens, Esc leaves."""

    @classmethod
    def open_over(cls, window: "MainWindow") -> "SearchPalette | None":
        """Open over the plan that the window shows; over the list of plans there is a search field already."""
        view = window.view
        if view is None:
            window.start.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return None
        view.desk.settle()
        view.desk.review()
        palette = cls(view.desk, window)
        palette.open()
        return palette

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        """Search the plan on the desk."""
        super().__init__(parent)
        self._desk = desk
        self._index = SearchIndex(desk.plan, desk.pack, desk.findings, window_titles())
        self.setWindowTitle(_("Search"))
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MEDIUM, theme.MEDIUM, theme.MEDIUM, theme.MEDIUM)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("A page, a word of the plan, a question of the guidance…"))
        self.field.setAccessibleName(_("Search"))
        self.field.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Places found"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.none = QLabel()
        self.none.setProperty("role", "muted")
        self.none.setWordWrap(True)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self.none)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list.itemActivated.connect(self._open)
        self.list.itemClicked.connect(self._open)
        self._place(parent)
        self._search("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list and Enter open, while the field keeps the focus."""
        if watched is not self.field or event.type() != QEvent.Type.KeyPress:
            return False
        assert isinstance(event, QKeyEvent)  # noqa: S101 - for the type checker
        rows = self.list.count()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if (step := steps.get(Qt.Key(event.key()))) and rows:
            self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), rows - 1))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.list.currentItem())
            return True
        return False

    def _place(self, parent: QWidget) -> None:
        letter = self.fontMetrics()
        width = min(_LETTERS * letter.averageCharWidth(), parent.width() - 40)
        height = min(_LINES * letter.height(), parent.height() - 80)
        self.resize(width, height)
        self.move(parent.mapToGlobal(QPoint((parent.width() - width) // 2, 60)))

    def _search(self, text: str) -> None:
        hits = self._index.search(text, _SHOWN)
        # The scroll bar comes and goes with the lines: there is always room for it.
        bar = self.list.verticalScrollBar().sizeHint().width()
        width = self.width() - 2 * theme.MEDIUM - 2 * theme.TIGHT - bar
        self.list.clear()
        for hit in hits:
            self.list.addItem(item := QListWidgetItem())
            item.setData(Qt.ItemDataRole.UserRole, hit)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                ". ".join(filter(None, (hit.title, hit.where, hit.snippet))),
            )
            row = _row(hit, width)
            item.setSizeHint(QSize(0, row.sizeHint().height()))
            self.list.setItemWidget(item, row)
        self.list.setCurrentRow(0)
        self.none.setVisible(not hits)
        self.none.setText(
            _("Nothing found. Try fewer letters, or other words.") if text.strip() else _("Type to search.")
        )

    def _open(self, item: QListWidgetItem | None) -> None:
        hit = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if isinstance(hit, Hit):
            self.accept()
            if hit.path:
                self._desk.place_wanted.emit(hit.path)
            else:
                self._desk.page_wanted.emit(hit.page)


def _row(hit: Hit, width: int) -> QLabel:
    """Return a line of the list: what one goes to, below it where that is and the words found, matches in bold."""
    look = theme.current()
    lines = [f"<span style='font-weight:600'>{escape(hit.title)}</span>"]
    if hit.where:
        lines.append(f"<span style='color:{look.muted}'>{escape(hit.where)}</span>")
    if hit.snippet:
        lines.append(_bold(hit))
    label = QLabel("<br>".join(lines))
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    label.setFixedWidth(width)
    label.setContentsMargins(theme.SMALL, theme.TIGHT, theme.SMALL, theme.SMALL)
    return label


def _bold(hit: Hit) -> str:
    parts, done = [], 0
    for start, end in hit.spans:
        parts += [escape(hit.snippet[done:start]), f"<b>{escape(hit.snippet[start:end])}</b>"]
        done = end
    return "".join([*parts, escape(hit.snippet[done:])])
