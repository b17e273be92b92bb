"""Edits in Word, each reported at its place, with what was there and what is there now."""

from typing import Final, NamedTuple

import pytest

from dxdesk.comparison.comparison import compare
from tests.comparison.returned import (
    INDICATORS,
    TASKS,
    Edit,
    add_row,
    delete,
    delete_row,
    fill,
    insert_after,
    move_row,
    plan_of,
    replace,
    returned,
    taken_at_once,
    taken_one_by_one,
    write,
)
from tests.document.sample_plans import pack

TASK: Final = "/tasks/outreach-pilots"
ROW: Final = "Mở và duy trì chuyên mục"
_ROW_TEXT: Final = "Mở và duy trì chuyên mục chuyển đổi số trên trang thông tin điện tử, Zalo OA của xã"
_SITUATION: Final = (
    "Năm 2022, đã kiện toàn 100% tổ với 64 thành viên; tuy nhiên một số tổ hoạt động chưa thường xuyên, "
    "phương tiện còn thiếu."
)
_LINE: Final = "Kinh phí hoạt động chủ yếu lồng ghép."


class Case(NamedTuple):
    """Edits, and the one difference that they make."""

    edits: tuple[Edit, ...]
    kind: str
    path: str
    before: str
    after: str


def _case(*edits: Edit, kind: str = "changed", path: str, before: str = "", after: str = "") -> Case:
    return Case(edits, kind, path, before, after)


