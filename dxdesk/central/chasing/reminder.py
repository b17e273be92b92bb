"""The mail that a unit is reminded with; like all that goes out, it is Vietnamese."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from dxdesk.central.chasing.cases import Case, Matter
from dxdesk.exchange.message import POLICY, text_message
from dxdesk.plan.wording import COMMITTEE
from dxdesk.text.characters import clean
from dxdesk.text.dates import short_date
from dxdesk.text.days import VIETNAM

_MOST: Final = 50  # matters in a mail
_SUBJECT: Final = "[KH CĐS {year}] {about} – {committee} {name} (mã đơn vị {code})"


def reminder(case: Case, year: int, deadline: date, *, agency: str, to: str = "") -> bytes:
    """Return a draft that a mail program opens ready to be sent; without an address, whoever sends it names one.

    Raises:
        MailError: the address cannot be used.
    """
    unit = case.unit
    is_missing = any(matter.trouble == "missing" for matter in case.matters)
    about = "Đôn đốc gửi kế hoạch" if is_missing else "Đề nghị kiểm tra, gửi lại kế hoạch"
    name = unit.name[:1].lower() + unit.name[1:]
    subject = _SUBJECT.format(year=year, about=about, committee=COMMITTEE, name=name, code=unit.code)
    body = "\n".join(_lines(case, year, deadline, f"{COMMITTEE} {name}", agency))
    message = text_message(
        subject, body, to=to, receiver=f"{COMMITTEE} {name}", boundary=f"=_dxdesk-{year}-{unit.code}"
    )
    message["X-Unsent"] = "1"
    return message.as_bytes(policy=POLICY)


def _lines(case: Case, year: int, deadline: date, name: str, agency: str) -> Iterator[str]:
    unit = case.unit
    yield f"Kính gửi: {name} (mã đơn vị {unit.code}),"
    yield ""
    if unit.received_at is None and any(matter.trouble == "refused" for matter in case.matters):
        yield (
            f"{agency} đã nhận được tệp kế hoạch chuyển đổi số năm {year} ghi tên Quý cơ quan nhưng chưa tiếp nhận "
            f"được vì tệp có lỗi. Hạn gửi là hết ngày {short_date(deadline)}."
        )
    elif unit.received_at is None:
        yield (
            f"Kế hoạch chuyển đổi số năm {year} có hạn gửi đến hết ngày {short_date(deadline)}. Đến nay "
            f"{agency} chưa nhận được gói dữ liệu kế hoạch của Quý cơ quan."
        )
    else:
        when = unit.received_at.astimezone(VIETNAM)
        yield (
            f"{agency} đã nhận gói dữ liệu kế hoạch chuyển đổi số năm {year} của Quý cơ quan lúc "
            f"{when:%H:%M} ngày {short_date(when.date())}{' (sau ngày hạn)' if unit.late else ''}."
        )
    yield ""
    yield "Những việc cần xử lý:"
    asked = [matter for matter in case.matters if matter.cure]
    for number, matter in enumerate(asked[:_MOST], start=1):
        yield from _matter(number, matter)
    if len(asked) > _MOST:
        yield f"… và {len(asked) - _MOST} việc khác."
    yield ""
    yield "Đề nghị Quý cơ quan xử lý và gửi lại gói dữ liệu (tệp .dxplan.json) bằng phần mềm."
    yield ""
    yield "Trân trọng."
    yield agency
    yield ""


def _matter(number: int, matter: Matter) -> Iterator[str]:
    code = f" [{matter.code}]" if matter.code else ""
    yield f"{number}. {_line(matter.what)}{code}"
    if matter.place:
        yield f"   Vị trí: {_line(matter.place)}"
    yield f"   Cách xử lý: {_line(matter.cure)}"


def _line(text: str) -> str:
    return " ".join(clean(text, many_lines=False).split())
