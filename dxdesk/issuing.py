"""From a plan that is written to one that is issued: revisions, their sealing, and what is handed on of them.

A revision is sealed once: from then on its plan and its files are fixed. What is written afterwards belongs
to the next revision, an amendment ("điều chỉnh, bổ sung") that names the one before by its digest.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import PurePath
from typing import Final, Literal, NamedTuple

import msgspec

from dxdesk.document.profile import Profile
from dxdesk.export import Exported, Step, export
from dxdesk.guidance.pack import Pack
from dxdesk.package.canonical import canonical_bytes, sha256_hex
from dxdesk.package.documents import attached
from dxdesk.package.format import Attachment, Kind, Newer, Package
from dxdesk.package.reading import read_package
from dxdesk.package.sealing import sealed
from dxdesk.package.strict_base64 import strictly_decoded
from dxdesk.package.writing import SUFFIX, draft_package, package_bytes, package_name
from dxdesk.plan.model import Plan
from dxdesk.plan.rules.review import review
from dxdesk.store.values import PaperRole, Revision
from dxdesk.value import Value

Phase = Literal["draft", "sealed", "issued"]
# Said in the names of files; documents are in Vietnamese whatever the window speaks.
_PAPER_NAMES: Final[dict[PaperRole, str]] = {"signed-pdf": "da-ky", "scan": "ban-quet"}


class OpenErrorsError(ValueError):
    """The plan has errors that are to be mended before it is signed."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class Standing(Value, frozen=True, kw_only=True):
    """Which revision a plan is, as it stands on the desk.

    `sealed` is the newest sealed revision, if any. The plan is `edited` where it is not what that one holds:
    of a revision that is issued, what is edited is the draft of the next one.
    """

    phase: Phase
    number: int
    kind: Kind
    previous: str | None
    sealed: Revision | None
    edited: bool


def standing(plan: Plan, revisions: Sequence[Revision]) -> Standing:
    """Return which revision a plan is; `revisions` are its sealed ones, the highest first."""
    newest = revisions[0] if revisions else None
    if newest is None:
        return Standing(phase="draft", number=1, kind="original", previous=None, sealed=None, edited=False)
    edited = sha256_hex(canonical_bytes(plan)) != newest.plan_sha256
    if newest.issued_at is not None and edited:
        number = newest.number + 1
        return Standing(
            phase="draft", number=number, kind="amendment", previous=newest.digest, sealed=newest, edited=True
        )
    before = revisions[1].digest if len(revisions) > 1 else None
    phase: Phase = "sealed" if newest.issued_at is None else "issued"
    return Standing(
        phase=phase, number=newest.number, kind=newest.kind, previous=before, sealed=newest, edited=edited
    )


def next_draft(package: Package) -> Package:
    """Return the draft that follows a sealed package: the same plan, as the next revision."""
    statement = package.statement
    return draft_package(
        package.plan, revision=statement.revision + 1, kind="amendment", previous=package.digest
    )


def draft_of(plan: Plan, now: Standing) -> Package:
    """Return the draft of the revision that a plan is."""
    return draft_package(plan, revision=now.number, kind=now.kind, previous=now.previous)


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

    `begin` is called before each step, as by `export`.

    Raises:
        OpenErrorsError: the check finds errors in the plan.
        SealedError: the package is sealed already.
        UnprintableTextError: a text of the plan cannot be printed.
        PackageError: a value does not fit the package.
    """
    if errors := sum(finding.severity == "error" for finding in review(draft.plan, pack)):
        raise OpenErrorsError(errors)
    package = sealed(draft, at, newer)
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


class Handed(NamedTuple):
    """A paper to be handed on with a package: what it is, the name of its file, and its data."""

    role: PaperRole
    name: str
    data: bytes


def issued_package(data: bytes, number: str, issued_on: date | None, papers: Iterable[Handed]) -> bytes:
    """Return a sealed package with what came of it: number, day of issue, and its papers.

    Statement, plan and digest stay as they are; the papers get names of their own, in ASCII.

    Raises:
        PackageError: it is damaged, or number or day do not fit.
    """
    read = read_package(data)
    package = read.package
    metadata = msgspec.structs.replace(package.metadata, code_number=number, issued_date=issued_on)
    documents = [*package.documents, *_named(package, papers)]
    whole = msgspec.structs.replace(package, metadata=metadata, documents=tuple(documents))
    return package_bytes(whole, read.newer)


def paper_name(plan: Plan, revision: int, role: PaperRole, ending: str, count: int = 1) -> str:
    """Return the file name of a paper: `2023-18580-r1-da-ky.pdf`; from the second of its kind on, numbered."""
    stem = package_name(plan, revision).removesuffix(SUFFIX)
    number = f"-{count}" if count > 1 else ""
    return f"{stem}-{_PAPER_NAMES[role]}{number}{ending.lower()}"


def _named(package: Package, papers: Iterable[Handed]) -> Iterable[Attachment]:
    counts: dict[PaperRole, int] = {}
    for paper in papers:
        counts[paper.role] = count = counts.get(paper.role, 0) + 1
        ending = PurePath(paper.name).suffix
        name = paper_name(package.plan, package.statement.revision, paper.role, ending, count)
        yield attached(paper.role, name, paper.data)


def _data(document: Attachment) -> bytes:
    data = strictly_decoded(document.data or "")
    if not data:
        raise LookupError(document.name)
    return data
