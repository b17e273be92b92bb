"""What an office set once stands in its new plans, and nowhere else."""

from datetime import date

import msgspec
import pytest
from hypothesis import given

from dxdesk.guidance.loading import pack_for_year
from dxdesk.plan.beginning import new_plan
from dxdesk.plan.defaults import OfficeDefaults, default_unit, usual_year, with_defaults, years_offered
from dxdesk.plan.model import Plan, Signer
from dxdesk.units.catalogue import catalogue
from tests.strategies import plans

SIGNER = Signer(capacity="KT", title="Phó Chủ tịch", full_name="Nguyễn Văn Hòa")
OFFICE = OfficeDefaults(
    unit_scheme="gso-2022",
    unit_code="18580",
    organ_id="H40.39.11",
    place="Thạch Kim",
    symbol="KH-UBND-VX",
    superior_line=True,
    signer=SIGNER,
    recipients=("UBND huyện Lộc Hà (để b/c)", "Lưu: VT."),
    archive="VT, VHXH",
    money_unit="dong",
)


def begun(code: str = "18580") -> Plan:
    unit = catalogue("gso-2022").unit(code)
    assert unit is not None
    return new_plan(unit, pack_for_year(2023), 2023)


def test_a_new_plan_has_what_the_office_set() -> None:
    plan = with_defaults(begun(), OFFICE)
    document = plan.document
    assert (document.signer, document.recipients, document.archive) == (SIGNER, OFFICE.recipients, "VT, VHXH")
    assert (document.symbol, document.superior_line, document.money_unit) == ("KH-UBND-VX", True, "dong")
    assert plan.unit.organ_id == "H40.39.11"
    assert plan.tasks == begun().tasks


def test_a_plan_of_another_unit_stays_as_it_is() -> None:
    assert with_defaults(begun("18583"), OFFICE) == begun("18583")


def test_what_somebody_wrote_stays() -> None:
    plan = begun()
    document = msgspec.structs.replace(plan.document, symbol="KH-UBND2", signer=Signer(full_name="Lê An"))
    written = with_defaults(msgspec.structs.replace(plan, document=document), OFFICE).document
    assert (written.symbol, written.signer.full_name) == ("KH-UBND2", "Lê An")
    assert written.archive == "VT, VHXH"


def test_an_office_that_set_nothing_but_its_unit_changes_nothing() -> None:
    assert with_defaults(begun(), OfficeDefaults(unit_scheme="gso-2022", unit_code="18580")) == begun()


@given(plans())
def test_without_a_unit_no_plan_is_changed(plan: Plan) -> None:
    assert with_defaults(plan, msgspec.structs.replace(OFFICE, unit_code="")) == plan


def test_a_unit_that_no_map_knows_is_none() -> None:
    assert default_unit(OfficeDefaults()) is None
    assert default_unit(OfficeDefaults(unit_scheme="gso-1999", unit_code="18580")) is None
    assert default_unit(OfficeDefaults(unit_scheme="gso-2022", unit_code="99999")) is None
    found = default_unit(OFFICE)
    assert found is not None
    assert found.name == "Xã Thạch Kim"


def test_years_are_offered_in_order() -> None:
    offered = years_offered(date(2025, 11, 3))
    assert [each.year for each in offered] == [2023, 2024, 2025, 2026]
    assert {each.guidance for each in offered} == {2023}


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (date(2022, 11, 20), 2023),
        (date(2023, 2, 1), 2023),
        (date(2025, 6, 30), 2025),
        (date(2025, 11, 3), 2026),
        (date(2020, 1, 1), 2023),
    ],
)
def test_plans_are_written_at_the_end_of_a_year_for_the_next(today: date, year: int) -> None:
    assert usual_year(years_offered(today), today).year == year


def test_a_clock_that_is_behind_still_offers_the_guidance_at_hand() -> None:
    assert [each.year for each in years_offered(date(2020, 1, 1))] == [2023]
