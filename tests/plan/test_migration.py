"""A plan is brought to newer guidance: nothing that was written is lost, and it can be taken back."""

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxdesk.document.compose import compose, unprintable_texts
from dxdesk.guidance.loading import load_pack, pack_for_year
from dxdesk.guidance.pack import Indicator, Meta, Pack, Task
from dxdesk.plan.beginning import new_plan
from dxdesk.plan.edit import EditName, make_edit
from dxdesk.plan.edits import edited
from dxdesk.plan.migration import migrate, newer_pack
from dxdesk.plan.model import Activity, GuidanceReference, IndicatorValue, Plan, TaskEntry
from dxdesk.plan.notice import notice_text
from dxdesk.plan.places import place_name, texts_of
from dxdesk.plan.rules.review import review
from dxdesk.resources import resource
from dxdesk.units.catalogue import catalogue
from tests.strategies import plans

OLD = pack_for_year(2023)
TASK = "staff-training"
INDICATOR = "staff_dx_trained_pct"


def changed(pack: Pack, *, meta: dict[str, Any] | None = None, tasks: tuple[Task, ...] | None = None) -> Pack:
    """Return the pack in a newer version, with changes."""
    changes = {"version": "1.1", **(meta or {})}
    return Pack(
        meta=msgspec.structs.replace(pack.meta, **changes), tasks=pack.tasks if tasks is None else tasks
    )


def with_indicators(change: Callable[[Indicator], Indicator | None]) -> Pack:
    """Return the pack in a newer version, with each indicator changed, or without it."""
    tasks = tuple(
        msgspec.structs.replace(task, indicators=tuple(filter(None, map(change, task.indicators))))
        for task in OLD.tasks
    )
    return changed(OLD, tasks=tasks)


def one_changed(**fields: object) -> Pack:
    return with_indicators(
        lambda each: msgspec.structs.replace(each, **fields) if each.key == INDICATOR else each
    )


@pytest.fixture
def plan() -> Plan:
    unit = catalogue("gso-2022").unit("18580")
    assert unit
    return new_plan(unit, OLD, 2023, "suggestions")


def with_figures(plan: Plan, **fields: Any) -> Plan:
    entry = plan.tasks[TASK]
    value = msgspec.structs.replace(entry.indicators[INDICATOR], **fields)
    entry = msgspec.structs.replace(entry, indicators={**entry.indicators, INDICATOR: value})
    return msgspec.structs.replace(plan, tasks={**plan.tasks, TASK: entry})


def moved(plan: Plan, new: Pack, old: Pack | None = OLD) -> tuple[Plan, str]:
    """Return the plan with the new guidance, and what was told."""
    result = migrate(plan, old, new)
    after = edited(plan, result.operations)
    assert migrate(after, new, new).operations == ()
    return after, "\n".join(notice_text(notice, after, new) for notice in result.notices)


def test_guidance_that_only_has_another_version(plan: Plan) -> None:
    after, told = moved(plan, changed(OLD))
    assert after.guidance == GuidanceReference(id=OLD.meta.id, version="1.1")
    assert msgspec.structs.replace(after, guidance=plan.guidance) == plan
    assert told == ""


def test_nothing_changes_for_the_plans_own_guidance(plan: Plan) -> None:
    assert migrate(plan, OLD, OLD).operations == ()


def test_new_tasks_and_indicators_are_added_empty(plan: Plan) -> None:
    entry = msgspec.structs.replace(plan.tasks[TASK], indicators={})
    tasks = {key: each for key, each in plan.tasks.items() if key != "anti-malware"}
    before = msgspec.structs.replace(plan, tasks={**tasks, TASK: entry})
    after, told = moved(before, changed(OLD))
    assert after.tasks["anti-malware"].applies is None
    assert set(after.tasks["anti-malware"].indicators) == set(plan.tasks["anti-malware"].indicators)
    assert after.tasks[TASK] == plan.tasks[TASK]
    assert told.startswith("Task 18 (")
    assert told.endswith("is new in the guidance. Answer it.")


