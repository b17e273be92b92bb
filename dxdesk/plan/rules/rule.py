"""What a rule is, and what it looks at.

To add one, write a function below a `@rule(...)` line in the module of its group and a case in
`tests/plan/rules/`; nothing else has to know of it. The function yields the places where the plan is
at fault, each with the fields that the message names.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from dxdesk.guidance.pack import Level, Need, Pack, SectionKind, Task
from dxdesk.language import Marked, translate, translate_for_records
from dxdesk.plan.finding import Finding, Severity, Source
from dxdesk.plan.model import Activity, Plan, TaskEntry
from dxdesk.plan.places import NEVER_PRINTED, texts_of
from dxdesk.plan.totals import plan_total, without_unknown_tasks
from dxdesk.pointers import escape_pointer
from dxdesk.text import folding

_EXCERPT: Final = 60
_KINDS: Final = ("thanh pho", "thi xa", "tinh", "huyen", "quan")
_BODIES: Final = ("ubnd", "uy ban nhan dan", "hdnd", "hoi dong nhan dan")
_NOTHING_YET: Final = TaskEntry()

# The same texts are compared by several rules and in every review of a session.
fold = lru_cache(maxsize=20_000)(folding.fold)


class Answer(NamedTuple):
    """What a unit says to one task; `task` and `need` are None where the pack does not know the task."""

    path: str
    task: Task | None
    need: Need | None
    entry: TaskEntry

    @property
    def name(self) -> str:
        """What messages call the task."""
        if self.task is None:
            return f"“{self.path.rpartition('/')[2]}”"
        return str(self.task.number)


class Row(NamedTuple):
    """An activity with its place, and the answer that it belongs to."""

    path: str
    activity: Activity
    answer: Answer


@dataclass(frozen=True)
class Review:
    """What rules look at: a plan beside its guidance, and what several of them need, worked out once.

    `today` is None where a verdict must not depend on the day that it is asked for.
    """

    plan: Plan
    pack: Pack
    today: date | None = None

    @property
    def level(self) -> Level:
        """The level of the unit."""
        return self.plan.unit.level

    @property
    def issue_day(self) -> date | None:
        """The day of issue; of a plan not issued yet, today."""
        return self.plan.document.issued_on or self.today

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """The answers to all tasks of the pack in the letter's order, then those to unknown tasks."""
        known = {task.key: task for task in self.pack.tasks}
        keys = dict.fromkeys([*known, *self.plan.tasks])
        return tuple(self._answer(key, known.get(key)) for key in keys)

    @cached_property
    def carried_out(self) -> tuple[Answer, ...]:
        """The answers that say the task applies."""
        return tuple(answer for answer in self.answers if answer.entry.applies)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The activities of every task in print that is not refused."""
        return tuple(
            Row(f"{answer.path}/activities/{index}", activity, answer)
            for answer in self.answers
            if answer.task is not None and answer.entry.applies is not False
            for index, activity in enumerate(answer.entry.activities)
        )

    @cached_property
    def total(self) -> int:
        """What the printed tasks cost in all, in đồng."""
        return plan_total(without_unknown_tasks(self.plan, self.pack))

    @cached_property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """Every text on paper that is not empty, with its place."""
        return tuple(
            (path, text)
            for path, text in texts_of(self.plan)
            if text.strip() and not path.startswith(NEVER_PRINTED)
        )

    @cached_property
    def sections(self) -> frozenset[SectionKind]:
        """The kinds of sections in the plan's outline; all of them where the outline is unknown."""
        outline = self.pack.outline(self.plan.document.outline)
        outlines = [outline] if outline else self.pack.meta.outlines
        return frozenset(section.kind for each in outlines for section in each.sections)

    def _answer(self, key: str, task: Task | None) -> Answer:
        need = task.levels[self.level].need if task and self.level in task.levels else None
        entry = self.plan.tasks.get(key, _NOTHING_YET)
        return Answer(f"/tasks/{escape_pointer(key)}", task, need, entry)


class Place(NamedTuple):
    """A place at fault (a JSON Pointer) and the fields of the message; words of the program are `Marked`."""

    path: str
    fields: Mapping[str, object]


Check = Callable[[Review], Iterable[Place]]


@dataclass(frozen=True)
class Rule:
    """A rule: its code, what its findings have in common, and the check that finds the places."""

    code: str
    severity: Severity
    source: Source
    message: str
    check: Check

    def findings(self, review: Review) -> Iterable[Finding]:
        """Yield what the rule has to say of the plan, in the active language."""
        for place in self.check(review):
            yield Finding(
                code=self.code,
                severity=self.severity,
                path=place.path,
                message=_sentence(self.message, place.fields, translate),
                source=self.source,
                recorded=self._recorded(place),
            )

    def _recorded(self, place: Place) -> str:
        if self.severity != "warning":
            return ""
        return _sentence(self.message, place.fields, translate_for_records)


def rule(code: str, severity: Severity, source: Source, message: str) -> Callable[[Check], Rule]:
    """Make a rule of the check below. The message is marked for translation where it stands."""

    def make(check: Check) -> Rule:
        return Rule(code, severity, source, message, check)

    return make


def at(path: str, **fields: object) -> Place:
    """Return a place at fault, with the fields of the message."""
    return Place(path, fields)


def excerpt(text: str) -> str:
    """Return the beginning of a text on one line, short enough to be quoted in a message."""
    line = " ".join(text.split())
    return (
        line if len(line) <= _EXCERPT else (line[:_EXCERPT].rpartition(" ")[0] or line[: _EXCERPT - 1]) + "…"
    )


def _sentence(message: str, fields: Mapping[str, object], look_up: Callable[[str], str]) -> str:
    filled = {name: look_up(each) if isinstance(each, Marked) else each for name, each in fields.items()}
    return _printable(look_up(message).format(**filled))


def _printable(message: str) -> str:
    """Return a message without the characters that a text quoted in it should not have had."""
    if message.isprintable():
        return message
    return "".join(character if character.isprintable() else " " for character in message)


def names_superior(text: str, superior: str) -> bool:
    """Say whether a text names the level above: by its name, or as the committee of its kind."""
    folded, name = f" {fold(text)} ", fold(superior)
    kind = next((kind for kind in _KINDS if name.startswith(kind)), name)
    bodies = (*(f"{body} {kind}" for body in _BODIES), f"{kind} uy")
    return any(f" {each} " in folded for each in (name, *bodies))
