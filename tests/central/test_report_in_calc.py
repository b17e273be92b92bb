"""The workbook of a report as LibreOffice Calc reads it: every cell, and nothing that it would have to mend."""

import csv
import json
import subprocess
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest

from dxdesk.central.consolidation.consolidation import consolidate
from dxdesk.central.database import open_database
from dxdesk.guidance.loading import pack_for_year
from dxdesk.report.sheet import Cell, Sheet
from dxdesk.report.sheets import sheets_of
from dxdesk.report.workbook import workbook_bytes
from tests.central.imports import imported, made
from tests.conftest import Tool

AT: Final = datetime(2023, 1, 5, 2, 30, tzinfo=UTC)
# CSV of every sheet (-1): comma, quotes, UTF-8, numbers as they are kept and not as they are shown, days as in the United States.
_FILTER: Final = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> list[Sheet]:
    folder = tmp_path_factory.mktemp("central")
    url = f"sqlite:///{folder / 'central.sqlite3'}"
    imported(url, folder / "intake", made(folder / "made", 12, seed=5, twisted=0.2))
    pack = pack_for_year(2023)
    with closing(open_database(url)) as database:
        found = consolidate(database, 2023, pack)
    return sheets_of(found, pack)


@pytest.fixture(scope="module")
def workbook(sheets: list[Sheet], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workbook") / "report.xlsx"
    path.write_bytes(workbook_bytes(sheets, [], "Số liệu thử.", AT))
    return path


def test_calc_reads_every_cell(sheets: list[Sheet], workbook: Path, tool: Tool, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [tool("soffice"), profile, "--headless", "--convert-to", _FILTER, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(workbook)], capture_output=True, check=True, timeout=120)
    for sheet in sheets:
        path = tmp_path / f"report-{sheet.title}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            head, titles, *rows = csv.reader(file)
        assert head[0] == f"{sheet.about} Số liệu thử."
        assert titles == [column.title for column in sheet.columns]
        written = sheet.rows if sheet.in_workbook is None else sheet.in_workbook
        assert len(rows) == len(written)
        pairs = [
            pair for row, cells in zip(rows, written, strict=True) for pair in zip(row, cells, strict=True)
        ]
        assert [pair for pair in pairs if not _is_same(*pair)] == []


def test_the_open_xml_sdk_finds_nothing_to_mend(workbook: Path, tool: Tool) -> None:
    command = [tool("ooxml-validator"), str(workbook)]
    result = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert json.loads(result.stdout)["errors"] == []


def _is_same(text: str, cell: Cell) -> bool:
    """Say whether Calc's text of a cell is the value that was written there."""
    match cell:
        case None:
            return text == ""
        case bool():
            return text == ("Có" if cell else "Không")
        case int() | Decimal():
            return round(Decimal(text), 6) == round(Decimal(cell), 6)
        case datetime():
            shown = datetime.strptime(text, "%m/%d/%Y %H:%M:%S").replace(tzinfo=cell.tzinfo)
            return abs(shown - cell) <= timedelta(seconds=1)
        case date():
            return text == f"{cell:%m/%d/%Y}"
        case _:
            return text == cell
