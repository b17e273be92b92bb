"""How the window speaks of what is sent: what comes first, and by which clock."""

from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from dxdesk.store.dispatch import Attempt, Dispatch
from dxdesk.store.values import DispatchState
from ui.outbox_entries import Entry
from ui.outbox_model import CHANGED, OutboxModel
from ui.outbox_summary import sent_state
from ui.outbox_words import attempt_words


def entry(state: DispatchState, reason: str = "", at: datetime | None = None) -> Entry:
    moment = at or datetime.now(UTC)
    dispatch = Dispatch(
        id=state,
        plan_id="p",
        revision=1,
        digest="d",
        package_sha256="s",
        size=1,
        destination="k",
        receiver="R",
        means="upload",
        state=state,
        reason=reason,
        words="",
        attempts=1,
        next_at=None,
        created_at=moment,
        changed_at=moment,
    )
    return Entry(dispatch, None)


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ([entry("handed"), entry("stopped", "token")], "Needs you to look"),
        ([entry("accepted"), entry("stopped", "token")], "Needs you to look"),
        ([entry("returned"), entry("stopped", "token")], "Returned"),
        ([entry("handed"), entry("stopped", "paused")], "Handed over, no receipt yet"),
        ([entry("handed"), entry("waiting")], "Handed over, no receipt yet"),
        ([entry("withdrawn")], ""),
    ],
)
def test_what_needs_a_person_is_said_before_what_is_furthest_on(entries: list[Entry], said: str) -> None:
    assert sent_state(entries, "d") == said


def test_the_list_and_the_details_go_by_one_clock(qtbot: QtBot) -> None:
    assert qtbot
    # Late in the evening of Greenwich it is the next morning in Viet Nam, whatever this computer's zone is.
    moment = (datetime.now(UTC) - timedelta(days=30)).replace(hour=20, minute=5)
    model = OutboxModel()
    model.show_entries([entry("handed", at=moment)], {})
    told = attempt_words(Attempt(number=1, at=moment, outcome="handed", words=""))
    day = f"{moment + timedelta(hours=7):%d/%m/%Y}"
    assert model.words(0, CHANGED) == day
    assert told.startswith(f"{day} 03:05")
