"""The whole guidance of a year, to be read and searched beside the plan."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QListWidget, QListWidgetItem, QToolButton

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
from ui.guidance_reader_page import GuidanceText
from ui.guidance_reader_text import TASK, WRITE, Reader, chapters, guidance_html
from ui.icons import IconName, icon

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_LETTERS: Final = 144
_LINES: Final = 42
_CONTENTS: Final = 36  # letters
_SEARCH_AFTER: Final = 150  # milliseconds


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
        self._hit = -1
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self._typing = QTimer(self, singleShot=True, interval=_SEARCH_AFTER)
        self._typing.timeout.connect(self._search)
        self._build_search()
        self._build_text()
        self.close_button = self.add_foot()
        self._keys()
        window.stack.currentChanged.connect(self._soon.start)
        window.office.preferences.changed.connect(self._soon.start)
        self.refresh()
        self.field.setFocus()

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
        self.field = QLineEdit(clearButtonEnabled=True)
        self.field.textChanged.connect(self._typing.start)
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self.previous = self._tool("chevron-up", lambda: self._step(-1))
        self.next = self._tool("chevron-down", lambda: self._step(1))
        self.choice = ComboBox()
        self.choice.setMinimumContentsLength(18)
        self.choice.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.activated.connect(self._show)
        row.addWidget(self.field, 1)
        for widget in (self.count, self.previous, self.next, self.choice):
            row.addWidget(widget)
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
        self.text = GuidanceText()
        self.text.chapter_changed.connect(self._mark_chapter)
        self.text.link_clicked.connect(self._follow)
        row.addWidget(self.contents)
        row.addWidget(self.text, 1)
        self.column.addLayout(row, 1)

    def _tool(self, name: IconName, action: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name))
        button.setIconSize(QSize(16, 16))
        button.clicked.connect(action)
        return button

    def _keys(self) -> None:
        for keys, action in (
            ("Ctrl+F", self.field.setFocus),
            ("F3", lambda: self._step(1)),
            ("Shift+F3", lambda: self._step(-1)),
        ):
            QShortcut(QKeySequence(keys), self, activated=action)
        for keys, by in (("Return", 1), ("Enter", 1), ("Shift+Return", -1), ("Shift+Enter", -1)):
            QShortcut(
                QKeySequence(keys),
                self.field,
                activated=lambda by=by: self._step(by),
                context=Qt.ShortcutContext.WidgetShortcut,
            )

    def _speak(self) -> None:
        """Say everything but the text in the active language."""
        self.setWindowTitle(_("Guidance"))
        self.field.setPlaceholderText(_("Search the guidance (Ctrl+F)"))
        self.field.setAccessibleName(_("Search the guidance"))
        self.choice.setAccessibleName(_("Which guidance"))
        self.contents.setAccessibleName(_("Contents of the guidance"))
        self.text.setAccessibleName(_("Text of the guidance"))
        self.close_button.setText(_("&Close"))
        for button, words in (
            (self.previous, _("Previous hit (Shift+F3)")),
            (self.next, _("Next hit (F3)")),
        ):
            button.setToolTip(words)
            button.setAccessibleName(words)

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
        self._search()

    def _open(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(KEY):
            self.text.go_to(item.data(KEY))

    def _mark_chapter(self, anchor: str) -> None:
        for row in range(self.contents.count()):
            if self.contents.item(row).data(KEY) == anchor:
                self.contents.blockSignals(True)
                self.contents.setCurrentRow(row)
                self.contents.blockSignals(False)

    def _search(self) -> None:
        found = self.text.search(self.field.text())
        self._hit = self.text.nearest_hit()
        if found:
            self.text.show_hit(self._hit)
        self._count()

    def _step(self, by: int) -> None:
        if self._typing.isActive():
            self._typing.stop()
            self._search()
        elif self.text.hits:
            self._hit = (self._hit + by) % len(self.text.hits)
            self.text.show_hit(self._hit)
            self._count()

    def _count(self) -> None:
        found = len(self.text.hits)
        for button in (self.previous, self.next):
            button.setEnabled(found > 0)
        if not self.field.text().strip():
            self.count.setText("")
        elif found:
            self.count.setText(_("{number} of {count}").format(number=self._hit + 1, count=found))
        else:
            self.count.setText(_("Nothing found"))

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
