"""Taking in what sources yield: batch after batch, each file with exactly one outcome."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final, Literal, TypeVar

import msgspec
from sqlalchemy import Connection, Table, select

from dxdesk.central.entering import Carrier, Registry, Seen
from dxdesk.central.judging import Terms, judge
from dxdesk.central.pen import Looked, Outcome
from dxdesk.central.plan_tables import COPY, QUARANTINE
from dxdesk.central.signatures import UNSOUND, Signed, signed_carrier
from dxdesk.sources.opening import Unread
from dxdesk.sources.parcel import Found, Parcel, Unopened
from dxdesk.value import Value

Come = TypeVar("Come", Found, Found | Unread)
CHANNEL: Final = "file"
_KNOWN: Final[dict[Table, Outcome]] = {COPY: "there already", QUARANTINE: "quarantined"}
_MOST_FILES: Final = 24
_MOST_BYTES: Final = 4 * 2**20  # parsed, a package takes some ten times that

Result = Literal[Outcome, "other", "unopened"]


class Told(Value, frozen=True, kw_only=True):
    """What became of one file: "other" is no package, "unopened" could not be looked into (`code` says why).

    `reason` is the first of what is wrong with it, in words.
    """

    origin: str
    result: Result
    code: str = ""
    digest: str = ""
    reason: str = ""


def batches(found: Iterable[Come]) -> Iterator[list[Come]]:
    """Yield the files in batches that are small in memory, without what nobody will look at."""
    batch: list[Come] = []
    size = 0
    for each in found:
        one = each if isinstance(each, Unread) else _without_weight(each)
        batch.append(one)
        size += _size(one)
        if len(batch) >= _MOST_FILES or size >= _MOST_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _size(one: Found | Unread) -> int:
    if isinstance(one, Unread):
        return one.size
    return len(one.data) + len(one.carrier) if isinstance(one, Parcel) else 0


def _read(batch: Iterable[Found | Unread]) -> Iterator[Found]:
    for one in batch:
        if isinstance(one, Unread):
            yield from map(_without_weight, one.opened())
        else:
            yield one


def _without_weight(found: Found) -> Found:
    """Let go of the data of what is no package."""
    if isinstance(found, Parcel) and not found.is_meant:
        return Parcel(origin=found.origin, data=b"")
    return found


class Times(Value, frozen=True, kw_only=True):
    """When files came, as whoever takes them in says: all at one time, or as the mails say that brought them."""

    at: datetime | None = None
    by_mail: bool = False

    def of(self, parcel: Parcel) -> datetime | None:
        """Return when a file came; None where that is now."""
        if not self.by_mail:
            return self.at
        # A clock that was ahead somewhere makes nothing come tomorrow.
        return parcel.came_at and min(parcel.came_at, datetime.now(UTC))


AT_ONCE: Final = Times()


def take_in(
    registry: Registry, terms: Terms, come: Iterable[Found | Unread], times: Times = AT_ONCE
) -> list[Told]:
    """Take a batch in, and say what became of each file, in the order of the batch but for what is new.

    Raises:
        OSError, sqlalchemy.exc.SQLAlchemyError: the disk or the database fails; it may be tried again.
    """
    sifted = [sifted_by(one, terms, times) for one in _read(come)]
    batch = [one.found for one in sifted]
    meant = [(sha256(one.data).hexdigest(), one) for one in batch if isinstance(one, Parcel) and one.is_meant]
    with registry.database.reading() as connection:
        known = known_contents(connection, [content for content, _parcel in meant])
    fresh: dict[str, Looked] = {}
    again: list[tuple[str, Parcel]] = []
    for content, parcel in meant:
        if content in known or content in fresh:
            again.append((content, parcel))
        else:
            fresh[content] = looked_at(parcel, content, terms, times.of(parcel))
    entered = dict(zip(fresh, registry.enter(list(fresh.values())), strict=True))
    for content, one in entered.items():
        known[content] = "quarantined" if one.outcome == "quarantined" else "there already"
    registry.note(
        [Seen(CHANNEL, parcel.origin, content, len(parcel.data), known[content]) for content, parcel in again]
    )
    registry.bring(
        one.carried._replace(came_at=times.of(one.found))
        for one in sifted
        if one.carried is not None and isinstance(one.found, Parcel)
    )
    registry.mark([mark for one in sifted for mark in one.signed.marks])
    return [
        *aside(batch),
        *(
            told(fresh[content], one.outcome, is_contested=one.other is not None)
            for content, one in entered.items()
        ),
        *(Told(origin=parcel.origin, result=known[content]) for content, parcel in again),
    ]


class Sifted(Value, frozen=True, kw_only=True):
    """What is to be looked at of a file; the PDF that it came in, and who signed that."""

    found: Found
    carried: Carrier | None = None
    signed: Signed = Signed()


def sifted_by(found: Found, terms: Terms, times: Times) -> Sifted:
    """Return a package without the PDF that carried it; or that PDF itself where its signatures are unsound."""
    if not isinstance(found, Parcel) or not found.carrier:
        return Sifted(found=found)
    content = sha256(found.data).hexdigest()
    bare, carried = msgspec.structs.replace(found, carrier=b""), Carrier(content, found.carrier)
    if terms.trusted is None:
        return Sifted(found=bare, carried=carried)
    at = times.of(found) or datetime.now(UTC)
    signed = signed_carrier(found.carrier, content, found.origin, terms.trusted, at)
    if any(one.code in UNSOUND for one in signed.remarks):
        return Sifted(found=msgspec.structs.replace(found, data=found.carrier, carrier=b"", is_sure=True))
    return Sifted(found=bare, carried=carried, signed=signed)


def aside(batch: Sequence[Found]) -> Iterator[Told]:
    """Yield what is to be said of files that are no packages."""
    for one in batch:
        if isinstance(one, Unopened):
            yield Told(origin=one.origin, result="unopened", code=one.why)
        elif not one.is_meant:
            yield Told(origin=one.origin, result="other")


def looked_at(parcel: Parcel, content: str, terms: Terms, came_at: datetime | None) -> Looked:
    """Return a file with the verdict on it, as of when it came (None: now)."""
    return Looked(
        origin=parcel.origin,
        channel=CHANNEL,
        content=content,
        data=parcel.data,
        verdict=judge(parcel.data, terms, came_at or datetime.now(UTC)),
        came_at=came_at,
    )


def told(file: Looked, outcome: Outcome, *, is_contested: bool) -> Told:
    """Return what is to be said of a file that was looked at."""
    package, faults = file.verdict.package, file.verdict.faults
    code = faults[0].code if faults else "DX198" if is_contested else ""
    return Told(
        origin=file.origin,
        result=outcome,
        code=code,
        digest=package.digest if package else "",
        reason=faults[0].message if faults else "",
    )


def known_contents(connection: Connection, contents: Sequence[str]) -> dict[str, Outcome]:
    """Return which files have come before, byte for byte, and what they are."""
    known: dict[str, Outcome] = {}
    for table, outcome in _KNOWN.items():
        found = connection.scalars(select(table.c.content).where(table.c.content.in_(contents)))
        known.update(dict.fromkeys(found, outcome))
    return known
