"""Papers that come home: taken in, refused, taken away."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from dxdesk.issuing.standing import without_notes
from dxdesk.package.reading import read_package
from dxdesk.signing.embedded import embedded_package
from dxdesk.store.store import Store
from tests.signing.authority import SIGNER
from tests.signing.documents import signed
from tests.ui.issue.steps import GOAL, confirm, exported, press, said, seal, settle
from tests.ui.windows import desktop, held_up
from ui.pages.issue import IssuePage


def damage(store: Store) -> None:
    store._connection._db.execute("UPDATE revision SET package = x'00'").connection.commit()


def damage_papers(store: Store) -> None:
    store._connection._db.execute("UPDATE paper SET data = x'00'").connection.commit()


def test_a_pdf_signed_elsewhere_comes_home_and_tells_number_and_day(
    qtbot: QtBot, page: IssuePage, tmp_path: Path
) -> None:
    seal(qtbot, page)
    from dxdesk.signing.filling import fill_pdf  # noqa: PLC0415 - slow to import

    data = signed(fill_pdf(signed(exported(page), "signer"), "7", date(2022, 12, 5)), "agency")
    (tmp_path / "Kế hoạch đã ký.pdf").write_bytes(data)
    page.take_in(tmp_path / "Kế hoạch đã ký.pdf")
    settle(qtbot, page)
    (line,) = page.papers.lines.values()
    assert line.words.text() == "Unharmed · Trusted · This plan"
    assert (page.registry.number.text(), page.registry.day.text()) == ("7", "05/12/2022")
    assert page.desk.book.paper(line.paper) == data
    assert read_package(embedded_package(data)).package.plan == without_notes(page.desk.plan)
    line.more.click()
    assert f"Signature of the leader: {SIGNER}" in line.details.text()
    press(line.remove)
    settle(qtbot, page)
    assert page.papers.lines == {}
    assert page.answers.answer is not None
    press(page.answers.answer.buttons[0])  # type: ignore[arg-type] # it is a button
    settle(qtbot, page)
    assert len(page.papers.lines) == 1


def test_a_paper_is_opened_and_saved_beside_the_window(
    qtbot: QtBot, page: IssuePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    seal(qtbot, page)
    data = signed(exported(page), "signer")
    (tmp_path / "signed.pdf").write_bytes(data)
    page.take_in(tmp_path / "signed.pdf")
    settle(qtbot, page)
    (line,) = page.papers.lines.values()
    with desktop() as programs:
        with held_up(page._office.worker):
            press(line.open)
            assert not programs.opened
        (copy,) = programs.opened
    assert copy.read_bytes() == data
    for target, words in (
        (tmp_path / "kế hoạch.pdf", "Saved: "),
        (tmp_path / "gone" / "a.pdf", "The folder "),
    ):
        press(line.save)
        asked = page.findChildren(QFileDialog)[-1]
        with held_up(page._office.worker):
            asked.fileSelected.emit(str(target))
            assert not target.exists()
        assert said(page).startswith(words)
        asked.deleteLater()
    assert (tmp_path / "kế hoạch.pdf").read_bytes() == data
    page.desk.archive.read(damage_papers)
    press(line.open)
    assert "damaged" in said(page)


def test_what_does_not_belong_is_refused_with_the_reason(
    qtbot: QtBot, page: IssuePage, tmp_path: Path
) -> None:
    file = tmp_path / "file.pdf"
    file.write_bytes(b"%PDF-1.7")
    page.take_in(file)
    assert said(page).startswith("Seal the plan first")
    seal(qtbot, page)
    unsigned = exported(page)
    cases = {
        unsigned: "Nobody has signed this PDF",
        unsigned[: len(unsigned) // 2]: "The PDF is cut off",
        b"text": "no PDF, Word document or image",
    }
    for data, words in cases.items():
        file.write_bytes(data)
        page.take_in(file)
        settle(qtbot, page)
        assert words in said(page), words
        assert said(page).endswith("Nothing was changed.")
        assert page.papers.lines == {}


def test_a_scan_is_kept_for_a_plan_that_was_signed_by_pen(
    qtbot: QtBot, page: IssuePage, tmp_path: Path
) -> None:
    seal(qtbot, page)
    Image.new("L", (60, 80), 255).save(tmp_path / "trang 1.PNG", "PNG")
    page.take_in(tmp_path / "trang 1.PNG")
    settle(qtbot, page)
    (line,) = page.papers.lines.values()
    assert line.words.text().startswith("A scan: ")
    page.take_in(tmp_path / "trang 1.PNG")
    settle(qtbot, page)
    assert said(page) == "This file is kept already, as “trang 1.PNG”.\nNothing was changed."
    assert len(page.papers.lines) == 1
    page.registry.number.setText("x")
    page.registry.day.setText("5/12/2022")
    press(page.registry.record)
    assert page.registry.trouble.text().startswith("Write the number as the records office gave it")
    page.registry.number.setText("15")
    page.registry.day.setText("mai")
    press(page.registry.record)
    assert "“mai” is not a day" in page.registry.trouble.text()
    page.registry.day.setText("5/12/2022")
    press(page.registry.record)
    confirm(qtbot, page)
    assert page.revision is not None
    assert page.revision.issued_number == "15"


def test_a_file_dropped_on_the_panel_is_taken_in(qtbot: QtBot, page: IssuePage, tmp_path: Path) -> None:
    seal(qtbot, page)
    Image.new("L", (60, 80), 255).save(tmp_path / "a.jpg")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.jpg"))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, mime, left, none)
    QApplication.sendEvent(page.papers, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(page.papers, QDropEvent(QPointF(5, 5), copy, mime, left, none))
    settle(qtbot, page)
    assert [line.paper.name for line in page.papers.lines.values()] == ["a.jpg"]


def test_a_sealed_package_that_is_damaged_is_told_wherever_it_is_needed(
    qtbot: QtBot, page: IssuePage, tmp_path: Path
) -> None:
    seal(qtbot, page)
    page.desk.archive.write(damage)
    page.desk.archive.flush()
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    deeds: list[Callable[[], None]] = [
        lambda: page.take_in(tmp_path / "a.pdf"),
        lambda: page.ask_signature("signer"),
        page.record,
    ]
    for deed in deeds:
        page.answers.clear()
        deed()
        assert "damaged" in said(page)
    page.desk.set_value(GOAL, "Mục tiêu khác.")
    page.desk.review()
    assert "damaged" in page.content.changes.fold.text()


def test_a_later_state_of_a_signed_pdf_takes_the_place_of_the_earlier_one(
    qtbot: QtBot, page: IssuePage, tmp_path: Path
) -> None:
    seal(qtbot, page)
    one = signed(exported(page), "signer")
    two = signed(one, "agency")
    for name, data in (("1.pdf", one), ("2.pdf", two)):
        (tmp_path / name).write_bytes(data)
        page.take_in(tmp_path / name)
        settle(qtbot, page)
        assert [line.paper.name for line in page.papers.lines.values()] == [name]
    page.take_in(tmp_path / "1.pdf")
    settle(qtbot, page)
    assert said(page).startswith("This is an earlier state of “2.pdf”, which is kept already.")
    assert [line.paper.name for line in page.papers.lines.values()] == ["2.pdf"]
