"""How the window speaks of backups and of what is in them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.store.backup.looking import Found
from dxdesk.store.backup.names import Reason
from dxdesk.store.standing import Standing
from dxdesk.store.standing_words import plan_name, standing_words
from ui.size_words import size_words
from ui.start_words import moment_words

BACKUP_HEADINGS: Final = (mark("Made"), mark("Why"), mark("Number of plans"), mark("Size"), mark("Where"))
PLAN_HEADINGS: Final = (mark("Plan"), mark("Last change"), mark("Against the present state"))

_REASONS: Final[Mapping[Reason, str]] = {
    "usual": mark("by itself"),
    "hand": mark("by hand"),
    "restore": mark("before restoring"),
    "import": mark("before taking plans in"),
    "update": mark("before an update"),
}


def backup_row(found: Found) -> Sequence[str]:
    """Return a backup as a row of the list."""
    plans = _("cannot be read") if found.plans is None else str(found.plans)
    where = _("second place") if found.second else _("beside the plans")
    return (
        made_words(found.backup.made.at),
        _(_REASONS[found.backup.made.reason]),
        plans,
        size_words(found.backup.size),
        where,
    )


def plan_row(standing: Standing) -> Sequence[str]:
    """Return a plan of a backup, or of a file from elsewhere, as a row of the list."""
    changed = moment_words(standing.plan.changed_at, datetime.now().astimezone())
    words = standing_words(standing)
    if standing.plan.trashed_at is not None:
        words = _("{words} (in the trash)").format(words=words)
    return (plan_name(standing), changed, words)


def made_words(made: datetime) -> str:
    """Return when a backup was made: the day, and always the time."""
    now = datetime.now().astimezone()
    words = moment_words(made.replace(tzinfo=now.tzinfo), now)
    time = f"{made:%H:%M}"
    return words if time in words else f"{words} {time}"


def restore_question(chosen: Sequence[Standing]) -> str:
    """Return the question whether plans are to be restored; a single one is named."""
    if len(chosen) == 1:
        return _("Restore “{plan}” from this backup?").format(plan=plan_name(chosen[0]))
    words = _n("Restore {count} plan?", "Restore {count} plans?", len(chosen))
    return words.format(count=len(chosen))


def restored_words(count: int) -> str:
    """Return how many plans were taken from a backup."""
    return _n("{count} plan is restored.", "{count} plans are restored.", count).format(count=count)
