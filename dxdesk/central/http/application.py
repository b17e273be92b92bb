"""The ASGI application: routes of the table, and what happens to errors."""

import logging
from concurrent.futures.process import BrokenProcessPool
from typing import Final

import msgspec
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from dxdesk.central.http.description import description
from dxdesk.central.http.hall import Hall
from dxdesk.central.http.problems import ProblemError, answer
from dxdesk.central.http.routes import OPERATIONS
from dxdesk.central.http.service import Service
from dxdesk.central.pages.dashboard import Dashboard
from dxdesk.central.pages.routes import page_routes
from dxdesk.central.pages.visit import language_of, notice
from dxdesk.language import mark, speaking
from dxdesk.language import translate as _

_log: Final = logging.getLogger("dxdesk.central")
_TROUBLE_AGAIN: Final = 30  # s


def build_application(service: Service, *, is_secure: bool = False) -> Hall:
    """Return the application that answers for a service; with `is_secure`, browsers come by TLS."""
    application = Starlette(
        routes=[
            *(Route(one.path, one.endpoint, methods=[one.method]) for one in OPERATIONS),
            *page_routes(),
        ],
        exception_handlers={
            ProblemError: _say_problem,
            HTTPException: _say_http,
            ClientDisconnect: _say_nothing,
            OSError: _say_trouble,
            OperationalError: _say_trouble,
            NoConnectionError: _say_trouble,
            BrokenProcessPool: _say_trouble,
            Exception: _say_fault,
        },
    )
    application.router.redirect_slashes = False  # behind a proxy, it would point to an address without TLS
    hall = Hall(application, service.metrics)
    application.state.service = service
    application.state.hall = hall
    application.state.dashboard = Dashboard(
        database=service.database,
        intake=service.intake,
        office=service.office,
        workers=service.workers,
        is_secure=is_secure,
    )
    application.state.description = msgspec.json.encode(description())
    return hall


async def _say_problem(request: Request, error: Exception) -> Response:
    del request
    assert isinstance(error, ProblemError)  # noqa: S101 - registered for these only
    return answer(error)


async def _say_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for these only
    words = {
        404: mark("There is nothing at this address."),
        405: mark("This address is not asked in that way."),
    }
    detail = words.get(error.status_code, error.detail)
    return _said(request, error.status_code, "http", detail, dict(error.headers or {}))


async def _say_nothing(request: Request, error: Exception) -> Response:
    """Answer one who has gone; nobody reads it."""
    del request, error
    return Response(status_code=400)


async def _say_trouble(request: Request, error: Exception) -> Response:
    """Answer while the disk or the database fails: what was sent can be sent again."""
    _log.error("%s: %s", type(error).__name__, error)
    detail = mark("The receiver cannot keep anything just now. Try again later.")
    return _said(request, 503, "unavailable", detail, {"Retry-After": str(_TROUBLE_AGAIN)})


async def _say_fault(request: Request, error: Exception) -> Response:
    """Answer where the program is at fault; Starlette raises the error again, and the server logs it."""
    del error
    return _said(
        request, 500, "fault", mark("The receiver has a fault. Tell the one who looks after it."), {}
    )


def _said(request: Request, status: int, word: str, detail: str, headers: dict[str, str]) -> Response:
    """Return a problem as the one who asks reads it: programs as JSON, people as a page in their language."""
    if request.url.path.startswith("/v1") or "text/html" not in request.headers.get("accept", ""):
        return answer(ProblemError(status, word, _(detail), headers=headers))
    with speaking(language_of(request)):
        page = notice(request, status, _("That was not done"), _(detail))
    page.headers.update(headers)
    return page
