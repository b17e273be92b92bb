"""The preview as a user meets it: pages, places, zoom, keys, and what cannot be printed."""

from collections.abc import Iterator
from typing import Final

import msgspec
import pypdfium2
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from dxdesk.document.compose import compose
from dxdesk.plan.model import Plan
from dxdesk.render.pdf.writing import PdfFile, write_pdf
from tests.document.sample_plans import full_plan, pack, short_plan
from ui.preview.pane import PreviewPane
from ui.preview.paper import Paper
from ui.preview.window import PreviewWindow

# Qt without a screen says so of every window.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

SITUATION: Final = "/tasks/personal-esignature/situation"


def settle(pane: PreviewPane, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not pane.busy, timeout=20_000)
    assert pane.wait_idle(20)


def show(pane: PreviewPane, plan: Plan, qtbot: QtBot) -> None:
    pane.show_plan(plan, pack())
    settle(pane, qtbot)


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[PreviewPane]:
    found = PreviewPane()
    qtbot.addWidget(found)
    found.resize(520, 700)
    with qtbot.waitExposed(found):
        found.show()
    yield found
    found.stop()


@pytest.fixture(scope="module")
def printed() -> PdfFile:
    return write_pdf(compose(full_plan(), pack()))


@pytest.fixture
def full(pane: PreviewPane, qtbot: QtBot) -> PreviewPane:
    show(pane, full_plan(), qtbot)
    return pane


def paper_of(pane: PreviewPane) -> Paper:
    found = pane.findChild(Paper)
    assert found is not None
    return found


def labels(pane: PreviewPane) -> list[str]:
    return [label.text() for label in pane.findChildren(QLabel) if label.isVisible()]


def ink_of(pane: PreviewPane) -> int:
    """Count the dark pixels of what is seen, without the page count below."""
    image = paper_of(pane).viewport().grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    return sum(byte < 90 for byte in bytes(image.constBits()))


def page_of(pane: PreviewPane) -> str:
    return paper_of(pane).accessibleDescription()


def with_goal(text: str) -> Plan:
    plan = full_plan()
    return msgspec.structs.replace(plan, goals=msgspec.structs.replace(plan.goals, general=text))


def test_a_quiet_sentence_stands_there_before_the_first_page(pane: PreviewPane) -> None:
    assert page_of(pane) == "The printed pages will stand here."
    assert paper_of(pane).verticalScrollBar().maximum() == 0


def test_the_pages_appear(full: PreviewPane, printed: PdfFile) -> None:
    assert page_of(full) == f"Page 1 of {printed.pages} of the print"
    assert f"Page 1 / {printed.pages}" in labels(full)
    assert ink_of(full) > 1000


def test_what_is_shown_is_the_very_page(full: PreviewPane, printed: PdfFile, qtbot: QtBot) -> None:
    paper, width = paper_of(full), 480
    full.resize(full.width() - paper.viewport().width() + width + 32, full.height())
    settle(full, qtbot)
    image = paper.viewport().grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    document = pypdfium2.PdfDocument(printed.data)
    page = document[0].render(scale=(width - 1e-6) / document.get_page_size(0)[0], grayscale=True)
    shown = [image.pixelColor(16 + x, 16 + 200).lightness() for x in range(0, width, 3)]
    drawn = [page.buffer[200 * page.stride + x] for x in range(0, width, 3)]
    document.close()
    assert shown == drawn


def test_following_scrolls_to_the_page_of_the_place(
    full: PreviewPane, printed: PdfFile, qtbot: QtBot
) -> None:
    full.follow(SITUATION)
    settle(full, qtbot)
    page = printed.places[SITUATION].page
    assert page_of(full).startswith((f"Page {page + 1} of", f"Page {page} of"))
    assert paper_of(full).verticalScrollBar().value() > 0
    # The mark is the only thing with colour on a page.
    image = paper_of(full).viewport().grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(120) for y in range(0, image.height(), 4)}
    assert any(QColor(name).saturation() > 80 for name in colours)


def test_what_is_in_sight_is_not_scrolled_to(full: PreviewPane) -> None:
    full.follow("/document/subject")
    assert paper_of(full).verticalScrollBar().value() == 0


