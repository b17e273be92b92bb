"""A signed PDF that comes home is known for what it is."""

from datetime import date, datetime
from functools import cache

import msgspec

from dxdesk.document.compose import compose
from dxdesk.export import export
from dxdesk.package.format import Package
from dxdesk.package.sealing import sealed
from dxdesk.package.writing import draft_package
from dxdesk.plan.model import Plan
from dxdesk.render.pdf.writing import write_pdf
from dxdesk.signing.filling import fill_pdf
from dxdesk.signing.homecoming import receive
from dxdesk.signing.trust import Trust
from dxdesk.text.days import VIETNAM
from tests.document.sample_plans import pack, short_plan
from tests.signing.documents import exported, signed, trust


@cache
def package(revision: int = 1, subject: str = "") -> Package:
    plan = _named(short_plan(), subject) if subject else short_plan()
    return sealed(draft_package(plan, revision=revision), datetime(2022, 12, 1, 9, tzinfo=VIETNAM))


def _named(plan: Plan, subject: str) -> Plan:
    return msgspec.structs.replace(plan, document=msgspec.structs.replace(plan.document, subject=subject))


@cache
def issued_of(revision: int = 1, subject: str = "") -> bytes:
    data = export(package(revision, subject), pack(), profile="fillable").pdf
    return signed(fill_pdf(signed(data, "signer"), "7", date(2022, 12, 5)), "agency")


def test_the_signed_document_is_welcome_and_tells_number_and_day() -> None:
    came = receive(issued_of(), package(), trust())
    assert (came.belonging, came.integrity, came.standing) == ("same", "intact", "trusted")
    assert came.is_welcome
    assert (came.number, came.issued_on) == ("07", date(2022, 12, 5))
    assert came.words() == ("Unharmed", "Trusted", "This plan")


def test_another_revision_and_other_content_are_told_apart() -> None:
    newer = receive(issued_of(2), package(), trust())
    assert newer.belonging == "revision"
    assert "revision 2, not of revision 1" in newer.explanation()
    assert not newer.is_welcome
    other = receive(issued_of(1, "Việc khác"), package(), trust())
    assert other.belonging == "changed"
    assert "other content" in other.explanation()


def test_another_plan_is_told() -> None:
    unit = msgspec.structs.replace(package().statement.unit, code="99999")
    statement = msgspec.structs.replace(package().statement, unit=unit)
    waited = msgspec.structs.replace(package(), statement=statement)
    came = receive(issued_of(), waited, trust())
    assert came.belonging == "plan"
    assert f"unit {package().statement.unit.code}, year 2023" in came.explanation()


def test_a_pdf_of_another_program_is_told() -> None:
    came = receive(write_pdf(compose(short_plan(), pack())).data, package(), trust())
    assert came.belonging == "nothing"
    assert "no data" in came.explanation()


def test_a_pdf_that_nobody_signed_is_told() -> None:
    came = receive(exported(), package(), trust())
    assert came.integrity == "unsigned"
    assert not came.is_welcome


def test_a_signer_who_is_not_known_is_welcome_but_told() -> None:
    came = receive(issued_of(), package(), Trust())
    assert came.standing == "unknown"
    assert came.is_welcome
