"""How the list of plans says where a plan is on its way; no word claims more than is known."""

from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from dxdesk.store.values import PlanSummary
from ui.start_words import state_hint, state_mark, state_words

NOW = datetime(2022, 12, 6, tzinfo=UTC)
READY = PlanSummary(
    id="a",
    unit_scheme="gso-2022",
    unit_code="18580",
    unit_name="xã Thạch Kim",
    level="xa",
    year=2023,
    created_at=NOW,
    changed_at=NOW,
    opened_at=None,
    trashed_at=None,
    position="",
    written=23,
    total=23,
    errors=0,
)
ISSUED = {"revision": 1, "issued_on": date(2022, 12, 5)}


@pytest.mark.parametrize(
    ("changes", "words", "icon", "hint"),
    [
        ({"written": 3}, "Draft", "dots", "go on writing"),
        ({}, "No errors, not sent", "check", "seal and send it"),
        ({"revision": 1}, "Sealed, to be signed", "lock", "have it signed"),
        ({"revision": 1, "edited_since": True}, "Sealed, to be signed", "lock", "have it signed"),
        ({**ISSUED, "sent": "waiting"}, "Waiting to be sent", "clock", "outbox"),
        ({**ISSUED, "sent": "handed"}, "Handed over, no receipt yet", "forward", "outbox"),
        ({**ISSUED, "sent": "received"}, "Received", "check", "outbox"),
        ({**ISSUED, "sent": "returned"}, "Returned", "attention", "outbox"),
        (
            {**ISSUED, "sent": "returned", "edited_since": True},
            "Amendment being written",
            "check",
            "seal and send",
        ),
        (ISSUED, "Issued 05/12/2022, not sent", "signed", "The plan is issued."),
        ({**ISSUED, "edited_since": True}, "Amendment being written", "check", "seal and send it"),
        (
            {**ISSUED, "edited_since": True, "errors": 1},
            "Amendment being written",
            "dots",
            "1 error is open.",
        ),
    ],
)
def test_words_of_each_state(changes: dict[str, Any], words: str, icon: str, hint: str) -> None:
    plan = msgspec.structs.replace(READY, **changes)
    assert state_words(plan) == words
    assert state_mark(plan)[0] == icon
    assert hint in state_hint(plan)
