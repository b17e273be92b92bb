"""Every page and every dialog, in both languages: names for those who hear the window, room for every word."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QTextDocumentFragment
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTabBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dxdesk.package.check_code import slip_text
from dxdesk.package.writing import draft_package, package_bytes
from dxdesk.render.pdf.slip import write_slip
from dxdesk.store.store import Store
from dxdesk.store.values import Tally
from tests.signing.authority import PASSPHRASE, SIGNER, issued
from tests.ui.afternoon import DIALOGS, Hands, describe, open_dialog, program
from tests.ui.desks import sample
from ui.document_check import open_document_check
from ui.package_check import open_package_check
from ui.pages.check import CheckPage
from ui.pages.issue import IssuePage
from ui.pages.issue_trouble import refused
from ui.pages.registry import WINDOW_PAGES
from ui.pages.task import TaskPage
from ui.shots_consolidation import consolidation_views
from ui.sign_dialog import SignDialog

pytestmark = pytest.mark.once

Screens = Iterator[tuple[str, QWidget]]
Role = QAccessible.Role
NAME: Final = QAccessible.Text.Name
# What a screen reader says that a widget is.
ROLES: Final[dict[type[QWidget], set[QAccessible.Role]]] = {
    QRadioButton: {Role.RadioButton},
    QCheckBox: {Role.CheckBox},
    QAbstractButton: {Role.Button, Role.CheckBox, Role.ButtonMenu, Role.ButtonDropDown},
    QLineEdit: {Role.EditableText},
    QPlainTextEdit: {Role.EditableText},
    QComboBox: {Role.ComboBox},
    QAbstractItemView: {Role.Table, Role.List, Role.Tree},
    QTabBar: {Role.PageTabList},
}
TASKS: Final = ("staff-training", "system-security-levels", "cloud-migration", "national-dt-day")

ROUNDS: Final = 10  # how often a page may still lay itself out anew before it is looked at


def screens(hands: Hands) -> Screens:
    """Yield everything that can be in front, by its name."""
    yield from starts(hands)
    yield from consolidation_views(hands.window, lambda name, widget: iter([(name, widget)]))
    yield from plan_pages(hands)
    yield from questions(hands)
    yield from dialogs(hands)
    yield from answers(hands)
    yield from steps_to_issue(hands)


def starts(hands: Hands) -> Screens:
    """Yield the empty list of plans, the questions of a new plan in all their states, and the list with plans."""
    window = hands.window
    yield "no plans", window
    window.start.begin_new()
    yield "new plan", window
    questions = window.start.new_plan
    assert questions is not None
    questions.unit.search.setText("thach")
    yield "units found", window
    questions.unit.choose_code("18580")
    for way, button in questions.beginning.ways.items():
        if button.isEnabled():
            button.click()
            yield f"new plan, {way}", window
    store = window.office.archive
    for plan in (sample("xa"), sample("huyen")):
        store.read(partial(Store.add_plan, plan=plan, tally=Tally()))
    window.show_start()
    window.start.show_list()
    yield "plans", window
    trashed = store.read(lambda store: store.plans())[0].id
    store.read(lambda store: store.trash(trashed))
    window.start.refresh()
    window.start.list.show_trash(shown=True)
    yield "trash", window
    store.read(lambda store: store.bring_back(trashed))
    window.start.list.show_trash(shown=False)


def plan_pages(hands: Hands) -> Screens:
    """Yield each page of a commune's plan, tasks in all their states, and the printed pages beside one."""
    window = hands.window
    plans = window.office.archive.read(lambda store: store.plans())
    window.open_plan(next(plan.id for plan in plans if plan.level == "xa"))
    view, desk = hands.view, hands.view.desk
    shown = [page.key for page in desk.pages() if page.kind != "task" or page.task in TASKS]
    for key in (*WINDOW_PAGES, *shown):
        view.open_page(key)
        yield key, window
        page = view.page
        if isinstance(page, TaskPage) and not page.work.isHidden():
            page.activities.tools.suggest.setChecked(True)
            yield f"{key}, suggestions", window
            page.activities.tools.suggest.setChecked(False)
    desk.set_value("/tasks/staff-training/applies", value=None)
    desk.set_value("/document/signer/full_name", "")
    desk.review()
    for key in ("check", "export", "signing", "home", "task:staff-training"):
        view.open_page(key)
        yield f"{key}, with findings", window
    view.toggle_preview()
    yield "printed page", window
    view.toggle_preview()
    view.beside.guidance.unfold()
    yield "guidance", window