def test_the_place_stays_in_sight_when_text_before_it_grows(full: PreviewPane, qtbot: QtBot) -> None:
    full.follow("/organisation/1")
    before = page_of(full)
    show(full, with_goal("Một mục tiêu dài. " * 600), qtbot)
    assert page_of(full) != before
    full.follow("/organisation/1")
    value = paper_of(full).verticalScrollBar().value()
    settle(full, qtbot)
    assert paper_of(full).verticalScrollBar().value() == value


def test_scrolling_by_hand_is_left_alone_by_the_next_pages(full: PreviewPane, qtbot: QtBot) -> None:
    full.follow(SITUATION)
    QTest.keyClick(paper_of(full), Qt.Key.Key_End)
    before = paper_of(full).verticalScrollBar().value()
    show(full, with_goal("Mục tiêu khác."), qtbot)
    assert paper_of(full).verticalScrollBar().value() == before


def test_the_newest_plan_wins(pane: PreviewPane, qtbot: QtBot) -> None:
    for number in range(40):
        pane.show_plan(full_plan() if number % 2 else with_goal("Một. " * number), pack())
        if number % 10 == 5:
            qtbot.wait(170)  # a print is under way
    show(pane, short_plan(), qtbot)
    pages = write_pdf(compose(short_plan(), pack())).pages
    assert page_of(pane) == f"Page 1 of {pages} of the print"


def test_the_old_pages_stay_while_new_ones_are_made(full: PreviewPane, qtbot: QtBot) -> None:
    ink, fewest = ink_of(full), []
    full.show_plan(with_goal("Mục tiêu khác."), pack())
    while full.busy:
        qtbot.wait(5)
        fewest.append(ink_of(full))
    assert min(fewest) > ink / 2


def test_busy_is_told_once_each_way(pane: PreviewPane, qtbot: QtBot) -> None:
    told: list[bool] = []
    pane.busy_changed.connect(told.append)
    for _ in range(5):
        pane.show_plan(short_plan(), pack())
    settle(pane, qtbot)
    assert told == [True, False]


def test_text_that_cannot_be_printed_is_named_and_the_pages_stay(full: PreviewPane, qtbot: QtBot) -> None:
    before = page_of(full)
    opened: list[str] = []
    full.place_clicked.connect(opened.append)
    show(full, with_goal("Mục tiêu ☃"), qtbot)
    notice = next(text for text in labels(full) if "cannot be printed" in text)
    assert notice.startswith("General goal: ")
    assert page_of(full) == before
    button = next(button for button in full.findChildren(QPushButton) if button.isVisible())
    button.click()
    assert opened == ["/goals/general"]
    show(full, with_goal("Mục tiêu"), qtbot)
    assert not any("cannot be printed" in text for text in labels(full))


def double_click(pane: PreviewPane, page: int, x: float, y: float) -> None:
    """Double click on a point of a page (points) that is scrolled to the top of the view."""
    paper = paper_of(pane)
    sheet = paper.sheet(page)
    paper.verticalScrollBar().setValue(round(sheet.top + (y - 100) * sheet.scale))
    shown = QPointF(
        sheet.left + x * sheet.scale, sheet.top + y * sheet.scale - paper.verticalScrollBar().value()
    )
    QTest.mouseDClick(paper.viewport(), Qt.MouseButton.LeftButton, pos=shown.toPoint())


@pytest.mark.parametrize(
    "path",
    [
        SITUATION,
        "/document/subject",
        "/goals/specific/1",
        "/tasks/personal-esignature/activities/0/lead",
        "/document/signer/full_name",
        "/organisation/0",
    ],
)
def test_a_double_click_opens_the_place(full: PreviewPane, qtbot: QtBot, printed: PdfFile, path: str) -> None:
    spot = printed.places[path]
    with qtbot.waitSignal(full.place_clicked) as clicked:
        double_click(full, spot.page, spot.left + spot.width / 2, spot.top + spot.height - 4)
    assert clicked.args == [path]


