"""What all plans come to, beside DuckDB that asks the same of the same tables.

DuckDB has them as its own, in memory, and uses every core; "on one core" is what it takes with one. The figures of a
province and of a district stand beside those of the nation: they should cost as little as they are small.
PostgreSQL is measured where DXDESK_BENCH_POSTGRESQL names a database that may be emptied.
"""

import csv
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import duckdb

from dxdesk.central.consolidation.consolidation import consolidate
from dxdesk.central.database import open_database
from dxdesk.central.import_run import Place, import_files, prepared
from dxdesk.central.intake import Intake
from dxdesk.central.judging import Terms
from dxdesk.central.synth.folder import PACKAGES, write_made
from dxdesk.central.synth.making import orders
from dxdesk.consolidation.consolidation import Consolidation
from dxdesk.guidance.loading import pack_for_year
from dxdesk.guidance.pack import Pack
from dxdesk.units.regions import regions
from tests.benchmarks.comparison import Comparison
from tests.benchmarks.taking_in import POSTGRESQL, cleared
from tests.benchmarks.timing import by_turns

_PROVINCE: Final = "01"
_DISTRICT: Final = "250"
_TABLES: Final = ("place", "current_plan", "task_entry", "activity", "cost", "indicator_value")
_AREAS: Final = (
    "GROUPING SETS ((level{keys}), (level, region{keys}), (level, province{keys}), (level, district{keys}))"
)
_FIGURES: Final = """
    SELECT *, {field}_millionths AS figure FROM answered JOIN indicator_value USING (package_id, task)
    WHERE applies AND COALESCE({field}, '') <> ''"""
_QUERIES: Final = (
    ("SELECT level, region, province, district, COUNT(*), COUNT(sent) FROM places GROUP BY {areas}", ""),
    (
        """SELECT level, region, province, district, task, COUNT(*), COUNT(*) FILTER (applies),
            COUNT(*) FILTER (applies AND EXISTS (FROM activity AS a WHERE a.package_id = answered.package_id
                AND a.task = answered.task AND a.text <> '')), COUNT(*) FILTER (NOT applies)
        FROM answered GROUP BY {areas}""",
        ", task",
    ),
    (
        """SELECT level, region, province, district, task, reason, COUNT(*) FROM answered WHERE NOT applies
        GROUP BY {areas}""",
        ", task, reason",
    ),
    (
        """SELECT level, region, province, district, task, source, YEAR(due), QUARTER(due), SUM(amount), COUNT(*)
        FROM answered JOIN cost USING (package_id, task)
        JOIN activity ON activity.package_id = cost.package_id AND activity.task = cost.task
            AND activity.position = cost.activity
        WHERE applies GROUP BY {areas}""",
        ", task, source, YEAR(due), QUARTER(due)",
    ),
    (
        """SELECT level, region, province, district, YEAR(due), MONTH(due), COUNT(*)
        FROM answered JOIN activity USING (package_id, task) WHERE applies GROUP BY {areas}""",
        ", YEAR(due), MONTH(due)",
    ),
    *(
        (
            f"""SELECT level, region, province, district, task, indicator, kind, unit, COUNT(*), SUM(figure),
                MIN(figure), MAX(figure) FROM ({_FIGURES.format(field=field)}) GROUP BY {{areas}}""",  # noqa: S608 - names of ours
            ", task, indicator, kind, unit",
        )
        for field in ("baseline", "target")
    ),
    *(
        (
            f"""WITH seen AS ({_FIGURES.format(field=field)}), bounds AS (
                SELECT level, task, indicator, QUANTILE_DISC(figure, 0.25) AS q1, QUANTILE_DISC(figure, 0.75) AS q3
                FROM seen GROUP BY level, task, indicator)
            SELECT seen.code, figure FROM seen JOIN bounds USING (level, task, indicator)
            WHERE figure < q1 - 3 * (q3 - q1) OR figure > q3 + 3 * (q3 - q1)""",  # noqa: S608 - names of ours
            "",
        )
        for field in ("baseline", "target")
    ),
)


