"""The appendices of a report: coverage by area, tasks, indicators, and money by task and source."""

from collections import Counter, defaultdict
from decimal import Decimal
from itertools import groupby
from typing import Final, Literal

from dxdesk.consolidation.consolidation import Consolidation
from dxdesk.consolidation.figures import IndicatorFigures
from dxdesk.document.grouping import header_row
from dxdesk.document.paragraphs import cell, paragraph
from dxdesk.document.slip import printable
from dxdesk.document.tree import Block, Cell, Orientation, Row, Section, Table
from dxdesk.guidance.pack import Pack
from dxdesk.plan.wording import BLANK_NUMBER, SOURCE_NAMES, WITHOUT_SOURCE
from dxdesk.report.counts import percent, unit_state
from dxdesk.report.issuer import Issuer
from dxdesk.report.measures import measures_of
from dxdesk.report.naming import LEVELS, Names, level_place, source_name
from dxdesk.report.overview import coverage_totals, parts_kind
from dxdesk.text.dates import long_date, printed_date
from dxdesk.text.days import VIETNAM
from dxdesk.text.numerals import money_text, number_text, roman
from dxdesk.units.unit import UnitLevel

AppendixKey = Literal["coverage", "tasks", "indicators", "funding"]
_TITLES: Final[dict[AppendixKey, tuple[str, Orientation]]] = {
    "coverage": ("Tình hình gửi kế hoạch chuyển đổi số năm {year}", "portrait"),
    "tasks": ("Thực hiện nhiệm vụ chuyển đổi số năm {year}", "portrait"),
    "indicators": ("Chỉ tiêu chuyển đổi số năm {year}", "landscape"),
    "funding": ("Kinh phí thực hiện kế hoạch chuyển đổi số năm {year}", "landscape"),
}
_INDICATOR_TITLES: Final = (
    "TT",
    "Chỉ tiêu",
    "Đơn vị tính",
    "Số đơn vị",
    "Tổng năm trước",
    "Tổng chỉ tiêu",
    "Bình quân năm trước",
    "Bình quân chỉ tiêu",
    "Nhỏ nhất",
    "Lớn nhất",
)
_SOURCES: Final = (*SOURCE_NAMES.values(), WITHOUT_SOURCE)


def labels(found: Consolidation) -> dict[AppendixKey, str]:
    """Return what the appendices are called."""
    del found  # every report has all of them
    return {key: f"Phụ lục {roman(place)}" for place, key in enumerate(_TITLES, start=1)}


def appendix_sections(found: Consolidation, pack: Pack, issuer: Issuer, year: int) -> list[Section]:
    """Return a section for each appendix."""
    names = Names(found, pack)
    tables: dict[AppendixKey, Table] = {
        "coverage": _coverage(found, names),
        "tasks": _tasks(found, names, pack),
        "indicators": _indicators(found, names),
        "funding": _funding(found, names, pack),
    }
    reference = (
        f"(Kèm theo Báo cáo số {BLANK_NUMBER}/{issuer.symbol} {long_date(None, year)} của {issuer.agency})"
    )
    sections = []
    for key, label in labels(found).items():
        words, orientation = _TITLES[key]
        title = words.format(year=found.scope.year)
        unit = [paragraph("unit-note", "Đơn vị tính: triệu đồng")] if key == "funding" else []
        blocks: tuple[Block, ...] = (
            paragraph("appendix-label", label),
            paragraph("appendix-title", title.upper()),
            paragraph("reference", reference, rule=0.4),
            *unit,
            tables[key],
            paragraph("end-mark", "./."),
        )
        sections.append(Section(title=f"{label}. {title}", orientation=orientation, blocks=blocks))
    return sections


def _coverage(found: Consolidation, names: Names) -> Table:
    return _units(found) if found.scope.kind == "district" else _areas(found, names)


def _units(found: Consolidation) -> Table:
    """Return the units of a district, each with how it stands."""
    rows = []
    for place, unit in enumerate(found.units, start=1):
        at = unit.received_at and unit.received_at.astimezone(VIETNAM)
        texts = (
            unit_state(unit, found),
            f"{at:%H:%M} {printed_date(at.date())}" if at else "",
            str(unit.revision or ""),
        )
        cells = (cell(str(place), style="table-center"), cell(printable(unit.name)))
        amount = cell(_millions(unit.amount), style="table-number")
        rows.append(Row(cells=(*cells, *(cell(text, style="table-center") for text in texts), amount)))
    titles = ("TT", "Đơn vị", "Tình trạng", "Nhận lần đầu", "Lần ban hành", "Kinh phí (triệu đồng)")
    return Table(widths=(10.0, 50.0, 25.0, 34.0, 18.0, 28.0), header=(header_row(titles),), rows=tuple(rows))


def _areas(found: Consolidation, names: Names) -> Table:
    """Return the areas of a nation or a province; what belongs to none of them stands last."""
    kind = parts_kind(found)
    sums: dict[str, Counter[str]] = {one.code: Counter() for one in found.areas if one.kind == kind}
    for one in found.now.coverage:
        if one.kind == kind:
            sums[one.area].update(
                expected=one.expected,
                sent=one.sent,
                late=one.late,
                missing=one.missing,
                conflict=one.conflict,
            )
    total = coverage_totals(found)
    named = [(names.area(kind, code), each) for code, each in sums.items()]
    other = Counter(total)
    other.subtract(sum(sums.values(), Counter[str]()))
    if other["expected"]:
        named.append((f"Đơn vị cấp tỉnh ({names.area('province', found.scope.code)})", other))
    rows = [_coverage_row(str(place), name, each) for place, (name, each) in enumerate(named, start=1)]
    return Table(
        widths=(10.0, 50.0, 18.0, 18.0, 18.0, 18.0, 15.0, 18.0),
        header=(
            header_row(
                ("TT", "Địa bàn", "Phải gửi", "Đã gửi", "Gửi muộn", "Chưa gửi", "Xung đột", "Tỷ lệ (%)")
            ),
        ),
        rows=(*rows, _coverage_row("", "TỔNG CỘNG", total, strong=True)),
    )


