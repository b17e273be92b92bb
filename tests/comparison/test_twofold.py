"""An activity stands in the text and in the appendix; whoever changes one of them sends back a file that says both."""

import pytest

from dxdesk.comparison.comparison import compare
from tests.comparison.returned import (
    TASKS,
    Edit,
    add_row,
    delete,
    delete_row,
    docx_of,
    fill,
    insert_after,
    move_row,
    plan_of,
    returned,
    taken_at_once,
    taken_one_by_one,
    write,
)
from tests.document.sample_plans import pack

_ROW = "Mở và duy trì chuyên mục"
_NEW = "Mở chuyên mục trên Zalo của xã"
_ONE_SIDED = {
    "a text in the table": fill(TASKS, _ROW, 1, _NEW),
    "a text in the text": write(f"- {_ROW}", f"- {_NEW};"),
    "a row more in the table": add_row(_ROW, "1.2", "Tập huấn trưởng thôn", "Văn phòng", "", "", "", "", ""),
    "a line more in the text": insert_after(f"- {_ROW}", "- Tập huấn trưởng thôn;"),
    "a row less in the table": delete_row(_ROW),
    "a line less in the text": delete(f"- {_ROW}"),
    "a row elsewhere in the table": move_row(_ROW, "Lồng ghép tuyên truyền"),
}


@pytest.mark.parametrize("edit", _ONE_SIDED.values(), ids=_ONE_SIDED)
def test_it_is_offered_once_and_then_only_shown(edit: Edit) -> None:
    data = returned(edit)
    before = plan_of()
    (difference,) = compare(before, pack(), data).differences
    assert difference.operations is not None
    for plan, left in (taken_one_by_one(before, data), taken_at_once(before, data)):
        assert plan != before
        (rest,) = left.differences
        assert rest.twofold
        assert rest.operations is None


def test_without_knowing_what_was_taken_over_the_other_one_is_offered() -> None:
    data = returned(_ONE_SIDED["a text in the table"])
    plan, _left = taken_at_once(plan_of(), data)
    (difference,) = compare(plan, pack(), data).differences
    assert (difference.before, difference.twofold) == (_NEW, False)
    assert difference.operations is not None


def test_a_new_export_says_it_in_one_way() -> None:
    plan, _left = taken_at_once(plan_of(), returned(_ONE_SIDED["a text in the text"]))
    assert compare(plan, pack(), docx_of(plan), since=plan_of()).is_same


def test_sums_that_nobody_added_up_again_are_only_shown() -> None:
    data = returned(fill(TASKS, "Phát tin, bài", 6, "20,5"))
    (cost,) = compare(plan_of(), pack(), data).differences
    assert (cost.path, cost.after) == (
        "/tasks/outreach-pilots/activities/1/costs/0/amount",
        "20.500.000 đồng",
    )
    plan, left = taken_at_once(plan_of(), data)
    assert plan.tasks["outreach-pilots"].activities[1].costs[0].amount == 20_500_000
    assert ("58", "50") in [(each.before, each.after) for each in left.differences]
    assert all(each.operations is None for each in left.differences)