def compared(packages: int, repeats: int) -> Iterator[Comparison]:
    """Measure the consolidation of so many packages."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "central.sqlite3"
        write_made(folder / "made", orders(packages, 2023, 1, 0, 0), os.cpu_count() or 1)
        _import(folder / "made" / PACKAGES, f"sqlite:///{path}", folder / "intake")
        server = os.environ.get(POSTGRESQL, "")
        if server:
            _import(folder / "made" / PACKAGES, cleared(server), folder / "intake")
        yield from beside_duckdb(path, folder, repeats, server)


def beside_duckdb(path: Path, folder: Path, repeats: int, server: str = "") -> Iterator[Comparison]:
    """Measure the consolidation of a database of SQLite, and of the same on a server where one is named."""
    pack = pack_for_year(2023)
    with closing(open_database(f"sqlite:///{path}")) as database, duckdb.connect() as connection:
        count = _loaded(connection, path, folder)
        works: dict[str, Callable[[], object]] = {
            "ours": lambda: consolidate(database, 2023, pack),
            "duckdb": lambda: _all_asked(connection, os.cpu_count() or 1),
            "one core": lambda: _all_asked(connection, 1),
            "province": lambda: consolidate(database, 2023, pack, code=_PROVINCE),
            "district": lambda: consolidate(database, 2023, pack, code=_DISTRICT),
        }
        if server:
            works["postgresql"] = lambda: _on_server(server, pack)
        times = by_turns(works, repeats)
    what = f"consolidation of {count:,} plans"
    yield Comparison(what, times["ours"], "DuckDB", times["duckdb"], 2.0)
    yield Comparison(what, times["ours"], "DuckDB on one core", times["one core"])
    yield Comparison("the same of a province", times["province"], "the nation", times["ours"])
    yield Comparison("the same of a district", times["district"], "the nation", times["ours"])
    if server:
        yield Comparison(f"{what}, PostgreSQL", times["postgresql"], "SQLite", times["ours"])


def _import(made: Path, url: str, intake: Path) -> None:
    Intake(intake).prepare()
    with closing(open_database(url)) as database:
        years = prepared(database)
    for _ in import_files(
        [made], Place(database=url, intake=intake, terms=Terms(years=years), language="en"), 1
    ):
        pass


def _on_server(url: str, pack: Pack) -> Consolidation:
    with closing(open_database(url)) as database:
        return consolidate(database, 2023, pack)


def _all_asked(connection: duckdb.DuckDBPyConnection, threads: int) -> list[list[tuple[object, ...]]]:
    connection.execute(f"SET threads = {threads}")
    return [_asked(connection, query, keys) for query, keys in _QUERIES]


def _asked(connection: duckdb.DuckDBPyConnection, query: str, keys: str) -> list[tuple[object, ...]]:
    return connection.execute(query.replace("{areas}", _AREAS.format(keys=keys))).fetchall()


def _loaded(connection: duckdb.DuckDBPyConnection, path: Path, folder: Path) -> int:
    with closing(sqlite3.connect(path)) as source:
        for table in _TABLES:
            _load(connection, source, table, folder / f"{table}.csv")
    found = regions("gso-2022").items()
    whens = " ".join(f"WHEN province IN {one.provinces} THEN '{key}'" for key, one in found)
    connection.execute(
        f"ALTER TABLE place ADD COLUMN region VARCHAR; UPDATE place SET region = CASE {whens} END"  # noqa: S608
    )
    connection.execute(
        """CREATE TABLE answered AS SELECT p.package_id, p.code, p.level, place.region, p.province, p.district,
            task, applies, reason FROM current_plan AS p JOIN task_entry USING (package_id)
            JOIN place ON place.scheme = p.scheme AND place.code = p.code;
        CREATE TABLE places AS SELECT place.*, p.package_id AS sent FROM place
            LEFT JOIN current_plan AS p ON p.scheme = place.scheme AND p.code = place.code"""
    )
    (count,) = connection.execute("SELECT COUNT(*) FROM current_plan").fetchall()[0]
    return int(count)


def _load(connection: duckdb.DuckDBPyConnection, source: sqlite3.Connection, table: str, path: Path) -> None:
    rows = source.execute(f"SELECT * FROM {table}")  # noqa: S608 - names of ours
    names = [column[0] for column in rows.description]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows(rows)
    kinds = {name: _KINDS.get(name, "VARCHAR") for name in names}
    connection.read_csv(str(path), header=True, dtype=kinds, quotechar='"', escapechar='"').create(table)


_KINDS: Final = {
    "package_id": "BIGINT",
    "position": "INTEGER",
    "activity": "INTEGER",
    "amount": "BIGINT",
    "baseline_millionths": "BIGINT",
    "target_millionths": "BIGINT",
    "applies": "BOOLEAN",
    "due": "DATE",
}
