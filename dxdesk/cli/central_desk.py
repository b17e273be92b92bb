"""`dxdesk central packages`, `missing` and `rebuild`: what a person has to look after."""

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from dxdesk.central.arrivals import Place, arrivals
from dxdesk.central.coverage import State, coverage_of
from dxdesk.central.entering import Registry
from dxdesk.central.import_run import prepared
from dxdesk.central.importing import Told
from dxdesk.central.office import is_known
from dxdesk.central.relooking import Lost, rebuild
from dxdesk.cli.central_import import WORDS, taken
from dxdesk.cli.central_rooms import opened_database, opened_intake, scope_named, terms_of
from dxdesk.cli.errors import DONE, FINDINGS
from dxdesk.cli.output import print_json
from dxdesk.exchange.format import Verdict
from dxdesk.guidance.loading import newest_year
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.text.days import VIETNAM

_STATES: Final[dict[State, str]] = {
    "missing": mark("has not sent"),
    "conflict": mark("in conflict with another"),
    "late": mark("late"),
    "gap": mark("a revision before is missing"),
    "break": mark("follows another text of the revision before"),
}


_STANDINGS: Final[dict[Place, str]] = {
    "accepted": mark("in force"),
    "superseded": mark("a later revision is in force"),
    "conflict": mark("in conflict with another"),
    "set aside": mark("set aside in a conflict"),
}
_LOST: Final = {
    "file": mark("The intake has no sound file {content}; ask the sender for it."),
    "package": mark(
        "A receipt or reply was given for the package {name}, but its file is lost; ask the sender."
    ),
    "issued": mark("“{name}” in the intake is damaged; take it from a backup, then run the command again."),
}
_AGAIN: Final[dict[str, str]] = {**{str(name): words for name, words in WORDS.items()}, "lost": mark("lost")}
_VERDICTS: Final[dict[Verdict | None, str]] = {
    None: mark("not answered"),
    "accepted": mark("accepted"),
    "returned": mark("returned"),
}


def packages(arguments: Namespace) -> int:
    """List the packages that were taken in, the newest first; a reply names one by the beginning of its digest."""
    with opened_database(arguments) as database:
        prepared(database)
        with database.reading() as connection:
            found = arrivals(connection, arguments.year)
    shown = [each for each in found if each.verdict is None] if arguments.unanswered else found
    if arguments.json:
        print_json(shown)
        return DONE
    for each in shown:
        when = f"{each.received_at.astimezone(VIETNAM):%d/%m/%Y %H:%M}"
        states = f"{_(_STANDINGS[each.standing])}; {_(_VERDICTS[each.verdict])}"
        words = _("{number}. {when} · {code} {name}, {year}, revision {revision} · {digest} · {states}")
        fields = {"number": each.number, "when": when, "code": each.code, "name": each.name}
        fields |= {"year": each.year, "revision": each.revision, "digest": each.digest[:12], "states": states}
        print(words.format(**fields))
    return DONE


def missing(arguments: Namespace) -> int:
    """List the units that have not sent, and those with something else to settle."""
    year = arguments.year or newest_year()
    scope = scope_named(year, arguments.within or "")
    with opened_database(arguments) as database:
        prepared(database)
        with database.reading() as connection:
            found = coverage_of(
                connection,
                year,
                level=arguments.level or "",
                within=scope.code,
                deadline=arguments.deadline,
            )
    if arguments.json:
        print_json(found)
        return FINDINGS if found.gaps else DONE
    for gap in found.gaps:
        print(f"{gap.code}  {', '.join((gap.name, *gap.within))}: {_(_STATES[gap.state])}")
    print(_("{sent} of {expected} units have sent.").format(sent=found.sent, expected=found.expected))
    if found.held:
        words = _n(
            "{count} file is in quarantine and may be of these units; see: dxdesk central quarantine",
            "{count} files are in quarantine and may be of these units; see: dxdesk central quarantine",
            found.held,
        )
        print(words.format(count=found.held))
    return FINDINGS if found.gaps else DONE


def build_again(arguments: Namespace) -> int:
    """Make the database anew from the intake."""
    intake = opened_intake(arguments)
    with opened_database(arguments, is_new=True) as database:
        with database.reading() as connection:
            if not is_known(connection):
                words = _(
                    "This database does not say plans of which years are taken, so only those of the guidance at hand "
                    "are. Others are named by: dxdesk central receiver --year"
                )
                print(words, file=sys.stderr)
        terms = terms_of(arguments, prepared(database))
        return looked_again(rebuild(Registry(database, intake), terms), arguments)


def looked_again(found: Iterable[Told | Lost], arguments: Namespace) -> int:
    """Count what became of files that were looked at again."""
    counts: Counter[str] = Counter()
    for one in taken(found):
        result: Any = "lost" if isinstance(one, Lost) else one.result
        counts[result] += 1
        if isinstance(one, Lost) and not arguments.json:
            print(_(_LOST[one.what]).format(name=one.name, content=one.name))
    if arguments.json:
        print_json(dict(counts))
    else:
        for name, count in sorted(counts.items()):
            print(f"{count:>7}  {_(_AGAIN[name])}")
    return FINDINGS if counts["lost"] or counts["quarantined"] else DONE
