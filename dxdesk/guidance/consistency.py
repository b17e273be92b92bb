"""What must agree within a pack, beyond the shape of each file."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, TypeVar

from dxdesk.guidance.pack import Deadline, Indicator, Meta, Outline, Task
from dxdesk.language import translate as _
from dxdesk.value import Fault

F = TypeVar("F")

_UNITS: Final = {"percent": "%", "money": "đồng"}
_MEASURED: Final = ("count", "percent", "money")


def meta_faults(meta: Meta) -> Iterator[Fault]:
    """List what does not agree within the meta file."""
    yield from _repeated("/legal_documents", [legal.key for legal in meta.legal_documents])
    yield from _repeated("/pillars", [pillar.key for pillar in meta.pillars])
    yield from _repeated("/outlines", [outline.key for outline in meta.outlines])
    yield from _deadline_faults(meta.deadlines, meta)
    if not meta.year - 1 <= meta.letter.year <= meta.year:
        yield _fault("/letter/year", _("neither the year of the pack nor the one before"))
    for index, outline in enumerate(meta.outlines):
        yield from _outline_faults(f"/outlines/{index}", outline, meta)
    for index, legal in enumerate(meta.legal_documents):
        if legal.issued_on and legal.issued_on.year > meta.year:
            yield _fault(f"/legal_documents/{index}/issued_on", _("later than the year of the pack"))
    yield from _default_faults(meta)


def task_faults(task: Task, file_name: str, meta: Meta | None) -> Iterator[Fault]:
    """List what does not agree within a task file, and with the meta file where that could be read."""
    expected = f"{task.number:02d}-{task.key}.toml"
    if file_name != expected:
        message = _("the file should be named {name} by its number and key")
        yield _fault("/key", message.format(name=expected))
    for index, indicator in enumerate(task.indicators):
        yield from _indicator_faults(f"/indicators/{index}", indicator)
        yield from _weight_faults(f"/indicators/{index}/weight", indicator, task)
    for level, need in task.levels.items():
        if need.need != "required" and not need.answer:
            message = _("a ready answer is missing for units that do not do this task")
            yield _fault(f"/levels/{level}/answer", message)
    yield from _repeated("/legal", task.legal, field="")
    if meta:
        yield from _meta_reference_faults(task, meta)


def pack_faults(tasks: Sequence[tuple[F, Task]], *, all_read: bool) -> Iterator[tuple[F, Fault]]:
    """List what does not agree between the tasks, each with the file it stands in.

    Gaps in the numbers are told only if every file was read: else the gap is that file.
    """
    numbers: dict[int, Task] = {}
    keys: dict[str, Task] = {}
    indicators: dict[str, Task] = {}
    for file, task in sorted(tasks, key=lambda pair: pair[1].number):
        if task.number in numbers:
            yield file, _fault("/number", _taken(str(task.number), numbers[task.number]))
        elif all_read and task.number > 1 and task.number - 1 not in numbers:
            message = _("the task with number {number} before it is missing")
            yield file, _fault("/number", message.format(number=task.number - 1))
        if task.key in keys:
            yield file, _fault("/key", _taken(task.key, keys[task.key]))
        for index, indicator in enumerate(task.indicators):
            if indicator.key in indicators:
                message = _taken(indicator.key, indicators[indicator.key])
                yield file, _fault(f"/indicators/{index}/key", message)
            indicators.setdefault(indicator.key, task)
        numbers.setdefault(task.number, task)
        keys.setdefault(task.key, task)


def _fault(pointer: str, message: str) -> Fault:
    return Fault(pointer=pointer, message=message)


def _taken(name: str, task: Task) -> str:
    message = _("“{name}” is already used in task {number}")
    return message.format(name=name, number=task.number)


def _repeated(pointer: str, keys: Sequence[str], field: str = "/key") -> Iterator[Fault]:
    for index, key in enumerate(keys):
        if key in keys[:index]:
            yield _fault(f"{pointer}/{index}{field}", _("“{name}” stands here twice").format(name=key))


def _unknown(pointer: str, names: Iterable[str], known: Iterable[str]) -> Iterator[Fault]:
    allowed = set(known)
    for name in names:
        if name not in allowed:
            yield _fault(pointer, _("“{name}” is not in the meta file").format(name=name))


def _outline_faults(pointer: str, outline: Outline, meta: Meta) -> Iterator[Fault]:
    yield from _unknown(f"{pointer}/levels", outline.levels, meta.defaults)
    seen: set[str] = set()
    for index, section in enumerate(outline.sections):
        for place, part in enumerate(section.parts):
            if part.key in seen:
                message = _("“{name}” stands here twice").format(name=part.key)
                yield _fault(f"{pointer}/sections/{index}/parts/{place}/key", message)
            seen.add(part.key)


def _default_faults(meta: Meta) -> Iterator[Fault]:
    outlines = {outline.key: outline for outline in meta.outlines}
    legal = [document.key for document in meta.legal_documents]
    for level, default in meta.defaults.items():
        pointer = f"/defaults/{level}"
        yield from _unknown(f"{pointer}/outline", [default.outline], outlines)
        if default.outline in outlines and level not in outlines[default.outline].levels:
            message = _("the outline “{name}” is not meant for this level")
            yield _fault(f"{pointer}/outline", message.format(name=default.outline))
        yield from _unknown(f"{pointer}/bases", default.bases, legal)
        yield from _repeated(f"{pointer}/bases", default.bases, field="")


def _deadline_faults(deadlines: Sequence[Deadline], meta: Meta) -> Iterator[Fault]:
    yield from _repeated("/deadlines", [deadline.key for deadline in deadlines])
    for index, deadline in enumerate(deadlines):
        yield from _unknown(f"/deadlines/{index}/levels", deadline.levels, meta.defaults)
        if not meta.year - 1 <= deadline.due.year <= meta.year + 1:
            message = _("more than a year away from the year of the pack")
            yield _fault(f"/deadlines/{index}/due", message)


def _indicator_faults(pointer: str, indicator: Indicator) -> Iterator[Fault]:
    unit = _UNITS.get(indicator.kind, indicator.unit)
    if indicator.unit != unit:
        yield _fault(f"{pointer}/unit", _("the unit of this kind is “{unit}”").format(unit=unit))
    low, high = (Decimal(bound) if bound else None for bound in (indicator.minimum, indicator.maximum))
    if indicator.kind not in _MEASURED and (low is not None or high is not None):
        yield _fault(pointer, _("an indicator of this kind has no range"))
    if low is not None and high is not None and low > high:
        yield _fault(f"{pointer}/minimum", _("the least value is more than the greatest"))
    if indicator.kind == "percent" and high is not None and high > 100:
        yield _fault(f"{pointer}/maximum", _("more than 100 percent"))
    if not indicator.levels:
        yield _fault(f"{pointer}/levels", _("no level follows this indicator"))


def _weight_faults(pointer: str, indicator: Indicator, task: Task) -> Iterator[Fault]:
    if indicator.weight is None:
        return
    counts = {one.key for one in task.indicators if one.kind == "count"}
    if indicator.weight not in counts - {indicator.key}:
        yield _fault(pointer, _("“{name}” is no other count of this task").format(name=indicator.weight))


def _meta_reference_faults(task: Task, meta: Meta) -> Iterator[Fault]:
    pillars = [pillar.key for pillar in meta.pillars]
    yield from _unknown("/pillar", [task.pillar], pillars)
    yield from _unknown("/second_pillar", [task.second_pillar] if task.second_pillar else [], pillars)
    legal = {document.key for document in meta.legal_documents}
    for index, key in enumerate(task.legal):
        yield from _unknown(f"/legal/{index}", [key], legal)
    for index, indicator in enumerate(task.indicators):
        yield from _unknown(f"/indicators/{index}/levels", indicator.levels, meta.defaults)
    yield from _level_faults(task, meta)
    yield from _deadline_faults(task.deadlines, meta)


def _level_faults(task: Task, meta: Meta) -> Iterator[Fault]:
    for level in meta.defaults:
        if level not in task.levels:
            yield _fault("/levels", _("the level “{level}” is missing").format(level=level))
    yield from _unknown("/levels", task.levels, meta.defaults)
    yield from _unknown("/suggestions", task.suggestions, meta.defaults)
    for level, suggestions in task.suggestions.items():
        for index, suggestion in enumerate(suggestions):
            due = suggestion.period.due
            if due and due.year != meta.year:
                pointer = f"/suggestions/{level}/{index}/period/due"
                yield _fault(pointer, _("not in the year of the pack"))
