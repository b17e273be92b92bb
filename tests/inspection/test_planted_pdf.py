"""Deviations planted in our PDF, by another table of styles or another tree: each is found, and nothing else."""

from collections.abc import Callable
from typing import Any, Final, NamedTuple, cast

import msgspec
import pytest

from dxdesk.document.compose import compose
from dxdesk.document.decree30 import STYLES, StyleName
from dxdesk.document.tree import Block, Closing, Document, Letterhead, Paragraph, text_of
from dxdesk.render.pdf import flow, writing
from tests.document.sample_plans import pack, short_plan
from tests.inspection.planting import (
    composed,
    found_in,
    pdf_of,
    with_blocks,
    with_closing,
    with_head,
    worded,
)


class Look(NamedTuple):
    """A style with changed values, the codes that follow, and a word that the first place must have."""

    style: StyleName
    values: dict[str, Any]
    codes: set[str]
    place: str = ""


LOOKS: Final = (
    Look("nation", {"size": 14}, {"D211"}, "National title"),
    Look("nation", {"bold": False}, {"D212"}, "National title"),
    Look("nation", {"italic": True}, {"D213"}, "National title"),
    Look("motto", {"size": 11}, {"D221"}, "Motto"),
    Look("motto", {"align": "left"}, {"D225", "D227"}, "Motto"),
    Look("agency", {"bold": False}, {"D242"}, "agency"),
    Look("number", {"size": 11}, {"D251"}, "Number"),
    Look("date", {"italic": False}, {"D263"}, "date"),
    Look("type-name", {"size": 16}, {"D271"}, "type"),
    Look("type-name", {"italic": True}, {"D273"}, "type"),
    Look("abstract", {"bold": False}, {"D282"}, "Abstract"),
    Look("basis", {"italic": False}, {"D303"}, "Bases"),
    Look("body", {"size": 12}, {"D311"}, "Text"),
    Look("body", {"italic": True}, {"D313"}, "Text"),
    Look("body", {"first_indent": 20.0}, {"D316"}, "Text"),
    Look("body", {"line": 1.8}, {"D318"}, "Text"),
    Look("body", {"align": "left"}, {"D319"}, "Text"),
    Look("heading-1", {"bold": False}, {"D322"}, "Headings I"),
    Look("heading-2", {"bold": False}, {"D332"}, "Headings 1"),
    Look("office", {"bold": False}, {"D412"}, "office"),
    Look("office", {"size": 12}, {"D411"}, "office"),
    Look("signer", {"before": 6.0}, {"D418"}, "Name of the signer"),
    Look("signer", {"bold": False}, {"D422"}, "Name of the signer"),
    Look("recipients-title", {"bold": False}, {"D432"}, "recipients"),
    Look("recipient", {"size": 12}, {"D441"}, "Recipients"),
    Look("appendix-label", {"size": 12}, {"D511"}, "appendix"),
    Look("appendix-title", {"bold": False}, {"D522"}, "appendix"),
    Look("reference", {"italic": False}, {"D533"}, "Reference"),
    Look("page-number", {"size": 11}, {"D112"}),
    Look("page-number", {"italic": True}, {"D113"}),
)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.style} {look.values}")
def test_another_look_is_found(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = msgspec.structs.replace(STYLES[look.style], **look.values)
    monkeypatch.setitem(STYLES, look.style, changed)
    deviations = found_in(pdf_of(composed()))
    assert {each.code for each in deviations} == look.codes, deviations
    assert look.place in deviations[0].place
    assert deviations[0].page is not None


def test_close_paragraphs_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("basis", "body", "heading-1", "heading-2", "heading-3"):
        closer = msgspec.structs.replace(STYLES[name], after=2.0, before=0.0)
        monkeypatch.setitem(STYLES, name, closer)
    deviations = found_in(pdf_of(composed()))
    assert {each.code for each in deviations} == {"D317"}, deviations


class Margin(NamedTuple):
    """A margin of all pages in mm, and the code that follows."""

    name: str
    length: float
    code: str


@pytest.mark.parametrize(
    "margin",
    [
        Margin("MARGIN_LEFT", 22.0, "D105"),
        Margin("MARGIN_LEFT", 40.0, "D105"),
        Margin("MARGIN_TOP", 14.0, "D103"),
    ],
    ids=lambda margin: f"{margin.name} {margin.length}",
)
def test_another_margin_is_found(margin: Margin, monkeypatch: pytest.MonkeyPatch) -> None:
    document = composed()
    monkeypatch.setattr(writing, margin.name, margin.length)
    codes = {
        each.code for each in found_in(pdf_of(document)) if each.code in {"D103", "D104", "D105", "D106"}
    }
    assert margin.code in codes


def test_too_much_room_at_the_foot_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "text_height", lambda *, landscape: 160.0 if landscape else 210.0)
    assert [each.code for each in found_in(pdf_of(composed()))] == ["D104"]


class Change(NamedTuple):
    """A change of the tree, the codes that follow, and the page of the first one."""

    change: Callable[[Document], Document]
    codes: set[str]
    page: int | None


def _head(name: str, text: str) -> Callable[[Document], Document]:
    def changed(head: Letterhead) -> Letterhead:
        part = cast("Paragraph", getattr(head, name))
        return msgspec.structs.replace(head, **{name: worded(part, text)})

    return lambda document: with_head(document, changed)


def _nation(index: int, text: str | None, rule: float | None = 1.0) -> Callable[[Document], Document]:
    def changed(head: Letterhead) -> Letterhead:
        lines = list(head.nation)
        line = lines[index] if text is None else worded(lines[index], text)
        lines[index] = msgspec.structs.replace(line, rule=rule if index else None)
        return msgspec.structs.replace(head, nation=tuple(lines))

    return lambda document: with_head(document, changed)


