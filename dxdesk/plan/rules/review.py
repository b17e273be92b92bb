"""The table of all rules, and the review that asks every one of them."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import ModuleType
from typing import Final

from dxdesk.guidance.pack import Pack
from dxdesk.plan.finding import SEVERITIES, Finding
from dxdesk.plan.model import Plan
from dxdesk.plan.places import place_order
from dxdesk.plan.rules import (
    activities,
    bases,
    citations,
    dates,
    funding,
    guidance,
    indicators,
    letterhead,
    measures,
    notes,
    periods,
    recipients,
    sections,
    signing,
    tasks,
    texts,
    unit,
    unread,
)
from dxdesk.plan.rules.rule import Review, Rule


def review(plan: Plan, pack: Pack, *, today: date | None = None) -> list[Finding]:
    """Return what there is to say of a plan: the gravest first, then in the order of the plan.

    With `today`, days that have passed for a plan not issued yet are told too.
    """
    matter = Review(plan, pack, today)
    findings = [finding for rule in RULES.values() for finding in rule.findings(matter)]
    order = place_order(plan, pack)
    return sorted(findings, key=lambda each: (SEVERITIES.index(each.severity), order(each.path), each.code))


def rules_of(modules: Iterable[ModuleType]) -> Mapping[str, Rule]:
    """Return the rules that stand in the modules, by code.

    Raises:
        ValueError: two rules have the same code.
    """
    table: dict[str, Rule] = {}
    for module in modules:
        for rule in vars(module).values():
            if not isinstance(rule, Rule):
                continue
            if rule.code in table:
                raise ValueError(f"{module.__name__}: the code {rule.code} is taken")
            table[rule.code] = rule
    return table


RULES: Final = rules_of(
    (
        guidance,
        unit,
        letterhead,
        dates,
        signing,
        recipients,
        bases,
        citations,
        sections,
        tasks,
        activities,
        periods,
        indicators,
        measures,
        funding,
        texts,
        unread,
        notes,
    )
)
