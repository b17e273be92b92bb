"""What the answers of one server share."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from starlette.requests import Request

from dxdesk.central.database import Database
from dxdesk.central.http.gate import Gate
from dxdesk.central.http.metrics import Metrics
from dxdesk.central.http.problems import busy
from dxdesk.central.intake import Intake
from dxdesk.central.office import Office
from dxdesk.central.workers import Workers
from dxdesk.language import translate as _

_MOST_AT_ONCE: Final = 2_000
_AGAIN: Final = 5  # s


class Service:
    """The parts of a running receiver; `uploads` is how many bodies are on their way."""

    def __init__(
        self,
        *,
        database: Database,
        intake: Intake,
        office: Office,
        certificate: str,
        workers: Workers,
        gate: Gate,
        metrics: Metrics,
    ) -> None:
        self.database = database
        self.intake = intake
        self.office = office
        self.certificate = certificate
        self.workers = workers
        self.gate = gate
        self.metrics = metrics
        self.uploads = 0
        self.busy_documents: set[str] = set()

    @contextmanager
    def room(self) -> Iterator[None]:
        """Hold the place of one body on its way.

        Raises:
            ProblemError: there are as many as can be taken at once.
        """
        if self.uploads >= _MOST_AT_ONCE:
            raise busy(_("Very many are sending at this moment. Try again in a few seconds."), _AGAIN)
        self.uploads += 1
        try:
            yield
        finally:
            self.uploads -= 1


def service_of(request: Request) -> Service:
    """Return what answers a request."""
    service: Service = request.app.state.service
    return service
