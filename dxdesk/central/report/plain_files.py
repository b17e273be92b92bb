"""The tables for other systems: CSV for any, Parquet for those that want types."""

import csv
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import duckdb

from dxdesk.central.report.sheet import Cell, CellKind, Sheet

_TYPES: Final[dict[CellKind, str]] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "money": "DECIMAL(38, 0)",
    "decimal": "DECIMAL(38, 6)",
    "date": "DATE",
    "moment": "TIMESTAMPTZ",
    "yes_no": "BOOLEAN",
}
# How a text begins that spreadsheet programs take for a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(sheet: Sheet) -> bytes:
    """Return a table as CSV (RFC 4180): UTF-8 with the mark that spreadsheet programs look for.

    A text that they would take for a formula has an apostrophe before it.
    """
    return ("\ufeff" + _csv(sheet, _harmless)).encode()


def parquet_bytes(sheet: Sheet) -> bytes:
    """Return a table as Parquet, with the types of its columns; texts are as they were written."""
    with TemporaryDirectory() as name:
        source, target = Path(name, "rows.csv"), Path(name, "rows.parquet")
        source.write_text(_csv(sheet, str), "utf-8", newline="")
        with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            types = {column.key: _TYPES[column.kind] for column in sheet.columns}
            rows = connection.read_csv(
                str(source),
                header=True,
                dtype=types,
                delimiter=",",
                quotechar='"',
                escapechar='"',
                na_values=[""],
            )
            rows.write_parquet(str(target), compression="zstd")
        return target.read_bytes()


def _csv(sheet: Sheet, text: Callable[[str], str]) -> str:
    buffer = StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([column.key for column in sheet.columns])
    writer.writerows(_written(row, text) for row in sheet.rows)
    return buffer.getvalue()


def _written(row: Sequence[Cell], text: Callable[[str], str]) -> Iterator[str]:
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
