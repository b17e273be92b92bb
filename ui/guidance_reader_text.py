"""The whole guidance as one text: what its contents list names, and the HTML that Qt lays out."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final, NamedTuple

from msgspec.structs import replace

from dxdesk.guidance.pack import (
    Deadline,
    Indicator,
    LegalDocument,
    Level,
    Need,
    Outline,
    Pack,
    Suggestion,
    Task,
)
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.plan.beginning import cited
from dxdesk.plan.wording import basis_sentence
from dxdesk.text.dates import short_date

TASK: Final = "task:"  # in front of a task's key: its anchor, and the key of its page
WRITE: Final = "write:"  # in front of a task's key: the link that opens its page
_LEVELS: Final[dict[Level, str]] = {
    "xa": mark("Commune"),
    "huyen": mark("District"),
    "tinh": mark("Province"),
}
_NEEDS: Final[dict[Need, str]] = {
    "required": mark("required"),
    "optional": mark("optional"),
    "not_usual": mark("not usual"),
}


class Chapter(NamedTuple):
    """A line of the contents: a place in the text, or a group of places where `anchor` is empty."""

    anchor: str
    title: str
    number: int | None = None


class Reader(NamedTuple):
    """For whom the text is: a level stands first where one is known; tasks have a link where they can be written."""

    level: Level | None = None
    can_write: bool = False


def chapters(pack: Pack) -> tuple[Chapter, ...]:
    """Return the contents of a guidance."""
    found = [
        Chapter("letter", _("The letter")),
        Chapter("theme", _("Theme of the year")),
        Chapter("orientations", _("Orientations")),
        Chapter("requests", _("What the letter requests")),
        Chapter("deadlines", _("Deadlines")),
    ]
    for key, name in _pillars(pack):
        found.append(Chapter("", name))
        found += [Chapter(TASK + task.key, task.title, task.number) for task in pack.tasks_of(key)]
    found += [
        Chapter("", _("To look up")),
        Chapter("leads", _("Who usually leads")),
        Chapter("outlines", _("Outlines of the plan")),
        Chapter("legal", _("Legal documents")),
    ]
    return tuple(found)


def guidance_html(pack: Pack, reader: Reader) -> str:
    """Return the text of a guidance whose placeholders are filled."""
    parts = [f"<h1>{escape(pack.meta.name)}</h1>", *_letter(pack), *_deadlines(pack)]
    for key, name in _pillars(pack):
        parts.append(f"<h2>{escape(name)}</h2>")
        for task in pack.tasks_of(key):
            parts += _task(task, pack, reader)
    parts += [*_leads(pack, reader), *_outlines(pack.meta.outlines), *_legal(pack)]
    return "".join(parts)


def _pillars(pack: Pack) -> list[tuple[str, str]]:
    return [(pillar.key, pillar.name) for pillar in pack.meta.pillars if pack.tasks_of(pillar.key)]


def _letter(pack: Pack) -> Iterator[str]:
    letter = pack.meta.letter
    day = short_date(letter.issued_on) if letter.issued_on else _("the copy at hand has no date")
    yield _title("letter", _("The letter"))
    yield f"<p>{escape(letter.kind)} {escape(letter.number)} ({escape(day)})<br>{escape(letter.issuer)}</p>"
    yield _paragraphs(letter.subject)
    yield _labelled(_("Addressed to"), letter.addressees)
    yield _title("theme", _("Theme of the year"))
    yield f"<p><b>{escape(letter.theme)}</b></p>{_paragraphs(letter.theme_meaning)}"
    yield _title("orientations", _("Orientations")) + _numbered(letter.orientations)
    yield _title("requests", _("What the letter requests")) + _numbered(letter.requests)


def _deadlines(pack: Pack) -> Iterator[str]:
    yield _title("deadlines", _("Deadlines"))
    found = [(each, "") for each in pack.meta.deadlines]
    found += [(each, _task_link(task)) for task in pack.tasks for each in task.deadlines]
    if not found:
        yield f"<p>{escape(_('The letter sets none.'))}</p>"
    for deadline, link in sorted(found, key=lambda each: each[0].due):
        yield f"<p>{_deadline(deadline)}{link}</p>"


def _deadline(deadline: Deadline) -> str:
    quote = f"<br><i>“{escape(deadline.in_letter)}”</i>" if deadline.in_letter else ""
    binds = f"<br><span class='muted'>{escape(_binds(deadline.levels))}</span>"
    return f"<b>{short_date(deadline.due)}</b>: {escape(deadline.text)}{quote}{binds}"


def _binds(levels: Iterable[Level]) -> str:
    return _("For: {levels}").format(levels=", ".join(_(_LEVELS[level]).lower() for level in levels))


def _task_link(task: Task) -> str:
    words = _("Task {number}").format(number=task.number)
    return f" · <a href='#{TASK}{escape(task.key)}'>{escape(words)}</a>"


def _task(task: Task, pack: Pack, reader: Reader) -> Iterator[str]:
    yield f"<h3><a name='{TASK}{escape(task.key)}'></a>{task.number}. {escape(task.title)}</h3>"
    if reader.can_write:
        yield f"<p><a href='{WRITE}{escape(task.key)}'>{escape(_('Write this task'))}</a></p>"
    second = next((each.name for each in pack.meta.pillars if each.key == task.second_pillar), "")
    if second:
        words = _("Also belongs to: {pillar}").format(pillar=second)
        yield f"<p class='muted'>{escape(words)}</p>"
    yield _labelled(_("The letter asks"), task.asks)
    yield f"<h4>{escape(_('In plain words'))}</h4>{_paragraphs(task.explanation)}"
    yield f"<h4>{escape(_('Who does it'))}</h4>"
    yield _list(_need(task, level) for level in _ordered(task.levels, reader))
    for level in _ordered(task.suggestions, reader):
        title = _("Suggested activities: {level}").format(level=_(_LEVELS[level]).lower())
        yield f"<h4>{escape(title)}</h4>" + _list(map(_suggestion, task.suggestions[level]))
    if task.indicators:
        yield f"<h4>{escape(_('Indicators'))}</h4>" + _list(map(_indicator, task.indicators))
    if task.deadlines:
        yield f"<h4>{escape(_('Deadlines'))}</h4>" + _list(map(_deadline, task.deadlines))
    documents = [found for key in task.legal if (found := pack.legal_document(key))]
    if documents:
        yield _labelled(_("Legal documents"), map(_name, documents))


def _ordered(levels: Iterable[Level], reader: Reader) -> list[Level]:
    """Return levels with the reader's own first."""
    return sorted(levels, key=lambda level: level != reader.level)