def test_answers_to_questions_that_are_gone_are_kept_and_told(plan: Plan) -> None:
    before = with_figures(plan, target="80")
    before = msgspec.structs.replace(
        before, results={"kinh_te_so": "Đã có chợ số"}, sections={"requirements": "Yêu cầu chung"}
    )
    new = with_indicators(lambda each: None if each.key == INDICATOR else each)
    outlines = tuple(
        msgspec.structs.replace(
            outline,
            sections=tuple(
                msgspec.structs.replace(
                    section, parts=tuple(p for p in section.parts if p.key != "requirements")
                )
                for section in outline.sections
            ),
        )
        for outline in OLD.meta.outlines
    )
    pillars = tuple(pillar for pillar in OLD.meta.pillars if pillar.key != "kinh_te_so")
    tasks = tuple(task for task in new.tasks if task.key != "anti-malware")
    after, told = moved(before, changed(new, meta={"outlines": outlines, "pillars": pillars}, tasks=tasks))
    assert msgspec.structs.replace(after, guidance=before.guidance) == before
    for title in (
        "Phòng, chống mã độc tập trung",
        "Kinh tế số",
        "Yêu cầu",
        "Tỷ lệ cán bộ",
    ):
        assert f"The guidance does not ask for “{title}" in told, told
    assert told.count("\n") == 3


def test_what_nobody_wrote_in_is_not_told(plan: Plan) -> None:
    empty = msgspec.structs.replace(plan, tasks={**plan.tasks, "anti-malware": TaskEntry()})
    tasks = tuple(task for task in OLD.tasks if task.key != "anti-malware")
    assert moved(empty, changed(OLD, tasks=tasks))[1] == ""


def test_what_was_unknown_before_is_not_told_again(plan: Plan) -> None:
    entry = TaskEntry(applies=True, activities=(Activity(id="a1", text="Số hóa"),))
    odd = msgspec.structs.replace(plan, tasks={**plan.tasks, "paper-archive": entry})
    assert moved(odd, changed(OLD))[1] == ""
    after, told = moved(odd, changed(OLD), old=None)
    assert "“paper-archive”" in told
    assert after.tasks["paper-archive"] == entry


def test_an_empty_indicator_takes_kind_and_unit_of_the_new_guidance(plan: Plan) -> None:
    after, told = moved(plan, one_changed(kind="count", unit="người"))
    assert after.tasks[TASK].indicators[INDICATOR] == IndicatorValue(kind="count", unit="người")
    assert told == ""


def test_figures_of_another_kind_go_into_the_note(plan: Plan) -> None:
    before = with_figures(plan, baseline="40.5", target="80", note="Tự đánh giá")
    after, told = moved(before, one_changed(kind="count", unit="người"))
    assert after.tasks[TASK].indicators[INDICATOR] == IndicatorValue(
        kind="count",
        unit="người",
        note="Tự đánh giá; Thực hiện năm 2022: 40,5 %; Chỉ tiêu năm 2023: 80 %",
    )
    assert "is another kind of figure now. Its figures so far stand in the note." in told


@pytest.mark.parametrize(
    ("kind", "figure", "words"),
    [
        ("yes_no", True, "Có"),
        ("date", "2023-03-31", "31/03/2023"),
        ("count", 1_250, "1.250"),
        ("count", "vài", "vài"),
        ("percent", "1e999999", "1e999999"),
        ("date", "hè", "hè"),
        ("text", "12.5", "12.5"),
    ],
)
def test_figures_are_noted_as_people_read_them(plan: Plan, kind: str, figure: object, words: str) -> None:
    before = with_figures(plan, kind=kind, unit="", target=figure)
    new_kind = "money" if kind != "money" else "count"
    after, _told = moved(before, one_changed(kind=new_kind, unit="đồng"))
    assert after.tasks[TASK].indicators[INDICATOR].note == f"Chỉ tiêu năm 2023: {words}"


def test_figures_that_the_note_has_no_room_for_stay(plan: Plan) -> None:
    before = with_figures(plan, target="80", note="x" * 1_990)
    after, told = moved(before, one_changed(kind="count", unit="người"))
    assert after.tasks[TASK] == before.tasks[TASK]
    assert "its note is full" in told


