"""The address book in the window: taken in from a file, written by hand, with the way back; access codes."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import msgspec
import pytest
from keyring.backend import KeyringBackend
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from dxdesk.exchange.format import AddressBook
from dxdesk.exchange.writing import exchanged_bytes
from dxdesk.signing.cades import signature_of, signed_bytes
from dxdesk.signing.certificates import load_pkcs12
from tests.exchange.samples import addresses
from tests.outbox.samples import destination
from tests.outbox.test_key_store import InMemory
from tests.signing.authority import AGENCY, PASSPHRASE, issued, now, own, pem, root_pem
from tests.ui.sendings import know, shown
from tests.ui.windows import window_with
from ui.address_dialog import AddressDialog, open_addresses
from ui.address_entry import AddressQuestion
from ui.address_import import BookQuestion
from ui.code_question import CodeQuestion
from ui.main_window import MainWindow
from ui.plain_table import PlainTable
from ui.settings import open_settings
from ui.settings_sending import SendingTab


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    assert qtbot
    with window_with(tmp_path, level="xa") as opened:
        opened.office.signing.change(trusted={"root.pem": root_pem()})
        yield opened


@pytest.fixture
def key_store() -> Iterator[InMemory]:
    before, kept = keyring.get_keyring(), InMemory()
    keyring.set_keyring(kept)
    yield kept
    keyring.set_keyring(before)


def signed(book: AddressBook) -> bytes:
    signer = load_pkcs12(issued(AGENCY, number=3).p12(), PASSPHRASE)
    signature = signature_of(signed_bytes(book), signer, at=now())
    return exchanged_bytes(msgspec.structs.replace(book, signatures=(signature,)))


def opened(qtbot: QtBot, window: MainWindow) -> AddressDialog:
    dialog = open_addresses(window)
    qtbot.waitExposed(dialog)
    settle(window)
    return dialog


def settle(window: MainWindow) -> None:
    for _round in range(3):
        window.office.archive.flush()
        QApplication.processEvents()


def names(dialog: AddressDialog) -> list[str]:
    return [each.destination.key for each in dialog.known]


def cell(table: PlainTable, column: int) -> str:
    item = table.item(0, column)
    assert item is not None
    return item.text()


def said(of: object) -> str:
    return "\n".join(label.text() for label in of.findChildren(QLabel))  # type: ignore[attr-defined]


def test_a_signed_address_book_says_who_signed_it_and_is_taken_over_with_a_way_back(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "so.dxaddresses.json").write_bytes(signed(addresses()))
    dialog = opened(qtbot, window)
    assert dialog.known == []
    dialog.take_in(tmp_path / "so.dxaddresses.json")
    settle(window)
    question = shown(BookQuestion)
    assert f"Signed by {AGENCY}, whose certificate you trust." in said(question)
    assert "Handed out by Sở Thông tin và Truyền thông tỉnh Hà Tĩnh on 20/11/2022." in said(question)
    assert cell(question.table, 1) == "New"
    question.answer_button.click()
    settle(window)
    assert names(dialog) == ["loc-ha"]
    assert cell(dialog.table, 2).endswith(f"signed by {AGENCY}")
    dialog.notice.button.click()
    settle(window)
    assert names(dialog) == []


def test_a_book_that_nobody_signed_or_with_other_certificates_warns(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window)
    (tmp_path / "a.json").write_bytes(exchanged_bytes(addresses()))
    dialog.take_in(tmp_path / "a.json")
    settle(window)
    question = shown(BookQuestion)
    assert "Nobody has signed it." in said(question)
    question.answer_button.click()
    settle(window)
    book = addresses()
    other = msgspec.structs.replace(book.destinations[0], certificates=(pem(own()),))
    (tmp_path / "b.json").write_bytes(exchanged_bytes(msgspec.structs.replace(book, destinations=(other,))))
    dialog.take_in(tmp_path / "b.json")
    settle(window)
    question = shown(BookQuestion)
    assert "another certificate than before" in said(question)
    question.leave_button.click()
    settle(window)
    assert dialog.known[0].destination.certificates == ()


def test_a_file_that_is_none_is_told(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    dialog = opened(qtbot, window)
    dialog.take_in(tmp_path / "a.json")
    settle(window)
    assert dialog.notice.isVisible()
    assert "not an address book" in dialog.notice.words.text()


def test_an_entry_is_written_by_hand_and_what_cannot_be_used_is_told(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window)
    dialog.new.click()
    question = shown(AddressQuestion)
    question.answer_button.click()
    assert question.trouble.text() == "Write the name of the receiver."
    question.name.setText("Phòng Văn hóa và Thông tin huyện Lộc Hà")
    question.email.setText("khong phai dia chi")
    question.answer_button.click()
    assert "is no mail address" in question.trouble.text()
    question.email.setText("vhtt.locha@hatinh.gov.vn")
    question.url.setText("http://hatinh.gov.vn")
    question.answer_button.click()
    assert "must begin with https://" in question.trouble.text()
    question.url.setText("https://cds.hatinh.gov.vn/")
    (tmp_path / "ca.pem").write_text(pem(own()))
    question.authorities.read(tmp_path / "ca.pem")
    question.answer_button.click()
    settle(window)
    (known,) = dialog.known
    assert known.own
    assert known.destination.key == "phong-van-hoa-va-thong-tin-huyen-loc-ha"
    assert known.destination.authorities == (pem(own()),)
    dialog.remove.click()
    settle(window)
    assert names(dialog) == []
    dialog.notice.button.click()
    settle(window)
    assert names(dialog) == [known.destination.key]


def test_an_access_code_goes_into_the_key_store(
    qtbot: QtBot, window: MainWindow, key_store: InMemory
) -> None:
    know(window, destination())
    dialog = opened(qtbot, window)
    dialog.code.click()
    question = shown(CodeQuestion)
    question.code.setText("bi-mat")
    question.answer_button.click()
    qtbot.waitUntil(lambda: bool(key_store.kept), timeout=10_000)
    qtbot.waitUntil(dialog.notice.isVisible, timeout=10_000)
    assert list(key_store.kept.values()) == ["bi-mat"]
    assert "key store of this system" in dialog.notice.words.text()
    assert "bi-mat" not in (window.office.place.read_bytes()).decode("latin-1")


def test_where_there_is_no_key_store_that_is_said_and_the_code_lasts_for_the_session(
    qtbot: QtBot, window: MainWindow, no_key_store: KeyringBackend
) -> None:
    assert no_key_store
    know(window, destination())
    dialog = opened(qtbot, window)
    dialog.code.click()
    question = shown(CodeQuestion)
    question.code.setText("bi-mat")
    question.answer_button.click()
    qtbot.waitUntil(dialog.notice.isVisible, timeout=10_000)
    assert "This system has no key store" in dialog.notice.words.text()
    assert list(window.office.outbox.codes.held.values()) == ["bi-mat"]


def test_an_address_book_that_is_opened_with_the_list_of_plans_comes_to_the_address_book(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "so.json").write_bytes(signed(addresses()))
    window.show_start()
    window.start.take([tmp_path / "so.json"])
    qtbot.waitUntil(
        lambda: any(isinstance(w, BookQuestion) and w.isVisible() for w in QApplication.topLevelWidgets()),
        timeout=10_000,
    )


def test_sending_is_set_in_the_settings(qtbot: QtBot, window: MainWindow, key_store: InMemory) -> None:
    dialog = open_settings(window)
    tab = next(each for each in dialog.pages if isinstance(each, SendingTab))
    dialog.tabs.setCurrentWidget(tab)
    tab.rests.click()
    tab.server.setText("mail.hatinh.gov.vn")
    tab.user.setText("vpub")
    tab.password.setText("mat-khau")
    tab.keep.click()
    qtbot.waitUntil(lambda: bool(key_store.kept), timeout=10_000)
    now = window.office.outbox.preferences.now
    assert now.is_paused
    assert (now.mail_server, now.mail_user) == ("mail.hatinh.gov.vn", "vpub")
    assert tab.password.text() == ""
