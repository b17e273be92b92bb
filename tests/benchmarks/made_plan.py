"""A made plan of any length, of the sentences that the guidance pack of 2023 asks and suggests."""

from collections.abc import Iterator
from itertools import cycle, islice
from typing import Final

import msgspec

from dxdesk.guidance.pack import Level, Task
from dxdesk.plan.model import Activity, Cost, FundingSource, Plan, TaskEntry
from tests.document.sample_plans import full_plan, pack

ACTIVITIES: Final = 23 * 12
_LEVELS: Final[tuple[Level, ...]] = ("xa", "huyen", "tinh")
_SOURCES: Final[tuple[FundingSource, ...]] = ("commune", "district", "province", "private")
_PARTNERS: Final = (
    "Các thôn, tổ dân phố; Đoàn Thanh niên",
    "Công an xã; Hội Liên hiệp Phụ nữ",
    "Phòng Văn hóa và Thông tin huyện",
)


def made_plan(activities: int = ACTIVITIES) -> Plan:
    """Return a commune's plan with that many activities, spread evenly over the 23 tasks."""
    plan = full_plan()
    each, more = divmod(activities, len(pack().tasks))
    entries = {
        task.key: _entry(plan.tasks[task.key], task, each + (index < more))
        for index, task in enumerate(pack().tasks)
    }
    return msgspec.structs.replace(plan, tasks=entries)


def _entry(entry: TaskEntry, task: Task, count: int) -> TaskEntry:
    return msgspec.structs.replace(
        entry,
        applies=True,
        reason="",
        situation=task.levels["xa"].reason,
        activities=tuple(islice(_activities(task), count)),
    )


def _activities(task: Task) -> Iterator[Activity]:
    suggestions = [one for level in _LEVELS for one in task.suggestions.get(level, ())]
    sentences = [*task.asks, *(f"{one.strip()}." for one in task.explanation.split(".") if one.strip())]
    # A suggestion and a sentence by turns; a further round of the same ones says so, as no two are alike.
    texts = zip(cycle(suggestions), cycle(sentences), strict=False)
    for index, (suggestion, sentence) in enumerate(texts, start=1):
        turn = -(-index // len(suggestions))
        text = sentence if index % 2 else suggestion.text
        yield Activity(
            id=f"a{index}",
            text=text if turn == 1 else f"{text} (đợt {turn})",
            lead=suggestion.lead,
            partners=_PARTNERS[index % len(_PARTNERS)],
            period=suggestion.period,
            output=suggestion.output,
            costs=(Cost(amount=12_500_000 * index, source=_SOURCES[index % 4]),) if index % 2 else (),
        )
