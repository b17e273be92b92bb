"""Closing a revision: its plan and its files are fixed."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

import msgspec

from dxdesk.document.profile import Profile
from dxdesk.export import Exported, Step, export
from dxdesk.guidance.pack import Pack
from dxdesk.issuing.faults import OpenErrorsError
from dxdesk.issuing.standing import without_notes
from dxdesk.package.format import Attachment, Newer, Package
from dxdesk.package.reading import read_package
from dxdesk.package.sealing import sealed
from dxdesk.package.strict_base64 import strictly_decoded
from dxdesk.plan.rules.review import review
from dxdesk.store.values import Revision


class Sealed(NamedTuple):
    """A revision that was sealed, and its files; its package has both documents."""

    revision: Revision
    exported: Exported


def seal(
    draft: Package,
    pack: Pack,
    profile: Profile,
    at: datetime,
    newer: tuple[Newer, ...] = (),
    *,
    begin: Callable[[Step], object] = lambda _step: None,
) -> Sealed:
    """Return a draft sealed at a time (with its zone), with the files that are signed and handed on.

    Review notes are among those who write the plan, and are not in what is sealed.
    `begin` is called before each step, as by `export`.

    Raises:
        OpenErrorsError: the check finds errors in the plan.
        SealedError: the package is sealed already.
        UnprintableTextError: a text of the plan cannot be printed.
        PackageError: a value does not fit the package.
    """
    if errors := sum(finding.severity == "error" for finding in review(draft.plan, pack)):
        raise OpenErrorsError(errors)
    package = sealed(msgspec.structs.replace(draft, plan=without_notes(draft.plan)), at, newer)
    exported = export(package, pack, newer, profile=profile, begin=begin)
    statement = package.statement
    revision = Revision(
        number=statement.revision,
        kind=statement.kind,
        digest=package.digest,
        plan_sha256=statement.plan_sha256,
        profile=profile,
        sealed_at=at.replace(microsecond=0),
    )
    return Sealed(revision, exported)


def sealed_files(data: bytes) -> Exported:
    """Return the files of a sealed package, as they were made when it was sealed.

    Raises:
        PackageError: it is damaged.
        LookupError: it holds no DOCX or no PDF.
    """
    package = read_package(data).package
    documents = {document.role: document for document in package.documents}
    docx, pdf = (_data(documents[role]) for role in ("docx", "pdf"))
    return Exported(docx=docx, pdf=pdf, pages=package.metadata.page_amount or 0, package=data)


def _data(document: Attachment) -> bytes:
    data = strictly_decoded(document.data or "")
    if not data:
        raise LookupError(document.name)
    return data
