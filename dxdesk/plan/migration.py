"""Bringing a plan to other guidance: a newer version of its pack, or the pack of its year.

Nothing that was written is dropped: what the new guidance does not ask for stays under its key, and is
told. The change is one list of operations (RFC 6902), so it is one edit, which can be undone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from dxdesk.guidance.faults import FaultyPackError
from dxdesk.guidance.kept import kept_meta, kept_pack
from dxdesk.guidance.loading import installed_packs
from dxdesk.guidance.pack import Indicator, Meta, Outline, Pack, Task
from dxdesk.language import mark as _
from dxdesk.plan.beginning import new_entry, unit_words
from dxdesk.plan.carried_tasks import has_figures, plain, says_something
from dxdesk.plan.changes import task_path
from dxdesk.plan.edits import Operation
from dxdesk.plan.figure import figure_text, is_same_measure
from dxdesk.plan.model import CLOSING, LIMITATIONS, IndicatorValue, Plan
from dxdesk.plan.notice import Notice
from dxdesk.plan.rules.figures import is_empty
from dxdesk.plan.rules.rule import excerpt
from dxdesk.pointers import escape_pointer
from dxdesk.value import Value

_LONGEST_NOTE: Final = 2_000

Change = tuple[list[Operation], list[Notice]]


class Migration(Value, frozen=True, kw_only=True):
    """What brings a plan to other guidance, and what there is to say of it."""

    operations: tuple[Operation, ...]
    notices: tuple[Notice, ...]


def newer_pack(plan: Plan, folders: Iterable[Path] | None = None) -> Pack | None:
    """Return the pack that fits the plan better than the one it was written with, if there is one.

    That is the pack of the plan's year, or the nearest before it, in its highest version; among packs of
    one year, the plan's own. Where the plan's own pack is not at hand, the one of the plan's exact year.
    `folders` are those of the installed packs unless others are named; faulty packs are passed over.
    """
    found = [(meta, folder) for folder in folders or installed_packs() if (meta := kept_meta(folder))]
    own_year = max((meta.year for meta, _folder in found if meta.id == plan.guidance.id), default=None)
    least = plan.year if own_year is None else own_year
    better = [
        (meta.year, meta.id == plan.guidance.id, _version(meta.version), folder)
        for meta, folder in found
        if least <= meta.year <= plan.year and _is_newer(meta, plan)
        if meta.id == plan.guidance.id or own_year is None or meta.year > own_year
    ]
    packs = (_loaded(folder) for *_rank, folder in sorted(better, reverse=True))
    return next((pack for pack in packs if pack), None)


def migrate(plan: Plan, old_pack: Pack | None, new_pack: Pack) -> Migration:
    """Return what makes the plan one of `new_pack`; nothing where it is one already.

    New tasks and indicators are added empty. An indicator that is of another kind now begins anew, with
    its former figures in the note; one with figures in another unit keeps figures and unit, which a rule
    points out until somebody has looked at them. `old_pack` is the guidance so far, where it is at hand:
    by it, only what has changed is told.
    """
    pieces = [_outline(plan, old_pack, new_pack), *(_task(plan, task) for task in new_pack.tasks)]
    operations = [*_reference(plan, new_pack), *(each for piece in pieces for each in piece[0])]
    notices = [*(each for piece in pieces for each in piece[1]), *_kept(plan, old_pack, new_pack)]
    return Migration(operations=tuple(operations), notices=tuple(notices))


def _loaded(folder: Path) -> Pack | None:
    try:
        return kept_pack(folder)
    except FaultyPackError:
        return None


def _is_newer(meta: Meta, plan: Plan) -> bool:
    return meta.id != plan.guidance.id or _version(meta.version) > _version(plan.guidance.version)


def _version(text: str) -> tuple[int, ...]:
    """Return the numbers of a version; "1.0" is "1"."""
    numbers = [int(number) for number in re.findall(r"[0-9]{1,9}", text)]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _reference(plan: Plan, pack: Pack) -> Iterator[Operation]:
    for name in ("id", "version"):
        if getattr(plan.guidance, name) != getattr(pack.meta, name):
            yield _replaced(f"/guidance/{name}", getattr(pack.meta, name))


def _outline(plan: Plan, old_pack: Pack | None, new_pack: Pack) -> Change:
    """Take the outline that is nearest to one that is gone: most of its sections, else the level's own."""
    former = plan.document.outline
    if new_pack.outline(former):
        return [], []
    known = old_pack.outline(former) if old_pack else None
    nearest = max(_outlines_for(plan, new_pack), key=lambda outline: _likeness(outline, known))
    message = _("The outline “{former}” is not in the guidance any more; “{nearest}” is used instead.")
    fields = {"former": known.name if known else former, "nearest": nearest.name}
    path = "/document/outline"
    return [_replaced(path, nearest.key)], [Notice(message=message, path=path, fields=fields)]


