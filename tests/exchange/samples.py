"""A receipt, a reply and an address book that every test can change."""

from datetime import UTC, date, datetime

from dxdesk.exchange.format import (
    AddressBook,
    Destination,
    Receipt,
    ReceiptStatement,
    Receiver,
    Reply,
    ReplyFinding,
    ReplyStatement,
)
from dxdesk.package.format import StatementUnit

DISTRICT = Receiver(
    name="Phòng Văn hóa và Thông tin huyện Lộc Hà",
    unit=StatementUnit(scheme="gso-2022", code="448", level="huyen"),
)
_COMMUNE = StatementUnit(scheme="gso-2022", code="18580", level="xa")
_WHEN = datetime(2022, 12, 5, 2, 12, 44, tzinfo=UTC)


def receipt() -> Receipt:
    return Receipt(
        format="dxdesk.receipt",
        version="1.0",
        statement=ReceiptStatement(
            type="dxdesk.receipt",
            package="a" * 64,
            unit=_COMMUNE,
            year=2023,
            revision=1,
            number=17,
            received_at=_WHEN,
            receiver=DISTRICT,
        ),
    )


def reply() -> Reply:
    finding = ReplyFinding(
        severity="error", pointer="/tasks/cloud/situation", message="Chưa nêu số máy trạm."
    )
    return Reply(
        format="dxdesk.reply",
        version="1.0",
        statement=ReplyStatement(
            type="dxdesk.reply",
            package="a" * 64,
            unit=_COMMUNE,
            year=2023,
            revision=1,
            number=1,
            verdict="returned",
            note="Đề nghị bổ sung trước ngày 10/12.",
            findings=(finding,),
            answered_at=_WHEN,
            answered_by="Trần Thị B",
            receiver=DISTRICT,
        ),
    )


def addresses() -> AddressBook:
    district = Destination(
        key="loc-ha",
        receiver=DISTRICT,
        email="vhtt.locha@hatinh.gov.vn",
        url="https://chuyendoiso.hatinh.gov.vn/",
        mail_limit=20 * 2**20,
    )
    return AddressBook(
        format="dxdesk.addresses",
        version="1.0",
        issued_by="Sở Thông tin và Truyền thông tỉnh Hà Tĩnh",
        issued_on=date(2022, 11, 20),
        destinations=(district,),
    )
