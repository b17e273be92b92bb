"""The text of the guidance, in a column that is easy to read."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QUrl, Signal
from PySide6.QtGui import QColor, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from dxdesk.language import translate as _
from ui import theme
from ui.guidance_reader_search import FoldedText, Found

_COLUMN: Final = 72  # letters
_MARGIN: Final = theme.LARGE
_MARKED: Final = 1_000  # hits painted; more help nobody


class GuidanceText(QTextBrowser):
    """Shows the text, marks what is found, and tells which chapter is at the top (`chapter_changed`)."""

    chapter_changed = Signal(str)
    link_clicked = Signal(str)

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.setOpenLinks(False)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.document().setDocumentMargin(_MARGIN)
        self.document().setIndentWidth(theme.LARGE)
        self.setAccessibleName(_("Text of the guidance"))
        self.anchorClicked.connect(self._follow)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._note_chapter())
        self.hits: list[Found] = []
        self.anchor = ""
        self._folded = FoldedText("")
        self._starts: list[tuple[int, str]] = []

    def show_html(self, html: str, anchors: Sequence[str]) -> None:
        """Show a text that has these anchors."""
        self.document().setDefaultStyleSheet(_style())
        self.setHtml(html)
        self._fit()
        self._folded = FoldedText(self.document().toPlainText())
        self._starts = sorted((place, name) for name, place in self._places(set(anchors)).items())
        self.hits = []
        self.setExtraSelections([])

    def go_to(self, anchor: str) -> None:
        """Bring a chapter to the top."""
        place = next((start for start, name in self._starts if name == anchor), None)
        if place is None:
            return
        cursor = self.textCursor()
        cursor.setPosition(place)
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top() - theme.SMALL)
        self._note_chapter(anchor)

    def search(self, typed: str) -> int:
        """Mark every place where the words stand; return how many there are."""
        self.hits = self._folded.find(typed)
        self._mark(-1)
        return len(self.hits)

    def nearest_hit(self) -> int:
        """Return the first hit at or below the top of what is seen."""
        top = self.cursorForPosition(QPoint(0, 0)).position()
        return bisect_right(self.hits, Found(top - 1, 0)) % len(self.hits) if self.hits else -1

    def show_hit(self, index: int) -> None:
        """Bring a hit into sight and set it off from the others."""
        cursor = self._cursor(self.hits[index])
        self._mark(index)
        place = QTextCursor(cursor)
        place.clearSelection()
        self.setTextCursor(place)
        rect = self.cursorRect(place)
        height = self.viewport().height()
        if rect.top() < height // 8 or rect.bottom() > height * 7 // 8:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + rect.top() - height // 3)
        self._note_chapter(self._chapter_at(cursor.selectionStart()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column no wider than is easy to read."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        widest = _COLUMN * self.fontMetrics().averageCharWidth() + 2 * _MARGIN
        self.setLineWrapColumnOrWidth(min(widest, self.viewport().width()))

    def _places(self, anchors: set[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        block = self.document().begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                for name in pieces.fragment().charFormat().anchorNames():
                    if name in anchors:
                        found.setdefault(name, block.position())
                pieces += 1
            block = block.next()
        return found

    def _note_chapter(self, anchor: str = "") -> None:
        """Tell which chapter is at the top, or the one just gone to, which may be too near the end for that."""
        if not anchor:
            top = self.cursorForPosition(QPoint(_MARGIN, _MARGIN)).position()
            anchor = self._chapter_at(top)
        if anchor != self.anchor:
            self.anchor = anchor
            self.chapter_changed.emit(anchor)

    def _chapter_at(self, place: int) -> str:
        index = bisect_right([start for start, _name in self._starts], place) - 1
        return self._starts[max(index, 0)][1] if self._starts else ""

    def _follow(self, url: QUrl) -> None:
        link = url.toString()
        if link.startswith("#"):
            self.go_to(link[1:])
        else:
            self.link_clicked.emit(link)

    def _cursor(self, hit: Found) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(hit.start)
        cursor.setPosition(hit.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _mark(self, current: int) -> None:
        look = theme.current()
        selections = []
        for index, hit in enumerate(self.hits):
            if index >= _MARKED and index != current:
                continue
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self._cursor(hit)
            form = selection.format
            form.setBackground(QColor(look.primary if index == current else look.warning_ground))
            form.setForeground(QColor(look.on_primary if index == current else look.warning))
            selections.append(selection)
        self.setExtraSelections(selections)


def _style() -> str:
    look = theme.current()
    return (
        f"h1 {{ color: {look.text}; margin-bottom: 8px; }}"
        f"h2 {{ color: {look.text}; margin-top: 28px; margin-bottom: 8px; }}"
        f"h3 {{ color: {look.primary}; margin-top: 24px; margin-bottom: 6px; }}"
        f"h4 {{ color: {look.text}; margin-top: 12px; margin-bottom: 2px; }}"
        f"p, li {{ margin-top: 4px; margin-bottom: 4px; }}"
        f"a {{ color: {look.primary}; }}"
        f".muted {{ color: {look.muted}; }}"
    )
