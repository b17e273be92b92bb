"""The text of a plan, section by section, in the order of its outline."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from dxdesk.document.appendices import appendix_labels
from dxdesk.document.paragraphs import Headings, dashed, one_line, paragraph, paragraphs, with_end_mark
from dxdesk.document.tree import Paragraph
from dxdesk.guidance.pack import Outline, OutlineSection, Pack, SectionKind, Task
from dxdesk.plan.model import CLOSING, LIMITATIONS, Plan, TaskEntry
from dxdesk.plan.totals import plan_total, totals_by_source
from dxdesk.plan.wording import (
    SOURCE_NAMES,
    UNIT_NAMES,
    WITHOUT_SOURCE,
    agency_name,
    basis_sentence,
    within_sentence,
)
from dxdesk.pointers import escape_pointer
from dxdesk.text.numerals import money_text


def body(plan: Plan, pack: Pack, outline: Outline) -> list[Paragraph]:
    """Return everything between the title and the signature, ending with "./.".

    A plan that a decision issues has neither bases nor opening of its own: they stand in the decision.
    """
    blocks: list[Paragraph] = []
    issues_itself = plan.document.form == "plan"
    in_section = (
        issues_itself
        and plan.document.bases_style == "section"
        and any(section.kind == "bases" for section in outline.sections)
    )
    if issues_itself:
        blocks += [*([] if in_section else bases(plan)), _opening(plan)]
    headings = Headings()
    for section in outline.sections:
        if section.kind != "bases" or in_section:
            blocks += _section(section, plan, pack, headings)
    blocks += paragraphs(plan.sections.get(CLOSING, ""), f"/sections/{CLOSING}")
    return [*blocks[:-1], with_end_mark(blocks[-1])] if blocks else []


def bases(plan: Plan) -> list[Paragraph]:
    """Return the bases as italic paragraphs under the title (II.6.a)."""
    sentences = [one_line(basis_sentence(basis)) for basis in plan.bases]
    last = len(sentences) - 1
    return [
        paragraph("basis", sentence + (";" if index < last else "."), f"/bases/{index}")
        for index, sentence in enumerate(sentences)
    ]


def _opening(plan: Plan) -> Paragraph:
    subject = one_line(plan.document.subject)
    return paragraph("body", f"{agency_name(plan)} ban hành Kế hoạch {subject} như sau:")


def _section(section: OutlineSection, plan: Plan, pack: Pack, headings: Headings) -> list[Paragraph]:
    content = _CONTENTS[section.kind](section, plan, pack, headings)
    # Counted after its content: a section without content takes no number.
    return [headings.section(section.title), *content] if content else []


def _bases_section(_section: OutlineSection, plan: Plan, _pack: Pack, _headings: Headings) -> list[Paragraph]:
    return dashed((basis_sentence(basis), f"/bases/{index}") for index, basis in enumerate(plan.bases))


def _results(section: OutlineSection, plan: Plan, pack: Pack, headings: Headings) -> list[Paragraph]:
    titles = {pillar.key: pillar.name for pillar in pack.meta.pillars}
    titles |= {part.key: part.title for part in section.parts}
    titles.setdefault(LIMITATIONS, "Tồn tại, hạn chế và nguyên nhân")
    return _titled_texts(titles, plan.results, "/results", headings)


def _texts(section: OutlineSection, plan: Plan, _pack: Pack, headings: Headings) -> list[Paragraph]:
    titles = {part.key: part.title for part in section.parts}
    return _titled_texts(titles, plan.sections, "/sections", headings)


def _titled_texts(
    titles: Mapping[str, str], texts: Mapping[str, str], place: str, headings: Headings
) -> list[Paragraph]:
    blocks: list[Paragraph] = []
    for key, title in titles.items():
        origin = f"{place}/{escape_pointer(key)}"
        if content := paragraphs(texts.get(key, ""), origin):
            blocks += [headings.part(title, origin), *content]
    return blocks


def _goals(_section: OutlineSection, plan: Plan, pack: Pack, headings: Headings) -> list[Paragraph]:
    blocks: list[Paragraph] = []
    if general := paragraphs(plan.goals.general, "/goals/general"):
        blocks += [headings.part("Mục tiêu tổng quát"), *general]
    items = [(text, f"/goals/specific/{index}") for index, text in enumerate(plan.goals.specific)]
    specific = dashed(items)
    if label := appendix_labels(plan, pack).get("indicators"):
        specific.append(
            paragraph("body", f"(Các chỉ tiêu theo dõi, đánh giá: chi tiết tại {label} kèm theo)")
        )
    if specific:
        blocks += [headings.part("Mục tiêu cụ thể"), *specific]
    return blocks


def _tasks(_section: OutlineSection, plan: Plan, pack: Pack, headings: Headings) -> list[Paragraph]:
    blocks: list[Paragraph] = []
    for pillar in pack.meta.pillars:
        applying = [
            (task, plan.tasks[task.key])
            for task in pack.tasks_of(pillar.key)
            if task.key in plan.tasks and plan.tasks[task.key].applies
        ]
        if applying:
            blocks.append(headings.part(pillar.name))
        for task, entry in applying:
            blocks += _task(task, entry, headings)
    if label := appendix_labels(plan, pack).get("tasks"):
        pointer = "Danh mục, đơn vị chủ trì, thời gian, sản phẩm và kinh phí của từng nhiệm vụ"
        if not blocks:
            pointer = "Danh mục nhiệm vụ không thuộc phạm vi thực hiện"
        blocks.append(paragraph("body", f"({pointer}: chi tiết tại {label} kèm theo)"))
    return blocks


def _task(task: Task, entry: TaskEntry, headings: Headings) -> list[Paragraph]:
    place = f"/tasks/{escape_pointer(task.key)}"
    activities = [
        (activity.text, f"{place}/activities/{index}") for index, activity in enumerate(entry.activities)
    ]
    return [
        headings.point(task.title, place),
        *paragraphs(entry.situation, f"{place}/situation"),
        *dashed(activities),
    ]


def _solutions(_section: OutlineSection, plan: Plan, _pack: Pack, headings: Headings) -> list[Paragraph]:
    items = [(solution.title, solution.text) for solution in plan.solutions]
    return _titled_items(items, "/solutions", headings)


def _organisation(_section: OutlineSection, plan: Plan, _pack: Pack, headings: Headings) -> list[Paragraph]:
    items = [(assignment.body, assignment.duties) for assignment in plan.organisation]
    return _titled_items(items, "/organisation", headings)


def _titled_items(items: Iterable[tuple[str, str]], place: str, headings: Headings) -> list[Paragraph]:
    blocks: list[Paragraph] = []
    for index, (title, text) in enumerate(items):
        origin = f"{place}/{index}"
        if one_line(title):
            blocks.append(headings.part(title, origin))
        blocks += paragraphs(text, origin)
    return blocks


def _funding(_section: OutlineSection, plan: Plan, pack: Pack, _headings: Headings) -> list[Paragraph]:
    blocks = paragraphs(plan.funding.text, "/funding/text")
    total = plan_total(plan)
    if total and plan.funding.stated_total is None:
        blocks.append(paragraph("body", _total_sentence(plan, total), "/funding"))
    labels = appendix_labels(plan, pack)
    if total and (label := labels.get("funding") or labels.get("tasks")):
        blocks.append(paragraph("body", f"(Kinh phí của từng nhiệm vụ: chi tiết tại {label} kèm theo)"))
    return blocks


def _total_sentence(plan: Plan, total: int) -> str:
    unit = plan.document.money_unit
    totals = totals_by_source(plan.tasks.values())
    shares = [
        f"{within_sentence(name)} {money_text(totals[source], unit)}"
        for source, name in SOURCE_NAMES.items()
        if totals.get(source)
    ]
    if None in totals:
        shares.append(f"{within_sentence(WITHOUT_SOURCE)} {money_text(totals[None], unit)}")
    listed = f", trong đó: {'; '.join(shares)}" if shares else ""
    return f"Tổng kinh phí dự kiến: {money_text(total, unit)} {UNIT_NAMES[unit]}{listed}."


_CONTENTS: Final[dict[SectionKind, Callable[[OutlineSection, Plan, Pack, Headings], list[Paragraph]]]] = {
    "bases": _bases_section,
    "results": _results,
    "text": _texts,
    "goals": _goals,
    "tasks": _tasks,
    "solutions": _solutions,
    "funding": _funding,
    "organisation": _organisation,
}
