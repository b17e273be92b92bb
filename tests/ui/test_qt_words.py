"""Whether Qt's own dialogs and menus speak Vietnamese, without one word left in English."""

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QLocale, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCalendarWidget,
    QDateEdit,
    QDialogButtonBox,
    QDockWidget,
    QErrorMessage,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QProgressDialog,
    QTabBar,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dxdesk import language
from ui import qt_words
from ui.qt_sources import WORDS

# The platform without a screen cannot keep a window from growing too small.

EVERY_BUTTON = [
    button
    for button in QMessageBox.StandardButton
    if button
    not in (
        QMessageBox.StandardButton.NoButton,
        QMessageBox.StandardButton.Default,
        QMessageBox.StandardButton.Escape,
        QMessageBox.StandardButton.FlagMask,
        QMessageBox.StandardButton.ButtonMask,
    )
]
# What stays: keys as they are printed on keyboards, and the file types that a window itself names.
_KEYS = re.compile(r"\t?((Ctrl|Shift|Alt|Meta)\+)*(\w|F\d+|Del|Ins|Esc|Home|End|[←→↑↓])")


@pytest.fixture
def speak(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    monkeypatch.setattr(language, "_active", language._active)
    locale = QLocale()

    def change(code: str) -> None:
        language.set_language(code)
        QLocale.setDefault(QLocale(code))
        qt_words.install(qapp)
        qapp.processEvents()

    yield change
    for words in qapp.findChildren(qt_words.QtWords):
        qapp.removeTranslator(words)
        words.deleteLater()
    QLocale.setDefault(locale)
    qapp.processEvents()


def _message_box() -> QWidget:
    box = QMessageBox()
    box.setText("1")
    box.setDetailedText("2")
    for button in EVERY_BUTTON:
        box.addButton(button)
    return box


def _button_box() -> QWidget:
    box = QDialogButtonBox()
    for button in QDialogButtonBox.StandardButton:
        if button != QDialogButtonBox.StandardButton.NoButton:
            box.addButton(button)
    return box


def _file_dialog(
    mode: QFileDialog.FileMode, accept: QFileDialog.AcceptMode = QFileDialog.AcceptMode.AcceptOpen
) -> QWidget:
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(mode)
    dialog.setAcceptMode(accept)
    return dialog


def _line_menu() -> QWidget:
    line = QLineEdit("1")
    return _with_menu(line, line.createStandardContextMenu())


def _area_menu() -> QWidget:
    area = QPlainTextEdit("1")
    return _with_menu(area, area.createStandardContextMenu())


def _browser_menu() -> QWidget:
    browser = QTextBrowser()
    browser.setHtml('<a href="1">2</a>')
    return _with_menu(browser, browser.createStandardContextMenu(QPoint(8, 8)))


def _with_menu(widget: QWidget, menu: QMenu | None) -> QWidget:
    assert menu is not None
    menu.setParent(widget, menu.windowFlags())
    return widget


def _tabs() -> QWidget:
    tabs = QTabBar()
    tabs.setTabsClosable(True)
    for number in range(20):
        tabs.addTab(str(number) * 8)
    tabs.resize(80, 30)
    return tabs


def _dates() -> QWidget:
    dates = QDateEdit()
    dates.setCalendarPopup(True)
    return dates


def _dock() -> QWidget:
    return QDockWidget("1")


MODES = QFileDialog.FileMode
WINDOWS: dict[str, Callable[[], QWidget]] = {
    "message box": _message_box,
    "button box": _button_box,
    "open file": lambda: _file_dialog(MODES.ExistingFile),
    "open files": lambda: _file_dialog(MODES.ExistingFiles),
    "choose folder": lambda: _file_dialog(MODES.Directory),
    "save file": lambda: _file_dialog(MODES.AnyFile, QFileDialog.AcceptMode.AcceptSave),
    "line menu": _line_menu,
    "area menu": _area_menu,
    "browser menu": _browser_menu,
    "calendar": QCalendarWidget,
    "dates": _dates,
    "input": QInputDialog,
    "progress": QProgressDialog,
    "error": QErrorMessage,
    "tabs": _tabs,
    "dock": _dock,
}


def _texts(widget: QWidget) -> set[str]:
    """Return everything a window says: texts, titles, hints, and what a screen reader reads out."""
    found = {text for part in [widget, *widget.findChildren(QObject)] for text in _texts_of(part)}
    return {text for text in found if re.search(r"[^\W\d_]", text) and not _KEYS.fullmatch(text)}


def _texts_of(part: QObject) -> Iterator[str]:
    for name in ("text", "title", "windowTitle", "toolTip", "statusTip", "placeholderText", "labelText"):
        value = part.property(name)
        if isinstance(value, str):
            # A shortcut stands behind a tab.
            yield value.split("\t")[0]
    if isinstance(part, QAction):
        yield part.iconText()
    if isinstance(part, QWidget):
        yield part.accessibleName()
        yield part.accessibleDescription()
    if isinstance(part, QAbstractItemView) and part.model() is not None:
        model = part.model()
        for column in range(model.columnCount()):
            yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")


def _said(qtbot: QtBot, make: Callable[[], QWidget]) -> set[str]:
    widget = make()
    qtbot.addWidget(widget)
    widget.show()
    return _texts(widget)


@pytest.mark.parametrize("make", WINDOWS.values(), ids=WINDOWS.keys())
def test_no_english_is_left(qtbot: QtBot, speak: Callable[[str], None], make: Callable[[], QWidget]) -> None:
    speak("en")
    english = _said(qtbot, make)
    speak("vi")
    vietnamese = _said(qtbot, make)
    assert english & vietnamese - {"/"} == set()
    assert len(vietnamese) >= len(english) // 2


def test_english_stays_as_qt_has_it(qtbot: QtBot, speak: Callable[[str], None]) -> None:
    without = _said(qtbot, _message_box)
    speak("en")
    assert _said(qtbot, _message_box) == without
    assert "Cancel" in without


@pytest.mark.parametrize("make", [_message_box, _line_menu, _area_menu, _browser_menu])
def test_no_two_share_a_letter(
    qtbot: QtBot, speak: Callable[[str], None], make: Callable[[], QWidget]
) -> None:
    speak("vi")
    letters = [found[1].lower() for text in _said(qtbot, make) if (found := re.search(r"&(\w)", text))]
    assert letters
    assert sorted(set(letters)) == sorted(letters)


def test_letters_to_press_need_no_tone_marks(speak: Callable[[str], None]) -> None:
    speak("vi")
    words = qt_words.QtWords()
    for context, sources in WORDS.items():
        for source in sources:
            pressed = re.findall(r"&(.)", words.translate(context, source))
            assert all(letter.isascii() for letter in pressed), source


def test_nothing_unknown_is_blanked(speak: Callable[[str], None]) -> None:
    speak("vi")
    words = qt_words.QtWords()
    assert words.translate("QFileDialog", "Alt+Left") is None
    assert words.translate("QPlatformTheme", "") is None
    assert words.translate("SomethingElse", "Cancel") is None


def test_an_open_dialog_follows_the_language(qtbot: QtBot, speak: Callable[[str], None]) -> None:
    speak("en")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    box.show()
    cancel = box.button(QDialogButtonBox.StandardButton.Cancel)
    assert cancel.text() == "Cancel"
    speak("vi")
    assert cancel.text() == "Hủy"
    speak("en")
    assert cancel.text() == "Cancel"


def test_windows_hear_of_the_change(qtbot: QtBot, speak: Callable[[str], None]) -> None:
    class Ear(QObject):
        heard = False

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            self.heard |= event.type() == QEvent.Type.LanguageChange
            return False

    window, ear = QWidget(), Ear()
    window.installEventFilter(ear)
    qtbot.addWidget(window)
    window.show()
    speak("vi")
    assert ear.heard


def test_shortcuts_are_still_understood(speak: Callable[[str], None]) -> None:
    speak("vi")
    native = QKeySequence.SequenceFormat.NativeText
    left = QKeySequence(Qt.KeyboardModifier.AltModifier | Qt.Key.Key_Left)
    assert QKeySequence("Alt+Left") == left
    assert left.toString(native) == "Alt+←"
    assert QKeySequence("Ctrl+Shift+Del").toString(native) == "Ctrl+Shift+Del"
    assert left.toString() == "Alt+Left"
