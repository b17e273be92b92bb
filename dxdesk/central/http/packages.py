"""Packages over HTTP: `PUT` and `GET /v1/packages/{digest}`."""

import asyncio
import re
from concurrent.futures.process import BrokenProcessPool
from typing import Final

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from dxdesk.central.http.bodies import received
from dxdesk.central.http.problems import ProblemError, busy
from dxdesk.central.http.service import Service, service_of
from dxdesk.central.office import LIMITS
from dxdesk.central.receiving import Arrival, Refused, Taken
from dxdesk.central.standing import find_package, standing_bytes
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.package.format import StatementUnit

JSON: Final = "application/json"
_DIGEST: Final = re.compile("[0-9a-f]{64}")
_REFUSALS: Final = {
    "faulty": (422, mark("The package has faults. They are listed; mend them, then send it again.")),
    "other_digest": (400, mark("The package has another digest than the address that it was sent to.")),
    "other_unit": (403, mark("The package is of another unit than the token. Use the token of that unit.")),
    "closed_year": (403, mark("Plans of this year are not taken now. Ask the receiver.")),
    "conflict": (
        409,
        mark(
            "Another package of this unit, year and revision is here already. Ask the receiver which counts."
        ),
    ),
}


async def put_package(request: Request) -> Response:
    """Take a package in."""
    service = service_of(request)
    unit = await service.gate.unit(request)
    digest = digest_in(request)
    check_media_type(request, JSON)
    with service.room():
        async with received(request, service.intake.new_file(), LIMITS.package) as body:
            arrival = Arrival(
                path=body.path, content=body.content, size=body.size, digest=digest, unit=unit, channel="http"
            )
            outcome = await _received(service, arrival)
    if isinstance(outcome, Refused):
        service.metrics.packages.labels(outcome.why).inc()
        status, words = _REFUSALS[outcome.why]
        word = outcome.why.replace("_", "-")
        raise ProblemError(status, word, _(words), faults=outcome.faults, digest=outcome.digest)
    service.metrics.packages.labels("accepted" if outcome.is_new else "there_already").inc()
    return Response(outcome.standing, status_code=201 if outcome.is_new else 200, media_type=JSON)


async def get_package(request: Request) -> Response:
    """Say where a package stands."""
    service = service_of(request)
    unit = await service.gate.unit(request)
    digest = digest_in(request)
    found = await to_thread.run_sync(_standing, service, unit, digest)
    if found is None:
        raise ProblemError(404, "unknown", _("There is no such package of this unit here."))
    return Response(found, media_type=JSON, headers={"Cache-Control": "no-store"})


async def _received(service: Service, arrival: Arrival) -> Taken | Refused:
    try:
        return await asyncio.wrap_future(service.workers.receive(arrival))
    except BrokenProcessPool:
        raise busy(_("The receiver could not look at the package just now. Try again."), 10) from None


def _standing(service: Service, unit: StatementUnit, digest: str) -> bytes | None:
    with service.database.reading() as connection:
        known = find_package(connection, digest)
        if known is None or (known.unit.scheme, known.unit.code) != (unit.scheme, unit.code):
            return None
        return standing_bytes(connection, known.id)


def digest_in(request: Request) -> str:
    """Return the digest in the path of a request.

    Raises:
        ProblemError: it is none.
    """
    digest = str(request.path_params["digest"])
    if _DIGEST.fullmatch(digest) is None:
        raise ProblemError(400, "digest", _("The address ends in a SHA-256: 64 digits 0–9 and a–f."))
    return digest


def check_media_type(request: Request, expected: str) -> None:
    """Do nothing where a body says that it is of a media type.

    Raises:
        ProblemError: it says something else.
    """
    stated = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if stated != expected:
        detail = _("The body must be of the media type {expected}.").format(expected=expected)
        raise ProblemError(415, "media-type", detail, headers={"Accept": expected})
