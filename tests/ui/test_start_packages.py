"""Package files on their way into the list: sound ones become plans, faulty ones change nothing."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dxdesk.issuing.closing import seal
from dxdesk.issuing.papers import Handed, issued_package
from dxdesk.package.reading import read_package
from dxdesk.package.sealing import sealed
from dxdesk.package.writing import draft_package, package_bytes, with_signatures
from dxdesk.plan.model import GuidanceReference
from dxdesk.plan.packs import pack_for
from dxdesk.signing.cades import signature_of
from dxdesk.signing.certificates import load_pkcs12
from dxdesk.signing.filling import fill_pdf
from dxdesk.text.days import VIETNAM
from tests.signing.authority import PASSPHRASE, issued, now
from tests.signing.documents import signed
from tests.ui.desks import sample
from tests.ui.start_pages import (
    SAMPLE,
    listed,
    package_of,
    press,
    put,
    question,
    settle,
    start_with,
    stored,
)
from ui.start import StartPage
from ui.start_faults import FaultsDialog
from ui.start_reading import read_file


@pytest.fixture
def start(tmp_path: Path, qtbot: QtBot) -> Iterator[StartPage]:
    with start_with(tmp_path, qtbot) as page:
        yield page


def faults() -> FaultsDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FaultsDialog)
    return dialog


def dropped(start: StartPage, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(50, 50), copy, data, buttons, keys)
    QApplication.sendEvent(start, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(start, QDropEvent(QPointF(50, 50), copy, data, buttons, keys))


def test_a_sound_package_becomes_a_plan_and_is_opened(start: StartPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(start.plan_wanted) as wanted:
        start.open_file(SAMPLE)
    (plan,) = listed(start)
    assert wanted.args == [plan.id]
    assert stored(start, plan.id) == sample()
    assert plan.total == 23
    assert plan.written > 0


@pytest.mark.parametrize("name", ["goi.dxplan.json", "ban-hanh.pdf"])
def test_what_is_issued_elsewhere_is_issued_here_too(
    start: StartPage, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    day = date(2022, 12, 5)
    file = seal(
        draft_package(sample()), pack_for(sample()), "fillable", datetime(2022, 12, 1, tzinfo=VIETNAM)
    )
    pdf = signed(fill_pdf(signed(file.exported.pdf, "signer"), "15", day), "agency")
    package = issued_package(file.exported.package, "15", day, [Handed("signed-pdf", "a.pdf", pdf)])
    (tmp_path / name).write_bytes(pdf if name.endswith(".pdf") else package)
    with qtbot.waitSignal(start.plan_wanted, timeout=20_000):
        start.open_file(tmp_path / name)
    (plan,) = listed(start)
    assert (plan.revision, plan.issued_on, plan.edited_since) == (1, day, False)


def test_a_signature_of_something_else_is_told_where_a_package_is_read(tmp_path: Path) -> None:
    plain = package_bytes(sealed(draft_package(sample()), datetime(2022, 12, 1, tzinfo=VIETNAM)))
    signer = load_pkcs12(issued().p12(), PASSPHRASE)
    for data, said in ((b"something else", 1), (read_package(plain).signed, 0)):
        signature = signature_of(data, signer, at=now())
        (tmp_path / "goi.dxplan.json").write_bytes(with_signatures(plain, [signature]))
        remarks = read_file(tmp_path / "goi.dxplan.json").remarks
        assert len([words for words in remarks if words.startswith("A signature in the file")]) == said


def test_a_faulty_package_changes_nothing_and_all_faults_are_told(start: StartPage, tmp_path: Path) -> None:
    faulty = tmp_path / "goi.dxplan.json"
    faulty.write_text(SAMPLE.read_text("utf-8").replace('"year": 2023', '"year": "<b>hai</b>"'), "utf-8")
    start.open_file(faulty)
    settle(start)
    words = faults().list.toPlainText()
    assert "/statement/year" in words
    assert "/plan/year" in words
    assert "export the plan" in words
    press("Copy the list", faults())
    assert "/plan/year" in QApplication.clipboard().text()
    press("Close", faults())
    assert not listed(start)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04", b"{}", b"\xff\xfe{}", b"[" * 5_000])
def test_any_other_file_is_refused_in_words(start: StartPage, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "khac.json"
    path.write_bytes(content)
    start.open_file(path)
    settle(start)
    assert faults().list.toPlainText()
    faults().reject()
    assert not listed(start)


def test_a_file_that_is_not_there_is_told(start: StartPage, tmp_path: Path) -> None:
    start.open_file(tmp_path / "khong-co.dxplan.json")
    settle(start)
    assert "There is no such file." in faults().list.toPlainText()
    faults().reject()
    start.open_file(tmp_path)
    settle(start)
    assert "cannot be read" in faults().list.toPlainText()
    faults().reject()


def test_the_same_unit_and_year_asks_and_opens_the_one_that_is_here(start: StartPage, qtbot: QtBot) -> None:
    present = put(start, sample())
    start.open_file(SAMPLE)
    settle(start)
    assert "Xã Thạch Kim" in question().text()
    with qtbot.waitSignal(start.plan_wanted) as wanted:
        press("Open the one that is here", question())
    assert wanted.args == [present]
    assert len(listed(start)) == 1


def test_the_same_unit_and_year_can_be_added_as_its_own_plan(start: StartPage, qtbot: QtBot) -> None:
    present = put(start, sample())
    start.open_file(SAMPLE)
    settle(start)
    with qtbot.waitSignal(start.plan_wanted) as wanted:
        press("Add as its own plan", question())
        settle(start)
    assert wanted.args != [present]
    assert len(listed(start)) == 2


def test_escape_leaves_the_package_where_it_is(start: StartPage, qtbot: QtBot) -> None:
    put(start, sample())
    start.open_file(SAMPLE)
    settle(start)
    with qtbot.assertNotEmitted(start.plan_wanted):
        QTest.keyClick(question(), Qt.Key.Key_Escape)
        settle(start)
    assert len(listed(start)) == 1


def test_guidance_that_is_not_known_is_told_before_the_plan_is_added(
    start: StartPage, tmp_path: Path, qtbot: QtBot
) -> None:
    newer = GuidanceReference(id="btttt-2023", version="9.0")
    start.open_file(package_of(tmp_path, msgspec.structs.replace(sample(), guidance=newer)))
    settle(start)
    assert "9.0" in question().informativeText()
    with qtbot.waitSignal(start.plan_wanted):
        press("Go on", question())
        settle(start)
    assert len(listed(start)) == 1


def test_files_can_be_dropped(start: StartPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(start.plan_wanted):
        dropped(start, SAMPLE)
    assert len(listed(start)) == 1


def test_several_files_are_added_one_after_the_other(start: StartPage, tmp_path: Path, qtbot: QtBot) -> None:
    faulty = tmp_path / "hong.dxplan.json"
    faulty.write_text("{", "utf-8")
    with qtbot.assertNotEmitted(start.plan_wanted):
        dropped(start, SAMPLE, faulty, SAMPLE.with_name("huyen.dxplan.json"))
        settle(start)
        assert faults().name == "hong.dxplan.json"
        faults().reject()
        settle(start)
    assert {plan.level for plan in listed(start)} == {"xa", "huyen"}
    assert start.list.quiet.words.text() == "2 plans were added."
