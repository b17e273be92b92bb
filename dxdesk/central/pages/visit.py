"""A request of somebody in the browser: who it is, in which language, and what an endpoint makes of it."""

from collections.abc import Awaitable, Callable
from functools import cache, partial, wraps
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dxdesk.central.accounts import Account, account_of_session
from dxdesk.central.pages.dashboard import Dashboard, dashboard_of
from dxdesk.central.pages.doorkeeper import COOKIE, LANGUAGE_COOKIE, SECURE_COOKIE
from dxdesk.central.pages.drawing import HEADERS, page
from dxdesk.central.pages.faults import NotHereError, RefusedError, StillCountingError
from dxdesk.consolidation.areas import Scope, scope_of
from dxdesk.guidance.loading import installed_packs, meta_of
from dxdesk.language import LANGUAGES, speaking
from dxdesk.language import translate as _
from dxdesk.units.catalogue import UnknownSchemeError, catalogue
from dxdesk.value import LAST_YEAR

NATION: Final = "vn"
_YEAR: Final = 365 * 24 * 3600  # s
_AGAIN: Final = "3"  # s


class Visit(NamedTuple):
    """Somebody who is signed in, and what is asked for."""

    request: Request
    desk: Dashboard
    account: Account

    async def page(self, template: str, status: int = 200, **fields: Any) -> Response:
        """Return a page; it is made in a thread, for a large one takes its time."""
        made = partial(page, template, status, visit=self, **fields)
        return await to_thread.run_sync(made)

    @property
    def other_language(self) -> str:
        """The address of this page in the other language."""
        return other_language(self.request)

    @property
    def home(self) -> str:
        """What stands in an address for all that the person may look at."""
        return self.account.code or NATION

    def scope(self, year: int, area: str) -> Scope:
        """Return the scope of an address.

        Raises:
            NotHereError: there is no such area in the map of that year, or it is not for this person.
        """
        self.check_year(year)
        try:
            scope = scope_of(year, "" if area == NATION else area)
        except LookupError:
            raise NotHereError from None
        if not self.may_see(scope.scheme, scope.code):
            raise NotHereError
        return scope

    def check_year(self, year: int) -> None:
        """Do nothing where plans of a year may be here.

        Raises:
            NotHereError: there is no guidance for it.
        """
        if not first_year() <= year <= LAST_YEAR:
            raise NotHereError

    def may_see(self, scheme: str, code: str) -> bool:
        """Say whether a unit or an area (empty: the nation) is one that the person may look at."""
        if not self.account.code:
            return True
        if scheme != self.account.scheme or not code:
            return False
        return self.account.code in chain_of(scheme, code)


Page = Callable[[Visit], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]


def signed_in(make: Page) -> Endpoint:
    """Return an endpoint for those who are signed in; others are asked to do so first."""

    @wraps(make)
    async def endpoint(request: Request) -> Response:
        account = await account_in(request)
        if account is None:
            where = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse(f"/sign-in?{urlencode({'next': where})}", 303, HEADERS)
        return await make(Visit(request, dashboard_of(request), account))

    return in_language(endpoint)


def in_language(answer: Endpoint) -> Endpoint:
    """Return an endpoint that speaks the language of who asks, and says what hinders it on a page."""

    @wraps(answer)
    async def endpoint(request: Request) -> Response:
        with speaking(language_of(request)):
            try:
                response = await answer(request)
            except NotHereError:
                response = notice(
                    request, 404, _("There is no such page"), _("Check the address, or begin again.")
                )
            except RefusedError as error:
                response = notice(request, error.status, _("That was not done"), str(error))
            except StillCountingError:
                response = notice(
                    request,
                    202,
                    _("Counting"),
                    _("The figures are being counted. This page comes by itself."),
                )
                response.headers["Refresh"] = _AGAIN
        wanted = request.query_params.get("lang")
        if wanted in LANGUAGES:
            response.set_cookie(LANGUAGE_COOKIE, wanted, max_age=_YEAR, samesite="lax", httponly=True)
        return response

    return endpoint


def notice(request: Request, status: int, title: str, text: str) -> Response:
    """Return a page that says one thing."""
    return page(
        "notice.html", status, title=title, text=text, visit=None, other_language=other_language(request)
    )


async def account_in(request: Request) -> Account | None:
    """Return who is signed in."""
    desk = dashboard_of(request)
    identifier = session_in(request)
    if not identifier:
        return None

    def find() -> Account | None:
        with desk.database.reading() as connection:
            return account_of_session(connection, identifier)

    return await to_thread.run_sync(find)


def session_in(request: Request) -> str:
    """Return the id of the session in the cookie of a request, or nothing."""
    return request.cookies.get(cookie_name(dashboard_of(request)), "")


def cookie_name(desk: Dashboard) -> str:
    """Return the name of the cookie of a session."""
    return SECURE_COOKIE if desk.is_secure else COOKIE


def language_of(request: Request) -> str:
    """Return the language that somebody has chosen; Vietnamese where nobody has."""
    for chosen in (request.query_params.get("lang"), request.cookies.get(LANGUAGE_COOKIE)):
        if chosen in LANGUAGES:
            return chosen
    return LANGUAGES[0]


def other_language(request: Request) -> str:
    """Return the address of a page in the other language."""
    other = next(one for one in LANGUAGES if one != language_of(request))
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    return f"?{urlencode([*kept, ('lang', other)])}"


def chain_of(scheme: str, code: str) -> tuple[str, ...]:
    """Return the codes of a unit and of all it belongs to; nothing where the map has no such unit."""
    try:
        known = catalogue(scheme)
    except UnknownSchemeError:
        return ()
    unit = known.unit(code)
    return (code, *(one.code for one in known.parents(unit))) if unit else ()


@cache
def first_year() -> int:
    """Return the first year for which there is guidance."""
    return min(meta.year for folder in installed_packs() if (meta := meta_of(folder)))
