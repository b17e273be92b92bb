"""The outbox in the window: sent to a real receiver, answered; by mail, on a stick; answers as files."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import msgspec
import pytest
from keyring.backend import KeyringBackend
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from dxdesk.exchange.format import Destination, Receipt, Receiver
from dxdesk.exchange.reading import read_exchanged
from tests.central.server import NAME, RunningServer, running_server
from tests.outbox.samples import destination, read, receipt_bytes, reply_bytes
from tests.outbox.test_key_store import InMemory
from tests.ui.sendings import (
    PATIENCE,
    UNIT,
    answer,
    desk_of,
    dispatches,
    issued,
    know,
    know_code,
    panel,
    sealed_only,
    sending,
    sent_package,
    shown,
    wait_for,
    words,
)
from tests.ui.windows import desktop, held_up, window_with
from ui.code_question import CodeQuestion
from ui.mail_dialog import MailDialog
from ui.main_window import MainWindow
from ui.pages.home import HomePage
from ui.pages.issue import IssuePage
from ui.pages.outbox import OutboxPage
from ui.send_dialog import SendDialog
from ui.stick_dialog import StickDialog

SITUATION = "/tasks/staff-training/situation"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    assert qtbot
    (tmp_path / "window").mkdir()
    with issued(tmp_path / "window") as opened:
        yield opened


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    (tmp_path / "server").mkdir()
    with running_server(tmp_path / "server", options=["--workers", "1"]) as running:
        yield running


def at(server: RunningServer) -> Destination:
    return Destination(key="loc-ha", receiver=Receiver(name=NAME), url=server.url)


def send_by(dialog: object, means: str) -> None:
    dialog.means[means].click()  # type: ignore[attr-defined] # a SendDialog
    dialog.verb.click()  # type: ignore[attr-defined]


def test_queued_without_a_connection_it_is_received_as_soon_as_the_receiver_is_there(
    qtbot: QtBot, window: MainWindow, server: RunningServer, tmp_path: Path
) -> None:
    code = server.token(UNIT)
    server.stop()
    know(window, at(server))
    dialog = sending(qtbot, window)
    qtbot.waitUntil(dialog.code.isVisible, timeout=PATIENCE)
    dialog.code.setText(code)
    dialog.verb.click()
    qtbot.waitUntil(lambda: bool(dispatches(window)) and dispatches(window)[0].attempts > 0, timeout=PATIENCE)
    wait_for(qtbot, window, "waiting")
    qtbot.waitUntil(lambda: words(panel(window)) == "Waiting to be sent", timeout=PATIENCE)
    assert window.office.outbox.words == "1 package is waiting to be sent"
    server.restart()
    wait_for(qtbot, window, "received")  # nobody touches anything
    qtbot.waitUntil(lambda: words(panel(window)).startswith("Received "), timeout=PATIENCE)
    assert words(panel(window)).endswith(", number 1")
    assert window.view is not None
    assert "Received " in window.view.foot.sent.text()
    window.view.open_page("home")
    assert isinstance(window.view.page, HomePage)
    assert window.view.page.sent.text().startswith("Received ")
    window.view.open_page("outbox")
    with desktop() as programs:
        panel(window).details.buttons["open_receipt"].click()
        qtbot.waitUntil(lambda: bool(programs.opened), timeout=PATIENCE)
    assert programs.opened[0].read_bytes().startswith(b"%PDF-")
    panel(window).details.buttons["save_receipt"].click()
    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is not None, timeout=PATIENCE)
    asked = window.findChild(QFileDialog)
    assert asked is not None
    with held_up(window.office.worker):
        asked.fileSelected.emit(str(tmp_path / "phiếu.json"))
        assert not (tmp_path / "phiếu.json").exists()
    assert read_exchanged((tmp_path / "phiếu.json").read_bytes(), Receipt).statement.number == 1
    assert panel(window).notice.words.text().startswith("The receipt is saved as ")
    window.show_start()
    qtbot.waitUntil(lambda: "Received" in window.start.list.table.plans.words(0, 2), timeout=PATIENCE)


def test_where_no_code_can_be_kept_the_dialog_has_room_for_all_it_says(
    qtbot: QtBot, window: MainWindow, no_key_store: KeyringBackend
) -> None:
    assert no_key_store
    to = Destination(
        key="loc-ha", receiver=Receiver(name=NAME), url="https://127.0.0.1:9/", email="a@b.example"
    )
    know(window, to)
    dialog = sending(qtbot, window)
    dialog.means["upload"].click()
    qtbot.waitUntil(dialog.about_code.isVisible, timeout=PATIENCE)
    dialog.verb.click()
    assert "Enter the access code" in dialog.notice.words.text()
    qtbot.waitUntil(lambda: not _cut(dialog), timeout=PATIENCE)


def _cut(dialog: SendDialog) -> list[str]:
    """Return what has less room than it needs."""
    lines = [each for each in dialog.findChildren(QLabel) if each.isVisible()]
    return [
        *(each.text() for each in lines if each.height() < each.heightForWidth(each.width())),
        *(each.text() for each in dialog.means.values() if each.height() < each.sizeHint().height()),
    ]


def test_what_was_just_sent_is_what_the_outbox_shows(qtbot: QtBot, window: MainWindow) -> None:
    away = Destination(
        key="loc-ha", receiver=Receiver(name=NAME), url="https://127.0.0.1:9/", email="a@b.example"
    )
    know(window, away)
    know_code(window, away, "ma-so")
    send_by(sending(qtbot, window), "upload")
    wait_for(qtbot, window, "waiting")
    qtbot.waitUntil(lambda: panel(window).table.entry() is not None, timeout=PATIENCE)
    send_by(sending(qtbot, window), "folder")

    def means() -> str:
        entry = panel(window).table.entry()
        return entry.dispatch.means if entry is not None else ""

    qtbot.waitUntil(lambda: means() == "folder", timeout=PATIENCE)
    shown(StickDialog).close()


def test_the_page_to_sign_says_how_far_the_revision_has_come(
    qtbot: QtBot, window: MainWindow, server: RunningServer
) -> None:
    know(window, at(server))
    know_code(window, at(server), server.token(UNIT))
    assert window.view is not None
    window.view.open_page("issue")
    page = window.view.page
    assert isinstance(page, IssuePage)
    assert "can be sent" in page.sending.about.text()
    send_by(sending(qtbot, window), "upload")
    wait_for(qtbot, window, "received")
    window.view.open_page("issue")
    qtbot.waitUntil(lambda: "is in the outbox: Received " in page.sending.about.text(), timeout=PATIENCE)


def test_what_is_returned_leads_to_the_very_field(
    qtbot: QtBot, window: MainWindow, server: RunningServer
) -> None:
    know(window, at(server))
    know_code(window, at(server), server.token(UNIT))
    send_by(sending(qtbot, window), "upload")
    wait_for(qtbot, window, "received")
    answer(
        server, sent_package(window).digest, "--return", "--finding", "error", SITUATION, "Chưa nêu số máy."
    )
    data = (server.folder / "a.dxreply.json").read_bytes()
    (server.folder / "tra-loi.txt").write_bytes(data)
    pinned = at(server)
    certificate = server.greeting.certificate
    know(
        window,
        Destination(key=pinned.key, receiver=pinned.receiver, url=pinned.url, certificates=(certificate,)),
    )
    assert window.view is not None
    window.view.open_page("home")
    drop(window, server.folder / "tra-loi.txt")
    qtbot.waitUntil(lambda: isinstance(window.view and window.view.page, OutboxPage), timeout=PATIENCE)
    wait_for(qtbot, window, "returned")
    qtbot.waitUntil(lambda: bool(panel(window).details.findings), timeout=PATIENCE)
    assert words(panel(window)) == "Returned, 1 point to mend"
    panel(window).details.findings[0].click()
    page = window.view.page
    assert page.key == "task:staff-training"
    assert page.place() == SITUATION
    said = [each.text() for each in page.findChildren(QLabel) if "Chưa nêu số máy." in each.text()]
    assert len(said) == 1
    assert said[0].startswith(NAME)
    desk = desk_of(window)
    desk.set_value("/goals/general", "Mục tiêu đã sửa.")
    desk.review()
    qtbot.wait(50)
    assert desk.returned.findings  # while it is mended, it stays in sight
    window.view.open_page("issue")
    signing = window.view.page
    assert isinstance(signing, IssuePage)
    assert signing.content.returned.text() == "1 point of the reply is not marked as done yet."
    assert signing.content.returned.isVisible()
    signing.content.to_returned.click()
    assert window.view.page.place() == SITUATION
    desk.returned.settle(desk.returned.findings[0])
    qtbot.waitUntil(
        lambda: (
            not [each for each in page.findChildren(QLabel) if "số máy." in each.text() and each.isVisible()]
        ),
        timeout=PATIENCE,
    )


def drop(window: MainWindow, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    target = window.view or window.start
    QApplication.sendEvent(target, QDragEnterEvent(QPoint(5, 5), copy, mime, left, none))
    QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), copy, mime, left, none))


def test_a_wrong_code_asks_for_a_person_and_the_right_one_goes_on(
    qtbot: QtBot, window: MainWindow, server: RunningServer
) -> None:
    know(window, at(server))
    know_code(window, at(server), "wrong")
    send_by(sending(qtbot, window), "upload")
    wait_for(qtbot, window, "stopped")
    qtbot.waitUntil(lambda: words(panel(window)) == "Needs you to look", timeout=PATIENCE)
    know_code(window, at(server), server.token(UNIT))
    again = panel(window).details.buttons["resume"]
    window.activateWindow()
    again.setFocus()
    qtbot.waitUntil(again.hasFocus, timeout=PATIENCE)
    again.click()
    wait_for(qtbot, window, "received")
    # What had the focus is gone: another deed does not take its place, or the next key would do that.
    qtbot.waitUntil(panel(window).table.hasFocus, timeout=PATIENCE)


def test_a_key_store_that_does_not_open_is_said_unless_the_code_was_entered_in_this_session(
    qtbot: QtBot, window: MainWindow, server: RunningServer
) -> None:
    know(window, at(server))
    before, locked = keyring.get_keyring(), InMemory()
    locked.locked = True
    keyring.set_keyring(locked)
    try:
        send_by(sending(qtbot, window), "upload")
        wait_for(qtbot, window, "stopped")
        assert dispatches(window)[0].reason == "key_store"
        assert "Unlock it" in dispatches(window)[0].words
        know_code(window, at(server), server.token(UNIT))
        window.office.outbox.resume_without_code(at(server).key)
        wait_for(qtbot, window, "received")
    finally:
        keyring.set_keyring(before)


@pytest.mark.parametrize("entered", ["here", "in the address book"])
def test_the_reply_can_be_asked_for_now_and_a_lacking_code_is_entered(
    qtbot: QtBot,
    window: MainWindow,
    server: RunningServer,
    no_key_store: KeyringBackend,
    entered: str,
) -> None:
    assert no_key_store
    know(window, at(server))
    code = server.token(UNIT)
    know_code(window, at(server), code)
    send_by(sending(qtbot, window), "upload")
    wait_for(qtbot, window, "received")
    answer(server, sent_package(window).digest, "--accept")
    window.office.outbox.codes.held.clear()  # as after the next start
    details = panel(window).details
    qtbot.waitUntil(lambda: "ask_reply" in details.buttons, timeout=PATIENCE)
    assert "enter_code" not in details.buttons
    details.buttons["ask_reply"].click()
    qtbot.waitUntil(lambda: "enter_code" in details.buttons, timeout=PATIENCE)
    assert details.asked.isVisible()
    assert "The access code of this unit cannot be read." in details.asked.text()
    if entered == "here":
        details.buttons["enter_code"].click()
        qtbot.waitUntil(lambda: bool(window.findChildren(CodeQuestion)), timeout=PATIENCE)
        question = shown(CodeQuestion)
        question.code.setText(code)
        question.answer_button.click()
    else:
        know_code(window, at(server), code)
        window.office.outbox.resume_without_code(at(server).key)
    wait_for(qtbot, window, "accepted")
    qtbot.waitUntil(lambda: words(panel(window)) == "Accepted", timeout=PATIENCE)
    assert "enter_code" not in details.buttons


def test_what_is_paused_rests_until_it_is_resumed(
    qtbot: QtBot, window: MainWindow, server: RunningServer
) -> None:
    know(window, at(server))
    know_code(window, at(server), server.token(UNIT))
    window.office.outbox.preferences.change(is_paused=True)
    send_by(sending(qtbot, window), "upload")
    wait_for(qtbot, window, "waiting")
    assert window.office.outbox.words == "1 package is waiting: sending is paused"
    qtbot.waitUntil(lambda: "pause" in panel(window).details.buttons, timeout=PATIENCE)
    panel(window).details.buttons["pause"].click()
    wait_for(qtbot, window, "stopped")
    window.office.outbox.preferences.change(is_paused=False)
    qtbot.waitUntil(lambda: words(panel(window)) == "Paused", timeout=PATIENCE)
    panel(window).details.buttons["resume"].click()
    wait_for(qtbot, window, "received")


def test_by_mail_each_text_is_copied_and_the_folder_has_just_the_files(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    know(window, destination())
    window.office.preferences.change(
        msgspec.structs.replace(window.office.preferences.now, export_folder=str(tmp_path))
    )
    send_by(sending(qtbot, window), "mail")
    qtbot.waitUntil(lambda: bool(QApplication.topLevelWidgets()) and _mail() is not None, timeout=PATIENCE)
    dialog = shown(MailDialog)
    qtbot.waitUntil(lambda: dialog.laid is not None, timeout=PATIENCE)
    assert dialog.laid is not None
    for key, text in (("to", destination().email), ("subject", dialog.subject.text())):
        QTest.mouseClick(dialog.copies[key], Qt.MouseButton.LeftButton)
        assert QGuiApplication.clipboard().text() == text
        assert dialog.copies[key].text() == "Copied"
    with desktop() as programs:
        dialog.open_folder.click()
        dialog.draft.click()
    folder, draft = programs.opened
    assert sorted(path.name for path in folder.iterdir()) == sorted(f.name for f in dialog.laid.mail.files)
    assert draft.name == "message.eml"
    assert dispatches(window)[0].state == "waiting"
    dialog.sent.click()
    wait_for(qtbot, window, "handed")
    qtbot.waitUntil(lambda: words(panel(window)) == "Handed over, no receipt yet", timeout=PATIENCE)
    (tmp_path / "a.json").write_bytes(receipt_bytes(sent_package(window)))
    panel(window).take_in(tmp_path / "a.json")
    wait_for(qtbot, window, "received")


def _mail() -> MailDialog | None:
    return next(
        (w for w in QApplication.topLevelWidgets() if isinstance(w, MailDialog) and w.isVisible()), None
    )


def test_a_mail_server_that_is_not_there_is_told_and_the_message_waits(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    know(window, destination())
    window.office.preferences.change(
        msgspec.structs.replace(window.office.preferences.now, export_folder=str(tmp_path))
    )
    window.office.outbox.preferences.change(mail_server="127.0.0.1", mail_sender="xa@hatinh.gov.vn")
    send_by(sending(qtbot, window), "mail")
    qtbot.waitUntil(lambda: _mail() is not None, timeout=PATIENCE)
    dialog = shown(MailDialog)
    qtbot.waitUntil(lambda: dialog.laid is not None, timeout=PATIENCE)
    dialog.post.click()
    qtbot.waitUntil(
        lambda: "no connection to the mail server" in dialog.notice.words.text(), timeout=PATIENCE
    )
    assert dispatches(window)[0].state == "waiting"
    assert dialog.post.isEnabled()


def test_on_a_stick_it_is_read_back_before_it_may_be_taken_out(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    know(window, destination())
    (tmp_path / "stick").mkdir()
    send_by(sending(qtbot, window), "folder")
    qtbot.waitUntil(
        lambda: any(isinstance(w, StickDialog) and w.isVisible() for w in QApplication.topLevelWidgets()),
        timeout=PATIENCE,
    )
    dialog = shown(StickDialog)
    assert not dialog.write.isEnabled()
    dialog.show_place(str(tmp_path / "stick"))
    dialog.write.click()
    qtbot.waitUntil(lambda: dialog.written is not None, timeout=PATIENCE)
    assert "Have the system remove the stick safely" in dialog.notice.words.text()
    (folder,) = (tmp_path / "stick").iterdir()
    assert "dxdesk-manifest.json" in {path.name for path in folder.iterdir()}
    wait_for(qtbot, window, "handed")


def test_a_stick_that_is_gone_is_told_and_nothing_counts_as_handed_over(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    know(window, destination())
    send_by(sending(qtbot, window), "folder")
    qtbot.waitUntil(
        lambda: any(isinstance(w, StickDialog) and w.isVisible() for w in QApplication.topLevelWidgets()),
        timeout=PATIENCE,
    )
    dialog = shown(StickDialog)
    dialog.show_place(str(tmp_path / "nowhere"))
    dialog.write.click()
    qtbot.waitUntil(dialog.notice.isVisible, timeout=PATIENCE)
    assert "is not there any more" in dialog.notice.words.text()
    assert dispatches(window)[0].state == "waiting"


def test_an_answer_of_a_stranger_changes_nothing_and_says_why(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "a.dxreply.json").write_bytes(reply_bytes(read(), 1, "accepted"))
    window.show_start()
    window.start.take([tmp_path / "a.dxreply.json"])
    qtbot.waitUntil(lambda: window.start.outbox is not None, timeout=PATIENCE)
    assert window.start.outbox is not None
    notice = window.start.outbox.panel.notice
    qtbot.waitUntil(notice.isVisible, timeout=PATIENCE)
    assert "not sent from here" in notice.words.text()


def test_what_is_queued_is_neither_sealed_anew_nor_opened_again_without_a_word(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with sealed_only(tmp_path) as window:
        know(window, destination())
        dialog = sending(qtbot, window)
        assert "not recorded as issued" in dialog.about.text()
        send_by(dialog, "folder")
        qtbot.waitUntil(lambda: bool(dispatches(window)), timeout=PATIENCE)
        for each in QApplication.topLevelWidgets():
            if isinstance(each, StickDialog):
                each.close()
        assert window.view is not None
        window.view.open_page("issue")
        page = window.view.page
        assert isinstance(page, IssuePage)
        page.reopen()
        assert page.answers.answer is not None
        assert "stands in the outbox" in page.answers.answer.labels[0].text()
        window.view.open_page("outbox")
        qtbot.waitUntil(lambda: "withdraw" in panel(window).details.buttons, timeout=PATIENCE)
        panel(window).details.buttons["withdraw"].click()
        wait_for(qtbot, window, "withdrawn")
        page.reopen()
        window.office.archive.flush()
        assert page.revision is None


def test_only_a_sealed_plan_is_sent(qtbot: QtBot, tmp_path: Path) -> None:
    with window_with(tmp_path, level="xa") as window:
        assert window.view is not None
        window.view.open_page("issue")
        page = window.view.page
        assert isinstance(page, IssuePage)
        qtbot.waitExposed(page)
        assert not page.sending.send.isEnabled()
        assert page.sending.about.text().startswith("Only a sealed plan is sent")


def test_the_outbox_is_reached_by_key_and_by_search(qtbot: QtBot, window: MainWindow) -> None:
    assert window.view is not None
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert window.view.key == "outbox"
    window.show_start()
    QTest.keyClick(window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert window.start.outbox is not None
    assert window.start.outbox.isVisible()
    window.start.outbox.back.click()
    assert window.start.list.isVisible()
