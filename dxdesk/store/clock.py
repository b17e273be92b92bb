"""A clock that stands before what is in the store: it has been set wrong, or its battery is empty."""

from datetime import UTC, datetime, timedelta
from typing import Final

from dxdesk.guidance.loading import installed_packs, meta_of
from dxdesk.language import translate as _
from dxdesk.store.store import Store
from dxdesk.text.dates import short_date

_APART: Final = timedelta(days=1)  # computers that a plan has been on may differ by so much
_KNOWN: Final = (
    "SELECT max(at) FROM (SELECT id AS plan, max(created_at, changed_at) AS at FROM plan"
    " UNION ALL SELECT plan_id, sealed_at FROM revision UNION ALL SELECT plan_id, made_at FROM version)"
    " WHERE plan = :plan OR :plan = ''"
)


def ahead_of_clock(store: Store, now: datetime, plan_id: str = "") -> datetime | None:
    """Return from when the newest is that is here, if that is yet to come by the clock; of one plan, or of all.

    Guidance counts too: it is there from the year before its own on.
    """
    with store.reading() as db:
        (newest,) = db.execute(_KNOWN, {"plan": plan_id}).fetchone()
    years = [meta.year - 1 for folder in installed_packs() if (meta := meta_of(folder))]
    known = [datetime(year, 1, 1, tzinfo=UTC) for year in years]
    if newest:
        known.append(datetime.fromisoformat(newest))
    latest = max(known, default=now)
    return latest if latest - now > _APART else None


def clock_words(ahead: datetime, now: datetime) -> str:
    """Return that the clock is wrong, in a sentence."""
    words = _(
        "By this computer's clock it is {now}, but what is here dates from {known}. Set its day and time right: the "
        "years that are proposed, sealing and sending go by them."
    )
    return words.format(now=short_date(now.astimezone().date()), known=short_date(ahead.astimezone().date()))
