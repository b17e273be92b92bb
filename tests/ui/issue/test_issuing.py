"""The way from the draft to the issued plan and its amendment: real certificates, real PDF files, a real store."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from dxdesk.issuing.closing import sealed_files
from dxdesk.package.reading import read_package
from dxdesk.plan.edits import edited
from dxdesk.signing.verification import verify_pdf
from tests.signing.authority import AGENCY, SIGNER
from tests.signing.documents import trust
from tests.ui.desks import desk_with, sample
from tests.ui.issue.steps import GOAL, confirm, dialog, press, said, seal, settle, shown, sign
from ui.office import Office
from ui.pages.export import ExportPage
from ui.pages.issue import IssuePage
from ui.pages.issue_confirm import Confirmation


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


def test_a_clock_that_is_behind_is_asked_about_before_sealing(
    qtbot: QtBot, tmp_path: Path, office: Office
) -> None:
    with desk_with(tmp_path, at=datetime.now(UTC) + timedelta(days=365)) as desk:
        page = shown(qtbot, desk, office)
        seal(qtbot, page)
        assert page.content.state.text() == "Revision 1 (original): being written"
        assert "By this computer's clock" in confirm(qtbot, page)
        assert page.content.state.text().startswith("Revision 1 (original): sealed ")


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
    plan_id = page.desk.plan_id
    kept, _begun = page.desk.archive.read(lambda store: store.history.versions(plan_id))
    assert (kept.kind, kept.name) == ("seal", "1")
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
