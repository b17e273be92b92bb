"""A small package, and ways of spoiling it."""

import copy
import json
from collections.abc import Callable
from datetime import date
from typing import Any

from dxdesk.package.canonical import canonical_bytes, sha256_hex
from dxdesk.package.documents import attached
from dxdesk.package.faults import PackageError, Remark
from dxdesk.package.format import Package
from dxdesk.package.reading import read_package
from dxdesk.package.writing import draft_package, package_bytes
from dxdesk.plan.model import (
    Activity,
    DocumentDetails,
    GuidanceReference,
    IndicatorValue,
    Plan,
    PlanUnit,
    Signer,
    TaskEntry,
)

Plain = dict[str, Any]

PLAN = Plan(
    guidance=GuidanceReference(id="dx-2023", version="1.0"),
    year=2023,
    unit=PlanUnit(scheme="gso-2022", code="18490", level="xa", name="xã Sơn Lộc", organ_id="H40.12.7"),
    document=DocumentDetails(
        number="15",
        issued_on=date(2023, 2, 10),
        subject="Chuyển đổi số năm 2023",
        outline="commune",
        signer=Signer(full_name="Nguyễn Văn Đức"),
        recipients=("Ủy ban nhân dân huyện", "Đảng ủy, HĐND"),
    ),
    tasks={
        "digital-signatures": TaskEntry(
            applies=True,
            situation="Đã cấp 12 chữ ký số.\nCòn thiếu 3.",
            activities=(Activity(id="a1", text="Tập huấn “ký số” cho công chức"),),
            indicators={"share": IndicatorValue(kind="percent", unit="%", baseline="45.5", target="100")},
        )
    },
)


def package() -> Package:
    """Return the sample with one small document."""
    return draft_package(
        PLAN, documents=[attached("pdf", "2023-18490-r1.pdf", b"%PDF-1.7 sample")], page_amount=12
    )


def plain() -> Plain:
    """Return the sample as plain data."""
    data: Plain = json.loads(package_bytes(package()))
    return data


def written(data: Plain) -> bytes:
    """Return the bytes of plain data, as another program might write them."""
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")


def sealed(data: Plain) -> Plain:
    """Return plain data whose digests are made to fit."""
    fitting = copy.deepcopy(data)
    fitting["statement"]["plan_sha256"] = sha256_hex(canonical_bytes(fitting["plan"]))
    fitting["digest"] = sha256_hex(canonical_bytes(fitting["statement"]))
    return fitting


def spoilt(change: Callable[[Plain], object]) -> Plain:
    """Return the sample after a change, with fitting digests."""
    data = plain()
    change(data)
    return sealed(data)


def faults(data: bytes) -> tuple[Remark, ...]:
    """Return what reading finds; nothing where the package is sound."""
    try:
        read_package(data)
    except PackageError as error:
        return error.faults
    return ()


def found(data: bytes) -> list[tuple[str, str]]:
    """Return codes and places of what reading finds."""
    return [(fault.code, fault.pointer) for fault in faults(data)]
