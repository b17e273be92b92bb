"""Documents on their own, in pieces, by their SHA-256 (IETF draft on resumable uploads for HTTP)."""

import os
import re
from hashlib import file_digest
from pathlib import Path
from shutil import copyfileobj
from typing import Final, Literal, NamedTuple

from anyio import to_thread
from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import Response

from dxdesk.central.http.bodies import Received, received, too_large
from dxdesk.central.http.packages import check_media_type, digest_in
from dxdesk.central.http.problems import ProblemError, busy
from dxdesk.central.http.service import Service, service_of
from dxdesk.central.office import LIMITS
from dxdesk.central.receiving import mark_held
from dxdesk.central.tables import DOCUMENT, PACKAGE, UNIT
from dxdesk.language import translate as _
from dxdesk.package.format import StatementUnit

PIECE: Final = "application/partial-upload"
_NUMBER: Final = re.compile(r"[0-9]{1,15}")


class _Document(NamedTuple):
    """A document that packages of a unit name, and the file of what has come of it."""

    unit: StatementUnit
    sha256: str
    size: int
    is_held: bool
    part: Path

    @property
    def offset(self) -> int:
        if self.is_held:
            return self.size
        return self.part.stat().st_size if self.part.exists() else 0


async def head_document(request: Request) -> Response:
    """Say how much of a document is here."""
    service = service_of(request)
    unit = await service.gate.unit(request)
    document = await to_thread.run_sync(_named, service, unit, digest_in(request))
    return Response(headers=_headers(document.offset, is_complete=document.is_held))


async def patch_document(request: Request) -> Response:
    """Take a piece of a document."""
    service = service_of(request)
    unit = await service.gate.unit(request)
    sha256 = digest_in(request)
    check_media_type(request, PIECE)
    offset, is_last = _stated_offset(request), _stated_completeness(request)
    document = await to_thread.run_sync(_named, service, unit, sha256)
    if document.size > LIMITS.document:
        raise too_large(LIMITS.document)
    with service.room():
        async with received(request, service.intake.new_file(), LIMITS.piece) as piece:
            if str(document.part) in service.busy_documents:
                raise busy(_("Another piece of this document is just being taken. Try again."), 1)
            service.busy_documents.add(str(document.part))
            try:
                outcome = await to_thread.run_sync(_taken, service, document, piece, offset, is_last)
            finally:
                service.busy_documents.discard(str(document.part))
    return _answer(outcome)


class _Piece(NamedTuple):
    """What became of a piece, and how much of its document is here now."""

    outcome: Literal["kept", "elsewhere", "wrong"]
    offset: int
    is_complete: bool = False


def _taken(service: Service, document: _Document, piece: Received, offset: int, is_last: bool) -> _Piece:  # noqa: FBT001
    document = _named(service, document.unit, document.sha256)  # as it is now that nobody else writes
    if document.is_held or document.offset != offset:
        return _Piece("elsewhere", document.offset, document.is_held)
    whole = offset + piece.size
    if whole > document.size or (is_last and whole != document.size):
        document.part.unlink(missing_ok=True)
        return _Piece("wrong", 0)
    with document.part.open("ab") as part, piece.path.open("rb") as source:
        copyfileobj(source, part)
        part.flush()
        os.fsync(part.fileno())
    if not is_last:
        return _Piece("kept", whole)
    with document.part.open("rb") as part:
        if file_digest(part, "sha256").hexdigest() != document.sha256:
            document.part.unlink()
            return _Piece("wrong", 0)
        part.seek(0)
        service.intake.keep(part, document.sha256)
    with service.database.writing() as connection:
        mark_held(connection, document.unit, document.sha256)
    document.part.unlink()
    return _Piece("kept", whole, is_complete=True)


def _answer(piece: _Piece) -> Response:
    headers = _headers(piece.offset, is_complete=piece.is_complete)
    if piece.outcome == "elsewhere":
        detail = _("The piece does not begin where the document ends so far. Upload-Offset says where.")
        raise ProblemError(409, "offset", detail, headers=headers)
    if piece.outcome == "wrong":
        detail = _("What has arrived is not the document that the package names. Send it from its beginning.")
        raise ProblemError(422, "document-digest", detail, headers=headers)
    return Response(status_code=204, headers=headers)


def _named(service: Service, unit: StatementUnit, sha256: str) -> _Document:
    query = (
        select(DOCUMENT.c.size, DOCUMENT.c.held)
        .join(PACKAGE, PACKAGE.c.id == DOCUMENT.c.package_id)
        .join(UNIT, UNIT.c.id == PACKAGE.c.unit_id)
        .where(DOCUMENT.c.sha256 == sha256, UNIT.c.scheme == unit.scheme, UNIT.c.code == unit.code)
    )
    with service.database.reading() as connection:
        rows = connection.execute(query).all()
    if not rows:
        raise ProblemError(404, "unknown", _("No package of this unit names such a document."))
    part = service.intake.part(f"{unit.scheme}-{unit.code}-{sha256}")
    return _Document(unit, sha256, rows[0].size, any(row.held for row in rows), part)


def _stated_offset(request: Request) -> int:
    stated = request.headers.get("upload-offset", "")
    if _NUMBER.fullmatch(stated) is None:
        raise ProblemError(400, "offset", _("Upload-Offset must say at which byte the piece begins."))
    return int(stated)


def _stated_completeness(request: Request) -> bool:
    stated = request.headers.get("upload-complete", "")
    if stated not in {"?0", "?1"}:
        raise ProblemError(400, "complete", _("Upload-Complete must be “?1” for the last piece, else “?0”."))
    return stated == "?1"


def _headers(offset: int, *, is_complete: bool) -> dict[str, str]:
    return {
        "Upload-Offset": str(offset),
        "Upload-Complete": "?1" if is_complete else "?0",
        "Cache-Control": "no-store",
    }