def _coverage_row(number: str, name: str, sums: Counter[str], *, strong: bool = False) -> Row:
    figures = [number_text(sums[key]) for key in ("expected", "sent", "late", "missing", "conflict")]
    figures.append(_decimal(percent(sums["sent"], sums["expected"])))
    return _row(number, name, figures, strong=strong)


def _tasks(found: Consolidation, names: Names, pack: Pack) -> Table:
    sums: dict[UnitLevel, dict[str, Counter[str]]] = {level: defaultdict(Counter) for level in LEVELS}
    for one in found.now.tasks:
        if one.kind == found.scope.kind:
            sums[one.level][one.task].update(
                applies=one.applies, done=one.done, refused=one.refused, open=one.open
            )
    rows: list[Row] = []
    for level, each in sums.items():
        own = [task for task in pack.tasks if task.key in each]
        if own:
            rows.append(_level_row(level, 6))
        for task in own:
            figures = [number_text(each[task.key][key]) for key in ("applies", "done", "refused", "open")]
            rows.append(_row(str(task.number), names.task(task.key), figures))
    return Table(
        widths=(10.0, 75.0, 20.0, 20.0, 20.0, 20.0),
        header=(
            header_row(("Số", "Nhiệm vụ", "Thực hiện", "Đã có hoạt động", "Không thực hiện", "Chưa trả lời")),
        ),
        rows=tuple(rows),
    )


def _indicators(found: Consolidation, names: Names) -> Table:
    own = [one for one in found.now.indicators if one.kind == found.scope.kind and one.usable]
    pairs: dict[tuple[UnitLevel, str, str], dict[str, IndicatorFigures]] = defaultdict(dict)
    for one in own:
        pairs[one.level, one.indicator, one.unit][one.field] = one
    rows: list[Row] = []
    order = sorted(pairs, key=lambda key: (level_place(key[0]), names.indicator_place(key[1]), key[2]))
    for level, keys in groupby(order, key=lambda key: key[0]):
        rows.append(_level_row(level, len(_INDICATOR_TITLES)))
        for place, key in enumerate(keys, start=1):
            figures = _indicator_figures(pairs[key].get("baseline"), pairs[key].get("target"))
            cells = (
                cell(str(place), style="table-center"),
                cell(printable(names.indicator(key[1]))),
                cell(printable(key[2]), style="table-center"),
            )
            rows.append(Row(cells=(*cells, *(cell(text, style="table-number") for text in figures))))
    return Table(
        widths=(10.0, 74.0, 22.0, 17.0, 25.0, 25.0, 22.0, 22.0, 17.0, 18.0),
        header=(header_row(_INDICATOR_TITLES),),
        rows=tuple(rows),
    )


def _indicator_figures(before: IndicatorFigures | None, now: IndicatorFigures | None) -> list[str]:
    """Return the figures of an indicator in the order of its columns."""
    first, then = (None if one is None else measures_of(one) for one in (before, now))
    return [
        number_text(now.usable) if now else "",
        _decimal(first and first.sum),
        _decimal(then and then.sum),
        _mean(before),
        _mean(now),
        _decimal(then and then.least),
        _decimal(then and then.most),
    ]


def _mean(one: IndicatorFigures | None) -> str:
    found = None if one is None else measures_of(one).best_mean
    if one is None or found is None:
        return ""
    return f"{_decimal(round(found, 2))}{'%' if one.form == 'yes_no' else ''}"


def _level_row(level: UnitLevel, columns: int) -> Row:
    """Return the row above the figures of a level of units."""
    return Row(cells=(cell(LEVELS[level], style="table-strong", span=columns),), keep_with_next=True)


def _funding(found: Consolidation, names: Names, pack: Pack) -> Table:
    # Every task of the letter stands there, also one without money: nobody has to ask where it is.
    sums: dict[str, Counter[str]] = {task.key: Counter() for task in pack.tasks}
    for one in found.now.funding:
        if one.kind == found.scope.kind:
            sums.setdefault(one.task, Counter())[source_name(one.source)] += one.amount
    rows = [
        _row(
            str(names.task_number(key) or ""),
            names.task(key),
            [_millions(amount) for amount in (sums[key].total(), *(sums[key][name] for name in _SOURCES))],
        )
        for key in sums
    ]
    total = sum(sums.values(), Counter[str]())
    figures = [_millions(amount) for amount in (total.total(), *(total[name] for name in _SOURCES))]
    return Table(
        widths=(10.0, 52.0, 29.0, *(23.0,) * len(_SOURCES)),
        header=(header_row(("Số", "Nhiệm vụ", "Tổng số", *_SOURCES)),),
        rows=(*rows, _row("", "TỔNG CỘNG", figures, strong=True)),
    )


def _row(number: str, name: str, figures: list[str], *, strong: bool = False) -> Row:
    cells: tuple[Cell, ...] = (
        cell(number, style="table-center"),
        cell(printable(name), style="table-strong" if strong else "table-cell"),
        *(cell(text, style="table-strong-number" if strong else "table-number") for text in figures),
    )
    return Row(cells=cells)


def _decimal(number: Decimal | None) -> str:
    return "" if number is None else number_text(number)


def _millions(amount: int) -> str:
    return money_text(amount, "million") if amount else ""
