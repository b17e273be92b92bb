"""The document tree that a plan is composed into."""

from typing import get_args

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from dxdesk.document.compose import compose
from dxdesk.document.decree30 import (
    CELL_PADDING,
    MARGIN_LEFT,
    MARGIN_RIGHT,
    PAGE_LONG,
    PAGE_SHORT,
    STYLES,
    text_width,
)
from dxdesk.document.metrics import style_face, text_points
from dxdesk.document.paragraphs import closed, dashed, lines_of
from dxdesk.document.tree import Closing, Document, Letterhead, Paragraph, Table, text_of
from dxdesk.plan.model import Activity, Cost, DocumentDetails, Form, FundingSource, MoneyUnit, Plan, TaskEntry
from dxdesk.plan.places import texts_of
from tests.document.printed_plans import printed_plans
from tests.document.sample_plans import full_plan, pack, short_plan


def paragraphs_of(document: Document) -> list[Paragraph]:
    found: list[Paragraph] = []
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                found.append(block)
            elif isinstance(block, Closing):
                found += [*block.recipients, *block.office, block.name]
            elif isinstance(block, Letterhead):
                found += [*block.agency, *block.nation]
    return found


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(printed_plans())
def test_any_plan_can_be_composed(plan: Plan) -> None:
    document = compose(plan, pack())
    assert compose(plan, pack()) == document
    for paragraph in paragraphs_of(document):
        text = text_of(paragraph)
        assert "\n" not in text
        assert "  " not in text
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                assert all(sum(cell.span for cell in row.cells) == len(block.widths) for row in block.rows)
                assert sum(block.widths) == pytest.approx(
                    text_width(landscape=section.orientation == "landscape")
                )
                assert min(block.widths) > 10


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(printed_plans())
def test_every_origin_is_a_place_of_the_plan(plan: Plan) -> None:
    data = msgspec.to_builtins(plan)
    for paragraph in paragraphs_of(compose(plan, pack())):
        value = data
        for token in paragraph.origin.split("/")[1:]:
            members = dict(enumerate(value)) if isinstance(value, list | tuple) else value
            step = int(token) if isinstance(value, list | tuple) else token
            assert step in members, paragraph.origin
            value = members[step]


def test_paragraphs_know_where_they_come_from() -> None:
    plan = full_plan("huyen")
    origins = {paragraph.origin for paragraph in paragraphs_of(compose(plan, pack()))}
    for path, text in texts_of(plan):
        if path.startswith(("/goals", "/funding", "/results")) and text:
            assert path in origins


def test_an_unknown_outline_falls_back_to_the_first() -> None:
    document = compose(short_plan(outline="removed"), pack())
    assert document.sections[0].blocks


def test_an_empty_plan_can_be_composed() -> None:
    plan = full_plan()
    empty = Plan(
        guidance=plan.guidance,
        year=2023,
        unit=plan.unit,
        document=msgspec.structs.replace(plan.document, subject="", recipients=(), archive=""),
    )
    (section,) = compose(empty, pack()).sections
    last = [block for block in section.blocks if isinstance(block, Paragraph)][-1]
    assert text_of(last).endswith("./.")


def test_pages_leave_the_binding_edge_free_on_landscape_pages_too() -> None:
    assert text_width(landscape=False) == PAGE_SHORT - MARGIN_LEFT - MARGIN_RIGHT == 165
    assert text_width(landscape=True) == PAGE_LONG - MARGIN_LEFT - MARGIN_RIGHT == 252


@pytest.mark.parametrize(
    ("text", "mark", "result"),
    [("Làm", ";", "Làm;"), ("Làm.", ";", "Làm;"), ("Làm ; ", "./.", "Làm./."), ("Làm./.", "./.", "Làm./.")],
)
def test_closing_marks_replace_each_other(text: str, mark: str, result: str) -> None:
    assert closed(text, mark) == result


def test_dash_lists() -> None:
    items = [("- Một;", "/0"), ("Hai\nhai nữa", "/1"), (" ", "/2"), ("Ba", "/3")]
    blocks = dashed(items)
    assert [text_of(block) for block in blocks] == ["- Một;", "- Hai", "hai nữa;", "- Ba."]
    assert [block.origin for block in blocks] == ["/0", "/1", "/1", "/3"]


def test_lines_of_text() -> None:
    assert lines_of(" a \n\n b  c\n") == ["a", "b c"]