def test_figures_in_another_unit_are_not_relabelled(plan: Plan) -> None:
    """80 people are not 80 thousand people: a rule asks until somebody has converted them."""
    new = one_changed(kind="count", unit="nghìn người")
    before = with_figures(plan, kind="count", unit="người", target=80)
    after, told = moved(before, new)
    assert after.tasks[TASK] == before.tasks[TASK]
    assert "is measured in “nghìn người” now, before in “người”. Convert its figures." in told
    assert "IN05" in {finding.code for finding in review(after, new)}
    spelled, told = moved(with_figures(plan, kind="count", unit="Nghìn  người", target=80), new)
    assert spelled.tasks[TASK].indicators[INDICATOR].unit == "nghìn người"
    assert told == ""


def test_an_outline_that_is_gone_gives_way_to_the_nearest(plan: Plan) -> None:
    kept = msgspec.structs.replace(OLD.meta.outlines[1], key="ngan-gon")
    new = changed(OLD, meta={"outlines": (OLD.meta.outlines[0], kept)})
    assert plan.document.outline == "rut-gon"
    after, told = moved(plan, new)
    assert after.document.outline == "ngan-gon"
    assert f"is not in the guidance any more; “{kept.name}” is used instead." in told


def test_an_outline_that_nobody_knows_gives_way_to_the_default(plan: Plan) -> None:
    document = msgspec.structs.replace(plan.document, outline="cua-tinh")
    after, told = moved(msgspec.structs.replace(plan, document=document), changed(OLD))
    assert after.document.outline == OLD.meta.defaults["xa"].outline
    assert "“cua-tinh”" in told


def test_migration_can_be_taken_back(plan: Plan) -> None:
    before = with_figures(plan, baseline="40", target="80")
    new = one_changed(kind="count", unit="người")
    edit, after = make_edit(before, EditName(message="x"), migrate(before, OLD, new).operations)
    assert after != before
    assert edited(after, edit.backward) == before


# A pack that has changed in every way that migration minds.
NEWEST = changed(
    with_indicators(
        lambda each: {
            "percent": msgspec.structs.replace(each, kind="count", unit="người"),
            "count": msgspec.structs.replace(each, unit="nghìn"),
            "money": None,
        }.get(each.kind, each)
    ),
    meta={"id": "btttt-2024", "outlines": OLD.meta.outlines[:1], "pillars": OLD.meta.pillars[:5]},
)


@st.composite
def plans_of_the_pack(draw: st.DrawFn) -> Plan:
    """Any plan, some of whose tasks and indicators stand under keys of the pack."""
    plan = draw(plans())
    tasks = dict(plan.tasks)
    for entry in list(plan.tasks.values()):
        task = draw(st.sampled_from(OLD.tasks))
        keys = [indicator.key for indicator in task.indicators]
        values = dict(zip(keys, entry.indicators.values(), strict=False))
        tasks[task.key] = msgspec.structs.replace(entry, indicators={**entry.indicators, **values})
    return msgspec.structs.replace(plan, tasks=tasks)


@settings(max_examples=80)
@given(plans_of_the_pack(), st.sampled_from([None, OLD]))
def test_any_plan_can_be_migrated_and_loses_no_word(plan: Plan, old: Pack | None) -> None:
    before = msgspec.json.encode(plan)
    after, _told = moved(plan, NEWEST, old)
    assert msgspec.json.encode(plan) == before
    assert after.guidance == GuidanceReference(id="btttt-2024", version="1.1")
    assert texts_without_measures(plan) - texts_without_measures(after) == Counter()
    for key, entry in plan.tasks.items():
        for name, value in entry.indicators.items():
            now = after.tasks[key].indicators[name]
            assert value.note.strip() in now.note
            kept = (now.baseline, now.target) == (value.baseline, value.target)
            assert kept or ("năm" in now.note and (now.baseline, now.target) == (None, None))
    assert migrate(after, old, NEWEST).operations == ()


def texts_without_measures(plan: Plan) -> Counter[str]:
    """Count the texts of a plan but for those of indicators and the key of the outline."""
    return Counter(
        text for path, text in texts_of(plan) if "/indicators/" not in path and path != "/document/outline"
    )


