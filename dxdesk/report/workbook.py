"""The tables as an XLSX workbook: real types, filters, frozen heads, charts; a text stays a text."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dxdesk import __version__
from dxdesk.report.overview import Overview
from dxdesk.report.sheet import Cell, CellKind, Column, Sheet

_FONT: Final = {"font_name": "Times New Roman", "font_size": 11}
_NUMBERS: Final[dict[CellKind, str]] = {
    "integer": "#,##0",
    "money": "#,##0",
    "decimal": "#,##0.####",
    "date": "dd/mm/yyyy",
    "moment": "dd/mm/yyyy hh:mm",
}
# A cell holds a number to 15 digits; what is longer is shown as text rather than rounded.
_MOST_DIGITS: Final = 10**15
_LONGEST: Final = 32_767  # characters of a cell
_HEAD: Final = 2  # the line that says as of when, and the titles
_YEARS: Final = frozenset({"due_year"})
_GREYS: Final = ("#404040", "#8C8C8C", "#D0D0D0")
# Pixels: of a chart, of a bar in it where there are few or many, and of a row.
_LEAST_HEIGHT: Final = 340
_BAR: Final = 24
_THIN_BAR: Final = 15
_MANY_BARS: Final = 30
_ROW: Final = 20
# Tables and charts are as wide as a page at this scale, per cent, which then holds so many rows. Excel heeds no
# page breaks where a sheet is fitted to the page.
_SCALE: Final = 48
_ROWS_OF_PAGE: Final = 64


def workbook_bytes(
    sheets: Sequence[Sheet], overviews: Sequence[Overview], standing: str, at: datetime
) -> bytes:
    """Return a workbook of sheets behind one of charts; `standing` is what each says of itself."""
    buffer = BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "remove_timezone": True,
    }
    with Workbook(buffer, options) as book:
        book.set_properties({"created": at.replace(tzinfo=None), "author": f"dxdesk {__version__}"})
        formats = _Formats(book)
        if overviews:
            _write_overviews(book, overviews, standing, formats)
        for sheet in sheets:
            _write_sheet(book, sheet, standing, formats)
    return buffer.getvalue()


class _Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self.plain = book.add_format(_FONT)
        self.wrapped = book.add_format({**_FONT, "text_wrap": True, "valign": "top"})
        self.title = book.add_format({**_FONT, "bold": True, "font_size": 13})
        self.note = book.add_format({**_FONT, "italic": True})
        self.head = book.add_format(
            {
                **_FONT,
                "bold": True,
                "text_wrap": True,
                "valign": "vcenter",
                "border": 1,
                "bg_color": "#E7E7E7",
            }
        )
        self._kinds = {
            kind: book.add_format({**_FONT, "num_format": number}) for kind, number in _NUMBERS.items()
        }
        self._year = book.add_format({**_FONT, "num_format": "0"})

    def of(self, column: Column) -> Format:
        """Return the format of a column."""
        return self._year if column.key in _YEARS else self._kinds.get(column.kind, self.plain)


def _write_sheet(book: Workbook, sheet: Sheet, standing: str, formats: _Formats) -> None:
    page = book.add_worksheet(sheet.title)
    rows = sheet.rows if sheet.in_workbook is None else sheet.in_workbook
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width, formats.of(column))
    page.write_string(0, 0, f"{sheet.about} {standing}", formats.note)
    page.set_row(1, 32)
    for index, column in enumerate(sheet.columns):
        page.write_string(1, index, column.title, formats.head)
    each = [formats.of(column) for column in sheet.columns]
    for number, row in enumerate(rows, start=_HEAD):
        for index, cell in enumerate(row):
            _write_cell(page, number, index, cell, each[index])
    page.freeze_panes(_HEAD, 0)
    page.autofilter(1, 0, max(1, len(rows) + 1), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(1)


def _write_cell(page: Worksheet, row: int, column: int, cell: Cell, shown: Format) -> None:
    match cell:
        case None | "":
            return
        case str():
            page.write_string(row, column, cell[:_LONGEST], shown)
        case bool():
            page.write_string(row, column, "Có" if cell else "Không", shown)
        case int() | Decimal():
            if -_MOST_DIGITS < cell < _MOST_DIGITS:
                page.write_number(row, column, cell, shown)
            else:
                page.write_string(row, column, f"{cell:f}" if isinstance(cell, Decimal) else str(cell), shown)
        case _:
            page.write_datetime(row, column, cell, shown)


def _write_overviews(book: Workbook, overviews: Sequence[Overview], standing: str, formats: _Formats) -> None:
    """Write the sheet of charts; their figures stand at its left, so that whoever doubts them sees them."""
    page = book.add_worksheet("Tổng quan")
    page.set_column(0, 0, 46, formats.plain)
    page.set_column(1, 4, 14, formats.plain)
    page.write_string(0, 0, standing, formats.note)
    number, top, breaks = _HEAD, 0, []
    for one in overviews:
        if number + _height(one) // _ROW + 1 > top + _ROWS_OF_PAGE and number > _HEAD:
            top = number
            breaks.append(number)
        page.write_string(number, 0, one.title, formats.title)
        for index, name in enumerate(("", *one.series), start=0):
            page.write_string(number + 1, index, name, formats.head)
        for place, (label, *figures) in enumerate(one.rows, start=number + 2):
            page.write_string(place, 0, label, formats.plain)
            for index, figure in enumerate(figures, start=1):
                _write_cell(page, place, index, figure, formats.of(one.column))
        if one.rows:
            page.insert_chart(number, 5, _chart(book, page, one, number + 2), {"y_offset": 4})
        number += max(len(one.rows) + 3, _height(one) // _ROW + 2)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.set_print_scale(_SCALE)
    page.set_h_pagebreaks(breaks)


def _chart(book: Workbook, page: Worksheet, one: Overview, first: int) -> Any:
    chart: Any = book.add_chart({"type": "bar" if one.is_long else "column", "subtype": "stacked"})
    last = first + len(one.rows) - 1
    for index, name in enumerate(one.series, start=1):
        grey = _GREYS[(index - 1) % len(_GREYS)]
        chart.add_series(
            {
                "name": name,
                "categories": [page.get_name(), first, 0, last, 0],
                "values": [page.get_name(), first, index, last, index],
                "fill": {"color": grey},
                "border": {"color": "#404040", "width": 0.5},
                "gap": 60,
            }
        )
    chart.set_title({"name": one.title, "name_font": {"size": 12, "bold": True}, "overlay": False})
    chart.set_legend({"position": "bottom"} if len(one.series) > 1 else {"none": True})
    chart.set_y_axis({"major_gridlines": {"visible": not one.is_long}, "reverse": one.is_long})
    chart.set_size({"width": 800 if one.is_long else 720, "height": _height(one)})
    return chart


def _height(one: Overview) -> int:
    """Return the height of a chart in pixels."""
    bar = _BAR if len(one.rows) < _MANY_BARS else _THIN_BAR
    return max(_LEAST_HEIGHT, bar * len(one.rows) + 110) if one.is_long else _LEAST_HEIGHT
