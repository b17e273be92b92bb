"""What comes home for a sealed revision is taken in as what it is, or refused with the reason."""

from datetime import date, datetime
from functools import cache

import pytest

from dxdesk.document.profile import Profile
from dxdesk.export import export
from dxdesk.issuing.arrival import examine
from dxdesk.issuing.faults import UnfitIssueError, UnfitPaperError
from dxdesk.issuing.registry import check_issue, issue_remarks
from dxdesk.package.format import Package
from dxdesk.package.sealing import sealed
from dxdesk.package.writing import draft_package
from dxdesk.plan.edits import edited
from dxdesk.signing.faults import SigningError
from dxdesk.signing.filling import fill_pdf
from dxdesk.text.days import VIETNAM
from tests.document.sample_plans import pack, short_plan
from tests.signing.authority import SIGNER, issued
from tests.signing.documents import signed, trust
from tests.signing.test_tampering import another_page_content, appended

DAY = date(2022, 12, 5)
TODAY = date(2022, 12, 6)


@cache
def package(revision: int = 1, year_before: bool = False) -> Package:  # noqa: FBT001, FBT002 - of a cache
    plan = short_plan()
    if year_before:
        plan = edited(plan, [{"op": "replace", "path": "/year", "value": plan.year - 1}])
    return sealed(draft_package(plan, revision=revision), datetime(2022, 12, 1, 9, tzinfo=VIETNAM))


@cache
def pdf(revision: int = 1, profile: Profile = "fillable") -> bytes:
    return export(package(revision), pack(), profile=profile).pdf


def refused(data: bytes, revision: int = 1) -> str:
    with pytest.raises(UnfitPaperError) as caught:
        examine(data, "application/pdf", package(revision), trust())
    return str(caught.value)


def test_the_signed_pdf_is_taken_in_after_each_step() -> None:
    one = signed(pdf(), "signer")
    two = fill_pdf(one, "7", DAY)
    three = signed(two, "agency")
    for data in (one, two, three):
        came = examine(data, "application/pdf", package(), trust())
        assert came.role == "signed-pdf"
        assert came.homecoming is not None
        assert came.homecoming.words() == ("Unharmed", "Trusted", "This plan")


def test_pictures_and_pdf_of_pictures_are_scans() -> None:
    assert examine(b"\xff\xd8", "image/jpeg", package(), trust()).role == "scan"
    bare = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    )
    bare += b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n0\n%%EOF\n"
    with pytest.raises(SigningError):
        examine(bare, "application/pdf", package(), trust())


def test_what_nobody_signed_is_the_exported_file() -> None:
    assert refused(pdf()).startswith("Nobody has signed this PDF")


def test_another_revision_is_refused_by_its_number() -> None:
    assert "those of revision 2, not of revision 1" in refused(signed(pdf(2), "signer"))


def test_another_year_is_refused() -> None:
    other = export(package(year_before=True), pack(), profile="fields").pdf
    assert "another plan" in refused(signed(other, "signer"))


def test_what_was_altered_after_signing_is_refused() -> None:
    changed = appended(signed(pdf(), "signer"), another_page_content)
    assert "altered after it was signed" in refused(changed)
    filled = fill_pdf(signed(pdf(), "signer"), "7", DAY)
    assert "altered after it was signed" in refused(appended(filled, another_page_content))


def test_a_certificate_that_is_not_meant_for_signing_is_refused() -> None:
    from dxdesk.signing.certificates import load_pkcs12  # noqa: PLC0415 - only here
    from dxdesk.signing.sign import sign_pdf  # noqa: PLC0415
    from tests.signing.authority import PASSPHRASE, now  # noqa: PLC0415

    short = issued(SIGNER, first=-30, last=-1, number=1)
    moment = short.certificate.not_valid_after_utc.replace(hour=0)
    assert moment < now()
    data = sign_pdf(pdf(), "signer", load_pkcs12(short.p12(), PASSPHRASE), at=moment)
    with pytest.raises(UnfitPaperError) as caught:
        examine(data, "application/pdf", package(), trust())
    assert "certificate in this PDF does not hold" in str(caught.value)
    assert caught.value.homecoming.report.signatures[0].troubles == ("expired",)


@pytest.mark.parametrize(
    ("number", "day", "said"),
    [
        ("", DAY, "Write the number as the records office gave it"),
        ("0", DAY, "Write the number as the records office gave it"),
        ("15/KH", DAY, "Write the number as the records office gave it"),
        ("15", date(2022, 12, 7), "07/12/2022 is yet to come by this computer's clock"),
        ("8", DAY, "The signed PDF says number 07. Write that one."),
        ("7", date(2022, 12, 4), "The signed PDF says 05/12/2022. Write that day."),
    ],
)
def test_number_and_day_must_fit(number: str, day: date, said: str) -> None:
    came = examine(fill_pdf(signed(pdf(), "signer"), "7", DAY), "application/pdf", package(), trust())
    with pytest.raises(UnfitIssueError, match=said):
        check_issue(package().plan, number, day, TODAY, came.homecoming)
    check_issue(package().plan, "7", DAY, TODAY, came.homecoming)


def test_number_and_day_must_be_those_of_the_plan() -> None:
    plan = edited(
        package().plan,
        [
            {"op": "replace", "path": "/document/number", "value": "15"},
            {"op": "replace", "path": "/document/issued_on", "value": "2022-12-05"},
        ],
    )
    check_issue(plan, "15", DAY, TODAY, None)
    with pytest.raises(UnfitIssueError, match="The plan says number 15"):
        check_issue(plan, "16", DAY, TODAY, None)
    with pytest.raises(UnfitIssueError, match="The plan says 05/12/2022"):
        check_issue(plan, "15", TODAY, TODAY, None)


def test_what_to_think_of_before_it_is_recorded() -> None:
    plan = package().plan
    one = signed(pdf(), "signer")
    came = examine(one, "application/pdf", package(), trust()).homecoming
    said = "\n".join(issue_remarks(plan, "fillable", date(2023, 1, 5), came))
    assert "says the year 2022" in said
    assert "signature of the agency is not in the PDF yet" in said
    assert "Number and day are not written" in said
    assert f"The PDF is signed by {SIGNER}; the plan names {plan.document.signer.full_name}" in said
    whole = examine(
        signed(fill_pdf(one, "7", DAY), "agency"), "application/pdf", package(), trust()
    ).homecoming
    left = list(issue_remarks(plan, "fillable", DAY, whole))
    assert [remark.startswith("The PDF is signed by") for remark in left] == [True]
    assert list(issue_remarks(plan, "fields", DAY, None)) == []
