"""The components of a document, found by their words and their place, however they are set."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from dxdesk.inspection.closing import closing_of
from dxdesk.inspection.landmarks import (
    is_appendix_label,
    is_basis,
    is_capitals,
    is_date,
    is_motto,
    is_nation,
    is_next_basis,
    is_number,
    is_order,
    is_reference,
    is_type,
    names_organ,
)
from dxdesk.inspection.measured import Measured, Paragraph
from dxdesk.inspection.permitted import Component
from dxdesk.text.folding import fold

PartKind = Literal["document", "attachment", "appendix"]

RUNNING: Final[frozenset[Component]] = frozenset(
    {"basis", "body", "heading-1", "heading-2", "heading-3", "article"}
)
_HEAD_LENGTH: Final = 30  # paragraphs: the name of the type stands among them
_TITLE_LENGTH: Final = 6
_STAMPS: Final = frozenset(
    {"hoa toc", "khan", "thuong khan", "du thao", "mat", "toi mat", "tuyet mat", "luu hanh noi bo", "ban sao"}
)
_headings: Final[tuple[tuple[Component, re.Pattern[str]], ...]] = (
    ("heading-1", re.compile(r"([IVXLC]{1,7})\s?[.)/:]\s*\S")),
    ("heading-2", re.compile(r"(\d{1,2})\s?[.)/](?!\d)\s*[^\W\d_]")),
    ("heading-3", re.compile(r"([a-zđ])\s?[).]\s*\S")),
    ("article", re.compile(r"Điều (\d+)\s?[.:]?(\s|$)")),
)


class Member(NamedTuple):
    """A paragraph and what it is; None for what the decree says nothing of."""

    component: Component | None
    paragraph: Paragraph


class Part(NamedTuple):
    """A document, one that it issues as an attachment, or an appendix, from its head to its end."""

    kind: PartKind
    members: tuple[Member, ...]

    def of(self, *components: Component) -> list[Paragraph]:
        """Return the paragraphs of components in their order."""
        return [member.paragraph for member in self.members if member.component in components]

    @property
    def running(self) -> list[Member]:
        """Return the running text with bases and headings."""
        return [member for member in self.members if member.component in RUNNING]


def parts_of(measured: Measured) -> tuple[Part, ...]:
    """Return the parts of a document, every paragraph with the component that it is."""
    paragraphs = measured.paragraphs
    starts: dict[int, PartKind] = {0: "document"}
    headed = False
    for position, paragraph in enumerate(paragraphs):
        if paragraph.table:
            continue
        if is_nation(paragraph.text):
            if headed or position > _HEAD_LENGTH:
                starts.setdefault(_head_start(paragraphs, position), "attachment")
            headed = True
        elif is_appendix_label(paragraph.text) and paragraph.align in {None, "center"} and position > 0:
            starts[position] = "appendix"
    ends = [*list(starts)[1:], len(paragraphs)]
    return tuple(
        _part(kind, paragraphs[start:end]) for (start, kind), end in zip(starts.items(), ends, strict=True)
    )


def _head_start(paragraphs: Sequence[Paragraph], nation: int) -> int:
    """Return where the head with a national title begins: the name of the agency may come before it."""
    start = nation
    block = paragraphs[nation].block
    while start > 0:
        before = paragraphs[start - 1]
        same_block = block is not None and before.block == block
        beside = before.side == "left" and before.page == paragraphs[nation].page and before.page is not None
        if not (same_block or (block is None and beside and is_capitals(before.text))):
            break
        start -= 1
    return start


def _part(kind: PartKind, paragraphs: Sequence[Paragraph]) -> Part:
    if kind == "appendix":
        return Part(kind, tuple(_appendix(paragraphs)))
    head = _head(paragraphs)
    title_end = len(head)
    title = list(_title(paragraphs[title_end:]))
    start = title_end + len(title)
    closing_start, closing = closing_of(paragraphs, start)
    body = list(_body(paragraphs[start:closing_start]))
    found = [*head, *title, *body, *closing]
    if "basis" not in found:  # a document whose end stands in the wrong place
        found = [
            "basis" if component is None and is_basis(paragraph.text) else component
            for component, paragraph in zip(found, paragraphs, strict=True)
        ]
    return Part(kind, tuple(map(Member, found, paragraphs)))


def _head(paragraphs: Sequence[Paragraph]) -> list[Component | None]:
    """Return the components up to the name of the type; without one, up to the last line of a head."""
    among = paragraphs[:_HEAD_LENGTH]
    end = next((position for position, each in enumerate(among) if is_type(each.text)), None)
    if end is None:
        marks = [position for position, each in enumerate(among) if _head_component(each.text)]
        end = max(marks) + 1 if marks else 0
    found = [_head_component(each.text) for each in paragraphs[:end]]
    agencies = [
        position
        for position, each in enumerate(paragraphs[:end])
        if found[position] is None
        and each.side != "right"
        and is_capitals(each.text)
        and fold(each.text) not in _STAMPS
    ]
    names = _last_name([paragraphs[position].text for position in agencies])
    for rank, position in enumerate(agencies):
        found[position] = "agency" if rank >= names else "superior"
    return found


def _head_component(text: str) -> Component | None:
    checks: tuple[tuple[Component, bool], ...] = (
        ("nation", is_nation(text)),
        ("motto", is_motto(text)),
        ("number", is_number(text)),
        ("date", is_date(text)),
    )
    return next((component for component, holds in checks if holds), None)


def _last_name(lines: Sequence[str]) -> int:
    """Return at which line the last name among lines of capitals begins: those before are superiors."""
    begins = [position for position, line in enumerate(lines) if names_organ(line)]
    return begins[-1] if begins else max(0, len(lines) - 1)


def _title(paragraphs: Sequence[Paragraph]) -> Iterator[Component]:
    """Yield the name of the type, the abstract, a reference, and the authority below them."""
    if not paragraphs or not is_type(paragraphs[0].text):
        return
    yield "type-name"
    abstract = 0
    for paragraph in paragraphs[1 : _TITLE_LENGTH + 1]:
        text = paragraph.text
        bold = all(run.bold for run in paragraph.inked)
        if is_reference(text):
            yield "reference"
        elif (
            is_basis(text)
            or is_order(text)
            or _heading(text)
            or text.startswith("Kính gửi")
            or paragraph.table
        ):
            return
        elif abstract and is_capitals(text) and names_organ(text.removeprefix("CHỦ TỊCH ").strip()):
            yield "authority"
        elif (paragraph.align == "center" or bold) and (not abstract or _continues(paragraph)):
            abstract += 1
            yield "abstract"
        else:
            return


def _continues(paragraph: Paragraph) -> bool:
    """Tell whether a further line below a title may belong to it."""
    return paragraph.align == "center" and not is_capitals(paragraph.text)


def _body(paragraphs: Sequence[Paragraph]) -> Iterator[Component | None]:
    in_bases = True
    basis = ""
    for paragraph in paragraphs:
        text = paragraph.text
        component: Component | None = None
        if paragraph.table or paragraph.side == "right":
            pass
        elif is_order(text):
            component, in_bases = "order", False
        elif in_bases and (is_basis(text) or is_next_basis(text, basis)):
            component, basis = "basis", text
        elif is_reference(text):
            component = "reference"
        elif paragraph.align not in {"center", "right"} and any(map(str.isalpha, text)):
            component, in_bases = _heading(text) or "body", False
        yield component


def _heading(text: str) -> Component | None:
    return next((component for component, pattern in _headings if pattern.match(text)), None)


def _appendix(paragraphs: Sequence[Paragraph]) -> Iterator[Member]:
    """Yield number, title and reference of an appendix; of what follows the decree says nothing."""
    yield Member("appendix-label", paragraphs[0])
    in_title = True
    for paragraph in paragraphs[1:]:
        component: Component | None = None
        bold = all(run.bold for run in paragraph.inked)
        in_title &= not paragraph.table
        if in_title and is_reference(paragraph.text):
            component, in_title = "reference", False
        elif in_title and (is_capitals(paragraph.text) or (paragraph.align == "center" and bold)):
            component = "appendix-title"
        else:
            in_title = False
        yield Member(component, paragraph)
