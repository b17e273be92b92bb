"""Which revision a plan is, as it stands."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from dxdesk.package.canonical import canonical_bytes, sha256_hex
from dxdesk.package.format import Kind, Package
from dxdesk.package.writing import draft_package
from dxdesk.plan.model import Plan
from dxdesk.store.values import Revision
from dxdesk.value import Value

Phase = Literal["draft", "sealed", "issued"]


class Standing(Value, frozen=True, kw_only=True):
    """Which revision a plan is, as it stands on the desk.

    `sealed` is the newest sealed revision, if any. The plan is `edited` where it is not what that one holds:
    of a revision that is issued, what is edited is the draft of the next one.
    """

    phase: Phase
    number: int
    kind: Kind
    previous: str | None
    sealed: Revision | None
    edited: bool


def standing(plan: Plan, revisions: Sequence[Revision]) -> Standing:
    """Return which revision a plan is; `revisions` are its sealed ones, the highest first."""
    newest = revisions[0] if revisions else None
    if newest is None:
        return Standing(phase="draft", number=1, kind="original", previous=None, sealed=None, edited=False)
    edited = sha256_hex(canonical_bytes(without_notes(plan))) != newest.plan_sha256
    if newest.issued_at is not None and edited:
        number = newest.number + 1
        return Standing(
            phase="draft", number=number, kind="amendment", previous=newest.digest, sealed=newest, edited=True
        )
    before = revisions[1].digest if len(revisions) > 1 else None
    phase: Phase = "sealed" if newest.issued_at is None else "issued"
    return Standing(
        phase=phase, number=newest.number, kind=newest.kind, previous=before, sealed=newest, edited=edited
    )


def without_notes(plan: Plan) -> Plan:
    """Return the plan as it is sealed: without what people wrote to each other about it."""
    return msgspec.structs.replace(plan, notes=())


def next_draft(package: Package) -> Package:
    """Return the draft that follows a sealed package: the same plan, as the next revision."""
    statement = package.statement
    return draft_package(
        package.plan, revision=statement.revision + 1, kind="amendment", previous=package.digest
    )


def draft_of(plan: Plan, now: Standing) -> Package:
    """Return the draft of the revision that a plan is."""
    return draft_package(plan, revision=now.number, kind=now.kind, previous=now.previous)
