"""Looking again at what is in the intake: after a mended cause, or to make the database anew."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import islice
from typing import Literal

import msgspec
from sqlalchemy import Connection, delete, select

from dxdesk.central.entering import Registry
from dxdesk.central.importing import Times, Told, known_contents, sifted_by, told
from dxdesk.central.intake import Intake
from dxdesk.central.judging import Terms, judge
from dxdesk.central.keeping import bring_back, keep_in_intake, reserve_numbers
from dxdesk.central.papers import PDF
from dxdesk.central.pen import Looked, finding_rows, write_signatures
from dxdesk.central.plan_rows import rows_of, write_plans
from dxdesk.central.plan_tables import COPY, FINDING, OF_A_PLAN, QUARANTINE, SIGNATURE
from dxdesk.central.receiving import mark_held
from dxdesk.central.returning import read_statement
from dxdesk.central.tables import DOCUMENT, PACKAGE, UNIT
from dxdesk.package.format import StatementUnit
from dxdesk.sources.parcel import Parcel
from dxdesk.value import Value

CHANNEL = "intake"
_BATCH = 24


class Lost(Value, frozen=True, kw_only=True):
    """What the intake does not have, or has damaged.

    That is a file by its SHA-256, the file of a package that something was said to (its digest), or something
    that was said (the name of its file).
    """

    what: Literal["file", "package", "issued"] = "file"
    name: str


def look_again(registry: Registry, terms: Terms, contents: Iterable[str] = ()) -> Iterator[Told | Lost]:
    """Judge anew what is in quarantine (all of it unless `contents` name some); yield what became of each.

    Raises:
        OSError, sqlalchemy.exc.SQLAlchemyError: the disk or the database fails; it may be tried again.
    """
    query = select(QUARANTINE.c.content).order_by(QUARANTINE.c.came_at, QUARANTINE.c.content)
    with registry.database.reading() as connection:
        held = list(
            connection.scalars(query.where(QUARANTINE.c.content.in_(list(contents))) if contents else query)
        )
    for batch in _batches(held):
        yield from _entered(registry, terms, batch, are_held=True)


def rebuild(registry: Registry, terms: Terms) -> Iterator[Told | Lost]:
    """Write the rows of every plan anew from the intake, and take in what the database does not know of.

    Receipts, replies and decisions are completed on both sides. What the database alone knows stays: tokens, the
    name of the receiver and its years, the log.

    Raises:
        OSError, sqlalchemy.exc.SQLAlchemyError: the disk or the database fails; it may be tried again.
    """
    database, issued = registry.database, registry.intake.issued
    keep_in_intake(database, issued)
    reserve_numbers(database, issued)
    yield from _lost(registry)
    doubtful: list[str] = []
    for batch in _batches(registry.intake.contents()):
        with registry.database.reading() as connection:
            known = known_contents(connection, batch)
        written = [content for content in batch if known.get(content) == "there already"]
        yield from _rewritten(registry, terms, written)
        held = [content for content in batch if known.get(content) == "quarantined"]
        yield from _entered(registry, terms, held, are_held=True)
        new = [content for content in batch if content not in known]
        yield from _entered(registry, terms, new, doubtful=doubtful)
    # What does not look like a package is a document that one names, or else came as a broken package.
    with registry.database.reading() as connection:
        named = set(connection.scalars(select(DOCUMENT.c.sha256)))
    for batch in _batches(content for content in doubtful if content not in named):
        yield from _entered(registry, terms, _others(registry, terms, batch))
    _find_documents(registry)
    yield from (Lost(what="package", name=digest) for digest in bring_back(database, issued))
    yield from (Lost(what="issued", name=path.name) for path in issued.damaged())


def _lost(registry: Registry) -> Iterator[Lost]:
    with registry.database.reading() as connection:
        contents = list(connection.scalars(select(PACKAGE.c.content).order_by(PACKAGE.c.id)))
    yield from (Lost(name=content) for content in contents if not registry.intake.holds(content))


def _rewritten(registry: Registry, terms: Terms, contents: Sequence[str]) -> Iterator[Told | Lost]:
    """Write the rows of packages anew that are in the database; another copy of one has none of its own."""
    with registry.database.reading() as connection:
        query = select(PACKAGE.c.content, PACKAGE.c.id).where(PACKAGE.c.content.in_(contents))
        numbers = {row.content: row.id for row in connection.execute(query)}
    plans, notices = [], []
    of_any_year = msgspec.structs.replace(terms, years=None)
    for content in contents:
        data = _bytes(registry.intake, content)
        if data is None:
            yield Lost(name=content)
        elif content in numbers:
            # Accepted once, accepted for ever: years may have closed since, so none is asked for here.
            file = _looked(registry.intake, content, data, of_any_year, is_held=False, is_accepted=True)
            if file.verdict.package is not None:
                plans.append((numbers[content], rows_of(file.verdict.package)))
                notices.append(file)
            yield told(file, "there already", is_contested=False)
    with registry.database.writing() as connection:
        _erase(connection, [number for number, _rows in plans], [file.content for file in notices])
        write_plans(connection, plans)
        for file in notices:
            _write_notices(connection, file)


def _find_documents(registry: Registry) -> None:
    """Note documents that came in pieces, as files of their own, where no package has brought them.

    Each is the unit's whose package named it first: nobody names what nobody else has yet, but may name what is
    another's. And what came as a package is no document.
    """
    other = DOCUMENT.alias()
    brought = select(other.c.sha256).where(other.c.held != "")
    query = (
        select(DOCUMENT.c.sha256, UNIT.c.scheme, UNIT.c.code, UNIT.c.level)
        .join(PACKAGE, PACKAGE.c.id == DOCUMENT.c.package_id)
        .join(UNIT, UNIT.c.id == PACKAGE.c.unit_id)
        .where(
            DOCUMENT.c.sha256.not_in(brought),
            *(DOCUMENT.c.sha256.not_in(select(table.c.content)) for table in (COPY, QUARANTINE)),
        )
        .order_by(PACKAGE.c.received_at, PACKAGE.c.id)
    )
    with registry.database.writing() as connection:
        first = {row.sha256: row for row in reversed(connection.execute(query).all())}
        for sha256, row in first.items():
            if registry.intake.holds(sha256):
                unit = StatementUnit(scheme=row.scheme, code=row.code, level=row.level)
                mark_held(connection, unit, sha256)


def _others(registry: Registry, terms: Terms, contents: Sequence[str]) -> list[str]:
    """Keep the PDFs that carried packages which are here as their papers; return what is left."""
    left = []
    for content in contents:
        parcel = _unfolded(registry.intake, content)
        if parcel is None:
            left.append(content)
            continue
        sifted = sifted_by(parcel, terms, Times(at=registry.intake.came_at(content)))
        if sifted.carried is None:
            left.append(content)
        else:
            registry.bring([sifted.carried])
            registry.mark(sifted.signed.marks)
    return left


def _unfolded(intake: Intake, content: str) -> Parcel | None:
    """Return the package in a PDF that the intake has too, with the PDF as its carrier; None for all else."""
    data = _bytes(intake, content)
    if data is None or not data.startswith(PDF):
        return None
    from dxdesk.signing.embedded import embedded_package  # noqa: PLC0415 - half a second that only PDFs need
    from dxdesk.signing.faults import SigningError  # noqa: PLC0415

    try:
        inside = embedded_package(data)
    except SigningError:
        return None
    return Parcel(origin="", data=inside, carrier=data) if intake.holds(sha256(inside).hexdigest()) else None


def _entered(
    registry: Registry,
    terms: Terms,
    contents: Sequence[str],
    *,
    are_held: bool = False,
    doubtful: list[str] | None = None,
) -> Iterator[Told | Lost]:
    """Take files in; what does not look like a package goes to `doubtful` where there is one."""
    files = []
    for content in contents:
        data = _bytes(registry.intake, content)
        if data is None:
            yield Lost(name=content)
        elif doubtful is not None and not Parcel(origin="", data=data).is_meant:
            doubtful.append(content)
        else:
            files.append(_looked(registry.intake, content, data, terms, is_held=are_held))
    for file, one in zip(files, registry.enter(files), strict=True):
        yield told(file, one.outcome, is_contested=one.other is not None)


def _looked(
    intake: Intake, content: str, data: bytes, terms: Terms, *, is_held: bool, is_accepted: bool = False
) -> Looked:
    # As it was when it came: certificates may have expired since.
    came_at = intake.came_at(content)
    verdict = judge(data, terms, came_at, is_accepted=is_accepted)
    if verdict.package is None and not is_accepted and _has_receipt(intake, data):
        # Accepted once, accepted for ever.
        any_year = msgspec.structs.replace(terms, years=None)
        verdict = judge(data, any_year, came_at, is_accepted=True)
    return Looked(origin=content, channel=CHANNEL, content=content, data=data, verdict=verdict, held=is_held)


def _has_receipt(intake: Intake, data: bytes) -> bool:
    found = read_statement(data)
    return found is not None and intake.issued.receipt(found[1]) is not None


def _erase(connection: Connection, packages: Sequence[int], contents: Sequence[str]) -> None:
    for table in reversed(OF_A_PLAN):
        connection.execute(delete(table).where(table.c.package_id.in_(packages)))
    connection.execute(delete(FINDING).where(FINDING.c.content.in_(contents)))
    connection.execute(delete(SIGNATURE).where(SIGNATURE.c.file.in_(contents)))


def _write_notices(connection: Connection, file: Looked) -> None:
    rows = finding_rows(file.content, file.verdict.notices, "notice")
    if rows:
        connection.execute(FINDING.insert(), rows)
    write_signatures(connection, file.verdict.signatures)


def _bytes(intake: Intake, content: str) -> bytes | None:
    with suppress(OSError):
        return intake.read(content)
    return None


def _batches(contents: Iterable[str]) -> Iterator[list[str]]:
    left = iter(contents)
    while batch := list(islice(left, _BATCH)):
        yield batch
