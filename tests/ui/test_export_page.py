"""The export page: real files in a real folder, read again with other programs' eyes."""

from collections.abc import Iterator
from pathlib import Path

import docx
import pypdfium2
import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dxdesk.export import export
from dxdesk.package.reading import read_package
from dxdesk.package.writing import draft_package
from dxdesk.plan.edits import edited
from tests.ui.desks import desk_with, sample
from tests.used_files import in_use
from ui.desk import Desk
from ui.fields.field import Field
from ui.fields.line import LineEditor
from ui.office import Office
from ui.pages.export import ExportPage
from ui.pages.export_answers import Answer, Result
from ui.size_words import size_words

NAMES = ["2023-18580-r1.docx", "2023-18580-r1.dxplan.json", "2023-18580-r1.pdf"]
TYPED = "Ứng dụng chữ ký số cho toàn bộ cán bộ xã"
TASK = next(key for key, entry in sample().tasks.items() if entry.activities)
PLACE = f"/tasks/{TASK}/activities/0/text"


@pytest.fixture
def office(tmp_path: Path, qtbot: QtBot) -> Iterator[Office]:
    assert qtbot
    opened = Office(tmp_path / "office.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "Kế hoạch").mkdir()
    return tmp_path / "Kế hoạch"


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, office: Office, folder: Path) -> ExportPage:
    return shown(qtbot, desk, office, folder)


def shown(qtbot: QtBot, desk: Desk, office: Office, folder: Path) -> ExportPage:
    page = ExportPage(desk, office)
    qtbot.addWidget(page)
    page.folder.setText(str(folder))
    page.resize(790, 700)
    page.show()
    qtbot.waitExposed(page)
    return page


def press(qtbot: QtBot, page: ExportPage, button: str = "") -> str:
    """Press the main button, or one of the answer's by a word in it; return what is said then."""
    pressed = page.button
    if button:
        assert page.answer is not None
        pressed = next(each for each in page.answer.buttons if button in each.text())  # type: ignore[assignment]
    QTest.mouseClick(pressed, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.progress.isHidden, timeout=60_000)
    return said(page)


def said(page: ExportPage) -> str:
    return said_by(page.answer) if page.answer is not None else ""


def said_by(answer: Answer) -> str:
    return "\n".join(label.text() for label in answer.labels)


def names_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_three_files_hold_what_was_typed(qtbot: QtBot, page: ExportPage, desk: Desk, folder: Path) -> None:
    desk.set_value(PLACE, TYPED)
    assert page.button.text() == "&Export 3 files"
    assert press(qtbot, page).startswith("3 files were exported at ")
    assert names_in(folder) == NAMES
    document = docx.Document(str(folder / NAMES[0]))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any(TYPED in text for text in [*cells, *(each.text for each in document.paragraphs)])
    with pypdfium2.PdfDocument(folder / NAMES[2]) as printed:
        text = " ".join(sheet.get_textpage().get_text_bounded() for sheet in printed)
        count = len(printed)
    assert TYPED in " ".join(text.split())
    package = read_package((folder / NAMES[1]).read_bytes()).package
    assert package.plan == desk.plan
    assert package.plan.notes
    assert [(each.role, each.name) for each in package.documents] == [("docx", NAMES[0]), ("pdf", NAMES[2])]
    result = page.answer
    assert isinstance(result, Result)
    assert any(label.text().startswith(f"{count} pages · ") for label in result.findChildren(type(page.none)))


def test_the_files_are_those_of_the_command_line(
    qtbot: QtBot, page: ExportPage, desk: Desk, folder: Path
) -> None:
    press(qtbot, page)
    exported = export(draft_package(desk.plan), desk.pack)
    assert (folder / NAMES[0]).read_bytes() == exported.docx
    assert (folder / NAMES[1]).read_bytes() == exported.package
    assert (folder / NAMES[2]).read_bytes() == exported.pdf


def test_what_stands_in_an_editor_is_exported_and_what_is_typed_later_is_not(
    qtbot: QtBot, page: ExportPage, desk: Desk, folder: Path
) -> None:
    editor = LineEditor()
    field = Field(desk, "/document/signer/full_name", "Name", editor)
    qtbot.addWidget(field)
    editor.line.setText("Trần Thị Bình")
    editor.typed.emit()
    page.start()
    desk.set_value("/document/signer/full_name", "Lê Văn Sau")
    qtbot.waitUntil(page.progress.isHidden)
    plan = read_package((folder / NAMES[1]).read_bytes()).package.plan
    assert plan.document.signer.full_name == "Trần Thị Bình"


