"""Tracked changes are read as accepted, and said to be tracked; comments become review notes."""

from datetime import UTC, datetime

from dxdesk.comparison.comparison import compare, take_over
from dxdesk.plan.edits import edited
from tests.comparison.returned import (
    TASKS,
    add_row,
    comment,
    element,
    plan_of,
    returned,
    row,
    taken_at_once,
    track_deletion,
    track_insertion,
    write,
)
from tests.document.sample_plans import pack

_LINE = "Kinh phí hoạt động chủ yếu"
_NOW = datetime(2022, 12, 1, tzinfo=UTC)


def test_an_insertion() -> None:
    data = returned(track_insertion(_LINE, " Xã đã có dự toán."))
    (difference,) = compare(plan_of(), pack(), data).differences
    assert difference.after.endswith("Kinh phí hoạt động chủ yếu lồng ghép. Xã đã có dự toán.")
    assert (difference.tracked, difference.author) == (True, "Lãnh đạo")
    assert taken_at_once(plan_of(), data)[1].is_same


def test_a_deletion_of_a_whole_line() -> None:
    data = returned(track_deletion(_LINE))
    (difference,) = compare(plan_of(), pack(), data).differences
    assert (difference.path, difference.tracked) == ("/tasks/outreach-pilots/situation", True)
    assert _LINE not in difference.after
    assert taken_at_once(plan_of(), data)[1].is_same


def test_a_deletion_of_an_entry() -> None:
    data = returned(track_deletion("- Các thôn;"))
    (difference,) = compare(plan_of(), pack(), data).differences
    assert (difference.kind, difference.before, difference.author) == ("removed", "Các thôn", "Lãnh đạo")


def test_a_row_put_in() -> None:
    name = "Tập huấn trưởng thôn"
    add = add_row("Mở và duy trì", "1.2", name, "Văn phòng", "", "", "", "", "")
    data = returned(
        add,
        lambda word: (
            row(word, TASKS, name)._tr.get_or_add_trPr().append(element("ins", id="903", author="LĐ"))
        ),
    )
    (difference,) = compare(plan_of(), pack(), data).differences
    assert (difference.kind, difference.tracked, difference.author) == ("added", True, "LĐ")


def test_an_edit_without_tracking() -> None:
    (difference,) = compare(plan_of(), pack(), returned(write("Nguyễn Văn Ẩn", "Trần Thị Bình"))).differences
    assert (difference.tracked, difference.author) == (False, "")


def test_a_comment_becomes_a_review_note_at_its_place() -> None:
    data = returned(comment("- Mở và duy trì", "Làm rõ ai cập nhật."))
    comparison = compare(plan_of(), pack(), data, now=_NOW)
    assert (comparison.differences, comparison.is_same) == ((), False)
    (remark,) = comparison.remarks
    assert (remark.kind, remark.author, remark.after) == (
        "remark",
        "Trần Thị Lãnh Đạo",
        "Làm rõ ai cập nhật.",
    )
    assert remark.before.startswith("- Mở và duy trì chuyên mục")
    plan = edited(plan_of(), take_over(plan_of(), remark)[1])
    (note,) = plan.notes
    assert (note.path, note.author) == ("/tasks/outreach-pilots/activities/0/text", "Trần Thị Lãnh Đạo")
    assert compare(plan, pack(), data).is_same


def test_a_comment_in_a_table() -> None:
    def remark(word: object) -> None:
        cell = row(word, TASKS, "Phát tin, bài").cells[2]  # type: ignore[arg-type]
        word.add_comment(cell.paragraphs[0].runs, text="Giao Văn phòng.", author="A", initials="A")  # type: ignore[attr-defined]

    (found,) = compare(plan_of(), pack(), returned(remark)).remarks
    assert found.path == "/tasks/outreach-pilots/activities/1"


def test_a_comment_on_words_of_the_program_stands_at_the_next_place() -> None:
    (found,) = compare(plan_of(), pack(), returned(comment("MỤC TIÊU", "Nêu rõ hơn."))).remarks
    assert found.page
    assert found.operations is not None
