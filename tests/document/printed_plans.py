"""Hypothesis strategies: any plan, with its entries under the keys that the guidance pack prints."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec
from hypothesis import strategies as st

from dxdesk.plan.model import Plan, TaskEntry
from tests.document.sample_plans import pack
from tests.strategies import plans, task_entries, texts

T = TypeVar("T")


def printed_plans() -> st.SearchStrategy[Plan]:
    """Any plan whose tasks, results and sections are those that the pack of 2023 knows."""
    tasks = st.lists(task_entries(), max_size=8)
    sections = st.lists(texts(), max_size=3)
    outlines = st.sampled_from([outline.key for outline in pack().meta.outlines])
    return st.builds(_fitted, plans(), tasks, sections, outlines)


def _fitted(plan: Plan, tasks: list[TaskEntry], texts_of_sections: list[str], outline: str) -> Plan:
    parts = ("purpose", "requirements", "closing")
    pillars = (pillar.key for pillar in pack().meta.pillars)
    entries = _under((task.key for task in pack().tasks), tasks)
    return msgspec.structs.replace(
        plan,
        document=msgspec.structs.replace(plan.document, outline=outline),
        sections=_under(parts, texts_of_sections),
        results=_under(pillars, texts_of_sections),
        tasks={key: _with_indicators(key, entry) for key, entry in entries.items()},
    )


def _with_indicators(key: str, entry: TaskEntry) -> TaskEntry:
    task = pack().task(key)
    assert task is not None
    names = (indicator.key for indicator in task.indicators)
    return msgspec.structs.replace(entry, indicators=_under(names, entry.indicators.values()))


def _under(keys: Iterable[str], values: Iterable[T]) -> Mapping[str, T]:
    return dict(zip(keys, values, strict=False))
