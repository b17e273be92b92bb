"""Tokens by which units send: 256 random bits, shown once, of which only the SHA-256 is kept."""

from datetime import UTC, datetime
from hashlib import sha256
from secrets import token_urlsafe

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from dxdesk.central.tables import TOKEN, UNIT
from dxdesk.package.format import StatementUnit
from dxdesk.value import Value


class KnownToken(Value, frozen=True, kw_only=True):
    """What may be said of a token: its number, whose it is, and since when; never the token."""

    id: int
    unit: StatementUnit
    label: str
    created_at: datetime
    revoked_at: datetime | None = None


def add_token(connection: Connection, unit: StatementUnit, label: str = "") -> str:
    """Return a new token of a unit; it cannot be shown again."""
    token = token_urlsafe(32)
    values = {"sha256": _hashed(token), "label": label, "created_at": datetime.now(UTC)}
    connection.execute(insert(TOKEN).values(unit_id=unit_id(connection, unit), **values))
    return token


def list_tokens(connection: Connection) -> tuple[KnownToken, ...]:
    """Return all tokens, oldest first."""
    query = select(TOKEN, UNIT.c.scheme, UNIT.c.code, UNIT.c.level).join(UNIT).order_by(TOKEN.c.id)
    return tuple(
        KnownToken(
            id=row.id,
            unit=StatementUnit(scheme=row.scheme, code=row.code, level=row.level),
            label=row.label,
            created_at=row.created_at,
            revoked_at=row.revoked_at,
        )
        for row in connection.execute(query)
    )


def revoke_token(connection: Connection, number: int) -> bool:
    """Shut a token out from now on; False where there is none of that number that is in force."""
    change = update(TOKEN).where(TOKEN.c.id == number, TOKEN.c.revoked_at.is_(None))
    return connection.execute(change.values(revoked_at=datetime.now(UTC))).rowcount == 1


def unit_of_token(connection: Connection, token: str) -> StatementUnit | None:
    """Return whose token it is; None where it is unknown or revoked."""
    query = (
        select(UNIT.c.scheme, UNIT.c.code, UNIT.c.level)
        .join(TOKEN)
        .where(TOKEN.c.sha256 == _hashed(token), TOKEN.c.revoked_at.is_(None))
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else StatementUnit(scheme=row.scheme, code=row.code, level=row.level)


def unit_id(connection: Connection, unit: StatementUnit) -> int:
    """Return the row of a unit, made where there is none."""
    query = select(UNIT.c.id).where(UNIT.c.scheme == unit.scheme, UNIT.c.code == unit.code)
    found = connection.scalar(query)
    if found is None:
        try:
            with connection.begin_nested():
                connection.execute(insert(UNIT).values(scheme=unit.scheme, code=unit.code, level=unit.level))
        except IntegrityError:  # another one was faster
            pass
        found = connection.scalar(query)
    return int(found or 0)


def _hashed(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogateescape")).hexdigest()
