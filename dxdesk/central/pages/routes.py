"""The addresses of the dashboard."""

from collections.abc import Sequence
from typing import Final

from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dxdesk.central.pages.areas import get_area, get_first, get_units
from dxdesk.central.pages.drawing import style_bytes
from dxdesk.central.pages.entrance import get_account, get_sign_in, post_account, post_sign_in, post_sign_out
from dxdesk.central.pages.papers import get_document, get_package_file, get_paper, get_print
from dxdesk.central.pages.plans import get_plan, get_unit
from dxdesk.central.pages.sums import get_changes, get_deadlines, get_funding, get_indicators, get_tasks
from dxdesk.resources import resource

_FOR_EVER: Final = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
}


class _Number(Convertor[int]):
    """A number in an address: no longer than any of ours, for Python refuses to read thousands of digits."""

    regex = "[0-9]{1,9}"

    def convert(self, value: str) -> int:
        return int(value)

    def to_string(self, value: int) -> str:
        return str(value)


register_url_convertor("number", _Number())


async def get_style(request: Request) -> Response:
    """Give the style sheet."""
    del request
    return Response(style_bytes(), media_type="text/css", headers=_FOR_EVER)


async def get_icon(request: Request) -> Response:
    """Give the icon of the program."""
    del request
    return Response(resource("icons", "app.svg").read_bytes(), media_type="image/svg+xml", headers=_FOR_EVER)


def page_routes() -> Sequence[Route]:
    """Return the routes of all pages."""
    got = {
        "/": get_first,
        "/sign-in": get_sign_in,
        "/account": get_account,
        "/static/{digest}/dashboard.css": get_style,
        "/static/icon.svg": get_icon,
        "/{year:number}/units/{code}": get_unit,
        "/{year:number}/{area}": get_area,
        "/{year:number}/{area}/units": get_units,
        "/{year:number}/{area}/tasks": get_tasks,
        "/{year:number}/{area}/indicators": get_indicators,
        "/{year:number}/{area}/funding": get_funding,
        "/{year:number}/{area}/deadlines": get_deadlines,
        "/{year:number}/{area}/changes": get_changes,
        "/packages/{digest}": get_plan,
        "/packages/{digest}/file": get_package_file,
        "/packages/{digest}/paper": get_paper,
        "/packages/{digest}/print": get_print,
        "/packages/{digest}/documents/{position:number}": get_document,
    }
    posted = {"/sign-in": post_sign_in, "/sign-out": post_sign_out, "/account": post_account}
    return [
        *(Route(path, endpoint, methods=["GET"]) for path, endpoint in got.items()),
        *(Route(path, endpoint, methods=["POST"]) for path, endpoint in posted.items()),
    ]
