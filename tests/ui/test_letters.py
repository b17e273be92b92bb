from collections.abc import Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QTableWidgetItem
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from dxdesk.store.values import Letter
from tests.ui.windows import desktop, held_up, window_with
from ui.letters import LettersDialog, open_letters
from ui.letters_files import MAX_BYTES, UnfitFileError, file_name, media_type_of, read_letter
from ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    assert qtbot
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with window_with(tmp_path) as opened:
        yield opened


def letters(window: MainWindow) -> list[Letter]:
    window.office.archive.flush()
    return window.office.archive.read(lambda store: store.letters.list())


def says(window: MainWindow, field: str, words: str) -> bool:
    return bool(getattr(letters(window)[0], field) == words)


def is_gone(dialog: QObject) -> bool:
    return not Shiboken.isValid(dialog)


def cell(dialog: LettersDialog, column: int, row: int = 0) -> QTableWidgetItem:
    found = dialog.table.item(row, column)
    assert found is not None
    return found


def docx() -> bytes:
    stream = BytesIO()
    Document().save(stream)
    return stream.getvalue()


def add(window: MainWindow, dialog: LettersDialog, *files: Path) -> None:
    dialog.take_in(files)
    assert window.office.worker.wait_idle(10)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "Công văn 5406.pdf"
    path.write_bytes(PDF)
    return path


def test_an_empty_list_says_what_to_do(window: MainWindow) -> None:
    dialog = open_letters(window)
    assert dialog.empty.isVisible()
    assert not any(button.isEnabled() for button in dialog.deeds)


def test_files_are_added_and_listed_the_newest_first(
    window: MainWindow, letter: Path, tmp_path: Path
) -> None:
    word = tmp_path / "kế hoạch.docx"
    word.write_bytes(docx())
    dialog = open_letters(window)
    add(window, dialog, letter, word)
    assert [each.name for each in letters(window)] == ["kế hoạch.docx", "Công văn 5406.pdf"]
    assert cell(dialog, 0, row=1).text() == "Công văn 5406.pdf"
    assert "2 letters" in dialog.notice.words.text()
    assert dialog.table.isVisible()


def test_files_are_dropped_on_the_list(window: MainWindow, letter: Path) -> None:
    dialog = open_letters(window)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(letter))])
    none, copy = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPointF(9, 9).toPoint(), copy, data, LEFT, none)
    QApplication.sendEvent(dialog, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(dialog, QDropEvent(QPointF(9, 9), copy, data, LEFT, none))
    assert window.office.worker.wait_idle(10)
    assert len(letters(window)) == 1


def test_what_is_no_letter_is_named_and_the_others_are_kept(
    window: MainWindow, letter: Path, tmp_path: Path
) -> None:
    program = tmp_path / "bản kê.pdf"
    program.write_bytes(b"MZ this is a program")
    dialog = open_letters(window)
    add(window, dialog, program, letter, tmp_path / "không có.pdf")
    assert [each.name for each in letters(window)] == ["Công văn 5406.pdf"]
    said = dialog.notice.words.text()
    assert "“bản kê.pdf” is no PDF" in said
    assert "“không có.pdf” cannot be read" in said


def test_chosen_letters_are_kept_though_the_dialog_was_closed(window: MainWindow, letter: Path) -> None:
    dialog = open_letters(window)
    dialog.take_in([letter])
    dialog.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert is_gone(dialog)
    assert window.office.worker.wait_idle(5)
    assert [kept.name for kept in letters(window)] == [letter.name]


def test_a_letter_is_kept_once(window: MainWindow, letter: Path) -> None:
    dialog = open_letters(window)
    add(window, dialog, letter)
    add(window, dialog, letter)
    assert len(letters(window)) == 1
    assert "kept already" in dialog.notice.words.text()


def test_what_is_too_large_is_refused_with_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "quet.pdf"
    with path.open("wb") as stream:
        stream.write(PDF)
        stream.truncate(MAX_BYTES + 1)
    with pytest.raises(UnfitFileError, match="30 MB"):
        read_letter(path)


def archive_of(name: str) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (PDF, "application/pdf"),
        (b"\n\n" + PDF, "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "application/msword"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), None),
        (archive_of("xl/workbook.xml"), None),
        (b"PK\x03\x04", None),
        (b"", None),
    ],
)
def test_the_content_tells_what_a_file_is(data: bytes, media_type: str | None) -> None:
    assert media_type_of(data) == media_type