def _agency_rule(share: float | None) -> Callable[[Document], Document]:
    def changed(head: Letterhead) -> Letterhead:
        *lines, last = head.agency
        return msgspec.structs.replace(head, agency=(*lines, msgspec.structs.replace(last, rule=share)))

    return lambda document: with_head(document, changed)


def _reworded(style: StyleName, index: int, text: str) -> Callable[[Document], Document]:
    def changed(blocks: list[Block]) -> list[Block]:
        places = [
            i for i, block in enumerate(blocks) if isinstance(block, Paragraph) and block.style == style
        ]
        place = places[index]
        blocks[place] = worded(cast("Paragraph", blocks[place]), text)
        return blocks

    return lambda document: with_blocks(document, changed)


def _last_basis_mark(document: Document) -> Document:
    bases = [
        block
        for block in document.sections[0].blocks
        if isinstance(block, Paragraph) and block.style == "basis"
    ]
    return _reworded("basis", -1, text_of(bases[-1])[:-1] + ";")(document)


def _without(style: StyleName) -> Callable[[Document], Document]:
    def changed(blocks: list[Block]) -> list[Block]:
        return [block for block in blocks if not (isinstance(block, Paragraph) and block.style == style)]

    return lambda document: with_blocks(document, changed)


def _second_heading_lost(document: Document) -> Document:
    def changed(blocks: list[Block]) -> list[Block]:
        places = [
            i for i, block in enumerate(blocks) if isinstance(block, Paragraph) and block.style == "heading-1"
        ]
        del blocks[places[1]]
        return blocks

    return with_blocks(document, changed)


def _closing(**values: Any) -> Callable[[Document], Document]:
    return lambda document: with_closing(document, lambda closing: msgspec.structs.replace(closing, **values))


def _closing_texts(name: str, text: str) -> Callable[[Document], Document]:
    def changed(closing: Closing) -> Closing:
        part = getattr(closing, name)
        first = worded(part[0], text)
        return msgspec.structs.replace(closing, **{name: (first, *part[1:])})

    return lambda document: with_closing(document, changed)


def _named(text: str) -> Callable[[Document], Document]:
    return lambda document: with_closing(
        document, lambda closing: msgspec.structs.replace(closing, name=worded(closing.name, text))
    )


CHANGES: Final[dict[str, Change]] = {
    "motto without line": Change(_nation(1, None, None), {"D226"}, 1),
    "motto with half a line": Change(_nation(1, None, 0.5), {"D227"}, 1),
    "motto with dashes": Change(_nation(1, "Độc lập – Tự do – Hạnh phúc"), {"D228"}, 1),
    "national title in small letters": Change(_nation(0, "Cộng hòa xã hội chủ nghĩa Việt Nam"), {"D214"}, 1),
    "agency without line": Change(_agency_rule(None), {"D246"}, 1),
    "agency with a full line": Change(_agency_rule(1.0), {"D247"}, 1),
    "number without zero": Change(_head("number", "Số: 5/KH-UBND"), {"D259"}, 1),
    "number without slash": Change(_head("number", "Số: 15-KH-UBND"), {"D258"}, 1),
    "day without zero": Change(_head("date", "Thạch Kim, ngày 5 tháng 12 năm 2022"), {"D269"}, 1),
    "date without comma": Change(_head("date", "Thạch Kim ngày 05 tháng 12 năm 2022"), {"D268"}, 1),
    "type name in small letters": Change(_reworded("type-name", 0, "Kế hoạch"), {"D274"}, 1),
    "last basis": Change(_last_basis_mark, {"D309"}, 1),
    "no bases, no matter": Change(_without("basis"), set(), None),
    "lost heading": Change(_second_heading_lost, {"D326"}, 2),
    "office in small letters": Change(_closing_texts("office", "TM. Ủy ban nhân dân"), {"D414"}, 6),
    "name in capitals": Change(_named("NGUYỄN VĂN ẨN"), {"D424"}, 6),
    "title before the name": Change(_named("TS. Nguyễn Văn Ẩn"), {"D428"}, 6),
    "recipients without colon": Change(_closing_texts("recipients", "Nơi nhận"), {"D438"}, 6),
}


@pytest.mark.parametrize("planted", CHANGES.values(), ids=CHANGES)
def test_another_tree_is_found(planted: Change) -> None:
    deviations = found_in(pdf_of(planted.change(composed())))
    assert {each.code for each in deviations} == planted.codes, deviations
    assert (deviations[0].page if deviations else None) == planted.page


def test_a_signature_alone_on_a_page_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "_LINES_WITH_SIGNATURE", 0)
    document = compose(short_plan(), pack())
    seen = set()
    for count in range(30):
        longer = with_blocks(document, lambda blocks, count=count: _longer(blocks, count))  # type: ignore[misc]
        seen |= {each.code for each in found_in(pdf_of(longer))}
    assert seen == {"D419"}


def _longer(blocks: list[Block], count: int) -> list[Block]:
    last = next(i for i, block in enumerate(blocks) if isinstance(block, Closing))
    filler = [worded(cast("Paragraph", blocks[last - 1]), "Một dòng.")] * count
    return [*blocks[: last - 1], *filler, *blocks[last - 1 :]]


def test_the_numbers_of_pages_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_write_page_number", lambda *_arguments: None)
    (deviation,) = found_in(pdf_of(composed()))
    assert deviation.code == "D111"


def test_another_paper_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "PAGE_LONG", 279.4)
    monkeypatch.setattr(writing, "PAGE_SHORT", 215.9)
    assert "D101" in {each.code for each in found_in(pdf_of(composed()))}
