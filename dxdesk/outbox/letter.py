"""The words of a mail that brings a package. Documents are Vietnamese, whatever the window speaks."""

import re
from collections.abc import Iterable
from typing import Final

from dxdesk.language import translate as _
from dxdesk.outbox.enclosures import Enclosure
from dxdesk.package.check_code import groups
from dxdesk.package.format import Package
from dxdesk.plan.wording import agency_name, type_name
from dxdesk.text.characters import clean
from dxdesk.text.dates import short_date
from dxdesk.text.days import VIETNAM
from dxdesk.text.sizes import kilobytes, megabytes
from dxdesk.value import Value

SUBJECT: Final = "[KH CĐS {year}] {agency} – lần ban hành {revision}"
_FIELD: Final = re.compile(r"\{([a-z]*)\}")
_LONGEST: Final = 200
_ROW: Final = 4  # groups of the check code in a line


class SubjectError(ValueError):
    """A pattern for the subject names a field that there is not; the sentence lists those that there are."""


class Letter(Value, frozen=True, kw_only=True):
    """What a mail says: its address, subject and body, each fit to be copied."""

    to: str
    subject: str
    body: str


def subject_of(package: Package, pattern: str = SUBJECT) -> str:
    """Return the subject that a pattern makes for a package: one line.

    Raises:
        SubjectError: the pattern names a field that there is not.
    """
    statement, unit = package.statement, package.plan.unit
    fields = {
        "year": str(statement.year),
        "agency": f"UBND {unit.name}",
        "unit": unit.name,
        "code": unit.code,
        "revision": str(statement.revision),
        "number": package.metadata.code_number,
    }

    def filled(found: re.Match[str]) -> str:
        if found[1] not in fields:
            sentence = _("The subject has no field “{field}”. There are: {fields}.")
            names = ", ".join(f"{{{name}}}" for name in fields)
            raise SubjectError(sentence.format(field=found[0], fields=names))
        return fields[found[1]]

    line = " ".join(clean(_FIELD.sub(filled, pattern), many_lines=False).split())
    return line[:_LONGEST]


def body_of(
    package: Package, receiver: str, enclosed: Iterable[Enclosure], *, is_whole: bool, reply_to: str = ""
) -> str:
    """Return the body of a mail: what comes, its check code, the files, and what is asked of the receiver.

    `is_whole` tells whether the package has its documents in it; `reply_to` is where the receipt is to go, if
    not to the sender of the mail.
    """
    code = groups(package.digest)
    rows = ["   " + "  ".join(code[start : start + _ROW]) for start in range(0, len(code), _ROW)]
    files = [f"   - {each.name} ({_size(len(each.data))})" for each in enclosed]
    plan, statement = package.plan, package.statement
    greeting = f"Kính gửi: {_line(receiver)}" if receiver else "Kính gửi Quý cơ quan"
    lines = [
        f"{greeting},",
        "",
        (
            f"{_line(agency_name(plan))} (mã đơn vị {plan.unit.code}) gửi gói dữ liệu kế hoạch chuyển đổi số"
            f" năm {statement.year}, lần ban hành {statement.revision}."
        ),
        "",
        f"Văn bản: {_line(_document(package))}",
        *(
            [f"Chốt lúc: {statement.sealed_at.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}"]
            if statement.sealed_at
            else []
        ),
        "",
        "Tệp gửi kèm:",
        *files,
        *([] if is_whole else _without_documents()),
        "",
        "Mã kiểm tra của gói dữ liệu (16 nhóm, ghi cả trên phiếu chuyển kèm):",
        *rows,
        "",
        (
            "Đề nghị Quý cơ quan nhập tệp .dxplan.json vào phần mềm tổng hợp và gửi lại phiếu tiếp nhận"
            f" (tệp có đuôi .dxreceipt.json) {_where(reply_to)}. Không sửa và không đổi tên tệp."
        ),
        "",
        "Trân trọng.",
        _line(agency_name(plan)),
        "",
    ]
    return "\n".join(lines)


def _without_documents() -> list[str]:
    return [
        "",
        (
            "Do giới hạn dung lượng thư, gói dữ liệu không kèm các tệp văn bản; các tệp đó được gửi theo cách khác."
            " Số liệu và mã kiểm tra không thay đổi."
        ),
    ]


def _document(package: Package) -> str:
    plan, metadata = package.plan, package.metadata
    number = f" số {metadata.code_number}" if metadata.code_number else ""
    number += f"/{metadata.code_notation}" if number and metadata.code_notation else ""
    day = f" ngày {short_date(metadata.issued_date)}" if metadata.issued_date else ""
    return f"{type_name(plan)}{number}{day} – {plan.document.subject}".rstrip(" –")


def _where(reply_to: str) -> str:
    return f"về địa chỉ {reply_to}" if reply_to else "bằng cách trả lời thư này"


def _size(count: int) -> str:
    large = megabytes(count)
    return f"{kilobytes(count)} KB" if large is None else f"{large[0]},{large[1]} MB"


def _line(text: str) -> str:
    return " ".join(clean(text, many_lines=False).split())
