"""Packages of other units that were taken in to be summed up, apart from the plans of one's own.

A package is kept as it came, and its plan once more by itself, so that summing up reads no documents.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final

import msgspec

from dxdesk.store.blocks import squeezed, stretched
from dxdesk.store.connection import Connection, moment_text, rows
from dxdesk.store.faults import DamagedError
from dxdesk.units.unit import UnitLevel
from dxdesk.value import Value


class ReceivedPackage(Value, frozen=True, kw_only=True):
    """A package that was taken in, without its contents.

    `digest` is that of its statement; `content` the SHA-256 of the file. `signatures` counts those over the
    statement; `paper` is the name of the signed PDF that it came in, if it did. `origin` says where from.
    `chosen` is the one that a person took of several of one revision.
    """

    digest: str
    content: str
    unit_scheme: str
    unit_code: str
    unit_name: str
    level: UnitLevel
    year: int
    revision: int
    number: str
    issued_on: date | None
    sealed_at: datetime
    signatures: int
    paper: str
    origin: str
    received_at: datetime
    chosen: bool = False


class RefusedFile(Value, frozen=True, kw_only=True):
    """A file that cannot be used, whose it claims to be (empty: not known), and why, each reason with its cure."""

    content: str
    unit_code: str
    year: int
    origin: str
    came_at: datetime
    reasons: tuple[tuple[str, str], ...]


class Contents(Value, frozen=True, kw_only=True):
    """What belongs to a received package: the file as it came, its plan as JSON, the PDF around it (or nothing)."""

    package: bytes
    plan: bytes
    paper: bytes = b""


_RECEIVED: Final = ", ".join(ReceivedPackage.__struct_fields__)
_REFUSED: Final = ", ".join(RefusedFile.__struct_fields__)
_BLOBS: Final = Contents.__struct_fields__


class Received:
    """The received packages of a store."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self, packages: Iterable[tuple[ReceivedPackage, Contents]], refused: Iterable[RefusedFile] = ()
    ) -> list[ReceivedPackage]:
        """Keep packages and refused files, all of them or none; return those that were not there already.

        A sound package of a unit and year takes the place of what was refused of them.

        Raises:
            WriteError: they cannot be written.
        """
        added = []
        with self._connection.writing() as db:
            for one in refused:
                _note_refused(db, one)
            for package, contents in packages:
                if _keep(db, package, contents):
                    added.append(package)
                    place = [package.unit_code, package.year]
                    db.execute("DELETE FROM refused_file WHERE unit_code = ? AND year = ?", place)
        return added

    def put_back(self, package: ReceivedPackage, contents: Contents) -> None:
        """Keep a package again that was taken away; what was refused since it came stays.

        Raises:
            WriteError: it cannot be written.
        """
        with self._connection.writing() as db:
            _keep(db, package, contents)

    def list(self) -> list[ReceivedPackage]:
        """Return the packages, by unit, year and revision.

        Raises:
            StoreError: they cannot be read.
        """
        order = "unit_code, year, revision, received_at, digest"
        with self._connection.reading() as db:
            found = rows(db, f"SELECT {_RECEIVED} FROM received_package ORDER BY {order}")  # noqa: S608 - names of our own
            return msgspec.convert(found, list[ReceivedPackage], strict=False)

    def refused(self) -> Sequence[RefusedFile]:
        """Return the files that cannot be used, the newest first.

        Raises:
            StoreError: they cannot be read.
        """
        with self._connection.reading() as db:
            found = rows(db, f"SELECT {_REFUSED} FROM refused_file ORDER BY came_at DESC, content")  # noqa: S608 - names of our own
            return [
                msgspec.convert({**one, "reasons": msgspec.json.decode(one["reasons"])}, RefusedFile)
                for one in found
            ]

    def packed_plans(self, digests: Iterable[str]) -> dict[str, bytes]:
        """Return plans by the digests of their packages, packed: `unpacked` is for another thread.

        Raises:
            LookupError: one is not there.
            StoreError: one cannot be read, or is not what was kept.
        """
        with self._connection.reading() as db:
            return {digest: _blob(db, digest, "plan") for digest in digests}

    def contents(self, digest: str) -> Contents:
        """Return what belongs to a package.

        Raises:
            LookupError: it is not there.
            StoreError: it cannot be read, or is not what was kept.
        """
        with self._connection.reading() as db:
            return Contents(**{name: unpacked(_blob(db, digest, name)) for name in _BLOBS})

    def choose(self, digest: str, *, chosen: bool = True) -> str:
        """Let one of several packages of a revision count, or none of them, as before somebody has chosen.

        Return the digest of the one that was chosen before; empty where none was.

        Raises:
            LookupError: it is not there.
            WriteError: it cannot be written.
        """
        with self._connection.writing() as db:
            found = db.execute(
                "SELECT unit_scheme, unit_code, year, revision FROM received_package WHERE digest = ?",
                [digest],
            ).fetchone()
            if found is None:
                raise _unknown(digest)
            rivals = "unit_scheme = ? AND unit_code = ? AND year = ? AND revision = ?"
            query = f"SELECT digest FROM received_package WHERE chosen AND {rivals}"  # noqa: S608 - words of our own
            before = db.execute(query, [*found]).fetchone()
            change = f"UPDATE received_package SET chosen = (digest = ? AND ?) WHERE {rivals}"  # noqa: S608 - words of our own
            db.execute(change, [digest, int(chosen), *found])
            return str(before[0]) if before else ""

    def remove(self, digest: str) -> None:
        """Take a package away.

        Raises:
            LookupError: it is not there.
            WriteError: it cannot be written.
        """
        with self._connection.writing() as db:
            if not db.execute("DELETE FROM received_package WHERE digest = ?", [digest]).rowcount:
                raise _unknown(digest)

    def forget_refused(self, refused: RefusedFile) -> None:
        """Forget a file that cannot be used.

        Raises:
            WriteError: it cannot be written.
        """
        with self._connection.writing() as db:
            db.execute(
                "DELETE FROM refused_file WHERE content = ? AND unit_code = ? AND year = ?",
                [refused.content, refused.unit_code, refused.year],
            )


