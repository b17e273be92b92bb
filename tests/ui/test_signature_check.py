"""Signatures of any PDF over the window, and the plan inside taken out or opened."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dxdesk.signing.embedded import embedded_package
from tests.signing.authority import AGENCY, SIGNER, root_pem
from tests.signing.documents import exported, issued_document, signed_by_signer
from tests.signing.test_tampering import another_page_content, appended
from tests.ui.windows import window_with
from ui.main_window import MainWindow
from ui.signature_check import SignatureCheckDialog, open_signature_check


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    assert qtbot
    with window_with(tmp_path) as opened:
        opened.office.signing.change(trusted={"root.pem": root_pem()})
        yield opened


def opened(window: MainWindow, folder: Path, data: bytes) -> SignatureCheckDialog:
    (folder / "văn bản.pdf").write_bytes(data)
    dialog = open_signature_check(window, folder / "văn bản.pdf")
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
    dialog.save_to(tmp_path / "out.dxplan.json")
    assert (tmp_path / "out.dxplan.json").read_bytes() == embedded_package(issued_document())
    dialog.save_to(tmp_path / "gone" / "out.dxplan.json")
    assert "cannot be found" in dialog.notice.words.text()


def test_the_plan_inside_is_opened(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    dialog = opened(window, tmp_path, issued_document())
    QTest.mouseClick(dialog.open_plan, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.view is not None, timeout=10_000)
    assert window.view is not None
    assert window.view.desk.plan.unit.code == "18490"
