"""Findings are looked for when the hands rest, never between two keys."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.ui.desks import desk_with
from ui.giving_way import wake

KEY = 120  # milliseconds between two keys


def test_nobody_waits_for_findings_while_writing(qtbot: QtBot, tmp_path: Path) -> None:
    with desk_with(tmp_path) as desk:
        qtbot.wait(300)
        reviews: list[None] = []
        desk.reviewed.connect(lambda: reviews.append(None))
        for number in range(15):
            wake()  # as every key does
            if number % 5 == 0:  # a field tells of some letters at once
                desk.set_value("/goals/general", f"Mục tiêu {number}")
            qtbot.wait(KEY)
        assert reviews == []
        qtbot.waitUntil(lambda: len(reviews) == 1, timeout=2_000)
