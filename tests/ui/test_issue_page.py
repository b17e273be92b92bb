"""The page “Sign and issue”: real certificates, real PDF files, a real store."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dxdesk.issuing.closing import sealed_files
from dxdesk.issuing.standing import without_notes
from dxdesk.language import set_language
from dxdesk.package.reading import read_package
from dxdesk.plan.edits import edited
from dxdesk.signing.embedded import embedded_package
from dxdesk.signing.verification import verify_pdf
from dxdesk.store.store import Store
from tests.conftest import Tool
from tests.signing.authority import AGENCY, PASSPHRASE, SIGNER, issued, root_pem
from tests.signing.documents import signed, trust
from tests.signing.softhsm import PIN, token
from tests.ui.desks import desk_with, sample
from ui.desk import Desk
from ui.office import Office
from ui.pages.export import ExportPage
from ui.pages.issue import IssuePage
from ui.pages.issue_confirm import Confirmation
from ui.sign_dialog import SignDialog

GOAL = "/goals/general"
D = TypeVar("D", bound=QWidget)


@pytest.fixture
def office(tmp_path: Path, qtbot: QtBot) -> Iterator[Office]:
    assert qtbot
    opened = Office(tmp_path / "office.sqlite3")
    opened.signing.change(profile="fillable", trusted={"root.pem": root_pem()})
    yield opened
    opened.close()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, office: Office) -> IssuePage:
    return shown(qtbot, desk, office)


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    (tmp_path / "leader.p12").write_bytes(issued(SIGNER, number=1).p12())
    (tmp_path / "agency.p12").write_bytes(issued(AGENCY, number=2).p12())
    return tmp_path


def shown(qtbot: QtBot, desk: Desk, office: Office) -> IssuePage:
    page = IssuePage(desk, office)
    qtbot.addWidget(page)
    page.resize(790, 900)
    page.show()
    qtbot.waitExposed(page)
    return page


def press(button: QPushButton) -> None:
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def settle(qtbot: QtBot, page: IssuePage) -> None:
    """Wait until all is done, written and shown."""
    qtbot.waitUntil(lambda: page._office.worker.idle and not page.run.is_busy, timeout=20_000)
    page.desk.archive.flush()
    qtbot.waitUntil(lambda: page._office.worker.idle, timeout=20_000)


def seal(qtbot: QtBot, page: IssuePage) -> None:
    press(page.content.seal)
    settle(qtbot, page)


def dialog(kind: type[D]) -> D:
    return next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
    )


def sign(qtbot: QtBot, page: IssuePage, role: str, key: Path, passphrase: str = PASSPHRASE) -> SignDialog:
    press(page.signing.buttons_of[role])  # type: ignore[index] # as the tests name it
    asked = dialog(SignDialog)
    asked.means.file.setText(str(key))
    asked.secret.setText(passphrase)
    QTest.keyClick(asked.secret, Qt.Key.Key_Return)
    settle(qtbot, page)
    return asked


def said(page: IssuePage) -> str:
    assert page.answers.answer is not None
    return "\n".join(label.text() for label in page.answers.answer.labels)


def confirm(qtbot: QtBot, page: IssuePage) -> str:
    asked = dialog(Confirmation)
    words = " ".join(label.text() for label in asked.findChildren(type(asked.trouble)))
    press(asked.answer_button)
    settle(qtbot, page)
    return words


def exported(page: IssuePage) -> bytes:
    return sealed_files(page.desk.book.package(1)).pdf


def test_from_the_draft_to_the_issued_plan_on_one_computer(qtbot: QtBot, page: IssuePage, keys: Path) -> None:
    assert page.content.state.text() == "Revision 1 (original): being written"
    assert not page.signing.isVisible()
    seal(qtbot, page)
    assert page.content.state.text().startswith("Revision 1 (original): sealed ")
    assert not page.signing.buttons_of["agency"].isEnabled()
    sign(qtbot, page, "signer", keys / "leader.p12")
    assert page.signing.states["signer"].text() == f"Signature of the leader: {SIGNER}"
    page.registry.number.setText("15")
    page.registry.day.setText("5/12/2022")
    press(page.registry.fill)
    settle(qtbot, page)
    sign(qtbot, page, "agency", keys / "agency.p12")
    (line,) = page.papers.lines.values()
    assert line.words.text() == "Unharmed · Trusted · This plan"
    press(page.registry.record)
    assert "number 15 on 05/12/2022" in confirm(qtbot, page)
    assert page.content.state.text() == "Revision 1 (original): issued as number 15 on 05/12/2022"
    assert not page.registry.isVisible()
    report = verify_pdf(page.desk.book.paper(line.paper), trust())
    assert report.is_sound
    assert [one.name for one in report.signatures] == [SIGNER, AGENCY]
    assert report.number == "15"


def test_the_issued_package_carries_the_signed_pdf_and_what_is_written_next_is_an_amendment(
    qtbot: QtBot, page: IssuePage, keys: Path, office: Office, tmp_path: Path
) -> None:
    seal(qtbot, page)
    sealed = read_package(page.desk.book.package(1)).package
    sign(qtbot, page, "signer", keys / "leader.p12")
    page.desk.book.issue(1, "15", date(2022, 12, 5))
    settle(qtbot, page)
    export = ExportPage(page.desk, office)
    qtbot.addWidget(export)
    (tmp_path / "out").mkdir()
    export.folder.setText(str(tmp_path / "out"))
    export.forms.ticks["slip"].setChecked(True)
    export.start()
    qtbot.waitUntil(export.progress.isHidden)
    package = read_package((tmp_path / "out" / "2023-18580-r1.dxplan.json").read_bytes()).package
    assert package.digest == sealed.digest
    assert (package.metadata.code_number, package.metadata.issued_date) == ("15", date(2022, 12, 5))
    assert [each.role for each in package.documents] == ["docx", "pdf", "signed-pdf"]
    assert (tmp_path / "out" / "2023-18580-r1.pdf").read_bytes() == sealed_files(
        page.desk.book.package(1)
    ).pdf
    assert (tmp_path / "out" / "2023-18580-r1-phieu.pdf").read_bytes().startswith(b"%PDF")
    page.desk.set_value(GOAL, "Mục tiêu điều chỉnh.")
    page.desk.review()
    assert page.content.state.text() == "Revision 2 (amendment): being written"
    assert page.content.changes.fold.text() == "1 change since then"
    page.content.changes.fold.click()
    with qtbot.waitSignal(page.desk.place_wanted) as asked:
        QTest.keyClick(page.content.changes.links[0], Qt.Key.Key_Return)
    assert asked.args == [GOAL]
    seal(qtbot, page)
    statement = read_package(page.desk.book.package(2)).package.statement
    assert (statement.kind, statement.previous) == ("amendment", sealed.digest)
    assert [each.number for each in page.desk.book.revisions] == [2, 1]
    assert len(page.earlier.buttons) == 1


def test_a_wrong_passphrase_is_told_in_the_dialog_and_can_be_typed_again(
    qtbot: QtBot, page: IssuePage, keys: Path
) -> None:
    seal(qtbot, page)
    asked = sign(qtbot, page, "signer", keys / "leader.p12", "khác")
    assert asked.isVisible()
    assert asked.trouble.text().startswith("The passphrase does not open the certificate file.")
    assert asked.secret.text() == ""
    assert page.papers.lines == {}
    asked.secret.setText(PASSPHRASE)
    press(asked.sign_button)
    settle(qtbot, page)
    assert len(page.papers.lines) == 1
    kept = page._office.archive.read(lambda store: store.setting("signing", dict))
    assert PASSPHRASE not in str(kept)


def test_a_plan_with_errors_is_not_sealed(qtbot: QtBot, tmp_path: Path, office: Office) -> None:
    plan = edited(sample(), [{"op": "replace", "path": "/document/signer/full_name", "value": ""}])
    with desk_with(tmp_path, plan) as desk:
        page = shown(qtbot, desk, office)
        assert not page.content.seal.isEnabled()
        assert page.content.rest.text() == "1 error is to be mended before it can be sealed."
        with qtbot.waitSignal(desk.page_wanted) as asked:
            QTest.mouseClick(page.content.to_check, Qt.MouseButton.LeftButton)
        assert asked.args == ["check"]


def test_what_is_changed_after_sealing_is_listed_and_can_be_sealed_anew(
    qtbot: QtBot, page: IssuePage, office: Office, tmp_path: Path
) -> None:
    seal(qtbot, page)
    before = page.desk.book.package(1)
    page.desk.set_value(GOAL, "Mục tiêu khác.")
    page.desk.review()
    assert page.content.changes.fold.text() == "1 change since then"
    assert page.desk.book.package(1) == before
    export = ExportPage(page.desk, office)
    qtbot.addWidget(export)
    assert "is a draft, and is named so" in export.about.text()
    assert export.forms.names["pdf"].text() == "2023-18580-r1-du-thao.pdf"
    seal(qtbot, page)
    after = read_package(page.desk.book.package(1)).package
    assert after.plan.goals.general == "Mục tiêu khác."
    assert not page.content.changes.isVisible()
    assert tmp_path


def test_sealed_files_are_the_same_whenever_they_are_exported(
    qtbot: QtBot, page: IssuePage, office: Office, tmp_path: Path
) -> None:
    seal(qtbot, page)
    found = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        export = ExportPage(page.desk, office)
        qtbot.addWidget(export)
        export.folder.setText(str(tmp_path / name))
        export.forms.ticks["slip"].setChecked(True)
        export.start()
        qtbot.waitUntil(export.progress.isHidden)
        found.append({file.name: file.read_bytes() for file in (tmp_path / name).iterdir()})
    assert len(found[0]) == 4
    assert found[0] == found[1]


def test_opening_again_asks_once_papers_have_come(qtbot: QtBot, page: IssuePage, keys: Path) -> None:
    seal(qtbot, page)
    press(page.content.reopen)
    settle(qtbot, page)
    assert page.content.state.text() == "Revision 1 (original): being written"
    seal(qtbot, page)
    sign(qtbot, page, "signer", keys / "leader.p12")
    press(page.content.reopen)
    asked = dialog(Confirmation)
    press(asked.leave_button)
    settle(qtbot, page)
    assert len(page.papers.lines) == 1
    press(page.content.reopen)
    assert "1 paper has come home" in confirm(qtbot, page)
    assert page.desk.book.revisions == []


def test_sealing_anew_asks_once_papers_have_come(qtbot: QtBot, page: IssuePage, keys: Path) -> None:
    seal(qtbot, page)
    sign(qtbot, page, "signer", keys / "leader.p12")
    page.desk.set_value(GOAL, "Mục tiêu khác.")
    page.desk.review()
    press(page.content.seal)
    press(dialog(Confirmation).leave_button)
    settle(qtbot, page)
    assert len(page.papers.lines) == 1
    assert page.desk.standing.edited
    press(page.content.seal)
    assert "1 paper has come home" in confirm(qtbot, page)
    assert page.papers.lines == {}
    assert not page.desk.standing.edited


def test_the_focus_goes_from_step_to_step(qtbot: QtBot, page: IssuePage, keys: Path) -> None:
    def focus() -> QWidget:
        found = page.window().focusWidget()
        assert found.isVisible()
        return found

    page.bring_to("")
    assert focus() is page.content.seal
    seal(qtbot, page)
    assert focus() is page.signing.buttons_of["signer"]
    page.content.reopen.setFocus()
    press(page.content.reopen)
    settle(qtbot, page)
    assert focus() is page.content.seal
    seal(qtbot, page)
    sign(qtbot, page, "signer", keys / "leader.p12")
    assert focus() is page.registry.number
    page.registry.number.setText("15")
    page.registry.day.setText("5/12/2022")
    page.registry.fill.setFocus()
    press(page.registry.fill)
    settle(qtbot, page)
    assert focus() is page.signing.buttons_of["agency"]
    (line,) = page.papers.lines.values()
    line.remove.setFocus()
    press(line.remove)
    settle(qtbot, page)
    assert page.answers.answer is not None
    back = page.answers.answer.buttons[0]
    assert focus() is back
    press(back)  # type: ignore[arg-type] # it is a button
    settle(qtbot, page)
    assert focus() is page.signing.buttons_of["agency"]
    sign(qtbot, page, "agency", keys / "agency.p12")
    assert focus() is page.registry.number
    page.registry.record.setFocus()
    press(page.registry.record)
    confirm(qtbot, page)
    assert focus() is page.content.export


def test_each_signature_remembers_its_own_certificate(qtbot: QtBot, page: IssuePage, keys: Path) -> None:
    seal(qtbot, page)
    sign(qtbot, page, "signer", keys / "leader.p12")
    press(page.signing.buttons_of["agency"])
    asked = dialog(SignDialog)
    assert asked.means.file.text() == ""
    asked.reject()
    sign(qtbot, page, "agency", keys / "agency.p12")
    now = page._office.signing.now
    assert (now.signer_certificate, now.agency_certificate) == (
        str(keys / "leader.p12"),
        str(keys / "agency.p12"),
    )


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_key_of_the_sign_dialog_does_one_thing(qtbot: QtBot, page: IssuePage, language: str) -> None:
    seal(qtbot, page)
    set_language(language)
    try:
        press(page.signing.buttons_of["signer"])
    finally:
        set_language("en")
    asked = dialog(SignDialog)
    for means in (asked.means.by_file, asked.means.by_token):
        means.setChecked(True)
        shown: list[QAbstractButton | QLabel] = [
            *asked.findChildren(QAbstractButton),
            *asked.findChildren(QLabel),
        ]
        words = [each.text() for each in shown if each.isVisible() and "&" in each.text()]
        keys = [text[text.index("&") + 1].lower() for text in words]
        assert len(keys) >= 5
        assert len(keys) == len(set(keys)), words
    asked.reject()


def test_an_amendment_asks_for_its_own_number_and_day(qtbot: QtBot, page: IssuePage, keys: Path) -> None:
    seal(qtbot, page)
    sign(qtbot, page, "signer", keys / "leader.p12")
    press(page.registry.record)
    assert page.registry.trouble.text().startswith("Write the day on which it was issued")
    page.registry.number.setText("15")
    page.registry.day.setText("5/12/2022")
    press(page.registry.record)
    assert "says the year" not in confirm(qtbot, page)
    page.desk.set_value(GOAL, "Mục tiêu khác.")
    page.desk.review()
    seal(qtbot, page)
    sign(qtbot, page, "signer", keys / "leader.p12")
    assert (page.registry.number.text(), page.registry.day.text()) == ("", "")
    page.registry.number.setText("21")
    page.registry.day.setText("20/3/2023")
    press(page.registry.fill)
    settle(qtbot, page)
    assert "20/03/2023 cannot be written into it" in said(page)
    press(page.registry.record)
    assert "The first page of what was sealed says the year 2022." in confirm(qtbot, page)


def test_a_change_at_the_end_of_a_long_text_is_shown(qtbot: QtBot, page: IssuePage) -> None:
    seal(qtbot, page)
    before = page.desk.plan.goals.general
    assert len(before) > 200
    page.desk.set_value(GOAL, f"{before} Lấy người dân làm trung tâm.")
    page.desk.review()
    page.content.changes.fold.click()
    shown = [label.text() for label in page.content.changes.findChildren(QLabel)]
    assert any(text.startswith("+ … ") and text.endswith("Lấy người dân làm trung tâm.") for text in shown)
    assert any(text.startswith("– … ") and text.endswith(before[-20:]) for text in shown)


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


def test_a_flat_pdf_is_signed_elsewhere(qtbot: QtBot, page: IssuePage, office: Office) -> None:
    page.content.profile.box.setCurrentIndex(2)
    page.content.profile.box.activated.emit(2)
    assert office.signing.now.profile == "flat"
    seal(qtbot, page)
    assert page.signing.about.text().startswith("This PDF was made without signature fields")
    assert not page.signing.buttons_of["signer"].isVisible()


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


def test_a_token_signs_after_its_certificate_was_looked_for(
    qtbot: QtBot, page: IssuePage, tmp_path_factory: pytest.TempPathFactory, tool: Tool
) -> None:
    seal(qtbot, page)
    with token(tmp_path_factory.mktemp("token"), tool) as driver:
        press(page.signing.buttons_of["signer"])
        asked = dialog(SignDialog)
        asked.means.by_token.setChecked(True)
        press(asked.sign_button)
        assert asked.trouble.text().startswith("Choose the driver of the token")
        asked.means.driver.setText(str(driver))
        press(asked.means.look)
        settle(qtbot, page)
        assert asked.means.certificate.currentText() == f"{SIGNER} (CA01)"
        asked.secret.setText("000000")
        press(asked.sign_button)
        settle(qtbot, page)
        assert asked.trouble.text().startswith("The token refused the PIN.")
        asked.secret.setText(PIN)
        press(asked.sign_button)
        settle(qtbot, page)
    (line,) = page.papers.lines.values()
    assert line.words.text() == "Unharmed · Trusted · This plan"


def damage(store: Store) -> None:
    store._connection._db.execute("UPDATE revision SET package = x'00'").connection.commit()


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


def test_a_year_that_has_passed_is_told_before_sealing_and_another_one_can_be_chosen(
    qtbot: QtBot, page: IssuePage, keys: Path
) -> None:
    year = sample().year
    assert page.content.year.isVisible()
    with qtbot.waitSignal(page.desk.place_wanted) as asked:
        QTest.mouseClick(page.content.to_year, Qt.MouseButton.LeftButton)
    assert asked.args == ["/document/issue_year"]
    page.desk.set_value("/document/issue_year", year)
    page.desk.review()
    assert not page.content.year.isVisible()
    seal(qtbot, page)
    sign(qtbot, page, "signer", keys / "leader.p12")
    page.registry.number.setText("7")
    page.registry.day.setText(f"20/3/{year}")
    press(page.registry.fill)
    settle(qtbot, page)
    assert page.signed is not None
    assert page.signed.issued_on == date(year, 3, 20)


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
