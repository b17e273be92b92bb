"""Which page shows which part of a plan: a table from the kind of page to the one who builds it."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Final

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.plan.contents import PlanPage
from ui.desk import Desk
from ui.office import Office
from ui.pages.page import Page

_Builder = Callable[[Desk, PlanPage], Page]

# Modules are imported when their page is first opened: the list of plans must not wait for them.
_BUILDERS: Final[Mapping[str, str]] = {
    "agency": "ui.pages.agency:AgencyPage",
    "bases": "ui.pages.bases:BasesPage",
    "results": "ui.pages.results:ResultsPage",
    "goals": "ui.pages.goals:GoalsPage",
    "task": "ui.pages.task:TaskPage",
    "texts": "ui.pages.texts:TextsPage",
    "solutions": "ui.pages.solutions:SolutionsPage",
    "funding": "ui.pages.funding:FundingPage",
    "organisation": "ui.pages.organisation:OrganisationPage",
    "signing": "ui.pages.signing:SigningPage",
    "kept": "ui.pages.kept:KeptPage",
}

# Pages about the whole plan, in order; the first is where a plan opens.
WINDOW_PAGES: Final[Mapping[str, str]] = {
    "home": "ui.pages.home:HomePage",
    "check": "ui.pages.check:CheckPage",
    "notes": "ui.pages.notes:NotesPage",
    "export": "ui.pages.export:ExportPage",
    "issue": "ui.pages.issue:IssuePage",
    "outbox": "ui.pages.outbox:OutboxPage",
    "history": "ui.pages.history:HistoryPage",
}
_WINDOW_TITLES: Final[Mapping[str, str]] = {
    "home": mark("Overview"),
    "check": mark("Check"),
    "notes": mark("Notes"),
    "export": mark("Export"),
    "issue": mark("Sign and issue"),
    "outbox": mark("Outbox"),
    "history": mark("History"),
}


def window_titles() -> dict[str, str]:
    """Return the titles of the pages about the whole plan by their keys, in order."""
    return {key: _(title) for key, title in _WINDOW_TITLES.items()}


def build_page(desk: Desk, page: PlanPage) -> Page:
    """Return the widget of a page."""
    module, name = _BUILDERS[page.kind].split(":")
    builder: _Builder = getattr(import_module(module), name)
    return builder(desk, page)


def build_window_page(desk: Desk, office: Office, key: str) -> Page:
    """Return the widget of a page about the whole plan."""
    module, name = WINDOW_PAGES[key].split(":")
    builder: Callable[[Desk, Office], Page] = getattr(import_module(module), name)
    return builder(desk, office)
