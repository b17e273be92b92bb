"""The dashboard as people meet it: a real browser, a phone, a keyboard, other colours, no scripts."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest
from playwright.sync_api import Browser, Page, Request, expect

from dxdesk.package.documents import attached
from dxdesk.package.format import Package
from dxdesk.package.sealing import sealed
from dxdesk.package.writing import draft_package
from dxdesk.plan.model import Activity, Cost, TaskEntry
from tests.central.browsing import PASSWORD, new_user, signed_in
from tests.central.chromium import (
    DESK,
    NARROWEST,
    PHONE,
    Look,
    axe_source,
    barriers,
    chromium,
    is_wider_than_the_window,
    running_browser,
    window,
)
from tests.central.imports import imported, made
from tests.central.sent import PDF, SEALED, a_package, put
from tests.central.server import RunningServer, running_server
from tests.package.samples import PLAN

pytestmark = pytest.mark.once

COMMUNE: Final = "18580"  # Xã Thạch Kim, Huyện Lộc Hà, Tỉnh Hà Tĩnh
CONTESTED: Final = "18577"
HOSTILE: Final = "<script>document.title='bad'</script><img src=x onerror=document.title='bad'>" + "dài" * 400
# Every look has each language, each scheme and each size; every page is seen in all of them.
LOOKS: Final = [
    Look("vi", "light", DESK),
    Look("vi", "dark", PHONE),
    Look("en", "light", PHONE),
    Look("en", "dark", DESK),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = chromium()
    if program is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("Chromium is not installed")
    with running_browser(program) as running:
        yield running


@pytest.fixture(scope="module")
def axe() -> str:
    source = axe_source()
    if source is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("axe-core is not installed")
    return source


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """Yield a receiver with plans of two years, a third of another map, a conflict, a document and texts that nobody should trust."""
    folder = tmp_path_factory.mktemp("shown")
    years = ((2023, None), (2024, None), (2026, None))
    with running_server(folder, years=years, options=["--workers", "1"]) as server:
        packages = made(folder / "made", 12, seed=5, twisted=0.3, faulty=0.1)
        imported(server.database, server.intake, packages)
        for package in (
            _rich(COMMUNE, 2023),
            _rich(COMMUNE, 2024),
            a_package(CONTESTED),
            a_package(CONTESTED, subject="Một kế hoạch khác"),
        ):
            put(server.url, server.token(package.statement.unit.code), package)
        yield server


@pytest.fixture(scope="module")
def session(shown: RunningServer) -> str:
    return signed_in(shown, "reader").cookies["dxdesk"]


def _rich(code: str, year: int) -> Package:
    tasks = {
        "digital-signatures": TaskEntry(
            applies=True,
            situation=HOSTILE,
            activities=(
                Activity(id="a1", text=HOSTILE, costs=(Cost(amount=1_250_500_000, source="district"),)),
            ),
            indicators=PLAN.tasks["digital-signatures"].indicators,
        ),
        "cloud-migration": TaskEntry(applies=False, reason=HOSTILE),
    }
    unit = msgspec.structs.replace(PLAN.unit, code=code, name="xã Thạch Kim")
    plan = msgspec.structs.replace(PLAN, unit=unit, tasks=tasks, year=year)
    return sealed(draft_package(plan, documents=(attached("signed-pdf", "ky.pdf", PDF),)), SEALED)


@pytest.mark.quality
@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_no_page_has_barriers(
    browser: Browser, shown: RunningServer, session: str, axe: str, look: Look
) -> None:
    found: dict[str, Any] = {}
    with window(browser, shown.url, look) as page:
        page.goto("/sign-in")
        found["/sign-in"] = barriers(page, axe)
    with window(browser, shown.url, look, session=session) as page:
        for path in _paths():
            page.goto(path)
            assert page.locator("html").get_attribute("lang") == look.language
            found[path] = barriers(page, axe)
            if is_wider_than_the_window(page):
                found[path].append("wider than the window")
    assert {path: one for path, one in found.items() if one} == {}


def test_nothing_is_cut_on_the_narrowest_phone(browser: Browser, shown: RunningServer, session: str) -> None:
    cut = "all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.outerHTML)"
    with window(browser, shown.url, Look(size=NARROWEST), session=session) as page:
        found = {}
        for path in _paths():
            page.goto(path)
            page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
            found[path] = page.locator(".scroll, td, tbody th").evaluate_all(cut)
            if is_wider_than_the_window(page):
                found[path].append("wider than the window")
        assert {path: one for path, one in found.items() if one} == {}


def test_a_table_on_a_phone_names_each_figure_and_is_still_a_table(
    browser: Browser, shown: RunningServer, session: str
) -> None:
    word = "one => getComputedStyle(one, '::before').content"
    with window(browser, shown.url, Look("en", size=PHONE), session=session) as page:
        page.goto("/2023/vn")
        table = page.get_by_role("table", name="Coverage by level")
        assert table.get_by_role("columnheader").all_inner_texts()[-2:] == ["Late", "In conflict"]
        row = table.get_by_role("row", name="Communes")
        late = row.get_by_role("cell").nth(3)
        late.scroll_into_view_if_needed()
        expect(late).to_be_in_viewport(ratio=1)
        assert late.evaluate(word).startswith('"Late"')
        names = page.evaluate("() => [...document.querySelectorAll('td')].map(one => one.role)")
        assert set(names) == {"cell"}
        page.goto(f"/2023/units/{COMMUNE}")
        money = page.get_by_role("cell", name="1,250,500,000").last
        money.scroll_into_view_if_needed()
        expect(money).to_be_in_viewport(ratio=1)


def test_a_wide_table_says_that_there_is_more(browser: Browser, shown: RunningServer, session: str) -> None:
    with window(browser, shown.url, Look(size=(700, 900)), session=session) as page:
        page.goto("/2023/vn/funding")
        matrix = page.locator(".scroll").last
        assert matrix.evaluate("one => one.scrollWidth > one.clientWidth")
        assert "local" in matrix.evaluate("one => getComputedStyle(one).backgroundAttachment")


def test_the_keyboard_is_enough(browser: Browser, shown: RunningServer) -> None:
    name = new_user(shown, "keyboard")
    with window(browser, shown.url) as page:
        page.goto("/")
        _tab_to(page, "#name")
        page.keyboard.type(name)
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{shown.url}2026/vn")
        for address in ("/2023/vn", "/2023/42", "/2023/448", f"/2023/units/{COMMUNE}"):
            _tab_to(page, f'a[href="{address}"]')
            page.keyboard.press("Enter")
            page.wait_for_load_state()
        expect(page.locator("h1")).to_contain_text("Xã Thạch Kim")
        _tab_to(page, ".deeds a.button >> nth=0")
        with page.expect_response(lambda answer: answer.headers.get("content-type") == "application/pdf"):
            page.keyboard.press("Enter")
    with window(browser, shown.url, session=signed_in(shown, "leaving").cookies["dxdesk"]) as page:
        page.goto("/2023/vn")
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_in_viewport()
        _tab_to(page, "text=Đăng xuất")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{shown.url}sign-in")
        page.goto("/2023/vn")
        expect(page.locator("#password")).to_be_visible()


def test_what_has_the_focus_is_seen(browser: Browser, shown: RunningServer, session: str) -> None:
    with window(browser, shown.url, session=session) as page:
        page.goto("/2023/42/units")
        for _time in range(12):
            page.keyboard.press("Tab")
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
            assert float(outline.removesuffix("px")) >= 2


def test_no_scripts_are_needed(browser: Browser, shown: RunningServer) -> None:
    name = new_user(shown, "scriptless")
    with window(browser, shown.url, Look("en"), scripts=False) as page:
        page.goto("/2023/448")
        page.fill("#name", name)
        page.fill("#password", PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("link", name="Xã Thạch Kim").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Xã Thạch Kim")
        refused = page.locator("details.task", has_text="not carried out").first
        expect(refused.get_by_text("Reason:")).not_to_be_visible()
        refused.locator("summary").click()
        expect(refused.get_by_text("Reason:")).to_be_visible()
        page.get_by_role("link", name="Tiếng Việt").click()
        expect(page.get_by_role("heading", name="Nhiệm vụ", exact=True)).to_be_visible()
        page.get_by_role("button", name="Đăng xuất").click()
        expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()


def test_texts_of_units_do_nothing_and_nothing_comes_from_elsewhere(
    browser: Browser, shown: RunningServer, session: str
) -> None:
    asked: list[str] = []
    said: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    with window(browser, shown.url, session=session) as page:
        page.on("request", note)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        for path in _paths():
            page.goto(path)
            assert page.title() != "bad"
        page.goto(f"/2023/units/{COMMUNE}")
        expect(page.get_by_text("<script>document.title").locator("visible=true").first).to_be_visible()
    assert {url for url in asked if not url.startswith(shown.url)} == set()
    assert [text for text in said if "404" not in text] == []


def test_tiles_say_in_words_what_they_show_in_colour(
    browser: Browser, shown: RunningServer, session: str
) -> None:
    with window(browser, shown.url, session=session) as page:
        page.goto("/2023/vn")
        tiles = page.locator(".tile")
        assert tiles.count() == 63
        tile = page.locator(".tile", has_text="Hà Tĩnh")
        expect(tile.locator(".share")).to_contain_text("%")
        expect(tile.locator(".count")).to_contain_text("đã gửi")
        tile.get_by_role("link").click()
        expect(page.locator("h1")).to_contain_text("Tỉnh Hà Tĩnh")
        assert page.locator(".tile").count() == 13


def test_the_year_before_stands_beside_this_one(browser: Browser, shown: RunningServer, session: str) -> None:
    with window(browser, shown.url, session=session) as page:
        page.goto("/2024/448")
        page.get_by_role("link", name="So với năm trước").click()
        expect(page.locator(".card").last).to_contain_text("1 trong 13 đơn vị đã gửi")
        row = page.get_by_role("row", name="Đơn vị đã gửi")
        before, now, change = (
            int(text.replace("−", "-")) for text in row.get_by_role("cell").all_inner_texts()
        )
        assert (now, change) == (1, 1 - before)
        assert before >= 2  # the contested one has sent, too


def test_an_area_has_the_years_of_its_map(shown: RunningServer) -> None:
    visitor = signed_in(shown, "limited", "448")
    assert visitor.get("/").headers["location"] == "/2024/448"
    page = visitor.get("/2024/448").body.decode()
    assert 'href="/2023/448"' in page
    assert "/2026/" not in page


def test_the_plan_is_printed_whole(
    browser: Browser, shown: RunningServer, session: str, tmp_path: Path
) -> None:
    with window(browser, shown.url, session=session) as page:
        page.goto(f"/2023/units/{COMMUNE}")
        page.emulate_media(media="print")
        expect(page.locator(".self")).not_to_be_visible()
        path = tmp_path / "page.pdf"
        page.pdf(path=path, format="A4")
        assert path.stat().st_size > 10_000
        assert not is_wider_than_the_window(page)


def _paths() -> list[str]:
    """Return the addresses of all kinds of pages."""
    plan = _rich(COMMUNE, 2023).digest
    return [
        "/2023/vn",
        "/2023/42",
        "/2023/448",
        "/2023/42/units",
        "/2023/42/units?q=thach",
        "/2023/448/units?state=conflict",
        "/2023/vn/tasks",
        "/2023/42/indicators",
        "/2023/vn/funding",
        "/2023/vn/deadlines",
        "/2024/vn/changes",
        "/2026/vn",  # without districts, and nothing has come
        "/2026/42",
        f"/packages/{plan}",
        f"/2023/units/{CONTESTED}",
        "/2023/units/18583",
        "/account",
        "/2023/xx",
    ]


def _tab_to(page: Page, selector: str) -> None:
    wanted = page.locator(selector).first
    for _time in range(250):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the keyboard does not come to {selector}")
