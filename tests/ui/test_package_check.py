"""Paper against file over the window: a package is chosen, the slip is scanned or typed, the answer is plain."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from dxdesk.package.check_code import groups, slip_text
from dxdesk.package.format import Package
from dxdesk.package.sealing import sealed
from dxdesk.package.writing import draft_package, package_bytes
from dxdesk.text.days import VIETNAM
from tests.ui.desks import sample
from tests.ui.windows import window_with
from ui.main_window import MainWindow
from ui.package_check import PackageCheckDialog, open_package_check
from ui.start_faults import FaultsDialog

Key = Qt.Key


def package(revision: int = 1) -> Package:
    return sealed(draft_package(sample(), revision=revision), datetime(2022, 12, 1, 9, tzinfo=VIETNAM))


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    assert qtbot
    with window_with(tmp_path) as opened:
        yield opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "2023-18580-r1.dxplan.json"
    path.write_bytes(package_bytes(package()))
    return path


def opened(window: MainWindow, path: Path) -> PackageCheckDialog:
    dialog = open_package_check(window, path)
    assert window.office.worker.wait_idle(10)
    return dialog


def type_groups(dialog: PackageCheckDialog, of: Package) -> None:
    shown = groups(of.digest)
    for number, field in zip(dialog.asked, dialog.groups, strict=True):
        field.clear()
        QTest.keyClicks(field, f" {shown[number - 1].upper()}")


def test_without_a_package_nothing_is_asked(window: MainWindow) -> None:
    dialog = open_package_check(window)
    assert dialog.focusWidget() is dialog.choose
    assert not any(field.isEnabled() for field in (dialog.scanned, *dialog.groups, dialog.verb))


def test_a_scanned_slip_agrees(window: MainWindow, path: Path) -> None:
    dialog = opened(window, path)
    assert "Xã Thạch Kim, year 2023, revision 1, sealed on 01/12/2022" in dialog.about.text()
    assert dialog.focusWidget() is dialog.scanned
    QTest.keyClicks(dialog.scanned, slip_text(package()))
    QTest.keyClick(dialog.scanned, Key.Key_Return)
    assert dialog.notice.words.text() == "Paper and file agree: the slip belongs to this package."
    assert dialog.notice.property("role") == "soft"


def test_the_next_scan_takes_the_place_of_the_last(window: MainWindow, path: Path) -> None:
    dialog = opened(window, path)
    for revision, said in ((2, "do not agree"), (1, "Paper and file agree")):
        QTest.keyClicks(dialog.scanned, slip_text(package(revision)))
        QTest.keyClick(dialog.scanned, Key.Key_Return)
        assert said in dialog.notice.words.text()
    assert dialog.notice.property("role") == "soft"


def test_two_typed_groups_agree_or_do_not(window: MainWindow, path: Path) -> None:
    dialog = opened(window, path)
    assert [label.text() for label in dialog.labels] == [f"Group {number}" for number in dialog.asked]
    type_groups(dialog, package())
    QTest.keyClick(dialog.groups[1], Key.Key_Return)
    assert "Paper and file agree" in dialog.notice.words.text()
    type_groups(dialog, package(2))
    QTest.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    assert "do not agree" in dialog.notice.words.text()
    assert dialog.notice.property("role") == "error"


def test_what_is_no_code_says_what_to_do(window: MainWindow, path: Path) -> None:
    dialog = opened(window, path)
    QTest.keyClick(dialog.scanned, Key.Key_Return)
    assert "Type two groups" in dialog.notice.words.text()
    QTest.keyClicks(dialog.scanned, "https://example.vn")
    QTest.keyClick(dialog.scanned, Key.Key_Return)
    assert "not the code of a transmittal slip" in dialog.notice.words.text()


def test_a_damaged_package_is_told_and_another_can_be_chosen(
    qtbot: QtBot, window: MainWindow, path: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "hỏng.dxplan.json"
    broken.write_bytes(path.read_bytes()[:5_000])
    dialog = opened(window, broken)
    faults = dialog.findChild(FaultsDialog)
    assert faults is not None
    QTest.keyClick(faults, Key.Key_Escape)
    qtbot.waitUntil(lambda: not Shiboken.isValid(faults))
    assert not dialog.verb.isEnabled()
    QTest.mouseClick(dialog.choose, Qt.MouseButton.LeftButton)
    asked = dialog.findChild(QFileDialog)
    assert asked is not None
    asked.fileSelected.emit(str(path))
    asked.reject()
    assert window.office.worker.wait_idle(10)
    assert dialog.verb.isEnabled()


def test_other_groups_are_asked_for_each_package(window: MainWindow, path: Path) -> None:
    dialog = opened(window, path)
    seen = {dialog.asked}
    for _turn in range(5):
        dialog.take(path)
        assert window.office.worker.wait_idle(10)
        seen.add(dialog.asked)
    assert len(seen) > 1