def test_only_ticked_files_are_written(qtbot: QtBot, page: ExportPage, folder: Path) -> None:
    QTest.keyClick(page.forms.ticks["docx"], Qt.Key.Key_Space)
    QTest.keyClick(page.forms.ticks["package"], Qt.Key.Key_Space)
    assert page.button.text() == "&Export 1 file"
    assert press(qtbot, page).startswith("1 file was exported at ")
    assert names_in(folder) == [NAMES[2]]
    page.forms.ticks["pdf"].setChecked(False)
    assert not page.button.isEnabled()
    assert page.none.isVisible()


def test_folder_and_ticks_are_remembered_for_the_plan(
    qtbot: QtBot, page: ExportPage, desk: Desk, office: Office, folder: Path
) -> None:
    page.forms.ticks["docx"].setChecked(False)
    press(qtbot, page)
    desk.archive.flush()
    again = ExportPage(desk, office)
    qtbot.addWidget(again)
    assert again.folder.text() == str(folder)
    assert again.forms.chosen == ("pdf", "package")


def test_the_same_plan_again_replaces_its_own_files_without_asking(
    qtbot: QtBot, page: ExportPage, desk: Desk, folder: Path
) -> None:
    press(qtbot, page)
    before = {name: (folder / name).read_bytes() for name in NAMES}
    assert press(qtbot, page).startswith("3 files were exported")
    assert {name: (folder / name).read_bytes() for name in NAMES} == before
    desk.set_value(PLACE, TYPED)
    assert press(qtbot, page).startswith("3 files were exported")
    assert names_in(folder) == NAMES
    assert read_package((folder / NAMES[1]).read_bytes()).package.plan == desk.plan


@pytest.mark.parametrize("answer", ["Save", "Replace", "Do not"])
def test_a_file_changed_in_word_is_not_lost_without_a_question(
    qtbot: QtBot, page: ExportPage, desk: Desk, folder: Path, answer: str
) -> None:
    press(qtbot, page)
    changed = folder / NAMES[0]
    changed.write_bytes(b"changed in Word")
    desk.set_value(PLACE, TYPED)
    words = press(qtbot, page)
    assert "“2023-18580-r1.docx” was changed since the last export" in words
    assert changed.read_bytes() == b"changed in Word"
    press(qtbot, page, answer)
    beside = "2023-18580-r1-2.docx"
    assert names_in(folder) == sorted([*NAMES, beside] if answer == "Save" else NAMES)
    assert (changed.read_bytes() == b"changed in Word") is (answer != "Replace")
    plan = read_package((folder / NAMES[1]).read_bytes()).package.plan
    assert (plan == desk.plan) is (answer != "Do not")


def test_a_file_that_is_open_elsewhere(qtbot: QtBot, page: ExportPage, folder: Path) -> None:
    with in_use(folder / NAMES[0]):
        press(qtbot, page)
        words = press(qtbot, page, "Replace")
        assert "“2023-18580-r1.docx” is open in Word" in words
        assert "save under the name “2023-18580-r1-2.docx”" in words
        assert names_in(folder) == [NAMES[0]]
        assert press(qtbot, page, "Try again") == words
        assert press(qtbot, page, "Save as").startswith("3 files were exported")
    assert names_in(folder) == sorted(["2023-18580-r1-2.docx", *NAMES])


def test_a_file_that_was_closed_is_written_by_trying_again(
    qtbot: QtBot, page: ExportPage, folder: Path
) -> None:
    in_the_way = folder / NAMES[2]
    in_the_way.mkdir()
    assert "something else has the name “2023-18580-r1.pdf”" in press(qtbot, page)
    assert names_in(folder) == [NAMES[2]]
    in_the_way.rmdir()
    assert press(qtbot, page, "Try again").startswith("3 files were exported")
    assert names_in(folder) == NAMES


