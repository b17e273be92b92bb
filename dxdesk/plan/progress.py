"""How far a plan has been written, page by page, and what of it needs to be looked at.

What is still missing is the normal state of a plan that is being written, and no reason to call for
attention. So the findings of some rules (`MISSING`) only say that a page is not finished; an error of any
other rule says that something written there is wrong.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, Literal

from dxdesk.guidance.pack import Pack
from dxdesk.plan.acceptance import sort_out
from dxdesk.plan.contents import Contents, PageKind, PlanPage
from dxdesk.plan.finding import Finding
from dxdesk.plan.model import Plan, TaskEntry
from dxdesk.value import Value, escape_pointer

State = Literal["not_started", "in_progress", "done", "not_applicable", "attention"]
PlanState = Literal["draft", "ready"]

# Errors and warnings that say something has not been written yet; hints never hold a page back.
MISSING: Final = frozenset(
    {
        # agency and document: name of the unit, symbol, place, subject
        *("UN01", "UN09", "LH01", "LH08", "LH10", "LH13"),
        # signature and recipients
        *("SG01", "SG02", "RC01", "RC02", "RC07"),
        # bases, and what each of them lacks
        *("LB01", "LB02", "LB03", "LB04", "LB05", "LB06"),
        # texts, results, goals, solutions, organisation of work, funding
        *("OU03", "OU05", "OU09", "OU10", "OU13", "OU14", "OU15", "OU16", "FU08"),
        # tasks: an answer, a reason, an activity, its content
        *("TK01", "TK02", "TK04", "TK08", "AC01"),
    }
)


class PageState(Value, frozen=True, kw_only=True):
    """How a page stands: its state, the open findings and the open review notes on it.

    The rules' own findings on review notes are counted among `notes` only.
    """

    state: State
    errors: int = 0
    warnings: int = 0
    hints: int = 0
    notes: int = 0


class Progress(Value, frozen=True, kw_only=True):
    """How many tasks are `written` (done, or said not to apply) of a `total`, and how many need attention.

    `errors` and `warnings` are those of the whole plan; accepted warnings do not count.
    """

    written: int
    total: int
    attention: int
    errors: int
    warnings: int


def states(plan: Plan, pack: Pack, findings: Iterable[Finding]) -> Mapping[str, PageState]:
    """Return the state of every page of the plan by its key, in the order of the pages."""
    contents = Contents(plan, pack)
    written = _written_pages(plan, contents)
    found: dict[str, list[Finding]] = {page.key: [] for page in contents.pages}
    for finding in sort_out(plan, findings).open:
        if not finding.path.startswith("/notes/"):
            found[contents.page_of(finding.path)].append(finding)
    notes = Counter(contents.page_of(note.path) for note in plan.notes if not note.resolved)
    counts = {key: Counter(each.severity for each in on_page) for key, on_page in found.items()}
    return {
        page.key: PageState(
            state=_state(page, plan, written, found[page.key]),
            errors=counts[page.key]["error"],
            warnings=counts[page.key]["warning"],
            hints=counts[page.key]["hint"],
            notes=notes[page.key],
        )
        for page in contents.pages
    }


def progress(states: Mapping[str, PageState], pack: Pack) -> Progress:
    """Sum up the states of the pages of a plan; tasks that only the plan knows are not counted."""
    tasks = [states[key].state for task in pack.tasks if (key := f"task:{task.key}") in states]
    return Progress(
        written=sum(state in {"done", "not_applicable"} for state in tasks),
        total=len(tasks),
        attention=tasks.count("attention"),
        errors=sum(state.errors for state in states.values()),
        warnings=sum(state.warnings for state in states.values()),
    )


def plan_state(findings: Iterable[Finding]) -> PlanState:
    """Say how a plan stands: "ready" where no rule finds an error; whether it is good, people decide."""
    return "draft" if any(finding.severity == "error" for finding in findings) else "ready"


def _state(page: PlanPage, plan: Plan, written: frozenset[PageKind], findings: list[Finding]) -> State:
    # What is kept without a question to it waits for somebody to move or to delete it.
    if page.kind == "kept" or any(each.severity == "error" and each.code not in MISSING for each in findings):
        return "attention"
    if page.kind == "task":
        return _task_state(plan.tasks.get(page.task), findings)
    if page.kind not in written:
        return "not_started"
    return "in_progress" if any(finding.code in MISSING for finding in findings) else "done"


def _task_state(entry: TaskEntry | None, findings: list[Finding]) -> State:
    """Say how a task stands that has no other errors than missing answers, reasons and activities."""
    if entry is None or not _is_begun(entry):
        return "not_started"
    if any(finding.severity == "error" for finding in findings):
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
