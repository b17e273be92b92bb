"""How a plan begins: the unit's names, the level's defaults, and suggestions where they are wanted."""

from typing import Final, Literal

from dxdesk.guidance.pack import LegalDocument, Level, Pack, Suggestion, Task
from dxdesk.guidance.wording import Words, worded_defaults, worded_task, words_of
from dxdesk.language import translate as _
from dxdesk.plan.model import (
    Activity,
    BasesStyle,
    DocumentDetails,
    Goals,
    GuidanceReference,
    IndicatorValue,
    LegalBasis,
    Plan,
    PlanUnit,
    TaskEntry,
)
from dxdesk.units.catalogue import catalogue, schemes
from dxdesk.units.naming import in_sentence, place
from dxdesk.units.unit import Unit

Beginning = Literal["empty", "suggestions"]
# The ministry's letter and everything else that is no law is what a plan carries out.
_CARRIED_OUT: Final = {"Công văn", "Kế hoạch", "Nghị quyết"}


def new_plan(unit: Unit, pack: Pack, year: int, beginning: Beginning = "empty") -> Plan:
    """Return the first state of a unit's plan for `year`.

    With `suggestions`, tasks that the unit's level usually carries out begin with the pack's activities,
    the others with its ready answer. The pack's texts are filled with the unit's own words.

    Raises:
        LookupError: the pack says nothing for units of this level.
    """
    if unit.level not in pack.meta.defaults:
        message = _("The guidance “{pack}” says nothing for a unit like {unit}.")
        raise LookupError(message.format(pack=pack.meta.name, unit=in_sentence(unit)))
    words = words_of(unit)
    defaults = worded_defaults(pack.meta.defaults[unit.level], words)
    names = plan_unit(unit)
    documents = [pack.legal_document(key) for key in defaults.bases]
    return Plan(
        guidance=GuidanceReference(id=pack.meta.id, version=pack.meta.version),
        year=year,
        unit=names,
        document=DocumentDetails(
            place=place(unit),
            subject=f"Chuyển đổi số năm {year} của {names.name}",
            outline=defaults.outline,
            bases_style=_bases_style(pack, defaults.outline),
            recipients=defaults.recipients,
            archive=defaults.archive,
        ),
        bases=tuple(cited(document) for document in documents if document is not None),
        goals=Goals(general=defaults.general_goal),
        tasks={task.key: new_entry(task, unit.level, words, beginning) for task in pack.tasks},
    )


def plan_unit(unit: Unit) -> PlanUnit:
    """Return the unit as a plan names it."""
    above = catalogue(unit.scheme).parents(unit)
    return PlanUnit(
        scheme=unit.scheme,
        code=unit.code,
        level=unit.level,
        name=in_sentence(unit),
        superior=in_sentence(above[0]) if above else "",
        province=in_sentence(above[-1]) if above else "",
    )


def unit_words(unit: PlanUnit) -> Words:
    """Return the words of a plan's unit; the default ones where no map of the program knows it."""
    known = catalogue(unit.scheme).unit(unit.code) if unit.scheme in schemes() else None
    return words_of(known if known and known.level == unit.level else None)


def cited(document: LegalDocument) -> LegalBasis:
    """Return a legal document as a basis of a plan."""
    return LegalBasis(
        lead="Thực hiện" if document.kind in _CARRIED_OUT else "Căn cứ",
        kind=document.kind,
        number=document.number,
        issued_on=document.issued_on,
        issuer=document.issuer,
        abstract=document.abstract,
    )


def new_entry(task: Task, level: Level, words: Words, beginning: Beginning = "empty") -> TaskEntry:
    """Return the first state of a unit's answer to a task, with its indicators still empty."""
    indicators = {
        indicator.key: IndicatorValue(kind=indicator.kind, unit=indicator.unit)
        for indicator in task.indicators_of(level)
    }
    if beginning == "empty":
        return TaskEntry(indicators=indicators)
    task = worded_task(task, words)
    need = task.levels[level]
    if need.need == "not_usual":
        return TaskEntry(applies=False, reason=need.answer, indicators=indicators)
    suggestions = task.suggestions.get(level, ())
    activities = tuple(suggested(suggestion, f"a{n}") for n, suggestion in enumerate(suggestions, start=1))
    return TaskEntry(applies=True, activities=activities, indicators=indicators)


def suggested(suggestion: Suggestion, identity: str) -> Activity:
    """Return a suggestion, its words filled in, as an activity of the plan."""
    return Activity(
        id=identity,
        text=suggestion.text,
        lead=suggestion.lead,
        period=suggestion.period,
        output=suggestion.output,
    )


def _bases_style(pack: Pack, outline_key: str) -> BasesStyle:
    outline = pack.outline(outline_key)
    has_section = outline is not None and any(section.kind == "bases" for section in outline.sections)
    return "section" if has_section else "italic"