def _outlines_for(plan: Plan, pack: Pack) -> list[Outline]:
    """Return the outlines to choose from, the default one of the unit's level first."""
    level, outlines = plan.unit.level, pack.meta.outlines
    fitting = [outline for outline in outlines if level in outline.levels] or list(outlines)
    default = pack.meta.defaults[level].outline if level in pack.meta.defaults else ""
    return sorted(fitting, key=lambda outline: outline.key != default)


def _likeness(outline: Outline, former: Outline | None) -> int:
    ours = {section.kind for section in outline.sections}
    theirs = {section.kind for section in former.sections} if former else ours
    return -len(ours ^ theirs)


def _task(plan: Plan, task: Task) -> Change:
    """Return what gives the plan every indicator of a task, as the guidance now has it."""
    path = task_path(task.key)
    begun = new_entry(task, plan.unit.level, unit_words(plan.unit))
    entry = plan.tasks.get(task.key)
    if entry is None:
        message = _("{place} is new in the guidance. Answer it.")
        return [{"op": "add", "path": path, "value": plain(begun)}], [Notice(message=message, path=path)]
    operations: list[Operation] = [
        {"op": "add", "path": _indicator_path(task, key), "value": plain(value)}
        for key, value in begun.indicators.items()
        if key not in entry.indicators
    ]
    notices: list[Notice] = []
    for indicator in task.indicators:
        if value := entry.indicators.get(indicator.key):
            adapted, message = _adapted(value, indicator, plan.year)
            place = _indicator_path(task, indicator.key)
            operations += [_replaced(place, plain(adapted))] if adapted != value else []
            fields = {"former": value.unit, "unit": indicator.unit}
            notices += [Notice(message=message, path=place, fields=fields)] if message else []
    return operations, notices


def _adapted(value: IndicatorValue, indicator: Indicator, year: int) -> tuple[IndicatorValue, str]:
    """Return a unit's figures as the guidance now has the indicator, and what is to be said of them."""
    is_same = is_same_measure(value.unit, indicator.unit)
    if value.kind == indicator.kind and has_figures(value) and not is_same:
        return value, _("{place} is measured in “{unit}” now, before in “{former}”. Convert its figures.")
    renewed = msgspec.structs.replace(value, kind=indicator.kind, unit=indicator.unit)
    if value.kind == indicator.kind or not has_figures(value):
        return renewed, ""
    note = "; ".join(filter(None, (value.note.strip(), _former_figures(value, year))))
    if len(note) > _LONGEST_NOTE:
        return value, _(
            "{place} is another kind of figure now, and its note is full. Write the figures anew."
        )
    message = _("{place} is another kind of figure now. Its figures so far stand in the note.")
    return msgspec.structs.replace(renewed, baseline=None, target=None, note=note), message


def _former_figures(value: IndicatorValue, year: int) -> str:
    """Return the figures in the words of the table of indicators, for the note that is printed there."""
    titles = {f"Thực hiện năm {year - 1}": value.baseline, f"Chỉ tiêu năm {year}": value.target}
    return "; ".join(
        f"{title}: {figure_text(value.kind, figure)} {value.unit}".strip()
        for title, figure in titles.items()
        if not is_empty(figure)
    )


def _kept(plan: Plan, old_pack: Pack | None, new_pack: Pack) -> Iterator[Notice]:
    """Tell what was written and is not asked for any more, so that it is not printed."""
    message = _("The guidance does not ask for “{title}” any more. It is kept, but not printed.")
    before = _titles(old_pack) if old_pack else None
    after = _titles(new_pack)
    for path, text in _written(plan):
        if path not in after and (before is None or path in before):
            title = (before or {}).get(path) or text
            yield Notice(message=message, path=path, fields={"title": excerpt(title)})


def _written(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield the place of each answer that stands under a key, and the key or the text there."""
    for key, entry in plan.tasks.items():
        if says_something(entry):
            yield task_path(key), key
        for name, value in entry.indicators.items():
            if has_figures(value):
                yield f"{task_path(key)}/indicators/{escape_pointer(name)}", name
    for place, texts in (("results", plan.results), ("sections", plan.sections)):
        for key, text in texts.items():
            if text.strip():
                yield f"/{place}/{escape_pointer(key)}", text


def _titles(pack: Pack) -> Mapping[str, str]:
    """Return what a pack asks for: places in a plan with their titles."""
    titles = {f"/results/{LIMITATIONS}": LIMITATIONS, f"/sections/{CLOSING}": CLOSING}
    titles |= {f"/results/{pillar.key}": pillar.name for pillar in pack.meta.pillars}
    for outline in pack.meta.outlines:
        for section in outline.sections:
            place = "results" if section.kind == "results" else "sections"
            titles |= {f"/{place}/{part.key}": part.title for part in section.parts}
    for task in pack.tasks:
        titles[task_path(task.key)] = task.title
        titles |= {_indicator_path(task, each.key): each.label for each in task.indicators}
    return titles


def _indicator_path(task: Task, key: str) -> str:
    return f"{task_path(task.key)}/indicators/{escape_pointer(key)}"


def _replaced(path: str, value: Any) -> Operation:
    return {"op": "replace", "path": path, "value": value}
