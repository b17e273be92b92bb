"""The same work without a mouse: every key goes to where the focus is, and to nothing else."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTabBar,
    QTableView,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from dxdesk.store.values import Tally
from tests.ui.afternoon import ALT, CTRL, DIALOGS, NO_KEYS, SHIFT, Hands, Key, describe, open_dialog, program
from tests.ui.desks import sample
from tests.ui.test_afternoon import NOT_HERE, find_everything
from ui import theme
from ui.fields.field import Field
from ui.link import Link
from ui.pages.export import ExportPage
from ui.pages.export_answers import Result
from ui.pages.history import HistoryPage
from ui.pages.registry import WINDOW_PAGES
from ui.pages.task import TaskPage
from ui.search_palette import SearchPalette
from ui.tables.activity_table import ActivityTable
from ui.tour import Tour

MOST = 200


class Keys(Hands):
    """Hands that have no mouse."""

    def click(self, widget: QWidget, _at: object = None) -> None:
        raise AssertionError(f"a click on {describe(widget)}, without a mouse")

    def tab_to(self, is_it: Callable[[QWidget], bool], what: str = "") -> QWidget:
        """Press Tab until the focus is where it is wanted."""
        for _press in range(MOST):
            if is_it(self.focus):
                return self.focus
            self.press(Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {what or is_it}")

    def tab_to_button(self, button: QAbstractButton) -> None:
        self.tab_to(lambda focus: focus is button, describe(button))

    def tab_to_field(self, path: str) -> None:
        self.tab_to(lambda focus: place_of(focus) == path, path)

    def search(self, words: str) -> None:
        """Go to a place by Ctrl+K."""
        self.press(Key.Key_K, CTRL)
        palette = self.wait_for(SearchPalette)
        self.write(words)
        self.settle()
        assert palette.list.count()
        self.press(Key.Key_Return)
        self.come_back()


def place_of(widget: QWidget | None) -> str:
    """Return the place of the field that a widget is in."""
    while widget is not None and not isinstance(widget, Field):
        widget = widget.parentWidget()
    return widget.path if isinstance(widget, Field) else ""


def test_a_plan_from_its_beginning_to_its_files(qtbot: QtBot, tmp_path: Path) -> None:
    with program(qtbot, tmp_path) as window:
        keys = Keys(qtbot, window)
        begin(keys)
        path = write_a_task(keys)
        move_rows(keys, path)
        go_about(keys, path)
        typed = write_the_other_tasks(keys, path)
        check(keys)
        export(keys, tmp_path / "out")
        find_everything(tmp_path / "out", typed, keys.view.desk.plan)
        keys.press(Key.Key_F6)  # and back to the list of plans
        keys.tab_to_button(keys.view.bar.back)
        keys.press(Key.Key_Space)
        assert window.view is None
        assert keys.focus is window.start.list.table
        keys.press(Key.Key_Return)
        assert window.view is not None
        assert keys.view.key == "export"  # type: ignore[unreachable]


def begin(keys: Keys) -> None:
    """Begin a plan: Ctrl+N, the year, the unit, what to begin with, Ctrl+Enter."""
    window = keys.window
    assert window.start.isAncestorOf(keys.focus)
    keys.press(Key.Key_N, CTRL)
    questions = window.start.new_plan
    assert questions is not None
    keys.tab_to(lambda focus: focus is questions.year.box, "the year")
    keys.press(Key.Key_Home)
    keys.press(Key.Key_Tab, SHIFT)
    assert keys.focus is questions.unit.search
    keys.write("thach kim")
    keys.qtbot.waitUntil(lambda: questions.unit.found.count() > 0)
    keys.press(Key.Key_Down)
    keys.press(Key.Key_Return)
    assert questions.unit.unit is not None
    assert questions.unit.unit.code == "18580"
    keys.tab_to(lambda focus: focus is questions.year.box, "the year")
    keys.tab_to(lambda focus: isinstance(focus, QRadioButton), "what to begin with")
    keys.press(Key.Key_Space)
    assert questions.beginning.way is not None
    keys.press(Key.Key_Return, CTRL)
    keys.qtbot.waitUntil(lambda: window.view is not None)
    keys.settle()
    assert keys.view.isAncestorOf(keys.focus)


def write_a_task(keys: Keys) -> str:
    """Find a task, answer it, write its situation and three activities."""
    keys.search("ngay chuyen doi so quoc gia")
    page = keys.page
    assert isinstance(page, TaskPage)
    assert page.isAncestorOf(keys.focus)
    keys.tab_to(lambda focus: isinstance(focus, QRadioButton), "the answer")
    keys.press(Key.Key_Space)
    plan = keys.view.desk.plan
    assert plan.tasks[page.task.key].applies
    keys.tab_to_field(f"{page.path}/situation")
    keys.write("Năm 2022, xã treo băng rôn tại trụ sở.")
    keys.tab_to_button(page.activities.empty.add)
    keys.press(Key.Key_Space)
    for number, text in enumerate(("Treo băng rôn", "Mở gian hàng", "Tổng kết")):
        assert isinstance(keys.focus, QPlainTextEdit)
        keys.write(text)
        keys.press(Key.Key_Tab)
        keys.write(f"Thôn {number + 1}")
        if number < 2:
            keys.press(Key.Key_Return, CTRL)
    keys.press(Key.Key_Return)
    activities = keys.view.desk.plan.tasks[page.task.key].activities
    assert [activity.text for activity in activities] == ["Treo băng rôn", "Mở gian hàng", "Tổng kết"]
    assert [activity.lead for activity in activities] == ["Thôn 1", "Thôn 2", "Thôn 3"]
    return page.path


def move_rows(keys: Keys, path: str) -> None:
    """Move, delete and bring back rows of the table."""

    def texts() -> list[str]:
        entry = keys.view.desk.plan.tasks[path.rpartition("/")[2]]
        return [activity.text for activity in entry.activities]

    table = keys.focus
    assert isinstance(table, ActivityTable)
    assert table.currentIndex().row() == 2
    keys.press(Key.Key_Up, ALT)
    assert texts() == ["Treo băng rôn", "Tổng kết", "Mở gian hàng"]
    keys.press(Key.Key_Up, ALT)
    keys.press(Key.Key_Down, ALT)
    assert texts() == ["Treo băng rôn", "Tổng kết", "Mở gian hàng"]
    assert table.currentIndex().row() == 1
    keys.press(Key.Key_Delete)
    assert texts() == ["Treo băng rôn", "Mở gian hàng"]
    keys.press(Key.Key_Z, CTRL)
    assert texts() == ["Treo băng rôn", "Tổng kết", "Mở gian hàng"]
    keys.press(Key.Key_Y, CTRL)
    keys.press(Key.Key_Z, CTRL)
    assert len(texts()) == 3
    assert keys.page.isAncestorOf(keys.focus)


def go_about(keys: Keys, path: str) -> None:
    """Go from page to page, between the regions, to the printed page and to the guidance."""
    here = keys.view.key
    keys.press(Key.Key_Right, ALT)
    assert keys.view.key != here
    assert keys.page.isAncestorOf(keys.focus)
    keys.press(Key.Key_Left, ALT)
    assert keys.view.key == here
    assert keys.page.isAncestorOf(keys.focus)
    view, seen = keys.view, []
    for _press in range(3):
        keys.press(Key.Key_F6)
        seen.append(
            next(
                region
                for region in (view.contents, view.stack, view.beside)
                if region.isAncestorOf(keys.focus)
            )
        )
    assert set(seen) == {view.contents, view.stack, view.beside}
    keys.press(Key.Key_F1)
    assert view.beside.guidance.isAncestorOf(keys.focus)
    keys.press(Key.Key_F9)
    assert view.beside.shows_preview
    keys.press(Key.Key_F9)
    assert not view.beside.shows_preview
    keys.search("treo bang ron")  # type: ignore[unreachable]
    assert view.key == here
    assert path in keys.page.place() or keys.page.place() == ""


def write_the_other_tasks(keys: Keys, done: str) -> list[str]:
    """Answer every other task, from one to the next by Alt and the arrow; return what is to be printed."""
    view, typed = keys.view, []
    tasks = [page for page in view.desk.pages() if page.kind == "task"]
    for _page in tasks:
        if view.key != tasks[0].key:
            keys.press(Key.Key_Left, ALT)
    for task in tasks:
        page = keys.page
        assert isinstance(page, TaskPage)
        assert page.key == task.key
        if page.path != done:
            typed += refuse(keys, page) if task.task in NOT_HERE else carry_out(keys, page)
        keys.press(Key.Key_Right, ALT)
    entries = view.desk.plan.tasks.values()
    assert [entry.applies for entry in entries].count(False) == len(NOT_HERE)
    assert all(entry.activities for entry in entries if entry.applies)
    assert view.desk.progress.total == len(tasks) == 23
    return typed


def refuse(keys: Keys, page: TaskPage) -> list[str]:
    """Say that a task does not belong here, and why."""
    keys.tab_to(lambda focus: isinstance(focus, QRadioButton), "the answer")
    keys.press(Key.Key_Right)
    keys.press(Key.Key_Space)
    assert page.work.isHidden()
    keys.tab_to_field(f"{page.path}/reason")
    reason = f"{page.task.number}: do cap tren lam"
    keys.rewrite(reason)
    keys.press(Key.Key_Tab)
    assert keys.view.desk.plan.tasks[page.task.key].reason == reason
    return []


def carry_out(keys: Keys, page: TaskPage) -> list[str]:
    """Say that a task is carried out, where the unit stands, and what is done."""
    keys.tab_to(lambda focus: isinstance(focus, QRadioButton), "the answer")
    keys.press(Key.Key_Space)
    situation, activity = (f"{what} {page.task.number}." for what in ("Da co", "Lam viec so"))
    keys.tab_to_field(f"{page.path}/situation")
    keys.rewrite(situation)
    keys.tab_to_button(page.activities.empty.add)
    keys.press(Key.Key_Space)
    keys.write(activity)
    keys.press(Key.Key_Return)
    return [situation, activity.rstrip(".")]


def go_up_to(keys: Keys, key: str) -> None:
    """Go to a page about the whole plan: into the list of pages, to its end, and up."""
    view = keys.view
    while not view.contents.isAncestorOf(keys.focus):
        keys.press(Key.Key_F6)
    keys.tab_to(lambda focus: focus is view.contents.list, "the list of pages")
    keys.press(Key.Key_End)
    for _page in WINDOW_PAGES:
        if view.key != key:
            keys.press(Key.Key_Up)
    assert view.key == key


def check(keys: Keys) -> None:
    """Open the check from the list of pages, and from it the first place to be mended."""
    view = keys.view
    go_up_to(keys, "check")
    keys.tab_to(lambda focus: isinstance(focus, Link), "the first line")
    keys.press(Key.Key_Down)
    keys.press(Key.Key_Return)
    assert view.key != "check"
    assert keys.page.isAncestorOf(keys.focus)


def export(keys: Keys, folder: Path) -> None:
    """Go back to the list, and export into a folder that is typed."""
    folder.mkdir()
    go_up_to(keys, "export")
    page = keys.page
    assert isinstance(page, ExportPage)
    keys.tab_to(lambda focus: focus is page.folder, "the folder")
    keys.rewrite(str(folder))
    keys.tab_to_button(page.button)
    keys.press(Key.Key_Space)
    keys.qtbot.waitUntil(lambda: isinstance(page.answer, Result), timeout=20_000)
    assert {file.suffix for file in folder.iterdir()} == {".docx", ".pdf", ".json"}


@pytest.fixture
def keys(qtbot: QtBot, tmp_path: Path) -> Iterator[Keys]:
    """Return hands without a mouse over the sample plan of a commune."""
    with program(qtbot, tmp_path) as window:
        plan_id = window.office.archive.read(lambda store: store.add_plan(sample(), Tally()))
        window.open_plan(plan_id)
        hands = Keys(qtbot, window)
        hands.settle()
        yield hands


def can_be_reached(window: QWidget) -> list[QWidget]:
    """Return what Tab is to stop at, each group of dots once."""
    by_tab = Qt.FocusPolicy.TabFocus.value
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy().value & by_tab
        and widget.focusProxy() is None
        and widget.isVisible()
        and widget.isEnabled()
        and widget.window() is window
        and not (isinstance(widget, QRadioButton) and not is_entry(widget))
    ]


def is_entry(button: QRadioButton) -> bool:
    """Say whether Tab stops at a dot: at the chosen one of its group, or at the first where none is."""
    parent = button.parentWidget()
    group = [each for each in parent.findChildren(QRadioButton) if each.parentWidget() is parent]  # type: ignore[union-attr]
    chosen = [each for each in group if each.isChecked()]
    return button in chosen or (not chosen and button is group[0])


PAGES = (
    *(name for name in WINDOW_PAGES),
    *("agency", "bases", "goals", "task", "texts", "funding", "organisation", "signing"),
)


@pytest.mark.parametrize("kind", PAGES)
def test_tab_goes_everywhere_and_comes_back(keys: Keys, kind: str) -> None:
    pages: dict[str, str] = {page.kind: page.key for page in keys.view.desk.pages()}
    keys.view.open_page(pages.get(kind, kind))
    if isinstance(page := keys.page, HistoryPage):  # it is read and compared beside the window
        looking = ("", "Looking for differences…")
        keys.qtbot.waitUntil(lambda: page.comparison.summary.text() not in looking)
    keys.settle()
    goes_round(keys, keys.view.contents.list)


def test_tab_goes_over_the_printed_page_too(keys: Keys) -> None:
    keys.press(Key.Key_F9)
    preview = keys.view.beside.preview
    assert preview is not None
    keys.qtbot.waitUntil(preview._foot.isEnabled, timeout=20_000)  # there are pages now
    goes_round(keys, keys.view.contents.list)


def test_tab_goes_round_the_list_of_plans_and_the_questions_of_a_new_one(keys: Keys) -> None:
    keys.window.show_start()
    keys.settle()
    goes_round(keys, keys.focus)
    keys.press(Key.Key_N, CTRL)
    goes_round(keys, keys.focus)


@pytest.mark.parametrize("opener", DIALOGS)
def test_tab_goes_round_what_opens_over_the_window(keys: Keys, opener: str) -> None:
    opened = open_dialog(keys.window, opener)
    opened.activateWindow()
    keys.qtbot.waitUntil(lambda: opened.window().isActiveWindow())
    keys.settle()
    assert opened.isAncestorOf(keys.focus), f"the focus is at {describe(keys.focus)}"
    if not isinstance(opened, Tour):  # which lies in the window, and has tests of its own
        goes_round(keys, keys.focus)
    keys.press(Key.Key_Escape)
    keys.qtbot.waitUntil(lambda: not (Shiboken.isValid(opened) and opened.isVisible()))


def goes_round(keys: Keys, beginning: QWidget) -> None:
    """Go by Tab to everything in a window and back to where it began, and the same backwards."""
    beginning.setFocus(Qt.FocusReason.TabFocusReason)
    keys.settle()
    wanted = can_be_reached(beginning.window())
    visited = round_trip(keys, Key.Key_Tab)
    assert [describe(each) for each in wanted if each not in visited] == []
    back = round_trip(keys, Key.Key_Backtab, SHIFT)
    # The tools of a row come with the focus in it: backwards, Tab goes from row to row.
    assert [describe(each) for each in wanted if each not in back] == []
    assert [*reversed(back[:-1]), beginning] == [each for each in visited if each in back]


def round_trip(keys: Keys, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEYS) -> list[QWidget]:
    """Press a key until the focus is where it was, and return where it stopped."""
    beginning, visited = keys.focus, []
    for _press in range(MOST):
        keys.press(key, modifiers)
        visited.append(keys.focus)
        if keys.focus is beginning:
            return visited
    raise AssertionError(f"no way back from {describe(keys.focus)}")


SORTS = (
    *(Link, QCheckBox, QRadioButton, QPushButton, QToolButton, QLineEdit, QPlainTextEdit),
    *(QComboBox, QTableView, QListView, QTabBar, QScrollArea, QLabel),
)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_where_the_focus_is_can_be_seen(keys: Keys, look: theme.ThemeName) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, look)
    seen = set()
    for kind in ("home", "agency", "bases", "task", "check", "export"):
        pages: dict[str, str] = {page.kind: page.key for page in keys.view.desk.pages()}
        keys.view.open_page(pages.get(kind, kind))
        keys.settle()
        for widget in can_be_reached(keys.window):
            sort = next((each for each in SORTS if isinstance(widget, each)), None)
            role = str(widget.property("role") or "")
            if sort is None or (sort, role) in seen:
                continue
            seen.add((sort, role))
            assert shows_ring(keys, widget), describe(widget)
    assert len(seen) > 12


def shows_ring(keys: Keys, widget: QWidget) -> bool:
    """Say whether pixels of the colour of the focus come with the focus."""
    keys.scroll_to(widget)
    elsewhere = keys.view.bar.search if widget is not keys.view.bar.search else keys.view.bar.back
    elsewhere.setFocus()
    keys.settle()
    before = ring_pixels(widget)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    keys.settle()
    return ring_pixels(widget) >= before + 20


def ring_pixels(widget: QWidget) -> int:
    """Return how many pixels have the colour of the focus."""
    image: QImage = widget.grab().toImage()
    colour = int(theme.current().focus[1:], 16)
    rows, columns = range(image.height()), range(image.width())
    return sum(image.pixel(x, y) & 0xFFFFFF == colour for y in rows for x in columns)