def test_a_letter_is_opened_as_a_copy_that_cannot_be_written(window: MainWindow, letter: Path) -> None:
    dialog = open_letters(window)
    add(window, dialog, letter)
    with desktop() as system:
        with held_up(window.office.worker):
            dialog.table.itemActivated.emit(cell(dialog, 0))
            dialog.deeds[0].click()
            assert not system.opened
        assert len(system.opened) == 2
    first, second = system.opened
    assert first == second
    assert first.name == "Công văn 5406.pdf"
    assert first.read_bytes() == PDF
    assert not first.stat().st_mode & 0o222
    dialog.close()
    open_letters(window)
    assert not first.exists()


def test_name_and_note_are_written_in_the_list(qtbot: QtBot, window: MainWindow, letter: Path) -> None:
    dialog = open_letters(window)
    add(window, dialog, letter)
    for column, (button, words) in enumerate(((dialog.deeds[1], "5406"), (dialog.deeds[2], "due 10/12"))):
        QTest.mouseClick(button, LEFT)
        editor = dialog.focusWidget()
        assert editor is not None
        QTest.keyClicks(editor, words)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(partial(says, window, ("name", "note")[column], words))
    assert [(each.name, each.note) for each in letters(window)] == [("5406", "due 10/12")]


def test_an_empty_name_changes_nothing(window: MainWindow, letter: Path) -> None:
    dialog = open_letters(window)
    add(window, dialog, letter)
    cell(dialog, 0).setText("  ")
    QApplication.processEvents()
    assert letters(window)[0].name == "Công văn 5406.pdf"
    assert cell(dialog, 0).text() == "Công văn 5406.pdf"


def test_a_copy_is_saved_and_a_place_that_cannot_be_written_is_named(
    qtbot: QtBot, window: MainWindow, letter: Path, tmp_path: Path
) -> None:
    dialog = open_letters(window)
    add(window, dialog, letter)
    for target in (tmp_path / "bản sao.pdf", tmp_path / "no such folder" / "x.pdf"):
        QTest.mouseClick(dialog.deeds[3], LEFT)
        asked = dialog.findChild(QFileDialog)
        assert asked is not None
        with held_up(window.office.worker):
            asked.fileSelected.emit(str(target))
            assert not target.exists()
            asked.reject()
            qtbot.waitUntil(partial(is_gone, asked))
    assert (tmp_path / "bản sao.pdf").read_bytes() == PDF
    assert "Connect its disk or network, or choose another folder" in dialog.notice.words.text()


def test_a_deleted_letter_can_be_brought_back(window: MainWindow, letter: Path) -> None:
    dialog = open_letters(window)
    add(window, dialog, letter)
    cell(dialog, 1).setText("ghi chú")
    QApplication.processEvents()
    before = letters(window)[0]
    QTest.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert letters(window) == []
    assert dialog.empty.isVisible()
    QTest.mouseClick(dialog.notice.button, LEFT)
    after = letters(window)[0]
    assert (after.name, after.note, after.added_at, after.sha256) == (
        before.name,
        before.note,
        before.added_at,
        before.sha256,
    )
    assert dialog.table.isVisible()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kế hoạch 194", "Kế hoạch 194.pdf"),
        ("Công văn.PDF", "Công văn.PDF"),
        ("a/b\\c:d.pdf", "a-b-c-d.pdf"),
        ("..", "van-ban.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("x" * 300, "x" * 120 + ".pdf"),
    ],
)
def test_a_letter_is_a_file_on_any_system(window: MainWindow, name: str, expected: str) -> None:
    archive = window.office.archive
    kept = archive.read(lambda store: store.letters.add(name, "application/pdf", PDF))
    assert file_name(kept.name, kept.media_type) == expected


def test_files_go_in_while_the_window_is_in_use(window: MainWindow, letter: Path) -> None:
    dialog = open_letters(window)
    dialog.take_in([letter])
    assert dialog.notice.words.text() == "Adding…"
    QGuiApplication.processEvents()
    assert window.office.worker.wait_idle(10)
    assert len(letters(window)) == 1
