"""Font, colour, size, weight, slope, capitals and place of letters (Decree 30/2020, Appendix I, I.4 to II.9)."""

from collections.abc import Iterator

from dxdesk.document.decree30 import FONT
from dxdesk.inspection.case import Case, Matter
from dxdesk.inspection.components import Member, Part
from dxdesk.inspection.deviation import ALIGNMENT, CAPITALS, SIZE, SLOPE, WEIGHT, code_of
from dxdesk.inspection.landmarks import is_capitals
from dxdesk.inspection.measured import Paragraph, Run
from dxdesk.inspection.permitted import (
    CENTRE_SLACK,
    LETTERS,
    RULED_BY_OWN,
    SIZE_SLACK,
    Component,
    Letters,
    fits,
    is_black,
    wanted_font,
)
from dxdesk.inspection.words import alignment, figure, sizes, slope, weight
from dxdesk.language import translate as _


def font(matter: Matter) -> Iterator[Case]:
    """Everything is set in Times New Roman (I.4)."""
    for paragraph, run in _runs(matter):
        if not wanted_font(run):
            yield Case("D107", str(run.font), FONT, paragraph=paragraph)


def color(matter: Matter) -> Iterator[Case]:
    """Everything is black (I.4)."""
    for paragraph, run in _runs(matter):
        if run.color is not None and not is_black(run.color):
            yield Case("D108", f"#{run.color}", _("black"), paragraph=paragraph)


def letters(matter: Matter) -> Iterator[Case]:
    """Each component has its size, weight and slope (II.1 to II.9, III.1)."""
    for member in _members(matter):
        if member.component is not None and member.paragraph.inked:
            yield from _set_wrong(member.component, LETTERS[member.component], member.paragraph)


def capitals(matter: Matter) -> Iterator[Case]:
    """Titles and names of agencies are in capitals, names of people and abstracts are not (II.1 to II.9)."""
    for component, paragraph in _members(matter):
        wanted = LETTERS[component].capitals if component else None
        if component is None or wanted is None or not any(map(str.isalpha, paragraph.text)):
            continue
        text = paragraph.text if component != "heading-1" else paragraph.text.partition(" ")[2]
        if is_capitals(text) is not wanted and any(map(str.isalpha, text)):
            names = {True: _("capital letters"), False: _("small letters")}
            yield Case(code_of(component, CAPITALS), names[not wanted], names[wanted], component, paragraph)


def alignments(matter: Matter) -> Iterator[Case]:
    """Titles are centred; heads and signatures within their columns (II.1 to II.9)."""
    for part in matter.parts:
        for component, paragraph in part.members:
            if component is None or LETTERS[component].align != "center":
                continue
            off = paragraph.align not in {None, "center"} or _is_beside(component, paragraph, part)
            if off:
                found = alignment(paragraph.align) if paragraph.align else _("not centred")
                yield Case(code_of(component, ALIGNMENT), found, alignment("center"), component, paragraph)


def _set_wrong(component: Component, wanted: Letters, paragraph: Paragraph) -> Iterator[Case]:
    runs = paragraph.inked
    off = {run.size for run in runs if run.size is not None and not fits(run.size, wanted.size, SIZE_SLACK)}
    if off:
        found = _("size {size}").format(size=", ".join(figure(size) for size in sorted(off)))
        yield Case(code_of(component, SIZE), found, sizes(*wanted.size), component, paragraph)
    if component in RULED_BY_OWN:
        return
    if wanted.bold is not None and _most(runs, bold=not wanted.bold):
        yield Case(
            code_of(component, WEIGHT),
            weight(bold=not wanted.bold),
            weight(bold=wanted.bold),
            component,
            paragraph,
        )
    if (
        wanted.italic is not None
        and _most(runs, italic=not wanted.italic)
        and not _is_note(component, paragraph)
    ):
        yield Case(
            code_of(component, SLOPE),
            slope(italic=not wanted.italic),
            slope(italic=wanted.italic),
            component,
            paragraph,
        )


def _is_note(component: Component, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph of the text is a note in brackets, which by custom is slanted."""
    return component == "body" and paragraph.text.startswith("(")


def _most(runs: tuple[Run, ...], *, bold: bool | None = None, italic: bool | None = None) -> bool:
    """Tell whether more than half of the letters are set so."""
    every = sum(len(run.text) for run in runs)
    so = sum(
        len(run.text)
        for run in runs
        if (run.bold if bold is not None else run.italic) is (italic if bold is None else bold)
    )
    return so > every / 2


def _is_beside(component: Component, paragraph: Paragraph, part: Part) -> bool:
    """Tell whether a line does not stand in the middle of its column, as measured on the page."""
    anchor: Component | None = {"motto": "nation", "signer": "office"}.get(component)  # type: ignore[assignment]
    if anchor is None or paragraph.centre is None:
        return False
    centres = [
        each.centre for each in part.of(anchor) if each.page == paragraph.page and each.centre is not None
    ]
    return bool(centres) and min(abs(centre - paragraph.centre) for centre in centres) > CENTRE_SLACK


def _members(matter: Matter) -> Iterator[Member]:
    for part in matter.parts:
        yield from part.members


def _runs(matter: Matter) -> Iterator[tuple[Paragraph, Run]]:
    """Yield one run of each way of setting in a paragraph: a paragraph counts once."""
    every = [*matter.measured.paragraphs, *(number.paragraph for number in matter.measured.numbers)]
    for paragraph in every:
        seen: set[tuple[str | None, str | None]] = set()
        for run in paragraph.inked:
            if (run.font, run.color) not in seen:
                seen.add((run.font, run.color))
                yield paragraph, run
