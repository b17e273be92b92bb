"""The shape of a guidance pack: one meta file and one small TOML file for each task.

Vietnamese words that name a domain value stay as they are: levels are `xa`, `huyen`, `tinh`.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

import msgspec

from dxdesk.units.unit import UnitLevel
from dxdesk.value import Key, Line, Text, Value, Year

Level = UnitLevel
Need = Literal["required", "optional", "not_usual"]
IndicatorKind = Literal["count", "percent", "money", "yes_no", "date", "text"]
Direction = Literal["more", "less", "none"]
SectionKind = Literal["bases", "results", "text", "goals", "tasks", "solutions", "funding", "organisation"]


class LegalDocument(Value, frozen=True, kw_only=True):
    """A document that a plan may cite, split the way Decree 30/2020 (Appendix I, II.6) has it cited.

    A law has neither `number` nor `issuer`, and its `abstract` is its name without the word "Luật".
    `in_letter` says where the letter itself names it (empty: the pack adds it).
    """

    key: Key
    kind: Line
    number: Line = ""
    issued_on: date | None = None
    issuer: Line = ""
    abstract: Line
    in_letter: Line = ""
    note: Line = ""


class Letter(Value, frozen=True, kw_only=True):
    """The letter that the pack stands for. `issued_on` is null where the copy at hand has no date."""

    kind: Line
    number: Line
    issued_on: date | None = None
    year: int
    issuer: Line
    subject: Line
    addressees: tuple[Line, ...]
    theme: Line
    theme_meaning: Text
    orientations: tuple[Text, ...]
    requests: tuple[Text, ...]


class Deadline(Value, frozen=True, kw_only=True):
    """A date that the letter sets. `in_letter` quotes where it stands; `levels` whom it binds."""

    key: Key
    due: date
    text: Line
    levels: tuple[Level, ...]
    in_letter: Line = ""


class Pillar(Value, frozen=True, kw_only=True):
    """One of the nine pillars by which results, goals and tasks are grouped in print."""

    key: Key
    name: Line


class OutlinePart(Value, frozen=True, kw_only=True):
    """A numbered part of a section that holds free text under its own key."""

    key: Key
    title: Line
    hint: Text = ""


class OutlineSection(Value, frozen=True, kw_only=True):
    """A section of the plan: what fills it (`kind`) and, for texts, its numbered parts."""

    kind: SectionKind
    title: Line
    parts: tuple[OutlinePart, ...] = ()


class Outline(Value, frozen=True, kw_only=True):
    """The order of sections of a plan. A province may add its own to a copy of the pack."""

    key: Key
    name: Line
    levels: tuple[Level, ...]
    sections: Annotated[tuple[OutlineSection, ...], msgspec.Meta(min_length=1)]


class LevelDefaults(Value, frozen=True, kw_only=True):
    """What a new plan of a level begins with: cited documents, recipients, archive mark, lead units."""

    outline: Key
    bases: tuple[Key, ...]
    recipients: tuple[Line, ...]
    archive: Line
    lead_units: tuple[Line, ...]
    general_goal: Text = ""


class Meta(Value, frozen=True, kw_only=True):
    """The meta file of a pack (`meta.toml`)."""

    id: Key
    version: Annotated[str, msgspec.Meta(pattern=r"^\d+(\.\d+)*$")]
    year: Year
    name: Line
    letter: Letter
    deadlines: tuple[Deadline, ...] = ()
    pillars: Annotated[tuple[Pillar, ...], msgspec.Meta(min_length=1)]
    legal_documents: tuple[LegalDocument, ...] = ()
    outlines: Annotated[tuple[Outline, ...], msgspec.Meta(min_length=1)]
    defaults: dict[Level, LevelDefaults]


class LevelNeed(Value, frozen=True, kw_only=True):
    """How a task stands at one level, why, and the ready answer for a unit that does not do it."""

    need: Need
    reason: Text
    answer: Text = ""


class Period(Value, frozen=True, kw_only=True):
    """When something is done: words, and a date where the words have one."""

    text: Line
    due: date | None = None


class Suggestion(Value, frozen=True, kw_only=True):
    """An activity that a unit of the level usually plans."""

    text: Text
    lead: Line
    period: Period
    output: Line


class Indicator(Value, frozen=True, kw_only=True):
    """A figure that a task is followed by.

    `minimum` and `maximum` bound what is sensible (in `unit`; decimal strings, both inclusive);
    `better` says whether more or less is better; `in_letter` is true where the letter names it.
    `weight` is the key of the count, of the same task, that weighs this figure in a mean of many units.
    """

    key: Key
    label: Line
    unit: Line
    kind: IndicatorKind
    levels: tuple[Level, ...]
    minimum: Annotated[str, msgspec.Meta(pattern=r"^\d+(\.\d+)?$")] | None = None
    maximum: Annotated[str, msgspec.Meta(pattern=r"^\d+(\.\d+)?$")] | None = None
    better: Direction = "none"
    method: Text = ""
    hint: Line = ""
    source: Line = ""
    in_letter: bool = False
    weight: Key | None = None


class Task(Value, frozen=True, kw_only=True):
    """One task of the letter. `key` stays the same from year to year; `number` is the letter's."""

    key: Key
    number: Annotated[int, msgspec.Meta(ge=1, le=99)]
    title: Line
    pillar: Key
    second_pillar: Key | None = None
    asks: Annotated[tuple[Text, ...], msgspec.Meta(min_length=1)]
    explanation: Text
    levels: dict[Level, LevelNeed]
    suggestions: dict[Level, tuple[Suggestion, ...]]
    indicators: tuple[Indicator, ...] = ()
    legal: tuple[Key, ...] = ()
    deadlines: tuple[Deadline, ...] = ()

    def indicators_of(self, level: Level) -> Iterator[Indicator]:
        """Yield the indicators that units of `level` follow."""
        return (indicator for indicator in self.indicators if level in indicator.levels)


class Pack(Value, frozen=True, kw_only=True):
    """A whole guidance pack; `tasks` in the letter's order."""

    meta: Meta
    tasks: tuple[Task, ...]

    def task(self, key: str) -> Task | None:
        """Return the task of that key, or None."""
        return next((task for task in self.tasks if task.key == key), None)

    def outline(self, key: str) -> Outline | None:
        """Return the outline of that key, or None."""
        return next((outline for outline in self.meta.outlines if outline.key == key), None)

    def legal_document(self, key: str) -> LegalDocument | None:
        """Return the legal document of that key, or None."""
        return next((legal for legal in self.meta.legal_documents if legal.key == key), None)

    def tasks_of(self, pillar: str) -> tuple[Task, ...]:
        """Return the tasks whose first pillar this is, in the letter's order."""
        return tuple(task for task in self.tasks if task.pillar == pillar)
