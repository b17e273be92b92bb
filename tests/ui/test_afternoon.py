"""A whole plan, from an empty list to the files that go away, by mouse and keyboard in the real window."""

import re
from pathlib import Path
from typing import Final

import pypdfium2
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.package.reading import read_package
from dxdesk.plan.model import Plan
from tests.ui.afternoon import CTRL, Hands, Key, click_item, program
from ui.fields.choice import ChoiceEditor
from ui.fields.field import Field
from ui.note_popup import NoteQuestion
from ui.pages.agency import AgencyPage
from ui.pages.bases import BasesPage
from ui.pages.check import CheckPage
from ui.pages.check_accept import AcceptQuestion
from ui.pages.export import ExportPage
from ui.pages.export_answers import Result
from ui.pages.funding import FundingPage
from ui.pages.goals import GoalsPage
from ui.pages.organisation import OrganisationPage
from ui.pages.results import ResultsPage
from ui.pages.rows import RowsEditor
from ui.pages.signing import SigningPage
from ui.pages.solutions import SolutionsPage
from ui.pages.task import TaskPage
from ui.tables.activity_table import ActivityTable
from ui.tables.clipboard import put_on_clipboard

# The whole afternoon is one test: what is typed at its beginning has to be there at its end.
NOT_HERE: Final = ("cloud-migration", "data-analytics-platform", "virtual-assistant", "soc-monitoring")
BY_TABLE, BY_FORM, BY_TICKS, BY_PASTE = (
    "outreach-pilots",
    "national-dt-day",
    "community-digital-teams",
    "staff-training",
)
OWN_REASON: Final = "Xã không có phần mềm chuyên ngành riêng; dùng chung nền tảng của tỉnh."
IN_TABLE: Final = {
    "text": "Phát thanh chuyên mục “Chuyển đổi số và cuộc sống” trên đài truyền thanh xã",
    "lead": "Công chức Văn hóa - Xã hội",
    "period": "Quý II/2023",
    "cost": "1,5 triệu",
}
IN_FORM: Final = {
    "text": "Tổ chức Ngày hội “Ngư dân số” tại bến cá Thạch Kim",
    "lead": "Đoàn Thanh niên xã",
    "partners": "Các thôn, Hội Nông dân xã",
    "period/text": "Trước 10/10/2023",
    "output": "01 ngày hội, 800 lượt người",
    "note": "Kết hợp với lễ cầu ngư",
}
PASTED: Final = (
    ("Nội dung", "Chủ trì", "Thời gian", "Kinh phí (triệu đồng)"),
    ("Cử công chức dự lớp bồi dưỡng của tỉnh", "Văn phòng - Thống kê", "Quý III/2023", "12"),
    ("Tập huấn an toàn thông tin cho cán bộ thôn", "Công an xã", "Tháng 4/2023", "3,5"),
)
SITUATION: Final = "Đến cuối năm 2022, xã đã làm được một phần việc của nhiệm vụ số {number}."
NOTE: Final = "Đề nghị xem lại số lượt người tham gia."
WHY: Final = "Sẽ bổ sung khi nhận được bản chính."


