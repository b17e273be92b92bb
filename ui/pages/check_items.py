"""What the check page lists, in order: findings by how grave they are and by page, then what was accepted."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.plan.acceptance import AcceptedFinding, stale
from dxdesk.plan.changes import task_path
from dxdesk.plan.contents import Contents
from dxdesk.plan.finding import SEVERITIES, Finding, Severity, Source
from dxdesk.plan.model import Acceptance
from dxdesk.plan.places import place_name
from dxdesk.text.dates import short_date
from ui.desk import Desk

Kind = Literal["error", "warning", "hint", "accepted", "stale"]
Filter = Literal["all", "error", "warning", "hint", "accepted"]

FILTERS: Final[Mapping[Filter, str]] = {
    "all": mark("All ({count})"),
    "error": mark("To mend ({count})"),
    "warning": mark("To look at ({count})"),
    "hint": mark("Hints ({count})"),
    "accepted": mark("Accepted ({count})"),
}
_HEADINGS: Final[Mapping[Kind, str]] = {
    "error": mark("To be mended before signing"),
    "warning": mark("Worth a second look"),
    "hint": mark("Hints"),
    "accepted": mark("Accepted warnings"),
    "stale": mark("Accepted, but no longer so"),
}
_SOURCES: Final[Mapping[Source, str]] = {
    "letter": mark("From the letter that guides the plan"),
    "decree": mark("From Decree 30/2020/NĐ-CP on official documents"),
    "arithmetic": mark("From the plan's own figures"),
    "text": mark("From how the text is typed"),
    "practice": mark("From what reviewers usually ask"),
}


class Heading(NamedTuple):
    """A heading of the first rank (a kind of lines) or, with `page`, of the second (a page of the plan)."""

    text: str
    kind: Kind
    page: str = ""


class Item(NamedTuple):
    """A line: the place it opens, the sentence, where that comes from, and what it stands for.

    `short` is what the place is called under the heading of its page.
    """

    kind: Kind
    path: str
    place: str
    short: str
    sentence: str
    source: str
    finding: Finding | None = None
    acceptance: Acceptance | None = None


def counts(desk: Desk) -> Mapping[Filter, int]:
    """Return how many lines each filter shows."""
    severities = [finding.severity for finding in desk.findings]
    by_severity: dict[Filter, int] = {severity: severities.count(severity) for severity in SEVERITIES}
    accepted = len(desk.accepted) + len(_stale(desk))
    return {"all": len(severities) + accepted, **by_severity, "accepted": accepted}


def listed(desk: Desk, shown: Filter) -> list[Heading | Item]:
    """Return headings and lines, of one kind or of all."""
    found: list[Heading | Item] = []
    for severity in SEVERITIES:
        if shown in ("all", severity):
            found += _of_severity(desk, severity)
    if shown in ("all", "accepted"):
        found += _under("accepted", [_accepted_item(desk, each) for each in desk.accepted])
        found += _under("stale", [_stale_item(desk, each) for each in _stale(desk)])
    return found


def _of_severity(desk: Desk, severity: Severity) -> Iterator[Heading | Item]:
    contents = Contents(desk.plan, desk.pack)
    by_page: dict[str, list[Finding]] = {page.key: [] for page in contents.pages}
    for finding in desk.findings:
        if finding.severity == severity:
            by_page[contents.page_of(finding.path)].append(finding)
    titles = {
        page.key: f"{page.number}. {page.title}" if page.number else page.title for page in contents.pages
    }
    if any(by_page.values()):
        yield Heading(_(_HEADINGS[severity]), severity)
    for key, findings in by_page.items():
        if findings:
            yield Heading(titles[key], severity, key)
        for finding in findings:
            item = _open_item(desk, finding)
            yield item._replace(short=short_place(desk, item.place, key))


def _under(kind: Kind, items: Sequence[Item]) -> list[Heading | Item]:
    return [Heading(_(_HEADINGS[kind]), kind), *items] if items else []


def short_place(desk: Desk, place: str, key: str) -> str:
    """Return a place without the task that the heading above names already."""
    kind, _colon, task = key.partition(":")
    name = place_name(task_path(task), desk.plan, desk.guidance) if kind == "task" and task else ""
    if not name or not place.startswith(name):
        return place
    rest = place.removeprefix(name).lstrip(", ")
    return rest[:1].upper() + rest[1:] if rest else _("The whole task")


def _open_item(desk: Desk, finding: Finding) -> Item:
    place = place_name(finding.path, desk.plan, desk.guidance)
    return Item(
        finding.severity,
        finding.path,
        place,
        place,
        finding.message,
        _(_SOURCES[finding.source]),
        finding,
    )


def _accepted_item(desk: Desk, each: AcceptedFinding) -> Item:
    return _open_item(desk, each.finding)._replace(
        kind="accepted", source=_answer(each.acceptance), acceptance=each.acceptance
    )


def _stale_item(desk: Desk, acceptance: Acceptance) -> Item:
    place = place_name(acceptance.path, desk.plan, desk.guidance)
    return Item(
        "stale", acceptance.path, place, place, acceptance.message, _answer(acceptance), None, acceptance
    )


def _answer(acceptance: Acceptance) -> str:
    day = short_date(acceptance.accepted_at.astimezone().date())
    sentence = _("Accepted by {name} on {day}: {reason}")
    return sentence.format(name=acceptance.by, day=day, reason=acceptance.note)


def _stale(desk: Desk) -> tuple[Acceptance, ...]:
    return stale(desk.plan, [*desk.findings, *(each.finding for each in desk.accepted)])
