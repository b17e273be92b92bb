"""The window itself: what it keeps, what it gives way to, and that nothing else opens beside it."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dxdesk.export import export
from dxdesk.guidance.loading import pack_for_year
from dxdesk.package.writing import draft_package
from dxdesk.plan.beginning import new_plan
from dxdesk.plan.model import Plan
from dxdesk.store.values import Tally
from dxdesk.units.catalogue import catalogue_for_year
from tests.ui.afternoon import ALT, CTRL, Hands, Key, program, text_of
from tests.ui.desks import sample
from ui.main_window import MainWindow
from ui.pages.issue import IssuePage
from ui.pages.registry import WINDOW_PAGES
from ui.word_comparison import WordComparison


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    with program(qtbot, tmp_path) as window:
        yield opened(qtbot, window, sample())


def opened(qtbot: QtBot, window: MainWindow, plan: Plan) -> Hands:
    """Open a plan in the window."""
    window.open_plan(window.office.archive.read(lambda store: store.add_plan(plan, Tally())))
    hands = Hands(qtbot, window)
    hands.settle()
    return hands


class Newcomers(QObject):
    """Notes every window that opens, be it for a blink."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self.window = window
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(
                f"{type(watched).__name__} {watched.accessibleName()} {watched.property('text')}"
            )
        return False


@pytest.mark.parametrize("level", ["xa", "tinh"])
def test_no_page_opens_a_window_of_its_own(qtbot: QtBot, tmp_path: Path, level: str) -> None:
    """A part that is shown before it has its place is a window for a blink, and takes the keys away."""
    application = QApplication.instance()
    assert application is not None
    with program(qtbot, tmp_path) as window:
        if level == "tinh":
            plan = new_plan(catalogue_for_year(2023).search("ha tinh")[0], pack_for_year(2023), 2023, "empty")
        else:
            plan = sample(level)
        newcomers = Newcomers(window)
        application.installEventFilter(newcomers)
        window.start.begin_new()
        window.start.show_list()
        hands = opened(qtbot, window, plan)
        for key in (*WINDOW_PAGES, *(page.key for page in hands.view.desk.pages())):
            hands.view.open_page(key)
            hands.settle()
        hands.view.toggle_preview()
        hands.settle()
        hands.view.toggle_preview()
        application.removeEventFilter(newcomers)
        assert newcomers.seen == []
        assert window.isActiveWindow()


def test_another_language_keeps_the_place_and_what_was_typed(hands: Hands) -> None:
    place = "/tasks/staff-training/situation"
    hands.view.open_place(place)
    hands.click(hands.field(place).editor.widget)
    hands.rewrite("Đang viết dở")
    book = hands.window.office.preferences
    book.change(msgspec.structs.replace(book.now, language="vi"))
    hands.settle()
    assert hands.view.key == "task:staff-training"
    assert text_of(hands.field(place).editor.widget) == "Đang viết dở"
    assert hands.page.place() == place
    hands.press(Key.Key_Z, CTRL)
    assert text_of(hands.field(place).editor.widget) == sample().tasks["staff-training"].situation


def test_a_narrow_window_gives_the_list_up_for_what_stands_beside(hands: Hands) -> None:
    view = hands.view

    def is_folded() -> bool:
        return view.beside.guidance.folded

    hands.window.resize(1024, 700)
    hands.settle()
    assert is_folded()
    assert view.contents.isVisible()
    hands.press(Key.Key_F9)
    assert view.beside.shows_preview
    assert not view.contents.isVisible()
    assert hands.window.width() == 1024
    hands.press(Key.Key_F9)
    assert view.contents.isVisible()
    hands.press(Key.Key_F1)
    assert not is_folded()
    assert not view.contents.isVisible()
    hands.click(view.beside.guidance.fold)
    assert view.contents.isVisible()
    hands.window.resize(1366, 768)
    hands.settle()
    assert view.contents.isVisible()


def test_the_name_in_the_bar_ends_in_dots_where_there_is_no_room(hands: Hands) -> None:
    title = hands.view.bar.title
    hands.window.resize(900, 600)
    hands.settle()
    title.setText("Xã Thạch Kim " * 20)
    hands.settle()
    title.grab()
    assert title.toolTip() == title.text()
    title.setText("Xã")
    title.grab()
    assert title.toolTip() == ""
    assert hands.window.width() == 900


