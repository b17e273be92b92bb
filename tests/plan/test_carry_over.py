"""A plan is begun from last year's, or from another unit's: what comes along, and what is told."""

from collections.abc import Collection
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxdesk.guidance.loading import pack_for_year
from dxdesk.guidance.pack import Pack, Period
from dxdesk.language import set_language
from dxdesk.plan.beginning import new_plan
from dxdesk.plan.carry_over import CarryOver, Offer, carried, offered
from dxdesk.plan.edits import edited
from dxdesk.plan.model import (
    Activity,
    Assignment,
    Cost,
    Goals,
    IndicatorValue,
    LegalBasis,
    Plan,
    Signer,
    Solution,
    TaskEntry,
)
from dxdesk.plan.new_period import moved_period
from dxdesk.plan.notice import notice_text
from dxdesk.plan.passage import mentions, renamed
from dxdesk.plan.rules.review import review
from dxdesk.units.catalogue import catalogue
from dxdesk.units.unit import Unit
from tests.strategies import plans

PACK = pack_for_year(2023)
TASK = "staff-training"
INDICATOR = "staff_dx_trained_pct"


def unit(code: str) -> Unit:
    found = catalogue("gso-2022").unit(code)
    assert found
    return found


THACH_KIM, NEIGHBOUR = unit("18580"), unit("18577")


def with_task(plan: Plan, entry: TaskEntry, key: str = TASK) -> Plan:
    return msgspec.structs.replace(plan, tasks={**plan.tasks, key: entry})


@pytest.fixture
def last_year() -> Plan:
    """Return the plan of Thạch Kim for 2023, with something of everything."""
    plan = new_plan(THACH_KIM, PACK, 2023)
    activity = Activity(
        id="a1",
        text="UBND xã Thạch Kim mở lớp tập huấn năm 2023",
        lead="UBND xã Thạch Kim",
        period=Period(text="Quý II/2023", due=date(2023, 6, 30)),
        costs=(Cost(amount=5_000_000, source="commune"),),
        note="Lồng ghép",
    )
    value = IndicatorValue(kind="percent", unit="%", baseline="40", target="80.5", note="ước tính")
    entry = TaskEntry(
        applies=True, situation="Đã có 12 người", activities=(activity,), indicators={INDICATOR: value}
    )
    document = msgspec.structs.replace(
        plan.document,
        number="12",
        issued_on=date(2022, 12, 30),
        superior_line=True,
        signer=Signer(capacity="KT", title="Phó Chủ tịch", full_name="Trần Thị B"),
        recipients=("UBND huyện Lộc Hà", "Các thôn của xã Thạch Kim"),
    )
    own_bases = (
        LegalBasis(
            lead="Thực hiện", kind="Nghị quyết", number="05-NQ/TU", abstract="về chuyển đổi số 2021 - 2025"
        ),
        LegalBasis(lead="Thực hiện", kind="Kế hoạch", number="9/KH-UBND", abstract="Chuyển đổi số năm 2023"),
        LegalBasis(lead="Căn cứ", kind="Nghị quyết", number="7/NQ-HĐND", issuer="HĐND xã Thạch Kim"),
    )
    return msgspec.structs.replace(
        with_task(plan, entry),
        unit=msgspec.structs.replace(plan.unit, organ_id="H27.1.2"),
        document=document,
        bases=(*plan.bases, *own_bases),
        goals=Goals(general="Đưa xã Thạch Kim lên số", specific=("Một", "Hai")),
        results={"nhan_thuc_so": "Năm 2022 đã làm được nhiều việc"},
        solutions=(Solution(title="Tuyên truyền", text="Qua loa của huyện Lộc Hà"),),
        organisation=(Assignment(body="Công an xã", duties="Làm"),),
        sections={"purpose": "Mục đích của xã Thạch Kim", "closing": "Đề nghị thực hiện."},
    )


@pytest.fixture
def begun() -> Plan:
    return new_plan(THACH_KIM, PACK, 2024)


def taken(source: Plan, begun: Plan, *chosen: str, pack: Pack = PACK) -> Plan:
    return edited(begun, carried(source, begun, pack, chosen).operations)


def told(result: CarryOver, plan: Plan) -> str:
    return "\n".join(notice_text(notice, plan, PACK) for notice in result.notices)


