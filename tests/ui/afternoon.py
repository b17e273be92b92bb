"""An afternoon at the window: the hands of somebody who clicks what is in sight and types where the cursor is."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dxdesk.guidance.own_folder import keep_own_packs_in
from dxdesk.language import set_language
from ui import theme
from ui.application import open_window
from ui.contents_line import KEY
from ui.fields.choice import ChoiceEditor, RadioEditor
from ui.fields.field import Field
from ui.main_window import MainWindow
from ui.office import Office
from ui.pages.page import FormPage, Page
from ui.plan_view import PlanView
from ui.preferences import Preferences

Key = Qt.Key
NO_KEYS = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
P = TypeVar("P", bound=QWidget)


@contextmanager
def program(
    qtbot: QtBot,
    folder: Path,
    *,
    language: str = "en",
    size: tuple[int, int] | None = (1366, 768),
    text_size: int = 100,
) -> Iterator[MainWindow]:
    """Start the program over the store in `folder`, in a window that has the focus, and end it again."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    office = Office(folder / "dxdesk.sqlite3")
    keep_own_packs_in(folder / "guidance")
    spoken = "vi" if language == "vi" else "en"
    office.preferences.change(
        Preferences(language=spoken, theme="light", tour_seen=True, text_size=text_size)  # type: ignore[arg-type]
    )
    window = open_window(application, office)
    if size is not None:
        window.resize(*size)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()
        office.close()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        theme.apply(application, "light", 100)
        keep_own_packs_in(None)
        set_language("en")


