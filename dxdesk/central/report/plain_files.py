"""The tables for other systems: CSV for any, Parquet for those that want types."""

import csv
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Final

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
# It fetches nothing, and takes no more room than it needs.
_CONFIG: Final[dict[str, str | bool | int | float | list[str]]] = {
    "autoinstall_known_extensions": "false",
    "memory_limit": "256MB",
    "threads": "1",
}
# How a text begins that spreadsheet programs take for a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(sheet: Sheet) -> bytes:
    """Return a table as CSV (RFC 4180): UTF-8 with the mark that spreadsheet programs look for.

    A text that they would take for a formula has an apostrophe before it.
    """
    buffer = BytesIO()
    # Written as bytes at once: as one text, the tables of a nation take several times the room.
    with TextIOWrapper(buffer, "utf-8-sig", newline="") as file:
        _write(sheet, file, _harmless)
        file.flush()
        return buffer.getvalue()


def parquet_bytes(sheet: Sheet) -> bytes:
    """Return a table as Parquet, with the types of its columns; texts are as they were written."""
    with TemporaryDirectory() as name:
        source, target = Path(name, "rows.csv"), Path(name, "rows.parquet")
        with source.open("w", encoding="utf-8", newline="") as file:
            _write(sheet, file, str)
        with duckdb.connect(config=_CONFIG) as connection:
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


def _write(sheet: Sheet, file: IO[str], text: Callable[[str], str]) -> None:
    writer = csv.writer(file)
    writer.writerow([column.key for column in sheet.columns])
    writer.writerows(_written(row, text) for row in sheet.rows)


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
