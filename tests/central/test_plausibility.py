"""What is hard to believe beside last year and the neighbours, whoever came first."""

import json
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any, Final

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxdesk.central.database import open_database
from dxdesk.central.plausibility import FUNDING, Figure, Kind, Place, Stated, hints
from dxdesk.central.synth.making import Order, made_files
from dxdesk.package.reading import read_package
from dxdesk.package.sealing import sealed
from dxdesk.package.writing import draft_package, package_bytes
from dxdesk.units.catalogue import catalogue
from tests.central.imports import central, imported
from tests.central.sent import SEALED
from tests.central.store import scalars

_CODES: Final = [unit.code for unit in catalogue("gso-2022") if unit.parent == "448"][:8]
PEOPLE: Place = ("cloud", "people")


def _stated(number: int, value: int, kind: Kind = "count", place: Place = PEOPLE, **more: str) -> Stated:
    where = {"code": f"{number:05}", "district": "448", "province": "42", "level": "xa"} | more
    figures = {place: Figure(kind=kind, value=Decimal(value))}
    return Stated(package_id=number, scheme="gso-2022", figures=figures, **where)


def _codes(plans: list[Stated], before: list[Stated] | None = None) -> list[tuple[int, str]]:
    return [(hint.package_id, hint.code) for hint in hints(plans, before or [])]


@pytest.mark.parametrize(
    ("kind", "was", "now", "is_told"),
    [
        ("count", 100, 1000, True),
        ("count", 1000, 100, True),
        ("count", 100, 900, False),
        ("count", 0, 900, False),
        ("percent", 10, 60, True),
        ("percent", 10, 59, False),
        ("percent", 1, 20, False),
    ],
)
def test_a_leap_since_last_year(kind: Kind, was: int, now: int, *, is_told: bool) -> None:
    found = _codes([_stated(1, now, kind)], [_stated(1, was, kind)])
    assert found == ([(1, "PL01")] if is_told else [])


def test_last_year_is_that_of_the_same_unit() -> None:
    assert _codes([_stated(1, 1000)], [_stated(2, 1)]) == []


def test_funding_has_codes_of_its_own() -> None:
    plans = [_stated(number, 10**8, "money", FUNDING) for number in range(1, 9)]
    plans.append(_stated(9, 10**11, "money", FUNDING))
    assert _codes(plans, [_stated(9, 10**8, "money", FUNDING)]) == [(9, "PL02"), (9, "PL04")]


def test_a_figure_far_from_those_around() -> None:
    plans = [_stated(number, 90 + number) for number in range(1, 9)]
    assert _codes([*plans, _stated(9, 2000)]) == [(9, "PL03")]
    assert _codes([*plans, _stated(9, 1899)]) == []
    assert _codes([*plans, _stated(9, 2000, level="huyen")]) == []


def test_where_few_are_around_the_province_is_asked() -> None:
    others = [_stated(number, 90 + number, district=f"{440 + number}") for number in range(1, 9)]
    (hint,) = hints([*others, _stated(9, 2000)], [])
    assert (hint.code, hint.count, hint.against) == ("PL03", 8, Decimal(95))
    assert hints([*others[:4], _stated(9, 2000)], []) == ()


@given(st.randoms(use_true_random=False), st.lists(st.integers(0, 10**6), min_size=1, max_size=20))
def test_the_order_does_not_count(random: Random, values: list[int]) -> None:
    plans = [_stated(number, value) for number, value in enumerate(values)]
    before = [_stated(number, value // 7) for number, value in enumerate(values)]
    mixed, earlier = list(plans), list(before)
    random.shuffle(mixed)
    random.shuffle(earlier)
    assert hints(mixed, earlier) == hints(plans, before)


def _files() -> list[bytes]:
    """Return packages of the communes of a district; one plans a thousand times what it should."""
    files = [made_files(Order(seed=1, year=2023, scheme="gso-2022", code=code))[0].data for code in _CODES]
    plan = read_package(files[0]).package.plan
    tasks = {
        key: msgspec.structs.replace(
            entry,
            activities=tuple(
                msgspec.structs.replace(
                    activity,
                    costs=tuple(
                        msgspec.structs.replace(cost, amount=cost.amount * 10_000) for cost in activity.costs
                    ),
                )
                for activity in entry.activities
            ),
        )
        for key, entry in plan.tasks.items()
    }
    rich = msgspec.structs.replace(plan, tasks=tasks)
    return [package_bytes(sealed(draft_package(rich), SEALED)), *files[1:]]


def test_hints_are_kept_and_the_order_of_arrival_does_not_count(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DXDESK_LANG", "en")
    files = _files()
    kept: list[list[dict[str, Any]]] = []
    for url, order in ((database_url, files), (f"sqlite:///{tmp_path / 'b.sqlite3'}", files[::-1])):
        folder = tmp_path / f"in{len(kept)}"
        folder.mkdir()
        for number, data in enumerate(order):
            (folder / f"{number}").write_bytes(data)
        imported(url, tmp_path / f"intake{len(kept)}", folder)
        for _time in range(2):
            code, out = central("plausibility", "--db", url, "--year", "2023", "--json")
            assert code == 0
        kept.append(json.loads(out))
        database = open_database(url, connections=1)
        assert scalars(database, "SELECT COUNT(*) FROM hint") == [len(kept[-1])]
        database.close()
    assert kept[0] == kept[1]
    (funding,) = [one for one in kept[0] if one["hint"] == "PL04"]
    assert (funding["code"], funding["place"]) == (_CODES[0], "/plan/funding")
    assert "of 7 units around it" in funding["message"]
