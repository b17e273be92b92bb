"""One plan in all its forms, made from one composed document."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, Literal

import msgspec

from dxdesk.document.compose import compose
from dxdesk.document.profile import Profile
from dxdesk.guidance.pack import Pack
from dxdesk.package.documents import attached
from dxdesk.package.format import Attachment, Newer, Package
from dxdesk.package.metadata import fitting_pages
from dxdesk.package.reading import read_package
from dxdesk.package.writing import SUFFIX, package_bytes, package_name, with_digests
from dxdesk.plan.model import Plan
from dxdesk.value import Value

Form = Literal["docx", "pdf", "package", "slip"]
# What an export does, in this order.
Step = Literal["document", "docx", "pdf", "package"]
STEPS: Final[tuple[Step, ...]] = ("document", "docx", "pdf", "package")
# Said of the data within the PDF; documents are in Vietnamese whatever the window speaks.
_DESCRIPTION: Final = "Dữ liệu của {title}"
_ENDINGS: Final[Mapping[Form, str]] = {
    "docx": ".docx",
    "pdf": ".pdf",
    "package": SUFFIX,
    "slip": "-phieu.pdf",
}


class Exported(Value, frozen=True, kw_only=True):
    """The files of a plan; `package` holds both documents."""

    docx: bytes
    pdf: bytes
    pages: int
    package: bytes


def files_of(exported: Exported, forms: Iterable[Form]) -> dict[Form, bytes]:
    """Return the files of these forms. The slip goes with the paper, and names the package."""
    return {form: _WRITERS[form](exported) for form in forms}


def form_names(plan: Plan, revision: int, mark: str = "") -> Mapping[Form, str]:
    """Return what the files of a plan are called, in ASCII, so that they sort by year, unit and revision.

    A `mark` tells a state of the plan from another one of the same revision.
    """
    stem = package_name(plan, revision).removesuffix(SUFFIX)
    return {form: f"{stem}{mark}{ending}" for form, ending in _ENDINGS.items()}


def export(
    package: Package,
    pack: Pack,
    newer: tuple[Newer, ...] = (),
    *,
    profile: Profile = "fields",
    begin: Callable[[Step], object] = lambda _step: None,
) -> Exported:
    """Return the plan of `package` as DOCX, as PDF, and as a package with both documents in it.

    The PDF has the fields of `profile`, and carries the package without its documents.
    What else travels in the package goes along: signed papers, scans, what the records office filled in,
    and `newer`, the members of a newer minor version that were read with it.
    `begin` is called before each step; what it raises ends the export.

    Raises:
        UnprintableTextError: a text of the plan cannot be printed.
        PackageError: a value does not fit the package.
    """
    # Whoever only asks for the names of the files does without the writers, a tenth of a second of imports.
    from dxdesk.render.docx.writing import write_docx  # noqa: PLC0415
    from dxdesk.render.pdf.archive import Source  # noqa: PLC0415
    from dxdesk.render.pdf.writing import write_pdf  # noqa: PLC0415

    plan = package.plan
    begin("document")
    document = compose(plan, pack)
    begin("docx")
    docx = write_docx(document)
    begin("pdf")
    names = form_names(plan, package.statement.revision)

    def source(pages: int) -> Source:
        own = tuple(member for member in newer if not member.pointer.startswith("/documents/"))
        # Whoever signs the statement later, the PDF stays the same.
        unsigned = msgspec.structs.replace(package, signatures=())
        data = package_bytes(_filled(unsigned, own, pages), own)
        return Source(names["package"], _DESCRIPTION.format(title=document.title), data)

    pdf = write_pdf(document, profile=profile, source=source)
    begin("package")
    printed = (attached("docx", names["docx"], docx), attached("pdf", names["pdf"], pdf.data))
    documents = (*printed, *_others(package, printed))
    whole = msgspec.structs.replace(_filled(package, newer, pdf.pages), documents=documents)
    return Exported(docx=docx, pdf=pdf.data, pages=pdf.pages, package=package_bytes(whole, newer))


def _slip(exported: Exported) -> bytes:
    from dxdesk.render.pdf.slip import write_slip  # noqa: PLC0415 - as above

    return write_slip(read_package(exported.package).package, exported.pages)


_WRITERS: Final[Mapping[Form, Callable[[Exported], bytes]]] = {
    "docx": lambda exported: exported.docx,
    "pdf": lambda exported: exported.pdf,
    "package": lambda exported: exported.package,
    "slip": _slip,
}


def _filled(package: Package, newer: tuple[Newer, ...], pages: int) -> Package:
    """Return the package with its digests and number of pages, without documents."""
    metadata = msgspec.structs.replace(package.metadata, page_amount=fitting_pages(pages))
    return msgspec.structs.replace(with_digests(package, newer), metadata=metadata, documents=())


def _others(package: Package, printed: tuple[Attachment, ...]) -> tuple[Attachment, ...]:
    """Return the documents of the package that the new prints do not replace."""
    names = {document.name for document in printed}
    return tuple(
        document
        for document in package.documents
        if document.role not in {"docx", "pdf"} and document.name not in names
    )
