"""What a receiver says of itself: its name, the years that it takes, its limits; kept in the database."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Final

import msgspec
from sqlalchemy import Connection, delete, insert, select

from dxdesk import __version__
from dxdesk.central.faults import CentralError
from dxdesk.central.tables import SETTING
from dxdesk.exchange.format import SERVICE, Greeting, Limits, OpenYear, Receiver
from dxdesk.guidance.loading import installed_packs, meta_of, newest_year
from dxdesk.language import translate as _
from dxdesk.package.container import MAX_SIZE
from dxdesk.package.format import VERSION
from dxdesk.text.days import VIETNAM
from dxdesk.value import Value

LIMITS: Final = Limits(package=MAX_SIZE, document=256 * 2**20, piece=8 * 2**20)
PRODUCT: Final = f"dxdesk {__version__}"
_KEY: Final = "office"
_CERTIFICATE: Final = "certificate"


class Office(Value, frozen=True, kw_only=True):
    """A receiver, and the years whose plans it takes."""

    receiver: Receiver
    years: tuple[OpenYear, ...]

    def takes(self, year: int, today: date) -> bool:
        """Say whether plans of a year are taken on a day."""
        return any(one.year == year and (one.until is None or today <= one.until) for one in self.years)


def is_known(connection: Connection) -> bool:
    """Say whether the receiver has said anything of itself."""
    return _found(connection) is not None


def office_name(connection: Connection) -> str:
    """Return the name of the receiver, nothing where it has not said any."""
    found = _found(connection)
    return found.receiver.name if found else ""


def taken_years(connection: Connection) -> frozenset[int]:
    """Return the years whose plans count here, closed or not; those of the guidance at hand where none are said.

    When a file that came late was sent is seen from its receipt; that is no reason to leave it out.
    """
    found = _found(connection)
    if found is None:
        return frozenset(meta.year for folder in installed_packs() if (meta := meta_of(folder)))
    return frozenset(one.year for one in found.years)


def write_office(connection: Connection, office: Office) -> None:
    """Keep what a receiver says of itself."""
    _set(connection, _KEY, msgspec.json.encode(office).decode())


def read_certificate(connection: Connection) -> str | None:
    """Return the certificate (PEM) by which the server signs, as it was when it was started last."""
    return connection.scalar(select(SETTING.c.value).where(SETTING.c.key == _CERTIFICATE))


def write_certificate(connection: Connection, certificate: str) -> None:
    """Keep by which certificate (PEM) the server signs: whatever else is signed must be by the same."""
    _set(connection, _CERTIFICATE, certificate)


def settled_office(
    connection: Connection, receiver: Receiver | None, years: Iterable[OpenYear] | None
) -> Office:
    """Return the office after a change of what is named; what is None stays. Years begin with the newest guidance's.

    Raises:
        CentralError: the receiver has no name, neither from before nor now.
    """
    before = _found(connection)
    if before is None and receiver is None:
        raise _nameless()
    named = receiver or (before.receiver if before else Receiver(name=""))
    kept = before.years if before else (OpenYear(year=newest_year()),)
    office = Office(receiver=named, years=kept if years is None else tuple(years))
    if office != before:
        write_office(connection, office)
    return office


def today() -> date:
    """Return the day in Viet Nam: years close at its end."""
    return datetime.now(VIETNAM).date()


def greeting(office: Office, certificate: str) -> Greeting:
    """Return what a receiver says before anything is sent; a year that has closed is not named."""
    day = today()
    return Greeting(
        service=SERVICE,
        api="v1",
        receiver=office.receiver,
        package_versions=(VERSION,),
        years=tuple(one for one in office.years if office.takes(one.year, day)),
        limits=LIMITS,
        time=datetime.now(UTC),
        certificate=certificate,
    )


def _set(connection: Connection, key: str, value: str) -> None:
    connection.execute(delete(SETTING).where(SETTING.c.key == key))
    connection.execute(insert(SETTING).values(key=key, value=value))


def _found(connection: Connection) -> Office | None:
    found = connection.scalar(select(SETTING.c.value).where(SETTING.c.key == _KEY))
    return None if found is None else msgspec.json.decode(found, type=Office)


def _nameless() -> CentralError:
    return CentralError(_("This receiver has no name yet. Name it once, by --name."))
