"""The page “History”: what was written is found again, compared with now, and brought back."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from dxdesk.plan.changes import move_entry, remove_entries
from tests.ui.pages_shown import unnamed
from tests.ui.windows import window_with
from ui.history_states import Entry
from ui.main_window import MainWindow
from ui.pages.history import HistoryPage

SUBJECT = "/document/subject"
GOAL = "/goals/general"
SIGNER = "/document/signer/full_name"


class Hands:
    """Somebody who reads the history."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        assert window.view is not None
        self.window, self.view, self.desk, self.qtbot = window, window.view, window.view.desk, qtbot

    @property
    def page(self) -> HistoryPage:
        page = self.view.pages["history"]
        assert isinstance(page, HistoryPage)
        return page

    def open(self) -> HistoryPage:
        self.view.open_history()
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the history is read and compared."""
        self.qtbot.wait(20)
        self.qtbot.waitUntil(
            lambda: (
                not self.page._soon.isActive()
                and not self.page.comparison._soon.isActive()
                and self.desk.archive.is_written()
                and (
                    self.page.comparison.summary.text() != "Looking for differences…"
                    or self.page.notice.isVisible()
                )
            )
        )
        QApplication.processEvents()

    def titles(self) -> list[str]:
        return [entry.title for entry in self.page.timeline.entries]

    def choose(self, title: str) -> Entry:
        number = self.titles().index(title)
        self.page.timeline._choose(number)
        self.settle()
        return self.page.timeline.entries[number]

    def differences(self) -> list[tuple[str, str]]:
        return [(each.kind, each.path) for each in self.page.comparison.found]

    def save(self, name: str, note: str = "") -> None:
        question = self.page.save_version()
        question.name.setText(name)
        question.note.setPlainText(note)
        question.answer_button.click()
        self.settle()


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    with window_with(tmp_path, level="xa") as window:
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        yield Hands(window, qtbot)


def test_ctrl_h_shows_the_edits_the_newest_first_and_what_the_plan_began_with(hands: Hands) -> None:
    hands.desk.set_value(SUBJECT, "Một")
    hands.desk.set_value(GOAL, "Hai")
    QTest.keyClick(hands.view, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    hands.settle()
    assert hands.titles() == ["Edit general goal", "Edit subject", "The plan as it began"]
    assert QApplication.focusWidget() is hands.page.timeline
    assert hands.differences() == [("changed", GOAL)]
    QTest.keyClick(hands.page.timeline, Qt.Key.Key_Down)
    hands.settle()
    assert hands.differences() == [("changed", SUBJECT), ("changed", GOAL)]


def test_edits_of_one_place_in_a_row_are_one_line(hands: Hands) -> None:
    for text in ("Một", "Hai", "Ba"):
        hands.desk.set_value(GOAL, text)
    hands.open()
    assert hands.titles() == ["Edit general goal", "The plan as it began"]
    assert "3 edits" in hands.page.timeline.entries[0].below


def test_an_edit_can_be_compared_with_what_stood_right_after_it(hands: Hands) -> None:
    hands.desk.set_value(SUBJECT, "Một")
    hands.desk.set_value(GOAL, "Hai")
    page = hands.open()
    hands.choose("Edit subject")
    page.comparison.other.setCurrentIndex(1)
    page.comparison.other.activated.emit(1)
    hands.settle()
    assert hands.differences() == [("changed", SUBJECT)]
    assert page.comparison.all.isHidden()
    assert page.comparison.view.buttons == []
    assert "compare with the plan as it is now" in page.comparison.summary.text()


def test_a_version_is_saved_renamed_deleted_and_brought_back(hands: Hands) -> None:
    page = hands.open()
    hands.save("Gửi lãnh đạo xem", "Chờ góp ý")
    assert "Gửi lãnh đạo xem" in hands.titles()
    hands.choose("Gửi lãnh đạo xem")
    assert page.comparison.note.text() == "Chờ góp ý"
    assert page.comparison.summary.text() == "Nothing differs."
    question = page.rename_version()
    assert question is not None
    question.name.setText("Bản gửi huyện")
    question.answer_button.click()
    hands.settle()
    hands.choose("Bản gửi huyện")
    QTest.keyClick(page.timeline, Qt.Key.Key_Delete)
    hands.settle()
    assert "Bản gửi huyện" not in hands.titles()
    page.notice.button.click()
    hands.settle()
    assert "Bản gửi huyện" in hands.titles()


def test_a_version_needs_a_name(hands: Hands) -> None:
    page = hands.open()
    question = page.save_version()
    question.answer_button.click()
    assert question.trouble.text() == "Please give the version a name."
    question.reject()


def test_what_the_program_kept_cannot_be_deleted(hands: Hands) -> None:
    page = hands.open()
    hands.choose("The plan as it began")
    assert page.comparison.remove.isHidden()
    QTest.keyClick(page.timeline, Qt.Key.Key_Delete)
    hands.settle()
    assert "The plan as it began" in hands.titles()


def test_one_thing_comes_back_and_undo_takes_that_back_here(hands: Hands) -> None:
    before = hands.desk.plan
    hands.desk.set_value(SIGNER, "Lê Thị C")
    hands.desk.set_value(GOAL, "Viết lại")
    page = hands.open()
    hands.choose("The plan as it began")
    page.comparison.view.buttons[0].click()
    hands.settle()
    assert hands.desk.plan.goals == before.goals
    assert hands.desk.plan.document.signer.full_name == "Lê Thị C"
    assert hands.titles()[0].startswith("Bring back general goal from “The plan as it began” of ")
    page.notice.button.click()
    hands.settle()
    assert hands.desk.plan.goals.general == "Viết lại"
    assert hands.view.key == "history"


def test_the_offer_to_undo_goes_when_it_was_undone_with_the_keys(hands: Hands) -> None:
    hands.desk.set_value(SIGNER, "Lê Thị C")
    hands.desk.set_value(GOAL, "Viết lại")
    page = hands.open()
    hands.choose("The plan as it began")
    page.comparison.view.buttons[0].click()
    hands.settle()
    assert page.notice.isVisible()
    hands.desk.undo()
    hands.settle()
    assert not page.notice.isVisible()
    page.notice.button.click()
    assert hands.desk.plan.document.signer.full_name == "Lê Thị C"


def test_nothing_comes_back_under_the_name_of_a_line_that_is_not_read_yet(hands: Hands) -> None:
    hands.desk.set_value(SIGNER, "Lê Thị C")
    hands.desk.set_value(GOAL, "Viết lại")
    written = hands.desk.plan
    page = hands.open()
    page.timeline._choose(hands.titles().index("The plan as it began"))
    assert page.comparison.title.text().startswith("“The plan as it began”")
    for button in (*page.comparison.view.buttons, page.comparison.all):
        button.click()
    assert hands.desk.plan == written
    hands.settle()
    page.comparison.all.click()
    assert hands.desk.plan != written


def test_a_row_comes_back_once_however_often_its_button_is_pressed(hands: Hands) -> None:
    before = hands.desk.plan
    key = next(key for key, entry in before.tasks.items() if len(entry.activities) > 2)
    hands.desk.change(remove_entries(f"/tasks/{key}/activities", [1]))
    hands.desk.set_value(GOAL, "Viết lại")
    page = hands.open()
    hands.choose("The plan as it began")
    button = page.comparison.view.buttons[1]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    QTest.keyClick(button, Qt.Key.Key_Space)
    hands.settle()
    assert hands.desk.plan.tasks == before.tasks
    assert QApplication.focusWidget() is page.comparison.view.buttons[0]


def test_a_version_that_is_damaged_is_told_and_holds_nothing_up(hands: Hands) -> None:
    hands.desk.set_value(GOAL, "Một")
    page = hands.open()
    hands.desk.archive.read(
        lambda store: store._connection._db.execute("UPDATE version SET body = x'00'").fetchall()
    )
    hands.choose("The plan as it began")
    assert "is damaged" in page.notice.words.text()
    assert not hands.desk.archive.fault
    hands.desk.set_value(GOAL, "Hai")
    assert hands.desk.archive.flush()


def test_a_page_comes_back_as_one_edit(hands: Hands) -> None:
    before = hands.desk.plan
    key = next(key for key, entry in before.tasks.items() if len(entry.activities) > 2)
    rows = f"/tasks/{key}/activities"
    hands.desk.change(move_entry(rows, 0, 2))
    hands.desk.change(remove_entries(rows, [0]))
    hands.desk.set_value(GOAL, "Viết lại")
    page = hands.open()
    hands.choose("The plan as it began")
    page.comparison.view.page_buttons[1].click()
    hands.settle()
    assert hands.desk.plan.tasks == before.tasks
    assert hands.differences() == [("changed", GOAL)]
    hands.desk.undo()
    assert len(hands.desk.plan.tasks[key].activities) == len(before.tasks[key].activities) - 1


def test_everything_comes_back_and_what_was_there_is_kept(hands: Hands) -> None:
    before = hands.desk.plan
    hands.desk.set_value(SIGNER, "Lê Thị C")
    hands.desk.set_value(GOAL, "Viết lại")
    written = hands.desk.plan
    page = hands.open()
    hands.choose("The plan as it began")
    page.comparison.all.click()
    hands.settle()
    assert hands.desk.plan == before
    hands.choose("Before bringing back everything from: The plan as it began")
    assert {path for _kind, path in hands.differences()} == {SIGNER, GOAL}
    page.comparison.all.click()
    hands.settle()
    assert hands.desk.plan == written


def test_older_edits_come_when_they_are_asked_for(hands: Hands) -> None:
    for number in range(230):
        hands.desk.set_value((SUBJECT, GOAL)[number % 2], f"Lần {number}")
    page = hands.open()
    assert len(page.timeline.entries) == 200
    last = page.timeline.item(page.timeline.count() - 1)
    assert last.text() == "Show older ones"
    page.timeline.setCurrentItem(last)
    QTest.keyClick(page.timeline, Qt.Key.Key_Return)
    hands.settle()
    assert len(page.timeline.entries) == 231


def test_what_was_undone_and_written_over_can_be_copied(hands: Hands) -> None:
    hands.desk.set_value(GOAL, "Bỏ đi")
    hands.desk.undo()
    hands.desk.set_value(SUBJECT, "Một")
    page = hands.open()
    entry = hands.choose("Edit general goal")
    assert entry.at_end == "given up"
    assert "This was undone" in page.comparison.summary.text()
    (typed,) = page.comparison.view.findChildren(QPlainTextEdit)
    assert typed.toPlainText() == "Bỏ đi"
    assert page.comparison.all.isHidden()


def test_the_page_follows_what_is_written_elsewhere(hands: Hands) -> None:
    hands.open()
    hands.desk.set_value(GOAL, "Một")
    hands.settle()
    assert hands.titles()[0] == "Edit general goal"
    hands.view.open_page("goals")
    hands.desk.set_value(SUBJECT, "Hai")
    hands.open()
    assert hands.titles()[0] == "Edit subject"


def test_the_first_change_of_a_day_keeps_the_plan_of_the_day_before(hands: Hands) -> None:
    hands.desk.set_value(GOAL, "Hôm qua")
    yesterday = (datetime.now(UTC) - timedelta(days=1)).isoformat(timespec="microseconds")
    hands.desk.archive.flush()
    hands.desk.archive.read(
        lambda store: store._connection._db.execute("UPDATE edit SET made_at = ?", [yesterday])
    )
    hands.desk.session.settle()
    hands.desk.set_value(GOAL, "Hôm nay")
    hands.open()
    (title,) = [title for title in hands.titles() if title.startswith("Before the first change of ")]
    hands.choose(title)
    assert [(each.before, each.after) for each in hands.page.comparison.found] == [("Hôm qua", "Hôm nay")]


def test_a_link_leads_to_the_place(hands: Hands) -> None:
    hands.desk.set_value(GOAL, "Một")
    hands.open().comparison.view.links[0].click()
    assert hands.view.key == "goals"


def test_everything_on_the_page_has_a_name_for_those_who_hear_it(hands: Hands) -> None:
    hands.desk.set_value(GOAL, "Một")
    page = hands.open()
    hands.save("Một")
    assert [widget for widget in unnamed(page) if widget.isVisible()] == []
