"""A conflict as a person looks at it: what each package is, and what differs in words, by task and field."""

from datetime import datetime

from sqlalchemy import Connection, select

from dxdesk.central.conflicts import Conflict
from dxdesk.central.faults import CentralError
from dxdesk.central.intake import Intake
from dxdesk.central.plan_tables import COPY
from dxdesk.central.tables import LOG, PACKAGE
from dxdesk.language import translate as _
from dxdesk.package.faults import PackageError
from dxdesk.package.format import Package
from dxdesk.package.reading import read_package
from dxdesk.plan.differences import PlanDifferenceKind, plan_differences
from dxdesk.plan.packs import pack_for
from dxdesk.value import Value


class Side(Value, frozen=True, kw_only=True):
    """One of the packages; `origins` are where its copies came from."""

    digest: str
    content: str
    received_at: datetime
    sealed_at: datetime | None
    producer: str
    number: str
    signer: str
    signatures: int
    documents: tuple[str, ...]
    origins: tuple[str, ...]
    counts: bool


class Difference(Value, frozen=True, kw_only=True):
    """What the first package says at a place, and what another one (`digest`) says there."""

    digest: str
    kind: PlanDifferenceKind
    path: str
    place: str
    first: str
    other: str


class SideBySide(Value, frozen=True, kw_only=True):
    """A conflict with all its sides; every other one is compared with the first."""

    conflict: Conflict
    sides: tuple[Side, ...]
    differences: tuple[Difference, ...]


def side_by_side(connection: Connection, intake: Intake, conflict: Conflict) -> SideBySide:
    """Compare the packages of a conflict.

    Raises:
        CentralError: the intake has one of them no more, or damaged.
        LookupError, FaultyPackError: there is no guidance to name the places by.
    """
    packages = [_package(intake, rival.content) for rival in conflict.rivals]
    first = packages[0].plan
    pack = pack_for(first)
    differences = [
        Difference(
            digest=other.digest,
            kind=found.kind,
            path=found.path,
            place=found.place,
            first=found.before,
            other=found.after,
        )
        for other in packages[1:]
        for found in plan_differences(first, other.plan, pack)
    ]
    sides = [
        _side(connection, package, rival.content, rival.received_at, counts=rival.counts)
        for package, rival in zip(packages, conflict.rivals, strict=True)
    ]
    return SideBySide(conflict=conflict, sides=tuple(sides), differences=tuple(differences))


def _package(intake: Intake, content: str) -> Package:
    try:
        return read_package(intake.read(content)).package
    except (OSError, PackageError):
        message = _("The intake has no sound file {content}; ask the sender for it.")
        raise CentralError(message.format(content=content)) from None


def _side(
    connection: Connection, package: Package, content: str, received_at: datetime, *, counts: bool
) -> Side:
    came = (
        select(LOG.c.origin)
        .join(COPY, COPY.c.content == LOG.c.content)
        .join(PACKAGE, PACKAGE.c.id == COPY.c.package_id)
        .where(PACKAGE.c.digest == package.digest, LOG.c.origin != "")
        .distinct()
        .order_by(LOG.c.origin)
    )
    document = package.plan.document
    return Side(
        digest=package.digest,
        content=content,
        received_at=received_at,
        sealed_at=package.statement.sealed_at,
        producer=package.transport.producer,
        number=document.number,
        signer=document.signer.full_name,
        signatures=len(package.signatures),
        documents=tuple(one.name for one in package.documents),
        origins=tuple(connection.scalars(came)),
        counts=counts,
    )
