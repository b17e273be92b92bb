"""What cannot be taken over is shown all the same: words of the program, and what nobody can read."""

from copy import deepcopy
from io import BytesIO
from typing import Any, Final

import pytest
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsmap
from PIL import Image

from dxdesk.comparison.comparison import compare, take_over
from dxdesk.plan.edits import EditError
from tests.comparison.returned import (
    FUNDING,
    INDICATORS,
    TASKS,
    Edit,
    delete,
    element,
    fill,
    insert_after,
    paragraph,
    plan_of,
    replace,
    returned,
    taken_at_once,
    write,
)
from tests.document.sample_plans import pack

_COLUMNS: Final = 8  # of the appendix of tasks
TASK: Final = "/tasks/outreach-pilots"


def _without_indicators(word: WordDocument) -> None:
    table: Any = word.tables[INDICATORS]._tbl
    table.getparent().remove(table)


def _put_in_box(word: WordDocument) -> None:
    box, content = element("pict"), element("txbxContent")
    content.append(deepcopy(paragraph(word, "KẾ HOẠCH")._p))
    box.append(content)
    paragraph(word, "MỤC TIÊU").runs[0]._r.append(box)


def _put_in_note(word: WordDocument) -> None:
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>Theo Nghị quyết của Đảng ủy.</w:t></w:r></w:p></w:footnote>'
    data = f'<w:footnotes xmlns:w="{nsmap["w"]}">{note}</w:footnotes>'.encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, data, word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _put_in_header(word: WordDocument) -> None:
    word.sections[0].header.add_paragraph("DỰ THẢO LẦN 2")


def _put_in_picture(word: WordDocument) -> None:
    picture = BytesIO()
    Image.new("L", (60, 40), 200).save(picture, "PNG")
    picture.seek(0)
    paragraph(word, "Nguyễn Văn Ẩn").runs[0].add_picture(picture)


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
    "a text box": (_put_in_box, "added", "", "agency"),
    "a footnote": (_put_in_note, "added", "", "agency"),
    "a header": (_put_in_header, "added", "", "agency"),
    "a picture": (_put_in_picture, "added", "", "agency"),
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


def test_a_table_that_follows_from_others_is_one_difference_when_it_is_gone() -> None:
    def cut(word: WordDocument) -> None:
        table: Any = word.tables[FUNDING]._tbl
        table.getparent().remove(table)

    (difference,) = compare(plan_of(), pack(), returned(cut)).differences
    assert difference.kind == "removed"
    assert difference.before.startswith("TT | Nhiệm vụ | Tổng số | ")


def test_columns_that_are_gone_are_told_each() -> None:
    def cut(word: WordDocument) -> None:
        table: Any = word.tables[TASKS]._tbl
        for line in table.tr_lst:
            cells = line.tc_lst
            for number in (5, 3) if len(cells) == _COLUMNS else ():
                line.remove(cells[number])

    differences = compare(plan_of(), pack(), returned(cut)).differences
    assert {each.before for each in differences} == {"Đơn vị phối hợp", "Sản phẩm, kết quả"}
    assert all(each.operations is None for each in differences)


def test_number_and_day_may_stand_in_the_head_alone() -> None:
    day = write("Thạch Kim, ngày", "Thạch Kim, ngày 05 tháng 12 năm 2022")
    data = returned(day, write("Số:", "Số: 15/KH-UBND"))
    plan, left = taken_at_once(plan_of(), data)
    assert (plan.document.number, str(plan.document.issued_on)) == ("15", "2022-12-05")
    assert left.is_same


def test_another_number_above_an_appendix_is_told() -> None:
    data = returned(
        write("Số:", "Số: 15/KH-UBND"), replace("Kế hoạch số", "Kế hoạch số 16", beginning="(Kèm")
    )
    _plan, left = taken_at_once(plan_of(), data)
    assert [(each.before, each.after) for each in left.differences] == [("15", "16")]


def test_taking_over_the_rest_leaves_it() -> None:
    edit, _kind, _path, _page = SHOWN["the opening"]
    data = returned(edit, write("Nguyễn Văn Ẩn", "Trần Thị Bình"))
    plan, left = taken_at_once(plan_of(), data)
    assert plan.document.signer.full_name == "Trần Thị Bình"
    assert [each.after.endswith("với nội dung:") for each in left.differences] == [True]