def questions(hands: Hands) -> Screens:
    """Yield the small questions over a page."""
    view = hands.view
    view.ask_note()
    yield from closing(hands, "note")
    view.open_page("check")
    page = view.page
    assert isinstance(page, CheckPage)
    hands.settle()
    line = next(each for each in page.lines() if each.item.kind == "warning")
    assert line.verb is not None
    line.verb.click()
    yield from closing(hands, "accept")


def closing(hands: Hands, name: str) -> Screens:
    """Yield the dialog over the window, and close it."""
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    yield name, dialog
    dialog.close()
    hands.settle()


def dialogs(hands: Hands) -> Screens:
    """Yield what opens from the menu; of the settings every tab."""
    for name in DIALOGS:
        dialog = open_dialog(hands.window, name)
        hands.settle()
        tabs = getattr(dialog, "tabs", None)
        if tabs is None:
            yield name, dialog
        else:
            for number in range(tabs.count()):
                tabs.setCurrentIndex(number)
                yield f"{name}, tab {number + 1}", dialog
        dialog.close()
        hands.settle()


def answers(hands: Hands) -> Screens:
    """Yield the checks of files with their answers: a slip keeps to no decree, and belongs to a package."""
    package = draft_package(sample())
    with TemporaryDirectory() as folder:
        slip, file = Path(folder) / "slip.pdf", Path(folder) / "a.dxplan.json"
        slip.write_bytes(write_slip(package))
        file.write_bytes(package_bytes(package))
        checked = open_document_check(hands.window, slip)
        hands.settle()
        yield "document check, measuring", checked
        assert hands.window.office.worker.wait_idle(30)
        hands.settle()
        assert checked.answer.table.rowCount() > 10
        yield "document check, deviations", checked
        checked.close()
        compared = open_package_check(hands.window, file)
        assert hands.window.office.worker.wait_idle(30)
        compared.scanned.setText(slip_text(package))
        compared.check()
        hands.settle()
        yield "package check, answered", compared
        compared.close()
        hands.settle()


def steps_to_issue(hands: Hands) -> Screens:
    """Yield the page "Sign and issue" as it grows: sealed, asked for a signature, signed, changed, issued."""
    plan = sample()
    hands.window.open_plan(hands.window.office.archive.read(lambda store: store.add_plan(plan, Tally())))
    hands.view.open_page("issue")
    page = hands.page
    assert isinstance(page, IssuePage)
    with TemporaryDirectory() as folder:
        key = Path(folder) / "leader.p12"
        key.write_bytes(issued(SIGNER).p12())
        page.run.seal()
        rest(hands, page)
        yield "issue, sealed", hands.window
        page.ask_signature("signer")
        (asked,) = page.findChildren(SignDialog)
        asked.means.file.setText(str(key))
        asked.sign_button.click()
        rest(hands, page)
        yield "signature, refused", asked
        asked.secret.setText(PASSPHRASE)
        asked.sign_button.click()
        rest(hands, page)
    for line in page.papers.lines.values():
        line.more.setChecked(True)
    page.desk.set_value("/goals/general", "Mục tiêu khác.")
    page.desk.review()
    page.content.changes.fold.setChecked(True)
    page.answers.show_answer(refused("Không dùng được tệp này."))
    yield "issue, signed and changed", hands.window
    page.desk.undo()
    hands.view.open_page("issue")
    page.desk.book.issue(1, "15", date(2022, 12, 5))
    page.desk.set_value("/goals/general", "Mục tiêu khác.")
    rest(hands, page)
    yield "issue, amended", hands.window


def rest(hands: Hands, page: IssuePage) -> None:
    """Wait until all is done, written and shown."""
    hands.qtbot.waitUntil(lambda: hands.window.office.worker.idle and not page.run.is_busy, timeout=30_000)
    page.desk.archive.flush()
    assert hands.window.office.worker.wait_idle(30)
    page.desk.review()
    hands.settle()


def shown_in(root: QWidget) -> Iterable[QWidget]:
    """Return what is shown in a window: in the window itself, not in others over it."""
    return [
        each for each in root.findChildren(QWidget) if each.isVisible() and each.window() is root.window()
    ]


def unnamed(root: QWidget) -> Iterator[str]:
    """Yield what can have the focus, and those who hear the window do not know what it is."""
    for widget in shown_in(root):
        if not widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value or widget.focusProxy() is not None:
            continue
        heard = QAccessible.queryAccessibleInterface(widget)
        if not heard.text(NAME).replace("&", "").strip():
            yield f"no name: {type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        wanted = next((roles for kind, roles in ROLES.items() if isinstance(widget, kind)), None)
        if heard.role() == Role.NoRole or (wanted is not None and heard.role() not in wanted):
            yield f"role {heard.role()}: {describe(widget)}"


