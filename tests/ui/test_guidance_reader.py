from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from dxdesk.guidance.loading import installed_packs, load_pack
from dxdesk.guidance.pack import Pack
from dxdesk.guidance.wording import worded_pack, words_of
from dxdesk.text.folding import fold
from tests.ui.windows import window_with
from ui.guidance_reader import GuidanceReader, open_guidance
from ui.guidance_reader_search import FoldedText
from ui.main_window import MainWindow

TASK_7 = "task:personal-esignature"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    assert qtbot
    with window_with(tmp_path) as opened:
        yield opened


@pytest.fixture
def plan_window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    assert qtbot
    with window_with(tmp_path, level="xa") as opened:
        yield opened


def texts(pack: Pack) -> Iterator[str]:
    """Yield what somebody may look for in a pack."""
    letter = pack.meta.letter
    yield from (letter.number, letter.subject, letter.theme, letter.theme_meaning)
    yield from (*letter.orientations, *letter.requests, *letter.addressees)
    for defaults in pack.meta.defaults.values():
        yield from defaults.lead_units
    for deadline in pack.meta.deadlines:
        yield deadline.text
    for document in pack.meta.legal_documents:
        yield from (document.abstract, document.number, document.note)
    for task in pack.tasks:
        yield from (task.title, *task.asks, *task.explanation.split("\n"))
        yield from (deadline.text for deadline in task.deadlines)
        for need in task.levels.values():
            yield from (need.reason, need.answer)
        for suggestions in task.suggestions.values():
            for suggestion in suggestions:
                yield from (suggestion.text, suggestion.lead, suggestion.period.text, suggestion.output)
        for indicator in task.indicators:
            yield from (indicator.label, indicator.method, indicator.hint, indicator.source)


def search(reader: GuidanceReader, typed: str) -> None:
    reader.finder.field.clear()
    QTest.keyClicks(reader.finder.field, typed)
    QTest.keyClick(reader.finder.field, Qt.Key.Key_Return)


def test_the_whole_guidance_can_be_read(window: MainWindow) -> None:
    shown = open_guidance(window).text.document().toPlainText()
    pack = worded_pack(load_pack(installed_packs()[0]), words_of(None))
    missing = [text for text in texts(pack) if text.strip() not in shown]
    assert missing == []
    assert "{" not in shown


def test_it_speaks_of_the_unit_whose_plan_is_open(plan_window: MainWindow) -> None:
    reader = open_guidance(plan_window)
    assert plan_window.view is not None
    lead = plan_window.view.desk.guidance.meta.defaults["xa"].lead_units[-1]
    assert lead in reader.text.document().toPlainText()
    plan_window.show_start()
    assert reader.isVisible()


def test_words_are_found_without_diacritics(window: MainWindow) -> None:
    reader = open_guidance(window)
    search(reader, "chu ky so")
    shown = reader.text.document().toPlainText()
    found = [shown[hit.start : hit.end] for hit in reader.text.hits]
    assert {fold(words) for words in found} == {"chu ky so"}
    assert len(found) > 10
    assert reader.finder.count.text() == f"1 of {len(found)}"
    assert len(reader.text.extraSelections()) == len(found)


def test_the_hits_are_gone_through_round_and_round(window: MainWindow) -> None:
    reader = open_guidance(window)
    search(reader, "chu ky so")
    count = len(reader.text.hits)
    QTest.keyClick(reader.finder.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert reader.finder.count.text() == f"{count} of {count}"
    QTest.mouseClick(reader.finder.next, Qt.MouseButton.LeftButton)
    assert reader.finder.count.text() == f"1 of {count}"
    assert reader.text.viewport().rect().contains(reader.text.cursorRect().topLeft())


def test_nothing_found_is_said(window: MainWindow) -> None:
    reader = open_guidance(window)
    search(reader, "zzzz")
    assert reader.finder.count.text() == "Nothing found"
    assert not reader.finder.next.isEnabled()


def test_a_line_of_the_contents_brings_its_chapter_to_the_top(window: MainWindow) -> None:
    reader = open_guidance(window)
    item = reader.contents.findItems("Chữ ký số cá nhân", Qt.MatchFlag.MatchStartsWith)[0]
    reader.contents.setCurrentItem(item)
    assert reader.text.anchor == TASK_7
    assert 0 <= reader.text.cursorRect().top() < 60


def test_the_contents_follow_the_text(window: MainWindow) -> None:
    reader = open_guidance(window)
    bar = reader.text.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert reader.contents.currentItem().text() == "Legal documents"
    bar.setValue(0)
    assert reader.contents.currentItem().text() == "The letter"


def test_it_opens_at_the_task_in_front_and_only_once(plan_window: MainWindow) -> None:
    assert plan_window.view is not None
    plan_window.view.open_page(TASK_7)
    reader = open_guidance(plan_window)
    assert reader.text.anchor == TASK_7
    plan_window.view.open_page("task:farm-ecommerce")
    assert open_guidance(plan_window) is reader
    assert reader.text.anchor == "task:farm-ecommerce"


def test_from_a_task_its_page_is_opened(qtbot: QtBot, plan_window: MainWindow) -> None:
    reader = open_guidance(plan_window)
    reader.text.anchorClicked.emit(QUrl("write:personal-esignature"))
    qtbot.waitUntil(lambda: not Shiboken.isValid(reader))
    assert plan_window.view is not None
    assert plan_window.view.key == TASK_7


def test_without_a_plan_there_is_nothing_to_write(window: MainWindow) -> None:
    assert "write:" not in open_guidance(window).text.toHtml()


def test_the_column_is_easy_to_read(window: MainWindow) -> None:
    reader = open_guidance(window)
    reader.resize(1800, 900)
    letters = reader.text.lineWrapColumnOrWidth() / reader.text.fontMetrics().averageCharWidth()
    assert letters <= 82  # 72 and the margins


@given(st.text(alphabet="aăâAÂđĐ eéèẽêểo-.,\n1", max_size=40), st.data())
def test_every_run_of_words_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    words = fold(text).split()
    if not words:
        return
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    wanted = " ".join(words[first : last + 1])
    found = FoldedText(text).find(wanted)
    assert found
    assert {fold(text[hit.start : hit.end]) for hit in found} == {wanted}
