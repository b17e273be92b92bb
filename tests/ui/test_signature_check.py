"""Signatures of any PDF over the window, and the plan inside taken out or opened."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dxdesk.exchange.format import Receipt
from dxdesk.exchange.writing import exchanged_bytes
from dxdesk.issuing.receipt_sheet import receipt_sheet
from dxdesk.outbox.address_book import keep_own
from dxdesk.package.sealing import sealed
from dxdesk.package.writing import draft_package, package_bytes, with_signatures
from dxdesk.signing.cades import signature_of, signed_bytes
from dxdesk.signing.certificates import load_pkcs12
from dxdesk.signing.embedded import embedded_package, embedded_receipt
from dxdesk.signing.statements import statement_signature
from dxdesk.store.store import Store
from dxdesk.store.values import Tally
from tests.document.sample_plans import short_plan
from tests.exchange.samples import addresses, receipt, reply
from tests.signing.authority import AGENCY, PASSPHRASE, SIGNER, issued, now, own, pem, root_pem
from tests.signing.documents import exported, issued_document, signed_by_signer
from tests.signing.test_tampering import another_page_content, appended
from tests.store.test_revisions import revision
from tests.ui.windows import held_up, window_with
from ui.main_window import MainWindow
from ui.signature_check import SignatureCheckDialog, open_signature_check


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    assert qtbot
    with window_with(tmp_path) as opened:
        opened.office.signing.change(trusted={"root.pem": root_pem()})
        yield opened


def opened(window: MainWindow, folder: Path, data: bytes, name: str = "văn bản.pdf") -> SignatureCheckDialog:
    (folder / name).write_bytes(data)
    dialog = open_signature_check(window, folder / name)
    assert window.office.worker.wait_idle(20)
    return dialog


def test_both_signatures_are_told_with_their_names(window: MainWindow, tmp_path: Path) -> None:
    dialog = opened(window, tmp_path, issued_document())
    assert dialog.verdict.text() == "Unharmed · Trusted"
    assert f"Signature of the leader: {SIGNER}" in dialog.details.text()
    assert f"Signature of the agency: {AGENCY}" in dialog.details.text()
    assert "Written into the PDF: number 07, day 05/12." in dialog.details.text()
    assert "The data of a plan are inside: Xã Thạch Kim, year 2023, revision 1." in dialog.details.text()


def test_without_trust_it_is_unharmed_but_not_known_by_whom(window: MainWindow, tmp_path: Path) -> None:
    window.office.signing.change(trusted={})
    assert opened(window, tmp_path, issued_document()).verdict.text() == "Unharmed · Signer not known"


def test_what_was_altered_is_told(window: MainWindow, tmp_path: Path) -> None:
    dialog = opened(window, tmp_path, appended(signed_by_signer(), another_page_content))
    assert dialog.verdict.text().startswith("Altered")
    assert dialog.verdict.property("role") == "error"
    assert "more was changed than number, day and further signatures" in dialog.details.text()


def test_a_pdf_that_nobody_signed(window: MainWindow, tmp_path: Path) -> None:
    dialog = opened(window, tmp_path, exported())
    assert dialog.verdict.text() == "Nobody has signed this PDF."
    assert dialog.save.isEnabled()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"text", "“văn bản.pdf” is no PDF, Word document or image"),
        (b"%PDF-1.7 cut", "văn bản.pdf: The PDF is cut off"),
    ],
)
def test_what_cannot_be_read_is_told(window: MainWindow, tmp_path: Path, data: bytes, said: str) -> None:
    dialog = opened(window, tmp_path, data)
    assert dialog.notice.words.text().startswith(said)
    assert not dialog.save.isEnabled()
    assert dialog.focusWidget() is dialog.choose


def test_the_package_inside_is_saved_byte_for_byte(window: MainWindow, tmp_path: Path) -> None:
    dialog = opened(window, tmp_path, issued_document())
    with held_up(window.office.worker):
        dialog.save_to(tmp_path / "out.dxplan.json")
        assert not (tmp_path / "out.dxplan.json").exists()
    assert dialog.notice.words.text() == f"Saved: “{tmp_path / 'out.dxplan.json'}”."
    assert (tmp_path / "out.dxplan.json").read_bytes() == embedded_package(issued_document())
    dialog.save_to(tmp_path / "gone" / "out.dxplan.json")
    assert window.office.worker.wait_idle(20)
    assert "cannot be found" in dialog.notice.words.text()


def test_the_plan_inside_is_opened(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    dialog = opened(window, tmp_path, issued_document())
    QTest.mouseClick(dialog.open_plan, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.view is not None, timeout=10_000)
    assert window.view is not None
    assert window.view.desk.plan.unit.code == "18490"


def received(digest: str = "a" * 64) -> Receipt:
    statement = msgspec.structs.replace(receipt().statement, package=digest)
    plain = msgspec.structs.replace(receipt(), statement=statement)
    signature = signature_of(signed_bytes(plain), load_pkcs12(issued().p12(), PASSPHRASE), at=now())
    return msgspec.structs.replace(plain, signatures=(signature,))


@pytest.mark.parametrize("name", ["a.dxreceipt.json", "phiếu.pdf"])
def test_a_receipt_and_its_sheet_are_told(window: MainWindow, tmp_path: Path, name: str) -> None:
    data = exchanged_bytes(received()) if name.endswith(".json") else receipt_sheet(received())
    dialog = opened(window, tmp_path, data, name)
    assert dialog.verdict.text() == "Unharmed · Trusted"
    for words in (
        "Receipt 17 of Phòng Văn hóa và Thông tin huyện Lộc Hà",
        "It is for the plan of unit 18580, year 2023, revision 1.",
        "Its package is not kept on this computer.",
        f"Signed by {SIGNER}",
    ):
        assert words in dialog.details.text()
    assert not dialog.save.isEnabled()


def test_a_sheet_to_print_is_saved_of_a_receipt(window: MainWindow, tmp_path: Path) -> None:
    dialog = opened(window, tmp_path, exchanged_bytes(received()), "a.dxreceipt.json")
    assert dialog.save_sheet.isVisible()
    assert not dialog.save.isVisible()
    dialog.save_sheet_to(tmp_path / "a.pdf")
    assert window.office.worker.wait_idle(20)
    assert embedded_receipt((tmp_path / "a.pdf").read_bytes()) == (tmp_path / "a.dxreceipt.json").read_bytes()
    assert not opened(window, tmp_path, issued_document()).save_sheet.isVisible()


def test_a_receipt_for_a_revision_that_is_kept_here_names_it(window: MainWindow, tmp_path: Path) -> None:
    def add(store: Store) -> None:
        plan_id = store.add_plan(short_plan(), Tally())
        store.revisions.seal(plan_id, revision(), b"{}")

    window.office.archive.write(add)
    window.office.archive.flush()
    dialog = opened(window, tmp_path, exchanged_bytes(received(revision().digest)), "a.dxreceipt.json")
    assert "Its package is kept here: " in dialog.details.text()


def test_the_address_book_vouches_for_the_receiver_of_a_receipt(window: MainWindow, tmp_path: Path) -> None:
    plain = receipt()
    signature = signature_of(signed_bytes(plain), load_pkcs12(own().p12(), PASSPHRASE), at=now())
    data = exchanged_bytes(msgspec.structs.replace(plain, signatures=(signature,)))
    assert opened(window, tmp_path, data, "a.dxreceipt.json").verdict.text() == "Unharmed · Signer not known"
    destination = msgspec.structs.replace(addresses().destinations[0], certificates=(pem(own()),))
    window.office.archive.write(lambda store: keep_own(store, destination))
    window.office.archive.flush()
    assert opened(window, tmp_path, data, "a.dxreceipt.json").verdict.text() == "Unharmed · Trusted"


def test_a_reply_is_told_with_its_remarks(window: MainWindow, tmp_path: Path) -> None:
    dialog = opened(window, tmp_path, exchanged_bytes(reply()), "a.dxreply.json")
    assert dialog.verdict.text() == "It is not signed."
    for words in ("The package is returned.", "Chưa nêu số máy trạm."):
        assert words in dialog.details.text()


def test_a_package_is_told_with_its_signatures(window: MainWindow, tmp_path: Path) -> None:
    plain = package_bytes(sealed(draft_package(short_plan()), now()))
    signature = statement_signature(plain, load_pkcs12(issued().p12(), PASSPHRASE), at=now())
    dialog = opened(window, tmp_path, plain, "a.dxplan.json")
    assert dialog.verdict.text().startswith("The package is not signed")
    signed = with_signatures(plain, [signature])
    dialog = opened(window, tmp_path, signed, "a.dxplan.json")
    assert dialog.verdict.text() == "Unharmed · Trusted"
    assert f"Signed by {SIGNER}" in dialog.details.text()


def test_a_damaged_receipt_is_refused_in_words_of_its_own(window: MainWindow, tmp_path: Path) -> None:
    dialog = opened(window, tmp_path, exchanged_bytes(receipt())[:300], "a.dxreceipt.json")
    assert "plan" not in dialog.notice.words.text()
    assert dialog.notice.words.text().startswith("a.dxreceipt.json: The file ends in the middle")
