"""The administrative map in the database: names for people, and who is expected to send at all."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, func, select

from dxdesk.central.plan_tables import PLACE
from dxdesk.units.catalogue import Catalogue, catalogue_for_year


def fill_places(connection: Connection, years: Iterable[int]) -> None:
    """Write the maps of some years, where they are not there yet."""
    for known in {one.scheme: one for one in map(catalogue_for_year, years)}.values():
        count = connection.scalar(select(func.count()).where(PLACE.c.scheme == known.scheme))
        if not count:
            connection.execute(PLACE.insert(), list(_rows(known)))


def _rows(known: Catalogue) -> Iterator[dict[str, str | None]]:
    for unit in known:
        above = known.parents(unit)
        district = (
            unit if unit.level == "huyen" else next((one for one in above if one.level == "huyen"), None)
        )
        yield {
            "scheme": known.scheme,
            "code": unit.code,
            "level": unit.level,
            "name": unit.name,
            "district": district.code if district else None,
            "province": above[-1].code if above else unit.code,
        }