@settings(max_examples=40)
@given(plans_of_the_pack())
def test_what_the_guidance_does_not_know_is_named_and_composed(plan: Plan) -> None:
    findings = review(plan, NEWEST)
    unknown = {f"/tasks/{key}" for key in plan.tasks if NEWEST.task(key) is None}
    assert {finding.path for finding in findings if finding.code == "TK11"} == unknown
    for path, _text in texts_of(plan):
        assert place_name(path, plan, NEWEST)
    if not unprintable_texts(plan, NEWEST):
        compose(plan, NEWEST)


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        ("1.0", False),
        ("1", False),
        ("2", False),
        ("0.9", True),
        ("0.10", True),
        ("", True),
        ("9" * 2_000, False),
    ],
)
def test_which_version_is_older(plan: Plan, theirs: str, expected: bool) -> None:  # noqa: FBT001
    guidance = GuidanceReference(id=OLD.meta.id, version=theirs)
    found = newer_pack(msgspec.structs.replace(plan, guidance=guidance))
    assert (found is not None) is expected


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Return a maker of folders with a pack."""

    def make(name: str, **fields: object) -> Path:
        path = tmp_path / name
        shutil.copytree(resource("guidance", "2023"), path)
        meta = path / "meta.toml"
        text = meta.read_text("utf-8")
        for key, value in fields.items():
            former = getattr(load_meta(), key)
            quoted = [f"{key} = {quote}{former}{quote}" for quote in ("'", '"', "")]
            line = next(each for each in quoted if f"\n{each}\n" in f"\n{text}")
            text = text.replace(line, f"{key} = {value!r}", 1)
        if fields.get("year") == 2024:
            text = text.replace("year = 2022", "year = 2023", 1).replace("due = 2022", "due = 2023")
            for task in path.glob("[0-9]*.toml"):
                task.write_text(task.read_text("utf-8").replace("due = 2023", "due = 2024"), "utf-8")
        meta.write_text(text, "utf-8")
        return path

    return make


def load_meta() -> Meta:
    return load_pack(resource("guidance", "2023")).meta


def test_the_installed_guidance_is_the_newest_for_a_new_plan(plan: Plan) -> None:
    assert newer_pack(plan) is None


def test_a_newer_version_is_found(plan: Plan, folder: Callable[..., Path]) -> None:
    folders = [folder("a"), folder("b", version="1.2"), folder("c", version="1.10")]
    found = newer_pack(plan, folders)
    assert found
    assert found.meta.version == "1.10"


def test_faulty_guidance_is_passed_over(plan: Plan, folder: Callable[..., Path]) -> None:
    faulty, good = folder("b", version="1.9"), folder("c", version="1.2")
    (faulty / "02-staff-training.toml").unlink()
    found = newer_pack(plan, [folder("a"), faulty, good])
    assert found
    assert found.meta.version == "1.2"


def test_the_guidance_of_the_plans_year_fits_better(plan: Plan, folder: Callable[..., Path]) -> None:
    folders = [folder("a"), folder("b", id="btttt-2024", year=2024)]
    assert newer_pack(plan, folders) is None
    next_year = msgspec.structs.replace(plan, year=2024)
    found = newer_pack(next_year, folders)
    assert found
    assert found.meta.id == "btttt-2024"
    assert newer_pack(edited(next_year, migrate(next_year, OLD, found).operations), folders) is None


def test_guidance_of_the_same_year_is_not_better(plan: Plan, folder: Callable[..., Path]) -> None:
    assert newer_pack(plan, [folder("a"), folder("b", id="so-tttt")]) is None


def test_where_the_own_guidance_is_missing_the_years_is_offered(plan: Plan) -> None:
    guidance = GuidanceReference(id="so-tttt", version="1")
    lost = msgspec.structs.replace(plan, guidance=guidance)
    found = newer_pack(lost)
    assert found
    assert found.meta.id == OLD.meta.id
    assert newer_pack(msgspec.structs.replace(lost, year=2026)) is None
