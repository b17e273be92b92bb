"""Signing on this computer: with a file, with a token, in every profile of the PDF."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from dxdesk.language import set_language
from tests.conftest import Tool
from tests.signing.authority import PASSPHRASE, SIGNER
from tests.signing.softhsm import PIN, token
from tests.ui.desks import sample
from tests.ui.issue.steps import dialog, press, seal, settle, sign
from ui.office import Office
from ui.pages.issue import IssuePage
from ui.sign_dialog import SignDialog


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


def test_a_flat_pdf_is_signed_elsewhere(qtbot: QtBot, page: IssuePage, office: Office) -> None:
    page.content.profile.box.setCurrentIndex(2)
    page.content.profile.box.activated.emit(2)
    assert office.signing.now.profile == "flat"
    seal(qtbot, page)
    assert page.signing.about.text().startswith("This PDF was made without signature fields")
    assert not page.signing.buttons_of["signer"].isVisible()


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
