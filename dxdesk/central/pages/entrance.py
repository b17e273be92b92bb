"""Signing in and out, and changing one's password."""

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dxdesk.central.accounts import Account, account_of, begin_session, change_password, end_session
from dxdesk.central.faults import CentralError
from dxdesk.central.pages.dashboard import Dashboard, dashboard_of
from dxdesk.central.pages.doorkeeper import form_of, own_address
from dxdesk.central.pages.drawing import HEADERS, page
from dxdesk.central.pages.faults import RefusedError
from dxdesk.central.pages.visit import (
    Visit,
    account_in,
    cookie_name,
    in_language,
    other_language,
    session_in,
    signed_in,
)
from dxdesk.central.passwords import LONGEST, SHORTEST
from dxdesk.language import translate as _


@in_language
async def get_sign_in(request: Request) -> Response:
    """Ask for name and password."""
    onward = own_address(request.query_params.get("next", "/"))
    if await account_in(request):
        return RedirectResponse(onward, 303, HEADERS)
    return _form(request, onward)


@in_language
async def post_sign_in(request: Request) -> Response:
    """Sign somebody in."""
    desk = dashboard_of(request)
    form = await form_of(request)
    onward = own_address(form.get("next", "/"))
    name = form.get("name", "").strip()
    try:
        await desk.doorkeeper.admit(request, name)
    except RefusedError as error:
        return _form(request, onward, status=error.status, name=name, trouble=str(error))
    account = await _known(desk, name, form.get("password", ""))
    if account is None:
        trouble = _(
            "The name or the password is not right. Try again, or ask whoever looks after this server."
        )
        return _form(request, onward, status=401, name=name, trouble=trouble)
    response = RedirectResponse(onward, 303, HEADERS)
    _give_cookie(response, desk, await to_thread.run_sync(_begun, desk, account))
    return response


@in_language
async def post_sign_out(request: Request) -> Response:
    """Sign somebody out."""
    desk = dashboard_of(request)
    await form_of(request)
    await to_thread.run_sync(_ended, desk, session_in(request))
    response = RedirectResponse("/sign-in", 303, HEADERS)
    response.delete_cookie(cookie_name(desk), secure=desk.is_secure, httponly=True, samesite="lax")
    return response


@signed_in
async def get_account(visit: Visit) -> Response:
    """Show whose account it is, with the form to change the password."""
    return await _account_page(visit, is_changed="changed" in visit.request.query_params)


@signed_in
async def post_account(visit: Visit) -> Response:
    """Change a password."""
    desk, form = visit.desk, await form_of(visit.request)
    await desk.doorkeeper.admit(visit.request, visit.account.name)
    if await _known(desk, visit.account.name, form.get("password", "")) is None:
        return await _account_page(visit, trouble=_("The present password is not right."), status=401)
    new = form.get("new", "")
    if new != form.get("again", ""):
        return await _account_page(visit, trouble=_("The two new passwords differ."), status=422)
    try:
        async with desk.hashing:
            await to_thread.run_sync(_changed, desk, visit.account, new, session_in(visit.request))
    except CentralError as error:
        return await _account_page(visit, trouble=str(error), status=422)
    return RedirectResponse("/account?changed=", 303, HEADERS)


def _form(request: Request, onward: str, *, status: int = 200, name: str = "", trouble: str = "") -> Response:
    return page(
        "sign_in.html",
        status,
        visit=None,
        office=dashboard_of(request).office.receiver.name,
        other_language=other_language(request),
        onward=onward,
        name=name,
        trouble=trouble,
        longest=LONGEST,
    )


async def _account_page(
    visit: Visit,
    *,
    is_changed: bool = False,
    trouble: str = "",
    status: int = 200,
) -> Response:
    fields = {"is_changed": is_changed, "trouble": trouble, "shortest": SHORTEST, "longest": LONGEST}
    return await visit.page("account.html", status, **fields)


async def _known(desk: Dashboard, name: str, password: str) -> Account | None:
    def find() -> Account | None:
        with desk.database.reading() as connection:
            return account_of(connection, name, password)

    async with desk.hashing:
        return await to_thread.run_sync(find)


def _begun(desk: Dashboard, account: Account) -> str:
    with desk.database.writing() as connection:
        return begin_session(connection, account)


def _ended(desk: Dashboard, identifier: str) -> None:
    with desk.database.writing() as connection:
        end_session(connection, identifier)


def _changed(desk: Dashboard, account: Account, password: str, identifier: str) -> None:
    with desk.database.writing() as connection:
        change_password(connection, account, password, identifier)


def _give_cookie(response: Response, desk: Dashboard, identifier: str) -> None:
    """Give the browser its session, until it is closed or the session is over."""
    response.set_cookie(
        cookie_name(desk), identifier, path="/", secure=desk.is_secure, httponly=True, samesite="lax"
    )
