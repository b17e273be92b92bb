"""The tables as Parquet, for systems that want types."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import duckdb

from dxdesk.consolidation.consolidation import Consolidation
from dxdesk.guidance.pack import Pack
from dxdesk.report.csv_file import write_csv
from dxdesk.report.sheet import CellKind, Sheet
from dxdesk.report.sheets import all_sheets

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


def parquet_files(found: Consolidation, pack: Pack) -> dict[str, bytes]:
    """Return all tables of a report, by their places within its folder."""
    return {f"parquet/{sheet.key}.parquet": parquet_bytes(sheet) for sheet in all_sheets(found, pack)}


def parquet_bytes(sheet: Sheet) -> bytes:
    """Return a table as Parquet, with the types of its columns; texts are as they were written."""
    with TemporaryDirectory() as name:
        source, target = Path(name, "rows.csv"), Path(name, "rows.parquet")
        with source.open("w", encoding="utf-8", newline="") as file:
            write_csv(sheet, file, str)
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
