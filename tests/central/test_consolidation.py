"""What the database counts and sums is what a plain count straight from the packages gives, on both databases."""

import tomllib
from collections import Counter
from contextlib import closing
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import msgspec
import pytest

from dxdesk.central.consolidation.consolidation import consolidate
from dxdesk.central.database import open_database
from dxdesk.central.office import Office, write_office
from dxdesk.central.synth.folder import read_truth, write_made
from dxdesk.central.synth.making import orders
from dxdesk.consolidation.consolidation import Consolidation
from dxdesk.exchange.format import OpenYear, Receiver
from dxdesk.guidance.loading import pack_for_year
from dxdesk.guidance.pack import Pack
from dxdesk.package.format import Package
from dxdesk.package.sealing import sealed
from dxdesk.package.writing import draft_package, package_bytes
from dxdesk.plan.model import Activity, Cost, IndicatorValue, TaskEntry
from dxdesk.resources import resource
from tests.central.conftest import new_database
from tests.central.imports import imported, made
from tests.central.plainly import Plainly, parts_of_map, plans_in
from tests.central.sent import SEALED
from tests.package.samples import PLAN

UNITS = 40


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("made"), UNITS, seed=5, faulty=0.1, twisted=0.2)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, packages: Path) -> str:
    folder = tmp_path_factory.mktemp("central")
    database = new_database(request, request.param, folder)
    imported(database, folder / "intake", packages)
    return database


@pytest.fixture(scope="module")
def found(url: str, pack: Pack) -> Consolidation:
    return consolidated(url, pack)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return pack_for_year(2023)


@pytest.fixture(scope="module")
def plain(packages: Path, pack: Pack) -> Plainly:
    truth = read_truth(packages.parent)
    return plainly(packages, [name for name, one in truth.items() if one.outcome == "accepted"], pack)


def plainly(packages: Path, names: list[str], pack: Pack) -> Plainly:
    regions = {
        province: key
        for key, region in tomllib.loads(resource("units", "regions.toml").read_text("utf-8"))[
            "gso-2022"
        ].items()
        for province in region["provinces"]
    }
    weights = {one.key: one.weight for task in pack.tasks for one in task.indicators if one.weight}
    assert weights
    units = parts_of_map(resource("units", "gso-2022.txt"))
    return Plainly(plans_in(packages, names), units, regions, weights)


def consolidated(url: str, pack: Pack, year: int = 2023, code: str = "") -> Consolidation:
    with closing(open_database(url)) as database:
        return consolidate(database, year, pack, code=code)


def test_every_task_is_counted_as_the_packages_say(found: Consolidation, plain: Plainly) -> None:
    counted = {one[:4]: Counter({"plans": one.plans, **one._asdict()}) for one in found.now.tasks}
    names = ("plans", "applies", "done", "refused", "open")
    assert {key: [one[name] for name in names] for key, one in counted.items()} == {
        key: [one[name] for name in names] for key, one in plain.tasks.items()
    }
    assert {one.kind for one in found.now.tasks} == {"nation", "region", "province", "district"}


def test_every_reason_of_a_refusal_is_told(found: Consolidation, plain: Plainly) -> None:
    told = {one[:5]: one.units for one in found.reasons}
    assert told == {key: count for key, count in plain.reasons.items() if key[0] != "district"}


def test_money_is_summed_to_the_last_dong(found: Consolidation, plain: Plainly) -> None:
    assert {one[:6]: one.amount for one in found.now.funding} == plain.money


def test_what_falls_due_is_counted_by_month(found: Consolidation, plain: Plainly) -> None:
    assert {one[:4]: one.activities for one in found.now.deadlines} == plain.due


def test_indicators_are_summed_exactly(found: Consolidation, plain: Plainly) -> None:
    assert {one[:8]: one.written for one in found.now.indicators} == plain.written
    for one in found.now.indicators:
        numbers = plain.figures.get(one[:8], [])
        assert one.usable == len(numbers)
        assert Fraction(one.total) == sum(numbers)
        assert one.least == (min(numbers) if numbers else None)
        assert one.most == (max(numbers) if numbers else None)
        assert one.mean == (rounded(sum(numbers), len(numbers)) if numbers else None)


def test_a_mean_is_weighted_where_the_guidance_names_a_weight(found: Consolidation, plain: Plainly) -> None:
    weighted = {one[:8]: one.weighted for one in found.now.indicators if one.weighted is not None}
    expected = {
        key: rounded(sum(number * weight for number, weight in pairs), sum(weight for _, weight in pairs))
        for key, pairs in plain.weighed.items()
    }
    assert weighted == expected
    assert any(weighted[key] != one.mean for one in found.now.indicators if (key := one[:8]) in weighted)


def rounded(total: Fraction | int, count: Fraction | int) -> Decimal:
    return Decimal(round(Fraction(total) / count * 10_000)) / 10_000