def test_what_a_decision_issues_repeats_neither_its_bases_nor_that_it_is_issued() -> None:
    issued = compose(full_plan("huyen", "decision"), pack()).sections
    decision, attachment = issued[0], issued[1]
    assert any(block.style == "basis" for block in decision.blocks if isinstance(block, Paragraph))
    attached = [text_of(block) for block in attachment.blocks if isinstance(block, Paragraph)]
    assert not any(text.startswith(("Căn cứ", "- Căn cứ")) for text in attached)
    assert not any(text.endswith("như sau:") for text in attached)
    first = next(block for block in attachment.blocks if isinstance(block, Paragraph) and block.label)
    assert first.label is not None
    assert first.label.text == "I."


@pytest.mark.parametrize("form", ["plan", "decision"])
def test_a_plan_with_nothing_in_it_can_be_composed(form: Form) -> None:
    plan = full_plan("xa", form)
    empty = Plan(
        guidance=plan.guidance,
        year=plan.year,
        unit=plan.unit,
        document=DocumentDetails(form=form, outline="none"),
    )
    document = compose(empty, pack())
    assert [section.title for section in document.sections][-1] == "Kế hoạch"


@pytest.mark.parametrize("unit", ["dong", "million"])
def test_no_amount_is_broken_in_its_column(unit: MoneyUnit) -> None:
    plan = full_plan("huyen")
    key = next(iter(plan.tasks))
    activity = plan.tasks[key].activities[0]
    dear = msgspec.structs.replace(
        activity,
        costs=(Cost(amount=1_400_000_000_001, source="private"), Cost(amount=12_345_678, source="commune")),
    )
    entry = msgspec.structs.replace(plan.tasks[key], applies=True, activities=(dear,))
    details = msgspec.structs.replace(plan.document, money_unit=unit, funding_appendix=True)
    plan = msgspec.structs.replace(plan, tasks={**plan.tasks, key: entry}, document=details)
    tables = [b for section in compose(plan, pack()).sections for b in section.blocks if isinstance(b, Table)]
    for table in tables:
        for row in table.rows:
            column = 0
            for cell in row.cells:
                width = sum(table.widths[column : column + cell.span]) - 2 * CELL_PADDING[0]
                column += cell.span
                style = STYLES[cell.style]
                for word in cell.text.split():
                    if cell.style.endswith("number") or ":" in cell.text:
                        assert text_points(word, style_face(style), style.size) * 25.4 / 72 <= width


def test_amounts_beyond_reason_leave_room_for_words() -> None:
    plan = full_plan("huyen")
    key = next(iter(plan.tasks))
    sources: tuple[FundingSource, ...] = get_args(FundingSource)
    costs = (*(Cost(amount=2**53 - 1, source=source) for source in sources), Cost(amount=2**53 - 1))
    activity = msgspec.structs.replace(plan.tasks[key].activities[0], costs=costs, note="Ghi chú")
    entry = msgspec.structs.replace(plan.tasks[key], applies=True, activities=(activity,))
    details = msgspec.structs.replace(plan.document, money_unit="dong", funding_appendix=True)
    dear = msgspec.structs.replace(plan, tasks={**plan.tasks, key: entry}, document=details)
    tables = [b for section in compose(dear, pack()).sections for b in section.blocks if isinstance(b, Table)]
    assert len(tables) == 3
    assert all(table.widths[1] >= 32 for table in tables)
    assert all(sum(table.widths) <= text_width(landscape=True) for table in tables)


def test_unanswered_tasks_make_no_appendix() -> None:
    plan = msgspec.structs.replace(full_plan(), tasks={task.key: TaskEntry() for task in pack().tasks})
    assert [section.title for section in compose(plan, pack()).sections] == ["Kế hoạch"]


def test_a_task_that_the_pack_does_not_know_is_not_counted() -> None:
    plan = full_plan()
    cost = Activity(id="a1", text="Việc", costs=(Cost(amount=5_000_000, source="commune"),))
    strange = TaskEntry(applies=True, activities=(cost,))
    more = msgspec.structs.replace(plan, tasks={**plan.tasks, "unknown-task": strange})
    assert compose(more, pack()) == compose(plan, pack())
    only = msgspec.structs.replace(plan, tasks={"unknown-task": strange})
    assert len(compose(only, pack()).sections) == 1


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("máy tính, máy in,...", "máy tính, máy in,…;"),
        ("v.v...", "v.v…;"),
        ("giải trí…", "giải trí…;"),
        ("việc ;.", "việc;"),
        ("hết./.", "hết;"),
        ("https://dx.mic.gov.vn/", "https://dx.mic.gov.vn/;"),
    ],
)
def test_closing_marks(typed: str, printed: str) -> None:
    assert closed(typed, ";") == printed


def test_own_dashes_are_not_doubled() -> None:
    items = [("– một", ""), ("+ hai", ""), ("...", ""), ("• ba", "")]
    assert [text_of(block) for block in dashed(items)] == ["- một;", "- hai;", "- …;", "- ba."]
