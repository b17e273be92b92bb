"""The pages of the dashboard over plain HTTP: what they show, and to whom."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import msgspec
import pytest
from pdf_oxide import PdfDocument

from dxdesk.central.database import open_database
from dxdesk.central.intake import Intake
from dxdesk.central.pages import figures
from dxdesk.central.pages.faults import StillCountingError
from dxdesk.central.pages.texts import percent, share
from dxdesk.consolidation.areas import scope_of
from dxdesk.language import speaking, translate
from dxdesk.package.documents import attached
from dxdesk.package.format import Package
from dxdesk.package.sealing import sealed
from dxdesk.package.writing import draft_package, package_bytes
from dxdesk.plan.model import Activity, Cost, TaskEntry
from dxdesk.render.pdf.reprint import MARK
from dxdesk.units.catalogue import catalogue
from tests.central.browsing import Visitor, signed_in, words_of
from tests.central.imports import central, imported, made
from tests.central.sent import PDF, SEALED, a_package, asked, put
from tests.central.server import SCHEME, RunningServer
from tests.central.test_signatures import altered, paper
from tests.package.samples import PLAN

_numbers: Final = count(1)


def _district() -> Iterator[str]:
    """Yield districts of which nobody else sends a plan."""
    return (unit.code for unit in catalogue(SCHEME) if unit.level == "huyen" and unit.code > "600")


DISTRICTS: Final = _district()


@pytest.fixture
def district() -> str:
    return next(DISTRICTS)


@pytest.fixture(scope="module")
def visitor(server: RunningServer) -> Visitor:
    """Return somebody who sees everything and reads English."""
    return signed_in(server, "visitor")


def communes(district: str) -> list[str]:
    known = catalogue(SCHEME)
    unit = known.unit(district)
    assert unit is not None
    return [one.code for one in known.children(unit)]


def province_of(district: str) -> str:
    known = catalogue(SCHEME)
    unit = known.unit(district)
    assert unit is not None
    return known.parents(unit)[-1].code


def send(server: RunningServer, package: Package) -> str:
    code = package.statement.unit.code
    answered = put(server.url, server.token(code), package)
    assert answered.status in {201, 409}, answered.body
    return package.digest


def rich_package(code: str, **documents: bytes) -> Package:
    """Return a plan with money and refused tasks, in texts of which some are hostile."""
    tasks = {
        "digital-signatures": TaskEntry(
            applies=True,
            situation="<script>alert(1)</script>",
            activities=(
                Activity(
                    id="a1",
                    text="Mua máy <img src=x onerror=alert(2)>",
                    costs=(Cost(amount=1_250_500_000, source="district"), Cost(amount=7, source=None)),
                ),
            ),
        ),
        "cloud-migration": TaskEntry(applies=False, reason="Huyện làm chung & cho cả xã"),
    }
    unit = msgspec.structs.replace(PLAN.unit, code=code)
    plan = msgspec.structs.replace(PLAN, unit=unit, tasks=tasks)
    carried = tuple(
        attached(
            "signed-pdf" if name == "signed" else "docx",
            f"{name}.{'pdf' if name == 'signed' else 'docx'}",
            data,
        )
        for name, data in documents.items()
    )
    return sealed(draft_package(plan, documents=carried), SEALED)


def test_the_first_page_is_the_newest_year(visitor: Visitor) -> None:
    answered = visitor.get("/")
    assert (answered.status, answered.headers["location"]) == (303, "/2023/vn")


def test_what_is_sent_is_counted_from_the_tile_down_to_the_unit(
    server: RunningServer, visitor: Visitor, district: str
) -> None:
    units, province = communes(district), province_of(district)
    expected = len(units) + 1
    assert f"0 of {expected} units" in visitor.text(f"/2023/{district}")
    send(server, a_package(units[0]))
    visitor.until(f"/2023/{district}", f"1 of {expected} units")
    name = catalogue(SCHEME).unit(district)
    assert name is not None
    with speaking("en"):
        tile = f"{name.name} {percent(1, expected)} 1 of {expected} sent"
    assert tile in visitor.text(f"/2023/{province}")
    listed = visitor.get(f"/2023/{district}/units?state=late")
    assert f'href="/2023/units/{units[0]}"' in listed.body.decode()
    assert f'href="/2023/units/{units[1]}"' not in listed.body.decode()
    missing = words_of(visitor.get(f"/2023/{district}/units?state=missing"))
    assert f"Has not sent {expected - 1}" in missing


def test_a_conflict_is_shown_and_leads_to_both_packages(
    server: RunningServer, visitor: Visitor, district: str
) -> None:
    code = communes(district)[0]
    first = send(server, a_package(code))
    second = send(server, a_package(code, subject="Một kế hoạch khác"))
    visitor.until(f"/2023/{district}/units?state=conflict", "≠ In conflict")
    answered = visitor.get(f"/2023/units/{code}")
    page, words = answered.body.decode(), words_of(answered)
    assert f"/packages/{first}" in page
    assert f"/packages/{second}" in page
    assert f"Revision 1 · {first[:8]}" in words
    assert "until whoever looks after this server has chosen one" in words
    differs = f"What differs: {first[:8]} and {second[:8]}"
    assert differs in words
    assert f"Subject {PLAN.document.subject} Một kế hoạch khác" in words
    assert "dxdesk central" not in words
    vietnamese = Visitor(server.url)
    vietnamese.cookies["dxdesk"] = visitor.cookies["dxdesk"]
    assert f"Trích yếu {PLAN.document.subject} Một kế hoạch khác" in vietnamese.text(f"/2023/units/{code}")
    plan = visitor.text(f"/packages/{second}")
    assert "This package does not count" in plan
    assert differs in plan


def test_packages_of_one_text_that_were_sealed_twice_say_so(
    server: RunningServer, visitor: Visitor, district: str
) -> None:
    code = communes(district)[0]
    package = a_package(code)
    send(server, package)
    send(server, sealed(draft_package(package.plan), SEALED + timedelta(days=1)))
    visitor.until(f"/2023/units/{code}", "The plans say the same")


def test_who_may_see_a_unit_reads_why_its_file_is_in_quarantine(
    server: RunningServer, visitor: Visitor, district: str, tmp_path: Path
) -> None:
    first, second = communes(district)[:2]
    send(server, a_package(second))
    for code in (first, second):
        broken = json.loads(package_bytes(a_package(code)))
        broken["plan"]["document"]["subject"] = "đã bị sửa"
        (tmp_path / "broken.json").write_text(json.dumps(broken), "utf-8")
        assert imported(server.database, server.intake, tmp_path / "broken.json")["quarantined"] == 1
    own = signed_in(server, f"held{next(_numbers)}", first)
    for one in (visitor, own):
        one.until(f"/2023/units/{first}", "A file that names this unit is held back")
        assert "DX151" in one.text(f"/2023/units/{first}")
    assert own.get(f"/2023/units/{second}").status == 404
    plan = visitor.get(f"/2023/units/{second}").headers["location"]
    visitor.until(plan, "A file that names this unit is held back")  # though an earlier one counts
    missing = len(communes(district))  # the district itself, too, but for the one that has sent
    visitor.until(f"/2023/{district}", f"Has not sent {missing}")
    listed = visitor.text(f"/2023/{district}/units?state=missing")
    assert f"Has not sent {missing}" in listed
    assert "In quarantine 2" in listed


def test_a_unit_leads_to_its_plan_in_force_and_that_to_the_others(
    server: RunningServer, visitor: Visitor, district: str
) -> None:
    code = communes(district)[0]
    first = a_package(code)
    send(server, first)
    plan = msgspec.structs.replace(PLAN, unit=msgspec.structs.replace(PLAN.unit, code=code))
    draft = draft_package(plan, revision=2, previous=first.digest)
    second = sealed(draft, SEALED)
    send(server, second)
    answered = visitor.get(f"/2023/units/{code}")
    assert answered.headers["location"] == f"/packages/{second.digest}"
    page = visitor.get(answered.headers["location"]).body.decode()
    assert f'href="/packages/{first.digest}"' in page
    assert "a later revision is in force" in visitor.text(f"/packages/{first.digest}")


def test_a_plan_is_shown_with_its_money_and_hostile_texts_are_only_texts(
    server: RunningServer, visitor: Visitor, district: str
) -> None:
    digest = send(server, rich_package(communes(district)[0]))
    answered = visitor.get(f"/packages/{digest}")
    page, words = answered.body.decode(), words_of(answered)
    assert "<script" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "1,250,500,000" in words
    assert "1,250,500,007" in words
    assert "Huyện làm chung &amp; cho cả xã" in page
    assert digest in words
    vietnamese = Visitor(server.url)
    vietnamese.cookies["dxdesk"] = visitor.cookies["dxdesk"]
    assert "1.250.500.007" in vietnamese.text(f"/packages/{digest}")


def test_the_sums_of_an_area_are_those_of_its_plans(
    server: RunningServer, visitor: Visitor, district: str
) -> None:
    for code in communes(district)[:2]:
        send(server, rich_package(code))
    visitor.until(f"/2023/{district}/funding", "2,501 million đồng")
    tasks = visitor.text(f"/2023/{district}/tasks")
    assert "Huyện làm chung & cho cả xã 2 units" in tasks
    assert "Without a day 2" in visitor.text(f"/2023/{district}/deadlines")
    assert visitor.get(f"/2023/{district}/changes").status == 404


def test_indicators_are_summed_up_on_their_page(
    server: RunningServer, visitor: Visitor, district: str
) -> None:
    for code in communes(district)[:2]:
        send(server, a_package(code))
    # Units, (no sum of percents,) mean, (no weight,) least, most.
    visitor.until(f"/2023/{district}/indicators", "Year before 2 45.5 45.5 45.5 Target 2 100 100 100")


def test_the_document_that_came_is_the_pdf_of_a_plan(
    server: RunningServer, visitor: Visitor, district: str
) -> None:
    package = rich_package(communes(district)[0], signed=PDF, letter=b"PK no PDF")
    digest = send(server, package)
    page = visitor.get(f"/packages/{digest}").body.decode()
    assert f'class="button" href="/packages/{digest}/paper"' in page
    assert visitor.get(f"/packages/{digest}/paper").body == PDF
    signed = visitor.get(f"/packages/{digest}/documents/0")
    assert (signed.status, signed.body) == (200, PDF)
    assert signed.headers["content-type"] == "application/pdf"
    assert signed.headers["content-disposition"] == 'inline; filename="signed.pdf"'
    letter = visitor.get(f"/packages/{digest}/documents/1")
    assert letter.headers["content-type"] == "application/octet-stream"
    assert letter.headers["content-disposition"].startswith("attachment")
    assert visitor.get(f"/packages/{digest}/documents/2").status == 404
    assert visitor.get(f"/packages/{digest}/file").body == package_bytes(package)


def test_a_signed_pdf_that_carried_a_plan_is_its_paper(
    server: RunningServer, visitor: Visitor, tmp_path: Path
) -> None:
    package, pdf = paper()
    for name, data, said in (("a.pdf", altered(pdf), "altered or damaged"), ("b.pdf", pdf, "signed")):
        (tmp_path / name).write_bytes(data)
        imported(server.database, server.intake, tmp_path / name)
        assert f"Open the PDF {said}" in visitor.text(f"/packages/{package.digest}")
        shown = visitor.get(f"/packages/{package.digest}/paper")
        assert (shown.body, shown.headers["content-type"]) == (data, "application/pdf")


def test_a_document_that_follows_in_pieces_is_given_too(
    server: RunningServer, visitor: Visitor, district: str
) -> None:
    code = communes(district)[0]
    document = attached("signed-pdf", "late.pdf", PDF)
    package = a_package(code, documents=(msgspec.structs.replace(document, data=None),))
    digest = send(server, package)
    assert visitor.get(f"/packages/{digest}/documents/0").status == 404
    assert "has not come" in visitor.text(f"/packages/{digest}")
    headers = {"Content_Type": "application/partial-upload", "Upload_Offset": "0", "Upload_Complete": "?1"}
    sent = asked(server.url, "PATCH", f"/v1/documents/{document.sha256}", server.token(code), PDF, **headers)
    assert sent.status == 204, sent.body
    assert visitor.get(f"/packages/{digest}/documents/0").body == PDF


def test_where_no_document_came_the_program_prints_the_plan(
    server: RunningServer, visitor: Visitor, district: str, tmp_path: Path
) -> None:
    digest = send(server, rich_package(communes(district)[0]))
    assert "it is not the issued document" in visitor.text(f"/packages/{digest}")
    printed = visitor.get(f"/packages/{digest}/print")
    assert (printed.status, printed.headers["content-type"]) == (200, "application/pdf")
    path = tmp_path / "print.pdf"
    path.write_bytes(printed.body)
    document = PdfDocument(str(path))
    pages = ["".join(document.extract_text(number)) for number in range(document.page_count())]
    assert "KẾ HOẠCH" in pages[0]
    assert all(MARK in page for page in pages)


def test_what_cannot_be_printed_is_said_and_others_are_printed_still(
    server: RunningServer, visitor: Visitor, district: str
) -> None:
    first, second = communes(district)[:2]
    digest = send(server, a_package(first, subject="Chuyển đổi số 😀", documents=()))
    answered = visitor.get(f"/packages/{digest}/print")
    assert answered.status == 422
    assert "A text of this plan cannot be printed" in words_of(answered)
    sound = send(server, a_package(second, documents=()))
    assert visitor.get(f"/packages/{sound}/print").status == 200


def test_somebody_of_an_area_sees_nothing_else(server: RunningServer, district: str) -> None:
    inside, outside = communes(district)[0], communes(next(DISTRICTS))[0]
    own, other = (
        send(server, rich_package(inside, signed=PDF)),
        send(server, rich_package(outside, signed=PDF)),
    )
    visitor = signed_in(server, f"limited{next(_numbers)}", district)
    assert visitor.get("/").headers["location"] == f"/2023/{district}"
    for path in ("", "/units", "/tasks", "/indicators", "/funding", "/deadlines"):
        assert visitor.get(f"/2023/{district}{path}").status == 200
        assert visitor.get(f"/2023/vn{path}").status == 404
        assert visitor.get(f"/2023/{province_of(district)}{path}").status == 404
    assert visitor.get(f"/2026/{district}").status == 404  # of another map
    assert visitor.get(f"/2023/units/{outside}").status == 404
    for path in ("", "/file", "/paper", "/print", "/documents/0"):
        assert visitor.get(f"/packages/{own}{path}").status == 200
        assert visitor.get(f"/packages/{other}{path}").status == 404
    assert visitor.get(f"/2023/units/{inside}").headers["location"] == f"/packages/{own}"


@pytest.mark.parametrize(
    "path",
    [
        "/2023/00",
        "/2023/18580",
        "/1999/vn",
        "/2099/vn",
        "/2099/vn/units",
        "/2099/vn/funding",
        "/2099/units/18580",
        "/2023/units/99999",
        "/packages/x",
        f"/packages/{'0' * 64}",
        "/2023/vn/nothing",
        "/99999999999999999999/vn",
        f"/{'9' * 5000}/vn",
        f"/packages/{'0' * 64}/documents/{'9' * 5000}",
    ],
)
def test_what_is_not_there_is_not_found(visitor: Visitor, path: str) -> None:
    assert visitor.get(path, Accept="text/html").status == 404


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-1",
        "page=99999999999",
        "page=x",
        "state=x",
        "level=x",
        "page=%C2%B2",
        "q=%00",
        "q=%E2%80%AE",
    ],
)
def test_odd_questions_are_answered_plainly(visitor: Visitor, query: str) -> None:
    assert visitor.get(f"/2023/42/units?{query}").status == 200
    assert visitor.get(f"/2023/42/tasks?{query}").status == 200


def test_a_long_list_is_shown_page_by_page(visitor: Visitor) -> None:
    first, second = (visitor.get(f"/2023/42/units?page={number}").body.decode() for number in (1, 2))
    rows = [one.count('<th scope="row"') for one in (first, second)]
    expected = 1 + 13 + 216  # units of Hà Tĩnh
    assert rows == [200, expected - 200]


@pytest.mark.parametrize("text", ["thach kim", "Thạch Kim", "18580", "xã thạch kim lộc hà"])
def test_a_unit_is_found_by_name_or_code(visitor: Visitor, text: str) -> None:
    address = f"/2023/42/units?{urlencode({'q': text})}"
    page = visitor.get(address).body.decode()
    assert page.index('href="/2023/units/18580"') == page.index('href="/2023/units/')
    words = visitor.text(address)
    assert "Xã Thạch Kim Huyện Lộc Hà ○ Has not sent" in words
    assert "Belongs to" not in visitor.text("/2023/448/units")


def test_what_nobody_is_called_is_not_found(visitor: Visitor) -> None:
    assert "No unit is found." in visitor.text("/2023/448/units?q=Xuan+Hoi")
    assert "Xã Xuân Hội" in visitor.text("/2023/42/units?q=Xuan+Hoi&state=missing")


def test_quarantine_is_seen_where_the_file_names_its_unit(tmp_path: Path) -> None:
    url, intake = f"sqlite:///{tmp_path / 'c.sqlite3'}", tmp_path / "intake"
    broken = json.loads(package_bytes(a_package("18580")))
    broken["plan"]["document"]["subject"] = "đã bị sửa"
    (tmp_path / "broken.json").write_text(json.dumps(broken), "utf-8")
    assert imported(url, intake, tmp_path / "broken.json")["quarantined"] == 1
    with closing(open_database(url)) as database:
        for year, codes in ((2023, {"18580"}), (2024, set())):
            counted = asyncio.run(figures.Figures(database, Intake(intake)).of("held", scope_of(year)))
            assert set(counted.value) == codes


def test_what_takes_long_is_said_and_then_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url, intake = f"sqlite:///{tmp_path / 'c.sqlite3'}", tmp_path / "intake"
    imported(url, intake, made(tmp_path / "made", 5))

    async def ask() -> None:
        with closing(open_database(url)) as database:
            kept = figures.Figures(database, Intake(intake))
            monkeypatch.setattr(figures, "_PATIENCE", 0.0)
            with pytest.raises(StillCountingError):
                await kept.of("coverage", scope_of(2023))
            monkeypatch.setattr(figures, "_PATIENCE", 60.0)
            first, again = await asyncio.gather(*(kept.of("coverage", scope_of(2023)) for _time in range(2)))
            assert first is again  # counted once for both
            assert sum(one.sent for one in first.value if one.kind == "nation") == 5
            imported(url, intake, made(tmp_path / "more", 3, seed=2))
            later = await kept.of("tasks", scope_of(2023))
            assert later.at > first.at

    asyncio.run(ask())


def test_pages_of_several_languages_are_made_side_by_side() -> None:
    async def said(language: str) -> list[str]:
        found = []
        for _time in range(3):
            with speaking(language):
                await asyncio.sleep(0)
                found.append(await asyncio.to_thread(translate, "Sign in"))
        return found

    async def both() -> list[list[str]]:
        return list(await asyncio.gather(said("vi"), said("en")))

    assert asyncio.run(both()) == [["Đăng nhập"] * 3, ["Sign in"] * 3]


def test_a_share_is_never_all_or_nothing_where_it_is_not() -> None:
    parts = (0, 1, 50_000, 99_999, 100_000)
    assert [float(share(part, 100_000)) for part in parts] == [0, 0.01, 50, 99.99, 100]


def test_a_share_reads_as_in_the_report() -> None:
    with speaking("vi"):
        assert (percent(1307, 10_000), percent(1, 2)) == ("13,07%", "50%")


def test_the_receiver_is_described_as_before(server: RunningServer) -> None:
    paths = asked(server.url, "GET", "/v1/openapi.json").plain["paths"]
    assert all(path.startswith(("/v1/", "/health", "/metrics")) for path in paths)
    assert central("user", "list", "--db", server.database)[0] == 0
