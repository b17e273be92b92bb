"""Made plans: a real unit, the tasks of the guidance, and what such a unit might write."""

from datetime import date, timedelta
from functools import cache
from random import Random

import msgspec

from dxdesk.central.synth import wording
from dxdesk.central.synth.tasks import answered
from dxdesk.guidance.loading import pack_for_year
from dxdesk.guidance.pack import Level, Pack
from dxdesk.guidance.wording import Words, worded_task, words_of
from dxdesk.plan.beginning import new_plan, plan_unit
from dxdesk.plan.model import LIMITATIONS, Assignment, Capacity, Funding, Plan, Signer, Solution
from dxdesk.plan.totals import plan_total
from dxdesk.units.catalogue import catalogue
from dxdesk.units.naming import place
from dxdesk.units.unit import Unit


def made_plan(scheme: str, code: str, year: int, rng: Random) -> Plan:
    """Return a plan that the unit might have written."""
    unit = catalogue(scheme).unit(code)
    if unit is None:
        raise LookupError(code)
    pack = _pack(year)
    words = words_of(unit)
    begun = _begun(scheme, unit.level, words, code if unit.level == "tinh" else "", year)
    tasks = {
        task.key: answered(worded_task(task, words), begun.tasks[task.key], unit.level, year, rng)
        for task in pack.tasks
        if task.key in begun.tasks
    }
    plan = msgspec.structs.replace(
        begun,
        unit=plan_unit(unit),
        tasks=tasks,
        results=_results(pack, rng),
        solutions=tuple(
            Solution(title=title, text=text)
            for title, text in rng.sample(wording.SOLUTIONS, rng.randint(1, 4))
        ),
        organisation=(
            Assignment(body="Văn phòng HĐND và UBND", duties="Theo dõi, đôn đốc, tổng hợp báo cáo."),
            Assignment(body="Các cơ quan, đơn vị liên quan", duties="Thực hiện nhiệm vụ được phân công."),
        ),
    )
    plan = msgspec.structs.replace(plan, document=_document(plan, unit, year, rng))
    return _funded(plan, rng)


def revised_plan(plan: Plan, rng: Random) -> Plan:
    """Return the plan of the revision after: another number, other texts, one task less or more."""
    key = rng.choice(sorted(plan.tasks))
    entry = plan.tasks[key]
    changed = msgspec.structs.replace(
        entry,
        applies=not entry.applies,
        reason=rng.choice(wording.REASONS) if entry.applies else "",
        activities=() if entry.applies else entry.activities,
    )
    document = msgspec.structs.replace(plan.document, number=str(rng.randint(200, 400)))
    plan = msgspec.structs.replace(plan, tasks={**plan.tasks, key: changed}, document=document)
    return _funded(plan, rng)


@cache
def _pack(year: int) -> Pack:
    return pack_for_year(year)


@cache
def _begun(scheme: str, level: Level, words: Words, code: str, year: int) -> Plan:
    """Return how plans of units of one kind begin; those that share their words share it."""
    unit = next(
        one
        for one in catalogue(scheme)
        if one.level == level and code in ("", one.code) and words_of(one) == words
    )
    return new_plan(unit, _pack(year), year, "suggestions")


def _results(pack: Pack, rng: Random) -> dict[str, str]:
    results = {pillar.key: rng.choice(wording.RESULTS) for pillar in pack.meta.pillars if rng.random() < 0.8}
    return {**results, LIMITATIONS: rng.choice(wording.LIMITS)}


def _document(plan: Plan, unit: Unit, year: int, rng: Random) -> object:
    capacity: Capacity = rng.choice(("TM", "TM", "KT"))
    return msgspec.structs.replace(
        plan.document,
        number=str(rng.randint(1, 199)),
        place=place(unit),
        subject=f"Chuyển đổi số năm {year} của {plan.unit.name}",
        issued_on=date(year - 1, 11, 15) + timedelta(days=rng.randrange(60)),
        signer=Signer(
            capacity=capacity,
            title="Chủ tịch" if capacity == "TM" else "Phó Chủ tịch",
            full_name=wording.person(rng),
        ),
    )


def _funded(plan: Plan, rng: Random) -> Plan:
    total = plan_total(plan)
    stated = total if rng.random() < 0.8 else None
    text = "Từ nguồn ngân sách nhà nước theo phân cấp và các nguồn huy động hợp pháp khác."
    return msgspec.structs.replace(plan, funding=Funding(text=text, stated_total=stated))