def choosable(offers: Collection[Offer]) -> list[str]:
    return [offer.key for offer in offers if offer.kind in ("task", "section")]


def test_a_task_comes_with_its_work_and_without_its_money(last_year: Plan, begun: Plan) -> None:
    result = carried(last_year, begun, PACK, [f"/tasks/{TASK}"])
    entry = edited(begun, result.operations).tasks[TASK]
    assert (entry.applies, entry.situation) == (True, "Đã có 12 người")
    assert entry.activities == (
        Activity(
            id="a1",
            text="UBND xã Thạch Kim mở lớp tập huấn năm 2023",
            lead="UBND xã Thạch Kim",
            period=Period(text="Quý II/2024", due=date(2024, 6, 30)),
        ),
    )
    assert "amounts of money were not carried over (activities: 1)" in told(result, begun)
    assert "Notes beside activities and indicators were not carried over (2)" in told(result, begun)
    again = carried(last_year, begun, PACK, [f"/tasks/{TASK}"], with_amounts=True)
    assert edited(begun, again.operations).tasks[TASK].activities[0].costs[0].amount == 5_000_000
    assert "amounts" not in told(again, begun)


def test_last_years_target_is_this_years_baseline(last_year: Plan, begun: Plan) -> None:
    result = carried(last_year, begun, PACK, [f"/tasks/{TASK}"])
    value = edited(begun, result.operations).tasks[TASK].indicators[INDICATOR]
    assert value == IndicatorValue(kind="percent", unit="%", baseline="80.5")
    assert "The targets of 2023 now stand as its results." in told(result, begun)


def test_a_plan_of_the_same_year_keeps_its_figures(last_year: Plan) -> None:
    begun = new_plan(THACH_KIM, PACK, 2023)
    value = taken(last_year, begun, f"/tasks/{TASK}").tasks[TASK].indicators[INDICATOR]
    assert (value.baseline, value.target) == ("40", "80.5")


@pytest.mark.parametrize("year", [2022, 2025, 2030])
def test_targets_of_other_years_say_nothing_of_last_year(last_year: Plan, year: int) -> None:
    begun = new_plan(THACH_KIM, PACK, year)
    result = carried(last_year, begun, PACK, [f"/tasks/{TASK}"])
    assert edited(begun, result.operations).tasks[TASK].indicators == begun.tasks[TASK].indicators
    assert "figures of the indicators were not carried over" in told(result, begun)


@pytest.mark.parametrize("change", [{"kind": "count", "target": 5}, {"unit": "người"}])
def test_figures_that_are_measured_differently_stay_behind(
    last_year: Plan, begun: Plan, change: dict[str, object]
) -> None:
    entry = last_year.tasks[TASK]
    value = msgspec.structs.replace(entry.indicators[INDICATOR], **change)
    source = with_task(last_year, msgspec.structs.replace(entry, indicators={INDICATOR: value}))
    result = carried(source, begun, PACK, [f"/tasks/{TASK}"])
    assert edited(begun, result.operations).tasks[TASK].indicators == begun.tasks[TASK].indicators
    assert "measured in another way now" in told(result, begun)


def test_an_indicator_that_is_gone_is_told(last_year: Plan, begun: Plan) -> None:
    gone = IndicatorValue(kind="count", unit="máy", target=1_250)
    entry = msgspec.structs.replace(last_year.tasks[TASK], indicators={"old_one": gone})
    result = carried(with_task(last_year, entry), begun, PACK, [f"/tasks/{TASK}"])
    assert "old_one" not in edited(begun, result.operations).tasks[TASK].indicators
    assert "“old_one” is no longer followed. Its figure of 2023 (1.250) stayed there." in told(result, begun)


def test_ids_of_activities_stay_unique(last_year: Plan, begun: Plan) -> None:
    twins = tuple(Activity(id="a2", text=text) for text in ("Một", "Hai", "Ba"))
    source = with_task(last_year, TaskEntry(applies=True, activities=twins))
    activities = taken(source, begun, f"/tasks/{TASK}").tasks[TASK].activities
    assert [activity.text for activity in activities] == ["Một", "Hai", "Ba"]
    assert len({activity.id for activity in activities}) == 3


