"""Pages of a plan in a window, for tests that press and type."""

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.desk import Desk
from ui.pages.page import Page
from ui.pages.registry import build_page


def shown(qtbot: QtBot, desk: Desk, kind: str) -> Page:
    """Return the page of a kind in a window that has the focus."""
    page = build_page(desk, next(page for page in desk.pages() if page.kind == kind))
    qtbot.addWidget(page)
    page.resize(790, 700)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def write(editor: QWidget, text: str) -> None:
    """Put text at the cursor as an input method does, in the place of what is selected."""
    assert isinstance(editor, (QLineEdit, QPlainTextEdit))
    editor.selectAll()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(editor, event)


def unnamed(page: QWidget) -> list[QWidget]:
    """Return what can have the focus and has no name for those who hear the window."""
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy().value
        and not widget.accessibleName()
        and not getattr(widget, "text", str)()
        and not isinstance(widget, QListView)  # the list of a combo box, which speaks for it
    ]
