"""`dxdesk central conflicts`: packages that claim one revision, side by side, until a person chooses."""

from argparse import Namespace
from collections.abc import Iterator
from string import ascii_uppercase
from typing import Any, Final

import msgspec

from dxdesk.central.conflicts import Conflict, Saying, decide, find_conflict, list_conflicts
from dxdesk.central.database import Database
from dxdesk.central.side_by_side import Difference, Side, SideBySide, side_by_side
from dxdesk.cli.central_rooms import failures_told, opened_database, opened_intake, told
from dxdesk.cli.errors import DONE, FINDINGS, CommandError
from dxdesk.cli.output import print_json
from dxdesk.guidance.faults import FaultyPackError
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.plan.differences import PlanDifferenceKind
from dxdesk.text.characters import clean
from dxdesk.text.days import VIETNAM

_HOW: Final = mark(
    "What differs: dxdesk central conflicts --show DIGEST --intake DIR\n"
    "To choose: dxdesk central conflicts --choose DIGEST --by NAME --intake DIR"
)
_KINDS: Final[dict[PlanDifferenceKind, str]] = {
    "changed": mark("{place}: changed"),
    "added": mark("{place}: added"),
    "removed": mark("{place}: removed"),
    "moved": mark("{place}: moved"),
}


def run(arguments: Namespace) -> int:
    """List conflicts; or show one side by side, settle it, or take that back."""
    for name in ("show", "choose", "undo"):
        if getattr(arguments, name) and arguments.intake is None:
            arguments.parser.error(_("--{name} goes with --intake").format(name=name))
    if (arguments.choose or arguments.undo) and not clean(arguments.by).strip():
        arguments.parser.error(_("--by says who decides; it is kept with the decision"))
    with opened_database(arguments) as database:
        if arguments.choose or arguments.undo:
            return _settle(database, arguments)
        if arguments.show:
            return _show(database, arguments)
        with database.reading() as connection:
            found = list_conflicts(connection, settled=arguments.all)
        if arguments.json:
            print_json(found)
        for one in () if arguments.json else found:
            print("\n".join(_head(one)))
            if arguments.intake is not None and len(found) == 1:
                print("\n".join(_lines(_compared(database, one, arguments))))
    if found and not arguments.json:
        print(_(_HOW))
    return FINDINGS if any(one.is_open for one in found) else DONE


def _show(database: Database, arguments: Namespace) -> int:
    with database.reading() as connection:
        conflict = _conflict(find_conflict(connection, arguments.show), arguments.show)
    compared = _compared(database, conflict, arguments)
    if arguments.json:
        print_json(_plain(compared))
    else:
        print("\n".join([*_head(conflict), *_lines(compared)]))
    return FINDINGS if conflict.is_open else DONE


def _settle(database: Database, arguments: Namespace) -> int:
    digest = arguments.choose or arguments.undo
    intake = opened_intake(arguments)
    said = Saying(by=clean(arguments.by), note=clean(arguments.note))
    with failures_told():
        with database.reading() as connection:
            conflict = _conflict(find_conflict(connection, digest), digest)
        chosen = next(rival.digest for rival in conflict.rivals if rival.digest.startswith(digest))
        decide(database, intake.issued, conflict, chosen if arguments.choose else None, said)
    print(_("It is written down.") if arguments.choose else _("The decision is taken back."))
    return DONE


def _conflict(found: Conflict | None, digest: str) -> Conflict:
    if found is None:
        message = _("There is no conflict with a package “{digest}”. See: dxdesk central conflicts --all")
        raise CommandError(message.format(digest=digest))
    return found


def _compared(database: Database, conflict: Conflict, arguments: Namespace) -> SideBySide:
    def compare() -> SideBySide:
        with database.reading() as connection:
            return side_by_side(connection, opened_intake(arguments), conflict)

    try:
        return told(compare)
    except FaultyPackError as error:
        head = _("The guidance pack cannot be used:")
        raise CommandError("\n".join([head, *(f"  {fault}" for fault in error.faults)])) from None
    except LookupError as error:
        raise CommandError(str(error)) from None


def _plain(compared: SideBySide) -> dict[str, Any]:
    conflict = compared.conflict
    return {
        "unit": conflict.unit,
        "name": conflict.name,
        "year": conflict.year,
        "revision": conflict.revision,
        "open": conflict.is_open,
        "packages": msgspec.to_builtins(compared.sides),
        "differences": msgspec.to_builtins(compared.differences),
    }


def _head(conflict: Conflict) -> Iterator[str]:
    head = _("{name} ({code}), {year}, revision {revision}:")
    yield head.format(
        name=conflict.name, code=conflict.unit.code, year=conflict.year, revision=conflict.revision
    )
    for sign, rival in zip(_signs(), conflict.rivals, strict=False):
        chosen = "*" if rival.counts else " "
        yield f" {chosen} {sign}  {rival.digest}  {rival.received_at.astimezone(VIETNAM):%d/%m/%Y %H:%M}"


def _lines(compared: SideBySide) -> Iterator[str]:
    signs = dict(zip((side.digest for side in compared.sides), _signs(), strict=False))
    first = compared.sides[0].digest
    for side in compared.sides:
        yield from (f"   {signs[side.digest]}: {line}" for line in _facts(side))
    for found in compared.differences:
        yield from _difference(found, signs[first], signs[found.digest])
    if not compared.differences:
        yield "   " + _("The plans say the same; only how they were sealed differs.")


def _facts(side: Side) -> Iterator[str]:
    if side.sealed_at is not None:
        yield _("Sealed: {time}").format(time=f"{side.sealed_at.astimezone(VIETNAM):%d/%m/%Y %H:%M:%S}")
    if side.documents:
        yield _("Documents: {names}").format(names=", ".join(side.documents))
    if side.signatures:
        yield _("Signatures: {count}").format(count=side.signatures)
    for origin in side.origins:
        yield _("Came from: {origin}").format(origin=origin)


def _difference(found: Difference, first: str, other: str) -> Iterator[str]:
    yield "   " + _(_KINDS[found.kind]).format(place=found.place)
    sides = ((first, found.first), (other, found.other))
    for sign, said in sides[1:] if found.kind == "moved" else sides:
        lines = said.splitlines() or [_("(nothing)")]
        yield f"     {sign}: {lines[0]}"
        yield from (f"        {line}" for line in lines[1:])


def _signs() -> Iterator[str]:
    """Yield A to Z, then numbers."""
    yield from ascii_uppercase
    number = len(ascii_uppercase)
    while True:
        number += 1
        yield str(number)
