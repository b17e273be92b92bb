"""What the commands of `dxdesk store` share: the store, its faults in words, its plans as lines, a question."""

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dxdesk.cli.errors import CommandError
from dxdesk.language import translate as _
from dxdesk.store.arriving import ArrivalError
from dxdesk.store.backup.settings import SETTING, BackupSettings
from dxdesk.store.faults import StoreError
from dxdesk.store.place import default_place
from dxdesk.store.reading import reading, setting_of
from dxdesk.store.standing import PlanState, Standing
from dxdesk.store.standing_words import plan_name, standing_words
from dxdesk.text.dates import short_date


def present_store() -> Path:
    """Return the file of the store.

    Raises:
        CommandError: there is none.
    """
    place = default_place()
    if not place.is_file():
        message = _("There is no store “{path}” yet. Name another one with --store, or open the window once.")
        raise CommandError(message.format(path=place))
    return place


@contextmanager
def store_faults() -> Iterator[None]:
    """Turn what the store says into the sentence that ends a command.

    Raises:
        CommandError: the store, or a file from elsewhere, cannot be used.
    """
    try:
        yield
    except (StoreError, ArrivalError) as error:
        raise CommandError(str(error)) from None


def settings_of(store: Path) -> BackupSettings:
    """Return how backups are set in a store."""
    with reading(store) as db:
        return setting_of(db, SETTING, BackupSettings) or BackupSettings()


def chosen(found: Sequence[Standing], wanted: Sequence[str]) -> list[Standing]:
    """Return the plans that are asked for: those that are named, else all that are there.

    Raises:
        CommandError: a name fits none of them, or several.
    """
    there = [each for each in found if each.there is not None]
    return [_one(there, name) for name in wanted] if wanted else there


def lines(found: Iterable[Standing]) -> list[str]:
    """Return a line for each plan: its id, its name, its last change, how it stands."""
    return [
        f"  {each.plan.id[:8]}  {plan_name(each)}  {_moment(each.plan)}  {standing_words(each)}"
        for each in found
    ]


def as_values(found: Iterable[Standing]) -> list[dict[str, Any]]:
    """Return plans as JSON has them."""
    return [
        {
            "id": each.plan.id,
            "unit": each.plan.unit_name,
            "year": each.plan.year,
            "relation": each.relation,
            "apart": each.apart,
            "there": each.there,
            "here": each.here,
        }
        for each in found
    ]


def agreed(arguments: Namespace, question: str) -> bool:
    """Tell whether to go on: by `--yes`, or by an answer where somebody can be asked."""
    if arguments.yes:
        return True
    if arguments.json or not sys.stdin.isatty():
        return False
    try:
        answer = input(f"{question} [{_('yes/no')}] ")
    except EOFError:  # what nobody types into passes for a console on Windows: NUL
        return False
    return answer.strip().casefold() in {"y", "yes", "c", "có", _("yes")}


def _one(there: Sequence[Standing], name: str) -> Standing:
    fitting = [each for each in there if each.plan.id.startswith(name)]
    if len(fitting) == 1:
        return fitting[0]
    message = _("There is no plan “{name}” in it. These are there:")
    if fitting:
        message = _("“{name}” may mean several plans. Write more of the id:")
    raise CommandError("\n".join([message.format(name=name), *lines(fitting or there)]))


def _moment(state: PlanState) -> str:
    local = state.changed_at.astimezone()
    return f"{short_date(local.date())} {local:%H:%M}"
