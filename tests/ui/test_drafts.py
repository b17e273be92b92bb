"""What was being typed when the program was cut off is there again, and taken over, at the next start."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from dxdesk.plan.unread import unread_text
from dxdesk.store.values import Tally
from tests.ui.afternoon import Hands, program
from tests.ui.desks import sample
from ui.main_window import MainWindow
from ui.note_popup import NoteQuestion
from ui.pages.task import TaskPage

DAY = "/bases/0/issued_on"
TASK = "staff-training"


@contextmanager
def cut_off(qtbot: QtBot, folder: Path) -> Iterator[tuple[Hands, Path]]:
    """Open a plan; when the block ends, another folder has the store as a power cut would have left it then."""
    with program(qtbot, folder / "before") as window:
        plan = sample()
        plan_id = window.office.archive.read(lambda store: store.add_plan(plan, Tally()))
        window.open_plan(plan_id)
        yield Hands(qtbot, window), folder / "after"
        window.office.archive.flush()
        _copy(folder / "before" / "dxdesk.sqlite3", folder / "after" / "dxdesk.sqlite3")


def _copy(file: Path, target: Path) -> None:
    target.parent.mkdir()
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


@contextmanager
def again(qtbot: QtBot, folder: Path) -> Iterator[MainWindow]:
    """Start over what was left, and open its plan."""
    with program(qtbot, folder) as window:
        (plan,) = window.office.archive.read(lambda store: store.plans())
        window.open_plan(plan.id)
        yield window


def drafts_of(hands: Hands) -> set[str]:
    return set(hands.view.desk.drafts)


@pytest.mark.parametrize("typed", ["15/3/2021", "15/3/"])
def test_a_day_half_typed_is_taken_over_at_the_next_start(qtbot: QtBot, tmp_path: Path, typed: str) -> None:
    with cut_off(qtbot, tmp_path) as (hands, left):
        hands.view.open_place(DAY)
        hands.rewrite(typed)
        before = hands.view.desk.plan
        qtbot.waitUntil(lambda: drafts_of(hands) == {DAY})
        assert hands.view.desk.plan is before  # what is not finished is no change yet
    with again(qtbot, left) as window:
        hands = Hands(qtbot, window)
        desk = hands.view.desk
        qtbot.waitUntil(lambda: not drafts_of(hands))
        if typed.endswith("2021"):
            assert desk.plan.bases[0].issued_on == date(2021, 3, 15)
        else:
            assert unread_text(desk.plan, DAY) == typed
        qtbot.waitUntil(lambda: bool(hands.view.foot.told.text()))
        assert hands.view.key == "bases"
        desk.undo()
        assert desk.plan == before


def test_an_amount_half_typed_in_a_cell_is_taken_over_at_the_next_start(qtbot: QtBot, tmp_path: Path) -> None:
    with cut_off(qtbot, tmp_path) as (hands, left):
        hands.view.open_page(f"task:{TASK}")
        hands.settle()
        page = hands.page
        assert isinstance(page, TaskPage)
        page.activities.tools.columns.setChecked(True)
        page.activities.table.open_cell(0, "cost")
        viewport = page.activities.table.viewport()
        (cell,) = (
            each
            for kind in (QLineEdit, QPlainTextEdit)
            for each in viewport.findChildren(kind)
            if each.isVisible()
        )
        QTest.keyClicks(cell, "1234567")
        qtbot.waitUntil(lambda: bool(drafts_of(hands)))
        (place,) = drafts_of(hands)
    with again(qtbot, left) as window:
        hands = Hands(qtbot, window)
        qtbot.waitUntil(lambda: not drafts_of(hands))
        costs = hands.view.desk.plan.tasks[TASK].activities[0].costs
        assert sum(cost.amount for cost in costs) % 10_000_000 == 1234567
        assert place.startswith(f"/tasks/{TASK}/activities/0")


def test_a_note_half_written_is_asked_for_again(qtbot: QtBot, tmp_path: Path) -> None:
    with cut_off(qtbot, tmp_path) as (hands, left):
        hands.view.open_place("/document/place")
        hands.view.ask_note()
        dialog = hands.wait_for(NoteQuestion)
        QTest.keyClicks(dialog.text, "Xem lai")
        qtbot.waitUntil(lambda: drafts_of(hands) == {"note:/document/place"})
        dialog.reject()
        hands.come_back()
    with again(qtbot, left) as window:
        hands = Hands(qtbot, window)
        dialog = hands.wait_for(NoteQuestion)
        assert dialog.text.toPlainText() == "Xem lai"
        dialog.leave_button.click()
        assert not drafts_of(hands)
        hands.come_back()


def test_what_is_left_in_the_usual_way_leaves_no_draft(qtbot: QtBot, tmp_path: Path) -> None:
    with cut_off(qtbot, tmp_path) as (hands, _left):
        hands.view.open_place(DAY)
        hands.rewrite("15/3/2021")
        qtbot.waitUntil(lambda: bool(drafts_of(hands)))
        hands.view.open_page("texts")
        assert not drafts_of(hands)
        assert hands.view.desk.plan.bases[0].issued_on == date(2021, 3, 15)


def test_writing_without_a_rest_is_taken_over_now_and_then(qtbot: QtBot, tmp_path: Path) -> None:
    with cut_off(qtbot, tmp_path) as (hands, _left):
        hands.view.open_place("/document/place")
        hands.rewrite("")
        begun = hands.view.desk.plan
        focus = QApplication.focusWidget()
        assert focus is not None
        for _turn in range(30):
            QTest.keyClicks(focus, "a")
            QTest.qWait(40)
            if hands.view.desk.plan is not begun:
                break
        else:
            pytest.fail("nothing was taken over in the midst of writing")
