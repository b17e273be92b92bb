"""The rows of the tables of a consolidation: tasks, reasons, indicators, figures out of line, money, deadlines."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from dxdesk.consolidation.consolidation import YearFigures
from dxdesk.consolidation.figures import Field, IndicatorFigures, RefusalReason
from dxdesk.consolidation.levels import of_scope, reasons_of_scope
from dxdesk.consolidation.outliers import Outlier
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.report.measures import measures_of
from dxdesk.report.naming import Names
from dxdesk.text.spoken_numbers import number_words
from dxdesk.units.unit import UnitLevel
from ui.consolidation_jobs import Ready
from ui.figure_model import Cell, Heading, Line, words_cell

Table = tuple[list[Heading], list[Line]]
_FIELDS: Final[Mapping[Field, str]] = {"baseline": mark("Result before"), "target": mark("Target")}
_WHY: Final = {
    "range": mark("Outside what the guidance calls sensible"),
    "far": mark("Far from units of the same level"),
}


class Shown(NamedTuple):
    """What the tables show: a consolidation for one level of units, or for all; `before` is the year before."""

    ready: Ready
    level: UnitLevel | None
    names: Names
    now: YearFigures
    before: YearFigures | None


def shown(ready: Ready, level: UnitLevel | None) -> Shown:
    """Return what the tables show for a level of units (None: all)."""
    found = ready.overview.found
    before = found.before and of_scope(found.before, found.scope, level)
    return Shown(ready, level, Names(found, ready.pack), of_scope(found.now, found.scope, level), before)


def task_table(of: Shown) -> Table:
    """Return how each task is answered, with the year before where there is one."""
    before = {one.task: one for one in of.before.tasks} if of.before else {}
    headings = [
        Heading(_("Number"), is_figure=True),
        Heading(_("Task")),
        Heading(_("Carried out"), is_figure=True, tip=_("Units that carry the task out")),
        Heading(
            _("With activities"),
            is_figure=True,
            is_spare=True,
            tip=_("Of them: with at least one activity written"),
        ),
        Heading(_("Not carried out"), is_figure=True, tip=_("Units that say why they do not")),
        Heading(_("Not answered"), is_figure=True, is_spare=True),
        *([year_heading(_("Carried out"), of)] if of.before else []),
    ]
    lines = []
    for one in sorted(of.now.tasks, key=lambda one: of.names.task_place(one.task)):
        earlier = before.get(one.task)
        counts = (one.applies, one.done, one.refused, one.open)
        cells = [number_cell(of, one.task), words_cell(of.names.task(one.task)), *map(_count, counts)]
        if of.before:
            cells.append(_count(earlier.applies) if earlier else Cell(""))
        lines.append(Line(tuple(cells), one.task))
    return headings, lines


def reason_table(of: Shown, task: str | None) -> Table:
    """Return all reasons against a task."""
    headings = [Heading(_("Reason, in the words of the units")), Heading(_("Units"), is_figure=True)]
    none = _("(no reason given)")
    lines = [
        Line((words_cell(one.reason or none), _count(one.units)), one.reason)
        for one in _reasons(of)
        if one.task == task
    ]
    return headings, lines


def _reasons(of: Shown) -> list[RefusalReason]:
    return reasons_of_scope(of.ready.overview.found.reasons, of.ready.overview.found.scope, of.level)


def indicator_table(of: Shown) -> Table:
    """Return the figures of every indicator, with the mean of the year before where there is one."""
    before = {_key(one): one for one in of.before.indicators} if of.before else {}
    odd = Counter((one.indicator, one.unit, one.field) for one in _outliers(of))
    headings = [
        Heading(_("Number"), is_figure=True),
        Heading(_("Indicator")),
        Heading(_("Unit of measure"), is_spare=True),
        Heading(_("Figure")),
        Heading(
            _("Units"),
            is_figure=True,
            tip=_("Units whose figure is counted; in brackets: written, but no number"),
        ),
        Heading(_("Sum"), is_figure=True, is_spare=True),
        Heading(_("Mean"), is_figure=True),
        Heading(
            _("Weighted mean"),
            is_figure=True,
            is_spare=True,
            tip=_("By the count that the guidance names as weight"),
        ),
        Heading(_("Least"), is_figure=True, is_spare=True),
        Heading(_("Most"), is_figure=True, is_spare=True),
        Heading(_("Out of line"), is_figure=True, is_spare=True),
        *([year_heading(_("Mean"), of)] if of.before else []),
    ]
    lines = []
    order = sorted(
        of.now.indicators,
        key=lambda one: (of.names.indicator_place(one.indicator), one.indicator, one.unit, one.field),
    )
    for one in order:
        found = measures_of(one)
        cells = [
            number_cell(of, one.task),
            words_cell(of.names.indicator(one.indicator)),
            words_cell(one.unit),
            words_cell(_(_FIELDS[one.field])),
            Cell(f"{one.usable} ({one.left_out})" if one.left_out else str(one.usable), one.usable),
            _decimal(found.sum),
            _share(one, found.mean),
            _decimal(found.weighted),
            _decimal(found.least),
            _decimal(found.most),
            _count(odd[one.indicator, one.unit, one.field] or None),
        ]
        if of.before:
            earlier = before.get(_key(one))
            cells.append(_share(earlier, measures_of(earlier).best_mean) if earlier else Cell(""))
        lines.append(Line(tuple(cells), _key(one)))
    return headings, lines


def outlier_table(of: Shown) -> Table:
    """Return the figures out of line, each with whose it is; a row is about the code of that unit."""
    headings = [
        Heading(_("Unit")),
        Heading(_("Indicator")),
        Heading(_("Figure")),
        Heading(_("Value"), is_figure=True),
        Heading(_("In line from"), is_figure=True, is_spare=True),
        Heading(_("to"), is_figure=True, is_spare=True),
        Heading(_("Why"), is_spare=True),
    ]
    lines = [
        Line(
            (
                words_cell(one.name),
                words_cell(f"{of.names.indicator(one.indicator)} ({one.unit})"),
                words_cell(_(_FIELDS[one.field])),
                _decimal(one.figure),
                _decimal(one.lower),
                _decimal(one.upper),
                words_cell(_(_WHY[one.why])),
            ),
            one.code,
        )
        for one in _outliers(of)
    ]
    return headings, lines


def deadline_table(of: Shown) -> Table:
    """Return how many activities fall due in which month; of the year before, in the same month of its own."""
    before = {one.month: one.activities for one in of.before.deadlines} if of.before else {}
    headings = [
        Heading(_("Month")),
        Heading(_("Activities due"), is_figure=True),
        *([_same_month_heading(of)] if of.before else []),
    ]
    lines = []
    for one in sorted(of.now.deadlines, key=lambda one: one.month or 10**6):
        month = one.month
        words = f"{month % 100:02}/{month // 100}" if month else _("No day")
        cells = [Cell(words, month or 10**6), _count(one.activities)]
        if of.before:
            cells.append(_count(before.get(month - 100 if month else None)))
        lines.append(Line(tuple(cells), month))
    return headings, lines


def _outliers(of: Shown) -> list[Outlier]:
    return [one for one in of.ready.overview.found.outliers if of.level in (None, one.level)]


def _key(one: IndicatorFigures) -> tuple[str, ...]:
    return one.task, one.indicator, one.form, one.unit, one.field


def number_cell(of: Shown, task: str) -> Cell:
    """Return the letter's number of a task."""
    return _count(of.names.task_number(task))


