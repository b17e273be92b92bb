"""The head: lines below texts, number and symbol, place and date (Decree 30/2020, Appendix I, II.1 to II.5)."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

from dxdesk.document.frame import MOTTO
from dxdesk.document.metrics import face_of, text_points
from dxdesk.inspection.case import Case, Matter
from dxdesk.inspection.components import Part
from dxdesk.inspection.measured import Paragraph, Rule
from dxdesk.inspection.permitted import (
    MOTTO_SHARES,
    MOTTO_SLACK,
    RULE_SHARES,
    SHARE_SLACK,
    Component,
    Span,
    fits,
)
from dxdesk.inspection.words import percent, quoted
from dxdesk.language import translate as _


class _Ruled(NamedTuple):
    component: Component
    code: str
    span: Span
    slack: float


_RULED: Final = (
    _Ruled("motto", "D22", MOTTO_SHARES, MOTTO_SLACK),
    _Ruled("agency", "D24", RULE_SHARES, SHARE_SLACK),
    _Ruled("abstract", "D28", RULE_SHARES, SHARE_SLACK),
)
_UNRULED: Final[tuple[Component, ...]] = ("nation", "superior", "number", "date", "type-name")
_number = re.compile(r"Số: ?(?P<number>[\d.…_ ]*)/ ?(?P<symbol>\S(?:.*\S)?)")
_symbol = re.compile(r"[A-ZĐ][A-Za-zĐđ]*(?:-[A-ZĐƯƠÂÊÔĂ0-9]+|/[A-ZĐ0-9]+)*(?:[-,.&][A-ZĐƯƠÂÊÔĂ0-9]+)*")
_date = re.compile(
    r"(?P<place>.*?)(?P<comma>\s*,?)\s*ngày\s*(?P<day>\d*)[\s.…_]*tháng\s*(?P<month>\d*)[\s.…_]*năm\s*(?P<year>\d*)",
    re.IGNORECASE,
)


def rules_below(matter: Matter) -> Iterator[Case]:
    """A drawn line stands below the motto, the name of the agency and the abstract (II.1.b, II.2.b, II.5.b)."""
    for part in matter.parts:
        if part.kind == "appendix":
            continue
        for ruled in _RULED:
            # The line of an attachment stands below its reference instead (form 1.3).
            if part.of(ruled.component) and not (ruled.component == "abstract" and part.of("reference")):
                yield from _rule_below(part, ruled)


def motto_words(matter: Matter) -> Iterator[Case]:
    """The motto is written with capitals at its three words and hyphens between blanks (II.1.b)."""
    for part in matter.parts:
        for paragraph in part.of("motto"):
            if unicodedata.normalize("NFC", paragraph.text) != MOTTO:
                yield Case("D228", quoted(paragraph.text), quoted(MOTTO), "motto", paragraph)


def number_form(matter: Matter) -> Iterator[Case]:
    """Number and symbol read "Số: 05/KH-UBND"; the number may be left blank (II.3)."""
    wanted = quoted("Số: 05/KH-UBND")
    for part in matter.parts:
        for paragraph in part.of("number"):
            found = _number.fullmatch(paragraph.text)
            if found is None or not _is_symbol(found["symbol"]):
                yield Case("D258", quoted(paragraph.text), wanted, "number", paragraph)
            elif re.fullmatch(r"[1-9]", found["number"].strip(" .…_")):
                digit = found["number"].strip(" .…_")
                yield Case("D259", digit, f"0{digit}", "number", paragraph)


def date_form(matter: Matter) -> Iterator[Case]:
    """A comma follows the place; days below 10 and the months 1 and 2 have a zero in front (II.4)."""
    for part in matter.parts:
        for paragraph in part.of("date"):
            found = _date.fullmatch(paragraph.text.strip(" .…_"))
            if found is None:
                continue
            if found["comma"].strip() != "," or "Ngày" in paragraph.text:
                wanted = quoted(f"{found['place'].strip()}, ngày … tháng … năm …")
                yield Case("D268", quoted(paragraph.text), wanted, "date", paragraph)
            day, month = _with_zero(found["day"], 9), _with_zero(found["month"], 2)
            if (day, month) != (found["day"], found["month"]):
                yield Case(
                    "D269",
                    quoted(f"ngày {found['day']} tháng {found['month']}"),
                    quoted(f"ngày {day} tháng {month}"),
                    "date",
                    paragraph,
                )


def _with_zero(number: str, last: int) -> str:
    """Return a day or month with a zero in front up to `last`, and without one beyond."""
    if not number:
        return number
    plain = number.lstrip("0")
    return f"0{plain}" if len(plain) == 1 and int(plain) <= last else plain


def _is_symbol(symbol: str) -> bool:
    return (
        " " not in symbol.replace(" - ", "-")
        and " - " not in symbol
        and _symbol.fullmatch(symbol) is not None
    )


def _rule_below(part: Part, ruled: _Ruled) -> Iterator[Case]:
    lines = part.of(ruled.component)
    rules = [line.rule for line in lines if line.rule is not None]
    wanted = (
        _("a drawn line as long as the text")
        if ruled.span == MOTTO_SHARES
        else _("a drawn line of 1/3 to 1/2 of the text, centred")
    )
    rule = rules[-1] if rules else None
    check, found = "", ""
    if rule is None:
        check, found = ("", "") if _has_strays(part) else ("6", _("no line"))
    elif rule.drawn is False:
        check, found = "6", _("underlining, or a line of characters")
    elif rule.share is not None and not any(
        fits(share, ruled.span, ruled.slack) for share in _shares(rule, lines)
    ):
        check, found = "7", _("{share} of the text").format(share=percent(rule.share))
    elif rule.centred is False:
        check, found = "7", _("not centred")
    if check:
        yield Case(ruled.code + check, found, wanted, ruled.component, lines[-1])


def _shares(rule: Rule, lines: list[Paragraph]) -> list[float]:
    """Return the length of a rule as a part of the last and of the longest line: the decree does not say which."""
    shares = [share for share in (rule.share, rule.of_longest) if share is not None]
    widths = [_width(line) for line in lines]
    if rule.share is not None and widths[-1] > 0:
        shares.append(rule.share * widths[-1] / max(widths))
    return shares


def _width(paragraph: Paragraph) -> float:
    """Return the width of a text in one line, in points."""
    return sum(
        text_points(run.text, face_of(bold=bool(run.bold), italic=bool(run.italic)), run.size or 0.0)
        for run in paragraph.runs
    )


def _has_strays(part: Part) -> bool:
    """Tell whether lines are drawn in the head of which nobody can tell which text they belong to."""
    head = part.of(*_UNRULED, "motto", "agency", "abstract")
    for paragraph in head:
        if paragraph.rule is None:
            continue
        if paragraph.rule.drawn is None or (paragraph.rule.drawn and paragraph in part.of(*_UNRULED)):
            return True
    return False
