"""The files of a plan: documents that came with it, the package itself, and its plan printed by this program."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from anyio import to_thread
from starlette.responses import Response, StreamingResponse

from dxdesk.central.opening_packages import Unprintable
from dxdesk.central.pages.faults import NotHereError, RefusedError
from dxdesk.central.pages.plans import package_row
from dxdesk.central.pages.visit import Visit, signed_in
from dxdesk.central.papers import PDF, documents_of, files_of
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
    package = await to_thread.run_sync(_package_of, visit)
    paper = await visit.desk.opened(visit.desk.workers.paper, package.id)
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
            return document, files_of(connection, package)

    document, contents = await to_thread.run_sync(find)
    path = visit.desk.intake.path_of(document.sha256)
    if await to_thread.run_sync(path.exists):
        beginning = await to_thread.run_sync(_beginning, path)
        return StreamingResponse(_unpacked(path), headers=_headed(document.name, beginning))
    data = await visit.desk.opened(visit.desk.workers.carried, contents, document.sha256)
    if data is None:
        raise NotHereError
    return Response(data, headers=_headed(document.name, data))


@signed_in
async def get_package_file(visit: Visit) -> Response:
    """Give the package as it came."""
    package = await to_thread.run_sync(_package_of, visit)
    path = visit.desk.intake.path_of(package.content)
    if not await to_thread.run_sync(path.exists):
        raise NotHereError
    return StreamingResponse(_unpacked(path), headers=_headed(_name(package, ".dxplan.json"), b""))


@signed_in
async def get_print(visit: Visit) -> Response:
    """Give the plan as this program prints it."""
    package = await to_thread.run_sync(_package_of, visit)
    try:
        data = await visit.desk.opened(visit.desk.workers.printed, package.content)
    except (OSError, PackageError):
        raise NotHereError from None
    if isinstance(data, Unprintable):
        message = _("A text of this plan cannot be printed: {reason}")
        raise RefusedError(422, message.format(reason=data.reason))
    return Response(data, headers=_headed(_name(package, "-print.pdf"), data))


def _package_of(visit: Visit) -> Any:
    with visit.desk.database.reading() as connection:
        return package_row(visit, connection)


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
