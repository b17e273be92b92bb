"""Pictures of sending: the outbox in many states, the dialogs, the address book; with receivers that are made up."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from tempfile import TemporaryDirectory
from typing import Final

import msgspec
from PySide6.QtWidgets import QApplication, QWidget

from dxdesk.exchange.format import (
    ADDRESSES,
    RECEIPT,
    REPLY,
    VERSION,
    AddressBook,
    Destination,
    Receipt,
    ReceiptStatement,
    Receiver,
    Reply,
    ReplyFinding,
    ReplyStatement,
)
from dxdesk.exchange.writing import exchanged_bytes
from dxdesk.issuing.closing import seal
from dxdesk.issuing.standing import draft_of
from dxdesk.outbox.address_book import keep_own
from dxdesk.outbox.queueing import queue_revision
from dxdesk.package.format import StatementUnit
from dxdesk.store.dispatch import Dispatch
from dxdesk.store.store import Store
from dxdesk.text.days import VIETNAM
from ui.main_window import MainWindow

_SEALED: Final = datetime(2022, 12, 1, 9, tzinfo=VIETNAM)
_DISTRICT: Final = "Phòng Văn hóa và Thông tin huyện Lộc Hà"
_PROVINCE: Final = "Sở Thông tin và Truyền thông tỉnh Hà Tĩnh"
_PATIENCE: Final = 60  # seconds
Rested = Callable[[str, QWidget], Iterator[tuple[str, QWidget]]]


def sending_views(window: MainWindow, plan_id: str, rested: Rested) -> Iterator[tuple[str, QWidget]]:
    """Yield each view by name, shown and at rest; the plan is sealed and sent for it."""
    window.open_plan(plan_id)
    view = window.view
    assert view is not None  # noqa: S101 - just opened
    if not view.desk.book.revisions:
        _send(window)
    view.open_page("issue")
    yield from rested("issue-sealed", window)
    view.open_page("outbox")
    _settle(window)
    yield from rested("outbox", window)
    yield from _dialogs(window, rested)
    window.show_start()
    window.start.show_list()  # instead of the questions for a new plan
    _settle(window)
    yield from rested("start-sent", window)
    window.start.show_outbox()
    _settle(window)
    yield from rested("outbox-all", window)
    window.start.show_list()


def _dialogs(window: MainWindow, rested: Rested) -> Iterator[tuple[str, QWidget]]:
    from ui.address_dialog import open_addresses  # noqa: PLC0415 - as in the menu
    from ui.address_entry import AddressQuestion  # noqa: PLC0415
    from ui.address_import import BookQuestion  # noqa: PLC0415
    from ui.address_jobs import book_in  # noqa: PLC0415
    from ui.mail_dialog import MailDialog  # noqa: PLC0415
    from ui.send_dialog import SendDialog  # noqa: PLC0415
    from ui.settings import open_settings  # noqa: PLC0415
    from ui.stick_dialog import StickDialog  # noqa: PLC0415

    office, view = window.office, window.view
    assert view is not None  # noqa: S101 - a plan is open
    revision = view.desk.standing.sealed
    assert revision is not None  # noqa: S101 - it was sealed
    yield from _closed("send", SendDialog(view.desk, office, revision, window, lambda _sent: None), rested)
    by_hand: dict[str, Dispatch] = {
        each.means: each for each in office.archive.read(lambda store: store.dispatches.list())
    }
    with TemporaryDirectory() as folder:
        before = office.preferences.now
        office.preferences.change(msgspec.structs.replace(before, export_folder=folder))
        yield from _closed("mail", MailDialog(office, by_hand["mail"], window), rested)
        office.preferences.change(before)
    yield from _closed("stick", StickDialog(office, by_hand["folder"], window), rested)
    yield from _closed("addresses", open_addresses(window), rested)
    book = exchanged_bytes(_book())
    read = office.archive.read(lambda store: book_in(store, book, {}))
    yield from _closed("address-book", BookQuestion(read, window, lambda: None), rested)  # type: ignore[arg-type]
    yield from _closed("address", AddressQuestion(office, window, lambda: None, _district()), rested)
    settings = open_settings(window)
    settings.tabs.setCurrentIndex(3)
    yield from _closed("settings-sending", settings, rested)


def _closed(name: str, dialog: QWidget, rested: Rested) -> Iterator[tuple[str, QWidget]]:
    dialog.show()
    window = dialog.window().parentWidget() if dialog.parentWidget() else None
    if isinstance(window, MainWindow):
        _settle(window)
    yield from rested(name, dialog)
    dialog.close()


def _settle(window: MainWindow) -> None:
    """Wait until nothing is read or made beside the window."""
    for _round in range(3):
        window.office.archive.flush()
        window.office.worker.wait_idle(_PATIENCE)
        QApplication.processEvents()


def _send(window: MainWindow) -> None:
    assert window.view is not None  # noqa: S101 - a plan is open
    desk, archive = window.view.desk, window.office.archive
    sealed = seal(draft_of(desk.plan, desk.standing), desk.pack, "fields", _SEALED)
    desk.book.seal(sealed.revision, sealed.exported.package)
    desk.book.issue(1, "15", date(2022, 12, 5))
    archive.flush()
    archive.write(partial(_fill, plan_id=desk.plan_id))
    archive.flush()
    window.office.outbox.note_change()
    archive.flush()


def _fill(store: Store, plan_id: str) -> None:
    moment = datetime(2022, 12, 5, 2, 12, tzinfo=UTC)
    for destination in (_district(), _province()):
        keep_own(store, destination)
    waiting = queue_revision(store, plan_id, 1, _province(), "upload")
    store.dispatches.begin(waiting.id, at=moment)
    words = "Chưa có kết nối tới nơi nhận. Phần mềm tự gửi lại."
    store.dispatches.note_attempt(waiting.id, words, datetime.now(UTC) + timedelta(minutes=12), at=moment)
    store.dispatches.pause(waiting.id, at=moment)
    handed = queue_revision(store, plan_id, 1, _province(), "folder")
    store.dispatches.handed(handed.id, at=moment)
    queue_revision(store, plan_id, 1, _province(), "mail")
    sent = queue_revision(store, plan_id, 1, _district(), "upload")
    store.dispatches.begin(sent.id, at=moment)
    store.dispatches.keep_receipt(sent.id, exchanged_bytes(_receipt(sent, moment)), at=moment)
    later = moment + timedelta(days=2)
    store.dispatches.keep_reply(sent.id, exchanged_bytes(_reply(sent, later)), 1, "returned", at=later)


def _district() -> Destination:
    return Destination(
        key="loc-ha",
        receiver=Receiver(name=_DISTRICT, unit=StatementUnit(scheme="gso-2022", code="448", level="huyen")),
        email="vhtt.locha@hatinh.gov.vn",
        url="https://cds.hatinh.gov.vn/loc-ha/",
    )


def _province() -> Destination:
    return Destination(
        key="ha-tinh",
        receiver=Receiver(name=_PROVINCE),
        email="cds@hatinh.gov.vn",
        url="https://cds.hatinh.gov.vn/",
    )


def _book() -> AddressBook:
    return AddressBook(
        format=ADDRESSES,
        version=VERSION,
        issued_by=_PROVINCE,
        issued_on=date(2022, 11, 20),
        destinations=(_district(), _province()),
    )


def _receipt(sent: Dispatch, at: datetime) -> Receipt:
    statement = ReceiptStatement(
        type=RECEIPT,
        package=sent.digest,
        unit=StatementUnit(scheme="gso-2022", code="18580", level="xa"),
        year=2023,
        revision=1,
        number=17,
        received_at=at,
        receiver=Receiver(name=_DISTRICT),
    )
    return Receipt(format=RECEIPT, version=VERSION, statement=statement)


def _reply(sent: Dispatch, at: datetime) -> Reply:
    statement = ReplyStatement(
        type=REPLY,
        package=sent.digest,
        unit=StatementUnit(scheme="gso-2022", code="18580", level="xa"),
        year=2023,
        revision=1,
        number=1,
        verdict="returned",
        note="Đề nghị bổ sung trước ngày 12/12/2022.",
        findings=(
            ReplyFinding(
                severity="error",
                pointer="/tasks/staff-training/situation",
                message="Chưa nêu số cán bộ đã được tập huấn trong năm 2022.",
            ),
            ReplyFinding(
                severity="warning", pointer="/goals/general", message="Nên nêu rõ mục tiêu của cả năm."
            ),
        ),
        answered_at=at,
        answered_by="Trần Thị B",
        receiver=Receiver(name=_DISTRICT),
    )
    return Reply(format=REPLY, version=VERSION, statement=statement)
