"""What the pages of one server share."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Final, TypeVar

from starlette.requests import Request

from dxdesk.central.database import Database
from dxdesk.central.intake import Intake
from dxdesk.central.office import Office
from dxdesk.central.pages.doorkeeper import Doorkeeper
from dxdesk.central.pages.faults import RefusedError
from dxdesk.central.pages.figures import Figures
from dxdesk.central.workers import Workers
from dxdesk.language import translate as _

T = TypeVar("T")

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
        self._opening = asyncio.Semaphore(1)  # so that packages that come are looked at meanwhile

    async def opened(self, begin: Callable[..., Future[T]], *arguments: Any) -> T:
        """Have a file opened by a process beside the server: a method of `Workers` with its arguments.

        Raises:
            RefusedError: the process has died.
        """
        async with self._opening:
            try:
                return await asyncio.wrap_future(begin(*arguments))
            except BrokenProcessPool:
                raise RefusedError(
                    503, _("That could not be done just now. Try again in a moment.")
                ) from None


def dashboard_of(request: Request) -> Dashboard:
    """Return the dashboard that answers a request."""
    dashboard: Dashboard = request.app.state.dashboard
    return dashboard
