from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxdesk.plan.changes import Change, add_entries, move_entry, remove_entries
from dxdesk.plan.edit import make_edit
from dxdesk.plan.edits import edited
from dxdesk.plan.following import following
from dxdesk.plan.model import Plan, ReviewNote, Solution
from tests.document.sample_plans import full_plan

AT = datetime(2022, 12, 1, tzinfo=UTC)


def noted(*paths: str) -> Plan:
    notes = tuple(ReviewNote(path=path, author="A", written_at=AT, text="?") for path in paths)
    solutions = tuple(Solution(title=title) for title in "abcde")
    return msgspec.structs.replace(full_plan("xa"), notes=notes, solutions=solutions)


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (add_entries("/solutions", 1, [Solution(), Solution()]), "/solutions/1/text", "/solutions/3/text"),
        (add_entries("/solutions", 2, [Solution()]), "/solutions/1", "/solutions/1"),
        (remove_entries("/solutions", [0, 2]), "/solutions/4/title", "/solutions/2/title"),
        (remove_entries("/solutions", [1]), "/solutions/1/title", "/solutions"),
        (move_entry("/solutions", 0, 3), "/solutions/0/text", "/solutions/3/text"),
        (move_entry("/solutions", 0, 3), "/solutions/2", "/solutions/1"),
        (move_entry("/solutions", 3, 0), "/solutions/0", "/solutions/1"),
        (move_entry("/solutions", 3, 0), "/funding/text", "/funding/text"),
    ],
)
def test_a_note_goes_where_its_row_goes(change: Change, before: str, after: str) -> None:
    plan = noted(before)
    operations = change[1]
    moved = edited(plan, [*operations, *following(plan, operations)])
    assert moved.notes[0].path == after


@given(source=st.integers(0, 4), target=st.integers(0, 4), row=st.integers(0, 4))
def test_a_note_stays_with_the_words_it_speaks_of_and_undo_brings_it_back(
    source: int, target: int, row: int
) -> None:
    plan = noted(f"/solutions/{row}/title")
    name, operations = move_entry("/solutions", source, target)
    edit, moved = make_edit(plan, name, [*operations, *following(plan, operations)])
    number = int(moved.notes[0].path.split("/")[2])
    assert moved.solutions[number] == plan.solutions[row]
    assert edited(moved, edit.backward) == plan
