"""Whether a Word file is of the plan at all, or of another unit, another year, or something else."""

import re
from collections.abc import Sequence
from typing import Final

from dxdesk.comparison.expected import ExpectedLine
from dxdesk.comparison.found import FoundLine
from dxdesk.language import translate as _
from dxdesk.plan.model import Plan
from dxdesk.text.folding import fold

_HEAD: Final = 7  # lines of a letterhead, which names the unit
_LEAST_SHARE: Final = 0.5
_committee = fold("Ủy ban nhân dân")
_year = re.compile(r"\b20\d\d\b")


def strangeness(
    plan: Plan, pairs: Sequence[tuple[ExpectedLine, FoundLine]], found: Sequence[FoundLine]
) -> str:
    """Return why a Word file is not of the plan: of another unit or year; nothing where neither is so."""
    if unit := _other_unit(plan, found):
        return _("The Word file is of another unit: {unit}. The plan is of {name}.").format(
            unit=unit, name=plan.unit.name
        )
    if year := _other_year(plan, pairs):
        return _("The Word file is of another year: {year}. The plan is for {plan_year}.").format(
            year=year, plan_year=plan.year
        )
    return ""


def too_little(awaited: int, found: int) -> str:
    """Return that a Word file has less than half of what the plan prints, where that is so."""
    if awaited and found < awaited * _LEAST_SHARE:
        return _(
            "Less than half of the plan was found in the Word file ({share} %). It is another document, or "
            "was written anew; compare the two by eye."
        ).format(share=found * 100 // awaited)
    return ""


def _other_unit(plan: Plan, found: Sequence[FoundLine]) -> str:
    """Return the unit in the letterhead, where the head of the document does not name the plan's."""
    head = found[:_HEAD]
    own = fold(plan.unit.name)
    if any(f" {own} " in f" {fold(line.text)} " for line in head):
        return ""
    for index, line in enumerate(head):
        text = fold(line.text)
        if text.startswith(_committee):
            following = head[index + 1].text if index + 1 < len(head) else ""
            return line.text[len("Ủy ban nhân dân") :].strip() or following
    return ""


def _other_year(plan: Plan, pairs: Sequence[tuple[ExpectedLine, FoundLine]]) -> str:
    """Return the year that stands in titles and subject where the plan has its own."""
    own = str(plan.year)
    same = 0
    others: list[str] = []
    for line, found in pairs:
        if line.role not in {"words", "subject", "heading"} or own not in line.text:
            continue
        years = set(_year.findall(found.text))
        same += own in years
        others += years.difference(_year.findall(line.text)) if own not in years else ()
    return max(others, key=others.count) if len(others) > same else ""
