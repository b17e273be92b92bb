"""Tables as CSV, for any other system."""

import csv
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, TextIOWrapper
from typing import IO, Final

from dxdesk.report.sheet import Cell, Sheet

# How a text begins that spreadsheet programs take for a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(sheet: Sheet) -> bytes:
    """Return a table as CSV (RFC 4180): UTF-8 with the mark that spreadsheet programs look for.

    A text that they would take for a formula has an apostrophe before it.
    """
    buffer = BytesIO()
    # Written as bytes at once: as one text, the tables of a nation take several times the room.
    with TextIOWrapper(buffer, "utf-8-sig", newline="") as file:
        write_csv(sheet, file, _harmless)
        file.flush()
        return buffer.getvalue()


def write_csv(sheet: Sheet, file: IO[str], text: Callable[[str], str]) -> None:
    """Write the keys of the columns and all rows; `text` is what becomes of a text."""
    writer = csv.writer(file)
    writer.writerow([column.key for column in sheet.columns])
    writer.writerows(written_cells(row, text) for row in sheet.rows)


def written_cells(row: Sequence[Cell], text: Callable[[str], str]) -> Iterator[str]:
    """Yield the cells of a row as other systems read them; nothing is an empty text."""
    for cell in row:
        match cell:
            case None:
                yield ""
            case str():
                yield text(cell)
            case bool():
                yield "true" if cell else "false"
            case Decimal():
                yield f"{cell.normalize():f}"
            case datetime() | date():
                yield cell.isoformat()
            case _:
                yield str(cell)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
