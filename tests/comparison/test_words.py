"""What cannot be taken over is shown all the same: words of the program, and what nobody can read."""

from typing import Any, Final

import pytest
from docx.document import Document as WordDocument

from dxdesk.comparison.comparison import compare, take_over
from dxdesk.plan.edits import EditError
from tests.comparison.returned import (
    INDICATORS,
    TASKS,
    Edit,
    delete,
    fill,
    insert_after,
    plan_of,
    replace,
    returned,
    taken_at_once,
    write,
)
from tests.document.sample_plans import pack

TASK: Final = "/tasks/outreach-pilots"


def _without_indicators(word: WordDocument) -> None:
    table: Any = word.tables[INDICATORS]._tbl
    table.getparent().remove(table)


SHOWN: Final[dict[str, tuple[Edit, str, str, str]]] = {
    "the opening": (replace("như sau:", "với nội dung:"), "changed", "", "bases"),
    "the title of a task": (
        write("Tuyên truyền, chia sẻ kinh nghiệm", "Tuyên truyền"),
        "changed",
        TASK,
        "task:outreach-pilots",
    ),
    "a section heading": (write("MỤC TIÊU", "CÁC MỤC TIÊU"), "changed", "", "goals"),
    "the national motto": (replace("Độc lập - Tự do", "Độc lập và Tự do"), "changed", "", "agency"),
    "a line of the foot": (delete("Nơi nhận:"), "removed", "", "organisation"),
    "an amount in words": (
        fill(TASKS, "Phát tin, bài", 6, "khoảng 20 triệu"),
        "changed",
        f"{TASK}/activities/1/costs",
        "task:outreach-pilots",
    ),
    "a figure in words": (
        fill(INDICATORS, "Tỷ lệ người dân trưởng", 4, "gần hết"),
        "changed",
        f"{TASK}/indicators/adults_reached_pct/target",
        "task:outreach-pilots",
    ),
    "words after the letterhead": (insert_after("KẾ HOẠCH", "(DỰ THẢO LẦN 2)"), "added", "", "agency"),
    "a table that is gone": (_without_indicators, "removed", "", "task:outreach-pilots"),
}


@pytest.mark.parametrize(("edit", "kind", "path", "page"), SHOWN.values(), ids=SHOWN)
def test_it_is_shown_near_its_place(edit: Edit, kind: str, path: str, page: str) -> None:
    data = returned(edit)
    (difference,) = compare(plan_of(), pack(), data).differences
    assert (difference.kind, difference.path, difference.page) == (kind, path, page)
    assert difference.place
    assert difference.operations is None
    with pytest.raises(EditError, match="by hand"):
        take_over(plan_of(), difference)


def test_taking_over_the_rest_leaves_it() -> None:
    edit, _kind, _path, _page = SHOWN["the opening"]
    data = returned(edit, write("Nguyễn Văn Ẩn", "Trần Thị Bình"))
    plan, left = taken_at_once(plan_of(), data)
    assert plan.document.signer.full_name == "Trần Thị Bình"
    assert [each.after.endswith("với nội dung:") for each in left.differences] == [True]
