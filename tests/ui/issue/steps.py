"""What a person does on the page “Sign and issue”."""

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dxdesk.issuing.closing import sealed_files
from tests.signing.authority import PASSPHRASE
from ui.desk import Desk
from ui.office import Office
from ui.pages.issue import IssuePage
from ui.pages.issue_confirm import Confirmation
from ui.sign_dialog import SignDialog

GOAL = "/goals/general"
D = TypeVar("D", bound=QWidget)


def shown(qtbot: QtBot, desk: Desk, office: Office) -> IssuePage:
    page = IssuePage(desk, office)
    qtbot.addWidget(page)
    page.resize(790, 900)
    page.show()
    qtbot.waitExposed(page)
    return page


def press(button: QPushButton) -> None:
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def settle(qtbot: QtBot, page: IssuePage) -> None:
    """Wait until all is done, written and shown."""
    qtbot.waitUntil(lambda: page._office.worker.idle and not page.run.is_busy, timeout=20_000)
    page.desk.archive.flush()
    qtbot.waitUntil(lambda: page._office.worker.idle, timeout=20_000)


def seal(qtbot: QtBot, page: IssuePage) -> None:
    press(page.content.seal)
    settle(qtbot, page)


def dialog(kind: type[D]) -> D:
    return next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
    )


def sign(qtbot: QtBot, page: IssuePage, role: str, key: Path, passphrase: str = PASSPHRASE) -> SignDialog:
    press(page.signing.buttons_of[role])  # type: ignore[index] # as the tests name it
    asked = dialog(SignDialog)
    asked.means.file.setText(str(key))
    asked.secret.setText(passphrase)
    QTest.keyClick(asked.secret, Qt.Key.Key_Return)
    settle(qtbot, page)
    return asked


def said(page: IssuePage) -> str:
    assert page.answers.answer is not None
    return "\n".join(label.text() for label in page.answers.answer.labels)


def confirm(qtbot: QtBot, page: IssuePage) -> str:
    asked = dialog(Confirmation)
    words = " ".join(label.text() for label in asked.findChildren(type(asked.trouble)))
    press(asked.answer_button)
    settle(qtbot, page)
    return words


def exported(page: IssuePage) -> bytes:
    return sealed_files(page.desk.book.package(1)).pdf