CASES: Final = {
    "a line of a situation": _case(
        write("Năm 2022, đã kiện toàn", "Năm 2022 đã kiện toàn xong các tổ."),
        path=f"{TASK}/situation",
        before=f"{_SITUATION}\n{_LINE}",
        after=f"Năm 2022 đã kiện toàn xong các tổ.\n{_LINE}",
    ),
    "a line more": _case(
        insert_after(_LINE, "Đề nghị bổ sung kinh phí."),
        path=f"{TASK}/situation",
        before=f"{_SITUATION}\n{_LINE}",
        after=f"{_SITUATION}\n{_LINE}\nĐề nghị bổ sung kinh phí.",
    ),
    "a line less": _case(
        delete(_LINE), path=f"{TASK}/situation", before=f"{_SITUATION}\n{_LINE}", after=_SITUATION
    ),
    "an activity, in text and table": _case(
        fill(TASKS, ROW, 1, "Mở chuyên mục trên Zalo của xã"),
        write(f"- {ROW}", "- Mở chuyên mục trên Zalo của xã;"),
        path=f"{TASK}/activities/0/text",
        before=_ROW_TEXT,
        after="Mở chuyên mục trên Zalo của xã",
    ),
    "a lead unit": _case(
        fill(TASKS, ROW, 2, "Văn phòng"),
        path=f"{TASK}/activities/0/lead",
        before="Công chức Văn hóa - Xã hội",
        after="Văn phòng",
    ),
    "partners": _case(
        fill(TASKS, ROW, 3, ""),
        kind="removed",
        path=f"{TASK}/activities/0/partners",
        before="Các thôn, tổ dân phố",
    ),
    "a period": _case(
        fill(TASKS, ROW, 4, "Quý III/2023"),
        path=f"{TASK}/activities/0/period/text",
        before="Quý I/2023",
        after="Quý III/2023",
    ),
    "a product": _case(
        fill(TASKS, ROW, 5, "Chuyên mục"),
        path=f"{TASK}/activities/0/output",
        before="Chuyên mục, số tin, bài",
        after="Chuyên mục",
    ),
    "a figure": _case(
        fill(INDICATORS, "Tỷ lệ người dân trưởng", 4, "95"),
        path=f"{TASK}/indicators/adults_reached_pct/target",
        before="92,5",
        after="95",
    ),
    "a figure less": _case(
        fill(INDICATORS, "Tỷ lệ người dân trưởng", 3, ""),
        kind="removed",
        path=f"{TASK}/indicators/adults_reached_pct/baseline",
        before="85",
    ),
    "a row with its line more": _case(
        add_row(ROW, "1.2", "Tập huấn trưởng thôn", "Văn phòng", "", "Quý II/2023", "01 lớp", "", ""),
        insert_after(f"- {ROW}", "- Tập huấn trưởng thôn;"),
        kind="added",
        path=f"{TASK}/activities/1",
        after="Tập huấn trưởng thôn | Văn phòng | Quý II/2023 | 01 lớp",
    ),
    "a row with its line less": _case(
        delete_row(ROW), delete(f"- {ROW}"), kind="removed", path=f"{TASK}/activities/0", before=_ROW_TEXT
    ),
    "the signer": _case(
        write("Nguyễn Văn Ẩn", "Trần Thị Bình"),
        path="/document/signer/full_name",
        before="Nguyễn Văn Ẩn",
        after="Trần Thị Bình",
    ),
    "a recipient": _case(
        replace("- Các thôn;", "- Các thôn, tổ dân phố;"),
        path="/document/recipients/6",
        before="Các thôn",
        after="Các thôn, tổ dân phố",
    ),
    "a recipient more": _case(
        insert_after("- Các thôn;", "- Trạm Y tế xã;"),
        kind="added",
        path="/document/recipients/7",
        after="Trạm Y tế xã",
    ),
    "a recipient less": _case(
        delete("- Các thôn;"), kind="removed", path="/document/recipients/6", before="Các thôn"
    ),
    "the archive line": _case(
        replace("VT, VHXH", "VT"), path="/document/archive", before="VT, VHXH", after="VT"
    ),
    "the number of a basis": _case(
        replace("749/QĐ-TTg", "750/QĐ-TTg"), path="/bases/5/number", before="749/QĐ-TTg", after="750/QĐ-TTg"
    ),
    "a goal": _case(
        replace("Trên 80%", "Trên 85%"),
        path="/goals/specific/1",
        before="Trên 80% hồ sơ được nộp trực tuyến;",
        after="Trên 85% hồ sơ được nộp trực tuyến;",
    ),
    "duties": _case(
        replace("- Báo cáo định kỳ", "- Báo cáo hằng quý"),
        path="/organisation/0/duties",
        before="- Tham mưu thực hiện;\n- Báo cáo định kỳ.",
        after="- Tham mưu thực hiện;\n- Báo cáo hằng quý.",
    ),
    "an assignment more": _case(
        insert_after("Bố trí kinh phí thực hiện", "Chủ trì theo dõi."),
        insert_after("Bố trí kinh phí thực hiện", "Văn phòng - Thống kê", "Heading 2"),
        kind="added",
        path="/organisation/2",
        after="Văn phòng - Thống kê\nChủ trì theo dõi.",
    ),
    "the subject, wherever it stands": _case(
        replace("Chuyển đổi số năm 2023 của xã", "Chuyển đổi số trong năm 2023 tại xã"),
        replace("Chuyển đổi số năm 2023 của xã", "Chuyển đổi số trong năm 2023 tại xã"),
        path="/document/subject",
        before="Chuyển đổi số năm 2023 của xã Thạch Kim",
        after="Chuyển đổi số trong năm 2023 tại xã Thạch Kim",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_each_edit_is_one_difference(case: Case) -> None:
    comparison = compare(plan_of(), pack(), returned(*case.edits))
    (difference,) = comparison.differences
    found = difference.kind, difference.path, difference.before, difference.after
    assert found == (case.kind, case.path, case.before, case.after)
    assert difference.place
    assert difference.operations is not None


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_nothing_differs_once_it_is_taken_over(case: Case) -> None:
    data = returned(*case.edits)
    before = plan_of()
    one_by_one, left = taken_one_by_one(before, data)
    at_once, none = taken_at_once(before, data)
    assert left.differences == none.differences == ()
    assert one_by_one == at_once != before


def test_the_office_of_the_signer_is_two_fields() -> None:
    data = returned(write("PHÓ CHỦ TỊCH", "CHỦ TỊCH"), delete("KT. CHỦ TỊCH"))
    found = {each.path: each.after for each in compare(plan_of(), pack(), data).differences}
    assert found == {"/document/signer/capacity": "TM", "/document/signer/title": "Chủ tịch"}
    plan, left = taken_one_by_one(plan_of(), data)
    assert left.is_same
    assert (plan.document.signer.capacity, plan.document.signer.title) == ("TM", "Chủ tịch")


def test_rows_that_change_places() -> None:
    behind = "Lồng ghép tuyên truyền"
    line = insert_after(f"- {behind}", f"- {_ROW_TEXT};")
    data = returned(move_row(ROW, behind), delete(f"- {ROW}"), line)
    (difference,) = compare(plan_of(), pack(), data).differences
    assert (difference.kind, difference.path) == ("moved", f"{TASK}/activities/0")
    assert difference.before == _ROW_TEXT
    plan, left = taken_one_by_one(plan_of(), data)
    assert left.is_same
    assert [each.text for each in plan.tasks["outreach-pilots"].activities][2] == _ROW_TEXT


def test_many_edits_at_once() -> None:
    cases = [case for name, case in CASES.items() if not name.endswith((" less", " more", "text and table"))]
    data = returned(*(edit for case in cases for edit in case.edits))
    assert len(compare(plan_of(), pack(), data).differences) == len(cases)
    for plan, left in (taken_one_by_one(plan_of(), data), taken_at_once(plan_of(), data)):
        assert left.is_same
        assert plan.document.signer.full_name == "Trần Thị Bình"


@pytest.mark.parametrize(
    "edit",
    [
        write(
            "Tuyên truyền, chia sẻ",
            "a) Tuyên truyền, chia sẻ kinh nghiệm và thí điểm sáng kiến chuyển đổi số",
        ),
        write("MỤC TIÊU", "II. MỤC TIÊU"),
        write("Mục tiêu tổng quát", "1. Mục tiêu tổng quát"),
        write("- 100% hồ sơ", "–  100% hồ sơ được xử lý  trên môi trường mạng ."),
        fill(TASKS, ROW, 0, "9.9"),
    ],
    ids=["a letter", "a Roman number", "a number", "dash, blanks and end", "the number of a row"],
)
def test_numbers_and_marks_typed_by_hand_are_no_difference(edit: Edit) -> None:
    assert compare(plan_of(), pack(), returned(edit)).is_same
