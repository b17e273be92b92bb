"""The one table of what can be asked: the application and its description are both made of it."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final, Literal, NamedTuple

import msgspec
from anyio import to_thread
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response

from dxdesk.central.http.documents import PIECE, head_document, patch_document
from dxdesk.central.http.metrics import CONTENT_TYPE
from dxdesk.central.http.packages import JSON, get_package, put_package
from dxdesk.central.http.problems import busy
from dxdesk.central.http.service import Service, service_of
from dxdesk.central.office import greeting
from dxdesk.exchange.format import Greeting, Standing
from dxdesk.language import translate as _
from dxdesk.value import Value

Endpoint = Callable[[Request], Awaitable[Response]]
Header = Literal[
    "Content-Encoding",
    "Content-Digest",
    "Upload-Offset",
    "Upload-Complete",
    "Retry-After",
    "WWW-Authenticate",
]


class Health(Value, frozen=True, kw_only=True):
    """Whether the receiver can take packages."""

    status: Literal["ok", "stopping"]
    time: datetime


class Answer(NamedTuple):
    """What may be answered with a status; without a type, the body is a problem, or empty below 400."""

    words: str
    body: type[Any] | None = None
    media_type: str = JSON
    headers: tuple[Header, ...] = ()


class Operation(NamedTuple):
    """One method at one path."""

    method: Literal["GET", "PUT", "HEAD", "PATCH"]
    path: str
    endpoint: Endpoint
    words: str
    answers: Mapping[int, Answer]
    takes: str | None = None
    headers: tuple[tuple[Header, bool], ...] = ()

    @property
    def needs_token(self) -> bool:
        """Whether only units with a token may ask."""
        return 401 in self.answers


async def get_greeting(request: Request) -> Response:
    """Say who this is, and what is taken."""
    service = service_of(request)
    body = msgspec.json.encode(greeting(service.office, service.certificate))
    return Response(body, media_type=JSON, headers={"Cache-Control": "no-store"})


async def get_health(request: Request) -> Response:
    """Say whether packages can be taken: the database answers, and the server is not about to stop."""
    service = service_of(request)
    if request.app.state.hall.is_closing:
        health = Health(status="stopping", time=datetime.now(UTC))
        return Response(msgspec.json.encode(health), 503, {"Retry-After": "10"}, JSON)
    try:
        await to_thread.run_sync(_ask, service)
    except SQLAlchemyError:
        raise busy(_("The database does not answer."), 10) from None
    return Response(msgspec.json.encode(Health(status="ok", time=datetime.now(UTC))), media_type=JSON)


async def get_metrics(request: Request) -> Response:
    """Give figures in the text format of Prometheus."""
    return Response(service_of(request).metrics.text(), headers={"Content-Type": CONTENT_TYPE})


async def get_description(request: Request) -> Response:
    """Give the description of all this, OpenAPI 3.1."""
    return Response(request.app.state.description, media_type=JSON)


def _ask(service: Service) -> None:
    with service.database.reading() as connection:
        connection.execute(select(1))


_TOKEN: Final[dict[int, Answer]] = {
    400: Answer("The request is malformed"),
    401: Answer("No token, or one that is unknown or revoked", headers=("WWW-Authenticate",)),
    429: Answer("Too many requests", headers=("Retry-After",)),
    503: Answer("Cannot be taken just now", headers=("Retry-After",)),
}
_OPEN: Final[dict[int, Answer]] = {503: Answer("The receiver is being stopped", headers=("Retry-After",))}
_BODY: Final[dict[int, Answer]] = {
    408: Answer("The body came too slowly"),
    413: Answer("Larger than is taken, decoded"),
    415: Answer("Another media type or content coding than is taken"),
}
_OFFSET: Final[tuple[Header, ...]] = ("Upload-Offset", "Upload-Complete")

OPERATIONS: Final = (
    Operation(
        "GET",
        "/v1/",
        get_greeting,
        "Who this is, versions and years taken, limits, time, certificate of receipts",
        {200: Answer("The receiver", Greeting)} | _OPEN,
    ),
    Operation(
        "PUT",
        "/v1/packages/{digest}",
        put_package,
        "Send a package (dxdesk.plan 1.x); {digest} is that of its statement",
        _TOKEN
        | _BODY
        | {
            200: Answer("It was here already: the same receipt", Standing),
            201: Answer("It is here now: its receipt", Standing),
            403: Answer("Another unit's token, or the year is closed"),
            409: Answer("Another package of this unit, year and revision is here; `digest` is its digest"),
            422: Answer("The package has faults; all are listed in `findings`"),
        },
        takes=JSON,
        headers=(("Content-Encoding", False), ("Content-Digest", False)),
    ),
    Operation(
        "GET",
        "/v1/packages/{digest}",
        get_package,
        "Where a package stands: receipt, documents still wanted, newest reply",
        _TOKEN | {200: Answer("It is here", Standing), 404: Answer("No such package of this unit")},
    ),
    Operation(
        "HEAD",
        "/v1/documents/{digest}",
        head_document,
        "How much of a document is here; {digest} is its SHA-256",
        _TOKEN
        | {
            200: Answer("So much of it is here", headers=_OFFSET),
            404: Answer("No package of this unit names such a document"),
        },
    ),
    Operation(
        "PATCH",
        "/v1/documents/{digest}",
        patch_document,
        "Send the next piece of a document",
        _TOKEN
        | _BODY
        | {
            204: Answer("The piece is here", headers=_OFFSET),
            404: Answer("No package of this unit names such a document"),
            409: Answer("The piece does not begin where the document ends so far", headers=_OFFSET),
            422: Answer("The whole is not the document; it begins anew", headers=_OFFSET),
        },
        takes=PIECE,
        headers=(("Upload-Offset", True), ("Upload-Complete", True), ("Content-Digest", False)),
    ),
    Operation(
        "GET",
        "/v1/openapi.json",
        get_description,
        "This description",
        {200: Answer("OpenAPI 3.1", dict)} | _OPEN,
    ),
    Operation(
        "GET",
        "/health",
        get_health,
        "Whether packages can be taken",
        {200: Answer("They can", Health), 503: Answer("Not now", Health, headers=("Retry-After",))},
    ),
    Operation(
        "GET",
        "/metrics",
        get_metrics,
        "Figures",
        {200: Answer("Text format of Prometheus", str, "text/plain")},
    ),
)
