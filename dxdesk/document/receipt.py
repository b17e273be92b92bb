"""The receipt sheet: one page that says which package a receiver has taken, for eyes and for scanners.

The receipt itself, with its signature, is data within the file. Like all documents it is always Vietnamese.
"""

from datetime import datetime
from typing import Final

from dxdesk.document.slip import SlipRow, moment_words, printable
from dxdesk.text.dates import long_date
from dxdesk.text.days import VIETNAM
from dxdesk.value import Value

TITLE: Final = "Phiếu tiếp nhận"
CODE_TITLE: Final = "Mã kiểm tra của gói dữ liệu"
STEPS_TITLE: Final = "Kiểm tra phiếu, không cần mạng"
SIGNED_TITLE: Final = "Đã ký số"
UNSIGNED_MARK: Final = "CHƯA KÝ SỐ"
_SIGNED: Final = (
    "Phiếu gốc cùng chữ ký số nằm trong tệp PDF này: mở tệp trong phần mềm để biết chữ ký còn đúng không. "
    "Bản in chỉ để tra cứu."
)
_UNSIGNED: Final = "Phiếu này chưa có chữ ký số của nơi nhận nên chưa có giá trị xác nhận."
_SCAN: Final = "Quét mã QR, hoặc gõ hai nhóm mà phần mềm hỏi, để biết phiếu thuộc về gói dữ liệu nào."
_ABOUT: Final = "Gói dữ liệu Kế hoạch Chuyển đổi số năm {year}"
_SCOPE: Final = "Phiếu xác nhận gói dữ liệu đã đến nơi nhận; ý kiến về nội dung được trả lời riêng."
_MOST_SIGNERS: Final = 2


class SignedBy(Value, frozen=True, kw_only=True):
    """A signature as its certificate names it; `at` is the time by the signer's clock."""

    name: str
    organisation: str
    issuer: str
    serial: str
    at: datetime | None


class ReceiptSheet(Value, frozen=True, kw_only=True):
    """The page as it is said: `mark` is the word across it, `code` what its QR code holds."""

    receiver: str
    number: str
    day: str
    title: str
    about: str
    mark: str
    rows: tuple[SlipRow, ...]
    code: str
    groups: tuple[str, ...]
    steps: tuple[str, ...]
    signed: tuple[str, ...]


def compose_receipt(
    *,
    receiver: str,
    number: int,
    received_at: datetime,
    sender: str,
    places: str,
    year: int,
    revision: int,
    file_name: str,
    code: str,
    groups: tuple[str, ...],
    signers: tuple[SignedBy, ...],
) -> ReceiptSheet:
    """Compose the sheet of a receipt: `number` is that of the intake, `places` is where the sender is.

    `code` and `groups` are the check code of the package, for scanners and for people.
    """
    day = received_at.astimezone(VIETNAM).date()
    rows = [
        SlipRow(label="Cơ quan gửi", text=printable(sender), note=printable(places)),
        SlipRow(
            label="Gói dữ liệu",
            text=f"Kế hoạch năm {year}, lần ban hành thứ {revision}",
            note=file_name,
        ),
        SlipRow(label="Nhận lúc", text=moment_words(received_at)),
    ]
    return ReceiptSheet(
        receiver=printable(receiver).upper(),
        number=f"Số tiếp nhận: {number}",
        day=long_date(day, day.year).capitalize(),
        title=TITLE.upper(),
        about=_ABOUT.format(year=year),
        mark="" if signers else UNSIGNED_MARK,
        rows=(*rows, *(row for signer in signers[:_MOST_SIGNERS] for row in _signature_rows(signer))),
        code=code,
        groups=groups,
        steps=(_SIGNED if signers else _UNSIGNED, _SCAN, _SCOPE),
        signed=tuple(printable(signer.name) for signer in signers[:1]),
    )


def _signature_rows(signer: SignedBy) -> tuple[SlipRow, SlipRow]:
    name, issuer = printable(signer.name), printable(signer.issuer)
    organisation = printable(signer.organisation) if signer.organisation != signer.name else ""
    own = signer.issuer == signer.name
    return (
        SlipRow(
            label="Chữ ký số",
            text=", ".join(filter(None, (name, organisation))),
            note=_when(signer),
        ),
        SlipRow(
            label="Chứng thư số",
            text="Do nơi nhận tự cấp" if own else f"Do {issuer} cấp",
            note=f"số {signer.serial}",
        ),
    )


def _when(signer: SignedBy) -> str:
    if signer.at is None:
        return ""
    return f"ký lúc {moment_words(signer.at)}, theo đồng hồ máy ký"
