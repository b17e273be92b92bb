"""Checking a document's format over the window: chosen, measured beside it, listed, copied, saved."""

from collections.abc import Iterator
from functools import cache, partial
from io import BytesIO
from pathlib import Path

import pytest
from docx.document import Document as WordDocument
from docx.shared import Pt
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from shiboken6 import Shiboken

from tests.inspection.planting import changed_docx, composed, pdf_of, style_of
from tests.ui.afternoon import program
from tests.ui.windows import held_up, window_with
from ui.document_check import DocumentCheckDialog, open_document_check
from ui.main_window import MainWindow
from ui.tables.clipboard import put_on_clipboard

Key = Qt.Key
NO_KEYS = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    assert qtbot
    with window_with(tmp_path) as opened:
        yield opened


@cache
def with_two_deviations() -> bytes:
    def change(word: WordDocument) -> None:
        style_of(word, "nation").font.size = Pt(14)
        style_of(word, "body").font.size = Pt(12)

    return changed_docx(change)


@cache
def sound() -> bytes:
    return pdf_of(composed())


def scanned() -> bytes:
    """Return a PDF of a picture only."""
    buffer = BytesIO()
    canvas = Canvas(buffer)
    canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "white")), 0, 0, 500, 700)
    canvas.save()
    return buffer.getvalue()


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def checked(window: MainWindow, path: Path) -> DocumentCheckDialog:
    dialog = open_document_check(window, path)
    assert window.office.worker.wait_idle(30)
    return dialog


def cells(dialog: DocumentCheckDialog, row: int) -> list[str]:
    table = dialog.answer.table
    items = [table.item(row, column) for column in range(table.columnCount())]
    return [item.text() for item in items if item is not None]


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEYS) -> None:
    focus = QApplication.focusWidget()
    assert isinstance(focus, QWidget)
    QTest.keyClick(focus, key, modifier)
    qtbot.wait(10)


def asked_by(qtbot: QtBot, dialog: DocumentCheckDialog) -> QFileDialog:
    """Return the file dialog; keys press buttons a moment later than the mouse does."""
    qtbot.waitUntil(lambda: dialog.findChild(QFileDialog) is not None)
    asked = dialog.findChild(QFileDialog)
    assert asked is not None
    return asked


def choose_by_keys(qtbot: QtBot, dialog: DocumentCheckDialog, path: Path) -> None:
    """Type a file's name into the file dialog that stands over the check, and press Enter."""
    asked = asked_by(qtbot, dialog)
    qtbot.waitUntil(asked.isActiveWindow)
    name = asked.focusWidget()
    assert name is not None
    QTest.keyClicks(name, str(path))
    press(qtbot, Key.Key_Return)
    comes_back(qtbot, dialog, asked)


def comes_back(qtbot: QtBot, dialog: DocumentCheckDialog, asked: QFileDialog) -> None:
    """Wait until a file dialog is gone; without a screen nobody makes the dialog below active again."""
    qtbot.waitUntil(lambda: gone(asked))
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)


def test_deviations_are_listed_with_page_place_and_article(window: MainWindow, tmp_path: Path) -> None:
    dialog = checked(window, written(tmp_path, "công văn.docx", with_two_deviations()))
    assert dialog.name.text() == "công văn.docx"
    assert dialog.answer.words.text().startswith("2 deviations")
    assert cells(dialog, 0) == [
        "1",
        "National title: “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”",
        "The size of the letters is not the one of the decree.",
        "size 14",
        "size 12 to 13",
        "Appendix I, II.1.a",
    ]
    assert "paragraphs, the first" in cells(dialog, 1)[1]
    assert dialog.focusWidget() is dialog.answer.table


def test_every_word_of_a_row_has_room(window: MainWindow, tmp_path: Path) -> None:
    dialog = checked(window, written(tmp_path, "a.docx", with_two_deviations()))
    table = dialog.answer.table
    for row in range(table.rowCount()):
        for column, words in enumerate(cells(dialog, row)):
            room = table.visualRect(table.model().index(row, column)).adjusted(6, 4, -6, -4)
            needed = table.fontMetrics().boundingRect(
                0, 0, room.width(), 10_000, Qt.TextFlag.TextWordWrap, words
            )
            assert needed.height() <= room.height(), words


