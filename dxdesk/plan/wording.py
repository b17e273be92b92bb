"""How the components of Decree 30/2020/NĐ-CP read for a given plan (Appendix I, part II)."""

from datetime import date
from typing import Final

from dxdesk.plan.model import Form, FundingSource, LegalBasis, MoneyUnit, Plan, Signer
from dxdesk.text.dates import long_date
from dxdesk.text.numerals import document_number

# Non-breaking spaces, which no justification swallows: 16 mm for the number that the registry stamps.
BLANK_NUMBER: Final = "\u00a0" * 14

COMMITTEE: Final = "Ủy ban nhân dân"
HEAD: Final = "Chủ tịch"
TYPE_NAMES: Final[dict[Form, str]] = {"plan": "Kế hoạch", "decision": "Quyết định"}
SOURCE_NAMES: Final[dict[FundingSource, str]] = {
    "central": "NSNN trung ương",
    "province": "NSNN cấp tỉnh",
    "district": "NSNN cấp huyện",
    "commune": "NSNN cấp xã",
    "private": "Xã hội hóa",
    "other": "Nguồn khác",
}
WITHOUT_SOURCE: Final = "Chưa rõ nguồn"
# For the narrow column of the appendix of tasks.
SHORT_SOURCE_NAMES: Final[dict[FundingSource, str]] = {
    "central": "NSTW",
    "province": "NS tỉnh",
    "district": "NS huyện",
    "commune": "NS xã",
    "private": "Xã hội hóa",
    "other": "Khác",
}
UNIT_NAMES: Final[dict[MoneyUnit, str]] = {"dong": "đồng", "million": "triệu đồng"}


def agency_name(plan: Plan) -> str:
    """Return the full name of the issuing agency: "Ủy ban nhân dân xã Thạch Kim"."""
    return f"{COMMITTEE} {plan.unit.name}"


def agency_lines(plan: Plan) -> tuple[str, str]:
    """Return the two bold lines of the letterhead (II.2.b)."""
    return COMMITTEE.upper(), plan.unit.name.upper()


def superior_line(plan: Plan) -> str:
    """Return the line of the level above in the letterhead, or nothing (II.2.a: abbreviated)."""
    document = plan.document
    return f"UBND {plan.unit.superior}".upper() if document.superior_line and plan.unit.superior else ""


def type_name(plan: Plan) -> str:
    """Return the name of the type of the document that is issued."""
    return TYPE_NAMES[plan.document.form]


def signature_lines(signer: Signer) -> tuple[str, ...]:
    """Return the lines of capacity and office above the signature (II.7.b)."""
    committee, head, own = f"TM. {COMMITTEE}".upper(), HEAD.upper(), signer.title.strip().upper()
    match signer.capacity:
        case "TM":
            return committee, own
        case "KT":
            return committee, f"KT. {head}", own
        case "Q":
            return committee, f"Q. {head}"
        case "TUQ" | "TL":
            return f"{signer.capacity}. {head}", own


def number_and_symbol(number: str, symbol: str) -> str:
    """Return "Số: 05/KH-UBND", with room for the registry where there is no number yet (II.3.c)."""
    return f"Số: {document_number(number) if number else BLANK_NUMBER}/{symbol}"


def reference(plan: Plan) -> str:
    """Return how an appendix names the document that it belongs to (II.6, forms 2.1 and 2.2)."""
    document = plan.document
    number = document_number(document.number) if document.number else BLANK_NUMBER
    when = long_date(document.issued_on, default_year(plan))
    return f"(Kèm theo {type_name(plan)} số {number}/{document.symbol} {when} của {agency_name(plan)})"


def default_year(plan: Plan) -> int:
    """Return the year of issue: the day's own, else the chosen one, else the deadline's or the one before."""
    document = plan.document
    if document.issued_on is None and document.issue_year is not None:
        return document.issue_year
    issued: date | None = document.issued_on or document.requested_by
    return issued.year if issued else plan.year - 1


def basis_sentence(basis: LegalBasis) -> str:
    """Return a basis as it is cited, without its closing mark (II.6.a)."""
    number = f"số {basis.number}" if basis.number else ""
    when = long_date(basis.issued_on, 0) if basis.issued_on else ""
    issuer = f"của {basis.issuer}" if basis.issuer else ""
    # A law is cited by its name and then its day; every other document ends with its abstract.
    parts = [number, when, issuer, basis.abstract] if number else [basis.abstract, when]
    return " ".join(part for part in [basis.lead, basis.kind, *parts] if part).rstrip(" .;")


def within_sentence(name: str) -> str:
    """Return the name of a source as it stands inside a sentence: "nguồn khác", "NSNN cấp xã"."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]
