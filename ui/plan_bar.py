"""The bar above a plan and the line below it."""

from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QToolButton

from dxdesk.language import translate as _
from dxdesk.store.faults import nearly_full
from ui import theme
from ui.announcing import announce
from ui.desk import Desk
from ui.icons import IconName, icon
from ui.pages.issue_words import standing_words
from ui.pages.page import scaled
from ui.progress_words import how_to_send

_AS_WIDE_AS_ITS_WORDS: Final = QSizePolicy.Policy.Minimum


class PlanBar(QFrame):
    """Back to the plans, the plan's name, search, undo and redo, the preview, and the menu."""

    def __init__(self, desk: Desk) -> None:
        """Name the plan on the desk."""
        super().__init__()
        self._desk = desk
        self.setProperty("role", "bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.MEDIUM, theme.SMALL, theme.MEDIUM, theme.SMALL)
        row.setSpacing(theme.SMALL)
        self.back = QPushButton(_("All plans"))
        self.back.setIcon(icon("back", "primary"))
        self.back.setProperty("role", "quiet")
        self.title = _Title()
        self.title.setFont(scaled(1.1, bold=True))
        self.search = QPushButton(_("Search (Ctrl+K)"))
        self.search.setIcon(icon("search", "muted"))
        self.undo = self._tool("undo", _("Undo"))
        self.redo = self._tool("redo", _("Redo"))
        self.preview = self._tool("preview", _("Show the printed page (F9)"))
        self.preview.setCheckable(True)
        self.menu_button = self._tool("menu", _("Menu"))
        self.menu = QMenu(self)
        self.menu_button.setMenu(self.menu)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        row.addWidget(self.back)
        row.addWidget(self.title, 1)
        for widget in (self.search, self.undo, self.redo, self.preview, self.menu_button):
            row.addWidget(widget)
        self._add_actions()
        desk.changed.connect(lambda _touched: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Show the plan's name and what undo and redo would do."""
        plan = self._desk.plan
        self.title.setText(
            _("{unit} · Digital transformation plan {year}").format(
                unit=plan.unit.name[:1].upper() + plan.unit.name[1:], year=plan.year
            )
        )
        for button, action, text, plain, named in (
            (self.undo, self.undo_action, self._desk.session.undo_text(), _("Undo"), _("Undo: {edit}")),
            (self.redo, self.redo_action, self._desk.session.redo_text(), _("Redo"), _("Redo: {edit}")),
        ):
            words = named.format(edit=text) if text else plain
            button.setEnabled(bool(text))
            action.setEnabled(bool(text))
            button.setToolTip(words)
            button.setAccessibleName(words)
            action.setText(words.replace("&", "&&"))

    def note_preview(self, *, shown: bool) -> None:
        """Show whether the printed page is beside the form."""
        self.preview.setChecked(shown)

    def _add_actions(self) -> None:
        self.undo_action = QAction(icon("undo"), "", self)
        self.undo_action.setShortcuts([QKeySequence(QKeySequence.StandardKey.Undo)])
        self.undo_action.triggered.connect(self._desk.undo)
        self.redo_action = QAction(icon("redo"), "", self)
        self.redo_action.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        self.redo_action.triggered.connect(self._desk.redo)
        self.undo.clicked.connect(self._desk.undo)
        self.redo.clicked.connect(self._desk.redo)
        for action in (self.undo_action, self.redo_action):
            self.addAction(action)
            self.menu.addAction(action)
        self.note_action = QAction(icon("note"), _("Note for this place…"), self)
        self.note_action.setShortcut(QKeySequence("Ctrl+Alt+N"))
        self.addAction(self.note_action)
        self.menu.addAction(self.note_action)
        self.history_action = QAction(icon("restore"), _("History of the plan"), self)
        self.history_action.setShortcut(QKeySequence("Ctrl+H"))
        self.addAction(self.history_action)
        self.menu.addAction(self.history_action)
        self.menu.addSeparator()

    def _tool(self, name: IconName, words: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name))
        button.setToolTip(words)
        button.setAccessibleName(words)
        return button


class _Title(QLabel):
    """A name that ends in dots where there is no room for all of it; the whole is shown under the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, _event: QPaintEvent) -> None:
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter = QPainter(self)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()


class PlanFoot(QFrame):
    """The line below a plan: when it was last written to disk, and how far it has gone."""

    def __init__(self, desk: Desk) -> None:
        """Follow the archive of the plan on the desk, and what was sent of it."""
        super().__init__()
        self.setProperty("role", "foot")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.MEDIUM, theme.TIGHT, theme.MEDIUM, theme.TIGHT)
        self.saved = _Title()
        self.saved.setText(_("Everything is saved"))
        self.saved.setAccessibleName(_("Saved"))
        usual = (self.saved.text(), _("Saving…"), _("Saved {time}").format(time="00:00:00"))
        self.saved.setMinimumWidth(max(map(self.saved.fontMetrics().horizontalAdvance, usual)))
        self.saved.setSizePolicy(_AS_WIDE_AS_ITS_WORDS, QSizePolicy.Policy.Preferred)
        self.told = _Title()
        self.sent = QLabel()
        self.sent.setToolTip(how_to_send())
        for label in (self.saved, self.sent):
            label.setProperty("role", "muted")
        row.setSpacing(theme.WIDE)
        self._row = row
        row.addWidget(self.saved)
        row.addWidget(self.told, 1)
        row.addWidget(self.sent)
        self._words = self.saved.text()
        self._desk = desk
        for signal in (desk.reviewed, desk.sent.changed):
            signal.connect(self._show_standing)
        self._show_standing()
        desk.changed.connect(self._saving_of_change)
        desk.archive.written.connect(self._written)
        for news in (desk.archive.trouble, desk.archive.scarce):
            news.connect(self._follow_archive)
        self._follow_archive()

    def tell(self, words: str) -> None:
        """Say what was just done, until the plan changes again."""
        self.told.setText(words)
        announce(self.told, words)

    def _show_standing(self) -> None:
        """Say how far the plan is on its way out; no word claims more than is known."""
        standing = self._desk.standing
        is_plain = standing.phase == "draft" and standing.kind == "original"
        sent = self._desk.sent.words(standing) or _("Not sent yet")
        words = sent if is_plain else f"{standing_words(standing)} · {sent}"
        if words != self.sent.text():
            self.sent.setText(words)

    def _saving_of_change(self, _touched: object) -> None:
        self.told.setText("")
        if not self._desk.archive.is_written():
            self._say_saved(_("Saving…"))

    def _written(self, at: datetime) -> None:
        self._say_saved(_("Saved {time}").format(time=f"{at:%H:%M:%S}"))

    def _follow_archive(self, _news: object = None) -> None:
        self._say_saved(self._words)

    def _say_saved(self, words: str) -> None:
        """Say how far saving is, and that the disk is nearly full where it is."""
        self._words = words
        archive = self._desk.archive
        if archive.fault:
            kept = _("What was typed is kept in the program, which will try to save it again.")
            self._show_saved(f"{kept} {archive.fault}", "error")
        elif archive.is_scarce:
            self._show_saved(f"{words} · {nearly_full()}", "warning")
        else:
            self._show_saved(words, "muted")

    def _show_saved(self, words: str, role: str) -> None:
        self.saved.setText(words)
        if self.saved.property("role") != role:
            self._row.setStretchFactor(self.saved, int(role != "muted"))  # what went wrong takes all the room
            self._row.setStretchFactor(self.told, int(role == "muted"))
            width = _AS_WIDE_AS_ITS_WORDS if role == "muted" else QSizePolicy.Policy.Ignored
            self.saved.setSizePolicy(width, QSizePolicy.Policy.Preferred)
            self.saved.setProperty("role", role)
            self.saved.style().unpolish(self.saved)
            self.saved.style().polish(self.saved)
