"""The signature of the data: optional, by the same means as that of the PDF, and shown with whose it is."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dxdesk.package.reading import read_package
from dxdesk.signing.statements import verify_statement
from dxdesk.signing.trust import read_trust
from tests.signing.authority import PASSPHRASE, SIGNER, root_pem
from tests.ui.issue.steps import confirm, dialog, press, seal, settle
from ui.office import Office
from ui.pages.export_orders import handed_package
from ui.pages.issue import IssuePage
from ui.sign_dialog import SignDialog


def _sign_data(qtbot: QtBot, page: IssuePage, key: Path) -> SignDialog:
    press(page.data.sign)
    asked = dialog(SignDialog)
    assert asked.windowTitle() == "Signature of the data"
    asked.means.file.setText(str(key))
    asked.secret.setText(PASSPHRASE)
    QTest.keyClick(asked.secret, Qt.Key.Key_Return)
    settle(qtbot, page)
    settle(qtbot, page)
    return asked


def test_only_what_is_sealed_can_be_signed(qtbot: QtBot, page: IssuePage) -> None:
    assert not page.data.isVisible()
    seal(qtbot, page)
    assert page.data.isVisible()
    assert page.data.state.text() == "Not signed."


def test_the_data_are_signed_and_say_by_whom(qtbot: QtBot, page: IssuePage, keys: Path) -> None:
    seal(qtbot, page)
    before = page.desk.book.package(1)
    _sign_data(qtbot, page, keys / "leader.p12")
    assert page.data.state.text().startswith(f"Signed by {SIGNER}, ")
    assert page.data.state.property("role") == "done"
    assert page.desk.book.package(1) == before
    revision = page.desk.book.revisions[0]
    (report,) = verify_statement(
        read_package(handed_package(page.desk.book, revision)), read_trust({"root.pem": root_pem()})
    )
    assert (report.name, report.is_sound) == (SIGNER, True)


def test_nobody_signs_the_data_twice(qtbot: QtBot, page: IssuePage, keys: Path) -> None:
    seal(qtbot, page)
    _sign_data(qtbot, page, keys / "leader.p12")
    asked = _sign_data(qtbot, page, keys / "leader.p12")
    assert asked.isVisible()
    assert asked.trouble.text() == f"{SIGNER} has signed this package already. Nothing was changed."
    asked.reject()
    assert len(page.desk.book.signatures(1)) == 1


def test_what_is_issued_keeps_its_signature_and_gets_no_other(
    qtbot: QtBot, page: IssuePage, keys: Path
) -> None:
    seal(qtbot, page)
    _sign_data(qtbot, page, keys / "leader.p12")
    page.desk.book.issue(1, "15", date(2022, 12, 5))
    settle(qtbot, page)
    assert not page.data.sign.isVisible()
    assert page.data.state.text().startswith(f"Signed by {SIGNER}, ")
    package = read_package(handed_package(page.desk.book, page.desk.book.revisions[0])).package
    assert (package.metadata.code_number, len(package.signatures)) == ("15", 1)


def test_a_signer_who_is_not_trusted_is_told(
    qtbot: QtBot, page: IssuePage, keys: Path, office: Office
) -> None:
    seal(qtbot, page)
    _sign_data(qtbot, page, keys / "leader.p12")
    office.signing.change(trusted={})
    settle(qtbot, page)
    assert "not among the trusted ones" in page.data.state.text()
    assert page.data.state.property("role") == "warning"


def test_what_is_signed_is_not_opened_again_without_a_question(
    qtbot: QtBot, page: IssuePage, keys: Path
) -> None:
    seal(qtbot, page)
    _sign_data(qtbot, page, keys / "leader.p12")
    press(page.content.reopen)
    assert confirm(qtbot, page).strip() == "The sealed data are signed; their signature is dropped, too."
    assert page.revision is None