PERIODS = [
    # text and day in the plan of 2023, the same in the plan of 2024
    ("Quý II/2023", None, "Quý II/2024", None),
    ("tháng 3/2023", date(2023, 3, 31), "tháng 3/2024", date(2024, 3, 31)),
    ("Trước ngày 30/9/2023", date(2023, 9, 30), "Trước ngày 30/9/2024", date(2024, 9, 30)),
    ("Từ Quý I/2023 đến Quý II/2023", None, "Từ Quý I/2024 đến Quý II/2024", None),
    ("Quý II", date(2023, 6, 30), "Quý II", date(2024, 6, 30)),
    ("Thường xuyên", None, "Thường xuyên", None),
    ("Năm 2023", None, "Năm 2024", None),
    ("Trước ngày 01/01/2024", date(2024, 1, 1), "Trước ngày 01/01/2025", date(2025, 1, 1)),
]


@pytest.mark.parametrize(("text", "due", "new_text", "new_due"), PERIODS)
def test_times_move_to_the_new_year(text: str, due: date | None, new_text: str, new_due: date | None) -> None:
    moved = moved_period(Period(text=text, due=due), 2023, 2024)
    assert moved == (Period(text=new_text, due=new_due), False)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Giai đoạn 2021 - 2025", date(2025, 12, 31)),
        ("2023 - 2025", None),
        ("Đến năm 2030", None),
        ("Quý I/2024", None),
        ("", date(2022, 12, 31)),
    ],
)
def test_times_of_other_years_stay_and_are_told(
    last_year: Plan, begun: Plan, text: str, due: date | None
) -> None:
    period = Period(text=text, due=due)
    assert moved_period(period, 2023, 2024) == (period, True)
    source = with_task(last_year, TaskEntry(applies=True, activities=(Activity(id="a1", period=period),)))
    result = carried(source, begun, PACK, [f"/tasks/{TASK}"])
    assert f"the time “{text}” names other years than 2023" in told(result, begun)


@pytest.mark.parametrize(
    ("text", "new_text"),
    [
        ("Trước ngày 29/02/2024", "Trước ngày 28/02/2025"),
        ("Trước 29/2", "Trước 28/2"),
        ("ngày 29 tháng 02 năm 2024", "ngày 28 tháng 02 năm 2025"),
        ("29/12/2024", "29/12/2025"),
        ("29/20", "29/20"),
    ],
)
def test_the_leap_day(text: str, new_text: str) -> None:
    period = Period(text=text, due=date(2024, 2, 29))
    assert moved_period(period, 2024, 2025).period == Period(text=new_text, due=date(2025, 2, 28))
    assert moved_period(period, 2024, 2028).period.due == date(2028, 2, 29)


def test_what_is_offered_of_last_year(last_year: Plan, begun: Plan) -> None:
    source = msgspec.structs.replace(
        last_year,
        tasks={
            TASK: last_year.tasks[TASK],
            "paper-archive": TaskEntry(applies=True),
            "untouched": TaskEntry(),
            "virtual-assistant": TaskEntry(applies=False, reason="Không thuộc phạm vi"),
        },
    )
    offers = {offer.key: offer for offer in offered(source, begun, PACK)}
    kinds = {key: offer.kind for key, offer in offers.items() if offer.kind != "new_task"}
    assert kinds == {
        f"/tasks/{TASK}": "task",
        "/tasks/virtual-assistant": "task",
        "/tasks/paper-archive": "gone_task",
        **dict.fromkeys(
            (
                "/bases",
                "/results",
                "/goals",
                "/solutions",
                "/organisation",
                "/sections",
                "/document",
                "/document/recipients",
                "/document/signer",
            ),
            "section",
        ),
    }
    assert offers[f"/tasks/{TASK}"].summary == "1 activity"
    assert offers["/tasks/virtual-assistant"].summary == "does not apply"
    assert offers["/tasks/anti-malware"].kind == "new_task"
    assert offers["/goals"].count == 3
    assert "Trần Thị B" in offers["/document/signer"].summary
    wanted = {key for key, offer in offers.items() if offer.recommended}
    assert {*kinds} - wanted == {"/tasks/paper-archive", "/results"}
    result = carried(source, begun, PACK, [])
    assert "Task “paper-archive” is not in the guidance any more" in told(result, begun)
    assert told(result, begun).count("is not in the earlier plan. Answer it anew.") == len(PACK.tasks) - 2


