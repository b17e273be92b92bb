"""The files of a plan: documents that came with it, the package itself, and its plan printed by this program."""

import asyncio
import gzip
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, Final

from anyio import to_thread
from sqlalchemy import Connection, select
from starlette.responses import Response, StreamingResponse

from dxdesk.central.opening_packages import Unprintable
from dxdesk.central.pages.faults import NotHereError, RefusedError
from dxdesk.central.pages.plan_reading import documents_of
from dxdesk.central.pages.plans import package_row, paper_of
from dxdesk.central.pages.visit import Visit, signed_in
from dxdesk.central.papers import PDF, Paper
from dxdesk.central.plan_tables import COPY
from dxdesk.central.tables import PACKAGE
from dxdesk.language import translate as _
from dxdesk.package.faults import PackageError

_BLOCK: Final = 2**18
_PDF_TYPE: Final = "application/pdf"
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


@signed_in
async def get_paper(visit: Visit) -> Response:
    """Give the PDF that stands for a plan: signed, if one came so."""

    def find() -> tuple[Any, Paper | None]:
        with visit.desk.database.reading() as connection:
            package = package_row(visit, connection)
        return package, paper_of(visit, package)

    package, paper = await to_thread.run_sync(find)
    if paper is None:
        raise NotHereError
    return Response(paper.data, headers=_headed(paper.name or _name(package, ".pdf"), paper.data))


@signed_in
async def get_document(visit: Visit) -> Response:
    """Give a document that has come."""
    position = visit.request.path_params["position"]

    def find() -> tuple[Any, list[str]]:
        with visit.desk.database.reading() as connection:
            package = package_row(visit, connection)
            named = (one for one in documents_of(connection, package) if one.position == position)
            document = next(named, None)
            if document is None or not document.held:
                raise NotHereError
            return document, _files_of(connection, package)

    document, contents = await to_thread.run_sync(find)
    path = visit.desk.intake.path_of(document.sha256)
    if await to_thread.run_sync(path.exists):
        beginning = await to_thread.run_sync(_beginning, path)
        return StreamingResponse(_unpacked(path), headers=_headed(document.name, beginning))
    data = await _done(visit.desk.workers.carried(contents, document.sha256))
    if data is None:
        raise NotHereError
    return Response(data, headers=_headed(document.name, data))


@signed_in
async def get_package_file(visit: Visit) -> Response:
    """Give the package as it came."""

    def find() -> Any:
        with visit.desk.database.reading() as connection:
            return package_row(visit, connection)

    package = await to_thread.run_sync(find)
    path = visit.desk.intake.path_of(package.content)
    if not await to_thread.run_sync(path.exists):
        raise NotHereError
    return StreamingResponse(_unpacked(path), headers=_headed(_name(package, ".dxplan.json"), b""))


@signed_in
async def get_print(visit: Visit) -> Response:
    """Give the plan as this program prints it."""

    def find() -> Any:
        with visit.desk.database.reading() as connection:
            return package_row(visit, connection)

    package = await to_thread.run_sync(find)
    async with visit.desk.printing:
        try:
            data = await _done(visit.desk.workers.printed(package.content))
        except (OSError, EOFError, PackageError):
            raise NotHereError from None
    if isinstance(data, Unprintable):
        message = _("A text of this plan cannot be printed: {reason}")
        raise RefusedError(422, message.format(reason=data.reason))
    return Response(data, headers=_headed(_name(package, "-print.pdf"), data))


async def _done(future: Any) -> Any:
    try:
        return await asyncio.wrap_future(future)
    except BrokenProcessPool:
        raise RefusedError(503, _("That could not be done just now. Try again in a moment.")) from None


def _files_of(connection: Connection, package: Any) -> list[str]:
    """Return the files that may carry the documents of a package: copies of it and of others of its unit."""
    query = (
        select(COPY.c.content)
        .join(PACKAGE)
        .where(PACKAGE.c.unit_id == package.unit_id, PACKAGE.c.year == package.year)
        .order_by(COPY.c.package_id != package.id, COPY.c.content)
    )
    return list(connection.scalars(query))


def _headed(name: str, beginning: bytes) -> dict[str, str]:
    """Return the headers of a file: what is a PDF may be looked at, all else is only to be kept.

    Names are those of the package format, bare ASCII; what is in a file decides, never what is said of it.
    """
    is_pdf = beginning.startswith(PDF)
    safe = "".join(letter if letter.isalnum() or letter in "._-" else "_" for letter in name)
    return _HEADERS | {
        "Content-Type": _PDF_TYPE if is_pdf else "application/octet-stream",
        "Content-Disposition": f'{"inline" if is_pdf else "attachment"}; filename="{safe}"',
    }


def _name(package: Any, ending: str) -> str:
    return f"{package.year}-{package.code}-r{package.revision}{ending}"


def _beginning(path: Path) -> bytes:
    with gzip.open(path) as file:
        return file.read(len(PDF))


def _unpacked(path: Path) -> Iterator[bytes]:
    with gzip.open(path) as file:
        while block := file.read(_BLOCK):
            yield block
