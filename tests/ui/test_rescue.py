"""A damaged store at the start: what was found is shown, kept and used as the user chooses."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from dxdesk.language import set_language
from dxdesk.store.copying import copy_store
from dxdesk.store.looking import BACKUPS
from dxdesk.store.opening import open_store
from dxdesk.store.values import Tally
from tests.store.samples import PLAN, recorded, replaced
from ui.office import Office
from ui.rescue_dialog import RescueDialog
from ui.rescue_offer import opened_office


@pytest.fixture(autouse=True)
def english(qtbot: QtBot) -> Iterator[None]:
    assert qtbot
    set_language("en")
    yield
    set_language("en")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A store with two plans; one of them is in a backup, in an earlier state."""
    file = tmp_path / "dxdesk.sqlite3"
    (tmp_path / BACKUPS).mkdir()
    with open_store(file) as store:
        first = store.add_plan(PLAN, Tally(total=23))
        copy_store(store._connection.raw, tmp_path / BACKUPS / "dxdesk-2023-01-05-083000.sqlite3")
        recorded(store, first, PLAN, "Một", "Hai")
        edit, plan = replaced(PLAN, "/year", 2024)
        second = store.add_plan(PLAN, Tally(total=23))
        store.record(second, edit, plan)
    return file


def break_page(file: Path) -> None:
    """Damage the first page of a table so that it shows at once."""
    data = bytearray(file.read_bytes())
    data[4096 * 2 + 3 : 4096 * 2 + 8] = random.Random(1).randbytes(5)  # noqa: S311 - no secret
    file.write_bytes(data)


def answering(act: Callable[[RescueDialog], object]) -> None:
    """Once the dialog shows what was found, do something in it."""

    def look() -> None:
        shown = QApplication.activeModalWidget()
        found = isinstance(shown, RescueDialog) and shown.offer is not None
        if isinstance(shown, RescueDialog) and found and shown.focusWidget() in verbs_of(shown):
            try:
                act(shown)
            finally:  # also where an assertion fails: nobody else would close it
                shown.close()
            return
        QTimer.singleShot(20, look)

    QTimer.singleShot(20, look)


def verbs_of(dialog: RescueDialog) -> tuple[QPushButton, ...]:
    return dialog.use_button, dialog.close_button


def kept_beside(place: Path) -> list[Path]:
    return sorted(place.parent.glob("damaged-*"))


def cells(dialog: RescueDialog) -> list[list[str]]:
    table = dialog.table
    found = [[table.item(row, column) for column in range(3)] for row in range(table.rowCount())]
    return [[item.text() for item in row if item is not None] for row in found]


def test_what_was_rescued_is_used_and_the_damaged_file_is_kept(place: Path) -> None:
    break_page(place)
    damaged = place.read_bytes()
    shown: list[list[str]] = []

    def use(dialog: RescueDialog) -> None:
        shown.extend(cells(dialog))
        focus = dialog.focusWidget()
        assert focus is dialog.use_button
        QTest.keyClick(focus, Qt.Key.Key_Return)

    answering(use)
    office = opened_office(place)
    assert office is not None
    try:
        plans = office.archive.read(lambda store: [store.load(each.id).plan for each in store.plans()])
    finally:
        office.close()
    assert [plan.year for plan in plans] == [2024, 2023]
    assert [row[0] for row in shown] == ["Xã Sơn Lộc, 2024", "Xã Sơn Lộc, 2023"]
    (folder,) = kept_beside(place)
    assert (folder / place.name).read_bytes() == damaged
    assert not (place.parent / "rescue.tmp").exists()


def test_starting_empty_keeps_the_damaged_file(place: Path) -> None:
    break_page(place)
    damaged = place.read_bytes()

    def begin_empty(dialog: RescueDialog) -> None:
        QTest.mouseClick(dialog.empty_button, Qt.MouseButton.LeftButton)
        assert dialog.question is not None
        (empty,) = (each for each in dialog.question.buttons() if "empty" in each.text())
        QTest.mouseClick(empty, Qt.MouseButton.LeftButton)

    answering(begin_empty)
    office = opened_office(place)
    assert office is not None
    try:
        assert office.archive.read(lambda store: store.plans()) == []
    finally:
        office.close()
    (folder,) = kept_beside(place)
    assert (folder / place.name).read_bytes() == damaged


def test_closing_leaves_everything_and_the_next_start_keeps_no_second_copy(place: Path) -> None:
    break_page(place)
    damaged = place.read_bytes()
    for _twice in range(2):
        answering(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
        assert opened_office(place) is None
        assert place.read_bytes() == damaged
        assert len(kept_beside(place)) == 1
        assert not (place.parent / "rescue.tmp").exists()


def test_a_lost_plan_comes_from_the_backup_and_that_is_said(place: Path) -> None:
    data = place.read_bytes()
    place.write_bytes(data[: 4096 * 2])
    words: list[str] = []

    def use(dialog: RescueDialog) -> None:
        words.extend(row[2] for row in cells(dialog))
        QTest.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)

    answering(use)
    office = opened_office(place)
    assert office is not None
    try:
        (plan,) = office.archive.read(lambda store: [store.load(each.id).plan for each in store.plans()])
    finally:
        office.close()
    assert plan == PLAN
    assert words == ["as in the backup of 05/01/2023 08:30; what was written later is lost"]


def test_a_file_of_another_program_is_only_named(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = b"%PDF-1.7\n" * 900
    place.write_bytes(content)
    (place.parent / BACKUPS).rename(place.parent / "elsewhere")
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "critical", lambda _parent, _title, text: told.append(text))
    assert opened_office(place) is None
    assert "is no store of this program" in told[0]
    assert place.read_bytes() == content
    assert kept_beside(place) == []


def test_a_sound_store_opens_without_a_word(place: Path) -> None:
    office = opened_office(place)
    assert isinstance(office, Office)
    office.close()


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_button_is_reached_by_its_own_letter(place: Path, language: str) -> None:
    set_language(language)
    break_page(place)
    letters: list[str] = []

    def look(dialog: RescueDialog) -> None:
        buttons = [each for each in dialog.findChildren(QPushButton) if each.isVisible()]
        letters.extend(each.text()[each.text().index("&") + 1].lower() for each in buttons)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    answering(look)
    opened_office(place)
    assert len(letters) == len(set(letters)) == 3
