"""Edits of a plan as people make them, drawn at random."""

from collections.abc import Callable, Sequence
from datetime import date
from random import Random
from typing import Any, Final, TypeVar

import msgspec

from dxdesk.guidance.pack import Period
from dxdesk.plan.model import Activity, Assignment, Cost, LegalBasis, Plan, Solution, TaskEntry

T = TypeVar("T")
_changed: Final = msgspec.structs.replace
_SOME: Final = (
    "đẩy mạnh tuyên truyền nâng cao nhận thức hạ tầng dữ liệu số cán bộ công chức người dân dịch vụ công "
    "trực tuyến thanh toán ký hồ sơ"
)


def edited_at_random(plan: Plan, random: Random) -> Plan:
    """Return the plan after one edit of a value that is printed."""
    edit = random.choice(_EDITS)
    return edit(plan, random)


def _words(random: Random, most: int = 12) -> str:
    return " ".join(random.choice(_SOME.split()) for _number in range(random.randint(2, most))).capitalize()


def _text(random: Random, text: str) -> str:
    """Return a text written anew, continued, with a line more, or without one of its words."""
    match random.randint(0, 3):
        case 0:
            return "\n".join(_words(random) + "." for _number in range(random.randint(1, 3)))
        case 1:
            return f"{text} {_words(random)}"
        case 2:
            return f"{text}\n{_words(random)}."
    words = text.split(" ")
    del words[random.randrange(len(words)) :][:1]
    return " ".join(words)


def _list(
    random: Random, entries: Sequence[T], new: Callable[[], T], edit: Callable[[T], T]
) -> tuple[T, ...]:
    """Return a list with an entry more, one less, one elsewhere, or one edited."""
    changed = list(entries)
    deed = random.randint(0, 3) if changed else 0
    place = random.randrange(len(changed)) if changed else 0
    if deed == 0:
        changed.insert(place, new())
    elif deed == 1:
        del changed[place]
    elif deed == 2:
        entry = changed.pop(place)
        changed.insert(random.randint(0, len(changed)), entry)
    else:
        changed[place] = edit(changed[place])
    return tuple(changed)


def _costs(random: Random) -> tuple[Cost, ...]:
    sources = random.sample([None, "commune", "district", "private"], k=random.randint(0, 2))
    return tuple(Cost(amount=random.randint(1, 99) * 10**6, source=source) for source in sources)  # type: ignore[arg-type]


def _activity(random: Random) -> Activity:
    return Activity(
        id=f"n{random.randrange(10**9)}",
        text=_words(random),
        lead=_words(random, 3),
        period=Period(text=random.choice(["Quý I", "Tháng 6", "Cả năm"])),
        output=_words(random, 3),
        costs=_costs(random)[:1],
    )


def _edited_activity(random: Random, activity: Activity) -> Activity:
    match random.randint(0, 3):
        case 0:
            return _changed(activity, text=_text(random, activity.text))
        case 1:
            return _changed(activity, costs=_costs(random))
        case 2:
            return _changed(activity, period=Period(text=random.choice(["Quý III/2023", "Trước 30/6", ""])))
    return _changed(activity, **{random.choice(["lead", "partners", "output", "note"]): _words(random, 3)})


def _in_task(plan: Plan, random: Random) -> Plan:
    key = random.choice([*plan.tasks])
    entry = _edited_task(random, plan.tasks[key])
    return _changed(plan, tasks={**plan.tasks, key: entry})


def _edited_task(random: Random, entry: TaskEntry) -> TaskEntry:
    match random.randint(0, 3):
        case 0:
            return _changed(entry, situation=_text(random, entry.situation or _words(random)))
        case 1:
            return _changed(entry, applies=not entry.applies, reason=entry.reason or _words(random))
        case 2 if entry.indicators:
            key = random.choice([*entry.indicators])
            value = entry.indicators[key]
            figure = {
                "count": 417,
                "percent": "41",
                "money": 41_000_000,
                "yes_no": True,
                "date": "2023-05-17",
            }
            new = random.choice([None, figure.get(value.kind, _words(random, 3))])
            return _changed(entry, indicators={**entry.indicators, key: _changed(value, target=new)})
    activities = _list(
        random, entry.activities, lambda: _activity(random), lambda each: _edited_activity(random, each)
    )
    return _changed(entry, activities=activities)


def _in_texts(plan: Plan, random: Random) -> Plan:
    name = random.choice(["results", "sections"])
    texts: dict[str, str] = {**getattr(plan, name)}
    key = random.choice([*texts])
    return _changed(plan, **{name: {**texts, key: _text(random, texts[key])}})


def _in_goals(plan: Plan, random: Random) -> Plan:
    specific = _list(
        random, plan.goals.specific, lambda: _words(random), lambda text: f"{text} {_words(random)}"
    )
    return _changed(
        plan, goals=_changed(plan.goals, general=_text(random, plan.goals.general), specific=specific)
    )


def _in_solutions(plan: Plan, random: Random) -> Plan:
    new = Solution(title=_words(random, 4), text=_words(random) + ".")
    solutions = _list(
        random, plan.solutions, lambda: new, lambda each: _changed(each, text=_text(random, each.text))
    )
    return _changed(plan, solutions=solutions)


def _in_organisation(plan: Plan, random: Random) -> Plan:
    new = Assignment(body=_words(random, 4), duties=_words(random) + ".")
    organisation = _list(
        random, plan.organisation, lambda: new, lambda each: _changed(each, body=_words(random, 4))
    )
    return _changed(plan, organisation=organisation)


def _in_bases(plan: Plan, random: Random) -> Plan:
    new = LegalBasis(
        kind="Quyết định",
        number=f"{random.randint(1, 999)}/QĐ-UBND",
        issued_on=date(2022, 5, 5),
        issuer="Ủy ban nhân dân tỉnh",
        abstract=f"về {_words(random).lower()}",
    )
    number = f"{random.randint(1, 999)}/QĐ-TTg"
    return _changed(
        plan, bases=_list(random, plan.bases, lambda: new, lambda each: _changed(each, number=number))
    )


def _in_document(plan: Plan, random: Random) -> Plan:
    details: dict[str, Any] = {
        "number": str(random.randint(1, 99)),
        "issued_on": date(2023, random.randint(1, 12), 3),
        "subject": _words(random),
        "place": _words(random, 3),
        "recipients": _list(
            random, plan.document.recipients, lambda: _words(random, 4), lambda _name: _words(random, 4)
        ),
        "signer": _changed(
            plan.document.signer, full_name=_words(random, 4).title(), capacity="TM", title="Chủ tịch"
        ),
    }
    name = random.choice([*details])
    return _changed(plan, document=_changed(plan.document, **{name: details[name]}))


_EDITS: Final = (
    *[_in_task] * 4,
    _in_texts,
    _in_goals,
    _in_solutions,
    _in_organisation,
    _in_bases,
    _in_document,
)
