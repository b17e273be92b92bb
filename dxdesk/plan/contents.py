"""The pages of a plan, as the window leafs through them, and the page on which each place is edited."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final, Literal

from dxdesk.guidance.pack import Outline, OutlinePart, Pack, SectionKind, Task
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.plan.model import CLOSING, LIMITATIONS, Plan
from dxdesk.plan.places import SPEAKING, tokens_of
from dxdesk.pointers import escape_pointer
from dxdesk.value import Value

PageKind = Literal[
    "agency",
    "bases",
    "results",
    "goals",
    "task",
    "texts",
    "solutions",
    "funding",
    "organisation",
    "signing",
    "kept",
]

# Where the outline has no section for it, a page comes after the one before it here.
_USUAL_ORDER: Final[tuple[PageKind, ...]] = (
    "agency",
    "bases",
    "results",
    "goals",
    "task",
    "solutions",
    "funding",
    "organisation",
    "texts",
)
# Every plan has these, whatever its outline: bases are printed under the title too, a closing paragraph
# can end any plan, and the rules ask for goals, answers to the tasks and costs.
_ALWAYS: Final[frozenset[PageKind]] = frozenset({"agency", "bases", "goals", "task", "funding", "texts"})
_TITLES: Final[Mapping[PageKind, str]] = {
    "agency": mark("Agency and document"),
    "bases": mark("Legal bases"),
    "results": mark("Results of {year}"),
    "goals": mark("Goals"),
    "solutions": mark("Solutions"),
    "funding": mark("Funding"),
    "organisation": mark("Organisation of work"),
    "signing": mark("Recipients and signature"),
    "kept": mark("Kept, but not printed"),
}
_OF_DOCUMENT: Final[Mapping[str, PageKind]] = {
    "bases_style": "bases",
    "money_unit": "funding",
    "funding_appendix": "funding",
    "signer": "signing",
    "recipients": "signing",
    "archive": "signing",
}
_LONGEST_INDEX: Final = 9  # digits; longer ones are no places in a list


class PlanPage(Value, frozen=True, kw_only=True):
    """A page: its key, its title in the active language, and what it is for.

    Pages of tasks have the letter's `number`, the pillar as their `group` and the key of the `task`; their
    own key is "task:" and that key. The key of any other page is its kind.
    """

    key: str
    title: str
    kind: PageKind
    group: str = ""
    number: int | None = None
    task: str = ""


class Contents:
    """The `pages` of one plan in their order, the places that are only `kept`, and the page of any place."""

    def __init__(self, plan: Plan, pack: Pack) -> None:
        self._plan = plan
        self.kept = frozenset(kept_places(plan, pack))
        self.pages = tuple(_pages(plan, pack, has_kept=bool(self.kept)))
        self._keys = frozenset(page.key for page in self.pages)

    def page_of(self, path: str) -> str:
        """Return the key of the page that edits a place (a JSON Pointer); a note's is that of its target.

        The place of a page that is not shown belongs to the first page, where the outline is chosen.
        """
        tokens = tokens_of(path)
        if tokens and tokens[0] in SPEAKING:
            tokens = tokens_of(self._target(tokens))
        key = self._key(tokens)
        return key if key in self._keys else "agency"

    def _key(self, tokens: list[str]) -> str:
        match tokens:
            case ["document", field, *_rest]:
                return _OF_DOCUMENT.get(field, "agency")
            case _ if self._is_kept(tokens):
                return "kept"
            case ["tasks", key, *_rest]:
                return f"task:{key}"
            case ["tasks"]:
                return next((page.key for page in self.pages if page.kind == "task"), "agency")
        # Other members have pages that are called like them.
        member = tokens[0] if tokens else ""
        return "texts" if member == "sections" else member

    def _is_kept(self, tokens: list[str]) -> bool:
        steps = [f"/{escape_pointer(token)}" for token in tokens[:4]]
        return any("".join(steps[:count]) in self.kept for count in (2, 4) if count <= len(steps))

    def _target(self, tokens: list[str]) -> str:
        """Return the place that a review note or another such entry speaks of."""
        entries = getattr(self._plan, tokens[0])
        index = tokens[1] if len(tokens) > 1 else ""
        if not index.isdecimal() or len(index) > _LONGEST_INDEX or int(index) >= len(entries):
            return ""
        return str(entries[int(index)].path)


def pages(plan: Plan, pack: Pack) -> tuple[PlanPage, ...]:
    """Return the pages of a plan: in the order of its outline, the tasks by the pillars of the pack."""
    return Contents(plan, pack).pages


def page_of(path: str, plan: Plan, pack: Pack) -> str:
    """Return the key of the page that edits a place (a JSON Pointer). For many places take `Contents`."""
    return Contents(plan, pack).page_of(path)


def kept_places(plan: Plan, pack: Pack) -> tuple[str, ...]:
    """Return the places of what the pack and the outline have no question for, and which is not printed.

    These are tasks and indicators that the pack does not know, and results and texts written for another
    outline or under another guidance.
    """
    return tuple(_kept(plan, pack))


def _kept(plan: Plan, pack: Pack) -> Iterator[str]:
    tasks = {task.key: task for task in pack.tasks}
    for key, entry in plan.tasks.items():
        place = f"/tasks/{escape_pointer(key)}"
        if key not in tasks:
            yield place
            continue
        known = {indicator.key for indicator in tasks[key].indicators}
        unknown = (indicator for indicator in entry.indicators if indicator not in known)
        yield from (f"{place}/indicators/{escape_pointer(indicator)}" for indicator in unknown)
    pillars = {pillar.key for pillar in pack.meta.pillars}
    results = pillars | {LIMITATIONS} | {part.key for part in _parts(plan, pack, "results")}
    sections = {CLOSING} | {part.key for part in _parts(plan, pack, "text")}
    for member, texts, known in (("results", plan.results, results), ("sections", plan.sections, sections)):
        for key, text in texts.items():
            if key not in known and text.strip():
                yield f"/{member}/{escape_pointer(key)}"


def _outlines(plan: Plan, pack: Pack) -> tuple[Outline, ...]:
    """Return the plan's outline; all of the pack's where it is unknown."""
    outline = pack.outline(plan.document.outline)
    return (outline,) if outline else pack.meta.outlines


def _parts(plan: Plan, pack: Pack, kind: SectionKind) -> Iterator[OutlinePart]:
    sections = (section for outline in _outlines(plan, pack) for section in outline.sections)
    return (part for section in sections if section.kind == kind for part in section.parts)


def _pages(plan: Plan, pack: Pack, *, has_kept: bool) -> Iterator[PlanPage]:
    order: list[PageKind] = [*_order(plan, pack), "signing"]
    if has_kept:
        order.append("kept")
    for kind in order:
        if kind == "task":
            yield from _task_pages(pack)
        else:
            yield PlanPage(key=kind, title=_title(kind, plan, pack), kind=kind)


def _order(plan: Plan, pack: Pack) -> list[PageKind]:
    """Return the pages between the letterhead and the signature."""
    outlines = _outlines(plan, pack)
    order: list[PageKind] = list(dict.fromkeys(("agency", *_kinds(outlines[0]))))
    shown = _ALWAYS | {kind for outline in outlines for kind in _kinds(outline)} | _written(plan)
    for before, kind in pairwise(_USUAL_ORDER):
        if kind not in order:
            order.insert(order.index(before) + 1, kind)
    return [kind for kind in order if kind in shown]


def _kinds(outline: Outline) -> Iterator[PageKind]:
    for section in outline.sections:
        match section.kind:
            case "tasks":
                yield "task"
            case "text":
                yield "texts"
            case kind:
                yield kind


def _written(plan: Plan) -> AbstractSet[PageKind]:
    """Return the pages that the plan has something for, even if its outline does not ask for it."""
    content: dict[PageKind, bool] = {
        "results": any(text.strip() for text in plan.results.values()),
        "solutions": bool(plan.solutions),
        "organisation": bool(plan.organisation),
    }
    return {kind for kind, is_there in content.items() if is_there}


def _title(kind: PageKind, plan: Plan, pack: Pack) -> str:
    """Return the title of a page; texts are called what the outline calls their only section."""
    if kind != "texts":
        return _(_TITLES[kind]).format(year=plan.year - 1)
    sections = (section for outline in _outlines(plan, pack) for section in outline.sections)
    titles = list(dict.fromkeys(section.title for section in sections if section.kind == "text"))
    if len(titles) == 1:
        return titles[0]
    return _("Other texts") if titles else _("Closing paragraph")


def _task_pages(pack: Pack) -> Iterator[PlanPage]:
    names = {pillar.key: pillar.name for pillar in pack.meta.pillars}
    ranks = {key: rank for rank, key in enumerate(names)}
    for task in sorted(pack.tasks, key=lambda task: ranks.get(task.pillar, len(ranks))):
        yield _task_page(task, names.get(task.pillar, ""))


def _task_page(task: Task, group: str) -> PlanPage:
    return PlanPage(
        key=f"task:{task.key}", title=task.title, kind="task", group=group, number=task.number, task=task.key
    )
