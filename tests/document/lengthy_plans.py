"""Plans of many lengths, and with cells that are higher than a page."""

from typing import Final

import msgspec

from dxdesk.plan.model import Activity, Assignment, Goals, Plan, TaskEntry
from tests.document.sample_plans import full_plan, short_plan

SENTENCE: Final = "Rà soát, cập nhật danh sách thành viên của từng tổ công nghệ số cộng đồng ở các thôn. "


def plan_of_length(number: int) -> Plan:
    """Return a plan whose pages end at another place for every number."""
    goals = Goals(
        general="\n".join(["Một dòng."] * number), specific=(SENTENCE * 2, SENTENCE * 3, SENTENCE * 4)
    )
    texts = {"purpose": SENTENCE * (1 + number % 5), "requirements": SENTENCE * 3}
    last = SENTENCE * 5 if number % 2 else "Báo cáo định kỳ."
    duties = "\n".join([SENTENCE * (1 + number % 3), last])
    return msgspec.structs.replace(
        short_plan(),
        goals=goals,
        sections=texts,
        organisation=(Assignment(body="Công chức Văn hóa - Xã hội", duties=duties),) * 3,
    )


def with_long_cell(text: str) -> Plan:
    plan = full_plan()
    activities = (Activity(id="a", text="Trước"), Activity(id="b", text=text), Activity(id="c", text="Sau"))
    key = next(iter(plan.tasks))
    entry = TaskEntry(applies=True, activities=activities)
    return msgspec.structs.replace(plan, tasks={key: entry})
