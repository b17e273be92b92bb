"""Notes and acceptances as named edits, and the places they speak of."""

from datetime import UTC, datetime

import pytest

from dxdesk.package.reading import read_package
from dxdesk.plan.edit import edit_text, make_edit
from dxdesk.plan.edits import EditError, edited
from dxdesk.plan.model import Plan
from dxdesk.plan.packs import pack_for
from dxdesk.plan.remark_changes import (
    accept_warning,
    add_note,
    remove_note,
    reopen_note,
    resolve_note,
    spoken_of,
    withdraw_acceptance,
)
from dxdesk.plan.rules.review import review
from dxdesk.resources import resource

NOW = datetime(2022, 12, 1, 8, tzinfo=UTC)
PLACE = "/goals/general"


@pytest.fixture
def plan() -> Plan:
    sample = read_package(resource("samples", "xa.dxplan.json").read_bytes()).package.plan
    return edited(sample, [{"op": "replace", "path": "/notes", "value": []}])


def test_a_note_is_added_settled_reopened_and_deleted_by_edits_with_names(plan: Plan) -> None:
    pack = pack_for(plan)
    name, operations = add_note(plan, PLACE, "An", "Xem lại", NOW)
    edit, after = make_edit(plan, name, operations)
    assert after.notes[0].path == PLACE
    assert edit_text(edit.name, plan, pack) == "Add a note to general goal"
    for deed, resolved in ((resolve_note, True), (reopen_note, False)):
        after = make_edit(after, *deed(after, after.notes[0]))[1]
        assert after.notes[0].resolved is resolved
    assert make_edit(after, *remove_note(after, after.notes[0]))[1] == plan


def test_an_empty_note_is_refused(plan: Plan) -> None:
    with pytest.raises(EditError, match="empty"):
        add_note(plan, PLACE, "An", "  ", NOW)


def test_a_warning_is_accepted_and_the_acceptance_taken_back(plan: Plan) -> None:
    pack = pack_for(plan)
    noted = make_edit(plan, *add_note(plan, PLACE, "An", "Xem lại", NOW))[1]
    warning = next(each for each in review(noted, pack) if each.severity == "warning")
    accepted = make_edit(noted, *accept_warning(noted, warning, "Bình", "Đã hỏi", NOW))[1]
    assert [each.by for each in accepted.acceptances] == ["Bình"]
    back = make_edit(accepted, *withdraw_acceptance(accepted, accepted.acceptances[0]))[1]
    assert back == noted


def test_notes_and_acceptances_speak_of_places(plan: Plan) -> None:
    noted = make_edit(plan, *add_note(plan, PLACE, "An", "Xem lại", NOW))[1]
    assert spoken_of(noted, "/notes/0/resolved") == PLACE
    assert spoken_of(noted, PLACE) == PLACE
    assert spoken_of(noted, "/notes/1") is None
    assert spoken_of(noted, "/acceptances/0") is None