def test_keys_scroll(full: PreviewPane, printed: PdfFile) -> None:
    paper = paper_of(full)
    bar = paper.verticalScrollBar()
    QTest.keyClick(paper, Qt.Key.Key_Down)
    line = bar.value()
    QTest.keyClick(paper, Qt.Key.Key_PageDown)
    assert 0 < line < bar.value()
    QTest.keyClick(paper, Qt.Key.Key_End)
    assert page_of(full) == f"Page {printed.pages} of {printed.pages} of the print"
    QTest.keyClick(paper, Qt.Key.Key_PageUp)
    QTest.keyClick(paper, Qt.Key.Key_Up)
    assert bar.value() < bar.maximum()
    QTest.keyClick(paper, Qt.Key.Key_Home)
    assert bar.value() == 0


def zoom_named(pane: PreviewPane) -> str:
    buttons = pane.findChildren(QToolButton)
    return next(button.text() for button in buttons if button.accessibleName() == "Size of the pages")


def test_zoom_by_buttons_wheel_and_menu(full: PreviewPane, qtbot: QtBot) -> None:
    paper = paper_of(full)
    buttons = {button.accessibleName(): button for button in full.findChildren(QToolButton)}
    assert zoom_named(full) == "Fit width"
    buttons["Show the pages larger"].click()
    assert zoom_named(full) == "67\u00a0%"
    wheel = QWheelEvent(
        QPointF(200, 200),
        paper.viewport().mapToGlobal(QPointF(200, 200)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(paper.viewport(), wheel)
    assert zoom_named(full) == "80\u00a0%"
    choices = {action.text(): action for action in buttons["Size of the pages"].menu().actions()}
    choices["200\u00a0%"].trigger()
    assert not buttons["Show the pages larger"].isEnabled()
    assert paper.horizontalScrollBar().maximum() > 0
    choices["Fit page"].trigger()
    assert zoom_named(full) == "Fit page"
    assert paper.horizontalScrollBar().maximum() == 0
    full.fit_width()
    settle(full, qtbot)
    assert zoom_named(full) == "Fit width"
    assert ink_of(full) > 1000


def test_zoom_by_keys(full: PreviewPane, qtbot: QtBot) -> None:
    full.activateWindow()
    paper_of(full).setFocus()
    qtbot.waitUntil(lambda: paper_of(full).hasFocus())
    QTest.keyClick(paper_of(full), Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert zoom_named(full) == "67\u00a0%"
    QTest.keyClick(paper_of(full), Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert zoom_named(full) == "50\u00a0%"
    QTest.keyClick(paper_of(full), Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert zoom_named(full) == "Fit width"


def test_zooming_keeps_the_page(full: PreviewPane, printed: PdfFile) -> None:
    full.follow(SITUATION)
    paper_of(full).verticalScrollBar().setValue(round(paper_of(full).sheet(4).top))
    full.zoom_in()
    full.zoom_in()
    assert page_of(full) == f"Page 5 of {printed.pages} of the print"


def test_nothing_is_printed_while_it_is_hidden(pane: PreviewPane, qtbot: QtBot) -> None:
    pane.hide()
    pane.show_plan(short_plan(), pack())
    qtbot.wait(200)
    assert not pane.busy
    pane.show()
    settle(pane, qtbot)
    assert page_of(pane).startswith("Page 1 of")


def test_closing_while_it_is_busy_is_clean(qtbot: QtBot) -> None:
    for pause in (0, 160, 200, 250):
        pane = PreviewPane()
        pane.resize(400, 500)
        pane.show()
        pane.show_plan(full_plan(), pack())
        qtbot.wait(pause)
        pane.stop()
        pane.show_plan(full_plan(), pack())
        pane.follow(SITUATION)
        pane.close()
        pane.deleteLater()
        qtbot.wait(1)


def test_the_pane_moves_to_a_window_and_back(full: PreviewPane, qtbot: QtBot, printed: PdfFile) -> None:
    window = PreviewWindow(full)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    settle(full, qtbot)
    assert page_of(full) == f"Page 1 of {printed.pages} of the print"
    with qtbot.waitSignal(window.closed):
        window.close()
    assert window.take_pane() is full
    assert window.take_pane() is None
    full.show()
    show(full, short_plan(), qtbot)
    assert not page_of(full).endswith(f" {printed.pages} of the print")
