"""Taking plans over from another store (a backup, a file from elsewhere), and taking that back."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from dxdesk.language import translate as _
from dxdesk.store.faults import StoreError
from dxdesk.store.integrity import check_store
from dxdesk.store.sums import COLUMN
from dxdesk.store.tables import quoted
from dxdesk.store.transfer import add_beside, drop_plan, put_plan
from dxdesk.value import Value

# What belongs to this store and this computer alone.
_OWN_SETTINGS: Final = ("backup", "window", "window-geometry")


class Choice(NamedTuple):
    """A plan to take over: in the place of the one that is here, or beside it as a copy."""

    plan_id: str
    beside: bool = False


class Taken(Value, frozen=True, kw_only=True):
    """What was taken over: by ids plans in the place of others, new plans, letters; received packages by digests."""

    replaced: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    received: tuple[str, ...] = ()

    @property
    def plans(self) -> int:
        """How many plans were taken over."""
        return len(self.replaced) + len(self.added)


class DamagedBackupError(StoreError):
    """What was to be taken over is damaged where it comes from; nothing was changed here."""

    def __init__(self, file: Path) -> None:
        super().__init__("damaged", file)
        words = _(
            "What was chosen is damaged in “{name}”. Please choose another backup, or other plans of it."
        )
        self.args = (words.format(name=file.name),)


def refuse_damaged(file: Path, choices: Iterable[Choice]) -> None:
    """See that the plans to be taken over from a file are as they were written.

    Raises:
        DamagedBackupError: one is not, or the file itself is not.
    """
    wanted = {"", *(choice.plan_id for choice in choices)}
    if any(damage.plan_id in wanted for damage in check_store(file).damage):
        raise DamagedBackupError(file)


def take(source: sqlite3.Connection, target: sqlite3.Connection, choices: Iterable[Choice]) -> Taken:
    """Take plans over, with all that belongs to them; to be called in a transaction.

    Raises:
        LookupError: there is no such plan in the source.
    """
    replaced: list[str] = []
    added: list[str] = []
    for choice in choices:
        if choice.beside:
            added.append(add_beside(source, target, choice.plan_id))
            continue
        is_here = target.execute("SELECT 1 FROM plan WHERE id = ?", [choice.plan_id]).fetchone()
        put_plan(source, target, choice.plan_id)
        (replaced if is_here else added).append(choice.plan_id)
    return Taken(replaced=tuple(replaced), added=tuple(added))


def all_plans(source: sqlite3.Connection) -> list[Choice]:
    """Return every plan of a store, to be taken over."""
    return [Choice(plan_id) for (plan_id,) in source.execute("SELECT id FROM plan ORDER BY rowid")]


def take_letters(source: sqlite3.Connection, target: sqlite3.Connection) -> tuple[str, ...]:
    """Take over the letters that are not here, by what is in them; return their ids."""
    here = {digest for (digest,) in target.execute("SELECT sha256 FROM letter")}
    ids = {letter_id for (letter_id,) in target.execute("SELECT id FROM letter")}
    columns = [name for _at, name, *_rest in source.execute("PRAGMA table_info(letter)") if name != COLUMN]
    taken: list[str] = []
    for letter_id, digest in source.execute("SELECT id, sha256 FROM letter ORDER BY rowid").fetchall():
        if digest in here or letter_id in ids:
            continue
        here.add(digest)
        _copy_row(source, target, "letter", columns, letter_id)
        taken.append(letter_id)
    return tuple(taken)


def take_received(source: sqlite3.Connection, target: sqlite3.Connection) -> tuple[str, ...]:
    """Take over the received packages that are not here; return their digests."""
    here = {digest for (digest,) in target.execute("SELECT digest FROM received_package")}
    columns = [
        name for _at, name, *_rest in source.execute("PRAGMA table_info(received_package)") if name != COLUMN
    ]
    there = source.execute("SELECT digest FROM received_package ORDER BY rowid").fetchall()
    taken = [digest for (digest,) in there if digest not in here]
    for digest in taken:
        _copy_row(source, target, "received_package", columns, digest, key="digest")
    return tuple(taken)


def take_settings(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Take over what the office has set where nothing is set here."""
    here = {key for (key,) in target.execute("SELECT key FROM setting")}
    for key, value in source.execute("SELECT key, value FROM setting").fetchall():
        if key not in here and key not in _OWN_SETTINGS:
            target.execute("INSERT INTO setting (key, value) VALUES (?, ?)", [key, value])


def take_addresses(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Take over the destinations that are not here."""
    columns = [name for _at, name, *_rest in source.execute("PRAGMA table_info(address)") if name != COLUMN]
    names, places = ", ".join(map(quoted, columns)), ", ".join("?" for _column in columns)
    here = set(target.execute("SELECT key, own FROM address"))
    for row in source.execute(f"SELECT {names} FROM address").fetchall():  # noqa: S608 - quoted
        values = dict(zip(columns, row, strict=True))
        if (values["key"], values["own"]) not in here:
            target.execute(f"INSERT INTO address ({names}) VALUES ({places})", row)  # noqa: S608 - quoted


def take_back(before: sqlite3.Connection, target: sqlite3.Connection, taken: Taken) -> None:
    """Take back what was taken over: `before` is the backup from before; to be called in a transaction.

    Raises:
        LookupError: it does not have what was written over.
    """
    for plan_id in taken.replaced:
        put_plan(before, target, plan_id)
    for plan_id in taken.added:
        drop_plan(target, plan_id)
    for letter_id in taken.letters:
        target.execute("DELETE FROM letter WHERE id = ?", [letter_id])
    for digest in taken.received:
        target.execute("DELETE FROM received_package WHERE digest = ?", [digest])


def _copy_row(
    source: sqlite3.Connection,
    target: sqlite3.Connection,
    table: str,
    columns: Sequence[str],
    row_id: str,
    *,
    key: str = "id",
) -> None:
    names, places = ", ".join(map(quoted, columns)), ", ".join("?" for _column in columns)
    row = source.execute(f"SELECT {names} FROM {table} WHERE {key} = ?", [row_id]).fetchone()  # noqa: S608 - quoted
    target.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", row)  # noqa: S608 - quoted
