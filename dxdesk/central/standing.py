"""Where a package stands: its receipt, the documents that are still wanted, the newest reply."""

from typing import Final

import msgspec
from sqlalchemy import Connection, Select, and_, bindparam, exists, select

from dxdesk.central.plan_tables import DECISION
from dxdesk.central.tables import DOCUMENT, PACKAGE, RECEIPT, REPLY, UNIT
from dxdesk.package.format import StatementUnit
from dxdesk.value import Value


def _wanted() -> Select[tuple[str]]:
    other, owner = DOCUMENT.alias(), PACKAGE.alias()
    is_held = exists().where(
        other.c.sha256 == DOCUMENT.c.sha256,
        other.c.held != "",
        other.c.package_id == owner.c.id,
        owner.c.unit_id == PACKAGE.c.unit_id,
    )
    query = select(DOCUMENT.c.sha256).join(PACKAGE, PACKAGE.c.id == DOCUMENT.c.package_id)
    return query.where(DOCUMENT.c.package_id == bindparam("package"), ~is_held).order_by(DOCUMENT.c.position)


_WANTED: Final = _wanted()


class KnownPackage(Value, frozen=True, kw_only=True):
    """A package that has been accepted: the number of its row, and whose it is."""

    id: int
    unit: StatementUnit


class StandingBytes(Value, frozen=True, kw_only=True):
    """`exchange.format.Standing` with receipt and reply as the very bytes that were signed and kept."""

    receipt: msgspec.Raw
    wanted: tuple[str, ...] = ()
    reply: msgspec.Raw | None = None


def find_package(connection: Connection, digest: str) -> KnownPackage | None:
    """Return the accepted package with a digest, or None."""
    query = select(PACKAGE.c.id, UNIT.c.scheme, UNIT.c.code, UNIT.c.level).join(UNIT)
    row = connection.execute(query.where(PACKAGE.c.digest == digest)).one_or_none()
    if row is None:
        return None
    return KnownPackage(id=row.id, unit=StatementUnit(scheme=row.scheme, code=row.code, level=row.level))


def chosen_instead(connection: Connection, package_id: int) -> str | None:
    """Return the digest of the package that stands in the way of this one: chosen, or there before without a choice.

    None is where this one is the chosen one, or the first without a choice.
    """
    mine, first = PACKAGE.alias(), PACKAGE.alias()
    row = connection.execute(
        select(mine.c.digest, mine.c.unit_id, mine.c.year, mine.c.revision, first.c.digest.label("first"))
        .join(
            first,
            and_(
                first.c.unit_id == mine.c.unit_id,
                first.c.year == mine.c.year,
                first.c.revision == mine.c.revision,
                first.c.rival == 0,
            ),
        )
        .where(mine.c.id == package_id)
    ).one()
    newest = (
        select(DECISION.c.digest)
        .where(
            DECISION.c.unit_id == row.unit_id,
            DECISION.c.year == row.year,
            DECISION.c.revision == row.revision,
        )
        .order_by(DECISION.c.id.desc())
        .limit(1)
    )
    counts = connection.scalar(newest) or row.first
    return None if counts == row.digest else str(counts)


def wanted_documents(connection: Connection, package_id: int) -> tuple[str, ...]:
    """Return the digests of the documents that neither this package nor another of its unit has brought."""
    return tuple(dict.fromkeys(connection.scalars(_WANTED, {"package": package_id})))


def standing_bytes(connection: Connection, package_id: int) -> bytes | None:
    """Return where a package stands as JSON, or None while it has no receipt."""
    receipt = connection.scalar(select(RECEIPT.c.body).where(RECEIPT.c.package_id == package_id))
    if receipt is None:
        return None
    newest = select(REPLY.c.body).where(REPLY.c.package_id == package_id).order_by(REPLY.c.number.desc())
    reply = connection.scalar(newest.limit(1))
    standing = StandingBytes(
        receipt=msgspec.Raw(receipt),
        wanted=wanted_documents(connection, package_id),
        reply=None if reply is None else msgspec.Raw(reply),
    )
    return msgspec.json.encode(standing)
