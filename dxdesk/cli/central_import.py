"""`dxdesk central import`: what came by file, into the intake and the database."""

import os
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TypeVar, get_args

from dxdesk.central.database import Database, open_database
from dxdesk.central.import_run import Place, import_files, prepared
from dxdesk.central.importing import AT_ONCE, Result, Times, Told
from dxdesk.central.office import taken_years
from dxdesk.central.pen import Outcome
from dxdesk.central.preview import preview
from dxdesk.cli.central_rooms import clear_away, failures_told, opened_database, opened_intake, terms_of, told
from dxdesk.cli.central_watch import watched
from dxdesk.cli.errors import DONE, FINDINGS, CommandError
from dxdesk.cli.output import print_json
from dxdesk.language import mark, preferred_language
from dxdesk.language import translate as _
from dxdesk.text.days import VIETNAM

T = TypeVar("T")
_RESULTS: Final = (*get_args(Outcome), "other", "unopened")
WORDS: Final[dict[Result, str]] = {
    "accepted": mark("accepted"),
    "there already": mark("there already"),
    "superseded": mark("a later revision is there"),
    "conflict": mark("in conflict with another"),
    "quarantined": mark("in quarantine"),
    "other": mark("no package"),
    "unopened": mark("could not be opened"),
}
_NAMED: Final = 20  # files that are no packages; a folder of pictures has thousands
_TO_DO: Final = frozenset({"conflict", "quarantined", "unopened"})


def run(arguments: Namespace) -> int:
    """Take in what is at the paths, and count what became of it."""
    for path in arguments.paths:
        if not path.exists():
            raise CommandError(_("There is no file “{path}”. Check its name.").format(path=path))
    counts: Counter[str] = Counter()
    for one in taken(_outcomes(arguments)):
        counts[one.result] += 1
        is_named = arguments.watch or one.result in _TO_DO
        if not arguments.json and (is_named or (one.result == "other" and counts["other"] <= _NAMED)):
            print(f"{_(WORDS[one.result])}: {one.origin} {one.code} {one.reason}".rstrip())
    if arguments.json:
        print_json({name: counts[name] for name in _RESULTS})
    else:
        sys.stdout.flush()
        for name, words in WORDS.items():
            print(f"{counts[name]:>7}  {_(words)}")
    return FINDINGS if any(counts[name] for name in _TO_DO) else DONE


def taken(found: Iterable[T]) -> Iterator[T]:
    """Yield what is found.

    Raises:
        CommandError: the disk, the database or one of the processes fails.
    """
    try:
        with failures_told():
            yield from found
    except BrokenProcessPool:
        raise CommandError(
            _("A process was ended from outside. What is in stays in; run the command again.")
        ) from None


def _outcomes(arguments: Namespace) -> Iterator[Told]:
    if arguments.check:
        return _checked(arguments)
    if arguments.watch:
        return watched(arguments, lambda files: taken(_imported(arguments, files)))
    return _imported(arguments, _files(arguments.paths))


def _imported(arguments: Namespace, files: list[Path]) -> Iterator[Told]:
    intake = opened_intake(arguments, is_new=True)
    clear_away(intake)
    with opened_database(arguments, connections=1, is_new=True) as database:
        years = prepared(database)
    place = Place(
        database=arguments.db,
        intake=intake.folder,
        terms=terms_of(arguments, years),
        language=preferred_language(),
        times=_times(arguments),
    )
    yield from import_files(files, place, arguments.jobs or os.cpu_count() or 1)


def _checked(arguments: Namespace) -> Iterator[Told]:
    with _database_to_look_at(arguments.db) as database, database.reading() as connection:
        terms = terms_of(arguments, taken_years(connection))
        yield from preview(_files(arguments.paths), connection, terms, _times(arguments))


def _times(arguments: Namespace) -> Times:
    day = arguments.received
    if day is None:
        return AT_ONCE
    if day == "mail":
        return Times(by_mail=True)
    return Times(at=datetime(day.year, day.month, day.day, tzinfo=VIETNAM))


def _files(paths: Iterable[Path]) -> list[Path]:
    return [path.absolute() for path in paths]


@contextmanager
def _database_to_look_at(url: str) -> Iterator[Database]:
    """Yield the database; where there is no file yet, an empty one elsewhere."""
    with TemporaryDirectory() as folder:
        is_new = url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).exists()
        shown = f"sqlite:///{folder}/empty.sqlite3" if is_new else url
        with closing(told(lambda: open_database(shown, connections=1))) as database:
            yield database
