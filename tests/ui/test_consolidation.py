"""A district takes in what its communes have sent, and sees who has not, what is wrong, and what it comes to."""

import csv
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from email.message import EmailMessage
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import msgspec
import pytest
from docx import Document
from pypdfium2 import PdfDocument
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from dxdesk.central.synth.folder import read_truth
from dxdesk.consolidation.places import places_of_map
from dxdesk.guidance.loading import pack_for_year
from dxdesk.intake.reading import look_at
from dxdesk.intake.standing import UnitState
from dxdesk.intake.taking_in import take_in as take_in_at_once
from dxdesk.language import speaking
from dxdesk.package.sealing import sealed
from dxdesk.package.writing import draft_package, package_bytes
from dxdesk.plan.model import IndicatorValue, TaskEntry
from dxdesk.render.pdf.reprint import MARK
from dxdesk.sources.opening import opened
from dxdesk.store.integrity import check_store
from dxdesk.store.opening import open_store
from dxdesk.store.received import ReceivedPackage
from dxdesk.store.values import Tally
from dxdesk.text.spoken_numbers import number_words
from dxdesk.text.tabular import read_block
from tests.consolidation.districts import DISTRICT, SCHEME, made_district, units_of
from tests.package.samples import PLAN
from tests.ui.desks import sample
from tests.ui.start_pages import begun, press
from tests.ui.windows import desktop, held_up, window_with
from ui.changes_dialog import ChangesDialog
from ui.consolidation_opening import open_consolidation
from ui.consolidation_outcomes import OutcomesDialog
from ui.consolidation_page import ConsolidationPage
from ui.figure_table import FigureTable
from ui.main_window import MainWindow

