"""A small plan, and edits of it."""

from pathlib import Path
from typing import Any

from dxdesk.plan.edit import Edit, EditName, make_edit
from dxdesk.plan.model import DocumentDetails, GuidanceReference, Plan, PlanUnit, Solution, TaskEntry
from dxdesk.store.opening import open_store
from dxdesk.store.store import Store
from dxdesk.store.stored import StoredEdit
from dxdesk.store.values import Tally

PLAN = Plan(
    guidance=GuidanceReference(id="dx-2023", version="1.0"),
    year=2023,
    unit=PlanUnit(scheme="gso-2022", code="18490", level="xa", name="xã Sơn Lộc"),
    document=DocumentDetails(subject="Chuyển đổi số năm 2023", outline="commune"),
    results={"government": "Đã họp trực tuyến.", "limitations": "Thiếu máy."},
    tasks={
        "staff-training": TaskEntry(applies=True, situation="Đã có 12 chữ ký số.\nCòn thiếu 3."),
        "virtual-assistant": TaskEntry(applies=False, reason="Xã không làm."),
        "digital-signatures": TaskEntry(),
    },
    solutions=(
        Solution(title="Tuyên truyền", text="Qua loa."),
        Solution(title="Kinh phí", text="“Xã hội hóa”"),
    ),
)
SITUATION = "/tasks/staff-training/situation"
SUBJECT = "/document/subject"


def started(file: Path, plan: Plan = PLAN) -> tuple[Store, str]:
    """Open a store with one plan in it."""
    store = open_store(file)
    return store, store.add_plan(plan, Tally(total=23))


def replaced(plan: Plan, path: str, value: Any) -> tuple[Edit, Plan]:
    """Return the edit that puts a value at a place, and the plan after it."""
    return make_edit(
        plan, EditName(message="Edit {place}", path=path), [{"op": "replace", "path": path, "value": value}]
    )


def recorded(store: Store, plan_id: str, plan: Plan, *texts: str) -> Plan:
    """Record an edit for each text, all at one place; return the last plan."""
    for text in texts:
        edit, plan = replaced(plan, SITUATION, text)
        store.record(plan_id, edit, plan)
    return plan


def texts_of(edits: list[StoredEdit]) -> list[Any]:
    """Return what the edits put."""
    return [stored.edit.forward[0]["value"] for stored in edits]
