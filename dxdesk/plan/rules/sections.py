"""Whether the sections of the outline are written: results, goals, solutions, organisation, texts."""

from collections.abc import Iterator
from typing import Final

from dxdesk.guidance.pack import OutlinePart
from dxdesk.language import mark as _
from dxdesk.plan.model import CLOSING, LIMITATIONS
from dxdesk.plan.rules.rule import Place, Review, at, excerpt, fold, rule
from dxdesk.pointers import escape_pointer

_OUTLINE: Final = "/document/outline"
# The committee itself leads where no office is named; nobody assigns duties to it.
_COMMITTEE: Final = ("ubnd", "uy ban nhan dan", "chu tich ubnd")


def _parts(review: Review, kind: str) -> list[OutlinePart]:
    outline = review.pack.outline(review.plan.document.outline)
    sections = outline.sections if outline else ()
    return [part for section in sections if section.kind == kind for part in section.parts]


@rule("OU01", "error", "practice", _("The guidance has no outline “{outline}”. Choose one of its outlines."))
def unknown_outline(review: Review) -> Iterator[Place]:
    """The outline says which sections are printed."""
    outline = review.plan.document.outline
    if review.pack.outline(outline) is None:
        yield at(_OUTLINE, outline=outline)


@rule(
    "OU02",
    "hint",
    "practice",
    _("The outline “{outline}” is meant for other levels. Check that it is the one to be used."),
)
def outline_of_another_level(review: Review) -> Iterator[Place]:
    """The pack says which levels use an outline."""
    outline = review.pack.outline(review.plan.document.outline)
    if outline and review.level not in outline.levels:
        yield at(_OUTLINE, outline=outline.name)


@rule("OU03", "warning", "practice", _("“{title}” is empty. Write it, or choose an outline without it."))
def empty_text(review: Review) -> Iterator[Place]:
    """The outline asks for these texts."""
    for part in _parts(review, "text"):
        if not review.plan.sections.get(part.key, "").strip():
            yield at(f"/sections/{escape_pointer(part.key)}", title=part.title)


@rule(
    "OU04",
    "hint",
    "practice",
    _("The text “{key}” belongs to no section of this outline. It is kept, but not printed."),
)
def unknown_text(review: Review) -> Iterator[Place]:
    """A text of another outline."""
    known = {CLOSING, *(part.key for part in _parts(review, "text"))}
    for key, text in review.plan.sections.items():
        if key not in known and text.strip() and review.pack.outline(review.plan.document.outline):
            yield at(f"/sections/{escape_pointer(key)}", key=key)


@rule(
    "OU05",
    "warning",
    "practice",
    _("The results of {year} are empty. Say what was reached, so that the targets can be understood."),
)
def no_results(review: Review) -> Iterator[Place]:
    """A plan begins where the unit is."""
    if "results" in review.sections and not any(text.strip() for text in review.plan.results.values()):
        yield at("/results", year=review.plan.year - 1)


@rule("OU06", "hint", "practice", _("The results of {year} say nothing of “{pillar}”."))
def pillar_without_results(review: Review) -> Iterator[Place]:
    """Results are told by the same pillars as the tasks."""
    results = review.plan.results
    if "results" not in review.sections or not any(text.strip() for text in results.values()):
        return
    for pillar in review.pack.meta.pillars:
        if not results.get(pillar.key, "").strip():
            yield at(f"/results/{pillar.key}", year=review.plan.year - 1, pillar=pillar.name)


@rule(
    "OU07",
    "hint",
    "practice",
    _("Limitations and their causes are empty. Say what did not go well in {year}, and why."),
)
def no_limitations(review: Review) -> Iterator[Place]:
    """A reviewer looks here first."""
    results = review.plan.results
    is_begun = any(text.strip() for text in results.values())
    if "results" in review.sections and is_begun and not results.get(LIMITATIONS, "").strip():
        yield at(f"/results/{LIMITATIONS}", year=review.plan.year - 1)


@rule(
    "OU08",
    "hint",
    "practice",
    _("The result “{key}” belongs to no pillar of the guidance. It is kept, but not printed."),
)
def unknown_result(review: Review) -> Iterator[Place]:
    """A pillar of another year's letter."""
    pillars = (pillar.key for pillar in review.pack.meta.pillars)
    known = {LIMITATIONS, *pillars, *(part.key for part in _parts(review, "results"))}
    for key, text in review.plan.results.items():
        if key not in known and text.strip():
            yield at(f"/results/{escape_pointer(key)}", key=key)


