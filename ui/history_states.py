"""The states of a plan that its history lists, in words: versions, and edits with the states around them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Final, NamedTuple

from dxdesk.guidance.pack import Pack
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.plan.changes import task_path
from dxdesk.plan.edit import EditName, edit_text, edit_text_at
from dxdesk.plan.model import Plan
from dxdesk.plan.places import place_name, tokens_of
from dxdesk.plan.plain import leaves
from dxdesk.store.store import Store
from dxdesk.store.stored import EditHead, Version, VersionKind
from dxdesk.text.numerals import short_date

_TITLES: Final[Mapping[VersionKind, str]] = {
    "begun": mark("The plan as it began"),
    "day": mark("Before the first change of {day}"),
    "word": mark("Before changes from the Word file {name}"),
    "guidance": mark("Before going over to the guidance {name}"),
    "restore": mark("Before bringing back everything from: {name}"),
    "seal": mark("Before sealing revision {name}"),
}
_MOST_LOST: Final = 20  # edits of one line


class State(NamedTuple):
    """A state of the plan: that of a version, that after an edit, or (without either) the present one."""

    words: str
    version: int | None = None
    edit: int | None = None

    def read(self, store: Store, plan_id: str) -> Plan:
        """Return the plan as it was."""
        if self.version is not None:
            return store.history.version(plan_id, self.version)
        if self.edit is not None:
            return store.history.state(plan_id, self.edit)
        return store.load(plan_id).plan


class Entry(NamedTuple):
    """A line of the history. `state` is what was there before an edit, or the version; `after` what came of an edit.

    What was undone and written over since has neither, but the numbers of its edits, the newest first, as `lost`.
    """

    title: str
    below: str
    at_end: str
    moment: datetime
    state: State | None
    after: State | None = None
    version: Version | None = None
    lost: tuple[int, ...] = ()

    def lost_texts(self, store: Store, plan_id: str) -> list[str]:
        """Return what was typed in edits that were written over, the newest first."""
        edits = [store.history.edit(plan_id, seq) for seq in self.lost[:_MOST_LOST]]
        found = (step.get("value") for each in edits for step in each.edit.forward)
        lines = ("\n".join(text for _path, text in leaves(value)) for value in found)
        return [*dict.fromkeys(text for text in lines if text)]


def now_state() -> State:
    """Return the present state."""
    return State(_("the plan as it is now"))


def version_title(version: Version) -> str:
    """Return what a version is called."""
    if version.kind == "hand":
        return version.name
    day = short_date(version.made_at.astimezone().date())
    return _(_TITLES[version.kind]).format(name=version.name, day=day)


def version_state(version: Version) -> State:
    """Return the state of a version, named with its day and time."""
    words = _("“{version}” of {moment}")
    return State(
        words.format(version=version_title(version), moment=moment_words(version.made_at)),
        version=version.number,
    )


def moment_words(moment: datetime) -> str:
    """Return day and time on this computer."""
    local = moment.astimezone()
    return f"{short_date(local.date())} {local:%H:%M}"


def day_words(day: date, today: date) -> str:
    """Return the heading of a day."""
    if day == today:
        return _("Today, {day}").format(day=short_date(day))
    if day == today - timedelta(days=1):
        return _("Yesterday, {day}").format(day=short_date(day))
    return short_date(day)


def entries(
    versions: Sequence[Version], heads: Sequence[EditHead], plan: Plan, pack: Pack, *, complete: bool
) -> list[Entry]:
    """Return versions and edits as lines, the newest first; edits of one place in a row are one line.

    Versions that are older than the edits are left out, unless these are `complete`.
    """
    oldest = 0 if complete else min((head.seq for head in heads), default=0)
    lines = [((each.edit, 1, each.number), _of_version(each)) for each in versions if each.edit >= oldest]
    lines += [((run[0].seq, 0, 0), _of_edits(run, plan, pack)) for run in _runs(heads)]
    return [entry for _order, entry in sorted(lines, key=lambda line: line[0], reverse=True)]


def _runs(heads: Iterable[EditHead]) -> Iterator[list[EditHead]]:
    """Yield edits that belong to one line, the newest of them first."""
    for _key, run in groupby(heads, key=lambda head: (head.name, head.state, _day(head.made_at))):
        yield [*run]


def _of_version(version: Version) -> Entry:
    below = " · ".join(filter(None, (f"{version.made_at.astimezone():%H:%M}", version.author, version.note)))
    return Entry(
        title=version_title(version),
        below=" ".join(below.split()),
        at_end=_("version"),
        moment=version.made_at,
        state=version_state(version),
        version=version,
    )


def _of_edits(run: Sequence[EditHead], plan: Plan, pack: Pack) -> Entry:
    last, first = run[0], run[-1]
    title = edit_text(first.name, plan, pack)
    short, task = _shortened(first.name, title, plan, pack)
    start, end = (f"{each.made_at.astimezone():%H:%M}" for each in (first, last))
    times = start if start == end else f"{start}–{end}"
    count = _n("{count} edit", "{count} edits", len(run)).format(count=len(run)) if len(run) > 1 else ""
    ends = {"done": "", "undone": _("undone"), "dropped": _("given up")}
    moment = moment_words(first.made_at)
    return Entry(
        title=short,
        below=" · ".join(filter(None, (times, count, task))),
        at_end=ends[last.state],
        moment=last.made_at,
        state=_before(first, title, moment) if last.state != "dropped" else None,
        after=_after(last, title, moment) if last.state != "dropped" else None,
        lost=tuple(head.seq for head in run) if last.state == "dropped" else (),
    )


def _shortened(name: EditName, title: str, plan: Plan, pack: Pack) -> tuple[str, str]:
    """Return the name of an edit without the task in which it was made, and the task."""
    tokens = tokens_of(name.path)
    if len(tokens) < 3 or tokens[0] != "tasks":
        return title, ""
    task = place_name(task_path(tokens[1]), plan, pack)
    rest = place_name(name.path, plan, pack).removeprefix(task).lstrip(", ")
    return edit_text_at(name, rest), task


def _before(head: EditHead, title: str, moment: str) -> State:
    words = _("the plan before “{edit}” ({moment})")
    return State(words.format(edit=title, moment=moment), edit=head.seq - 1)


def _after(head: EditHead, title: str, moment: str) -> State:
    words = _("the plan right after “{edit}” ({moment})")
    return State(words.format(edit=title, moment=moment), edit=head.seq)


def _day(moment: datetime) -> date:
    return moment.astimezone().date()
