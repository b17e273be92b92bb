"""What the guidance has to say beside a page, as sections of simple HTML."""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Final, NamedTuple

from dxdesk.guidance.pack import Deadline, LegalDocument, Level, Pack, Task
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.plan.beginning import cited
from dxdesk.plan.contents import PageKind, PlanPage
from dxdesk.plan.model import Plan
from dxdesk.plan.wording import basis_sentence
from dxdesk.text.dates import short_date


class Section(NamedTuple):
    """A part that can be folded: its key, its title, and its text in HTML."""

    key: str
    title: str
    html: str


# The sections that there are, in the order in which they are shown.
ORDER: Final = (
    "page",
    "asks",
    "explanation",
    "hints",
    "letter",
    "theme",
    "orientations",
    "requests",
    "deadlines",
    "methods",
    "legal",
)
# What a page is for, by its key; on the page of a task the letter says it.
_ABOUT: Final[Mapping[str, str]] = {
    "home": mark(
        "Here is how far the plan is. Press a line to open its page; write the pages in any order.\n"
        "Everything is saved while you type; Ctrl+Z takes it back, even tomorrow."
    ),
    "check": mark(
        "Here is what somebody who reviews the plan would ask. Press a line to go to its place.\n"
        "Errors have to be mended before the plan is signed. A warning that is right as it is can be accepted "
        "with a reason, which goes along in the package. Hints can be left as they are."
    ),
    "notes": mark(
        "Here is what leaders and colleagues remark on the plan. Press a note to go to its place; "
        "settle it when it is dealt with.\n"
        "Ctrl+Alt+N writes a note to the place where the cursor is. Notes go along in the package "
        "and are never printed."
    ),
    "export": mark(
        "Here the files are written: Word to look over and correct, PDF to print and sign, the package to send "
        "to the level above or to go on at another computer.\n"
        "A file that somebody changed since the last export is not overwritten without a question."
    ),
    "issue": mark(
        "Here a finished plan becomes a document. Seal it, so that everybody signs the same; have its PDF signed, "
        "on this computer or elsewhere; keep what comes back; write down the number and the day.\n"
        "What is issued stays as it is. Whoever goes on writing begins an amendment."
    ),
    "outbox": mark(
        "Here is what was sent, to whom, and what became of it. Sending over the network goes on by itself, also "
        "after a break; by e-mail or on a stick you hand it over.\n"
        "A plan counts as received when its receipt is here. Receipts and replies that come as files are taken in "
        "with Ctrl+O, or dropped on the window."
    ),
    "history": mark(
        "Here is what the plan was at any time. Choose a line on the left; on the right is what has become "
        "different since, page by page.\n"
        "“Bring back” takes one thing, a page or everything back to what it was; undo takes that back. Save a "
        "version before the leader reads the plan, or before you rewrite much of it: it is found at once then.\n"
        "The program keeps versions by itself as well. What you save stays until you delete it; of the others "
        "the newest 30 stay, and the first of each month."
    ),
    "agency": mark(
        "What stands at the head of the document. The outline decides which parts the plan has; "
        "what is written stays when you choose another."
    ),
    "bases": mark(
        "The documents that the plan rests on, in the order of print. Press one to edit it, take others from "
        "the guidance, or paste a list from Word."
    ),
    "signing": mark(
        "Who signs and in what capacity, and who receives the plan, as Decree 30/2020 prints it."
    ),
}
# Which parts of the letter help on which page.
_OF_PAGE: Final[dict[PageKind | None, tuple[str, ...]]] = {
    None: ("theme", "requests", "deadlines"),
    "agency": ("requests", "deadlines"),
    "bases": ("letter", "requests"),
    "results": ("hints", "theme"),
    "goals": ("theme", "orientations"),
    "texts": ("hints", "theme"),
    "solutions": ("theme", "orientations"),
    "funding": ("hints", "requests"),
    "organisation": ("hints", "requests", "deadlines"),
    "signing": ("requests", "deadlines"),
    "kept": (),
}


def other_year(plan: Plan, pack: Pack) -> str:
    """Return a sentence on guidance that is of another year than the plan; nothing where both are of one."""
    if plan.year == pack.meta.year:
        return ""
    words = _("This is the guidance of {guidance}: there is none for {year} here yet.")
    return words.format(guidance=pack.meta.year, year=plan.year)


