"""Who issues a report, and the parts of a document that say so (Decree 30/2020, Appendix I)."""

import re
from typing import Final
from unicodedata import normalize

from dxdesk.consolidation.areas import Scope
from dxdesk.document.decree30 import LETTERHEAD_WIDTHS, RULE_SHARE, STYLES
from dxdesk.document.frame import nation_lines, recipient_lines
from dxdesk.document.lines import break_lines
from dxdesk.document.metrics import style_face
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
_TORN: Final = 4  # letters
_OF_COMMITTEES: Final = frozenset({"sở", "phòng"})
_COMMITTEE: Final = re.compile(r"(?:[uủ][yỷ] ban nhân dân|ubnd) (.+)", re.IGNORECASE)
# What may begin the name of a place; "Xã hội" begins none.
_PLACE: Final = re.compile(
    r"(?<=\s)(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã(?! hội)|phường) ", re.IGNORECASE
)


class Named(Value, frozen=True, kw_only=True):
    """What somebody says of the issuer; what is empty is found by itself."""

    agency: str = ""
    superior: str = ""
    symbol: str = ""
    place: str = ""
    signer: str = ""


BY_ITSELF: Final = Named()


class Issuer(Value, frozen=True, kw_only=True):
    """The agency of a report: its full name, symbol, place and head.

    `superior` and `lines` are its names in the head of the document: the agency above it, and its own.
    """

    agency: str
    symbol: str
    place: str
    title: str
    lines: tuple[str, ...]
    superior: str = ""
    signer: str = ""
    is_committee: bool = False


def issuer_of(scope: Scope, named: Named = BY_ITSELF) -> Issuer:
    """Return the issuer: the agency that is named, else the committee of the scope, or the ministry.

    A department ("Sở …", "Phòng …") is of the People's Committee of the place in its name, or else of the scope.
    """
    unit = catalogue(scope.scheme).unit(scope.code) if scope.code else None
    own = in_sentence(unit) if unit else ""
    where = named.place or (place(unit) if unit else _CAPITAL)
    agency = " ".join(named.agency.split()) or (f"{COMMITTEE} {own}" if own else _MINISTRY)
    if found := _COMMITTEE.fullmatch(agency):
        return Issuer(
            agency=f"{COMMITTEE} {found[1]}",
            symbol=named.symbol or "BC-UBND",
            place=where,
            title=HEAD,
            lines=(COMMITTEE, found[1]),
            superior=named.superior,
            signer=named.signer,
            is_committee=True,
        )
    name, its_place = _split(agency)
    kind = name.split()[0].lower()
    above = its_place or own
    superior = named.superior or (f"UBND {above}" if kind in _OF_COMMITTEES and above else "")
    return Issuer(
        agency=f"{name} {above}" if superior and above else agency,
        symbol=named.symbol or f"BC-{_initials(name)}",
        place=where,
        title=_HEADS.get(kind, "Thủ trưởng cơ quan"),
        lines=(name if superior else agency,),
        superior=superior,
        signer=named.signer,
    )


def _split(agency: str) -> tuple[str, str]:
    """Return the name of an agency without its place, and the place."""
    found = list(_PLACE.finditer(agency))
    if not found or not found[-1].start():
        return agency, ""
    place_at = found[-1].start()
    return agency[:place_at].rstrip(" ,"), agency[place_at:].lstrip()


def _initials(name: str) -> str:
    """Return the letters that stand for an agency: "STTTT" for Sở Thông tin và Truyền thông."""
    words = (word for word in name.replace("-", " ").split() if word.lower() not in _SMALL_WORDS)
    # Without marks, as in UBND; Đ is a letter of its own.
    return "".join(normalize("NFD", word[0])[0] for word in words if word[0].isalpha()).upper()


def letterhead_of(issuer: Issuer, year: int) -> Letterhead:
    """Return the head of a report; number and day are left to the registry."""
    *first, last = (part for line in issuer.lines for part in _fitted(line.upper()))
    return Letterhead(
        agency=(
            *(paragraph("superior", line.upper()) for line in (issuer.superior,) if line),
            *(paragraph("agency", line) for line in first),
            paragraph("agency", last, rule=RULE_SHARE),
        ),
        nation=nation_lines(),
        number=paragraph("number", number_and_symbol("", issuer.symbol)),
        date=paragraph("date", f"{issuer.place}, {long_date(None, year)}"),
    )


def _fitted(line: str) -> tuple[str, ...]:
    """Return a name in one line where it fits beside the national title, else in two of like length."""
    width = LETTERHEAD_WIDTHS[0] * 72 / 25.4
    style = STYLES["agency"]
    if len(break_lines([(line, style_face(style))], style.size, width)) == 1:
        return (line,)
    words = line.split()
    halves = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return min(halves, key=_roughness, default=(line,))


def _roughness(half: tuple[str, str]) -> int:
    """Return how long the longer half is, and more where words that belong together are torn apart."""
    is_smooth = half[0].endswith("-") or half[1].startswith("VÀ ")
    return max(map(len, half)) + (0 if is_smooth else _TORN)


def closing_of(issuer: Issuer, recipients: tuple[str, ...]) -> Closing:
    """Return recipients and signature."""
    office = (f"TM. {COMMITTEE}", issuer.title) if issuer.is_committee else (issuer.title,)
    return Closing(
        recipients=_without_origin(recipient_lines(recipients, "VT")),
        office=tuple(paragraph("office", line.upper()) for line in office),
        name=paragraph("signer", issuer.signer),
    )


def _without_origin(lines: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(style=line.style, runs=line.runs) for line in lines)