def empty_buttons(root: QWidget) -> Iterator[str]:
    """Yield buttons on which there is nothing."""
    for button in shown_in(root):
        if not isinstance(button, QAbstractButton) or button.text() or not button.icon().isNull():
            continue
        if isinstance(button, (QCheckBox, QRadioButton)):
            continue  # the box itself: its words stand beside it
        if not any(label.text() for label in button.findChildren(QLabel)):
            yield f"nothing on {describe(button)}"


def clipped(root: QWidget) -> Iterator[str]:
    """Yield words that have no room; what ends in dots shows the whole under the mouse."""
    for widget in shown_in(root):
        if isinstance(widget, QLabel) and widget.text():
            if not fits(widget) and widget.toolTip() != widget.text():
                yield f"clipped: {describe(widget)} {widget.size().toTuple()}"
        elif isinstance(widget, (QPushButton, QCheckBox, QRadioButton, QToolButton)) and widget.text():
            needed = widget.sizeHint()
            has_dots = isinstance(widget, QToolButton) and widget.toolTip() == widget.text()
            is_wide = needed.width() > widget.width() + 1 and not has_dots
            if is_wide or needed.height() > widget.height() + 1:
                yield f"clipped: {describe(widget)} {widget.size().toTuple()} of {needed.toTuple()}"


def fits(label: QLabel) -> bool:
    """Say whether the text of a label is in sight as a whole."""
    if not label.wordWrap():
        needed = label.sizeHint()
        return needed.width() <= label.width() + 1 and needed.height() <= label.height() + 1
    text = label.text()
    is_rich = label.textFormat() == Qt.TextFormat.RichText
    plain = QTextDocumentFragment.fromHtml(text).toPlainText() if is_rich else text
    room = label.contentsRect().adjusted(0, 0, 1, 10_000)
    taken = label.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), plain)
    return label.heightForWidth(label.width()) <= label.height() + 1 and taken.width() <= room.width()


def sideways(root: QWidget) -> Iterator[str]:
    """Yield forms that one would have to scroll sideways, and bars for it."""
    for area in shown_in(root):
        if isinstance(area, QScrollArea) and (sheet := area.widget()) is not None:
            if sheet.width() > area.viewport().width():
                yield f"{describe(area)}: {sheet.width()} in {area.viewport().width()}"
        elif isinstance(area, QAbstractScrollArea) and area.horizontalScrollBar().isVisible():
            yield f"bar below {describe(area)}"


def outside(root: QWidget) -> Iterator[str]:
    """Yield widgets that stand out of what they are in, where no scrolling brings them back."""
    for widget in shown_in(root):
        parent = widget.parentWidget()
        if not isinstance(widget, (QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QComboBox)):
            continue
        if parent is None or isinstance(parent.parentWidget(), QAbstractScrollArea):
            continue
        if not parent.rect().adjusted(-1, -1, 1, 1).contains(QRect(widget.pos(), widget.size())):
            yield f"{describe(widget)} stands out of {type(parent).__name__}"


def faults(hands: Hands, *looks: Callable[[QWidget], Iterable[str]]) -> str:
    """Look at every screen, and return what is wrong with it."""
    found: dict[str, str] = {}
    for name, root in screens(hands):
        seen: list[str] = []
        for _round in range(ROUNDS):
            hands.settle()
            seen = [fault for look in looks for fault in look(root)]
            if not seen:
                break
        for fault in seen:
            found.setdefault(fault, name)
    return "\n".join(f"{name}: {fault}" for fault, name in found.items())


@pytest.mark.parametrize("language", ["vi", "en"])
def test_everything_has_a_name_and_a_role(qtbot: QtBot, tmp_path: Path, language: str) -> None:
    with program(qtbot, tmp_path, language=language) as window:
        assert faults(Hands(qtbot, window), unnamed, empty_buttons) == ""


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("text_size", [100, 150])
@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)], ids=["1366x768", "1024x700"])
def test_every_word_has_room(
    qtbot: QtBot, tmp_path: Path, language: str, size: tuple[int, int], text_size: int
) -> None:
    with program(qtbot, tmp_path, language=language, size=size, text_size=text_size) as window:
        assert faults(Hands(qtbot, window), clipped, sideways, outside) == ""
        assert window.size().toTuple() == size
