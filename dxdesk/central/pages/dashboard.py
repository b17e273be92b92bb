"""What the pages of one server share."""

import asyncio
from typing import Final

from starlette.requests import Request

from dxdesk.central.database import Database
from dxdesk.central.intake import Intake
from dxdesk.central.office import Office
from dxdesk.central.pages.doorkeeper import Doorkeeper
from dxdesk.central.pages.figures import Figures
from dxdesk.central.workers import Workers

_HASHES_AT_ONCE: Final = 2  # each takes 32 MiB and a third of a second


class Dashboard:
    """The parts of a running dashboard; with `is_secure`, browsers come by TLS."""

    def __init__(
        self, *, database: Database, intake: Intake, office: Office, workers: Workers, is_secure: bool
    ) -> None:
        self.database = database
        self.intake = intake
        self.office = office
        self.workers = workers
        self.is_secure = is_secure
        self.figures = Figures(database, intake)
        self.doorkeeper = Doorkeeper()
        self.hashing = asyncio.Semaphore(_HASHES_AT_ONCE)
        self.printing = asyncio.Semaphore(1)  # so that packages that come are looked at meanwhile


def dashboard_of(request: Request) -> Dashboard:
    """Return the dashboard that answers a request."""
    dashboard: Dashboard = request.app.state.dashboard
    return dashboard
