"""Packages to send, and sending them by plain HTTP."""

import json
from datetime import UTC, datetime
from http.client import HTTPConnection
from typing import Any, Final, NamedTuple

import msgspec

from dxdesk.exchange.format import Problem
from dxdesk.package.documents import attached
from dxdesk.package.format import Attachment, Package
from dxdesk.package.sealing import sealed
from dxdesk.package.writing import draft_package, package_bytes
from tests.package.samples import PLAN

CODE: Final = "18490"
OTHER: Final = "18580"
SEALED: Final = datetime(2023, 2, 10, 3, tzinfo=UTC)
PDF: Final = b"%PDF-1.7 sample" * 100


class Answered(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def plain(self) -> Any:
        return json.loads(self.body)


def a_package(
    code: str = CODE,
    *,
    revision: int = 1,
    year: int = 2023,
    subject: str = "",
    documents: tuple[Attachment, ...] | None = None,
) -> Package:
    """Return a sealed package of a unit; another subject makes another package."""
    unit = msgspec.structs.replace(PLAN.unit, code=code)
    document = msgspec.structs.replace(PLAN.document, subject=subject or PLAN.document.subject)
    plan = msgspec.structs.replace(PLAN, unit=unit, document=document, year=year)
    carried = (attached("pdf", "plan.pdf", PDF),) if documents is None else documents
    return sealed(draft_package(plan, revision=revision, documents=carried), SEALED)


def sendable(package: Package) -> tuple[str, bytes]:
    return package.digest, package_bytes(package)


def asked(url: str, method: str, path: str, token: str = "", body: bytes = b"", **headers: str) -> Answered:
    """Return the answer to a request; underscores in names of headers stand for dashes."""
    host = url.removeprefix("http://").rstrip("/")
    connection = HTTPConnection(host, timeout=60)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    if token:
        named["Authorization"] = f"Bearer {token}"
    try:
        connection.request(method, path, body or None, named)
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return Answered(answer.status, found, answer.read())
    finally:
        connection.close()


def put(url: str, token: str, package: Package | tuple[str, bytes], **headers: str) -> Answered:
    digest, data = package if isinstance(package, tuple) else sendable(package)
    typed = {"Content_Type": "application/json"} | headers
    return asked(url, "PUT", f"/v1/packages/{digest}", token, data, **typed)


def problem(body: bytes) -> Problem:
    return msgspec.json.decode(body, type=Problem)
