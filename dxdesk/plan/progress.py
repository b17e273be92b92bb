"""How far a plan has been written, page by page, and what of it needs to be looked at.

Every part of the window that says how a plan stands takes it from here, so that all say the same:

* `not_started`: nothing is written. `in_progress`: begun, but something that is asked for is still missing.
  What is missing is the normal state of a plan that is being written, and no reason to call for attention;
  the rules in `MISSING` tell of it, whatever their severity.
* `attention`: something that is written is doubtful: an error or a warning of any other rule, or a review
  note that is not settled. A warning is settled by mending it, or by somebody who answers for it.
* `done` and `not_applicable`: all that is asked for is there. On such a page the check finds nothing but
  hints, which ask for no answer.
* `optional`: nothing is written, and nothing is asked for (or somebody answers for its being empty).

A task is written when it is answered, its activities have a content, somebody who leads, a time and a
result, its targets are set, and its present situation is told. Suggestions taken over as they are may be
right for a unit, but where the unit stands only its own people can say: until they have, a task that is
carried out counts as being written. So the situation (TK09) is the one hint that holds a page back.

Of the plan as a whole (`plan_state`) an error says that it is a draft; without one it may be signed, but it
is called finished only when no page is left to be written or looked at.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, Literal

from dxdesk.guidance.pack import Pack
from dxdesk.plan.acceptance import sort_out
from dxdesk.plan.contents import Contents, PageKind, PlanPage
from dxdesk.plan.finding import Finding
from dxdesk.plan.model import Plan, TaskEntry
from dxdesk.pointers import escape_pointer
from dxdesk.value import Value

State = Literal["not_started", "in_progress", "done", "not_applicable", "optional", "attention"]
PlanState = Literal["draft", "unfinished", "finished"]

UNFINISHED: Final = frozenset[State]({"not_started", "in_progress", "attention"})
# What says that something has not been written yet.
MISSING: Final = frozenset(
    {
        # agency and document: name of the unit, symbol, place, subject
        *("UN01", "UN09", "LH01", "LH08", "LH10", "LH13"),
        # signature and recipients
        *("SG01", "SG02", "RC01", "RC02", "RC07"),
        # bases, and what each of them lacks
        *("LB01", "LB02", "LB03", "LB04", "LB05", "LB06"),
        # texts, results, goals, solutions, organisation of work, funding; gaps left in any text
        *("OU03", "OU05", "OU09", "OU10", "OU13", "OU14", "OU15", "OU16", "FU01", "FU08", "TX08"),
        # tasks: an answer, a reason, an activity, the present situation
        *("TK01", "TK02", "TK04", "TK08", "TK09"),
        # activities: content, lead, time, result; targets
        *("AC01", "AC02", "AC03", "AC04", "IN01", "IN02", "IN07"),
    }
)


class PageState(Value, frozen=True, kw_only=True):
    """How a page stands: its state, the open findings and the open review notes on it.

    The warnings that a note is not settled are counted among `notes` only.
    """

    state: State
    errors: int = 0
    warnings: int = 0
    hints: int = 0
    notes: int = 0


class Progress(Value, frozen=True, kw_only=True):
    """How many tasks are `written` (done, or said not to apply) of a `total`, and what is open in the plan.

    `unfinished` counts the pages that are left to be written or looked at, `attention` those of them where
    something is doubtful. `errors`, `warnings` (open notes among them) and `hints` are what the check lists;
    accepted warnings do not count.
    """

    written: int
    total: int
    attention: int
    errors: int
    warnings: int
    hints: int = 0
    unfinished: int = 0


def states(plan: Plan, pack: Pack, findings: Iterable[Finding]) -> Mapping[str, PageState]:
    """Return the state of every page of the plan by its key, in the order of the pages."""
    contents = Contents(plan, pack)
    written = _written_pages(plan, contents)
    found: dict[str, list[Finding]] = {page.key: [] for page in contents.pages}
    for finding in sort_out(plan, findings).open:
        found[contents.page_of(finding.path)].append(finding)
    return {
        page.key: _counted(_state(page, plan, written, found[page.key]), found[page.key])
        for page in contents.pages
    }


def progress(states: Mapping[str, PageState], pack: Pack) -> Progress:
    """Sum up the states of the pages of a plan; tasks that only the plan knows are not counted."""
    tasks = [states[key].state for task in pack.tasks if (key := f"task:{task.key}") in states]
    pages = [each.state for each in states.values()]
    return Progress(
        written=sum(state in {"done", "not_applicable"} for state in tasks),
        total=len(tasks),
        attention=pages.count("attention"),
        errors=sum(each.errors for each in states.values()),
        warnings=sum(each.warnings + each.notes for each in states.values()),
        hints=sum(each.hints for each in states.values()),
        unfinished=sum(state in UNFINISHED for state in pages),
    )


def plan_state(progress: Progress) -> PlanState:
    """Say how a plan as a whole stands: a "draft" is not ready to be signed.

    Whether a finished plan is good, people decide.
    """
    if progress.errors:
        return "draft"
    return "unfinished" if progress.unfinished else "finished"


def _counted(state: State, findings: list[Finding]) -> PageState:
    count = Counter(each.severity for each in findings)
    notes = sum(each.severity == "warning" and each.path.startswith("/notes/") for each in findings)
    return PageState(
        state=state,
        errors=count["error"],
        warnings=count["warning"] - notes,
        hints=count["hint"],
        notes=notes,
    )


def _state(page: PlanPage, plan: Plan, written: frozenset[PageKind], findings: list[Finding]) -> State:
    # What is kept without a question to it waits for somebody to move or to delete it.
    if page.kind == "kept" or any(each.severity != "hint" and each.code not in MISSING for each in findings):
        return "attention"
    if page.kind == "task":
        return _task_state(plan.tasks.get(page.task), findings)
    if page.kind not in written:
        return "not_started" if findings else "optional"
    return "in_progress" if any(each.code in MISSING for each in findings) else "done"


def _task_state(entry: TaskEntry | None, findings: list[Finding]) -> State:
    """Say how a task stands of which nothing is doubtful."""
    if entry is None or not _is_begun(entry):
        return "not_started"
    if any(each.code in MISSING for each in findings):
        return "in_progress"
    if entry.applies is False and entry.reason.strip():
        return "not_applicable"
    is_planned = any(activity.text.strip() for activity in entry.activities)
    return "done" if entry.applies and is_planned else "in_progress"


def _is_begun(entry: TaskEntry) -> bool:
    """Say whether anything was answered; the empty figures of a new plan are no answer."""
    figures = (
        figure for value in entry.indicators.values() for figure in (value.baseline, value.target, value.note)
    )
    return (
        entry.applies is not None
        or bool(entry.activities)
        or any(text.strip() for text in (entry.reason, entry.situation))
        or any(figure is not None and str(figure).strip() for figure in figures)
    )


def _written_pages(plan: Plan, contents: Contents) -> frozenset[PageKind]:
    """Return the pages, other than the tasks', with anything written; an empty row is a beginning too."""
    signer, document = plan.document.signer, plan.document
    is_written: dict[PageKind, bool] = {
        "agency": True,  # every plan is of a unit
        "bases": bool(plan.bases),
        "results": _has_text("/results", plan.results, contents),
        "goals": bool(plan.goals.general.strip() or plan.goals.specific),
        "texts": _has_text("/sections", plan.sections, contents),
        "solutions": bool(plan.solutions),
        "funding": bool(plan.funding.text.strip()) or plan.funding.stated_total is not None,
        "organisation": bool(plan.organisation),
        "signing": bool(signer.full_name.strip() or document.archive.strip() or document.recipients),
    }
    return frozenset(kind for kind, is_so in is_written.items() if is_so)


def _has_text(place: str, texts: Mapping[str, str], contents: Contents) -> bool:
    return any(
        text.strip() and f"{place}/{escape_pointer(key)}" not in contents.kept for key, text in texts.items()
    )
