"""Who may look at the figures: accounts with passwords, each for everything or for one province or district."""

from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from secrets import token_urlsafe
from typing import Final
from unicodedata import normalize

from sqlalchemy import Connection, delete, insert, select, update

from dxdesk.central.account_tables import ACCOUNT, SESSION
from dxdesk.central.faults import CentralError
from dxdesk.central.passwords import LONGEST, SHORTEST, hashed, is_of, new_password
from dxdesk.language import translate as _
from dxdesk.value import Value

LIFETIME: Final = timedelta(hours=12)  # a working day, then one signs in again
_LONGEST_NAME: Final = 64


class Account(Value, frozen=True, kw_only=True):
    """A person's account; `code` is the province or district of the map `scheme` that it is for (empty: all)."""

    id: int
    name: str
    scheme: str = ""
    code: str = ""
    created_at: datetime
    revoked_at: datetime | None = None


def folded_name(text: str) -> str:
    """Return a name as it is kept: case and the form of its letters do not matter.

    Raises:
        CentralError: it is none.
    """
    name = normalize("NFC", text).strip().casefold()
    if not 0 < len(name) <= _LONGEST_NAME or not name.isprintable() or " " in name:
        message = _("“{name}” is no name of a user. Write 1 to {most} letters and digits without spaces.")
        raise CentralError(message.format(name=text.strip(), most=_LONGEST_NAME))
    return name


def checked_password(password: str) -> str:
    """Return a password that somebody has chosen.

    Raises:
        CentralError: it is too short or too long.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        message = _("A password has {least} to {most} characters. Choose another one.")
        raise CentralError(message.format(least=SHORTEST, most=LONGEST))
    return password


def add_account(
    connection: Connection, name: str, password: str, *, scheme: str = "", code: str = ""
) -> None:
    """Make an account, or a revoked one anew.

    Raises:
        CentralError: there is one of that name, or the name or the password will not do.
    """
    folded = folded_name(name)
    values = {
        "scheme": scheme if code else "",
        "code": code,
        "password": hashed(checked_password(password)),
        "created_at": datetime.now(UTC),
        "revoked_at": None,
    }
    known = connection.execute(select(ACCOUNT).where(ACCOUNT.c.name == folded)).one_or_none()
    if known is None:
        connection.execute(insert(ACCOUNT).values(name=folded, **values))
    elif known.revoked_at is None:
        message = _("There is a user “{name}” already. Revoke it first, or choose another name.")
        raise CentralError(message.format(name=folded))
    else:
        connection.execute(update(ACCOUNT).where(ACCOUNT.c.id == known.id).values(**values))


def list_accounts(connection: Connection) -> tuple[Account, ...]:
    """Return all accounts by their names."""
    columns = [column for column in ACCOUNT.c if column.name != "password"]
    rows = connection.execute(select(*columns).order_by(ACCOUNT.c.name))
    return tuple(Account(**row._mapping) for row in rows)  # noqa: SLF001 - its public name, says SQLAlchemy


def revoke_account(connection: Connection, name: str) -> bool:
    """Shut a person out from now on, also where signed in; False where there is none of that name in force."""
    own = select(ACCOUNT.c.id).where(ACCOUNT.c.name == folded_name(name), ACCOUNT.c.revoked_at.is_(None))
    number = connection.scalar(own)
    if number is None:
        return False
    connection.execute(delete(SESSION).where(SESSION.c.account_id == number))
    connection.execute(update(ACCOUNT).where(ACCOUNT.c.id == number).values(revoked_at=datetime.now(UTC)))
    return True


def account_of(connection: Connection, name: str, password: str) -> Account | None:
    """Return whose name and password these are; None takes as long for an unknown name as for a wrong password."""
    try:
        folded = folded_name(name)
    except CentralError:
        folded = ""
    query = select(ACCOUNT).where(ACCOUNT.c.name == folded, ACCOUNT.c.revoked_at.is_(None))
    row = connection.execute(query).one_or_none()
    kept = row.password if row else _nobodys()
    if not is_of(password[: LONGEST + 1], kept) or row is None:
        return None
    return _account(row)


def begin_session(connection: Connection, account: Account) -> str:
    """Return the id of a new session, which only its cookie has; those that are over go."""
    now = datetime.now(UTC)
    connection.execute(delete(SESSION).where(SESSION.c.expires_at < now))
    identifier = token_urlsafe(32)
    values = {"sha256": _digest(identifier), "account_id": account.id}
    connection.execute(insert(SESSION).values(**values, created_at=now, expires_at=now + LIFETIME))
    return identifier


def account_of_session(connection: Connection, identifier: str) -> Account | None:
    """Return who is signed in by a session; None where it is unknown or over, or the account revoked."""
    query = (
        select(ACCOUNT)
        .join(SESSION)
        .where(
            SESSION.c.sha256 == _digest(identifier),
            SESSION.c.expires_at > datetime.now(UTC),
            ACCOUNT.c.revoked_at.is_(None),
        )
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else _account(row)


def end_session(connection: Connection, identifier: str) -> None:
    """Sign somebody out."""
    connection.execute(delete(SESSION).where(SESSION.c.sha256 == _digest(identifier)))


def change_password(connection: Connection, account: Account, password: str, identifier: str) -> None:
    """Give an account another password; of its sessions only that of `identifier` goes on.

    Raises:
        CentralError: the password will not do.
    """
    kept = hashed(checked_password(password))
    connection.execute(update(ACCOUNT).where(ACCOUNT.c.id == account.id).values(password=kept))
    others = (SESSION.c.account_id == account.id, SESSION.c.sha256 != _digest(identifier))
    connection.execute(delete(SESSION).where(*others))


def _account(row: object) -> Account:
    names = Account.__struct_fields__
    return Account(**{name: getattr(row, name) for name in names})


@cache
def _nobodys() -> str:
    return hashed(new_password())


def _digest(identifier: str) -> str:
    return sha256(identifier.encode("utf-8", "surrogateescape")).hexdigest()
