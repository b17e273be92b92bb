"""Why a request was refused, as application/problem+json (RFC 9457)."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Final

import msgspec
from starlette.responses import Response

from dxdesk.exchange.format import Problem, ProblemFinding
from dxdesk.package.faults import Remark
from dxdesk.package.sender_cures import sender_cure

MEDIA_TYPE: Final = "application/problem+json"
_LONGEST: Final = 2_000  # characters of a pointer or a detail


class ProblemError(Exception):
    """Ends a request with a status; `word` tells the cases of one status apart."""

    def __init__(
        self,
        status: int,
        word: str,
        detail: str,
        *,
        faults: Iterable[Remark] = (),
        digest: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.problem = Problem(
            type=f"urn:dxdesk:problem:{word}",
            title=HTTPStatus(status).phrase,
            status=status,
            detail=detail,
            findings=tuple(_finding(fault) for fault in faults),
            digest=digest,
        )
        self.headers = dict(headers or {})


def answer(error: ProblemError) -> Response:
    """Return the response that says a problem."""
    return Response(
        msgspec.json.encode(error.problem),
        status_code=error.problem.status,
        media_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store"} | error.headers,
    )


def busy(detail: str, seconds: int) -> ProblemError:
    """Return the refusal of a server that cannot take anything just now."""
    return ProblemError(503, "unavailable", detail, headers={"Retry-After": str(seconds)})


def _finding(fault: Remark) -> ProblemFinding:
    pointer = fault.pointer if len(fault.pointer) <= _LONGEST else fault.pointer[: _LONGEST - 1] + "…"
    cure = sender_cure(fault.code, fault.cure)
    return ProblemFinding(code=fault.code, pointer=pointer, message=fault.message, cure=cure)
