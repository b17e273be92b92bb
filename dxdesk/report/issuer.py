"""Who issues a report, and the parts of a document that say so (Decree 30/2020, Appendix I)."""

from typing import Final

from dxdesk.consolidation.areas import Scope
from dxdesk.document.decree30 import RULE_SHARE
from dxdesk.document.frame import nation_lines, recipient_lines
from dxdesk.document.paragraphs import paragraph
from dxdesk.document.tree import Closing, Letterhead, Paragraph
from dxdesk.plan.wording import COMMITTEE, HEAD, number_and_symbol
from dxdesk.text.dates import long_date
from dxdesk.units.catalogue import catalogue
from dxdesk.units.naming import in_sentence, place
from dxdesk.value import Value

_MINISTRY: Final = "Bộ Thông tin và Truyền thông"
_CAPITAL: Final = "Hà Nội"
_SMALL_WORDS: Final = frozenset({"và", "của"})
# Heads of agencies by the first word of the name.
_HEADS: Final = {"bộ": "Bộ trưởng", "sở": "Giám đốc", "cục": "Cục trưởng", "phòng": "Trưởng phòng"}


class Issuer(Value, frozen=True, kw_only=True):
    """The agency of a report: its full name, symbol, place and head; `committee` is a People's Committee's place."""

    agency: str
    symbol: str
    place: str
    title: str
    signer: str = ""
    committee: str = ""


def issuer_of(scope: Scope, *, agency: str = "", place_name: str = "", signer: str = "") -> Issuer:
    """Return the issuer: the agency that is named, else the committee of the scope, or the ministry."""
    unit = catalogue(scope.scheme).unit(scope.code) if scope.code else None
    where = place_name or (place(unit) if unit else _CAPITAL)
    if not agency and unit:
        name = in_sentence(unit)
        return Issuer(
            agency=f"{COMMITTEE} {name}",
            symbol="BC-UBND",
            place=where,
            title=HEAD,
            signer=signer,
            committee=name,
        )
    named = agency or _MINISTRY
    initials = "".join(word[0] for word in named.split() if word.lower() not in _SMALL_WORDS)
    title = _HEADS.get(named.split()[0].lower(), "Thủ trưởng cơ quan")
    return Issuer(agency=named, symbol=f"BC-{initials.upper()}", place=where, title=title, signer=signer)


def letterhead_of(issuer: Issuer, year: int) -> Letterhead:
    """Return the head of a report; number and day are left to the registry."""
    lines = (COMMITTEE, issuer.committee) if issuer.committee else (issuer.agency,)
    *first, last = (line.upper() for line in lines)
    return Letterhead(
        agency=(
            *(paragraph("agency", line) for line in first),
            paragraph("agency", last, rule=RULE_SHARE),
        ),
        nation=nation_lines(),
        number=paragraph("number", number_and_symbol("", issuer.symbol)),
        date=paragraph("date", f"{issuer.place}, {long_date(None, year)}"),
    )


def closing_of(issuer: Issuer, recipients: tuple[str, ...]) -> Closing:
    """Return recipients and signature."""
    office = (f"TM. {COMMITTEE}", issuer.title) if issuer.committee else (issuer.title,)
    return Closing(
        recipients=_without_origin(recipient_lines(recipients, "VT")),
        office=tuple(paragraph("office", line.upper()) for line in office),
        name=paragraph("signer", issuer.signer),
    )


def _without_origin(lines: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(style=line.style, runs=line.runs) for line in lines)