def unpacked(data: bytes) -> bytes:
    """Return what was packed.

    Raises:
        msgspec.DecodeError: it is damaged.
    """
    return stretched(data)


def _keep(db: sqlite3.Connection, package: ReceivedPackage, contents: Contents) -> bool:
    if db.execute("SELECT 1 FROM received_package WHERE digest = ?", [package.digest]).fetchone():
        return False
    columns: dict[str, Any] = {
        **msgspec.to_builtins(package),
        "chosen": int(package.chosen),
        "sealed_at": moment_text(package.sealed_at),
        "received_at": moment_text(package.received_at),
    }
    for name in _BLOBS:
        packed = squeezed(getattr(contents, name))
        columns |= {f"{name}_data": packed, f"{name}_data_sha256": _digest(packed)}
    names, places = ", ".join(columns), ", ".join(f":{name}" for name in columns)
    db.execute(f"INSERT INTO received_package ({names}) VALUES ({places})", columns)  # noqa: S608 - names of our own
    return True


def _note_refused(db: sqlite3.Connection, refused: RefusedFile) -> None:
    columns = {
        **msgspec.to_builtins(refused),
        "came_at": moment_text(refused.came_at),
        "reasons": msgspec.json.encode(refused.reasons).decode(),
    }
    names, places = ", ".join(columns), ", ".join(f":{name}" for name in columns)
    db.execute(f"INSERT OR REPLACE INTO refused_file ({names}) VALUES ({places})", columns)  # noqa: S608 - names of our own


def _blob(db: sqlite3.Connection, digest: str, name: str) -> bytes:
    query = f"SELECT {name}_data, {name}_data_sha256 FROM received_package WHERE digest = ?"  # noqa: S608 - names of our own
    row = db.execute(query, [digest]).fetchone()
    if row is None:
        raise _unknown(digest)
    data, kept = row
    if _digest(data) != kept:
        raise DamagedError(f"the {name} of a received package")
    return bytes(data)


def _digest(data: bytes) -> str:
    from hashlib import sha256  # noqa: PLC0415 - the list of plans comes up without it

    return sha256(data).hexdigest()


def _unknown(digest: str) -> LookupError:
    return LookupError(f"no received package {digest}")
