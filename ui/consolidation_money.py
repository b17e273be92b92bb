"""The rows of the money of a consolidation: by task, and by source or quarter; million đồng."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from typing import Final

from dxdesk.consolidation.figures import FundingFigures
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.text.spoken_numbers import million_words
from ui.consolidation_lines import Shown, Table, number_cell, year_heading
from ui.figure_model import Cell, Heading, Line, words_cell

_SOURCES: Final[Mapping[str, str]] = {
    "central": mark("Central budget"),
    "province": mark("Provincial budget"),
    "district": mark("District budget"),
    "commune": mark("Commune budget"),
    "private": mark("Private sources"),
    "other": mark("Other sources"),
    "": mark("No source named"),
}


def funding_by_source(of: Shown) -> Table:
    """Return the money of each task by its source."""
    columns = {source: _(words) for source, words in _SOURCES.items()}
    return _funding(of, columns, lambda one: one.source if one.source and one.source in _SOURCES else "")


def funding_by_quarter(of: Shown) -> Table:
    """Return the money of each task by the quarter in which its activity falls due."""
    quarters = sorted({one.quarter for one in of.now.funding if one.quarter is not None})
    columns = {str(one): _("Q{quarter}/{year}").format(quarter=one % 10, year=one // 10) for one in quarters}
    return _funding(of, {**columns, "": _("No day")}, lambda one: str(one.quarter or ""))


def _funding(of: Shown, columns: Mapping[str, str], key: Callable[[FundingFigures], str]) -> Table:
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for one in of.now.funding:
        sums[one.task][key(one)] += one.amount
    before = Counter[str]()
    for one in of.before.funding if of.before else ():
        before[one.task] += one.amount
    used = [column for column in columns if any(each[column] for each in sums.values())]
    headings = [
        Heading(_("Number"), is_figure=True),
        Heading(_("Task")),
        Heading(_("Total"), is_figure=True),
        *(Heading(columns[column], is_figure=True, is_spare=True) for column in used),
        *([year_heading(_("Total"), of)] if of.before else []),
    ]
    lines = []
    for task in sorted(sums, key=of.names.task_place):
        amounts = [sums[task].total(), *(sums[task][column] for column in used)]
        amounts += [before[task]] if of.before else []
        cells = (number_cell(of, task), words_cell(of.names.task(task)), *map(_money, amounts))
        lines.append(Line(cells, task))
    return headings, lines


def funding_words(of: Shown) -> str:
    """Return what all money comes to, and what it came to the year before."""
    total = sum(one.amount for one in of.now.funding)
    words = _("Total: {amount} million đồng").format(amount=million_words(total))
    if of.before is None:
        return words
    earlier = million_words(sum(one.amount for one in of.before.funding))
    return f"{words} · {_('{year}: {amount} million đồng').format(year=of.before.year, amount=earlier)}"


def _money(amount: int) -> Cell:
    return Cell(million_words(amount), amount) if amount else Cell("")
