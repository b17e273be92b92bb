"""Whether the parts of a package agree: digests, metadata, statement, administrative map, revision."""

from collections.abc import Callable, Iterator
from typing import Final

from dxdesk.guidance.pack import Level
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.package.canonical import canonical_bytes, canonical_bytes_of_known, sha256_hex
from dxdesk.package.faults import Remark, remark
from dxdesk.package.format import Metadata, Package
from dxdesk.package.metadata import metadata_of
from dxdesk.package.opening import Opened
from dxdesk.units.catalogue import UnknownSchemeError, catalogue

_LEVEL_NAMES: Final[dict[Level, str]] = {
    "xa": mark("a commune"),
    "huyen": mark("a district"),
    "tinh": mark("a province"),
}

# From scheme and code of a unit to its level; None where the map has no such unit (as `level_in_map`).
LevelLookup = Callable[[str, str], Level | None]


def digest_faults(opened: Opened) -> Iterator[Remark]:
    """Compare the digests with the plan and the statement as they stand in the file."""
    package = opened.package
    form = canonical_bytes if opened.newer else canonical_bytes_of_known
    if sha256_hex(form(opened.plan)) != package.statement.plan_sha256:
        yield remark("DX151", "/plan")
    if sha256_hex(form(opened.statement)) != package.digest:
        yield remark("DX152", "/statement")


def metadata_faults(package: Package) -> Iterator[Remark]:
    """Compare the metadata with the plan in what the plan decides; the records office fills in the rest.

    Number and day of issue are the plan's only where it says them.
    """
    given, planned = package.metadata, metadata_of(package.plan, None)
    pairs = (
        ("OrganId", given.organ_id, planned.organ_id),
        ("TypeName", given.type_name, planned.type_name),
        ("CodeNumber", given.code_number, planned.code_number or given.code_number),
        ("CodeNotation", given.code_notation, planned.code_notation),
        ("IssuedDate", given.issued_date, planned.issued_date or given.issued_date),
        ("OrganName", given.organ_name, planned.organ_name),
        ("Subject", given.subject, planned.subject),
        ("SignerInfo/Position", given.signer_info.position, planned.signer_info.position),
        ("SignerInfo/FullName", given.signer_info.full_name, planned.signer_info.full_name),
        ("ToPlaces", _recipients(given), _recipients(planned)),
    )
    for place, stated, decided in pairs:
        yield from _difference("DX171", f"/metadata/{place}", stated, decided)


def statement_faults(package: Package) -> Iterator[Remark]:
    """Compare the statement with the plan: unit, level, year, guidance."""
    statement, plan = package.statement, package.plan
    pairs = (
        ("unit/scheme", statement.unit.scheme, plan.unit.scheme),
        ("unit/code", statement.unit.code, plan.unit.code),
        ("unit/level", statement.unit.level, plan.unit.level),
        ("year", statement.year, plan.year),
        ("guidance/id", statement.guidance.id, plan.guidance.id),
        ("guidance/version", statement.guidance.version, plan.guidance.version),
    )
    for place, stated, planned in pairs:
        yield from _difference("DX175", f"/statement/{place}", stated, planned)


def revision_faults(package: Package) -> Iterator[Remark]:
    """A first revision has none before it; whether later ones form a chain is seen where all of them are."""
    if package.statement.revision == 1 and package.statement.previous is not None:
        yield remark("DX185", "/statement/previous")


def _difference(code: str, pointer: str, stated: object, planned: object) -> Iterator[Remark]:
    if stated != planned:
        yield remark(code, pointer, stated=_words(stated), planned=_words(planned))


def _words(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    return "" if value is None else str(value)


def _recipients(metadata: Metadata) -> tuple[str, ...]:
    return tuple(place.organ_name for place in metadata.to_places)


def unit_faults(package: Package, level_of: LevelLookup) -> Iterator[Remark]:
    """Look the unit up in the administrative map that its scheme names."""
    unit = package.statement.unit
    try:
        level = level_of(unit.scheme, unit.code)
    except UnknownSchemeError:
        yield remark("DX183", "/statement/unit/scheme", scheme=unit.scheme)
        return
    if level is None:
        yield remark("DX181", "/statement/unit/code", code=unit.code, scheme=unit.scheme)
    elif level != unit.level:
        fields = {
            "code": unit.code,
            "scheme": unit.scheme,
            "stated": _(_LEVEL_NAMES[unit.level]),
            "mapped": _(_LEVEL_NAMES[level]),
        }
        yield remark("DX182", "/statement/unit/level", **fields)


def level_in_map(scheme: str, code: str) -> Level | None:
    """Return the level of a unit in one of the maps of the program, or None where the map has no such unit.

    Raises:
        UnknownSchemeError: there is no such map.
    """
    unit = catalogue(scheme).unit(code)
    return unit.level if unit else None
