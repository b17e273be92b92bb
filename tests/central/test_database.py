"""The database grows by steps, the same on SQLite and PostgreSQL; a newer one is left alone."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import UniqueConstraint, create_engine, func, inspect, select
from sqlalchemy.engine import make_url

from dxdesk.central import account_tables  # noqa: F401 - they are among METADATA
from dxdesk.central.database import open_database
from dxdesk.central.faults import CentralError
from dxdesk.central.office import Office, office_name, settled_office
from dxdesk.central.plan_tables import OF_A_PLAN
from dxdesk.central.steps_of_figures import add_millionths
from dxdesk.central.tables import METADATA, STEP
from dxdesk.central.tokens import add_token, unit_of_token
from dxdesk.exchange.format import OpenYear, Receiver
from dxdesk.package.format import StatementUnit
from tests.central.imports import imported, made

UNIT = StatementUnit(scheme="gso-2022", code="18580", level="xa")


def test_the_steps_lead_to_the_tables(database_url: str) -> None:
    open_database(database_url).close()
    url = make_url(database_url)
    driver = "postgresql+psycopg" if url.drivername == "postgresql" else url.drivername
    engine = create_engine(url.set(drivername=driver))
    found = inspect(engine)
    tables = {name for name in found.get_table_names() if not name.startswith("sqlite_")}
    assert tables == set(METADATA.tables) > {table.name for table in OF_A_PLAN}
    for name, table in METADATA.tables.items():
        columns = {
            one["name"]: (one["nullable"], one["type"].compile(engine.dialect))
            for one in found.get_columns(name)
        }
        assert columns.keys() == set(table.columns.keys())
        for column in table.columns:
            nullable, kind = columns[column.name]
            assert nullable is column.nullable, (name, column.name)
            assert kind == str(column.type.compile(engine.dialect)), (name, column.name)
        assert found.get_pk_constraint(name)["constrained_columns"] == [one.name for one in table.primary_key]
        unique = {tuple(one["column_names"]) for one in found.get_unique_constraints(name)}
        named = {
            tuple(one.name for one in constraint.columns)
            for constraint in table.constraints
            if isinstance(constraint, UniqueConstraint)
        }
        assert unique == named, name
        foreign = {
            (one["constrained_columns"][0], one["referred_table"]) for one in found.get_foreign_keys(name)
        }
        assert foreign == {(one.parent.name, one.column.table.name) for one in table.foreign_keys}
    engine.dispose()


def test_opening_again_changes_nothing(database_url: str) -> None:
    for _time in range(2):
        database = open_database(database_url)
        with database.reading() as connection:
            steps = connection.scalars(select(STEP.c.name)).all()
        database.close()
        assert sorted(steps) == [
            "add_accounts",
            "add_hints",
            "add_intake",
            "add_millionths",
            "add_plans",
            "add_returns",
            "add_signatures",
            "add_views",
            "quicken_views",
        ]


def test_figures_from_before_there_were_millionths_get_theirs(database_url: str, tmp_path: Path) -> None:
    imported(database_url, tmp_path / "intake", made(tmp_path / "made", 6))
    figures = "SELECT baseline_millionths, target_millionths FROM indicator_value ORDER BY package_id, task, indicator"
    database = open_database(database_url)
    with database.writing() as connection:
        written = connection.exec_driver_sql(figures).all()
        connection.exec_driver_sql(
            "UPDATE indicator_value SET baseline_millionths = NULL, target_millionths = NULL"
        )
        connection.exec_driver_sql(add_millionths()[-1])
        assert connection.exec_driver_sql(figures).all() == written
    database.close()
    assert any(before is not None and before % 1_000_000 for before, _now in written)
    assert any(now is None for _before, now in written)


def test_several_may_open_a_new_one_at_once(database_url: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(open_database, [database_url] * 8))
    found = []
    for database in opened:
        with database.reading() as connection:
            found.append(sorted(connection.scalars(select(STEP.c.name)).all()))
        database.close()
    assert found[0]
    assert found == [found[0]] * 8  # each step was taken once, whoever took it


def test_who_reads_sees_one_state(database_url: str) -> None:
    database = open_database(database_url)
    count = select(func.count()).select_from(STEP)
    with database.reading() as reader:
        before = reader.scalar(count)
        with database.writing() as writer:
            writer.execute(STEP.insert().values(name="of a newer one", taken_at=datetime.now(UTC)))
        assert reader.scalar(count) == before
    with database.reading() as reader:
        assert reader.scalar(count) == (before or 0) + 1
    database.close()


def test_a_newer_one_is_not_touched(database_url: str) -> None:
    database = open_database(database_url)
    with database.writing() as connection:
        connection.execute(STEP.insert().values(name="add_wonders", taken_at=datetime.now(UTC)))
    database.close()
    with pytest.raises(CentralError, match="newer version"):
        open_database(database_url)


def test_an_error_leaves_nothing_behind(database_url: str) -> None:
    database = open_database(database_url)
    tokens: list[str] = []

    def fail() -> None:
        with database.writing() as connection:
            tokens.append(add_token(connection, UNIT))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with database.reading() as connection:
        assert unit_of_token(connection, tokens[0]) is None
    database.close()


def test_what_a_receiver_says_of_itself_is_kept(database_url: str) -> None:
    database = open_database(database_url)
    with pytest.raises(CentralError, match="no name yet"), database.writing() as connection:
        settled_office(connection, None, None)
    receiver, years = Receiver(name="Phòng Văn hóa"), (OpenYear(year=2024),)
    with database.writing() as connection:
        settled_office(connection, receiver, years)
    with database.writing() as connection:
        assert settled_office(connection, None, None) == Office(receiver=receiver, years=years)
        assert office_name(connection) == receiver.name
    database.close()


@pytest.mark.parametrize("module", ["dxdesk.cli.main", "dxdesk.cli.export", "ui.command", "ui.main_window"])
def test_the_desktop_program_brings_none_of_this_with_it(module: str) -> None:
    program = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    libraries = {"sqlalchemy", "starlette", "uvicorn", "prometheus_client", "limits", "psycopg"}
    assert not libraries & set(loaded.stdout.split())
