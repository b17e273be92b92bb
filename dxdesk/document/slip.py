"""The transmittal slip: one page that goes with the signed paper and names the file that belongs to it.

It is no part of the document of Decree 30, and like the documents it is always Vietnamese.
"""

from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from dxdesk.document.paragraphs import one_line
from dxdesk.plan.model import Plan
from dxdesk.plan.wording import TYPE_NAMES, agency_name, default_year, type_name
from dxdesk.text.characters import clean, printable_characters
from dxdesk.text.dates import BLANK, long_date, printed_date
from dxdesk.text.numerals import document_number
from dxdesk.value import Value

TITLE: Final = "Phiếu chuyển kèm"
ABOUT: Final = "Đi cùng văn bản giấy để đối chiếu với tệp dữ liệu; không phải là một phần của văn bản."
DRAFT_MARK: Final = "BẢN NHÁP"
CODE_TITLE: Final = "Mã kiểm tra của tệp dữ liệu"
STEPS_TITLE: Final = "Nơi nhận làm ba bước"
STEPS: Final = (
    "Xem số, ngày và số trang ghi trên phiếu có đúng với văn bản giấy không.",
    "Mở tệp dữ liệu trong phần mềm; quét mã QR, hoặc gõ hai nhóm mà phần mềm hỏi.",
    "Khớp thì ký nhận bên dưới. Không khớp thì chưa dùng tệp, đề nghị nơi gửi gửi lại.",
)
RECEIPT_TITLE: Final = "Nơi nhận xác nhận"
RESULTS: Final = ("Khớp", "Không khớp")
RECEIVED: Final = ("Nhận lúc ........ giờ ........ phút,", "ngày ........ tháng ........ năm 20.......")
RECEIVER: Final = "Người nhận"
RECEIVER_NOTE: Final = "(ký, ghi rõ họ tên)"

_VIETNAM: Final = timezone(timedelta(hours=7))
_DOTS: Final = " ....... "
_UNKNOWN: Final = "?"  # for what the font cannot print; a document that has such texts is not exported


class SlipRow(Value, frozen=True, kw_only=True):
    """What the slip says on one matter; `note` is a smaller line below."""

    label: str
    text: str
    note: str = ""
    strong: bool = False


class Slip(Value, frozen=True, kw_only=True):
    """The page as it is said: `mark` is the word across it, `code` what its QR code holds."""

    title: str
    about: str
    mark: str
    rows: tuple[SlipRow, ...]
    code: str
    groups: tuple[str, ...]
    steps: tuple[str, ...]


def compose_slip(
    plan: Plan,
    *,
    revision: int,
    amendment: bool,
    sealed_at: datetime | None,
    pages: int | None,
    file_name: str,
    code: str,
    groups: tuple[str, ...],
) -> Slip:
    """Compose the slip of a plan's package. What is not known yet is left as dots to write on.

    `code` and `groups` are its check code for scanners and for people, `pages` those of the paper.
    """
    draft = SlipRow(label="Niêm phong", text="Bản nháp, chưa niêm phong", strong=True)
    sealed = draft if sealed_at is None else SlipRow(label="Niêm phong", text=moment_words(sealed_at))
    return Slip(
        title=TITLE.upper(),
        about=ABOUT,
        mark=DRAFT_MARK if sealed_at is None else "",
        rows=(
            _sender(plan),
            SlipRow(
                label="Văn bản",
                text=printable(f"{TYPE_NAMES['plan']} {plan.document.subject}"),
                note=_issue(plan.year, revision, amendment=amendment),
            ),
            SlipRow(label="Số và ngày", text=_number_and_day(plan)),
            SlipRow(label="Số trang", text=f"{pages or '.......'} trang"),
            SlipRow(label="Tệp dữ liệu", text=file_name),
            sealed,
        ),
        code=code,
        groups=groups,
        steps=STEPS,
    )


def _sender(plan: Plan) -> SlipRow:
    unit = plan.unit
    places = [place for place in (unit.superior, unit.province) if place]
    return SlipRow(
        label="Cơ quan gửi",
        text=printable(agency_name(plan)),
        note=printable(", ".join([*places, f"mã đơn vị {unit.code}"])),
    )


def _issue(year: int, revision: int, *, amendment: bool) -> str:
    """Say which issue it is: revisions count from 1, the first of them is as a rule no amendment."""
    if amendment:
        kind = f"bản điều chỉnh lần {revision - 1}" if revision > 1 else "bản điều chỉnh"
    else:
        kind = "bản đầu" if revision == 1 else "bản phát hành lại"
    return f"Kế hoạch năm {year}, lần gửi thứ {revision} ({kind})"


def _number_and_day(plan: Plan) -> str:
    document = plan.document
    number = document_number(document.number) if document.number else "............"
    day = long_date(document.issued_on, default_year(plan)).replace(BLANK, _DOTS)
    return printable(f"{type_name(plan)} số {number}/{document.symbol}, {day}")


def moment_words(moment: datetime) -> str:
    """Return a moment by the clocks of Viet Nam, which have no summer time."""
    try:
        local, zone = moment.astimezone(_VIETNAM), "giờ Việt Nam"
    except OverflowError:  # the first or the last day of the calendar
        local, zone = moment, moment.tzname() or str(UTC)
    return f"{local:%H:%M}, ngày {printed_date(local.date())} ({zone})"


def printable(text: str) -> str:
    """Return a text on one line, with "?" for what the font cannot print."""
    known = printable_characters()
    line = one_line(clean(text, many_lines=False))
    return "".join(character if character in known else _UNKNOWN for character in line)
