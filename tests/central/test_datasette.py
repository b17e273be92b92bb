"""The database is documented down to the column, and Datasette opens it with what we write for it."""

import json
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import text

from dxdesk.central.database import columns_of, open_database
from dxdesk.central.datasette import QUERIES, datasette_metadata
from dxdesk.central.dictionary import TABLES, table_rows
from dxdesk.central.dictionary_columns import column_text
from tests.central.imports import central, imported, made
from tests.conftest import Tool

_ASKED = {"year": "2023", "level": "xa", "code": "18580"}


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DXDESK_LANG", "en")


def test_every_table_and_column_is_described(database_url: str) -> None:
    database = open_database(database_url, connections=1)
    with database.reading() as connection:
        columns = columns_of(connection)
    database.close()
    assert set(columns) == set(TABLES)
    for name, of_table in columns.items():
        described = TABLES[name]
        assert all(column_text(name, column) for column in of_table)
        assert {*described.facets, described.newest} <= {*of_table, ""}


def test_the_readme_says_the_same() -> None:
    readme = Path(__file__).parents[2] / "README.md"
    assert "\n".join(table_rows()) in readme.read_text("utf-8")


def _metadata(folder: Path) -> tuple[Path, Path]:
    """Return a database with some plans in it, and its metadata."""
    file = folder / "kế hoạch.sqlite3"
    imported(f"sqlite:///{file}", folder / "intake", made(folder / "made", 12, faulty=0.2, twisted=0.2))
    central("plausibility", "--db", f"sqlite:///{file}", "--year", "2023")
    code, said = central("datasette", "--db", f"sqlite:///{file}", "--out", folder / "out")
    assert code == 0
    assert str(file) in said
    return file, folder / "out" / "metadata.json"


def test_the_questions_at_hand_have_answers(tmp_path: Path) -> None:
    file, _path = _metadata(tmp_path)
    database = open_database(f"sqlite:///{file}", connections=1)
    with database.reading() as connection:
        answers = {name: connection.execute(text(query.sql), _ASKED).all() for name, query in QUERIES.items()}
    database.close()
    assert len(answers["coverage"]) == 63
    assert len(answers["tasks"]) == 23
    assert answers["quarantined"]
    assert all(answers[name] for name in ("funding_by_task", "funding_by_province", "indicators"))


def test_datasette_opens_it(tmp_path: Path, tool: Tool) -> None:
    datasette = tool("datasette")
    file, path = _metadata(tmp_path)

    def got(address: str) -> Any:
        command = [datasette, str(file), "--metadata", str(path), "--setting", "sql_time_limit_ms", "20000"]
        done = subprocess.run([*command, "--get", address], capture_output=True, text=True, check=True)
        return json.loads(done.stdout)

    (listed,) = [one["path"] for one in got("/.json").values()]
    shown = got(f"{listed}.json")
    assert {query["name"] for query in shown["queries"]} == set(QUERIES)
    assert {table["name"] for table in shown["tables"] if not table["hidden"]} == {
        name for name, one in TABLES.items() if not one.inner and not one.is_view
    }
    page = got(f"{listed}/current_plan.json?_extra=facets&_shape=objects&_size=3")
    assert {"year", "level", "province"} <= set(page["facet_results"])
    for name in QUERIES:
        asked = "&".join(f"{key}={quote(value)}" for key, value in _ASKED.items())
        assert "rows" in got(f"{listed}/{name}.json?{asked}")
    with pytest.raises(subprocess.CalledProcessError):
        got(f"{listed}/token.json")


def test_only_a_file_is_opened_by_it(tmp_path: Path) -> None:
    assert central("datasette", "--db", "postgresql://a@b/c", "--out", tmp_path)[0] == 1


def test_metadata_keep_to_what_datasette_knows() -> None:
    metadata = datasette_metadata("c", {"token": ["id"], "plan": ["kind"]})
    known = {"description", "columns", "facets", "size", "sort_desc", "hidden", "allow"}
    (database,) = metadata["databases"].values()
    assert set(metadata) == {"title", "description", "databases"}
    assert set(database) == {"tables", "queries"}
    assert all(set(table) <= known for table in database["tables"].values())
    assert database["tables"]["token"]["allow"] is False
