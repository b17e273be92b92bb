"""What this program writes has no deviation, whatever the plan and format."""

from collections.abc import Callable
from datetime import date
from typing import Final

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from dxdesk.document.compose import compose, unprintable_texts
from dxdesk.document.decree30 import (
    MARGIN_BOTTOM,
    MARGIN_LEFT,
    MARGIN_RIGHT,
    MARGIN_TOP,
    RULE_SHARE,
    STYLES,
)
from dxdesk.document.tree import Document
from dxdesk.inspection.inspection import inspect_file
from dxdesk.inspection.permitted import LETTERS, MARGINS, RULE_SHARES, Component, fits
from dxdesk.package.reading import read_package
from dxdesk.plan.model import Plan
from dxdesk.plan.wording import superior_line
from dxdesk.render.docx.writing import write_docx
from dxdesk.render.pdf.writing import write_pdf
from dxdesk.resources import resource
from tests.document.official_plans import official_plans
from tests.document.printed_plans import printed_plans
from tests.document.sample_plans import full_plan, named, pack, short_plan

pytestmark = pytest.mark.once

Writer = Callable[[Document], bytes]

WRITERS: Final[dict[str, Writer]] = {
    "docx": write_docx,
    "pdf": lambda document: write_pdf(document).data,
}


def _with(plan: Plan, **details: object) -> Plan:
    return msgspec.structs.replace(plan, document=msgspec.structs.replace(plan.document, **details))


def _nothing_applies() -> Plan:
    plan = short_plan()
    refused = {key: msgspec.structs.replace(entry, applies=False) for key, entry in full_plan().tasks.items()}
    return msgspec.structs.replace(plan, tasks=refused)


def _ward() -> Plan:
    plan = _with(full_plan("xa"), superior_line=True, issued_on=date(2022, 12, 5), number="7")
    unit = msgspec.structs.replace(plan.unit, name="phường Nguyễn Nghiêm", superior="thành phố Quảng Ngãi")
    return msgspec.structs.replace(plan, unit=unit)


def sample(name: str) -> Plan:
    return read_package(resource("samples", f"{name}.dxplan.json").read_bytes()).package.plan


_SIGNER = full_plan().document.signer
PLANS: Final[dict[str, Plan]] = {
    "commune": full_plan("xa"),
    "commune, decision": full_plan("xa", "decision"),
    "district": full_plan("huyen"),
    "district, decision": full_plan("huyen", "decision"),
    "issued": _with(full_plan("xa"), number="7", issued_on=date(2023, 2, 5)),
    "ward with the level above, issued": _ward(),
    "short": short_plan(),
    "no task applies": _nothing_applies(),
    "nobody named below a long title": short_plan(
        signer=msgspec.structs.replace(
            _SIGNER, capacity="TL", title="Trưởng phòng Văn hóa và Thông tin", full_name=""
        )
    ),
    "bases in a section": _with(full_plan("xa"), bases_style="section"),
    "nobody named": short_plan(
        signer=msgspec.structs.replace(_SIGNER, capacity="TM", title="Chủ tịch", full_name="")
    ),
    "by order": short_plan(signer=msgspec.structs.replace(_SIGNER, capacity="TL", title="Chánh Văn phòng")),
    "acting": short_plan(signer=msgspec.structs.replace(_SIGNER, capacity="Q")),
    "many recipients": short_plan(
        recipients=tuple(f"Các cơ quan, đơn vị, tổ chức, cá nhân có liên quan số {i}" for i in range(45))
    ),
    "shipped sample of a commune": sample("xa"),
    "shipped sample of a district": sample("huyen"),
    "long name": named(full_plan("xa"), "thị trấn Nông trường Thống Nhất Mộc Châu"),
}


@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_nothing_deviates(plan: Plan, writer: Writer) -> None:
    inspection = inspect_file("x", writer(compose(plan, pack())))
    assert inspection.deviations == ()


def test_the_ward_has_the_level_above_it() -> None:
    assert superior_line(_ward())


@given(plan=official_plans())
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
def test_no_plan_of_an_office_deviates(plan: Plan) -> None:
    document = compose(plan, pack())
    for writer in WRITERS.values():
        assert inspect_file("x", writer(document)).deviations == ()


@given(plan=printed_plans())
@settings(max_examples=15, suppress_health_check=list(HealthCheck))
def test_any_plan_can_be_measured(plan: Plan) -> None:
    if unprintable_texts(plan, pack()):
        return
    document = compose(plan, pack())
    for writer in WRITERS.values():
        assert inspect_file("x", writer(document)).form in WRITERS


@pytest.mark.parametrize("component", LETTERS)
def test_our_styles_lie_in_what_is_permitted(component: Component) -> None:
    ours, permitted = STYLES[component], LETTERS[component]
    assert fits(ours.size, permitted.size, 0)
    assert permitted.bold in {None, ours.bold}
    assert permitted.italic in {None, ours.italic}
    assert permitted.align in {None, ours.align}


def test_our_margins_and_rules_lie_in_what_is_permitted() -> None:
    ours = {"top": MARGIN_TOP, "bottom": MARGIN_BOTTOM, "left": MARGIN_LEFT, "right": MARGIN_RIGHT}
    assert all(fits(ours[margin], span, 0) for margin, span in MARGINS.items())
    assert fits(RULE_SHARE, RULE_SHARES, 0)