@rule(
    "OU09",
    "warning",
    "practice",
    _("The general goal is empty. Say in a few sentences what the unit wants to reach in {year}."),
)
def no_general_goal(review: Review) -> Iterator[Place]:
    """The goal is what the tasks serve."""
    if "goals" in review.sections and not review.plan.goals.general.strip():
        yield at("/goals/general", year=review.plan.year)


@rule("OU10", "warning", "practice", _("A specific goal is empty. Write it, or delete the line."))
def empty_goal(review: Review) -> Iterator[Place]:
    """An empty line in a list."""
    for index, text in enumerate(review.plan.goals.specific):
        if not text.strip():
            yield at(f"/goals/specific/{index}")


@rule(
    "OU11",
    "hint",
    "letter",
    _("The theme of the year, “{theme}”, is mentioned nowhere in the plan. Say how the unit takes it up."),
)
def theme_not_mentioned(review: Review) -> Iterator[Place]:
    """The letter gives each year a theme."""
    theme = review.pack.meta.letter.theme
    if not any(theme.casefold() in text.casefold() for _path, text in review.texts):
        yield at("/goals/general", theme=theme)


@rule("OU12", "hint", "practice", _("The solutions are empty. Say how the tasks will be got done."))
def no_solutions(review: Review) -> Iterator[Place]:
    """The outline asks for solutions."""
    if "solutions" in review.sections and not review.plan.solutions:
        yield at("/solutions")


@rule("OU13", "warning", "practice", _("Solution {number} has no text. Write it, or delete it."))
def empty_solution(review: Review) -> Iterator[Place]:
    """A title alone is no solution."""
    for index, solution in enumerate(review.plan.solutions):
        if not solution.text.strip():
            yield at(f"/solutions/{index}/text", number=index + 1)


@rule(
    "OU14",
    "warning",
    "practice",
    _("The organisation of work is empty. Say who does what, and who reports to whom."),
)
def no_organisation(review: Review) -> Iterator[Place]:
    """A plan that nobody is charged with is not carried out."""
    if "organisation" in review.sections and not review.plan.organisation:
        yield at("/organisation")


@rule(
    "OU15",
    "warning",
    "practice",
    _("Assignment {number} names no office or official. Write who has these duties."),
)
def nobody_assigned(review: Review) -> Iterator[Place]:
    """Duties belong to somebody."""
    for index, assignment in enumerate(review.plan.organisation):
        if not assignment.body.strip():
            yield at(f"/organisation/{index}/body", number=index + 1)


@rule(
    "OU16",
    "warning",
    "practice",
    _("“{body}” has no duties in the organisation of work. Write what is to be done, or delete the entry."),
)
def nothing_assigned(review: Review) -> Iterator[Place]:
    """Who is named has something to do."""
    for index, assignment in enumerate(review.plan.organisation):
        if assignment.body.strip() and not assignment.duties.strip():
            yield at(f"/organisation/{index}/duties", body=excerpt(assignment.body))


@rule(
    "OU17",
    "hint",
    "practice",
    _("“{body}” stands twice in the organisation of work. Put the duties together."),
)
def assigned_twice(review: Review) -> Iterator[Place]:
    """Each body finds its duties in one place."""
    seen: set[str] = set()
    for index, assignment in enumerate(review.plan.organisation):
        body = fold(assignment.body)
        if body and body in seen:
            yield at(f"/organisation/{index}/body", body=excerpt(assignment.body))
        seen.add(body)


@rule(
    "OU18",
    "hint",
    "practice",
    _("These lead activities, but have no duties in the organisation of work: {bodies}."),
)
def lead_without_duties(review: Review) -> Iterator[Place]:
    """Who leads an activity finds it among the own duties."""
    assigned = [fold(assignment.body) for assignment in review.plan.organisation if assignment.body.strip()]
    missing: dict[str, str] = {}
    for row in review.rows if assigned else ():
        lead = fold(row.activity.lead)
        if lead and not lead.startswith(_COMMITTEE) and not any(_same_body(lead, body) for body in assigned):
            missing.setdefault(lead, row.activity.lead.strip())
    if missing:
        yield at("/organisation", bodies="; ".join(excerpt(lead) for lead in missing.values()))


def _same_body(lead: str, body: str) -> bool:
    """Compare loosely: one entry may name several bodies, and a lead may be named more closely."""
    return lead in body or body in lead
