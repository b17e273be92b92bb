"""Letters of the levels above that an office keeps beside its plans: PDF, DOCX, any file."""

from datetime import datetime
from typing import Any, Final

import msgspec

from dxdesk.store.connection import Connection, moment_text, rows
from dxdesk.store.faults import StoreError
from dxdesk.store.plans import new_id
from dxdesk.store.values import Letter

_COLUMNS: Final = ", ".join(Letter.__struct_fields__)
_PLACES: Final = ", ".join(f":{name}" for name in Letter.__struct_fields__)


class Letters:
    """The letters of a store."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self, name: str, media_type: str, data: bytes, *, note: str = "", at: datetime | None = None
    ) -> Letter:
        """Keep a letter as it is, byte by byte.

        Raises:
            WriteError: it cannot be written.
        """
        columns: dict[str, Any] = {
            "id": new_id(),
            "name": name,
            "media_type": media_type,
            "size": len(data),
            "sha256": _digest(data),
            "added_at": moment_text(at),
            "note": note,
        }
        with self._connection.writing() as db:
            db.execute(
                f"INSERT INTO letter ({_COLUMNS}, data) VALUES ({_PLACES}, :data)",  # noqa: S608 - names of our own
                {**columns, "data": data},
            )
        return msgspec.convert(columns, Letter)

    def list(self) -> list[Letter]:
        """Return the letters without their data, the newest first.

        Raises:
            StoreError: they cannot be read.
        """
        with self._connection.reading() as db:
            found = rows(db, f"SELECT {_COLUMNS} FROM letter ORDER BY added_at DESC, rowid DESC")  # noqa: S608 - names of our own
            return msgspec.convert(found, list[Letter])

    def read(self, letter_id: str) -> bytes:
        """Return the data of a letter.

        Raises:
            LookupError: there is no such letter.
            StoreError: it cannot be read, or is not what was kept.
        """
        with self._connection.reading() as db:
            row = db.execute("SELECT data, sha256 FROM letter WHERE id = ?", [letter_id]).fetchone()
        if row is None:
            raise _unknown(letter_id)
        data, digest = row
        if _digest(data) != digest:
            raise StoreError("damaged", self._connection.file)
        return bytes(data)

    def rename(self, letter_id: str, name: str, *, note: str) -> None:
        """Give a letter another name and note.

        Raises:
            LookupError: there is no such letter.
            WriteError: it cannot be written.
        """
        self._change("UPDATE letter SET name = ?, note = ? WHERE id = ?", name, note, letter_id)

    def remove(self, letter_id: str) -> None:
        """Take a letter away for good.

        Raises:
            LookupError: there is no such letter.
            WriteError: it cannot be written.
        """
        self._change("DELETE FROM letter WHERE id = ?", letter_id)

    def _change(self, statement: str, *values: str) -> None:
        with self._connection.writing() as db:
            if not db.execute(statement, values).rowcount:
                raise _unknown(values[-1])


def _digest(data: bytes) -> str:
    from hashlib import sha256  # noqa: PLC0415 - the list of plans comes up without it

    return sha256(data).hexdigest()


def _unknown(letter_id: str) -> LookupError:
    return LookupError(f"no letter {letter_id}")
