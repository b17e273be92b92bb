"""A Word file that came back, compared in the window: taken over, refused, and looked at."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from dxdesk.document.compose import compose
from dxdesk.plan.model import Plan
from dxdesk.plan.packs import pack_for
from dxdesk.render.docx.writing import write_docx
from dxdesk.store.stored import Version
from tests.comparison.returned import Edit, comment, replace, returned, write
from tests.ui.desks import sample
from tests.ui.windows import window_with
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.word_comparison import WordComparison, open_word_comparison

SIGNER = "Trần Thị Bình"
SUBJECT = "/document/subject"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    assert qtbot
    with window_with(tmp_path, level="xa") as opened:
        yield opened


def docx_of(plan: Plan) -> bytes:
    return write_docx(compose(plan, pack_for(plan)))


def signer() -> Edit:
    return write(sample().document.signer.full_name, SIGNER)


def recipient() -> Edit:
    name = sample().document.recipients[0]
    return replace(name.rstrip(".;,"), "UBND huyện Lộc Hà, Phòng Nội vụ")


def compared(window: MainWindow, folder: Path, *edits: Edit) -> WordComparison:
    """Open the dialog on a file that came back after edits, and wait for the answer."""
    path = folder / "gửi lại.docx"
    path.write_bytes(returned(*edits, data=docx_of(sample())))
    dialog = open_word_comparison(window, path)
    assert dialog is not None
    settle(window)
    return dialog


def settle(window: MainWindow) -> None:
    assert window.office.worker.wait_idle(30)
    QApplication.processEvents()


def desk_of(window: MainWindow) -> Desk:
    assert window.view is not None
    return window.view.desk


def full_name(window: MainWindow) -> str:
    return desk_of(window).plan.document.signer.full_name


def lines(dialog: WordComparison) -> list[str]:
    """Return what the list says to those who hear it, with its headings."""
    items = [dialog.pane.list.item(row) for row in range(dialog.pane.list.count())]
    return [str(item.data(Qt.ItemDataRole.AccessibleTextRole) or item.text()) for item in items]


def entry(window: MainWindow) -> QAction:
    menu = window.start.menu if window.view is None else window.view.bar.menu
    return next(action for action in menu.actions() if action.text() == "Compare with a Word file…")


def test_the_menu_has_it_while_a_plan_is_open(window: MainWindow) -> None:
    assert entry(window).isEnabled()
    window.show_start()
    assert not entry(window).isEnabled()
    assert open_word_comparison(window) is None


def test_the_menu_asks_for_the_file(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "back.docx"
    path.write_bytes(docx_of(sample()))
    entry(window).trigger()
    asked = window.findChild(QFileDialog)
    assert asked is not None
    asked.fileSelected.emit(str(path))
    settle(window)
    (dialog,) = window.findChildren(WordComparison)
    assert dialog.answer.text() == "The plan and the Word file say the same."
    assert dialog.stack.currentWidget() is dialog.answer
    assert dialog.close_button.hasFocus()


def test_differences_stand_under_their_pages(window: MainWindow, tmp_path: Path) -> None:
    dialog = compared(window, tmp_path, signer(), recipient(), comment("Căn cứ Luật", "Kiểm tra lại."))
    assert lines(dialog) == [
        "Recipients and signature",
        f"Signer, full name, Changed: {SIGNER}",
        "Recipient 1, Changed: … Lộc Hà, Phòng Nội vụ",
        "Comments in the Word file",
        "Legal basis 1, Comment: Kiểm tra lại.",
    ]
    assert dialog.summary.text() == "3 differences are still to be decided."
    assert dialog.all.text() == "Take over &all (3)"
    text = dialog.pane.detail.text.toPlainText()
    assert sample().document.signer.full_name in text
    assert SIGNER in text


def test_a_line_shows_the_words_that_differ(window: MainWindow, tmp_path: Path) -> None:
    goals = sample().goals.general.split("\n")[0].split(" ")
    less = replace(" ".join(goals[:8]), " ".join([*goals[:3], *goals[5:8]]))
    dialog = compared(window, tmp_path, less)
    assert lines(dialog)[1].endswith(f"Not in the Word file: {goals[3]} {goals[4]}")


def test_one_is_taken_over_and_undone(window: MainWindow, tmp_path: Path) -> None:
    dialog = compared(window, tmp_path, signer(), recipient())
    QTest.mouseClick(dialog.pane.detail.take, LEFT)
    settle(window)
    assert full_name(window) == SIGNER
    assert len(dialog.pane.list.differences) == 1
    assert dialog.notice.words.text() == "Taken over: Signer, full name."
    assert "Take over from Word: signer, full name" in desk_of(window).session.undo_text()
    QTest.mouseClick(dialog.notice.button, LEFT)
    assert full_name(window) == sample().document.signer.full_name
    dialog.compare()
    settle(window)
    assert len(dialog.pane.list.differences) == 2


def test_all_by_keyboard(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = compared(window, tmp_path, signer(), recipient(), comment("Căn cứ Luật", "Kiểm tra lại."))
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.pane.list.hasFocus()
    QTest.keyClick(dialog.pane.list, Qt.Key.Key_Return)
    settle(window)
    assert full_name(window) == SIGNER
    assert dialog.pane.list.hasFocus()
    QTest.keyClick(dialog.pane.list, Qt.Key.Key_Delete)
    assert lines(dialog)[1].endswith("refused")
    assert dialog.summary.text() == "1 difference is still to be decided. 1 is refused."
    assert dialog.pane.list.number() == 1
    QTest.keyClick(dialog.pane.list, Qt.Key.Key_Return)
    settle(window)
    (note,) = [each for each in desk_of(window).plan.notes if each.text == "Kiểm tra lại."]
    assert note.path == "/bases/0"
    words = "Nothing is left to decide; plan and Word file still differ where listed. 1 is refused."
    assert dialog.summary.text() == words
    assert dialog.pane.list.hasFocus()
    assert not dialog.all.isEnabled()


def test_what_was_refused_is_remembered_and_can_be_decided_again(window: MainWindow, tmp_path: Path) -> None:
    dialog = compared(window, tmp_path, signer(), recipient())
    QTest.mouseClick(dialog.pane.detail.refuse, LEFT)
    QTest.mouseClick(dialog.all, LEFT)
    settle(window)
    assert full_name(window) == sample().document.signer.full_name
    assert desk_of(window).plan.document.recipients[0].startswith("UBND huyện Lộc Hà, Phòng Nội vụ")
    assert [line for line in lines(dialog) if line.endswith("refused")] == [
        f"Signer, full name, Changed: {SIGNER}, refused"
    ]
    assert dialog.pane.detail.take.isHidden()
    QTest.mouseClick(dialog.pane.detail.refuse, LEFT)
    assert not dialog.pane.detail.take.isHidden()
    QTest.mouseClick(dialog.pane.detail.take, LEFT)
    settle(window)
    assert full_name(window) == SIGNER
    assert dialog.answer.text() == "The plan and the Word file say the same."


def test_all_at_once_is_one_edit(window: MainWindow, tmp_path: Path) -> None:
    dialog = compared(window, tmp_path, signer(), recipient())
    before = desk_of(window).plan
    dialog.all.setFocus()
    QTest.keyClick(dialog.all, Qt.Key.Key_Space)
    settle(window)
    assert dialog.answer.text() == "The plan and the Word file say the same."
    assert dialog.notice.words.text() == "2 differences are taken over."
    assert dialog.close_button.hasFocus()
    kept, _begun = versions(window)
    assert (kept.kind, kept.name) == ("word", "gửi lại.docx")
    plan_id = desk_of(window).plan_id
    assert window.office.archive.read(lambda store: store.history.version(plan_id, kept.number)) == before
    desk_of(window).undo()
    assert desk_of(window).plan == before


def versions(window: MainWindow) -> list[Version]:
    plan_id = desk_of(window).plan_id
    return window.office.archive.read(lambda store: store.history.versions(plan_id))


def test_the_plan_is_kept_once_before_a_file_changes_it(window: MainWindow, tmp_path: Path) -> None:
    dialog = compared(window, tmp_path, signer(), recipient())
    assert [each.kind for each in versions(window)] == ["begun"]
    for _ in range(2):
        QTest.mouseClick(dialog.pane.detail.take, LEFT)
        settle(window)
    assert [each.kind for each in versions(window)] == ["word", "begun"]


def test_an_activity_said_in_two_ways_is_offered_once(window: MainWindow, tmp_path: Path) -> None:
    key, task = next((key, each) for key, each in sample().tasks.items() if each.activities)
    words = task.activities[0].text
    dialog = compared(window, tmp_path, replace(words[:25], "Trước hết, ", beginning=f"- {words[:20]}"))
    QTest.mouseClick(dialog.pane.detail.take, LEFT)
    settle(window)
    assert desk_of(window).plan.tasks[key].activities[0].text.startswith("Trước hết, ")
    assert "says this in two ways" in dialog.pane.detail.text.toPlainText()
    assert dialog.pane.detail.take.isHidden()
    assert dialog.summary.text().endswith("1 can only be looked at.")


def test_the_place_is_opened_in_the_window(window: MainWindow, tmp_path: Path) -> None:
    dialog = compared(window, tmp_path, signer())
    QTest.mouseClick(dialog.pane.detail.place, LEFT)
    assert window.view is not None
    assert window.view.key == "signing"
    assert window.view.page.place() == "/document/signer/full_name"
    assert dialog.isVisible()


def test_what_is_changed_by_hand_is_compared_anew(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = compared(window, tmp_path, signer())
    desk_of(window).set_value("/document/signer/full_name", SIGNER)
    qtbot.waitUntil(lambda: dialog.stack.currentWidget() is dialog.answer, timeout=20_000)
    assert dialog.answer.text() == "The plan and the Word file say the same."


def test_another_file_begins_anew(window: MainWindow, tmp_path: Path) -> None:
    dialog = compared(window, tmp_path, signer(), recipient())
    QTest.keyClick(dialog.pane.list, Qt.Key.Key_Delete)
    other = tmp_path / "lần hai.docx"
    other.write_bytes(returned(signer(), data=docx_of(sample())))
    QTest.mouseClick(dialog.other, LEFT)
    asked = dialog.findChild(QFileDialog)
    assert asked is not None
    asked.fileSelected.emit(str(other))
    settle(window)
    assert dialog.name.text() == "lần hai.docx"
    assert dialog.summary.text() == "1 difference is still to be decided."


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7", "This is a PDF file; only a Word file can be compared.\nChoose the Word file"),
        (None, "There is no such file.\nCheck its name"),
    ],
    ids=["a PDF", "nothing"],
)
def test_what_cannot_be_compared(window: MainWindow, tmp_path: Path, data: bytes | None, words: str) -> None:
    path = tmp_path / "back.docx"
    if data is not None:
        path.write_bytes(data)
    before = desk_of(window).plan
    dialog = open_word_comparison(window, path)
    assert dialog is not None
    settle(window)
    assert dialog.answer.text().startswith(words)
    assert not dialog.all.isEnabled()
    assert dialog.close_button.hasFocus()
    assert desk_of(window).plan is before


def test_the_plan_of_another_unit(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "back.docx"
    path.write_bytes(docx_of(sample("huyen")))
    dialog = open_word_comparison(window, path)
    assert dialog is not None
    settle(window)
    assert dialog.answer.text().startswith("The Word file is of another unit: ")


def test_it_is_stopped_and_says_nothing_more(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "back.docx"
    path.write_bytes(returned(signer(), data=docx_of(sample())))
    dialog = open_word_comparison(window, path)
    assert dialog is not None
    assert dialog.stack.currentWidget() is dialog.progress
    assert dialog.focusWidget() is dialog.progress.stop
    QTest.keyClick(dialog.progress.stop, Qt.Key.Key_Space)
    assert not dialog.isVisible()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not Shiboken.isValid(dialog)
    settle(window)
    desk_of(window).set_value("/document/archive", "VT")
    assert window.findChildren(WordComparison) == []


def test_it_goes_with_the_plan(window: MainWindow, tmp_path: Path) -> None:
    dialog = compared(window, tmp_path, signer())
    window.show_start()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not Shiboken.isValid(dialog)


def test_there_is_one_at_most(window: MainWindow, tmp_path: Path) -> None:
    compared(window, tmp_path, signer())
    dialog = compared(window, tmp_path, recipient())
    assert [each for each in window.findChildren(WordComparison) if each.isVisible()] == [dialog]


def test_undo_works_from_here(window: MainWindow, tmp_path: Path) -> None:
    dialog = compared(window, tmp_path, signer())
    QTest.keyClick(dialog.pane.list, Qt.Key.Key_Return)
    settle(window)
    assert full_name(window) == SIGNER
    assert dialog.notice.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert full_name(window) == sample().document.signer.full_name
    assert not dialog.notice.isVisible()


def test_every_verb_has_a_key_of_its_own(window: MainWindow, tmp_path: Path) -> None:
    dialog = compared(window, tmp_path, signer())
    words = [each.text() for each in dialog.findChildren(QPushButton) if each.isVisible()]
    keys = [text[text.index("&") + 1].lower() for text in words]
    assert len(keys) == len(set(keys)), words
