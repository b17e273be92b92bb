"""A real browser: Debian's Chromium driven by Playwright, and axe-core, which looks for barriers."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

DESK: Final = (1366, 768)
PHONE: Final = (390, 844)
NARROWEST: Final = (320, 640)


class Look(NamedTuple):
    """In which language, colours and size of window (CSS pixels) pages are looked at."""

    language: Literal["vi", "en"] = "vi"
    scheme: Literal["light", "dark"] = "light"
    size: tuple[int, int] = DESK

    def __str__(self) -> str:
        return f"{self.language}-{self.scheme}-{self.size[0]}"


# WCAG 2.2 A and AA, and what axe recommends beyond.
_RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN: Final = """async rules => {
    const found = await axe.run(document, {runOnly: {type: "tag", values: rules}, resultTypes: ["violations"]});
    return found.violations.map(one => [one.id, one.nodes.map(node => node.html + " " + node.failureSummary)]);
}"""
_WIDTH: Final = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"


@contextmanager
def running_browser(program: str) -> Iterator[Browser]:
    """Yield Chromium without a window; whoever runs as root, as a container does, has no sandbox."""
    options = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=options)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def window(
    browser: Browser, url: str, look: Look | None = None, *, session: str = "", scripts: bool = True
) -> Iterator[Page]:
    """Yield a window of a new profile, signed in where there is a session."""
    language, scheme, (width, height) = look or Look()
    context = browser.new_context(
        base_url=url,
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        java_script_enabled=scripts,
    )
    cookies = {"dxdesk-language": language} | ({"dxdesk": session} if session else {})
    context.add_cookies([{"name": name, "value": value, "url": url} for name, value in cookies.items()])
    try:
        yield context.new_page()
    finally:
        context.close()


def axe_source() -> str | None:
    """Return axe-core, which npm puts beside the programs on the search path; None where it is not installed."""
    for folder in os.get_exec_path():
        script = Path(folder).parent / "axe-core" / "axe.min.js"
        if script.is_file():
            return script.read_text("utf-8")
    return None


def barriers(page: Page, axe: str) -> list[Any]:
    """Return what axe finds on the page that is open."""
    page.evaluate(axe)
    found: list[Any] = page.evaluate(_RUN, _RULES)
    return found


def is_wider_than_the_window(page: Page) -> bool:
    """Say whether one had to scroll sideways."""
    inner, outer = page.evaluate(_WIDTH)
    return bool(inner > outer)


def chromium() -> str | None:
    """Return the program, None where it is not installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
