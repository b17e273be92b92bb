"""Time stamps from a server (RFC 3161), asked for over HTTP."""

from socket import gaierror
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper

from dxdesk.language import translate as _

_TYPE: Final = "application/timestamp-reply"
_LARGEST: Final = 1 << 20


class TimeStampError(OSError):
    """A server that gave no usable answer; the message says why."""


class HttpTimeStamper(TimeStamper):
    """Asks the server at a URL; `timeout` in seconds."""

    def __init__(self, url: str, *, timeout: float = 10.0) -> None:
        """Ask nothing yet.

        Raises:
            TimeStampError: the URL is not one of the web.
        """
        super().__init__()  # type: ignore[no-untyped-call]
        if not url.startswith(("http://", "https://")):
            raise TimeStampError(_("the address must begin with http:// or https://"))
        self._url = url
        self._timeout = timeout

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Return the server's answer.

        Raises:
            TimeStampError: there is none, or not one of a time-stamp server.
        """
        return self._answer(req)

    def _answer(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        headers = {"Content-Type": "application/timestamp-query"}
        request = Request(self._url, data=req.dump(), headers=headers)  # noqa: S310 - checked at the start
        try:
            with urlopen(request, timeout=self._timeout) as answer:  # noqa: S310
                kind = answer.headers.get_content_type()
                body = answer.read(_LARGEST)
        except (URLError, OSError, ValueError) as error:
            raise TimeStampError(_said(error)) from error
        if kind != _TYPE:
            raise TimeStampError(_("it answered with {kind}").format(kind=kind))
        try:
            return tsp.TimeStampResp.load(body, strict=True)
        except ValueError as error:
            raise TimeStampError(_("its answer is damaged")) from error


def _said(error: Exception) -> str:
    """Return why there is no answer, in words."""
    cause = getattr(error, "reason", error)
    if isinstance(error, HTTPError):
        error.close()  # it is the answer too
        return _("it answered with the error {code}").format(code=error.code)
    if isinstance(cause, TimeoutError):
        return _("it does not answer in time")
    if isinstance(cause, ConnectionError):
        return _("it cannot be connected to")
    if isinstance(cause, gaierror):
        return _("its name is not found; the network may be away")
    return str(cause)
