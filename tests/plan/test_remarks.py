"""Review notes: asked, seen to, asked again."""

import pytest

from dxdesk.plan.edits import EditError, edited
from dxdesk.plan.model import Plan
from dxdesk.plan.remarks import add_note, remove_note, reopen, resolve_note
from tests.plan.rules.example import clean_plan
from tests.plan.test_acceptance import NOON

PLACE = "/tasks/teams/situation"


def noted() -> Plan:
    plan = clean_plan()
    for text in ("Viết rõ hơn.", "Còn 2 thôn nào?"):
        plan = edited(plan, add_note(plan, PLACE, "Lê Thị Ý", text, NOON))
    return plan


def test_notes_are_added_at_their_place() -> None:
    assert [(note.path, note.text, note.resolved) for note in noted().notes] == [
        (PLACE, "Viết rõ hơn.", False),
        (PLACE, "Còn 2 thôn nào?", False),
    ]


def test_a_note_is_ticked_off_and_opened_again() -> None:
    plan = noted()
    ticked = edited(plan, resolve_note(plan, plan.notes[1]))
    assert [note.resolved for note in ticked.notes] == [False, True]
    assert edited(ticked, reopen(ticked, ticked.notes[1])) == plan


def test_a_note_is_deleted_once() -> None:
    plan = noted()
    rest = edited(plan, remove_note(plan, plan.notes[0]))
    assert rest.notes == plan.notes[1:]
    with pytest.raises(EditError, match="no longer"):
        remove_note(rest, plan.notes[0])


def test_a_note_says_something_of_a_place() -> None:
    plan = clean_plan()
    with pytest.raises(EditError, match="empty"):
        add_note(plan, PLACE, "Lê Thị Ý", "\n ", NOON)
    with pytest.raises(EditError, match="no place"):
        add_note(plan, "/tasks/drones/reason", "Lê Thị Ý", "Sao vậy?", NOON)
    assert add_note(plan, "/sections/closing", "", "Thêm câu kết.", NOON)
