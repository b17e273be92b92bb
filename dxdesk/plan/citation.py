"""A legal basis as one sentence, taken apart into what Decree 30/2020 (Appendix I, II.6.a) has it made of."""

import re
from typing import Final

from dxdesk.plan.model import LegalBasis
from dxdesk.plan.wording import basis_sentence
from dxdesk.text.dates import long_date
from dxdesk.text.days import UnclearDayError, read_day

_LEAD: Final = r"(?P<lead>Căn cứ|Thực hiện|Triển khai(?: thực hiện)?|Theo đề nghị của|Xét đề nghị của)"
_KIND: Final = (
    "Hiến pháp|Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư liên tịch|Thông tư|Chỉ thị|"
    "Công văn|Kế hoạch|Chương trình|Hướng dẫn|Thông báo|Kết luận|Đề án|Văn bản|Tờ trình|Công điện"
)
_OPENINGS: Final = "về|quy định|ban hành|phê duyệt|hướng dẫn|sửa đổi|phát triển|thực hiện|v/v|triển khai"
_lead = re.compile(rf"{_LEAD}\s+(?P<rest>.+)", re.IGNORECASE | re.DOTALL)
_numbered = re.compile(
    rf"(?P<kind>{_KIND}) số:? ?(?P<number>\S*/\S*?),? (?P<day>ngày .{{3,25}}?\d{{4}}),? "
    rf"của (?P<issuer>.+?)(?:,)? (?P<abstract>(?:{_OPENINGS})\b.+)",
    re.IGNORECASE,
)
_law = re.compile(rf"(?P<kind>{_KIND}) (?P<abstract>.+?) (?P<day>ngày .{{3,25}}?\d{{4}})", re.IGNORECASE)
_item_mark = re.compile(r"[-–•+*] +")


def read_citation(text: str, year: int) -> LegalBasis:
    """Return a basis that is cited in one sentence.

    It is taken apart only where putting it together gives the sentence again; else all but the opening
    words is the abstract.
    """
    sentence = _item_mark.sub("", " ".join(text.split()), count=1) if _item_mark.match(text) else text
    sentence = " ".join(sentence.split()).rstrip(" .;")
    found = _lead.fullmatch(sentence)
    lead, rest = (found["lead"], found["rest"]) if found else ("Căn cứ", sentence)
    for form in (_numbered, _law):
        if parts := form.fullmatch(rest):
            basis = _basis(lead, parts, year)
            if basis and _plain(basis_sentence(basis)) == _plain(
                _with_long_date(f"{lead} {rest}", basis, parts)
            ):
                return basis
    return LegalBasis(lead=lead, abstract=rest)


def _basis(lead: str, parts: re.Match[str], year: int) -> LegalBasis | None:
    named = parts.groupdict()
    try:
        issued_on = read_day(named["day"], year)
    except UnclearDayError:
        return None
    return LegalBasis(
        lead=lead,
        kind=named["kind"],
        number=named.get("number") or "",
        issued_on=issued_on,
        issuer=named.get("issuer") or "",
        abstract=named["abstract"],
    )


def _with_long_date(sentence: str, basis: LegalBasis, parts: re.Match[str]) -> str:
    return sentence.replace(parts["day"], long_date(basis.issued_on, 0))


def _plain(sentence: str) -> str:
    return re.sub(r"[,:]", "", sentence).replace("số ", "số").rstrip(" .;")