def test_of_another_unit_only_the_tasks_are_recommended(last_year: Plan) -> None:
    offers = offered(last_year, new_plan(NEIGHBOUR, PACK, 2023), PACK)
    assert [offer.key for offer in offers if offer.recommended] == [f"/tasks/{TASK}"]
    of_district = offered(last_year, new_plan(unit("448"), PACK, 2023), PACK)
    assert not any(offer.recommended for offer in of_district)


def test_only_what_can_be_carried_may_be_chosen(last_year: Plan, begun: Plan) -> None:
    with pytest.raises(LookupError, match="/tasks/anti-malware"):
        carried(last_year, begun, PACK, ["/goals", "/tasks/anti-malware"])


def test_own_bases_stand_behind_those_of_the_new_guidance(last_year: Plan, begun: Plan) -> None:
    result = carried(last_year, begun, PACK, ["/bases"])
    plan = edited(begun, result.operations)
    assert plan.bases[: len(begun.bases)] == begun.bases
    assert [basis.number for basis in plan.bases[len(begun.bases) :]] == ["05-NQ/TU", "7/NQ-HĐND"]
    assert "“Thực hiện Kế hoạch số 9/KH-UBND Chuyển đổi số năm 2023” is for 2023" in told(result, begun)


def test_the_unit_keeps_its_habits_but_not_its_number(last_year: Plan, begun: Plan) -> None:
    plan = taken(last_year, begun, "/document", "/document/signer", "/document/recipients")
    assert plan.document.signer == last_year.document.signer
    assert plan.document.recipients == last_year.document.recipients
    assert plan.document.superior_line
    assert plan.unit.organ_id == "H27.1.2"
    assert (plan.document.number, plan.document.issued_on) == ("", None)
    assert plan.document.subject == "Chuyển đổi số năm 2024 của xã Thạch Kim"


def test_an_outline_that_the_guidance_lacks_is_not_taken(last_year: Plan, begun: Plan) -> None:
    document = msgspec.structs.replace(last_year.document, outline="cua-tinh")
    source = msgspec.structs.replace(last_year, document=document)
    result = carried(source, begun, PACK, ["/document"])
    assert edited(begun, result.operations).document.outline == begun.document.outline
    assert "“cua-tinh” is not in the guidance for this level; “Đề cương rút gọn" in told(result, begun)


def test_results_and_texts_come_by_their_keys(last_year: Plan, begun: Plan) -> None:
    sections = {**last_year.sections, "annex": "Phần cũ"}
    source = msgspec.structs.replace(last_year, sections=sections)
    result = carried(source, begun, PACK, ["/results", "/sections"])
    plan = edited(begun, result.operations)
    assert plan.results == source.results
    assert plan.sections == last_year.sections
    assert "“Phần cũ” was left out" in told(result, begun)
    assert "The results carried over tell of 2022. Write those of 2023." in told(result, begun)


def test_another_units_name_gives_way_to_the_own_one(last_year: Plan) -> None:
    begun = new_plan(NEIGHBOUR, PACK, 2023)
    keys = [f"/tasks/{TASK}", "/goals", "/bases", "/solutions", "/document/recipients"]
    result = carried(last_year, begun, PACK, keys)
    plan = edited(begun, result.operations)
    name = begun.unit.name
    assert plan.goals.general == f"Đưa {name} lên số"
    assert plan.tasks[TASK].activities[0].lead == f"UBND {name}"
    assert plan.document.recipients == ("UBND huyện Lộc Hà", f"Các thôn của {name}")
    assert plan.tasks[TASK].indicators == begun.tasks[TASK].indicators
    assert plan.document.signer == begun.document.signer
    assert "05-NQ/TU" in {basis.number for basis in plan.bases}
    assert "7/NQ-HĐND" not in {basis.number for basis in plan.bases}
    text = told(result, plan)
    assert f"General goal: “xã Thạch Kim” was replaced by “{name}”." in text
    assert "names xã Thạch Kim and was left out" in text


