"""Signature, recipients and appendices (Decree 30/2020, Appendix I, II.7, II.9 and III.1)."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from dxdesk.inspection.case import Case, Matter
from dxdesk.inspection.landmarks import is_appendix_label, is_archive
from dxdesk.inspection.measured import Paragraph
from dxdesk.inspection.permitted import SIGNATURE_ROOM
from dxdesk.inspection.words import millimetres, quoted
from dxdesk.language import translate as _
from dxdesk.text.folding import fold

_MM_PER_POINT: Final = 25.4 / 72
_title = re.compile(
    r"^(((GS|PGS|TS|ThS|CN|KS|BS|DS|LS|CVC|NGND|NGƯT|NSND|NSƯT)\b\.?|Giáo sư|Phó Giáo sư|Tiến sĩ|Thạc sĩ|Cử nhân"
    r"|Kỹ sư|Bác sĩ|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thượng úy|Trung úy|Thiếu tướng|Trung tướng"
    r"|Ông|Bà|Đồng chí|Đ/c)[\s.:]+)(?=\S)"
)


def signature_room(matter: Matter) -> Iterator[Case]:
    """Between office and name is room for signature and seal (II.7.d)."""
    for part in matter.parts:
        for paragraph in part.of("signer"):
            room = None if paragraph.gap is None else paragraph.gap * _MM_PER_POINT
            if room is not None and room < SIGNATURE_ROOM:
                wanted = _("at least {length}").format(length=millimetres(SIGNATURE_ROOM))
                yield Case("D418", millimetres(max(0.0, room)), wanted, "signer", paragraph)


def signature_with_text(matter: Matter) -> Iterator[Case]:
    """A signature never stands on a page without text above it."""
    for part in matter.parts:
        closing = part.of("office", "recipients-title")
        if not closing:
            continue
        begin = next(position for position, member in enumerate(part.members) if member.paragraph in closing)
        before = [member.paragraph for member in part.members[:begin]]
        first = min(closing, key=lambda each: each.top or 0.0)
        if before and _begins_page(first, before[-1]):
            yield Case("D419", _("no text above it"), _("at least two lines above it"), "office", first)


def signer_title(matter: Matter) -> Iterator[Case]:
    """No title stands before the name of a signer (II.7.b)."""
    for part in matter.parts:
        for paragraph in part.of("signer"):
            if found := _title.match(paragraph.text):
                wanted = quoted(paragraph.text[found.end() :])
                yield Case("D428", quoted(paragraph.text), wanted, "signer", paragraph)


def recipients_heading(matter: Matter) -> Iterator[Case]:
    """The heading of the recipients reads "Nơi nhận:" (II.9.d)."""
    for part in matter.parts:
        for paragraph in part.of("recipients-title"):
            if paragraph.text not in {"Nơi nhận:", "Nơi nhận :"}:
                yield Case("D438", quoted(paragraph.text), quoted("Nơi nhận:"), "recipients-title", paragraph)


def recipients(matter: Matter) -> Iterator[Case]:
    """Each recipient begins with a hyphen and ends with a semicolon; the archive is last, with a full stop."""
    for part in matter.parts:
        items = _items(part.of("recipient"), joined=matter.measured.form == "pdf")
        for paragraph, text in items[:-1]:
            if not text.startswith("-") or not text.endswith(";"):
                yield Case(
                    "D448",
                    quoted(text),
                    quoted(f"- {text.lstrip('-–+ ').rstrip(' .,;')};"),
                    "recipient",
                    paragraph,
                )
        for paragraph, text in items[-1:]:
            if not is_archive(text) or not text.startswith("-") or not text.endswith("."):
                yield Case("D449", quoted(text), quoted("- Lưu: VT, ... ."), "recipient", paragraph)


def appendix_numbers(matter: Matter) -> Iterator[Case]:
    """Several appendices have Roman numbers that count on; a single one has none (III.1)."""
    labels = [part.members[0].paragraph for part in matter.parts if part.kind == "appendix"]
    numerals = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
    if len(labels) < 2 or len(labels) > len(numerals):
        return
    for label, numeral in zip(labels, numerals, strict=False):
        found = label.text.split(" ")[-1].strip(".:")
        if is_appendix_label(label.text) and found != numeral:
            yield Case("D518", quoted(label.text), quoted(f"Phụ lục {numeral}"), "appendix-label", label)


def appendix_mentions(matter: Matter) -> Iterator[Case]:
    """The text refers to each of its appendices (III.1)."""
    bodies = [part for part in matter.parts if part.kind != "appendix"]
    text = " ".join(fold(member.paragraph.text) for part in bodies for member in part.members)
    for part in matter.parts:
        if part.kind != "appendix":
            continue
        label = part.members[0].paragraph
        words = fold(label.text)
        if re.search(rf"\b{re.escape(words)}\b", text) is None and "cac phu luc" not in text:
            wanted = _("a sentence like “(Chi tiết tại {label} kèm theo)”").format(
                label=label.text.strip(" .:")
            )
            yield Case("D519", _("no such sentence"), wanted, "appendix-label", label)


def _begins_page(first: Paragraph, before: Paragraph) -> bool:
    last = before.end_page or before.page
    if first.page is not None and last is not None:
        return first.page > last
    return bool(first.follows_break)


def _items(paragraphs: list[Paragraph], *, joined: bool) -> list[tuple[Paragraph, str]]:
    """Return the recipients with their texts; lines of a PDF that go on with one are joined."""
    items: list[tuple[Paragraph, str]] = []
    for before, paragraph in pairwise([None, *paragraphs]):
        if paragraph is None:
            continue
        text = paragraph.text
        goes_on = (
            joined
            and before is not None
            and not before.text.endswith((";", "."))
            and not text.startswith("-")
        )
        if goes_on and items:
            items[-1] = (items[-1][0], f"{items[-1][1]} {text}")
        else:
            items.append((paragraph, text))
    return items
