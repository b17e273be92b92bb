"""Templates filled in: HTML with everything from outside escaped, and the headers that keep it to itself."""

from functools import cache
from hashlib import sha256
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from dxdesk.central.pages import guidance, texts, wording
from dxdesk.language import spoken_language, translate, translate_plural
from dxdesk.resources import resource

# Nothing but our own style sheet and icon; no scripts at all, and nobody frames us.
_POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # Not "no-referrer": browsers would then not say in a form where it comes from.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
STYLE: Final = "dashboard.css"


def page(template: str, status: int = 200, **fields: Any) -> Response:
    """Return a page in the language that is spoken here."""
    text = _templates().get_template(template).render(language=spoken_language(), **fields)
    return HTMLResponse(text, status_code=status, headers=HEADERS)


@cache
def style_bytes() -> bytes:
    """Return the style sheet."""
    return resource("dashboard", STYLE).read_bytes()


@cache
def style_address() -> str:
    """Return the address of the style sheet; another sheet has another one, so that it may be kept for ever."""
    return f"/static/{sha256(style_bytes()).hexdigest()[:16]}/{STYLE}"


@cache
def _templates() -> Environment:
    environment = Environment(
        autoescape=True,
        loader=FileSystemLoader(resource("dashboard")),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals |= {
        "_": translate,
        "_n": translate_plural,
        "figure": texts.figure,
        "indicator_label": guidance.indicator_label,
        "percent": texts.percent,
        "share": texts.share,
        "style_address": style_address,
        "task_number": guidance.task_number,
        "task_title": guidance.task_title,
        "words": wording,
    }
    names = ("number", "rounded", "millions", "day", "moment", "shown")
    environment.filters |= {name: getattr(texts, name) for name in names}
    return environment