class Clerk:
    """The hands, with a memory of what they wrote that is to be printed."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        self.printed: list[str] = []

    def fill(self, path: str, text: str, *, printed: bool = True) -> None:
        self.hands.fill(self.hands.field(path), text)
        if printed:
            self.printed.append(text)

    def add(self, rows: RowsEditor, *texts: str) -> None:
        """Add an entry to a list and write its fields, from one to the next by Tab."""
        self.hands.click(rows.add_button)
        for field, text in zip(rows.rows[-1].fields, texts, strict=True):
            focus = self.hands.focus
            assert field.isAncestorOf(focus), field.path
            self.hands.rewrite(text)
            self.hands.press(Key.Key_Tab)
            if not isinstance(field.editor, ChoiceEditor) and "/issued_on" in field.path:
                self.hands.press(Key.Key_Tab)  # over the button of the calendar
        self.printed += texts


def test_an_afternoon(qtbot: QtBot, tmp_path: Path) -> None:
    out = tmp_path / "xuất ra"
    out.mkdir()
    with program(qtbot, tmp_path, language="vi") as window:
        hands = Hands(qtbot, window)
        clerk = Clerk(hands)
        begin(hands)
        head(clerk)
        bases(clerk)
        results(clerk)
        goals(clerk)
        for page in hands.view.desk.pages():
            if page.kind == "task":
                task(clerk, page.task, page.number or 0)
        solutions(clerk)
        funding(clerk)
        organisation(clerk)
        closing(clerk)
        signing(clerk)
        look_at_findings(hands)
        leave_a_note(hands)
        export(hands, out)
        plan = hands.view.desk.plan
        left_at, last_edit = hands.view.key, hands.view.bar.undo.toolTip()
        assert hands.window.close()
    find_everything(out, clerk.printed, plan)
    with program(qtbot, tmp_path, language="vi") as window:
        hands = Hands(qtbot, window)
        go_on(hands, plan, left_at, last_edit)


def begin(hands: Hands) -> None:
    """Answer the four questions."""
    start = hands.window.start
    hands.click(start.list.empty.new)
    questions = start.new_plan
    assert questions is not None
    assert hands.focus is questions.unit.search
    hands.choose_line(questions.year.box, questions.year.years.index(2023))
    hands.click(questions.unit.search)
    hands.write("thach kim")
    found = questions.unit.found
    hands.qtbot.waitUntil(lambda: found.count() > 0)
    hands.settle()
    assert "Thạch Kim" in found.item(0).text()
    click_item(found, found.visualItemRect(found.item(0)))
    hands.settle()
    hands.click_radio(questions.beginning.ways["empty"])
    hands.click(questions.start)
    hands.qtbot.waitUntil(lambda: hands.window.view is not None)
    hands.settle()
    assert hands.view.key == "home"
    assert hands.view.desk.plan.unit.name == "xã Thạch Kim"


def head(clerk: Clerk) -> None:
    hands = clerk.hands
    page = hands.open("agency")
    assert isinstance(page, AgencyPage)
    clerk.fill("/document/subject", "Chuyển đổi số năm 2023 trên địa bàn xã Thạch Kim")
    clerk.fill("/document/number", "12", printed=False)
    clerk.fill("/document/place", "Thạch Kim")
    clerk.fill("/document/issued_on", "15/12/2022", printed=False)
    hands.choose(hands.field("/document/outline"), "day-du")
    clerk.fill("/document/requested_in", "Công văn của UBND huyện Lộc Hà", printed=False)
    clerk.fill("/document/requested_by", "20.12.2022", printed=False)
    assert {"results", "solutions"} <= {each.kind for each in hands.view.desk.pages()}


def bases(clerk: Clerk) -> None:
    page = clerk.hands.open("bases")
    assert isinstance(page, BasesPage)
    before = len(page.rows.rows)
    clerk.hands.click(page.rows.add_button)
    row = page.rows.rows[before]
    for part, text in (
        ("lead", "Thực hiện"),
        ("kind", "Nghị quyết"),
        ("number", "05-NQ/TU"),
        ("issued_on", "22/10/2021"),
        ("issuer", "Ban Chấp hành Đảng bộ tỉnh Hà Tĩnh"),
        ("abstract", "về chuyển đổi số tỉnh Hà Tĩnh giai đoạn 2021 - 2025"),
    ):
        clerk.fill(f"{row.path}/{part}", text, printed=part in ("number", "issuer", "abstract"))


def results(clerk: Clerk) -> None:
    page = clerk.hands.open("results")
    assert isinstance(page, ResultsPage)
    for number, field in enumerate(list(page.fields)):
        clerk.fill(field.path, f"Năm 2022, xã đã đạt kết quả bước đầu ở lĩnh vực thứ {number + 1}.")


def goals(clerk: Clerk) -> None:
    page = clerk.hands.open("goals")
    assert isinstance(page, GoalsPage)
    clerk.fill("/goals/general", "Người dân chỉ cung cấp thông tin một lần cho chính quyền xã.")
    clerk.add(page.rows, "Người dân tự nộp được hồ sơ của 40 thủ tục thường gặp.")
    clerk.add(page.rows, "Chợ và bến cá có ít nhất 60 điểm nhận thanh toán bằng mã QR.")


def task(clerk: Clerk, key: str, number: int) -> None:
    """Answer a task, and write it in one of the ways that there are."""
    hands = clerk.hands
    page = hands.open(f"task:{key}")
    assert isinstance(page, TaskPage)
    if key in NOT_HERE or key == "sector-platforms":
        hands.choose(page.answer.choice, value=False)
        if key == "sector-platforms":
            clerk.fill(f"{page.path}/reason", OWN_REASON)
        assert page.work.isHidden()
        return
    hands.choose(page.answer.choice, value=True)
    clerk.fill(f"{page.path}/situation", SITUATION.format(number=number))
    ways = {BY_TABLE: by_table, BY_FORM: by_form, BY_PASTE: by_paste}
    ways.get(key, by_ticks)(clerk, page)
    if key in (BY_TICKS, BY_TABLE, "system-security-levels"):
        indicators(clerk, page)


def by_table(clerk: Clerk, page: TaskPage) -> None:
    """Write a row of the table, from cell to cell by Tab."""
    hands = clerk.hands
    hands.click(page.activities.empty.add)
    table, model = page.activities.table, page.activities.model
    shown = [
        model.column(model.index(0, place)).key  # type: ignore[union-attr] # only the first has none
        for place in range(1, model.columnCount())
        if not table.isColumnHidden(place)
    ]
    assert {*IN_TABLE} <= {*shown}
    for column in shown:
        assert isinstance(hands.focus.parentWidget().parentWidget(), ActivityTable)  # type: ignore[union-attr]
        if column in IN_TABLE:
            hands.write(IN_TABLE[column])
            if column != "cost":
                clerk.printed.append(IN_TABLE[column])
        hands.press(Key.Key_Tab)
    (activity,) = hands.view.desk.plan.tasks[BY_TABLE].activities
    assert (activity.text, activity.lead) == (IN_TABLE["text"], IN_TABLE["lead"])
    assert [cost.amount for cost in activity.costs] == [1_500_000]
    assert str(activity.period.due) == "2023-06-30"
    clerk.printed.append("1,5")


def by_form(clerk: Clerk, page: TaskPage) -> None:
    """Write an activity in the form below the table."""
    hands = clerk.hands
    hands.click(page.activities.empty.add)
    hands.press(Key.Key_Escape)
    detail = page.activities.detail
    assert detail is not None
    for part, text in IN_FORM.items():
        clerk.fill(f"{page.path}/activities/0/{part}", text)
    (costs,) = detail.costs.lines
    hands.fill(costs.amount, "2 triệu")
    hands.choose(costs.source, "private")
    hands.click(detail.costs.more)
    hands.write("1.500.000")
    hands.press(Key.Key_Tab)
    hands.fill(hands.field(f"{page.path}/activities/0/period/due"), "9/10")
    (activity,) = hands.view.desk.plan.tasks[BY_FORM].activities
    assert [(cost.amount, cost.source) for cost in activity.costs] == [
        (2_000_000, "private"),
        (1_500_000, None),
    ]
    assert str(activity.period.due) == "2023-10-09"


def by_ticks(clerk: Clerk, page: TaskPage) -> None:
    """Tick suggestions: two of them by hand in one task, all of them in the others."""
    hands = clerk.hands
    hands.click(page.activities.empty.choose)
    panel = page.activities.panel
    assert panel is not None
    if page.task.key == BY_TICKS:
        for line in panel.lines[:2]:
            hands.click(line.box)
    else:
        hands.click(panel.every)
    chosen = [suggestion.text for suggestion in panel.chosen()]
    hands.click(panel.insert)
    written = hands.view.desk.plan.tasks[page.task.key].activities
    assert [activity.text for activity in written] == chosen
    clerk.printed += chosen


def by_paste(clerk: Clerk, page: TaskPage) -> None:
    """Paste rows copied in Excel."""
    cells = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in PASTED)
    plain = "".join("\t".join(row) + "\r\n" for row in PASTED)
    put_on_clipboard(plain, f"<html><body><table>{cells}</table></body></html>")
    clerk.hands.click(page.activities.tools.paste)
    written = clerk.hands.view.desk.plan.tasks[BY_PASTE].activities
    assert [activity.text for activity in written] == [row[0] for row in PASTED[1:]]
    assert [cost.amount for activity in written for cost in activity.costs] == [12_000_000, 3_500_000]
    clerk.printed += [text for row in PASTED[1:] for text in row]


def indicators(clerk: Clerk, page: TaskPage) -> None:
    """Write a figure of each kind for every indicator of a task."""
    hands = clerk.hands
    for indicator in page.task.indicators:
        row = page.indicators.rows.get(indicator.key)
        if row is None:
            continue
        for field, percent, count in ((row.baseline, "62,5", "7"), (row.target, "80", "12")):
            match indicator.kind:
                case "yes_no":
                    hands.choose(field, field is row.target)
                case "date":
                    hands.fill(field, "30/6" if field is row.target else "")
                case kind:
                    hands.fill(field, percent if kind == "percent" else count)
    entry = hands.view.desk.plan.tasks[page.task.key]
    assert all(value.target is not None for value in entry.indicators.values())
    clerk.printed += [each.label for each in page.task.indicators if each.key in page.indicators.rows]


def solutions(clerk: Clerk) -> None:
    page = clerk.hands.open("solutions")
    assert isinstance(page, SolutionsPage)
    clerk.add(page.rows, "Người đứng đầu làm trước", "Chủ tịch UBND xã trực tiếp giao việc trên hệ thống.")
    clerk.add(page.rows, "Lấy thôn làm nơi thực hiện", "Giao chỉ tiêu đến từng thôn.")


def funding(clerk: Clerk) -> None:
    """Write the text; the total that was mistyped is put right by the button beside it."""
    hands = clerk.hands
    page = hands.open("funding")
    assert isinstance(page, FundingPage)
    clerk.fill("/funding/text", "Kinh phí bố trí trong dự toán năm 2023 của xã.")
    clerk.fill("/funding/stated_total", "1,5 triệu", printed=False)
    hands.click(page.use)
    assert hands.view.desk.plan.funding.stated_total == page.total > 20_000_000
    hands.press(Key.Key_Tab)


def organisation(clerk: Clerk) -> None:
    page = clerk.hands.open("organisation")
    assert isinstance(page, OrganisationPage)
    clerk.add(page.rows, "Văn phòng - Thống kê xã", "Là đầu mối theo dõi, tổng hợp báo cáo UBND huyện.")
    clerk.add(page.rows, "Các thôn", "Vận động người dân tham gia.")


def closing(clerk: Clerk) -> None:
    clerk.hands.open("texts")
    clerk.fill("/sections/closing", "Trên đây là Kế hoạch Chuyển đổi số năm 2023 của xã Thạch Kim.")


def signing(clerk: Clerk) -> None:
    hands = clerk.hands
    page = hands.open("signing")
    assert isinstance(page, SigningPage)
    hands.choose(hands.field("/document/signer/capacity"), "KT")
    clerk.fill("/document/signer/title", "Phó Chủ tịch")
    clerk.fill("/document/signer/full_name", "Nguyễn Thị Hòa")
    clerk.add(page.rows, "Đảng ủy xã")
    clerk.fill("/document/archive", "VT, VP.NTH")


def look_at_findings(hands: Hands) -> None:
    """Mend what is to be mended, and answer for one warning."""
    page = hands.open("check")
    assert isinstance(page, CheckPage)
    desk = hands.view.desk
    desk.review()
    hands.settle()
    assert [(each.code, each.path, each.message) for each in desk.findings if each.severity == "error"] == []
    count = desk.progress.unfinished  # what is only thin, and what a warning asks
    assert page.verdict.text() == _n(
        "No error is left, but {count} page is still to be finished or looked at",
        "No error is left, but {count} pages are still to be finished or looked at",
        count,
    ).format(count=count)
    line = next(each for each in page.lines() if each.item.kind == "warning")
    assert line.verb is not None
    code = line.item.finding.code if line.item.finding is not None else ""
    hands.click(line.verb)
    question = hands.wait_for(AcceptQuestion)
    assert question.who.text() == ""  # whoever answers for a warning need not be who signs
    hands.click(question.who)
    hands.rewrite("Trần Văn An")
    hands.click(question.why)
    hands.write(WHY)
    hands.click(question.answer_button)
    hands.come_back()
    (acceptance,) = desk.plan.acceptances
    assert (acceptance.code, acceptance.note, acceptance.by) == (code, WHY, "Trần Văn An")
    hands.qtbot.waitUntil(lambda: [each.item.kind for each in page.lines()].count("accepted") == 1)


def leave_a_note(hands: Hands) -> None:
    """The leader puts a note to a field."""
    hands.open(f"task:{BY_FORM}")
    field: Field = hands.field(f"/tasks/{BY_FORM}/situation")
    hands.click(field.editor.widget)
    hands.press(Key.Key_N, CTRL | Qt.KeyboardModifier.AltModifier)
    question = hands.wait_for(NoteQuestion)
    hands.write(NOTE)
    hands.click(question.answer_button)
    hands.come_back()
    (note,) = hands.view.desk.plan.notes
    assert (note.text, note.path) == (NOTE, field.path)


def export(hands: Hands, out: Path) -> None:
    page = hands.open("export")
    assert isinstance(page, ExportPage)
    assert page.forms.chosen == ("docx", "pdf", "package")
    assert page.open_points.verdict.text() == _("No error is left, but not everything is finished.")
    hands.click(page.folder)
    hands.rewrite(str(out))
    hands.click(page.button)
    hands.qtbot.waitUntil(lambda: isinstance(page.answer, Result), timeout=20_000)
    assert len(list(out.iterdir())) == 3


def find_everything(out: Path, printed: list[str], plan: Plan) -> None:
    """Find in all three files what was typed."""
    document = Document(str(next(out.glob("*.docx"))))
    in_word = _joined("".join(document.element.body.itertext()))
    with pypdfium2.PdfDocument(next(out.glob("*.pdf"))) as pdf:
        in_pdf = _joined("".join(page.get_textpage().get_text_range() for page in pdf))
    assert [text for text in printed if _joined(text) not in in_word] == []
    assert [text for text in printed if _joined(text) not in in_pdf] == []
    assert _joined(WHY) not in in_pdf
    assert _joined(NOTE) not in in_word
    package = read_package(next(out.glob("*.dxplan.json")).read_bytes()).package
    assert package.plan == plan


def go_on(hands: Hands, plan: Plan, left_at: str, last_edit: str) -> None:
    """Open the program again: the plan is where it was left, and the last edit can be taken back."""
    table = hands.window.start.list.table
    click_item(table, table.visualRect(table.model().index(0, 0)), twice=True)
    hands.settle()
    assert hands.view.key == left_at == "export"
    assert hands.view.desk.plan == plan
    assert hands.view.bar.undo.toolTip() == last_edit
    assert hands.view.bar.undo.isEnabled()
    hands.click(hands.view.bar.undo)
    assert hands.view.desk.plan.notes == ()
    assert len(hands.view.desk.plan.acceptances) == 1
    assert QApplication.activeModalWidget() is None


def _joined(text: str) -> str:
    """Return text as it can be found: line breaks, capitals and the stop in a list are the paper's own affair."""
    return re.sub(r"\s+", "", text).casefold().removesuffix(".")
