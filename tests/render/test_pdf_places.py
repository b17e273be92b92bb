"""Where the texts of a plan stand on the pages of the PDF."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from dxdesk.document.compose import compose
from dxdesk.document.tree import Cell, Closing, Document, Letterhead, Paragraph, Table, text_of
from dxdesk.plan.model import Plan
from dxdesk.render.pdf.pages import Spot
from dxdesk.render.pdf.writing import PdfFile as Written
from dxdesk.render.pdf.writing import write_pdf
from tests.document.lengthy_plans import SENTENCE
from tests.document.printed_plans import printed_plans
from tests.document.sample_plans import full_plan, pack
from tests.render.pdf_text import Page, PdfFile, joined
from tests.render.rendered import SAMPLES, Sample


def written(plan: Plan) -> tuple[Document, Written, PdfFile]:
    document = compose(plan, pack())
    file = write_pdf(document)
    return document, file, PdfFile(file.data)


def paragraphs_with_origin(document: Document) -> list[Paragraph]:
    found: list[Paragraph] = []
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                found.append(block)
            elif isinstance(block, Letterhead):
                found += [*block.agency, *block.nation, *filter(None, (block.number, block.date))]
            elif isinstance(block, Closing):
                found += [*block.recipients, *block.office, block.name]
    return [paragraph for paragraph in found if paragraph.origin]


def cells_with_origin(document: Document) -> list[Cell]:
    return [
        cell
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row.cells
        if cell.origin
    ]


def text_within(spot: Spot, page: Page) -> str:
    top = page.height - spot.top
    return joined(
        piece
        for piece in page.pieces
        if top - spot.height < piece.y < top and spot.left <= piece.x <= spot.left + spot.width
    )


@pytest.mark.parametrize("sample", SAMPLES)
def test_each_text_stands_where_it_is_said_to(sample: Sample) -> None:
    document, file, pdf = written(full_plan(*sample))
    paragraphs = paragraphs_with_origin(document)
    assert list(file.places) == list(dict.fromkeys(spot.origin for spot in file.spots()))
    cells = {cell.origin for cell in cells_with_origin(document)}
    assert set(file.places) == {paragraph.origin for paragraph in paragraphs} | cells
    seen: set[str] = set()
    for paragraph in paragraphs:
        if paragraph.origin in seen:
            continue
        seen.add(paragraph.origin)
        spot = file.places[paragraph.origin]
        label = f"{paragraph.label.text} " if paragraph.label else ""
        printed, expected = (
            text_within(spot, pdf.pages[spot.page]).split(),
            f"{label}{text_of(paragraph)}".split(),
        )
        assert printed[:3] == expected[:3]


@pytest.mark.parametrize("sample", SAMPLES)
def test_each_cell_stands_where_it_is_said_to(sample: Sample) -> None:
    document, file, pdf = written(full_plan(*sample))
    tables = pdf.pages.index(next(page for page in pdf.pages if page.header_row))
    spots: dict[str, list[str]] = {}
    for spot in file.spots():
        if spot.page >= tables:
            spots.setdefault(spot.origin, []).append("".join(text_within(spot, pdf.pages[spot.page]).split()))
    for cell in cells_with_origin(document):
        assert any("".join(cell.text.split()) in shown for shown in spots[cell.origin])


def test_a_text_over_two_pages_has_a_spot_on_each() -> None:
    plan = full_plan()
    goals = msgspec.structs.replace(plan.goals, general=SENTENCE * 60)
    _, file, _ = written(msgspec.structs.replace(plan, goals=goals))
    spots = [spot for spot in file.spots() if spot.origin == "/goals/general"]
    assert len(spots) > 1
    assert [spot.page for spot in spots] == list(range(spots[0].page, spots[0].page + len(spots)))
    assert file.places["/goals/general"] == spots[0]


def test_the_lines_of_a_text_are_one_spot() -> None:
    plan = full_plan()
    goals = msgspec.structs.replace(plan.goals, general="Một.\nHai.\nBa.")
    _, one, _ = written(msgspec.structs.replace(plan, goals=msgspec.structs.replace(goals, general="Một.")))
    _, three, _ = written(msgspec.structs.replace(plan, goals=goals))
    assert three.places["/goals/general"].height > 3 * one.places["/goals/general"].height


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(printed_plans())
def test_every_spot_lies_on_its_page(plan: Plan) -> None:
    _, file, pdf = written(plan)
    order = [spot.page for spot in file.spots()]
    assert order == sorted(order)
    for spot in file.spots():
        page = pdf.pages[spot.page]
        assert spot.height > 0
        assert 0 <= spot.left < spot.left + spot.width <= page.width
        assert 0 <= spot.top < spot.top + spot.height <= page.height
