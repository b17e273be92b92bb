"""Into the intake and the database: one way for every package, over the network, by file, or looked at again.

The bytes are on the disk before a row speaks of them, and a row is there once, whoever else writes the same:
constraints see to that, never a look beforehand. Whoever is killed in between begins anew.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final, NamedTuple, TypeVar

from sqlalchemy import Connection, select
from sqlalchemy.exc import OperationalError

from dxdesk.central.database import Database
from dxdesk.central.intake import Intake
from dxdesk.central.papers import write_carriers
from dxdesk.central.pen import Entered, Looked, Outcome, Pen, write_signatures
from dxdesk.central.plan_rows import rows_of
from dxdesk.central.signature_mark import SignatureMark
from dxdesk.central.tables import LOG

T = TypeVar("T")
_ATTEMPTS: Final = 5
_CHOSEN_AGAINST: Final = frozenset({"40001", "40P01"})  # PostgreSQL: serialization_failure, deadlock_detected


class Seen(NamedTuple):
    """A file that came before, byte for byte."""

    channel: str
    origin: str
    content: str
    size: int
    outcome: Outcome


class Carrier(NamedTuple):
    """A PDF that carried a package: the SHA-256 of the package's file, the PDF, when it came where that is not now."""

    package: str
    pdf: bytes
    came_at: datetime | None = None


class _ChosenAgainstError(Exception):
    """Of two transactions that waited for each other, the database undid this one."""


class Registry:
    """A database and an intake; `lock` keeps several writers on one computer in a queue."""

    def __init__(
        self, database: Database, intake: Intake, lock: AbstractContextManager[object] | None = None
    ) -> None:
        self.database = database
        self.intake = intake
        self._lock = lock or nullcontext()

    def enter(self, files: Sequence[Looked]) -> list[Entered]:
        """Keep all files, and have the rows of all or of none.

        Raises:
            OSError, sqlalchemy.exc.SQLAlchemyError: the disk or the database fails; it may be tried again.
        """
        if not files:
            return []
        times = {one.content: one.came_at for one in files if one.came_at is not None}
        self.intake.keep_all({one.content: one.data for one in files}, times)
        rows = {one.content: rows_of(one.verdict.package) for one in files if one.verdict.package}
        # Several writers that take up the same packages do so in one order, so that none waits in a circle.
        ordered = sorted(files, key=_slot)

        def write(connection: Connection) -> dict[str, Entered]:
            pen = Pen(connection, self.intake)
            entered = pen.write(ordered, rows)
            pen.finish()
            return entered

        entered = self._written(write)
        return [entered[one.content] for one in files]

    def note(self, files: Sequence[Seen]) -> None:
        """Log what came once more, once for each place that it came from."""
        if not files:
            return

        def write(connection: Connection) -> None:
            query = select(LOG.c.content, LOG.c.origin).where(
                LOG.c.content.in_([one.content for one in files])
            )
            logged = {tuple(row) for row in connection.execute(query)}
            now = datetime.now(UTC)
            rows = [
                {**one._asdict(), "came_at": now, "reasons": "[]"}
                for one in dict.fromkeys(files)
                if (one.content, one.origin) not in logged
            ]
            if rows:
                connection.execute(LOG.insert(), rows)

        self._written(write)

    def mark(self, signatures: Sequence[SignatureMark]) -> None:
        """Keep who signed what brought a package, where that is not kept yet."""
        if signatures:
            self._written(lambda connection: write_signatures(connection, signatures))

    def bring(self, carriers: Iterable[Carrier]) -> None:
        """Keep PDFs that carried packages: where these are here, as their papers."""
        pdfs = {sha256(one.pdf).hexdigest(): one for one in carriers}
        if pdfs:
            times = {content: one.came_at for content, one in pdfs.items() if one.came_at is not None}
            self.intake.keep_all({content: one.pdf for content, one in pdfs.items()}, times)
            packages = {content: one.package for content, one in pdfs.items()}
            self._written(lambda connection: write_carriers(connection, packages))

    def _written(self, write: Callable[[Connection], T]) -> T:
        """Return what `write` returns, from a transaction; begun anew where the database chose another one."""
        for _attempt in range(_ATTEMPTS):
            with suppress(_ChosenAgainstError), self._lock, _said(), self.database.writing() as connection:
                return write(connection)
        with self._lock, self.database.writing() as connection:
            return write(connection)


@contextmanager
def _said() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", "") in _CHOSEN_AGAINST:
            raise _ChosenAgainstError from error
        raise


def _slot(file: Looked) -> tuple[str, int, int, str]:
    package = file.verdict.package
    if package is None:
        return "", 0, 0, file.content
    statement = package.statement
    return (
        f"{statement.unit.scheme}/{statement.unit.code}",
        statement.year,
        statement.revision,
        package.digest,
    )
