"""What rules find, before it is put in words: one case for each paragraph or page."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from dxdesk.inspection.components import Part
from dxdesk.inspection.deviation import CODES, NAMES, Deviation
from dxdesk.inspection.measured import Measured, Paragraph
from dxdesk.inspection.permitted import Component
from dxdesk.inspection.words import quoted
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n


class Matter(NamedTuple):
    """What rules judge: the document as it is set, and its parts."""

    measured: Measured
    parts: tuple[Part, ...]


class Case(NamedTuple):
    """One deviation at one place; cases alike become one deviation.

    `found` and `wanted` are in the active language. Without a paragraph, `page` may tell where it is.
    """

    code: str
    found: str
    wanted: str
    component: Component | None = None
    paragraph: Paragraph | None = None
    page: int | None = None


Check = Callable[[Matter], Iterator[Case]]


def deviations_of(cases: Iterable[Case]) -> tuple[Deviation, ...]:
    """Return one deviation for each kind of case, in the order of their codes."""
    alike: dict[tuple[str, str, str, Component | None], list[Case]] = {}
    for case in cases:
        alike.setdefault((case.code, case.found, case.wanted, case.component), []).append(case)
    return tuple(_deviation(group) for _key, group in sorted(alike.items(), key=lambda each: each[0][0]))


def _deviation(group: list[Case]) -> Deviation:
    first = group[0]
    code = CODES[first.code]
    return Deviation(
        code=first.code,
        page=first.page if first.paragraph is None else first.paragraph.page,
        place=_place(group),
        message=_(code.message),
        found=first.found,
        wanted=first.wanted,
        source=_("Appendix I, {place}").format(place=code.source),
    )


def _place(group: list[Case]) -> str:
    first = group[0]
    name = _(NAMES[first.component]) if first.component else _("Whole document")
    if first.paragraph is None:
        pages = sorted({case.page for case in group if case.page is not None})
        if not pages:
            return name
        return _n("{name}, {count} page", "{name}, {count} pages", len(pages)).format(
            name=name if first.component else _("Pages"), count=len(pages)
        )
    text = quoted(first.paragraph.text)
    if len(group) == 1:
        return _("{name}: {text}").format(name=name, text=text)
    sentence = _n(
        "{name}, {count} paragraph, the first: {text}",
        "{name}, {count} paragraphs, the first: {text}",
        len(group),
    )
    return sentence.format(name=name, count=len(group), text=text)
