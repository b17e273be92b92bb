"""Quick search over everything in a plan: pages, texts, findings, review notes, guidance."""

import heapq
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from dxdesk.guidance.pack import Level, Pack, Task
from dxdesk.guidance.wording import worded_task
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.plan.beginning import unit_words
from dxdesk.plan.contents import Contents, PlanPage
from dxdesk.plan.finding import Finding
from dxdesk.plan.model import Plan
from dxdesk.plan.places import NEVER_PRINTED, place_name, texts_of, tokens_of
from dxdesk.pointers import escape_pointer
from dxdesk.text import folding
from dxdesk.text.matching import Query, Span, excerpt_around, match_spans, read_query
from dxdesk.value import Value

HitKind = Literal["page", "text", "finding", "note", "guidance"]

_ORDER: Final[dict[HitKind, int]] = {"page": 0, "text": 1, "finding": 2, "note": 3, "guidance": 4}
_FOUND_BY_PLACE: Final[frozenset[HitKind]] = frozenset({"page", "finding"})
_SNIPPET: Final = 120  # characters
# People ask for "nhiệm vụ 7" whatever the language of the window.
_TASK_WORDS: Final = "nhiệm vụ {number} task {number}"
_ASKS: Final = mark("Task {number}: what the letter asks")
_EXPLANATION: Final = mark("Task {number}: explanation")
_INDICATOR: Final = mark("Task {number}: indicator")
_SUGGESTION: Final = mark("Task {number}: suggested activity")

# A search follows nearly every edit, and nearly every text is the same as before.
_fold = lru_cache(maxsize=20_000)(folding.fold)


class Hit(Value, frozen=True, kw_only=True):
    """What was found: what one goes to (`title`), the group or task it is in (`where`) and what it says (`snippet`).

    The snippet is one line, and empty where the title says all; what is in no group has an empty `where`.
    `spans` are the (start, end) of the words in the snippet, to be set off; none where they are in the
    title. `path` is the place in the plan (a JSON Pointer), `page` the key of the page that shows it.
    """

    kind: HitKind
    title: str
    where: str
    snippet: str
    spans: tuple[Span, ...]
    path: str
    page: str


class _Source(NamedTuple):
    """Something to be found: its text, and further words that may be asked for together with the text's.

    What is found by its title, a page, has that as its text too.
    """

    kind: HitKind
    title: str
    where: str
    text: str
    path: str
    page: str
    words: str = ""


class _Entry(NamedTuple):
    """A source, its text folded, and that with the words around it; each with spaces at both ends."""

    source: _Source
    text: str
    whole: str


class SearchIndex:
    """What can be found in one state of a plan. Made anew after a change, in some 30 ms."""

    def __init__(
        self, plan: Plan, pack: Pack, findings: Iterable[Finding], more: Mapping[str, str] | None = None
    ) -> None:
        """Take a plan in; `more` are the titles of further pages about it, by their keys."""
        pages = [_Source("page", title, "", title, "", key) for key, title in (more or {}).items()]
        self._entries = [_entry(source) for source in (*_sources(plan, pack, findings), *pages)]

    def search(self, text: str, limit: int = 30) -> list[Hit]:
        """Return where all words of `text` are found, in any order, the last one perhaps only begun.

        Titles of pages come first, then the plan's own texts, findings, notes and guidance; in each of
        them what is written as typed, then what has the words side by side, then the order of the plan.
        """
        query = read_query(text)
        if query is None:
            return []
        typed = unicodedata.normalize("NFC", " ".join(text.split()).lower())
        found = [
            (_rank(entry, query, typed), place)
            for place, entry in enumerate(self._entries)
            if _fits(entry, query)
        ]
        best = heapq.nsmallest(limit, found)
        return [_hit(self._entries[place].source, query) for _rank_, place in best]


def _entry(source: _Source) -> _Entry:
    text = f" {_fold(source.text)} "
    return _Entry(source, text, f"{text}{_fold(f'{source.title} {source.where} {source.words}')} ")


def _fits(entry: _Entry, query: Query) -> bool:
    """Say whether all words are there, one of them in the text itself where that is not a page's or a rule's.

    Otherwise "task 7" would find every text of that task.
    """
    return query.is_in(entry.whole) and (entry.source.kind in _FOUND_BY_PLACE or query.any_in(entry.text))


def _rank(entry: _Entry, query: Query, typed: str) -> tuple[int, bool, bool, bool]:
    phrase = f" {' '.join((*query.words, query.begun))}"
    return (
        _ORDER[entry.source.kind],
        phrase not in entry.text,
        f"{phrase} " not in entry.text,
        typed not in entry.source.text.lower(),
    )


def _hit(source: _Source, query: Query) -> Hit:
    snippet = "" if source.text == source.title else excerpt_around(source.text, query, _SNIPPET)
    return Hit(
        kind=source.kind,
        title=source.title,
        where=source.where,
        snippet=snippet,
        spans=match_spans(snippet, query),
        path=source.path,
        page=source.page,
    )


def _sources(plan: Plan, pack: Pack, findings: Iterable[Finding]) -> Iterator[_Source]:
    contents = Contents(plan, pack)
    yield from (_page(page) for page in contents.pages)
    for path, text in texts_of(plan):
        if text.strip() and not path.startswith(NEVER_PRINTED):
            yield _Source("text", *_place(path, plan, pack), text, path, contents.page_of(path))
    for finding in findings:
        place, page = _place(finding.path, plan, pack), contents.page_of(finding.path)
        yield _Source("finding", *place, finding.message, finding.path, page, finding.code)
    for index, note in enumerate(plan.notes):
        place, page = _place(note.path, plan, pack), contents.page_of(note.path)
        yield _Source("note", *place, note.text, f"/notes/{index}", page, note.author)
    words = unit_words(plan.unit)
    for task in pack.tasks:
        yield from _guidance(worded_task(task, words), plan.unit.level)


def _page(page: PlanPage) -> _Source:
    if page.number is None:
        return _Source("page", page.title, "", page.title, "", page.key)
    text = _("Task {number}. {title}").format(number=page.number, title=page.title)
    path = f"/tasks/{escape_pointer(page.task)}"
    return _Source("page", text, page.group, text, path, page.key, _TASK_WORDS.format(number=page.number))


def _place(path: str, plan: Plan, pack: Pack) -> tuple[str, str]:
    """Return what a place is called within its task, and the title of the task; all of it for other places."""
    name = place_name(path, plan, pack)
    match tokens_of(path):
        case ["tasks", key, *_rest] if task := pack.task(key):
            return name.replace(f" ({task.title})", "", 1), task.title
    return name, ""


def _guidance(task: Task, level: Level) -> Iterator[_Source]:
    path, page = f"/tasks/{escape_pointer(task.key)}", f"task:{task.key}"

    def source(title: str, text: str, place: str = "") -> _Source:
        return _Source("guidance", _(title).format(number=task.number), task.title, text, path + place, page)

    yield from (source(_ASKS, text) for text in task.asks)
    yield source(_EXPLANATION, task.explanation)
    for indicator in task.indicators_of(level):
        texts = (indicator.label, indicator.unit, indicator.method, indicator.hint)
        place = f"/indicators/{escape_pointer(indicator.key)}"
        yield source(_INDICATOR, ". ".join(text.rstrip(". ") for text in texts if text), place)
    for suggestion in task.suggestions.get(level, ()):
        texts = (suggestion.text, suggestion.lead, suggestion.period.text, suggestion.output)
        yield source(_SUGGESTION, "; ".join(text for text in texts if text), "/activities")
