"""A sealed package, or a signed PDF, that is opened elsewhere goes on as the revision that it is."""

from datetime import date, datetime
from functools import cache
from pathlib import Path

import msgspec
import pytest

from dxdesk.document.profile import Profile
from dxdesk.issuing.closing import Sealed, seal, sealed_files
from dxdesk.issuing.papers import Handed, issued_package
from dxdesk.issuing.received import Received, keep, received
from dxdesk.issuing.standing import standing
from dxdesk.package.format import Signature
from dxdesk.package.reading import read_package
from dxdesk.package.writing import draft_package, package_bytes, stripped, with_signatures
from dxdesk.plan.packs import pack_for
from dxdesk.signing.embedded import embedded_package
from dxdesk.signing.filling import fill_pdf
from dxdesk.store.opening import open_store
from dxdesk.store.values import Tally
from dxdesk.text.days import VIETNAM
from tests.signing.documents import signed
from tests.ui.desks import sample

PLAN = sample()
PACK = pack_for(PLAN)
DAY = date(2022, 12, 5)


@cache
def sealed(profile: Profile = "fillable") -> Sealed:
    return seal(draft_package(PLAN), PACK, profile, datetime(2022, 12, 1, 9, tzinfo=VIETNAM))


@cache
def issued_pdf() -> bytes:
    return signed(fill_pdf(signed(sealed().exported.pdf, "signer"), "15", DAY), "agency")


def came(data: bytes, pdf: Handed | None = None) -> Received:
    found = received(read_package(data), PACK, pdf)
    assert found is not None
    return found


def test_a_draft_is_no_revision_yet() -> None:
    assert received(read_package(package_bytes(draft_package(PLAN))), PACK) is None


@pytest.mark.parametrize("profile", ["fields", "fillable", "flat"])
def test_a_sealed_package_is_kept_byte_for_byte(profile: Profile) -> None:
    found = came(sealed(profile).exported.package)
    assert found.package == sealed(profile).exported.package
    assert found.revision == sealed(profile).revision
    assert (found.papers, found.number, found.issued_on) == ((), "", None)


def test_an_issued_package_brings_number_day_and_the_signed_pdf() -> None:
    papers = [Handed("signed-pdf", "ky.pdf", issued_pdf()), Handed("scan", "a.jpg", b"\xff\xd8")]
    found = came(issued_package(sealed().exported.package, "15", DAY, papers))
    assert found.package == sealed().exported.package
    assert (found.number, found.issued_on) == ("15", DAY)
    assert [(paper.role, paper.data) for paper in found.papers] == [
        (paper.role, paper.data) for paper in papers
    ]


def test_a_signed_pdf_alone_brings_everything() -> None:
    pdf = Handed("signed-pdf", "ban-hanh.pdf", issued_pdf())
    found = came(embedded_package(issued_pdf()), pdf)
    assert (found.number, found.issued_on, found.papers) == ("15", DAY, (pdf,))
    assert sealed_files(found.package).docx == sealed().exported.docx
    assert found.revision.digest == sealed().revision.digest


def test_a_package_without_its_documents_gets_the_same_ones_again() -> None:
    data = package_bytes(stripped(read_package(sealed("fields").exported.package).package))
    assert came(data).package == sealed("fields").exported.package


def test_a_signed_pdf_of_something_else_is_left_out() -> None:
    other = msgspec.structs.replace(PLAN, goals=msgspec.structs.replace(PLAN.goals, general="Khác."))
    foreign = seal(draft_package(other), PACK, "fields", datetime(2022, 12, 1, tzinfo=VIETNAM))
    papers = [Handed("signed-pdf", "ky.pdf", signed(foreign.exported.pdf, "signer"))]
    found = came(issued_package(sealed().exported.package, "15", DAY, papers))
    assert (found.papers, found.number, found.issued_on) == ((), "", None)


def test_it_is_kept_in_the_store_once_however_often_it_is_tried(tmp_path: Path) -> None:
    found = came(embedded_package(issued_pdf()), Handed("signed-pdf", "ban-hanh.pdf", issued_pdf()))
    plan = read_package(found.package).package.plan
    with open_store(tmp_path / "dxdesk.sqlite3") as store:
        (plan_id,) = keep(store, plan, Tally(), found)
        assert list(keep(store, plan, Tally(), found, plan_id)) == [plan_id]
        assert len(store.plans()) == 1
        (revision,) = store.revisions.list(plan_id)
        assert (revision.issued_number, revision.issued_on) == ("15", DAY)
        assert len(store.revisions.papers(plan_id, 1)) == 1
        assert store.revisions.package(plan_id, 1) == found.package
        assert standing(plan, [revision]).phase == "issued"


@pytest.mark.parametrize("light", [False, True])
def test_a_signature_of_the_data_stays_with_the_revision(*, light: bool) -> None:
    signature = Signature(format="cades-detached", value="QQ==")
    data = with_signatures(sealed().exported.package, [signature])
    found = came(package_bytes(stripped(read_package(data).package)) if light else data)
    assert read_package(found.package).package.signatures == (signature,)
