"""Who may come in, and how often: tokens of units, and limits on requests."""

import time
from typing import Final

from anyio import to_thread
from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from starlette.requests import Request

from dxdesk.central.database import Database
from dxdesk.central.http.problems import ProblemError
from dxdesk.central.tokens import unit_of_token
from dxdesk.language import translate as _
from dxdesk.package.format import StatementUnit

_LONGEST_TOKEN: Final = 200
_WRONG_TOKENS: Final = parse("30/minute")


class Gate:
    """Lets in whom a token names; `rate` is like "120/minute", for each unit."""

    def __init__(self, database: Database, rate: str) -> None:
        self._database = database
        self._rate = parse(rate)
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    async def unit(self, request: Request) -> StatementUnit:
        """Return whose request it is.

        Raises:
            ProblemError: it has no token that is in force, or there are too many of them.
        """
        scheme, _space, token = request.headers.get("authorization", "").partition(" ")
        unit = None
        if scheme.lower() == "bearer" and 0 < len(token.strip()) <= _LONGEST_TOKEN:
            unit = await to_thread.run_sync(self._unit_of, token.strip())
        if unit is None:
            host = request.client.host if request.client else ""
            # Only whoever names a wrong one waits: a whole province may come from one address.
            if not await self._limiter.hit(_WRONG_TOKENS, "wrong", host):
                raise await self._too_many(_WRONG_TOKENS, "wrong", host)
            detail = _("The token is missing, unknown or revoked. Ask the receiver for a new one.")
            raise ProblemError(401, "token", detail, headers={"WWW-Authenticate": 'Bearer realm="dxdesk"'})
        name = f"{unit.scheme}/{unit.code}"
        if not await self._limiter.hit(self._rate, "unit", name):
            raise await self._too_many(self._rate, "unit", name)
        return unit

    def _unit_of(self, token: str) -> StatementUnit | None:
        with self._database.reading() as connection:
            return unit_of_token(connection, token)

    async def _too_many(self, rate: RateLimitItem, *names: str) -> ProblemError:
        window = await self._limiter.get_window_stats(rate, *names)
        seconds = max(1, round(window.reset_time - time.time()))
        detail = _("There were too many requests. Try again in {seconds} seconds.").format(seconds=seconds)
        return ProblemError(429, "too-many", detail, headers={"Retry-After": str(seconds)})
