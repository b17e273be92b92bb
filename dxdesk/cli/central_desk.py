"""`dxdesk central conflicts`, `quarantine`, `missing` and `rebuild`: what a person has to look after."""

from argparse import Namespace
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from dxdesk.central.conflicts import Conflict, decide, find_conflict, list_conflicts
from dxdesk.central.coverage import State, coverage_of
from dxdesk.central.database import Database
from dxdesk.central.entering import Registry
from dxdesk.central.held import list_held
from dxdesk.central.import_run import prepared
from dxdesk.central.importing import Told
from dxdesk.central.intake import Intake
from dxdesk.central.relooking import Lost, look_again, rebuild
from dxdesk.cli.central_import import taken
from dxdesk.cli.central_rooms import opened_database, opened_intake
from dxdesk.cli.errors import DONE, FINDINGS, CommandError
from dxdesk.cli.output import print_json
from dxdesk.guidance.loading import newest_year
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.package.reading import read_package
from dxdesk.plan.differences import plan_differences
from dxdesk.plan.packs import pack_for
from dxdesk.text.days import VIETNAM

_STATES: Final[dict[State, str]] = {
    "missing": mark("has not sent"),
    "conflict": mark("in conflict with another"),
    "late": mark("late"),
    "gap": mark("a revision before is missing"),
    "break": mark("follows another text of the revision before"),
}


def conflicts(arguments: Namespace) -> int:
    """List conflicts; or show one side by side, settle it, or take that back."""
    with opened_database(arguments) as database:
        if arguments.choose or arguments.undo:
            return _settle(database, arguments)
        with database.reading() as connection:
            found = list_conflicts(connection, settled=arguments.all)
    if arguments.json:
        print_json(found)
    for one in () if arguments.json else found:
        print("\n".join(_conflict_lines(one, arguments)))
    return FINDINGS if any(one.is_open for one in found) else DONE


def quarantine(arguments: Namespace) -> int:
    """List what is in quarantine and why; or look at it again."""
    with opened_database(arguments) as database:
        if arguments.again:
            years = prepared(database)
            return _looked_again(look_again(Registry(database, opened_intake(arguments)), years), arguments)
        with database.reading() as connection:
            reasons = list_held(connection)
    if arguments.json:
        print_json(reasons)
    for one in () if arguments.json else reasons:
        print(f"{one.origin}: {one.message} {one.cure} [{one.code}] {one.content}")
    return FINDINGS if reasons else DONE


def missing(arguments: Namespace) -> int:
    """List the units that have not sent, and those with something else to settle."""
    year = arguments.year or newest_year()
    with opened_database(arguments) as database:
        prepared(database)
        with database.reading() as connection:
            found = coverage_of(
                connection,
                year,
                level=arguments.level or "",
                within=arguments.within or "",
                deadline=arguments.deadline,
            )
    if arguments.json:
        print_json(found)
        return FINDINGS if found.gaps else DONE
    for gap in found.gaps:
        print(f"{gap.code}  {gap.name}: {_(_STATES[gap.state])}")
    print(_("{sent} of {expected} units have sent.").format(sent=found.sent, expected=found.expected))
    return FINDINGS if found.gaps else DONE


def build_again(arguments: Namespace) -> int:
    """Make the database anew from the intake."""
    with opened_database(arguments) as database:
        years = prepared(database)
        return _looked_again(rebuild(Registry(database, opened_intake(arguments)), years), arguments)


def _settle(database: Database, arguments: Namespace) -> int:
    digest = arguments.choose or arguments.undo
    with database.writing() as connection:
        conflict = find_conflict(connection, digest)
        if conflict is None:
            message = _("There is no conflict with a package “{digest}”. See: dxdesk central conflicts --all")
            raise CommandError(message.format(digest=digest))
        chosen = next(rival.digest for rival in conflict.rivals if rival.digest.startswith(digest))
        decide(connection, conflict, chosen if arguments.choose else None, arguments.by, arguments.note)
    print(_("It is written down.") if arguments.choose else _("The decision is taken back."))
    return DONE


def _conflict_lines(conflict: Conflict, arguments: Namespace) -> Iterable[str]:
    head = _("{name} ({code}), {year}, revision {revision}:")
    yield head.format(
        name=conflict.name, code=conflict.unit.code, year=conflict.year, revision=conflict.revision
    )
    for rival in conflict.rivals:
        sign = "*" if rival.counts else " "
        yield f" {sign} {rival.digest}  {rival.received_at.astimezone(VIETNAM):%d/%m/%Y %H:%M}"
    if arguments.intake is not None:
        yield from _side_by_side(conflict, opened_intake(arguments))


def _side_by_side(conflict: Conflict, intake: Intake) -> Iterable[str]:
    """Yield what differs between the first package and each other one."""
    plans = [read_package(intake.read(rival.content)).package.plan for rival in conflict.rivals]
    for rival, plan in zip(conflict.rivals[1:], plans[1:], strict=True):
        yield f"   {conflict.rivals[0].digest[:12]} ↔ {rival.digest[:12]}"
        for found in plan_differences(plans[0], plan, pack_for(plan)):
            yield f"     {found.place}"
            yield from (f"       - {line}" for line in found.before.splitlines())
            yield from (f"       + {line}" for line in found.after.splitlines())


def _looked_again(found: Iterable[Told | Lost], arguments: Namespace) -> int:
    counts: Counter[str] = Counter()
    for one in taken(found):
        result: Any = "lost" if isinstance(one, Lost) else one.result
        counts[result] += 1
        if isinstance(one, Lost) and not arguments.json:
            print(
                _("The intake has no sound file {content}; ask the sender for it.").format(
                    content=one.content
                )
            )
    if arguments.json:
        print_json(dict(counts))
    else:
        for name, count in sorted(counts.items()):
            print(f"{count:>7}  {name}")
    return FINDINGS if counts["lost"] or counts["quarantined"] else DONE