def _need(task: Task, level: Level) -> str:
    need = task.levels[level]
    found = f"<b>{escape(_(_LEVELS[level]))}: {escape(_(_NEEDS[need.need]))}.</b> {escape(need.reason)}"
    if need.answer:
        words = _("Where it is not done: {answer}").format(answer=need.answer)
        found += f"<br><i>{escape(words)}</i>"
    return found


def _suggestion(suggestion: Suggestion) -> str:
    parts = (suggestion.lead, suggestion.period.text, suggestion.output)
    return f"{escape(suggestion.text)}<br><span class='muted'>{escape(' · '.join(parts))}</span>"


def _indicator(indicator: Indicator) -> str:
    named = _("named by the letter") if indicator.in_letter else ""
    source = _("Source: {source}").format(source=indicator.source) if indicator.source else ""
    small = [indicator.method, indicator.hint, source, named, _range(indicator), _binds(indicator.levels)]
    lines = "<br>".join(escape(words) for words in small if words)
    return f"{escape(indicator.label)} ({escape(indicator.unit)})<br><span class='muted'>{lines}</span>"


def _range(indicator: Indicator) -> str:
    low, high = (each.replace(".", ",") if each else "" for each in (indicator.minimum, indicator.maximum))
    if low and high:
        return _("Usually from {low} to {high}").format(low=low, high=high)
    if low or high:
        words = _("Usually at least {low}") if low else _("Usually at most {high}")
        return words.format(low=low, high=high)
    return ""


def _leads(pack: Pack, reader: Reader) -> Iterator[str]:
    yield _title("leads", _("Who usually leads"))
    for level in _ordered(pack.meta.defaults, reader):
        yield _labelled(_(_LEVELS[level]), pack.meta.defaults[level].lead_units)


def _outlines(outlines: Iterable[Outline]) -> Iterator[str]:
    yield _title("outlines", _("Outlines of the plan"))
    for outline in outlines:
        yield f"<h4>{escape(outline.name)}</h4><p class='muted'>{escape(_binds(outline.levels))}</p><ol>"
        for section in outline.sections:
            parts = _list(
                f"{escape(part.title)}<br><span class='muted'>{escape(part.hint)}</span>"
                for part in section.parts
            )
            yield f"<li>{escape(section.title)}{parts}</li>"
        yield "</ol>"


def _legal(pack: Pack) -> Iterator[str]:
    yield _title("legal", _("Legal documents"))
    for document in pack.meta.legal_documents:
        lines = [document.note, document.in_letter]
        small = "".join(f"<br><span class='muted'>{escape(words)}</span>" for words in lines if words)
        yield f"<p>{escape(_name(document))}{small}</p>"


def _name(document: LegalDocument) -> str:
    """Return a document as it is cited, without the opening words."""
    return basis_sentence(replace(cited(document), lead=""))


def _title(anchor: str, words: str) -> str:
    return f"<h2><a name='{anchor}'></a>{escape(words)}</h2>"


def _labelled(title: str, items: Iterable[str]) -> str:
    return f"<h4>{escape(title)}</h4>{_list(map(escape, items))}"


def _list(items: Iterable[str]) -> str:
    found = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{found}</ul>" if found else ""


def _numbered(items: Iterable[str]) -> str:
    return f"<ol>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ol>"


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.strip().split("\n") if line.strip())