def test_the_window_opens_where_and_as_large_as_it_was(qtbot: QtBot, tmp_path: Path) -> None:
    with program(qtbot, tmp_path, size=(900, 640)):
        pass
    with program(qtbot, tmp_path, size=None) as window:
        assert window.size().toTuple() == (900, 640)  # what fits a screen of 800 pixels


def test_what_is_typed_is_kept_when_the_window_closes_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    with program(qtbot, tmp_path) as window:
        hands = opened(qtbot, window, sample())
        hands.open("agency")
        hands.click(hands.field("/document/place").editor.widget)
        hands.rewrite("Bến cá")
        plan_id = hands.view.desk.plan_id
        assert window.close()
    with program(qtbot, tmp_path) as window:
        window.open_plan(plan_id)
        hands = Hands(qtbot, window)
        hands.settle()
        assert hands.view.key == "agency"
        assert text_of(hands.field("/document/place").editor.widget) == "Bến cá"
        assert "Thạch Kim" in window.windowTitle()


def test_a_place_opens_its_page_with_the_cursor_there(hands: Hands) -> None:
    for place in ("/tasks/staff-training/activities/0", "/goals/general", "/document/signer/full_name"):
        hands.view.open_place(place)
        hands.settle()
        assert hands.page.place().startswith(place)
        assert hands.page.isAncestorOf(hands.focus)


def test_pages_follow_one_another_to_the_last_and_back(hands: Hands) -> None:
    keys = [page.key for page in hands.view.desk.pages()]
    hands.view.open_page(keys[0])
    walked = [hands.view.key]
    for _step in range(len(keys) + 6):
        hands.press(Key.Key_Right, ALT)
        walked.append(hands.view.key)
    assert list(dict.fromkeys(walked)) == [*keys, "check", "notes", "export", "issue", "outbox", "history"]
    for _step in range(len(walked)):
        hands.press(Key.Key_Left, ALT)
    assert hands.view.key == keys[0]


def test_a_signed_paper_is_taken_in_wherever_it_is_dropped(hands: Hands, tmp_path: Path) -> None:
    Image.new("L", (60, 80), 255).save(tmp_path / "a.jpg")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.jpg"))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(hands.view, QDragEnterEvent(QPoint(5, 5), copy, mime, left, none))
    QApplication.sendEvent(hands.view, QDropEvent(QPointF(5, 5), copy, mime, left, none))
    page = hands.page
    assert isinstance(page, IssuePage)
    assert page.answers.answer is not None
    assert page.answers.answer.labels[0].text().startswith("Seal the plan first")


def test_a_word_file_that_is_dropped_is_compared(hands: Hands, tmp_path: Path) -> None:
    desk = hands.view.desk
    (tmp_path / "a.docx").write_bytes(export(draft_package(desk.plan), desk.pack).docx)
    hands.view.take_in(tmp_path / "a.docx")
    shown = hands.window.findChildren(WordComparison)
    assert len(shown) == 1
    shown[0].close()


def test_undo_goes_to_where_it_was_and_says_what_it_does(hands: Hands) -> None:
    hands.open("agency")
    hands.fill(hands.field("/document/place"), "Bến cá")
    hands.open("funding")
    assert hands.view.bar.undo.isEnabled()
    said = hands.view.bar.undo.toolTip()
    hands.click(hands.view.bar.undo)
    assert hands.view.key == "agency"
    assert hands.view.desk.plan.document.place == "Thạch Kim"
    assert said.removeprefix("Undo: ") == hands.view.bar.redo.toolTip().removeprefix("Redo: ")
    hands.press(Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert hands.view.desk.plan.document.place == "Bến cá"


def test_going_back_to_the_list_shows_how_far_the_plan_is(hands: Hands) -> None:
    hands.click(hands.view.bar.back)
    assert hands.window.view is None
    table = hands.window.start.list.table
    assert table.isVisible()
    words = [str(table.model().index(0, column).data()) for column in range(table.model().columnCount())]
    assert any("23" in each for each in words)
    assert hands.window.windowTitle() == "dxdesk"


def test_the_window_fits_a_small_screen_at_150_percent(hands: Hands) -> None:
    """A screen of 1366 × 768 has 911 × 512 there; the task bar and the frame of the window take some of it."""
    hands.window.resize(911, 440)
    hands.settle()
    assert hands.window.size().toTuple() == (911, 440)
    least = hands.window.minimumSizeHint()
    assert least.width() <= 911
    assert least.height() <= 440
