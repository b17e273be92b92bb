"""UniKey and its like send letters, take them back by Backspace and send others: no field may get in their way."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final
from unicodedata import normalize

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dxdesk.store.values import Tally
from dxdesk.text.legacy import LegacyEncoding
from tests.text.test_legacy import to_legacy
from tests.ui.afternoon import CTRL, NO_KEYS, Hands, Key, commit, open_dialog, program, text_of
from tests.ui.desks import sample
from ui.fields.field import Field
from ui.fields.line import LineEditor
from ui.fields.unicode_offer import UnicodeOffer
from ui.note_popup import NoteQuestion
from ui.pages.export import ExportPage
from ui.pages.rows_page import RowsPage
from ui.pages.task import TaskPage
from ui.search_palette import SearchPalette
from ui.tables.activity_model import ActivityModel
from ui.tables.clipboard import put_on_clipboard

pytestmark = pytest.mark.once

# What stands in the field from keystroke to keystroke (Telex); "|" is where the hands rest.
STAGES: Final = (
    *("T", "Ti", "Tie", "Tiê", "Tiên", "Tiêng", "Tiếng", "Tiếng ", "|"),
    *("Tiếng V", "Tiếng Vi", "Tiếng Vie", "Tiếng Viê", "Tiếng Viêt", "Tiếng Việt", "Tiếng Việt "),
    *("Tiếng Việt h", "Tiếng Việt ho", "Tiếng Việt hoa", "|", "Tiếng Việt hoà", "Tiếng Việt hòa"),
    *("Tiếng Việt hòa d", "Tiếng Việt hòa đ", "Tiếng Việt hòa đu", "Tiếng Việt hòa đuo"),
    *("Tiếng Việt hòa đươ", "Tiếng Việt hòa đươn", "Tiếng Việt hòa đương", "Tiếng Việt hòa đường"),
)
REST: Final = 450  # milliseconds, more than fields wait before they hand in what is typed
TASK: Final = "/tasks/staff-training"
FIELDS: Final = (
    *("line with offers", "area", "cell", "cell with offers", "day", "money", "recipient", "goal", "basis"),
    *("note", "folder", "search", "plans", "unit", "settings", "guidance"),
)


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    with program(qtbot, tmp_path) as window:
        plan_id = window.office.archive.read(lambda store: store.add_plan(sample(), Tally()))
        window.open_plan(plan_id)
        found = Hands(qtbot, window)
        found.settle()
        yield found


def send_keys(widget: QWidget, letters: str) -> None:
    """Give a widget letters as key events, the way UniKey does on Windows."""
    for letter in letters:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, NO_KEYS, letter))


def commit_letters(widget: QWidget, letters: str) -> None:
    """Give a widget letters as an input method of Linux does."""
    for letter in letters:
        commit(widget, letter)


def type_stages(hands: Hands, send: Callable[[QWidget, str], None], *, rests: bool) -> None:
    """Replay the stages into what has the focus, and look after every one of them."""
    editor, before = hands.focus, ""
    assert text_of(editor) == ""
    for stage in STAGES:
        if stage == "|":
            if rests:
                hands.qtbot.wait(REST)
        else:
            kept = len(common_beginning(before, stage))
            for _letter in before[kept:]:
                QTest.keyClick(editor, Key.Key_Backspace)
            send(editor, stage[kept:])
            before = stage
        QApplication.processEvents()
        assert text_of(editor) == before
        assert cursor(editor) == (len(before), "")
        assert QApplication.focusWidget() is editor


def common_beginning(one: str, other: str) -> str:
    """Return what two texts begin with."""
    length = next((n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    return one[: min(len(one), len(other)) if length is None else length]


def cursor(editor: QWidget) -> tuple[int, str]:
    """Return where the cursor is, and what is selected."""
    if isinstance(editor, QLineEdit):
        return editor.cursorPosition(), editor.selectedText()
    assert isinstance(editor, QPlainTextEdit)
    return editor.textCursor().position(), editor.textCursor().selectedText()


def stand_in(hands: Hands, name: str) -> None:
    """Put the cursor into an empty field of some kind."""
    ways: dict[str, Callable[[Hands], object]] = {
        "line with offers": lambda hands: into_place(hands, f"{TASK}/activities/0/lead"),
        "area": lambda hands: into_place(hands, f"{TASK}/situation"),
        "cell": lambda hands: into_cell(hands, "text"),
        "cell with offers": lambda hands: into_cell(hands, "lead"),
        "day": lambda hands: into_place(hands, "/document/issued_on"),
        "money": lambda hands: into_place(hands, "/funding/stated_total"),
        "recipient": lambda hands: into_new_row(hands, "signing"),
        "goal": lambda hands: into_new_row(hands, "goals"),
        "basis": lambda hands: into_place(hands, "/bases/2/abstract"),
        "note": into_note,
        "folder": into_folder,
        "search": lambda hands: open_dialog(hands.window, "search"),
        "plans": into_filter,
        "unit": into_unit,
        "settings": into_settings,
        "guidance": into_guidance,
    }
    ways[name](hands)
    hands.settle()
    if text_of(hands.focus):
        hands.rewrite("")


def into_place(hands: Hands, path: str) -> Field:
    """Put the cursor at a place of the plan."""
    hands.view.open_place(path)
    hands.settle()
    field = hands.field(path)
    hands.click(field.editor.widget.focusProxy() or field.editor.widget)
    return field


def into_cell(hands: Hands, column: str) -> ActivityModel:
    """Open a cell of the table."""
    hands.view.open_place(f"{TASK}/activities/0")
    page = hands.page
    assert isinstance(page, TaskPage)
    page.activities.table.open_cell(0, column)
    return page.activities.model


def into_new_row(hands: Hands, page: str) -> None:
    shown = hands.open(page)
    assert isinstance(shown, RowsPage)
    hands.click(shown._lists[0].add_button)


def into_note(hands: Hands) -> None:
    hands.view.ask_note()
    hands.wait_for(NoteQuestion)


def into_folder(hands: Hands) -> None:
    page = hands.open("export")
    assert isinstance(page, ExportPage)
    hands.click(page.folder)


def into_filter(hands: Hands) -> None:
    hands.window.show_start()
    hands.press(Key.Key_K, CTRL)


def into_unit(hands: Hands) -> None:
    hands.window.show_start()
    hands.press(Key.Key_N, CTRL)


def into_settings(hands: Hands) -> None:
    dialog = open_dialog(hands.window, "settings")
    dialog.activateWindow()
    tabs = dialog.tabs  # type: ignore[attr-defined] # of the settings
    tabs.setCurrentIndex(1)
    hands.settle()
    place = next(each for each in tabs.currentWidget().findChildren(QLineEdit) if each.isVisible())
    hands.click(place)


def into_guidance(hands: Hands) -> None:
    dialog = open_dialog(hands.window, "guidance")
    dialog.activateWindow()
    hands.settle()
    hands.press(Key.Key_F, CTRL)


@pytest.mark.parametrize("name", FIELDS)
def test_text_stands_as_it_is_typed(hands: Hands, name: str) -> None:
    """Without rest, by commits of an input method; then with rests between, by keys."""
    stand_in(hands, name)
    type_stages(hands, commit_letters, rests=False)
    hands.rewrite("")
    type_stages(hands, send_keys, rests=True)


def test_offers_stay_in_sight_and_take_nothing_over(hands: Hands) -> None:
    field = into_place(hands, f"{TASK}/activities/0/lead")
    assert isinstance(field.editor, LineEditor)
    hands.rewrite("")
    for letters, text in (("Co", "Co"), ("ong", "Coong"), ("\b\b\b\bông", "Công"), (" a", "Công a")):
        for letter in letters:
            if letter == "\b":
                QTest.keyClick(hands.focus, Key.Key_Backspace)
            else:
                send_keys(hands.focus, letter)
        assert text_of(hands.focus) == text
        if text != "Coong":
            assert field.editor.is_offering()
    hands.press(Key.Key_Tab)
    assert hands.view.desk.plan.tasks["staff-training"].activities[0].lead == "Công a"
    assert not field.editor.is_offering()


def test_a_rest_in_the_middle_of_a_word_is_saved_and_goes_on(hands: Hands) -> None:
    field = into_place(hands, f"{TASK}/situation")
    hands.rewrite("")
    plan = lambda: hands.view.desk.plan.tasks["staff-training"].situation  # noqa: E731 - asked again and again
    send_keys(hands.focus, "Đuo")
    hands.qtbot.waitUntil(lambda: plan() == "Đuo")  # type: ignore[no-untyped-call]
    QTest.keyClick(hands.focus, Key.Key_Backspace)
    QTest.keyClick(hands.focus, Key.Key_Backspace)
    send_keys(hands.focus, "ường ")
    hands.qtbot.waitUntil(lambda: plan() == "Đường")  # type: ignore[no-untyped-call]
    send_keys(hands.focus, "số")
    assert text_of(field.editor.widget) == "Đường số"
    hands.press(Key.Key_Tab)
    assert plan() == "Đường số"  # type: ignore[no-untyped-call]


def paste(hands: Hands, text: str) -> None:
    put_on_clipboard(text)
    hands.press(Key.Key_V, CTRL)


@pytest.mark.parametrize(
    "name", ["line with offers", "area", "cell", "cell with offers", "goal", "recipient"]
)
def test_pasted_letters_with_loose_marks_become_whole(hands: Hands, name: str) -> None:
    stand_in(hands, name)
    paste(hands, normalize("NFD", "Tổ công nghệ số cộng đồng"))
    assert text_of(hands.focus) == "Tổ công nghệ số cộng đồng"


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
@pytest.mark.parametrize(
    "path", [f"{TASK}/activities/0/lead", f"{TASK}/situation", "/document/subject", "/goals/specific/0"]
)
def test_an_old_code_page_is_offered_as_unicode_and_can_be_had_back(
    hands: Hands, path: str, encoding: LegacyEncoding
) -> None:
    words = "Kiện toàn Tổ công nghệ số cộng đồng tại các thôn"
    old = to_legacy(words, encoding)
    field = into_place(hands, path)
    hands.rewrite("")
    paste(hands, old)
    assert text_of(hands.focus) == old
    offer = hands.wait_for(UnicodeOffer)
    preview, convert, _keep = offer.findChildren(QPushButton)
    hands.click(preview)
    hands.click(convert)
    editor = field.editor.widget
    assert text_of(editor) == words
    hands.qtbot.waitUntil(lambda: words in str(hands.view.desk.plan))
    hands.press(Key.Key_Z, CTRL)
    assert text_of(editor) == old
    hands.press(Key.Key_Y, CTRL)
    assert text_of(editor) == words


def test_what_is_kept_stays_as_it_came(hands: Hands) -> None:
    old = to_legacy("Kiện toàn Tổ công nghệ số cộng đồng tại các thôn", "tcvn3")
    field = into_place(hands, f"{TASK}/situation")
    hands.rewrite("")
    paste(hands, old)
    offer = hands.wait_for(UnicodeOffer)
    hands.click(offer.findChildren(QPushButton)[2])
    assert text_of(field.editor.widget) == old
    assert not hands.page.findChildren(UnicodeOffer)


def test_the_search_finds_while_it_is_typed(hands: Hands) -> None:
    palette = open_dialog(hands.window, "search")
    assert isinstance(palette, SearchPalette)
    hands.settle()
    type_stages(hands, send_keys, rests=False)
    hands.rewrite("")
    send_keys(hands.focus, "chu")
    QTest.keyClick(hands.focus, Key.Key_Backspace)
    send_keys(hands.focus, "ữ ký")
    assert palette.list.count()
    assert palette.list.focusPolicy() != Qt.FocusPolicy.NoFocus
    assert hands.focus is palette.field