def test_coverage_is_counted_against_the_map(found: Consolidation, packages: Path) -> None:
    truth = read_truth(packages.parent)
    sent = {one.unit for one in truth.values() if one.outcome != "quarantined"}
    contested = {one.unit for one in truth.values() if one.outcome == "conflict"}
    nation = [one for one in found.now.coverage if one.kind == "nation"]
    assert {one.level: one.expected for one in nation} == {"tinh": 63, "huyen": 705, "xa": 10_598}
    assert sum(one.sent for one in nation) == len(sent)
    assert sum(one.conflict for one in nation) == len(contested)
    assert sum(one.counted for one in nation) == len(sent - contested)
    assert {one.code for one in found.units if one.received_at} == sent
    assert all(one.late for one in found.units if one.received_at)
    assert sum(one.amount for one in found.units) == sum(
        one.amount for one in found.now.funding if one.kind == "nation"
    )


def test_a_province_says_what_the_nation_says_of_it(found: Consolidation, url: str, pack: Pack) -> None:
    code = next(one.area for one in found.now.tasks if one.kind == "province")
    province = consolidated(url, pack, code=code)
    assert {one.kind for one in province.now.funding} <= {"province", "district"}
    inner = {("province", code)} | {
        ("district", one.code) for one in province.areas if one.kind == "district"
    }
    for name in ("coverage", "tasks", "indicators", "funding", "deadlines"):
        whole = [one for one in getattr(found.now, name) if (one.kind, one.area) in inner]
        assert set(getattr(province.now, name)) == set(whole), name


def test_the_year_before_stands_beside(tmp_path: Path, database_url: str, pack: Pack) -> None:
    write_made(tmp_path / "before", orders(6, 2023, 1, 0, 0), 1)
    write_made(tmp_path / "now", orders(6, 2024, 1, 0, 0), 1)
    take_years(database_url, 2023, 2024)
    imported(database_url, tmp_path / "intake", tmp_path / "before", tmp_path / "now")
    both = consolidated(database_url, pack, 2024)
    assert both.before is not None
    assert both.before == consolidated(database_url, pack, 2023).now
    assert consolidated(database_url, pack, 2023).before is None


def take_years(url: str, *years: int) -> None:
    office = Office(receiver=Receiver(name="Sở"), years=tuple(OpenYear(year=year) for year in years))
    with closing(open_database(url)) as database, database.writing() as connection:
        write_office(connection, office)


def test_no_sum_of_a_nation_overflows(tmp_path: Path, database_url: str, pack: Pack) -> None:
    """Amounts and figures as large as a package may hold, and figures too long to be summed."""
    most = 2**53 - 1
    task = pack.tasks[0]
    for code in ("18490", "18580"):
        path = tmp_path / "sent" / f"{code}.dxplan.json"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(package_bytes(_immense(code, task.key, most)))
    imported(database_url, tmp_path / "intake", tmp_path / "sent")
    found = consolidated(database_url, pack)
    nation = [one for one in found.now.funding if one.kind == "nation"]
    assert sum(one.amount for one in nation if one.task == task.key) == 2 * 600 * most > 2**63
    figures = {
        one.field: one for one in found.now.indicators if one.kind == "nation" and one.indicator == "odd"
    }
    assert (figures["target"].written, figures["target"].usable) == (2, 0)
    assert figures["baseline"].total == Decimal("-0.6")


def _immense(code: str, task: str, most: int) -> Package:
    costs = tuple(Cost(amount=most, source="central") for _ in range(20))
    activities = tuple(Activity(id=f"a{number}", text="Việc", costs=costs) for number in range(30))
    odd = IndicatorValue(kind="percent", unit="%", baseline="-0.3", target=f"{most}.123456789")
    entry = TaskEntry(applies=True, situation="Có", activities=activities, indicators={"odd": odd})
    unit = msgspec.structs.replace(PLAN.unit, code=code)
    funding = msgspec.structs.replace(PLAN.funding, stated_total=None)
    plan = msgspec.structs.replace(PLAN, unit=unit, tasks={task: entry}, funding=funding, year=2023)
    return sealed(draft_package(plan), SEALED)


def test_figures_out_of_line_are_named_with_their_unit(tmp_path: Path, database_url: str, pack: Pack) -> None:
    task = pack.tasks[0]
    codes = sorted(code for code in parts_of_map(resource("units", "gso-2022.txt")) if len(code) == 5)[:14]
    for number, code in enumerate(codes):
        members = {0: 15_000, 1: 30_000}.get(number, number)  # 20.000 at most, by the guidance
        path = tmp_path / "sent" / f"{code}.dxplan.json"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(package_bytes(_with_members(code, task.key, members)))
    imported(database_url, tmp_path / "intake", tmp_path / "sent")
    found = consolidated(database_url, pack).outliers
    assert {(one.code, one.why) for one in found if one.indicator == "cdt_members_count"} == {
        (codes[0], "far"),
        (codes[1], "range"),
    }
    assert all(one.name for one in found)


def _with_members(code: str, task: str, members: int) -> Package:
    value = IndicatorValue(kind="count", unit="người", target=members)
    entry = TaskEntry(applies=True, situation="Có", indicators={"cdt_members_count": value})
    unit = msgspec.structs.replace(PLAN.unit, code=code)
    funding = msgspec.structs.replace(PLAN.funding, stated_total=None)
    plan = msgspec.structs.replace(PLAN, unit=unit, tasks={task: entry}, funding=funding, year=2023)
    return sealed(draft_package(plan), SEALED)
