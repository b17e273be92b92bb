"""Which page shows which part of a plan: a table from the kind of page to the one who builds it."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Final

from dxdesk.plan.contents import PlanPage
from ui.desk import Desk
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


def build_page(desk: Desk, page: PlanPage) -> Page:
    """Return the widget of a page."""
    module, name = _BUILDERS[page.kind].split(":")
    builder: _Builder = getattr(import_module(module), name)
    return builder(desk, page)