class Hands:
    """Clicks and types. What cannot be seen, is covered or cannot be used, cannot be clicked either."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window

    @property
    def view(self) -> PlanView:
        """The plan that is open."""
        assert self.window.view is not None
        return self.window.view

    @property
    def page(self) -> Page:
        """The page in front."""
        return self.view.page

    @property
    def focus(self) -> QWidget:
        """Where the keys go."""
        found = QApplication.focusWidget()
        assert found is not None, "nothing has the focus"
        return found

    def settle(self) -> None:
        """Let layouts and everything that was put off a moment happen."""
        for _round in range(3):
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QApplication.processEvents()

    def scroll_to(self, widget: QWidget) -> None:
        """Bring a widget into sight, as the wheel does, once the rows of a list are all there."""
        self.settle()
        parent = widget.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(widget, 0, 60)
            parent = parent.parentWidget()
        self.settle()

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click a widget in its middle, or at a point of it, where it can be seen and nothing covers it."""
        self.scroll_to(widget)
        assert widget.isVisible(), f"{describe(widget)} is not in sight"
        assert widget.isEnabled(), f"{describe(widget)} cannot be used"
        point = at or middle(widget)
        there = widget.window().childAt(widget.mapTo(widget.window(), point))
        covered = f"{describe(widget)} lies under {describe(there)}"
        assert there is widget or (there is not None and widget.isAncestorOf(there)), covered
        QTest.mouseClick(there, Qt.MouseButton.LeftButton, NO_KEYS, there.mapFrom(widget, point))
        self.settle()

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.focus, key, keys)
        self.settle()

    def write(self, text: str) -> None:
        """Write at the cursor: by keys what is ASCII, anything else as UniKey and other input methods do."""
        for number, line in enumerate(text.split("\n")):
            if number:
                QTest.keyClick(self.focus, Key.Key_Return)
            if line.isascii():
                QTest.keyClicks(self.focus, line)
            else:
                commit(self.focus, line)

    def rewrite(self, text: str) -> None:
        """Write in the place of everything that stands where the cursor is."""
        QTest.keyClick(self.focus, Key.Key_A, CTRL)
        if text:
            self.write(text)
        else:
            QTest.keyClick(self.focus, Key.Key_Delete)

    def fill(self, field: Field, text: str) -> None:
        """Click into a field, write, and leave it by Tab."""
        self.click(field.editor.widget.focusProxy() or field.editor.widget)
        self.rewrite(text)
        QTest.keyClick(self.focus, Key.Key_Tab)

    def choose(self, field: Field, value: object) -> None:
        """Choose one of what a field offers: by a click on its dot, or from the list that a click opens."""
        editor = field.editor
        if isinstance(editor, RadioEditor):
            self.click_radio(next(button for offered, button in editor.buttons if offered == value))
            return
        assert isinstance(editor, ChoiceEditor)
        self.choose_line(editor.box, editor._values.index(value))
        assert editor.read() == value

    def choose_line(self, box: QComboBox, line: int) -> None:
        """Choose a line of the list that a click on a box opens."""
        self.click(box)
        offered = box.view()
        self.qtbot.waitUntil(offered.isVisible)
        row = offered.model().index(line, 0)
        offered.scrollTo(row)
        # A box takes no click so soon after the one that opened it.
        offered.setCurrentIndex(row)
        QTest.keyClick(offered, Key.Key_Return)
        self.settle()

    def click_radio(self, button: QRadioButton) -> None:
        """Click a dot with words, on the dot."""
        self.click(button, QPoint(12, button.height() // 2))

    def open(self, key: str) -> Page:
        """Click a page in the list of pages."""
        contents = self.view.contents.list

        def items() -> list[QListWidgetItem]:
            rows = (contents.item(row) for row in range(contents.count()))
            return [item for item in rows if item.data(KEY) == key]

        self.qtbot.waitUntil(
            lambda: bool(items())
        )  # a page that only just came is listed when the hands rest
        (item,) = items()
        contents.scrollToItem(item)
        click_item(contents, contents.visualItemRect(item))
        self.settle()
        assert self.view.key == key
        return self.page

    def field(self, path: str) -> Field:
        """Return the field of the page in front that shows a place."""
        return next(field for field in self.page.findChildren(Field) if field.path == path)

    def button(self, words: str, within: QWidget | None = None) -> QPushButton:
        """Return the button in sight that says these words."""
        return next(
            button
            for button in (within or self.page).findChildren(QPushButton)
            if button.text().replace("&", "") == words and button.isVisible()
        )

    def come_back(self) -> None:
        """Go on in the window after a dialog was closed, which the platform without a screen does not do itself."""
        self.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.settle()

    def wait_for(self, kind: type[P], parent: QWidget | None = None) -> P:
        """Return a window or part of that kind, once it is in sight."""
        found: list[P] = []

        def is_there() -> bool:
            found[:] = [each for each in (parent or self.window).findChildren(kind) if each.isVisible()]
            return bool(found)

        self.qtbot.waitUntil(is_there)
        return found[-1]


# What opens over the window: the function that opens it, by the name of its module.
DIALOGS = {
    "search": "ui.search_palette:SearchPalette.open_over",
    "settings": "ui.settings:open_settings",
    "tour": "ui.tour:open_tour",
    "guidance": "ui.guidance_reader:open_guidance",
    "letters": "ui.letters:open_letters",
    "document check": "ui.document_check:open_document_check",
    "package check": "ui.package_check:open_package_check",
    "signature check": "ui.signature_check:open_signature_check",
    "about": "ui.about:open_about",
    "backups": "ui.backup_dialog:open_backups",
    "move": "ui.move_dialog:open_move",
    "update": "ui.update_dialog:open_update",
    "publishers": "ui.publisher_list:open_publishers",
    "word comparison": "tests.ui.returned_word:open_returned",
}


def open_dialog(window: MainWindow, name: str) -> QWidget:
    """Open what opens over the window, by its name in `DIALOGS`."""
    module, path = DIALOGS[name].split(":")
    opened = attrgetter(path)(import_module(module))(window)
    assert isinstance(opened, QWidget)
    return opened


def commit(widget: QWidget, text: str) -> None:
    """Give a widget text as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def middle(widget: QWidget) -> QPoint:
    """Return the middle of what is in sight of a widget."""
    seen: QRect = widget.visibleRegion().boundingRect()
    assert not seen.isEmpty(), f"nothing of {describe(widget)} is in sight"
    return seen.center()


def click_item(view: QAbstractItemView, rect: QRect, *, twice: bool = False) -> None:
    """Click a row or a cell of a list or a table, once or twice."""
    assert view.viewport().rect().intersects(rect)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, rect.center())
    if twice:
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, rect.center())


def describe(widget: QWidget | None) -> str:
    """Return what a widget is, for a test that fails."""
    if widget is None:
        return "nothing"
    words = widget.accessibleName() or str(widget.property("text") or "")
    return f"{type(widget).__name__} “{words[:60]}”"


def text_of(widget: QWidget) -> str:
    """Return the text in a field."""
    assert isinstance(widget, (QLineEdit, QPlainTextEdit))
    return widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()


def form(page: Page) -> FormPage:
    """Return a page as the form that it is."""
    assert isinstance(page, FormPage)
    return page