def test_a_document_that_keeps_to_the_decree_is_said_to(window: MainWindow, tmp_path: Path) -> None:
    dialog = checked(window, written(tmp_path, "a.pdf", sound()))
    assert "nothing deviates" in dialog.answer.words.text()
    assert not dialog.answer.table.isVisible()
    assert dialog.copy.isEnabled()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("quét.pdf", scanned(), "only pictures: it was scanned"),
        ("hỏng.pdf", sound()[:20_000], "damaged or incomplete"),
        ("cũ.doc", b"\xd0\xcf\x11\xe0" + bytes(100), "old Word document"),
        ("trống.docx", b"", "empty"),
    ],
    ids=["scan", "cut", "old", "empty"],
)
def test_what_cannot_be_measured_is_said_with_the_cure(
    window: MainWindow, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    dialog = checked(window, written(tmp_path, name, data))
    assert said in dialog.answer.words.text()
    assert not dialog.answer.table.isVisible()
    assert not any(deed.isEnabled() for deed in dialog.deeds)
    assert dialog.focusWidget() is dialog.choose


def test_a_file_that_is_gone_is_said(window: MainWindow, tmp_path: Path) -> None:
    dialog = checked(window, tmp_path / "không có.pdf")
    assert "There is no such file" in dialog.answer.words.text()


def test_the_list_is_copied_and_saved(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    dialog = checked(window, written(tmp_path, "a.docx", with_two_deviations()))
    QTest.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("a.docx\n2 deviations")
    assert "[D211]" in copied
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    asked = dialog.findChild(QFileDialog)
    assert asked is not None
    assert asked.selectedFiles()[0].endswith("a.txt")
    with held_up(window.office.worker):
        asked.fileSelected.emit(str(tmp_path / "danh sách.txt"))
        assert not (tmp_path / "danh sách.txt").exists()
        asked.reject()
        qtbot.waitUntil(partial(gone, asked))
    assert (tmp_path / "danh sách.txt").read_text("utf-8-sig") == copied
    assert "danh sách.txt" in dialog.notice.words.text()
    assert (tmp_path / "a.docx").read_bytes() == with_two_deviations()


def test_a_list_that_cannot_be_saved_is_said(window: MainWindow, tmp_path: Path) -> None:
    dialog = checked(window, written(tmp_path, "a.docx", with_two_deviations()))
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    asked = dialog.findChild(QFileDialog)
    assert asked is not None
    asked.fileSelected.emit(str(tmp_path / "no such folder" / "x.txt"))
    assert window.office.worker.wait_idle(20)
    assert "cannot be found" in dialog.notice.words.text()


def gone(dialog: QWidget) -> bool:
    return not Shiboken.isValid(dialog)


def test_measuring_can_be_stopped_and_begun_anew(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = written(tmp_path, "a.pdf", sound())
    dialog = open_document_check(window, path)
    qtbot.waitUntil(lambda: dialog.bar.value() > 0)
    assert dialog.focusWidget() is dialog.stop
    press(qtbot, Key.Key_Space)
    assert "stopped" in dialog.notice.words.text()
    assert dialog.focusWidget() is dialog.choose
    assert window.office.worker.wait_idle(10)
    assert dialog.inspection is None
    dialog.check(path)
    assert window.office.worker.wait_idle(30)
    assert dialog.inspection is not None


def test_a_closed_check_ends_by_itself(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    dialog = open_document_check(window, written(tmp_path, "a.pdf", sound()))
    QTest.keyClick(dialog, Key.Key_Escape)
    qtbot.waitUntil(lambda: gone(dialog))
    assert window.office.worker.wait_idle(10)


def test_a_dropped_file_is_measured_and_takes_the_place_of_the_one_before(
    window: MainWindow, tmp_path: Path
) -> None:
    dialog = open_document_check(window, written(tmp_path, "a.pdf", sound()))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(written(tmp_path, "b.docx", with_two_deviations())))])
    enter = QDragEnterEvent(
        QPointF(9, 9).toPoint(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NO_KEYS
    )
    QApplication.sendEvent(dialog, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NO_KEYS)
    QApplication.sendEvent(dialog, drop)
    assert window.office.worker.wait_idle(30)
    assert dialog.inspection is not None
    assert dialog.inspection.name == "b.docx"


def test_one_document_after_the_other_by_keyboard(qtbot: QtBot, tmp_path: Path) -> None:
    with program(qtbot, tmp_path) as window:
        first = written(tmp_path, "a.docx", with_two_deviations())
        dialog = open_document_check(window)
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        press(qtbot, Key.Key_Space)
        choose_by_keys(qtbot, dialog, first)
        assert window.office.worker.wait_idle(30)
        assert dialog.focusWidget() is dialog.answer.table
        press(qtbot, Key.Key_Down)
        assert dialog.answer.table.currentRow() == 1
        put_on_clipboard("")
        press(qtbot, Key.Key_O, ALT)
        qtbot.waitUntil(lambda: QGuiApplication.clipboard().text().startswith("a.docx\n2 deviations"))
        press(qtbot, Key.Key_D, ALT)
        asked = asked_by(qtbot, dialog)
        QTest.keyClick(asked, Key.Key_Escape)
        comes_back(qtbot, dialog, asked)
        assert dialog.answer.table.currentRow() == 1  # nothing is lost by thinking better of it
        press(qtbot, Key.Key_D, ALT)
        choose_by_keys(qtbot, dialog, written(tmp_path, "b.pdf", sound()))
        assert window.office.worker.wait_idle(30)
        assert "nothing deviates" in dialog.answer.words.text()
        press(qtbot, Key.Key_Escape)
        qtbot.waitUntil(lambda: gone(dialog))