def test_texts_that_name_the_old_year_are_told_and_not_changed(last_year: Plan, begun: Plan) -> None:
    result = carried(last_year, begun, PACK, [f"/tasks/{TASK}", "/goals"])
    assert "activity 1, content still names the year 2023. Check what it should be now." in told(
        result, begun
    )
    assert told(result, begun).count("still names") == 1
    same_year = carried(last_year, new_plan(THACH_KIM, PACK, 2023), PACK, [f"/tasks/{TASK}"])
    assert "still names" not in told(same_year, begun)


def test_names_of_another_district_are_told(last_year: Plan) -> None:
    begun = new_plan(unit("18490"), PACK, 2023)
    result = carried(last_year, begun, PACK, ["/solutions"])
    assert edited(begun, result.operations).solutions == last_year.solutions
    assert "Solution 1, text names huyện Lộc Hà." in told(result, begun)


def test_another_kind_of_unit_is_told(last_year: Plan) -> None:
    begun = new_plan(unit("32152"), PACK, 2023)
    assert "is of a xã, yours of a thị trấn" in told(carried(last_year, begun, PACK, ["/goals"]), begun)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UBND xã Sơn.", "UBND Phường 1."),
        ("Xã Sơn làm, xã Sơn hưởng", "Phường 1 làm, Phường 1 hưởng"),
        ("TẠI XÃ SƠN", "TẠI PHƯỜNG 1"),
        ("xã Sơn Lộc", "xã Sơn Lộc"),
        ("xã Sơn - Hà", "xã Sơn - Hà"),
        ("xã Sơn 2", "xã Sơn 2"),
        ("xã Sơng", "xã Sơng"),
        ("liên xã Sơn\nVà", "liên Phường 1\nVà"),
    ],
)
def test_names_are_replaced_as_whole_words_only(text: str, expected: str) -> None:
    assert renamed(text, "xã Sơn", "Phường 1") == expected


def test_proper_names_are_found() -> None:
    assert mentions("Trường Thạch Kim", "Thạch Kim")
    assert not mentions("Thạch Kimi", "Thạch Kim")


def test_a_longer_name_that_has_no_room_is_not_put_in(last_year: Plan) -> None:
    recipient = f"{'x' * 180} xã Thạch Kim"
    document = msgspec.structs.replace(last_year.document, recipients=(recipient,))
    source = msgspec.structs.replace(last_year, document=document)
    begun = new_plan(NEIGHBOUR, PACK, 2023)
    begun = msgspec.structs.replace(
        begun, unit=msgspec.structs.replace(begun.unit, name="xã Rất Dài Tên Thật Là Dài")
    )
    result = carried(source, begun, PACK, ["/document/recipients"])
    assert edited(begun, result.operations).document.recipients == (recipient,)
    assert "Recipient 1 names xã Thạch Kim" in told(result, begun)


@settings(max_examples=60)
@given(plans(), st.sampled_from(["18580", "18490", "32152"]), st.sampled_from([2020, 2024, 2100]), st.data())
def test_any_plan_can_be_carried_and_stays_as_it_was(
    source: Plan, code: str, year: int, data: st.DataObject
) -> None:
    keys = data.draw(st.lists(st.sampled_from([task.key for task in PACK.tasks]), max_size=2, unique=True))
    entries = dict(zip(keys, source.tasks.values(), strict=False))
    source = msgspec.structs.replace(source, tasks={**source.tasks, **entries})
    begun = new_plan(unit(code), PACK, year)
    before = (msgspec.json.encode(source), msgspec.json.encode(begun))
    result = carried(source, begun, PACK, choosable(offered(source, begun, PACK)), with_amounts=True)
    plan = edited(begun, result.operations)
    assert (msgspec.json.encode(source), msgspec.json.encode(begun)) == before
    assert msgspec.json.decode(msgspec.json.encode(plan), type=Plan) == plan
    assert (plan.year, plan.guidance, plan.notes, plan.acceptances) == (year, begun.guidance, (), ())
    assert (plan.funding.stated_total, plan.document.number) == (None, "")
    for entry in plan.tasks.values():
        assert len({activity.id for activity in entry.activities}) == len(entry.activities)
    told(result, plan)
    review(plan, PACK)


def test_the_notices_are_vietnamese_where_the_program_is(last_year: Plan, begun: Plan) -> None:
    offers = offered(last_year, begun, PACK)
    result = carried(last_year, begun, PACK, choosable(offers))
    try:
        set_language("vi")
        assert "{" not in told(result, begun)
    finally:
        set_language("en")