def _count(number: int | None) -> Cell:
    return Cell("") if number is None else Cell(number_words(number), number)


def _decimal(number: Decimal | None) -> Cell:
    return (
        Cell("") if number is None else Cell(number_words(round(number, 2)), number, tip=number_words(number))
    )


def _share(one: IndicatorFigures, mean: Decimal | None) -> Cell:
    """Return a mean; that of yes and no is the share of yes."""
    cell = _decimal(mean)
    return cell._replace(text=f"{cell.text} %") if cell.text and one.form == "yes_no" else cell


def year_heading(words: str, of: Shown) -> Heading:
    """Return the heading of a column with figures of the year before; it tells of how many plans they are."""
    year = of.before.year if of.before else 0
    return Heading(f"{words} {year}", is_figure=True, is_spare=True, tip=_plans_words(of))


def _same_month_heading(of: Shown) -> Heading:
    year = of.before.year if of.before else 0
    words = _("Same month a year before (plans of {year})").format(year=year)
    return Heading(words, is_figure=True, is_spare=True, tip=_plans_words(of))


def _plans_words(of: Shown) -> str:
    """Return of how many plans the figures of both years are."""
    then, now = (sum(one.counted for one in year.coverage) for year in (of.before, of.now) if year)
    return _("Of {then} plans of {year}, where there are {now} now").format(
        then=number_words(then), year=of.before.year if of.before else 0, now=number_words(now)
    )
