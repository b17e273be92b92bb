"""From a plan that is written to one that is issued: which revision it is, and what is handed on of it."""

from datetime import UTC, date, datetime

import msgspec
import pytest

from dxdesk.export import Exported
from dxdesk.issuing.closing import Sealed, seal, sealed_files
from dxdesk.issuing.faults import OpenErrorsError
from dxdesk.issuing.papers import Handed, issued_package, paper_name
from dxdesk.issuing.standing import draft_of, next_draft, standing
from dxdesk.package.faults import PackageError
from dxdesk.package.format import Signature
from dxdesk.package.reading import read_package
from dxdesk.package.sealing import SealedError
from dxdesk.package.writing import draft_package, stripped, with_signatures
from dxdesk.plan.edits import edited
from dxdesk.plan.model import Plan
from dxdesk.plan.packs import pack_for
from dxdesk.signing.embedded import embedded_package
from dxdesk.store.values import Revision
from tests.ui.desks import sample

PLAN = sample()
PACK = pack_for(PLAN)
AT = datetime(2022, 12, 1, 9, 30, 15, 123, tzinfo=UTC)
DAY = date(2022, 12, 5)


def changed(plan: Plan) -> Plan:
    return edited(plan, [{"op": "replace", "path": "/goals/general", "value": "Mục tiêu khác."}])


@pytest.fixture(scope="module")
def first() -> Sealed:
    return seal(draft_package(PLAN), PACK, "fields", AT)


def issued(revision: Revision) -> Revision:
    return msgspec.structs.replace(revision, issued_number="15", issued_on=DAY, issued_at=AT)


def test_an_unsealed_plan_is_the_draft_of_the_first_revision() -> None:
    now = standing(PLAN, [])
    assert (now.phase, now.number, now.kind, now.previous) == ("draft", 1, "original", None)
    assert draft_of(PLAN, now) == draft_package(PLAN)


def test_a_sealed_plan_waits_and_one_sees_that_it_was_edited(first: Sealed) -> None:
    now = standing(PLAN, [first.revision])
    assert (now.phase, now.number, now.edited) == ("sealed", 1, False)
    now = standing(changed(PLAN), [first.revision])
    assert (now.phase, now.number, now.edited) == ("sealed", 1, True)


def test_what_is_written_after_issue_is_an_amendment(first: Sealed) -> None:
    revisions = [issued(first.revision)]
    assert standing(PLAN, revisions).phase == "issued"
    now = standing(changed(PLAN), revisions)
    assert (now.phase, now.number, now.kind) == ("draft", 2, "amendment")
    second = seal(draft_of(changed(PLAN), now), PACK, "flat", AT)
    statement = read_package(second.exported.package).package.statement
    assert (statement.revision, statement.kind, statement.previous) == (2, "amendment", first.revision.digest)
    now = standing(changed(PLAN), [second.revision, *revisions])
    assert (now.phase, now.number, now.previous) == ("sealed", 2, first.revision.digest)


def test_notes_stay_at_the_desk_and_begin_no_amendment(first: Sealed) -> None:
    assert PLAN.notes
    package = read_package(first.exported.package).package
    assert package.plan == msgspec.structs.replace(PLAN, notes=())
    assert read_package(embedded_package(first.exported.pdf)).package.plan.notes == ()
    assert not standing(msgspec.structs.replace(PLAN, notes=()), [issued(first.revision)]).edited


def test_the_draft_after_a_sealed_package_names_it(first: Sealed) -> None:
    draft = next_draft(read_package(first.exported.package).package)
    assert (draft.statement.revision, draft.statement.previous) == (2, first.revision.digest)
    assert draft.statement.sealed_at is None
    assert draft.plan == msgspec.structs.replace(PLAN, notes=())


def test_a_plan_with_errors_is_not_sealed() -> None:
    plan = edited(PLAN, [{"op": "replace", "path": "/document/signer/full_name", "value": ""}])
    with pytest.raises(OpenErrorsError) as caught:
        seal(draft_package(plan), PACK, "fields", AT)
    assert caught.value.count == 1


def test_what_is_sealed_is_not_sealed_again(first: Sealed) -> None:
    with pytest.raises(SealedError):
        seal(read_package(first.exported.package).package, PACK, "fields", AT)


def test_the_files_of_a_sealed_package_are_those_that_were_made(first: Sealed) -> None:
    files = sealed_files(first.exported.package)
    assert files == first.exported
    assert isinstance(files, Exported)
    assert seal(draft_package(PLAN), PACK, "fields", AT).exported == files


def test_what_came_home_travels_in_the_package_under_the_same_digest(first: Sealed) -> None:
    papers = [
        Handed("signed-pdf", "Kế hoạch đã ký.PDF", b"%PDF-1.7 signed"),
        Handed("scan", "trang 1.jpg", b"\xff\xd8 page 1"),
        Handed("scan", "trang 2.jpg", b"\xff\xd8 page 2"),
    ]
    package = read_package(issued_package(first.exported.package, "15", DAY, papers)).package
    assert package.digest == first.revision.digest
    assert (package.metadata.code_number, package.metadata.issued_date) == ("15", DAY)
    assert [(each.role, each.name) for each in package.documents][2:] == [
        ("signed-pdf", "2023-18580-r1-da-ky.pdf"),
        ("scan", "2023-18580-r1-ban-quet.jpg"),
        ("scan", "2023-18580-r1-ban-quet-2.jpg"),
    ]


def test_a_number_of_the_records_office_contradicts_no_number_of_the_plan(first: Sealed) -> None:
    plan = edited(PLAN, [{"op": "replace", "path": "/document/number", "value": "14"}])
    sealed = seal(draft_package(plan), PACK, "fields", AT)
    with pytest.raises(PackageError, match="DX171"):
        read_package(issued_package(sealed.exported.package, "15", DAY, ()))
    assert read_package(issued_package(first.exported.package, "15", DAY, ()))


def test_names_of_papers() -> None:
    assert paper_name(PLAN, 2, "signed-pdf", ".PDF") == "2023-18580-r2-da-ky.pdf"


def test_the_signatures_of_the_data_travel_with_the_issued_package(first: Sealed) -> None:
    signature = Signature(format="cades-detached", value="QQ==")
    data = with_signatures(first.exported.package, [signature])
    package = read_package(issued_package(data, "15", DAY, (), [signature])).package
    assert package.signatures == (signature, signature)
    assert stripped(package).signatures == package.signatures
