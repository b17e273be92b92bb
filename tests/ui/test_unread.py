"""What cannot be read stays where it was typed, through everything, until it is mended."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from dxdesk.plan.model import IndicatorValue, Unread
from dxdesk.plan.packs import pack_for
from dxdesk.plan.task_changes import move_entries
from dxdesk.session import Session
from tests.ui.desks import desk_with, sample
from tests.ui.pages_shown import shown
from tests.ui.task_pages import activities_of, entry_of, open_task
from ui.archive import Archive
from ui.desk import Desk
from ui.fields.field import Field
from ui.fields.remarks import Remarks
from ui.pages.task import TaskPage
from ui.recording import StoreRecorder

STATED = "/funding/stated_total"


def line_of(field: Field) -> QLineEdit:
    line = field.editor.widget.focusProxy() or field.editor.widget
    assert isinstance(line, QLineEdit)
    return line


def type_and_leave(field: Field, text: str) -> None:
    """Type as UniKey's commits come in, and go elsewhere."""
    line = line_of(field)
    line.setFocus()
    line.selectAll()
    line.insert(text)
    line.textEdited.emit(line.text())
    line.clearFocus()
    QApplication.processEvents()


def sentences(field: Field) -> list[str]:
    return [sentence for _severity, sentence in field.lines]


def field_at(page: object, path: str) -> Field:
    fields: list[Field] = page.findChildren(Field)  # type: ignore[attr-defined] # any page
    return next(field for field in fields if field.path == path)


def figure_of(page: TaskPage, desk: Desk) -> Field:
    """Return the target of a percentage."""
    for row in page.indicators.rows.values():
        value = entry_of(desk).indicators.get(row.path.rpartition("/")[2])
        if isinstance(value, IndicatorValue) and value.kind == "percent":
            return row.target
    raise AssertionError


def test_a_figure_that_cannot_be_read_stays_counts_and_is_said_once(qtbot: QtBot, desk: Desk) -> None:
    page = open_task(qtbot, desk)
    field = figure_of(page, desk)
    before, errors = entry_of(desk).indicators, desk.progress.errors
    type_and_leave(field, "khoảng 80")
    (said,) = sentences(field)
    assert "“khoảng 80” is not a percentage; write it like 95,5." in said
    assert line_of(field).text() == "khoảng 80"
    assert entry_of(desk).indicators == before
    desk.review()
    assert sentences(field) == [said]
    assert desk.progress.errors == errors + 1
    assert desk.states[desk.page_of(field.path)].state == "attention"
    (finding,) = [each for each in desk.findings if each.code == "UR01"]
    assert (finding.path, finding.message) == (field.path, said)
    type_and_leave(field, "80,5")
    assert sentences(field) == []
    assert (desk.plan.unread, line_of(field).text()) == ((), "80,5")


def test_emptying_the_field_empties_both(qtbot: QtBot, desk: Desk) -> None:
    page = open_task(qtbot, desk)
    field = figure_of(page, desk)
    type_and_leave(field, "khoảng 80")
    type_and_leave(field, "")
    assert desk.plan.unread == ()
    key = field.path.split("/")[-2]
    assert entry_of(desk).indicators[key].target is None


def test_undo_and_redo_take_it_away_and_bring_it_back(qtbot: QtBot, desk: Desk) -> None:
    page = open_task(qtbot, desk)
    field = figure_of(page, desk)
    before = line_of(field).text()
    type_and_leave(field, "khoảng 80")
    with qtbot.waitSignal(desk.place_wanted) as wanted:
        desk.undo()
    assert wanted.args == [field.path]
    assert (line_of(field).text(), sentences(field)) == (before, [])
    desk.redo()
    assert line_of(field).text() == "khoảng 80"
    assert len(sentences(field)) == 1


def test_it_is_there_on_a_page_that_is_built_again_and_after_a_restart(qtbot: QtBot, tmp_path: Path) -> None:
    plan = sample()
    with desk_with(tmp_path, plan) as desk:
        page = shown(qtbot, desk, "funding")
        type_and_leave(field_at(page, STATED), "khoảng nhiều")
        again = shown(qtbot, desk, "funding")
        assert line_of(field_at(again, STATED)).text() == "khoảng nhiều"
        plan_id = desk.plan_id
    archive = Archive(tmp_path / "dxdesk.sqlite3")
    stored = archive.read(lambda store: store.load(plan_id)).plan
    assert stored.unread == (Unread(path=STATED, text="khoảng nhiều"),)
    assert stored.funding == plan.funding
    opened = Desk(Session(stored, pack_for(stored), StoreRecorder(archive, plan_id)), archive, plan_id)
    reopened = shown(qtbot, opened, "funding")
    field = field_at(reopened, STATED)
    assert line_of(field).text() == "khoảng nhiều"
    assert len(sentences(field)) == 1
    opened.settle()
    opened.review()
    archive.close()


