"""The destinations of packages: those that an address book named, and those that were written here."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import msgspec

from dxdesk.store.connection import Connection, moment_text, rows
from dxdesk.store.dispatch import Address

_COLUMNS: Final = ", ".join(Address.__struct_fields__)


class Addresses:
    """The address book of a store. An own entry stands before one of a book that has the same key."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def list(self) -> Sequence[Address]:
        """Return every destination, by its key; the own entry first where there are two.

        Raises:
            StoreError: they cannot be read.
        """
        with self._connection.reading() as db:
            found = rows(db, f"SELECT {_COLUMNS} FROM address ORDER BY key, own DESC")  # noqa: S608 - our own names
        return msgspec.convert(found, tuple[Address, ...], strict=False)

    def find(self, key: str) -> Address | None:
        """Return the destination that a key stands for; None where there is none.

        Raises:
            StoreError: it cannot be read.
        """
        return next((address for address in self.list() if address.key == key), None)

    def keep(self, addresses: Sequence[Address], *, at: datetime | None = None) -> None:
        """Keep destinations, all of them or none; each takes the place of the one of its key and kind.

        Raises:
            WriteError: they cannot be written.
        """
        moment = moment_text(at)
        with self._connection.writing() as db:
            for address in addresses:
                values = {**msgspec.to_builtins(address), "own": int(address.own), "kept_at": moment}
                places = ", ".join(f":{name}" for name in (*Address.__struct_fields__, "kept_at"))
                db.execute(
                    f"INSERT OR REPLACE INTO address ({_COLUMNS}, kept_at) VALUES ({places})",  # noqa: S608 - as above
                    values,
                )

    def remove(self, key: str, *, own: bool) -> None:
        """Take a destination away; what was sent to it stays.

        Raises:
            WriteError: it cannot be written.
        """
        with self._connection.writing() as db:
            db.execute("DELETE FROM address WHERE key = ? AND own = ?", [key, int(own)])
