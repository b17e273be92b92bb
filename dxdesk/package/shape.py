"""From plain data to a package: version, members of newer versions, schema."""

import re
from collections.abc import Iterable
from typing import Any, Final

from dxdesk.package.faults import PackageError, Remark, pointer_to, remark
from dxdesk.package.format import FORMAT, VERSION, Newer, Package
from dxdesk.pointers import pointer_of, tokens_of
from dxdesk.value import FaultyValueError, convert, unknown_members

_VERSION: Final = re.compile(r"(0|[1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})")
_MAJOR: Final = 1
READABLE: Final = "1.x"


def check_version(data: Any, expected: str = FORMAT) -> None:
    """Refuse what is not of the expected format (a package), and what is of another major version of it.

    Raises:
        PackageError: DX131 to DX133.
    """
    if not isinstance(data, dict) or data.get("format") != expected:
        raise PackageError([remark("DX131", "/format" if isinstance(data, dict) else "")])
    version = data.get("version")
    match = _VERSION.fullmatch(version) if isinstance(version, str) else None
    if match is None or int(match[1]) < _MAJOR:
        raise PackageError([remark("DX132", "/version")])
    if int(match[1]) > _MAJOR:
        raise PackageError([remark("DX133", "/version", version=version, readable=READABLE)])


def shaped(data: dict[str, Any]) -> tuple[Package, tuple[Newer, ...]]:
    """Turn plain data into a package, and what a newer minor version has added to it.

    Raises:
        PackageError: DX141, for every place that does not fit the schema.
    """
    newer: tuple[Newer, ...] = ()
    if data["version"] != VERSION:
        data, newer = _without_newer(data)
    try:
        return convert(data, Package), newer
    except FaultyValueError as error:
        raise PackageError(
            remark("DX141", pointer_to(tokens_of(fault.pointer)), detail=fault.message)
            for fault in error.faults
        ) from None


def with_newer(data: dict[str, Any], newer: Iterable[Newer]) -> dict[str, Any]:
    """Return plain data with the members of a newer version put back; those whose place is gone stay out."""
    whole: dict[str, Any] = _copied(data)
    for member in newer:
        *parents, name = tokens_of(member.pointer)
        place: Any = whole
        for step in parents:
            place = _child(place, step)
        if isinstance(place, dict):
            place[name] = member.value
    return whole


def newer_remarks(package: Package, newer: Iterable[Newer]) -> Iterable[Remark]:
    """Say of each member of a newer version that it is kept."""
    for member in newer:
        steps = tokens_of(member.pointer)
        yield remark("DX191", pointer_to(steps), name=steps[-1], version=package.version)


def _without_newer(data: dict[str, Any]) -> tuple[dict[str, Any], tuple[Newer, ...]]:
    known: dict[str, Any] = _copied(data)
    newer = []
    for path, name in unknown_members(data, Package):
        place: Any = known
        for step in path:
            place = place[step]
        newer.append(Newer(pointer=pointer_of((*path, name)), value=place.pop(name)))
    return known, tuple(newer)


def _copied(data: Any) -> Any:
    """Copy objects and arrays, which are the places where members are taken out or put in."""
    if isinstance(data, dict):
        return {name: _copied(item) for name, item in data.items()}
    return [_copied(item) for item in data] if isinstance(data, list | tuple) else data


def _child(place: Any, step: str) -> Any:
    if isinstance(place, dict):
        return place.get(step)
    if isinstance(place, list) and step.isdecimal() and int(step) < len(place):
        return place[int(step)]
    return None
