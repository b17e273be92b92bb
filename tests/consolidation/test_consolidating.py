"""What packages come to without a database is what the database of the receiving end says of them, field by field."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, select, text

from dxdesk.central.consolidation.consolidation import consolidate
from dxdesk.central.database import open_database
from dxdesk.central.plan_rows import figure_number, figure_text
from dxdesk.central.steps_of_figures import millionths_of
from dxdesk.central.synth.folder import PACKAGES, write_made
from dxdesk.central.synth.making import orders
from dxdesk.central.tables import PACKAGE
from dxdesk.consolidation.areas import scope_of
from dxdesk.consolidation.arrivals import Arrival, contested_slots
from dxdesk.consolidation.consolidating import consolidate_arrivals
from dxdesk.consolidation.consolidation import Consolidation, YearFigures
from dxdesk.consolidation.measured import millionths
from dxdesk.guidance.loading import pack_for_year
from dxdesk.guidance.pack import Pack
from dxdesk.package.faults import PackageError
from dxdesk.package.format import Package
from dxdesk.package.reading import read_package
from dxdesk.plan.model import IndicatorFigure
from tests.central.imports import imported, open_years
from tests.consolidation.districts import DISTRICT, made_district

# The letter of 2022 is what plans of both years go by.
YEAR = 2024
PROVINCE = "40"
PARTS = ("coverage", "tasks", "indicators", "funding", "deadlines")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return pack_for_year(YEAR)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> "Both":
    """Return packages of a nation and of all communes of a district, of two years, in a database and at hand."""
    folder = tmp_path_factory.mktemp("both")
    made_district(folder / "district", year=YEAR)
    made_district(folder / "before", year=YEAR - 1, twists=("", "two versions"))
    write_made(folder / "nation", orders(30, YEAR, 9, 0.1, 0.3), 1)
    url = f"sqlite:///{folder / 'central.sqlite3'}"
    open_years(url, YEAR - 1, YEAR)
    sources = [folder / name / PACKAGES for name in ("district", "before", "nation")]
    imported(url, folder / "intake", *sources)
    return Both(url, sources)


class Both:
    """The same packages in a database and at hand."""

    def __init__(self, url: str, sources: list[Path]) -> None:
        self._url = url
        with closing(open_database(url)) as database, database.reading() as connection:
            came = dict(connection.execute(select(PACKAGE.c.digest, PACKAGE.c.received_at)).all())
        self.packages = {one.digest: one for one in _sound(sources)}
        assert self.packages.keys() == came.keys()
        self.arrivals = [_arrival(one, came[one.digest]) for one in self.packages.values()]

    def by_database(self, pack: Pack, code: str) -> Consolidation:
        with closing(open_database(self._url)) as database:
            return consolidate(database, YEAR, pack, code=code)

    def at_hand(self, pack: Pack, code: str) -> Consolidation:
        return consolidate_arrivals(
            self.arrivals, lambda digest: self.packages[digest].plan, scope_of(YEAR, code), pack
        )


def _sound(sources: list[Path]) -> Iterator[Package]:
    for file in (file for source in sources for file in source.rglob("*.json")):
        try:
            yield read_package(file.read_bytes()).package
        except PackageError:
            continue


def _arrival(package: Package, came: Any) -> Arrival:
    statement = package.statement
    unit = statement.unit
    return Arrival(
        scheme=unit.scheme,
        code=unit.code,
        level=unit.level,
        year=statement.year,
        revision=statement.revision,
        digest=package.digest,
        received_at=came,
    )


@pytest.mark.parametrize("code", [DISTRICT, PROVINCE, ""], ids=["district", "province", "nation"])
def test_it_says_what_the_database_says(both: Both, pack: Pack, code: str) -> None:
    stored, found = both.by_database(pack, code), both.at_hand(pack, code)
    assert found.scope == stored.scope
    assert found.deadline == stored.deadline
    assert found.areas == stored.areas
    assert found.units == stored.units
    assert found.outliers == stored.outliers
    assert sorted(found.reasons) == sorted(stored.reasons)
    assert [one.units for one in found.reasons] == [one.units for one in stored.reasons]
    assert_same_year(found.now, stored.now)
    assert found.before is not None
    assert stored.before is not None
    assert_same_year(found.before, stored.before)
    assert any(one.conflict for one in found.units)
    assert any(one.weighted is not None for one in found.now.indicators)


def assert_same_year(found: YearFigures, stored: YearFigures) -> None:
    assert found.year == stored.year
    for name in PARTS:
        mine, theirs = getattr(found, name), getattr(stored, name)
        assert len(mine) == len(set(mine)) > 0
        assert set(mine) == set(theirs), name


def test_a_choice_between_two_packages_counts_as_in_the_database(both: Both, pack: Pack) -> None:
    slot = min(slot for slot in contested_slots(both.arrivals) if slot[2] == YEAR)
    chosen = max(one.digest for one in both.arrivals if one.slot == slot)
    with closing(open_database(both._url)) as database:
        with database.writing() as connection:
            connection.execute(
                text(
                    "INSERT INTO decision (unit_id, year, revision, digest, decided_by, note, decided_at)"
                    " SELECT unit_id, year, revision, digest, 'A', '', received_at FROM package WHERE digest = :digest"
                ),
                {"digest": chosen},
            )
        stored = consolidate(database, YEAR, pack, code="")
        with database.writing() as connection:
            connection.execute(text("DELETE FROM decision"))
    arrivals = [msgspec.structs.replace(one, chosen=one.digest == chosen) for one in both.arrivals]
    found = consolidate_arrivals(arrivals, lambda digest: both.packages[digest].plan, scope_of(YEAR), pack)
    assert found.units == stored.units
    assert next(one for one in found.units if one.code == slot[1]).digest == chosen
    assert_same_year(found.now, stored.now)


_TYPED = st.one_of(
    st.booleans(),
    st.integers(-(2**53) + 1, 2**53 - 1),
    st.from_regex(r"\A-?[0-9]{1,14}(\.[0-9]{0,8})?\Z"),
    st.text(st.sampled_from("0123456789.,- %e"), max_size=18),
    st.decimals(-(10**9), 10**9, places=6, allow_nan=False).map(str),
)


@given(st.lists(_TYPED, min_size=1, max_size=40))
def test_a_figure_is_read_as_the_database_reads_it(figures: list[IndicatorFigure]) -> None:
    """The database reads those that came before it had a column for them."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE figure (baseline TEXT, baseline_number NUMERIC)")
        for one in figures:
            row = (figure_text(one), figure_number(one))
            connection.exec_driver_sql("INSERT INTO figure VALUES (?, ?)", row)
        query = f"SELECT {millionths_of('baseline')} FROM figure"  # noqa: S608 - names of ours
        stored = connection.exec_driver_sql(query).scalars().all()
    engine.dispose()
    assert [millionths(one) for one in figures] == stored
