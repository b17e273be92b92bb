"""The regions that provinces are summed up in, from `resources/units/regions.toml`."""

import tomllib
from functools import cache

import msgspec

from dxdesk.resources import resource
from dxdesk.value import Value


class Region(Value, frozen=True, kw_only=True):
    """A region: its name and the codes of its provinces."""

    name: str
    provinces: tuple[str, ...]


def regions(scheme: str) -> dict[str, Region]:
    """Return the regions of a map by their keys, in the usual order from north to south."""
    return _file().get(scheme, {})


@cache
def _file() -> dict[str, dict[str, Region]]:
    plain = tomllib.loads(resource("units", "regions.toml").read_text("utf-8"))
    return msgspec.convert(plain, dict[str, dict[str, Region]])
