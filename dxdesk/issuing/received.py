"""A sealed package that came from elsewhere: its revision goes on here, with what came of it."""

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

import msgspec

from dxdesk.document.profile import Profile
from dxdesk.export import export
from dxdesk.guidance.pack import Pack
from dxdesk.issuing.papers import Handed
from dxdesk.package.canonical import sha256_hex
from dxdesk.package.format import Attachment, Package
from dxdesk.package.metadata import metadata_of
from dxdesk.package.reading import ReadPackage, read_package
from dxdesk.package.strict_base64 import strictly_decoded
from dxdesk.package.writing import package_bytes
from dxdesk.plan.model import Plan
from dxdesk.signing.faults import SigningError
from dxdesk.signing.fields import signature_fields, text_fields
from dxdesk.signing.homecoming import Homecoming, receive
from dxdesk.signing.pdf_reading import open_reader
from dxdesk.signing.trust import Trust
from dxdesk.store.store import Store
from dxdesk.store.values import PaperRole, Revision, Tally

_PAPERS: Final[tuple[PaperRole, ...]] = ("signed-pdf", "scan")


class Received(NamedTuple):
    """A sealed revision, its package as it was sealed, its papers, and number and day where it was issued."""

    revision: Revision
    package: bytes
    papers: tuple[Handed, ...]
    number: str = ""
    issued_on: date | None = None


def received(read: ReadPackage, pack: Pack, signed: Handed | None = None) -> Received | None:
    """Return what a package says of its revision; None where it is a draft.

    `signed` is the PDF that the package was taken out of, if it was. It counts as issued where a paper and
    number and day came with it.
    """
    package = read.package
    statement = package.statement
    if statement.sealed_at is None:
        return None
    papers = (*_papers(package), *([signed] if signed else []))
    number, day = package.metadata.code_number, package.metadata.issued_date
    kept: list[Handed] = []
    for paper in papers:
        found = _homecoming(paper, package) if paper.role == "signed-pdf" else None
        if found is None and paper.role == "signed-pdf":
            continue
        kept.append(paper)
        if found is not None and found.number and not number:
            number, day = found.number.lstrip("0"), found.issued_on
    is_issued = bool(kept and number and day)
    sealed = _as_sealed(read, pack)
    return Received(
        revision=Revision(
            number=statement.revision,
            kind=statement.kind,
            digest=package.digest,
            plan_sha256=statement.plan_sha256,
            profile=_profile(sealed),
            sealed_at=statement.sealed_at,
        ),
        package=package_bytes(sealed, read.newer),
        papers=tuple(kept),
        number=number if is_issued else "",
        issued_on=day if is_issued else None,
    )


def keep(store: Store, plan: Plan, tally: Tally, received: Received | None, known: str = "") -> Iterator[str]:
    """Add a plan to a store, with the revision that it came as; yield its id after each step that is written.

    A step that could not be written is made again with the id that is `known` by then.
    """
    plan_id = known or store.add_plan(plan, tally)
    yield plan_id
    if received is None:
        return
    number = received.revision.number
    if not store.revisions.list(plan_id):
        store.revisions.seal(plan_id, received.revision, received.package)
    there = {paper.sha256 for paper in store.revisions.papers(plan_id, number)}
    for paper in received.papers:
        if sha256_hex(paper.data) not in there:
            store.revisions.add_paper(plan_id, number, paper.role, paper.name, paper.data)
    is_open = store.revisions.list(plan_id)[0].issued_at is None
    if received.issued_on is not None and is_open:
        store.revisions.issue(plan_id, number, received.number, received.issued_on)


def _papers(package: Package) -> list[Handed]:
    return [
        Handed(role, document.name, data)
        for role in _PAPERS
        for document in package.documents
        if document.role == role and (data := _data(document))
    ]


def _homecoming(paper: Handed, package: Package) -> Homecoming | None:
    """Return what is to be said of a signed PDF of the package; None where it is none.

    Whom to trust, and whether certificates have run out since, is asked when it is shown.
    """
    try:
        found = receive(paper.data, package, Trust())
    except SigningError:
        return None
    return found if found.belonging == "same" and found.integrity == "intact" else None


def _as_sealed(read: ReadPackage, pack: Pack) -> Package:
    """Return the package as it was sealed; a stripped one gets its documents anew, which are the same."""
    package = read.package
    planned = metadata_of(package.plan, package.metadata.page_amount)
    own = tuple(each for each in package.documents if each.role in {"docx", "pdf"} and each.data)
    bare = msgspec.structs.replace(package, metadata=planned, documents=own)
    if {each.role for each in own} == {"docx", "pdf"}:
        return bare
    return read_package(export(bare, pack, read.newer).package).package


def _profile(package: Package) -> Profile:
    """Return which fields the PDF for signing has."""
    pdf = next(each for each in package.documents if each.role == "pdf")
    reader = open_reader(_data(pdf))
    if text_fields(reader):
        return "fillable"
    return "fields" if signature_fields(reader) else "flat"


def _data(document: Attachment) -> bytes:
    return strictly_decoded(document.data or "") or b""