LATE = datetime(2023, 12, 20, 9, tzinfo=UTC)
TWISTS = ("", "revised", "", "two versions", "", "comma lost", "", "")


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return packages of 2024 of a district but for its last commune, and of all of it of 2023."""
    folder = tmp_path_factory.mktemp("made")
    made = made_district(folder / "now", year=2024, twists=TWISTS)
    made_district(folder / "before", year=2023, twists=("",))
    for file in made.rglob(f"2024-{units_of(DISTRICT)[-1]}-*"):
        file.unlink()
    return folder


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    assert qtbot
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with window_with(tmp_path) as opened_window:
        yield opened_window


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, packages: Path) -> Path:
    """Return a store with the packages of both years in it, that came after the day."""
    file = tmp_path_factory.mktemp("store") / "dxdesk.sqlite3"
    with open_store(file) as made:
        take_in_at_once(made, [look_at(found, LATE) for found in opened([packages])])
    return file


@pytest.fixture
def filled(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: Path
) -> Iterator[MainWindow]:
    """Return the window over such a store."""
    assert qtbot
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copyfile(store, tmp_path / "dxdesk.sqlite3")
    with window_with(tmp_path) as opened_window:
        yield opened_window


@pytest.fixture
def page(filled: MainWindow) -> ConsolidationPage:
    """Return the consolidation of that store."""
    shown = open_consolidation(filled)
    settle(filled)
    return shown


def take_in(filled: MainWindow, page: ConsolidationPage, *paths: Path) -> None:
    page.take_in(paths)
    settle(filled)
    assert not page.gathering.busy
    settle(filled)


def settle(window: MainWindow) -> None:
    """Wait until what runs beside the window has been shown, and has asked for nothing more."""
    office, calm = window.office, 0
    for _round in range(200):
        office.worker.wait_idle(60)
        assert office.archive.flush()
        QApplication.processEvents()
        calm = calm + 1 if office.worker.idle and office.archive.is_written() else 0
        if calm == 4:
            return
    pytest.fail("the window does not come to rest")


def received(window: MainWindow) -> list[ReceivedPackage]:
    window.office.archive.flush()
    return window.office.archive.read(lambda store: store.received.list())


def column(table: FigureTable, words: str) -> list[str]:
    """Return what a column shows, from the top."""
    at = [heading.words for heading in table.figures.headings].index(words)
    return [line.cells[at].text for line in table.figures.lines]


def codes_in(page: ConsolidationPage, state: UnitState) -> list[str]:
    assert page._ready is not None
    return [one.figures.code for one in page._ready.overview.units if one.state == state]


def test_what_is_dropped_is_taken_in_and_summed_up(window: MainWindow, packages: Path) -> None:
    page = open_consolidation(window)
    settle(window)
    assert "0 of" in page.coverage.text()
    assert "Drop packages" in page.units.nothing.text()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(packages / "now" / "packages"))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(50, 50), copy, data, buttons, keys)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(page, QDropEvent(QPointF(50, 50), copy, data, buttons, keys))
    settle(window)
    units = units_of(DISTRICT)
    truth = {name: one for name, one in read_truth(packages / "now").items() if one.unit != units[-1]}
    refused = {one.unit for one in truth.values() if one.outcome == "quarantined"}
    contested = {one.unit for one in truth.values() if one.outcome == "conflict"}
    sent = len(units) - 1 - len(refused)
    assert page.choice.scope.code == DISTRICT
    assert page.coverage.text().startswith(f"{sent} of {len(units)} have sent")
    assert set(codes_in(page, "missing")) == {units[-1]}
    assert set(codes_in(page, "faulty")) == refused
    assert set(codes_in(page, "conflict")) == contested
    assert column(page.units.table, "Unit") == [
        one.name for one in places_of_map(SCHEME).values() if one.district == DISTRICT
    ]
    task = dict(zip(column(page.tasks.table, "Number"), column(page.tasks.table, "Carried out"), strict=True))
    assert set(task) == {str(number) for number in range(1, 24)}
    assert max(map(int, task.values())) <= sent - len(contested)


def test_who_needs_a_look_is_told_with_the_reason_and_the_cure(
    filled: MainWindow, page: ConsolidationPage, packages: Path
) -> None:
    take_in(filled, page, packages / "now" / "packages")
    assert "Cannot be used: " in page.notice.words.text()
    page.notice.button.click()
    (dialog,) = page.findChildren(OutcomesDialog)
    assert column(dialog.table, "Outcome")[0] == "Cannot be used"
    assert column(dialog.table, "Outcome")[-1] == "Here already"
    at = column(dialog.table, "Outcome").index("Cannot be used")
    dialog.table.selectRow(at)
    assert "Ask the sender" in dialog.reasons.toPlainText()
    dialog.close()
    (faulty, *_others) = codes_in(page, "faulty")
    page.units.show_unit(faulty)
    assert page.units.reasons.isVisible()
    assert "Ask the sender" in page.units.reasons.text()
    assert not page.units.open.isEnabled()
    page.units.packages.setFocus()
    QTest.keyClick(page.units.packages, Qt.Key.Key_Delete)
    settle(filled)
    assert faulty in codes_in(page, "missing")
    page.notice.button.click()
    settle(filled)
    assert faulty in codes_in(page, "faulty")


def test_what_became_of_files_can_be_looked_at_again(
    window: MainWindow, packages: Path, tmp_path: Path
) -> None:
    stray = tmp_path / "lạ.json"
    stray.write_bytes(b'{"format": "dxdesk.plan", "version": "1.0", "statement": {')
    page = open_consolidation(window)
    settle(window)
    assert not page.head.last.isEnabled()
    take_in(window, page, packages / "now" / "packages", stray)
    contested = len(codes_in(page, "conflict"))
    assert contested
    assert page.notice.words.text().startswith(f"Two versions: choose one: {contested} · ")
    taken = re.findall(r"Taken in(?:: a newer revision is here)?: (\d+)", page.notice.words.text())
    assert sum(map(int, taken)) == len(received(window))
    page.notice.button.click()
    (dialog,) = page.findChildren(OutcomesDialog)
    dialog.close()
    assert page.notice.isVisible()
    page.head.last.trigger()
    assert len([each for each in page.findChildren(OutcomesDialog) if each.isVisible()]) == 1
    assert page.coverage.text().endswith("1 file names no unit")
    assert column(page.units.table, "Unit")[0] == "1 file names no unit"


def test_numbers_and_sources_are_in_the_language_of_the_window(page: ConsolidationPage) -> None:
    headings = [heading.words for heading in page.funding.table.figures.headings]
    assert "Commune budget" in headings
    total = sum(int(line.cells[2].number or 0) for line in page.funding.table.figures.lines) / 1_000_000
    assert f"Total: {total:,.6f}".rstrip("0").rstrip(".") in page.funding.words.text()
    with speaking("vi"):
        assert number_words(Decimal("24414.5")) == "24.414,5"
    with speaking("en"):
        assert number_words(Decimal("24414.5")) == "24,414.5"


def test_shares_and_answers_are_not_added_up(page: ConsolidationPage) -> None:
    table = page.indicators.table
    units, sums, means = (column(table, words) for words in ("Unit of measure", "Sum", "Mean"))
    assert any(sums)
    assert {total for unit, total in zip(units, sums, strict=True) if unit in {"%", "có/không"}} == {""}
    assert any(mean.endswith(" %") for unit, mean in zip(units, means, strict=True) if unit == "có/không")


def test_the_year_before_is_of_the_same_month(page: ConsolidationPage) -> None:
    headings = page.deadlines.table.figures.headings
    assert headings[-1].words == "Same month a year before (plans of 2023)"
    assert "plans of 2023" in headings[-1].tip


def test_how_a_unit_stands_is_never_cut(page: ConsolidationPage) -> None:
    table = page.units.table
    assert table.columnWidth(1) >= table.sizeHintForColumn(1)


def test_the_list_is_narrowed_to_those_that_have_not_sent(page: ConsolidationPage) -> None:
    names = [page.units.filter.itemText(at) for at in range(page.units.filter.count())]
    assert names[0] == f"All ({len(units_of(DISTRICT))})"
    page.units.filter.setCurrentIndex(names.index("Has not sent (1)"))
    page.units.filter.activated.emit(page.units.filter.currentIndex())
    name = places_of_map(SCHEME)[units_of(DISTRICT)[-1]].name
    assert column(page.units.table, "Unit") == [name]
    page.units.missing.click()
    copied = QGuiApplication.clipboard().text()
    faulty = [places_of_map(SCHEME)[code].name for code in codes_in(page, "faulty")]
    assert {line.split(". ", 1)[1] for line in copied.splitlines()} == {name, *faulty}


def test_a_table_is_copied_as_a_spreadsheet_takes_it(page: ConsolidationPage) -> None:
    table = page.funding.table
    page.tabs.setCurrentWidget(page.funding)
    page.funding.copy.click()
    data = QGuiApplication.clipboard().mimeData()
    rows = read_block(data.text(), data.html()).rows
    assert list(rows[0]) == [heading.words for heading in table.figures.headings]
    assert len(rows) == len(table.figures.lines) + 1
    table.selectRow(2)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    rows = read_block(QGuiApplication.clipboard().text(), None).rows
    assert len(rows) == 2
    assert list(rows[1]) == [cell.text for cell in table.figures.lines[2].cells]


def test_a_table_is_sorted_by_numbers_as_numbers(page: ConsolidationPage) -> None:
    table = page.funding.table
    at = [heading.words for heading in table.figures.headings].index("Total")
    table.horizontalHeader().setSortIndicator(at, Qt.SortOrder.DescendingOrder)
    amounts = [line.cells[at].number for line in table.figures.lines]
    assert amounts == sorted(amounts, key=lambda one: one or 0, reverse=True)
    assert len(set(amounts)) > 2


def test_money_is_shown_by_source_and_by_quarter(page: ConsolidationPage) -> None:
    def sums() -> list[int]:
        return [
            sum(int(cell.number or 0) for cell in line.cells[3:-1])
            for line in page.funding.table.figures.lines
        ]

    totals = [int(line.cells[2].number or 0) for line in page.funding.table.figures.lines]
    assert sums() == totals
    page.funding.by_quarter.click()
    assert any(heading.words.startswith("Q") for heading in page.funding.table.figures.headings)
    assert sums() == totals


def test_the_year_before_stands_beside(filled: MainWindow, page: ConsolidationPage) -> None:
    before = column(page.tasks.table, "Carried out 2023")
    assert any(before)
    assert "2023: " in page.funding.words.text()
    at = next(at for at in range(page.choice.year.count()) if page.choice.year.itemText(at) == "2023")
    page.choice.year.setCurrentIndex(at)
    page.choice.year.activated.emit(at)
    settle(filled)
    assert column(page.tasks.table, "Carried out") == before


def test_of_two_versions_a_person_chooses_one(filled: MainWindow, page: ConsolidationPage) -> None:
    (unit, *_others) = codes_in(page, "conflict")
    page.units.show_unit(unit)
    assert column(page.units.packages, "Standing") == ["To be chosen", "To be chosen"]
    page.units.compare.click()
    settle(filled)
    (dialog,) = page.findChildren(ChangesDialog)
    assert "Came later: " in dialog.list.toPlainText()
    (choose,) = (each for each in dialog.findChildren(QPushButton) if "later" in each.text())
    choose.click()
    settle(filled)
    assert not page.findChildren(ChangesDialog)
    other = page.units.packages.figures.lines[0].subject  # the newest stands first
    assert [one.digest for one in received(filled) if one.chosen] == [other.digest]
    page.notice.button.click()
    settle(filled)
    chosen = page.units.packages.subject()
    page.units.decide.click()
    settle(filled)
    assert unit not in codes_in(page, "conflict")
    assert column(page.units.packages, "Standing").count("Counts, as you chose") == 1
    assert [one.digest for one in received(filled) if one.chosen] == [chosen.digest]
    page.notice.button.click()
    settle(filled)
    assert unit in codes_in(page, "conflict")


def test_undoing_another_choice_brings_the_one_before_back(
    filled: MainWindow, page: ConsolidationPage
) -> None:
    (unit, *_others) = codes_in(page, "conflict")
    page.units.show_unit(unit)
    digests = [line.subject.digest for line in page.units.packages.figures.lines]
    for row, digest in enumerate(digests):
        page.units.packages.selectRow(row)
        page.units.decide.click()
        settle(filled)
        assert [one.digest for one in received(filled) if one.chosen] == [digest]
    page.notice.button.click()
    settle(filled)
    assert [one.digest for one in received(filled) if one.chosen] == digests[:1]


def test_who_is_late_is_counted_as_in_the_report(
    filled: MainWindow, page: ConsolidationPage, tmp_path: Path
) -> None:
    contested, late = codes_in(page, "conflict"), codes_in(page, "late")
    count = len(contested) + len(late)
    assert f"sent late: {count}" in page.coverage.text()
    page.export.write(("docx",), tmp_path)
    settle(filled)
    (path,) = tmp_path.glob("*.docx")
    said = "\n".join(each.text for each in Document(str(path)).paragraphs)
    assert f"gửi muộn {count} đơn vị" in said
    faulty = len(codes_in(page, "faulty"))
    assert f"trong đó {faulty} đơn vị đã gửi nhưng bị giữ lại" in said
    names = [page.units.filter.itemText(at) for at in range(page.units.filter.count())]
    page.units.filter.setCurrentIndex(names.index(f"Sent late ({count})"))
    page.units.filter.activated.emit(page.units.filter.currentIndex())
    assert len(page.units.table.figures.lines) == count


def test_a_package_is_removed_and_put_back(filled: MainWindow, page: ConsolidationPage) -> None:
    before = received(filled)
    unit = codes_in(page, "late")[0]
    page.units.show_unit(unit)
    count = len(page.units.packages.figures.lines)
    page.units.table.setFocus()
    QTest.keyClick(page.units.table, Qt.Key.Key_Delete)
    settle(filled)
    assert len(received(filled)) == len(before) - 1
    assert len(page.units.packages.figures.lines) == count - 1
    page.notice.button.click()
    settle(filled)
    assert received(filled) == before


def test_who_sends_after_the_day_is_late(filled: MainWindow, page: ConsolidationPage) -> None:
    assert codes_in(page, "late")
    assert not codes_in(page, "on time")
    page.choice.deadline.setDate(date(2099, 1, 1))  # type: ignore[arg-type] # PySide takes it
    settle(filled)
    assert codes_in(page, "on time")
    assert not codes_in(page, "late")
    filled.rebuild()
    again = open_consolidation(filled)
    settle(filled)
    assert again.choice.last_day == date(2099, 1, 1)


def test_a_plan_is_opened_as_it_is_printed(filled: MainWindow, page: ConsolidationPage) -> None:
    with desktop() as programs:
        page.units.show_unit(codes_in(page, "late")[0])
        QTest.keyClick(page.units.table, Qt.Key.Key_Return)
        settle(filled)
        (path,) = programs.opened
    assert path.suffix == ".pdf"
    assert all(MARK in page.get_textpage().get_text_range() for page in PdfDocument(path))


def test_a_package_is_saved_as_it_came(filled: MainWindow, page: ConsolidationPage, tmp_path: Path) -> None:
    page.units.show_unit(codes_in(page, "late")[0])
    package = page.units.packages.subject()
    assert isinstance(package, ReceivedPackage)
    page.units.save.click()
    (asked,) = page.findChildren(QFileDialog)
    for target in (tmp_path / "gói.json", tmp_path / "no such folder" / "gói.json"):
        with held_up(filled.office.worker):
            asked.fileSelected.emit(str(target))
            assert filled.office.archive.flush()
            QApplication.processEvents()
            assert not target.exists()
    assert sha256((tmp_path / "gói.json").read_bytes()).hexdigest() == package.content
    assert "Connect its disk or network, or choose another folder" in page.notice.words.text()


def test_a_figure_out_of_line_leads_to_its_plan(
    filled: MainWindow, page: ConsolidationPage, tmp_path: Path
) -> None:
    (tmp_path / "lạ.dxplan.json").write_bytes(with_members(units_of(DISTRICT)[-1], 30_000))
    take_in(filled, page, tmp_path / "lạ.dxplan.json")
    assert page.tabs.tabText(3) == f"Out of line ({len(page.outliers.table.figures.lines)})"
    assert "30,000" in column(page.outliers.table, "Value")
    page.tabs.setCurrentWidget(page.outliers)
    page.outliers.table.choose(units_of(DISTRICT)[-1])
    with desktop() as programs:
        QTest.keyClick(page.outliers.table, Qt.Key.Key_Return)
        settle(filled)
        (path,) = programs.opened
    assert units_of(DISTRICT)[-1] in path.name


def with_members(code: str, members: int) -> bytes:
    """Return a package that says that so many people are in the community teams."""
    pack = pack_for_year(2024)
    value = IndicatorValue(kind="count", unit="người", target=members)
    entry = TaskEntry(applies=True, situation="Có", indicators={"cdt_members_count": value})
    funding = msgspec.structs.replace(PLAN.funding, stated_total=None)
    unit = msgspec.structs.replace(PLAN.unit, code=code)
    tasks = {pack.tasks[0].key: entry}
    plan = msgspec.structs.replace(PLAN, unit=unit, tasks=tasks, funding=funding, year=2024)
    return package_bytes(sealed(draft_package(plan), LATE))


def test_the_report_is_written_in_all_its_forms(
    filled: MainWindow, page: ConsolidationPage, tmp_path: Path
) -> None:
    page.export.write(("xlsx", "csv", "docx", "pdf"), tmp_path / "báo cáo")
    settle(filled)
    assert "Written into" in page.notice.words.text()
    stem = tmp_path / "báo cáo" / f"2024-{DISTRICT}-report"
    with ZipFile(stem.with_suffix(".xlsx")) as book:
        assert "xl/workbook.xml" in book.namelist()
    words = "\n".join(
        each.text for each in Document(BytesIO(stem.with_suffix(".docx").read_bytes())).paragraphs
    )
    assert "tổng hợp kế hoạch chuyển đổi số năm 2024 trên địa bàn huyện" in words
    assert stem.with_suffix(".pdf").read_bytes().startswith(b"%PDF-")
    units = (tmp_path / "báo cáo" / "csv" / "units.csv").read_bytes()
    assert units.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(units.decode("utf-8-sig"))))
    assert [row["code"] for row in rows] == sorted(units_of(DISTRICT))


def test_taking_in_can_be_stopped_and_goes_on_where_it_was(
    window: MainWindow, packages: Path, qtbot: QtBot
) -> None:
    page = open_consolidation(window)
    page.gathering.kept.connect(page.job.stop.click)
    with qtbot.waitSignal(page.gathering.ended, timeout=60_000) as ended:
        # Those of the year before come after more batches than are looked at ahead.
        page.take_in([*[packages / "now" / "packages"] * 8, packages / "before" / "packages"])
    assert ended.args is not None
    told, was_called_off = ended.args
    assert was_called_off
    settle(window)
    assert page.notice.words.text().startswith("Stopped.")
    kept = received(window)
    assert 0 < len(kept) <= len(told)
    page.gathering.kept.disconnect(page.job.stop.click)
    take_in(window, page, packages / "now" / "packages", packages / "before" / "packages")
    assert {one.digest for one in kept} < {one.digest for one in received(window)}
    assert f"Here already: {len(kept)}" in page.notice.words.text()


@pytest.mark.parametrize("ending", ["close", "rebuild"])
def test_the_program_ends_or_begins_anew_while_packages_come_in(
    window: MainWindow, packages: Path, ending: str, qtbot: QtBot
) -> None:
    page = open_consolidation(window)
    page.take_in([packages] * 4)  # more batches than are looked at ahead
    getattr(window, ending)()
    # The last window that closes ends every loop that serves events, so one of them is not enough.
    qtbot.waitUntil(lambda: window.office.worker.idle, timeout=60_000)
    assert window.office.archive.flush()
    kept = received(window)
    assert len(kept) < len({file.name for file in packages.rglob("*.dxplan.json")})
    assert check_store(window.office.place).sound


def own_district(window: MainWindow) -> None:
    plan = begun(DISTRICT)
    window.office.archive.read(lambda store: store.add_plan(plan, Tally()))
    window.start.refresh()


def question() -> QMessageBox:
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    return box


@pytest.fixture
def of_a_commune(packages: Path) -> Path:
    return next(file for file in sorted(packages.rglob("2023-*.json")) if DISTRICT not in file.name)


def test_a_package_of_a_unit_below_can_be_summed_up(window: MainWindow, of_a_commune: Path) -> None:
    own_district(window)
    window.start.take([of_a_commune])
    settle(window)
    assert "a unit below yours" in question().text()
    QTest.keyClick(question(), Qt.Key.Key_Return)
    settle(window)
    assert [one.origin for one in received(window)] == [str(of_a_commune)]
    assert window.start.consolidation is not None
    assert window.start.consolidation.isVisible()
    assert window.start.consolidation.choice.scope.code == DISTRICT
    assert len(window.office.archive.read(lambda store: store.plans())) == 1


def test_a_package_of_a_unit_below_can_be_opened_as_a_plan(
    window: MainWindow, of_a_commune: Path, qtbot: QtBot
) -> None:
    own_district(window)
    window.start.take([of_a_commune])
    settle(window)
    with qtbot.waitSignal(window.start.plan_wanted):
        press("Open as a plan", question())
        settle(window)
    assert received(window) == []
    assert len(window.office.archive.read(lambda store: store.plans())) == 2


def test_what_may_hold_packages_of_units_below_is_offered_to_the_consolidation(
    window: MainWindow, of_a_commune: Path, tmp_path: Path
) -> None:
    own_district(window)
    with ZipFile(tmp_path / "của xã.zip", "w") as archive:
        archive.write(of_a_commune, of_a_commune.name)
    window.start.take([tmp_path / "của xã.zip"])
    settle(window)
    assert question().text() == "“của xã.zip” may hold plans of units below yours."
    assert [button.text() for button in question().buttons()] == ["Take into the &consolidation", "Leave it"]
    QTest.keyClick(question(), Qt.Key.Key_Return)
    settle(window)
    assert [one.origin.endswith(of_a_commune.name) for one in received(window)] == [True]


def test_folders_and_mails_are_asked_about_together_with_packages(
    window: MainWindow, of_a_commune: Path, tmp_path: Path
) -> None:
    own_district(window)
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "xa@b.example", "huyen@b.example", "Kế hoạch"
    mail.set_content("Kính gửi")
    (tmp_path / "thư.eml").write_bytes(mail.as_bytes())
    (tmp_path / "xã").mkdir()
    window.start.take([of_a_commune, tmp_path / "thư.eml", tmp_path / "xã"])
    settle(window)
    assert f"“{of_a_commune.name}” is a plan of " in question().text()
    assert "2 folders, archives or mails may hold plans of units below yours." in question().text()
    QTest.keyClick(question(), Qt.Key.Key_Return)
    settle(window)
    assert [one.origin for one in received(window)] == [str(of_a_commune)]


def test_a_commune_is_asked_nothing(window: MainWindow, of_a_commune: Path, qtbot: QtBot) -> None:
    window.office.archive.read(lambda store: store.add_plan(sample(), Tally()))
    window.start.refresh()
    assert not window.start.list.consolidation_button.isVisible()
    with qtbot.waitSignal(window.start.plan_wanted):
        window.start.take([of_a_commune])
        settle(window)


def test_the_way_there_and_back(window: MainWindow, qtbot: QtBot) -> None:
    own_district(window)
    assert window.start.list.consolidation_button.isVisible()
    QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    page = window.start.consolidation
    assert page is not None
    settle(window)
    qtbot.waitUntil(page.isVisible)
    assert page.choice.scope.code == DISTRICT
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(window.start.list.isVisible)
