"""The whole guidance of a year, to be read and searched beside the plan."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem

from dxdesk.guidance.faults import FaultyPackError
from dxdesk.guidance.loading import installed_packs, load_pack
from dxdesk.guidance.pack import Pack
from dxdesk.guidance.wording import worded_pack, words_of
from dxdesk.language import translate as _
from dxdesk.plan.beginning import unit_words
from dxdesk.plan.model import Plan
from ui import theme
from ui.contents_line import KEY, NUMBER, ContentsLine
from ui.dialog import Dialog
from ui.fields.choice import ComboBox
from ui.guidance_reader_find import FindLine
from ui.guidance_reader_page import GuidanceText
from ui.guidance_reader_text import TASK, WRITE, Reader, chapters, guidance_html

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_LETTERS: Final = 144
_LINES: Final = 42
_CONTENTS: Final = 42  # letters


def open_guidance(window: "MainWindow") -> "GuidanceReader":
    """Show the guidance beside the window, at the task that is in front; there is one reader at most."""
    reader = next((each for each in window.findChildren(GuidanceReader) if each.isVisible()), None)
    if reader is None:
        reader = GuidanceReader(window)
        reader.show()
    reader.show_current_task()
    reader.activateWindow()
    return reader


class GuidanceReader(Dialog):
    """Contents on the left, the text on the right, a search above both."""

    def __init__(self, window: "MainWindow") -> None:
        """Read the packs in the words of the plan that is open, if there is one."""
        super().__init__(window, _("Guidance"), _LETTERS, _LINES)
        self._window = window
        self._packs: list[Pack] = []
        self._shown: Pack | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self._build_search()
        self._build_text()
        self.close_button = self.add_foot()
        self._keys()
        window.stack.currentChanged.connect(self._soon.start)
        window.office.preferences.changed.connect(self._soon.start)
        self.refresh()
        self.finder.setFocus()

    def refresh(self) -> None:
        """Read the packs anew, in the words of the plan that is open now, and stay at the place."""
        self._speak()
        packs = [pack for folder in installed_packs() if (pack := _readable(folder)) is not None]
        self._packs = sorted(packs, key=lambda pack: (pack.meta.year, pack.meta.version), reverse=True)
        self.choice.clear()
        self.choice.addItems([f"{pack.meta.year}: {pack.meta.name}" for pack in self._packs])
        self.choice.setVisible(len(self._packs) > 1)
        plan, anchor = self._plan(), self.text.anchor
        wanted = self._shown.meta.id if self._shown else plan.guidance.id if plan else ""
        ids = [pack.meta.id for pack in self._packs]
        self._show(ids.index(wanted) if wanted in ids else 0)
        self.text.go_to(anchor)

    def show_current_task(self) -> None:
        """Go to the task that the window shows; from other pages stay where the reader was."""
        view = self._window.view
        if view is None or not view.key.startswith(TASK):
            return
        ids = [pack.meta.id for pack in self._packs]
        if view.desk.pack.meta.id in ids:
            self._show(ids.index(view.desk.pack.meta.id))
        self.text.go_to(view.key)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the colours of the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "text"):
            self._soon.start()

    def _build_search(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        self.text = GuidanceText()
        self.text.chapter_changed.connect(self._mark_chapter)
        self.text.link_clicked.connect(self._follow)
        self.finder = FindLine(self.text)
        self.choice = ComboBox()
        self.choice.setMinimumContentsLength(18)
        self.choice.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.activated.connect(self._show)
        row.addWidget(self.finder, 1)
        row.addWidget(self.choice)
        self.column.addLayout(row)

    def _build_text(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.WIDE)
        self.contents = QListWidget()
        self.contents.setProperty("role", "contents")
        self.contents.setItemDelegate(ContentsLine(self.contents))
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.contents.setMouseTracking(True)
        self.contents.setFixedWidth(min(_CONTENTS * self.fontMetrics().averageCharWidth(), 320))
        self.contents.currentItemChanged.connect(lambda item, _before: self._open(item))
        row.addWidget(self.contents)
        row.addWidget(self.text, 1)
        self.column.addLayout(row, 1)

    def _keys(self) -> None:
        QShortcut(QKeySequence("Ctrl+F"), self, self.finder.setFocus)
        QShortcut(QKeySequence("F3"), self, lambda: self.finder.step(1))
        QShortcut(QKeySequence("Shift+F3"), self, lambda: self.finder.step(-1))

    def _speak(self) -> None:
        """Say everything but the text in the active language."""
        self.setWindowTitle(_("Guidance"))
        self.finder.speak()
        self.choice.setAccessibleName(_("Which guidance"))
        self.contents.setAccessibleName(_("Contents of the guidance"))
        self.text.setAccessibleName(_("Text of the guidance"))
        self.close_button.setText(_("&Close"))

    def _plan(self) -> Plan | None:
        view = self._window.view
        return view.desk.plan if view is not None else None

    def _show(self, index: int) -> None:
        """Show a pack, worded for the unit of the open plan."""
        if not self._packs:
            return
        self.choice.setCurrentIndex(index)
        pack, plan = self._packs[index], self._plan()
        self._shown = pack
        words = unit_words(plan.unit) if plan else words_of(None)
        can_write = plan is not None and plan.guidance.id == pack.meta.id
        reader = Reader(plan.unit.level if plan else None, can_write)
        found = chapters(pack)
        self.contents.blockSignals(True)
        self.contents.clear()
        for chapter in found:
            item = QListWidgetItem(chapter.title)
            item.setData(KEY, chapter.anchor)
            item.setData(NUMBER, chapter.number)
            item.setToolTip(chapter.title)
            if not chapter.anchor:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.contents.addItem(item)
        self.contents.blockSignals(False)
        anchors = [chapter.anchor for chapter in found if chapter.anchor]
        self.text.show_html(guidance_html(worded_pack(pack, words), reader), anchors)
        self.text.go_to(anchors[0])
        self._mark_chapter(anchors[0])
        self.finder.search()

    def _open(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(KEY):
            self.text.go_to(item.data(KEY))

    def _mark_chapter(self, anchor: str) -> None:
        for row in range(self.contents.count()):
            if self.contents.item(row).data(KEY) == anchor:
                self.contents.blockSignals(True)
                self.contents.setCurrentRow(row)
                self.contents.blockSignals(False)

    def _follow(self, link: str) -> None:
        view = self._window.view
        if link.startswith(WRITE) and view is not None:
            self.close()
            view.open_page(TASK + link.removeprefix(WRITE))
            self._window.activateWindow()


def _readable(folder: Path) -> Pack | None:
    try:
        return load_pack(folder)
    except FaultyPackError:
        return None