def test_a_folder_that_is_gone_and_another_one(
    qtbot: QtBot, page: ExportPage, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.folder.setText(str(tmp_path / "gone"))
    assert "cannot be found" in press(qtbot, page)
    assert not (tmp_path / "gone").exists()
    monkeypatch.setattr("ui.pages.export.QFileDialog.getExistingDirectory", lambda *_: str(folder))
    assert press(qtbot, page, "another folder").startswith("3 files were exported")
    assert names_in(folder) == NAMES


def test_a_folder_only_just_thought_of_is_made(qtbot: QtBot, page: ExportPage, folder: Path) -> None:
    page.folder.setText(str(folder / "2023"))
    assert "cannot be found" in press(qtbot, page)
    assert press(qtbot, page, "Make this folder").startswith("3 files were exported")
    assert names_in(folder / "2023") == NAMES


def test_a_folder_below_one_that_is_away_is_not_offered_to_be_made(
    qtbot: QtBot, page: ExportPage, folder: Path
) -> None:
    page.folder.setText(str(folder / "usb" / "2023"))
    assert "cannot be found" in press(qtbot, page)
    assert page.trouble is not None
    assert [button.text() for button in page.trouble.buttons] == ["&Try again", "C&hoose another folder…"]


@pytest.mark.parametrize("typed", ["  ", "somewhere"])
def test_a_folder_is_asked_for_where_none_is_named(page: ExportPage, typed: str) -> None:
    page.folder.setText(typed)
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    assert said(page) == "No folder is named. Choose where the files are to go."


def test_errors_are_told_and_stop_nothing(qtbot: QtBot, tmp_path: Path, office: Office, folder: Path) -> None:
    changes = [("/document/signer/full_name", ""), ("/notes/0/resolved", False)]
    plan = edited(sample(), [{"op": "replace", "path": path, "value": value} for path, value in changes])
    with desk_with(tmp_path, plan) as desk:
        page = shown(qtbot, desk, office, folder)
        told = page.open_points
        assert told.verdict.text().startswith("Not ready to be signed: 1 error")
        assert "note is not settled; it goes into the plan package." in told.rest.text()
        with qtbot.waitSignal(desk.page_wanted) as asked:
            QTest.mouseClick(told.to_check, Qt.MouseButton.LeftButton)
        assert asked.args == ["check"]
        press(qtbot, page)
        assert names_in(folder) == NAMES
        desk.set_value("/document/signer/full_name", "Trần Thị B")
        qtbot.waitUntil(lambda: told.verdict.text() == "No error is left, but not everything is finished.")
        assert told.rest.text().startswith("Open: 2 warnings. 1 page is not finished.")


def test_the_result_stays_until_the_next_export(
    qtbot: QtBot, page: ExportPage, desk: Desk, office: Office, folder: Path
) -> None:
    press(qtbot, page)
    result = page.result
    page.forms.ticks["docx"].setChecked(False)
    page.folder.setText(str(folder / "gone"))
    desk.set_value(PLACE, TYPED)
    desk.review()
    assert "cannot be found" in press(qtbot, page)
    assert page.result is result
    assert result is not None
    assert result.isVisible()
    desk.archive.flush()
    again = shown(qtbot, desk, office, folder)  # built anew in another language or size
    assert said(again) == said_by(result)
    again.forms.ticks["docx"].setChecked(False)
    assert press(qtbot, again).startswith("2 files were exported at ")
    for name in NAMES:
        (folder / name).unlink()
    desk.archive.flush()
    assert shown(qtbot, desk, office, folder).answer is None


def test_texts_that_cannot_be_printed_are_links(
    qtbot: QtBot, page: ExportPage, desk: Desk, folder: Path
) -> None:
    desk.set_value(PLACE, "Cài đặt 😀 phần mềm")
    assert press(qtbot, page).startswith("Some texts cannot be printed.")
    assert page.answer is not None
    (link,) = page.answer.buttons
    with qtbot.waitSignal(desk.place_wanted) as asked:
        QTest.keyClick(link, Qt.Key.Key_Return)
    assert asked.args == [PLACE]
    assert names_in(folder) == []


def test_stopping_writes_nothing(qtbot: QtBot, page: ExportPage, office: Office, folder: Path) -> None:
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    assert not page.button.isEnabled()
    QTest.mouseClick(page.progress.stop, Qt.MouseButton.LeftButton)
    assert office.worker.wait_idle(5)
    assert said(page) == "Stopped. No file was written."
    assert names_in(folder) == []
    press(qtbot, page)
    assert names_in(folder) == NAMES


def test_a_page_closed_in_the_middle_harms_nothing(
    qtbot: QtBot, desk: Desk, office: Office, folder: Path
) -> None:
    page = ExportPage(desk, office)
    page.folder.setText(str(folder))
    page.start()
    page.deleteLater()
    qtbot.wait(1)
    assert office.worker.wait_idle(5)
    assert names_in(folder) in ([], NAMES)


class Handler(QObject):
    """Stands for the programs of the computer that open files."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


def test_files_and_folder_are_opened_from_the_result(qtbot: QtBot, page: ExportPage, folder: Path) -> None:
    press(qtbot, page)
    result = page.answer
    assert isinstance(result, Result)
    handler = Handler()
    QDesktopServices.setUrlHandler("file", handler, "open")  # type: ignore[arg-type] # the stub is wrong
    try:
        QTest.mouseClick(result.files[1], Qt.MouseButton.LeftButton)
        QTest.mouseClick(result.folder, Qt.MouseButton.LeftButton)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert list(map(Path, handler.opened)) == [folder / NAMES[2], folder]
    (folder / NAMES[0]).unlink()
    QTest.mouseClick(result.files[0], Qt.MouseButton.LeftButton)
    assert result.trouble.text().startswith("“2023-18580-r1.docx” is no longer in the folder")


def test_sizes_are_told_as_windows_does() -> None:
    assert size_words(12) == "1 KB"
    assert size_words(176_213) == "173 KB"
    assert size_words(1_048_575) == "1024 KB"
    assert size_words(1_390_000) == "1.3 MB"