def sections(plan: Plan, pack: Pack, page: PlanPage | None, key: str) -> list[Section]:
    """Return what to show beside a page: what it is for, and the guidance in the unit's own words.

    `key` is that of the page, `page` is None where it is no part of the plan.
    """
    task = pack.task(page.task) if page and page.kind == "task" else None
    found = _of_task(plan, pack, task) if task else _of_page(plan, pack, page.kind if page else None)
    about = Section("page", _("This page"), _paragraphs(_(_ABOUT[key]) if key in _ABOUT else ""))
    return [section for section in (about, *found) if section.html]


def _of_task(plan: Plan, pack: Pack, task: Task) -> Iterator[Section]:
    level = plan.unit.level
    yield Section("asks", _("What the letter asks"), _listed(task.asks))
    yield Section("explanation", _("Explanation"), _paragraphs(task.explanation))
    days = [*task.deadlines, *pack.meta.deadlines]
    yield Section("deadlines", _("Deadlines"), _deadlines(plan, days))
    methods = (
        f"<b>{escape(each.label)}</b><br>{escape(each.method)}" + _small(each.source)
        for each in task.indicators_of(level)
        if each.method
    )
    yield Section("methods", _("Counting the indicators"), _blocks(methods))
    yield Section("legal", _("Legal bases"), _legal(pack, task.legal))


def _of_page(plan: Plan, pack: Pack, kind: PageKind | None) -> Iterator[Section]:
    letter = pack.meta.letter
    known = {
        "hints": Section("hints", _("For this page"), _hints(plan, pack, kind)),
        "letter": Section("letter", _("The letter"), _letter(pack)),
        "theme": Section(
            "theme",
            _("Theme of {year}").format(year=pack.meta.year),
            _blocks([f"<b>{escape(letter.theme)}</b>"]) + _paragraphs(letter.theme_meaning),
        ),
        "orientations": Section("orientations", _("Orientations"), _listed(letter.orientations)),
        "requests": Section("requests", _("What the letter requests"), _listed(letter.requests)),
        "deadlines": Section("deadlines", _("Deadlines"), _deadlines(plan, pack.meta.deadlines)),
    }
    yield from (known[key] for key in _OF_PAGE[kind])


def _hints(plan: Plan, pack: Pack, kind: PageKind | None) -> str:
    """Return the hints of the outline for the parts that a page holds."""
    outline = pack.outline(plan.document.outline)
    wanted = "text" if kind == "texts" else kind
    held = [section for section in outline.sections if section.kind == wanted] if outline else []
    parts = [part for section in held for part in section.parts if part.hint]
    return _blocks(f"<b>{escape(part.title)}</b><br>{escape(part.hint)}" for part in parts)


def _letter(pack: Pack) -> str:
    letter = pack.meta.letter
    day = short_date(letter.issued_on) if letter.issued_on else ""
    name = " ".join(filter(None, (letter.kind, letter.number, day)))
    return _blocks([f"<b>{escape(name)}</b><br>{escape(letter.issuer)}, {escape(letter.subject)}"])


def _deadlines(plan: Plan, deadlines: Iterable[Deadline]) -> str:
    """Return the days that bind the unit: what the level above set, then the guidance's, in order."""
    level: Level = plan.unit.level
    days = [(each.due, each.text) for each in deadlines if level in each.levels]
    if plan.document.requested_by:
        days.append((plan.document.requested_by, _("The level above asks for the plan by this day")))
    return _blocks(f"<b>{short_date(day)}</b><br>{escape(words)}" for day, words in sorted(days))


def _legal(pack: Pack, keys: Iterable[str]) -> str:
    found = (document for key in keys if (document := pack.legal_document(key)))
    return _blocks(escape(_citation(document)) + _small(document.note) for document in found)


def _citation(document: LegalDocument) -> str:
    """Return how a document is cited, without the words that open a basis."""
    basis = cited(document)
    return basis_sentence(basis).removeprefix(basis.lead).strip()


def _listed(lines: Iterable[str]) -> str:
    return _blocks(f"– {escape(line)}" for line in lines)


def _paragraphs(text: str) -> str:
    return _blocks(escape(line) for line in text.strip().split("\n") if line)


def _small(text: str) -> str:
    return f"<br><i>{escape(text)}</i>" if text else ""


def _blocks(blocks: Iterable[str]) -> str:
    return "".join(f'<p style="margin:0 0 8px 0">{block}</p>' for block in blocks)
