"""The running text: bases, indents, spacing (Decree 30/2020, Appendix I, II.6)."""

from collections.abc import Iterator
from itertools import pairwise

from dxdesk.inspection.case import Case, Matter
from dxdesk.inspection.components import RUNNING, Member
from dxdesk.inspection.measured import Paragraph
from dxdesk.inspection.permitted import (
    FIRST_INDENTS,
    GAP_LEAST,
    GAP_SLACK,
    INDENT_SLACK,
    LINE_SLACK,
    LINES,
    fits,
)
from dxdesk.inspection.words import alignment, figure, millimetres, points, quoted, span
from dxdesk.language import translate as _


def bases(matter: Matter) -> Iterator[Case]:
    """Each basis ends with a semicolon, the last one with a full stop (II.6.a)."""
    for part in matter.parts:
        found = part.of("basis")
        for paragraph in found[:-1]:
            if not paragraph.text.endswith(";"):
                yield Case("D308", _ending(paragraph), quoted(";"), "basis", paragraph)
        for paragraph in found[-1:]:
            if not paragraph.text.endswith("."):
                yield Case("D309", _ending(paragraph), quoted("."), "basis", paragraph)


def indents(matter: Matter) -> Iterator[Case]:
    """First lines are indented by 1 or 1.27 cm (II.6.e)."""
    wanted = _("{first} or {second} mm").format(
        first=figure(FIRST_INDENTS[0]), second=figure(FIRST_INDENTS[1])
    )
    for member in _running(matter):
        start = member.paragraph.start
        if start is None or any(abs(start - indent) <= INDENT_SLACK for indent in FIRST_INDENTS):
            continue
        yield Case("D316", millimetres(start), wanted, "body", member.paragraph)


def evenness(matter: Matter) -> Iterator[Case]:
    """Text of more than one line is even on both sides (II.6.e)."""
    for member in _running(matter):
        paragraph = member.paragraph
        if paragraph.long and paragraph.align not in {None, "justify"}:
            yield Case("D319", alignment(paragraph.align), alignment("justify"), "body", paragraph)


def gaps(matter: Matter) -> Iterator[Case]:
    """Paragraphs are at least 6 pt apart (II.6.e)."""
    wanted = _("at least {gap}").format(gap=points(GAP_LEAST))
    for part in matter.parts:
        for before, after in pairwise(part.members):
            gap = after.paragraph.gap
            in_text = before.component in RUNNING and after.component in RUNNING
            if in_text and gap is not None and gap < GAP_LEAST - GAP_SLACK:
                yield Case("D317", points(max(0, round(gap))), wanted, "body", after.paragraph)


def line_spacing(matter: Matter) -> Iterator[Case]:
    """Lines are single to one and a half lines apart (II.6.e)."""
    wanted = _("{lines} lines").format(lines=span(*LINES))
    for member in _running(matter):
        line = member.paragraph.line
        if line is not None and not fits(line, LINES, LINE_SLACK):
            found = _("{lines} lines").format(lines=figure(line, 2))
            yield Case("D318", found, wanted, "body", member.paragraph)


def _running(matter: Matter) -> Iterator[Member]:
    for part in matter.parts:
        yield from part.running


def _ending(paragraph: Paragraph) -> str:
    return quoted(paragraph.text[-1:])
