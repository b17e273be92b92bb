"""A clock that has been set wrong, or stands at the year its battery went empty."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dxdesk.store.clock import ahead_of_clock, clock_words
from dxdesk.store.opening import open_store
from dxdesk.store.values import Tally
from tests.document.sample_plans import short_plan
from tests.store.test_revisions import revision

WRITTEN = datetime(2026, 11, 20, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "ahead"),
    [
        (WRITTEN - timedelta(days=365), WRITTEN),
        (WRITTEN - timedelta(hours=20), None),
        (WRITTEN + timedelta(days=365), None),
    ],
    ids=["a year behind", "another computer", "a year later"],
)
def test_a_clock_before_the_last_edit_is_noticed(file: Path, now: datetime, ahead: datetime | None) -> None:
    with open_store(file) as store:
        plan_id = store.add_plan(short_plan(), Tally(), at=WRITTEN)
        assert ahead_of_clock(store, now) == ahead
        assert ahead_of_clock(store, now, plan_id) == ahead
        assert ahead_of_clock(store, now, "another") is None


def test_a_clock_before_the_sealing_of_the_revision_before_is_noticed(file: Path) -> None:
    long_ago = datetime(2022, 6, 1, tzinfo=UTC)
    with open_store(file) as store:
        plan_id = store.add_plan(short_plan(), Tally(), at=long_ago)
        store.revisions.seal(plan_id, revision(), b"{}")
        assert ahead_of_clock(store, long_ago, plan_id) == revision().sealed_at


def test_a_clock_before_the_guidance_is_noticed_although_nothing_is_written_yet(file: Path) -> None:
    now = datetime(2006, 1, 1, 12, tzinfo=UTC)
    with open_store(file) as store:
        ahead = ahead_of_clock(store, now)
    assert ahead == datetime(2022, 1, 1, tzinfo=UTC)
    assert "it is 01/01/2006, but what is here dates from 01/01/2022" in clock_words(ahead, now)
