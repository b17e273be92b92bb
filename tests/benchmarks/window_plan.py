"""The window over a store, and what is done in it: opening, turning pages, searching, writing."""

from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Final, NamedTuple, Self

from PySide6.QtWidgets import QApplication

from dxdesk.plan.changes import set_value, task_path
from tests.benchmarks.timing import Times
from tests.benchmarks.window_hands import Pulse, painted, rest, rest_until, typed
from ui import warming
from ui.application import new_application, open_window
from ui.collecting import Collector
from ui.office import Office
from ui.pages.registry import WINDOW_PAGES
from ui.plan_view import PlanView
from ui.search_palette import SearchPalette

_SIZE: Final = (1366, 768)
_PACE: Final = 0.12  # seconds between two keys: a good typist
_BURST: Final = 14  # keys, then the hands rest
_REST: Final = 0.9  # seconds
_WHILE: Final = 1.5  # seconds on a page before the next one
_FIRST_PAGE: Final = "home"


class Switch(NamedTuple):
    """Seconds until a page is in sight, and until what it puts off (what stands below) is there as well."""

    in_sight: float
    whole: float


class OpenWindow:
    """The program over a store, with the modules of a plan at hand as they are some seconds after the start."""

    def __init__(self, store: Path) -> None:
        self._office = Office(store)
        application = new_application()
        self.window = open_window(application, self._office)
        self.window.resize(*_SIZE)
        for step in warming.steps():
            step()
        Collector(application)
        rest(0.5)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.window.close()
        self._office.close()

    @property
    def view(self) -> PlanView:
        """The plan that is open."""
        assert self.window.view is not None
        return self.window.view

    def open(self, plan_id: str) -> float:
        """Open a plan on its first page; return the seconds beyond reading it from the store."""
        self.window.show_start()
        archive = self._office.archive
        archive.write(lambda store: store.remember_position(plan_id, _FIRST_PAGE))
        archive.flush()
        rest(0.1)
        start = perf_counter()
        archive.read(lambda store: store.load(plan_id))
        reading = perf_counter() - start
        return painted(lambda: self.window.open_plan(plan_id)) - reading

    def task_pages(self) -> list[str]:
        """Return the keys of the pages of tasks."""
        return [page.key for page in self.view.desk.pages() if page.kind == "task"]

    def other_pages(self) -> list[str]:
        """Return the keys of all other pages but the first."""
        own = [page.key for page in self.view.desk.pages() if page.kind != "task"]
        return [*own, *(key for key in WINDOW_PAGES if key != _FIRST_PAGE)]

    def switch(self, key: str) -> Switch:
        """Turn to a page."""
        rest(0.02)
        start = perf_counter()
        self.view.open_page(key)
        QApplication.sendPostedEvents()  # layouts and the first painting; timers come after
        in_sight = perf_counter() - start
        QApplication.processEvents()
        return Switch(in_sight, perf_counter() - start)

    def leaf_through(self, keys: list[str]) -> list[Switch]:
        """Turn to pages that follow one another, as somebody who writes does: resting on each for a while."""
        self.switch(keys[0])
        found: list[Switch] = []
        for key in keys[1:]:
            rest(_WHILE)
            found.append(self.switch(key))
        return found

    def look_for_findings(self, turn: int) -> float:
        """Make an edit and return the seconds that looking for findings takes, with all that shows them."""
        desk = self.view.desk
        path = f"{task_path(next(iter(desk.plan.tasks)))}/situation"
        desk.change(set_value(desk.plan, path, f"Trước 30/13/2022, lần {turn}."))
        return painted(desk.review)

    def open_search(self) -> float:
        """Open the search; return the seconds until it can be used."""
        palettes: list[SearchPalette | None] = []
        taken = painted(lambda: palettes.append(SearchPalette.open_over(self.window)))
        for palette in palettes:
            if palette is not None:
                palette.reject()
        rest(0.05)
        return taken

    def search(self, text: str) -> Times:
        """Search letter by letter; return the seconds until each list is painted."""
        palette = SearchPalette.open_over(self.window)
        assert palette is not None
        QApplication.processEvents()
        pieces = [text[: end + 1] for end in range(len(text))]
        times = Times(tuple(painted(partial(palette.field.setText, piece)) for piece in pieces))
        palette.reject()
        rest(0.05)
        return times

    def show_preview(self) -> None:
        """Show the printed pages beside the form and wait for them."""
        self.window.activateWindow()
        rest_until(self.window.isActiveWindow)
        self.view.show_beside(preview=True)
        self._write_into(self.task_pages()[0])
        rest_until(self._is_printed)

    def preview_after_key(self) -> float:
        """Type a letter; return the seconds until the page with it is drawn."""
        before = self.view.desk.plan
        typed(1, _PACE)
        start = perf_counter()
        rest_until(lambda: self.view.desk.plan is not before and self._is_printed())
        return perf_counter() - start

    def write(self, seconds: float) -> tuple[Times, Times]:
        """Write and turn pages for a while; return the delays of all keys, and how late the UI thread was."""
        delays: list[float] = []
        end = perf_counter() + seconds
        with Pulse() as pulse:
            for key in (*self.task_pages(), *self.task_pages()):
                self._write_into(key)
                delays += typed(_BURST, _PACE).seconds
                rest(_REST)
                if perf_counter() > end:
                    break
        return Times(tuple(delays)), Times(tuple(pulse.late))

    def _write_into(self, key: str) -> None:
        self.view.open_page(key)
        page = next(page for page in self.view.desk.pages() if page.key == key)
        self.view.page.bring_to(f"{task_path(page.task)}/situation")

    def _is_printed(self) -> bool:
        pane = self.view.beside.preview
        return pane is not None and not pane.busy and pane._pictures.worker.idle