@pytest.mark.parametrize("typed", ["31/2/2023", "hôm nào"])
def test_a_day_goes_with_its_row(qtbot: QtBot, desk: Desk, typed: str) -> None:
    page = open_task(qtbot, desk)
    detail = page.activities.detail
    assert detail is not None
    path = f"{page.activities.path}/0/period/due"
    due = field_at(detail, path)
    type_and_leave(due, typed)
    desk.change(move_entries(desk.plan, page.activities.path, [0], 2))
    page.activities.table.select_rows([1])
    assert line_of(field_at(detail, f"{page.activities.path}/1/period/due")).text() == typed
    page.activities.table.select_rows([0])
    assert line_of(due).text() != typed
    type_and_leave(field_at(detail, f"{page.activities.path}/0/period/text"), "Quý I/2023")
    page.activities.table.select_rows([1])
    page.activities.delete()
    assert desk.plan.unread == ()
    desk.undo()
    back: tuple[Unread, ...] = desk.plan.unread
    assert [each.path for each in back] == [f"{page.activities.path}/1/period/due"]


def test_an_amount_in_the_form_is_marked_in_the_table_too(qtbot: QtBot, desk: Desk) -> None:
    page = open_task(qtbot, desk)
    detail = page.activities.detail
    assert detail is not None
    costs = f"{page.activities.path}/0/costs"
    desk.set_value(costs, [])
    type_and_leave(field_at(detail, f"{costs}/0/amount"), "350")
    model = page.activities.model
    cell = next(
        model.index(0, n) for n in range(model.columnCount()) if model.place(model.index(0, n)) == costs
    )
    assert cell.data() == "350"
    assert cell.data(Qt.ItemDataRole.DecorationRole) is not None
    assert "lacks a unit" in cell.data(Qt.ItemDataRole.ToolTipRole)
    assert any("lacks a unit" in text for each in detail.costs.findChildren(Remarks) for text in each.texts())
    type_and_leave(field_at(detail, f"{costs}/0/amount"), "350 tr")
    assert [cost.amount for cost in activities_of(desk)[0].costs] == [350_000_000]
    assert desk.plan.unread == ()


def test_a_source_chosen_first_waits_for_its_amount_on_another_row_too(qtbot: QtBot, desk: Desk) -> None:
    page = open_task(qtbot, desk)
    detail = page.activities.detail
    assert detail is not None
    costs = f"{page.activities.path}/0/costs"
    desk.set_value(costs, [])
    box = detail.costs.lines[0].source.editor
    box.box.setCurrentIndex(2)  # type: ignore[attr-defined] # the province
    box.choose()
    page.activities.table.select_rows([1])
    page.activities.table.select_rows([0])
    assert detail.costs.lines[0].source.editor.read() == "province"
    assert any(
        "waits for its amount" in text for each in detail.costs.findChildren(Remarks) for text in each.texts()
    )
    type_and_leave(field_at(detail, f"{costs}/0/amount"), "350 tr")
    (cost,) = activities_of(desk)[0].costs
    assert (cost.amount, cost.source, desk.plan.unread) == (350_000_000, "province", ())


def test_another_source_can_be_added_after_each_amount(qtbot: QtBot, desk: Desk) -> None:
    page = open_task(qtbot, desk)
    detail = page.activities.detail
    assert detail is not None
    costs = f"{page.activities.path}/0/costs"
    desk.set_value(costs, [{"amount": 1_000_000, "source": "commune"}])
    for count in (1, 2):
        detail.costs.more.click()
        assert not detail.costs.more.isVisible()
        type_and_leave(field_at(detail, f"{costs}/{count}/amount"), "2 tr")
        assert len(detail.costs.lines) == count + 1
        assert detail.costs.more.isVisible()
    detail.costs.more.click()
    type_and_leave(field_at(detail, f"{costs}/3/amount"), "chừng 5")
    detail.costs.lines[3].remove.click()
    assert desk.plan.unread == ()
    assert len(detail.costs.lines) == len(activities_of(desk)[0].costs) == 3


def test_targets_show_what_was_typed(qtbot: QtBot, desk: Desk) -> None:
    page = open_task(qtbot, desk)
    field = figure_of(page, desk)
    type_and_leave(field, "khoảng 80")
    goals = shown(qtbot, desk, "goals")
    table = goals.targets.model  # type: ignore[attr-defined] # the page of goals
    row = next(row for row, target in enumerate(table.targets) if target.path == field.path)
    cell = table.index(row, table.columnCount() - 1)
    assert cell.data() == "khoảng 80"
    assert "khoảng 80" in cell.data(Qt.ItemDataRole.ToolTipRole)
    assert cell.data(Qt.ItemDataRole.DecorationRole) is not None


def test_a_line_that_is_too_long_is_kept(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk, "agency")
    field = field_at(page, "/document/symbol")
    before = desk.plan.document.symbol
    type_and_leave(field, "K" * 40)
    assert desk.plan.document.symbol == before
    assert line_of(field).text() == "K" * 40
    assert "at most 30" in sentences(field)[0]
    type_and_leave(field, "KH-UBND")
    assert (desk.plan.document.symbol, desk.plan.unread) == ("KH-UBND", ())
