"""What stands around the text: letterhead, title and closing (Appendix I, II.1 to II.5 and II.7 to II.9)."""

from collections.abc import Iterable
from typing import Final

from dxdesk.document.decree30 import CLOSING_WIDTHS, RULE_SHARE, STYLES
from dxdesk.document.lines import break_lines
from dxdesk.document.metrics import style_face
from dxdesk.document.paragraphs import closed, one_line, paragraph
from dxdesk.document.tree import Closing, Letterhead, Paragraph, text_of
from dxdesk.plan.model import Plan
from dxdesk.plan.wording import (
    agency_lines,
    default_year,
    number_and_symbol,
    signature_lines,
    superior_line,
)
from dxdesk.text.dates import long_date

NATION: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
_MOST_LINES_BESIDE: Final = 28  # half a page


def letterhead(plan: Plan) -> Letterhead:
    """Return the head of the document that is issued."""
    document = plan.document
    day = long_date(document.issued_on, default_year(plan))
    return Letterhead(
        agency=_agency(plan),
        nation=nation_lines(),
        number=paragraph("number", number_and_symbol(document.number, document.symbol), "/document/number"),
        date=paragraph("date", f"{one_line(document.place)}, {day}", "/document/place"),
    )


def attachment_letterhead(plan: Plan) -> Letterhead:
    """Return the head of a document issued by a decision: without number and date (form 1.3)."""
    return Letterhead(agency=_agency(plan), nation=nation_lines())


def title(type_name: str, abstract: str, origin: str = "/document/subject") -> list[Paragraph]:
    """Return the name of the type in capitals and the abstract with its rule."""
    return [
        paragraph("type-name", type_name.upper()),
        paragraph("abstract", one_line(abstract), origin, rule=RULE_SHARE),
    ]


def closing(plan: Plan, first_recipients: tuple[str, ...] = ()) -> Closing:
    """Return recipients and signature; `first_recipients` come before the plan's own."""
    document = plan.document
    recipients = recipient_lines((*first_recipients, *document.recipients), document.archive)
    return Closing(
        recipients=recipients,
        recipients_below=_line_count(recipients) > _MOST_LINES_BESIDE,
        office=tuple(
            paragraph("office", line, "/document/signer") for line in signature_lines(document.signer)
        ),
        name=paragraph("signer", one_line(document.signer.full_name), "/document/signer/full_name"),
    )


def recipient_lines(names: Iterable[str], archive: str) -> tuple[Paragraph, ...]:
    """Return the list of recipients, the archive last (II.9)."""
    known = [name for each in names if (name := one_line(each))]
    lines = [paragraph("recipient", f"- {closed(name, ';')}", "/document/recipients") for name in known]
    if kept := one_line(archive):
        lines.append(paragraph("recipient", f"- Lưu: {closed(kept, '.')}", "/document/archive"))
    return (paragraph("recipients-title", "Nơi nhận:"), *lines)


def _line_count(recipients: tuple[Paragraph, ...]) -> int:
    width = CLOSING_WIDTHS[0] * 72 / 25.4
    return sum(
        len(break_lines([(text_of(line), style_face(STYLES[line.style]))], STYLES[line.style].size, width))
        for line in recipients
    )


def _agency(plan: Plan) -> tuple[Paragraph, ...]:
    above = superior_line(plan)
    committee, place = agency_lines(plan)
    lines = [paragraph("superior", above, "/unit/superior")] if above else []
    lines += [
        paragraph("agency", committee),
        paragraph("agency", one_line(place), "/unit/name", rule=RULE_SHARE),
    ]
    return tuple(lines)


def nation_lines() -> tuple[Paragraph, ...]:
    """Return the national title and the motto with its rule (II.1)."""
    return paragraph("nation", NATION), paragraph("motto", MOTTO, rule=1.0)
