"""The report on all plans as a document of Decree 30/2020/NĐ-CP: text, charts, and tables as appendices."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from dxdesk.consolidation.consolidation import Consolidation, YearFigures
from dxdesk.document.frame import title
from dxdesk.document.paragraphs import Headings, dashed, lead_in, paragraph, with_end_mark
from dxdesk.document.slip import printable
from dxdesk.document.tree import Block, Chart, ChartRow, Document, Paragraph, Section
from dxdesk.guidance.pack import Pack
from dxdesk.plan.wording import within_sentence
from dxdesk.report.appendices import appendix_sections, labels
from dxdesk.report.counts import percent
from dxdesk.report.issuer import Issuer, closing_of, letterhead_of
from dxdesk.report.naming import Names, source_name
from dxdesk.report.overview import Overview, coverage_totals, overviews_of
from dxdesk.text.dates import long_date
from dxdesk.text.days import VIETNAM
from dxdesk.text.numerals import money_text, number_text
from dxdesk.units.catalogue import catalogue
from dxdesk.units.naming import in_sentence

TYPE: Final = "Báo cáo"
_MOST_REASONS: Final = 5
_LONGEST: Final = 240
# More bars than these do not fit on a page: the appendix has them all.
_MOST_BARS: Final = 34


def compose_report(found: Consolidation, pack: Pack, issuer: Issuer, at: datetime) -> Document:
    """Compose the report on a consolidation as it stands at a moment."""
    year = at.astimezone(VIETNAM).year
    subject = f"Tổng hợp kế hoạch chuyển đổi số năm {found.scope.year} {_where(found)}"
    blocks: list[Block] = [
        letterhead_of(issuer, year),
        *title(TYPE, subject, ""),
        *_body(found, pack, issuer, at),
        closing_of(issuer, ("Các đơn vị có tên trong báo cáo",)),
    ]
    main = Section(title=TYPE, orientation="portrait", blocks=tuple(blocks))
    return Document(
        title=f"{TYPE} {subject}",
        author=issuer.agency,
        keywords=f"{TYPE}; chuyển đổi số; {found.scope.year}",
        sections=(main, *appendix_sections(found, pack, issuer, year)),
    )


def _where(found: Consolidation) -> str:
    unit = catalogue(found.scope.scheme).unit(found.scope.code) if found.scope.code else None
    return f"trên địa bàn {in_sentence(unit)}" if unit else "của các địa phương"


def _body(found: Consolidation, pack: Pack, issuer: Issuer, at: datetime) -> list[Block]:
    charts = {one.key: one for one in overviews_of(found, pack)}
    names = Names(found, pack)
    headings = Headings()
    local = at.astimezone(VIETNAM)
    opening = (
        f"Từ các gói dữ liệu kế hoạch đã tiếp nhận đến {local:%H} giờ {local:%M} "
        f"{long_date(local.date(), local.year)}, {issuer.agency} báo cáo tổng hợp kế hoạch chuyển đổi số năm "
        f"{found.scope.year} {_where(found)} như sau:"
    )
    blocks: list[Block] = [
        lead_in(opening),
        *_coverage(found, headings, charts),
        *_tasks(found, names, headings, charts),
        *_indicators(found, headings),
        *_funding(found, headings, charts),
        *_deadlines(found, headings, charts),
        headings.section("Kiến nghị"),
    ]
    return [*blocks, *_requests(found)]


def _coverage(found: Consolidation, headings: Headings, charts: dict[str, Overview]) -> list[Block]:
    sums = coverage_totals(found)
    sent, expected = sums["sent"], sums["expected"]
    day = long_date(found.deadline, found.deadline.year)
    whole = (
        f"Theo danh mục hành chính của năm, có {_n(expected)} đơn vị phải gửi kế hoạch; đã gửi {_n(sent)} đơn vị "
        f"({_share(sent, expected)}), trong đó đúng hạn (đến hết {day}) {_n(sent - sums['late'])} đơn vị, gửi muộn "
        f"{_n(sums['late'])} đơn vị; chưa gửi {_n(expected - sent)} đơn vị{_held(found)}. Số kế hoạch được tổng hợp "
        f"là {_n(sums['counted'])}"
    )
    if sums["conflict"]:
        whole += f"; {_n(sums['conflict'])} đơn vị có gói dữ liệu xung đột đang chờ quyết định"
    blocks: list[Block] = [headings.section("Tình hình gửi kế hoạch"), paragraph("body", f"{whole}.")]
    if found.before is not None:
        earlier = coverage_totals(found, found.before)
        blocks.append(
            paragraph(
                "body",
                f"Cùng kỳ năm {found.before.year} có {_n(earlier['sent'])} đơn vị gửi kế hoạch; năm nay "
                f"{_more(sent - earlier['sent'])} đơn vị.",
            )
        )
    blocks += _chart(charts["levels"])
    for key, one in charts.items():
        if key.startswith("coverage"):
            blocks += _chart(one)
    return [*blocks, _see(labels(found)["coverage"], "Tình hình gửi của từng địa bàn")]


def _tasks(
    found: Consolidation, names: Names, headings: Headings, charts: dict[str, Overview]
) -> list[Block]:
    refused = Counter[str]()
    for one in found.now.tasks:
        if one.kind == found.scope.kind:
            refused[one.task] += one.refused
    items: list[tuple[str, str]] = []
    for task, count in refused.most_common(_MOST_REASONS):
        if not count:
            continue
        reason = next(
            (
                one.reason
                for one in found.reasons
                if one.kind == found.scope.kind and one.task == task and one.reason
            ),
            "",
        )
        why = f"; lý do nhiều nhất: “{_short(reason)}”" if reason else ""
        items.append((f"{names.task(task)}: {_n(count)} đơn vị{why}", ""))
    blocks: list[Block] = [headings.section("Thực hiện các nhiệm vụ"), *_chart(charts["tasks"])]
    if items:
        blocks.append(lead_in("Các nhiệm vụ có nhiều đơn vị trả lời không thực hiện nhất:"))
        blocks += dashed(items)
    return [*blocks, _see(labels(found)["tasks"], "Số liệu của từng nhiệm vụ")]


def _indicators(found: Consolidation, headings: Headings) -> list[Block]:
    written = sum(
        one.written for one in found.now.indicators if one.kind == found.scope.kind and one.field == "target"
    )
    odd = len({(one.code, one.indicator, one.field) for one in found.outliers})
    out_of_line = "số liệu ngoài khoảng hợp lý của hướng dẫn hoặc khác xa các đơn vị cùng cấp"
    text = (
        f"Các đơn vị đã ghi {_n(written)} chỉ tiêu cho năm {found.scope.year}. "
        f"{f'Có {_n(odd)} {out_of_line}, cần được kiểm tra lại' if odd else f'Không có {out_of_line}'}."
    )
    return [
        headings.section("Chỉ tiêu"),
        paragraph("body", text),
        _see(labels(found)["indicators"], "Bình quân, giá trị nhỏ nhất, lớn nhất của từng chỉ tiêu"),
    ]


def _funding(found: Consolidation, headings: Headings, charts: dict[str, Overview]) -> list[Block]:
    total = _money(found.now, found)
    sums = Counter[str]()
    for one in found.now.funding:
        if one.kind == found.scope.kind:
            sums[source_name(one.source)] += one.amount
    shares = "; ".join(
        f"{within_sentence(name)} {money_text(amount, 'million')}" for name, amount in sums.most_common()
    )
    text = f"Tổng kinh phí dự kiến của các kế hoạch: {money_text(total, 'million')} triệu đồng"
    blocks: list[Block] = [
        headings.section("Kinh phí"),
        paragraph("body", f"{text}, trong đó: {shares}." if shares else f"{text}."),
    ]
    if found.before is not None:
        change = total - _money(found.before, found)
        direction = "tăng" if change >= 0 else "giảm"
        sentence = (
            f"So với {_n(coverage_totals(found, found.before)['counted'])} kế hoạch của năm {found.before.year}, tổng "
            f"kinh phí của {_n(coverage_totals(found)['counted'])} kế hoạch năm nay {direction} "
            f"{money_text(abs(change), 'million')} triệu đồng."
        )
        blocks.append(paragraph("body", sentence))
    blocks += _chart(charts["sources"])
    blocks += _chart(charts["quarters"])
    return [*blocks, _see(labels(found)["funding"], "Kinh phí của từng nhiệm vụ theo nguồn")]


def _deadlines(found: Consolidation, headings: Headings, charts: dict[str, Overview]) -> list[Block]:
    dated = sum(
        one.activities
        for one in found.now.deadlines
        if one.kind == found.scope.kind and one.month is not None
    )
    text = f"Có {_n(dated)} hoạt động ghi ngày hoàn thành; số hoạt động đến hạn trong từng tháng như biểu đồ."
    return [headings.section("Thời hạn"), paragraph("body", text), *_chart(charts["months"])]


def _requests(found: Consolidation) -> list[Paragraph]:
    sums = coverage_totals(found)
    items = []
    if missing := sums["expected"] - sums["sent"] - len(found.held):
        items.append(f"{_n(missing)} đơn vị chưa gửi khẩn trương ban hành và gửi kế hoạch")
    if found.held:
        items.append(f"{_n(len(found.held))} đơn vị có gói dữ liệu bị giữ lại sửa lỗi và gửi lại")
    if sums["conflict"]:
        items.append(f"{_n(sums['conflict'])} đơn vị có gói dữ liệu xung đột xác nhận gói nào được tính")
    if odd := len({one.code for one in found.outliers}):
        items.append(f"{_n(odd)} đơn vị có số liệu bất thường kiểm tra, xác nhận hoặc gửi bản điều chỉnh")
    if not items:
        return [with_end_mark(paragraph("body", "Không có kiến nghị"))]
    lines = dashed((item, "") for item in items)
    return [lead_in("Đề nghị:"), *lines[:-1], with_end_mark(lines[-1])]


def _chart(one: Overview) -> Iterable[Block]:
    if not one.rows or len(one.rows) > _MOST_BARS:
        return []
    rows = tuple(ChartRow(label=printable(label), figures=tuple(figures)) for label, *figures in one.rows)
    chart = Chart(title=one.title, series=one.series, rows=rows)
    return [paragraph("unit-note", one.title), chart]


def _held(found: Consolidation) -> str:
    return f", trong đó {_n(len(found.held))} đơn vị đã gửi nhưng bị giữ lại vì có lỗi" if found.held else ""


def _see(label: str, what: str) -> Paragraph:
    return paragraph("body", f"({what}: chi tiết tại {label} kèm theo)")


def _money(year: YearFigures, found: Consolidation) -> int:
    return sum(one.amount for one in year.funding if one.kind == found.scope.kind)


def _short(text: str) -> str:
    line = printable(text).rstrip(" .;,")
    return line if len(line) <= _LONGEST else line[:_LONGEST].rsplit(" ", 1)[0] + "…"


def _share(part: int, whole: int) -> str:
    share = percent(part, whole)
    return "0%" if share is None else f"{number_text(share)}%"


def _more(change: int) -> str:
    return f"tăng {_n(change)}" if change >= 0 else f"giảm {_n(-change)}"


def _n(number: int) -> str:
    return number_text(number)
