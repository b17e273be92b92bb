"""Which row shows which entry after a change, and the order in which Tab goes through rows."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def matched_rows(before: Sequence[Any], after: Sequence[Any]) -> list[int | None]:
    """Return for each entry the position of the row that showed it before; None asks for a new row.

    An entry that was edited keeps its row, one that was moved takes its row along.
    """
    kept: list[int | None] = [
        index if index < len(before) and before[index] == entry else None for index, entry in enumerate(after)
    ]
    free = [index for index in range(len(before)) if index not in kept]
    for index, entry in enumerate(after):
        if kept[index] is None:
            moved = next((old for old in free if before[old] == entry), None)
            if moved is not None:
                kept[index] = moved
                free.remove(moved)
    for index, old in enumerate(kept):
        if old is None and index in free and len(before) == len(after):
            kept[index] = index
    return kept


def set_tab_order(stops: Sequence[QWidget]) -> None:
    """Let Tab go from each widget to the next; the first stays where it is."""
    # Qt orders only what takes the focus by Tab at that moment, and a row's tools take turns in that.
    policies = [stop.focusPolicy() for stop in stops]
    for stop in stops:
        stop.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
    for stop, policy in zip(stops, policies, strict=True):
        stop.setFocusPolicy(policy)
