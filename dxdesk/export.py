"""One plan in its three forms, made from one composed document."""

import msgspec

from dxdesk.document.compose import compose
from dxdesk.guidance.pack import Pack
from dxdesk.package.documents import attached
from dxdesk.package.format import Document, Newer, Package
from dxdesk.package.metadata import fitting_pages
from dxdesk.package.writing import SUFFIX, package_bytes, package_name
from dxdesk.render.docx.writing import write_docx
from dxdesk.render.pdf.writing import write_pdf
from dxdesk.value import Value


class Exported(Value, frozen=True, kw_only=True):
    """The files of a plan; `package` holds both documents."""

    docx: bytes
    pdf: bytes
    pages: int
    package: bytes


def export(package: Package, pack: Pack, newer: tuple[Newer, ...] = ()) -> Exported:
    """Return the plan of `package` as DOCX, as PDF, and as a package with both documents in it.

    What else travels in the package goes along: signed papers, scans, what the records office filled in,
    and `newer`, the members of a newer minor version that were read with it.

    Raises:
        UnprintableTextError: a text of the plan cannot be printed.
        PackageError: a value does not fit the package.
    """
    plan = package.plan
    document = compose(plan, pack)
    docx = write_docx(document)
    pdf = write_pdf(document)
    stem = package_name(plan, package.statement.revision).removesuffix(SUFFIX)
    printed = (attached("docx", f"{stem}.docx", docx), attached("pdf", f"{stem}.pdf", pdf.data))
    filled = msgspec.structs.replace(
        package,
        metadata=msgspec.structs.replace(package.metadata, page_amount=fitting_pages(pdf.pages)),
        documents=(*printed, *_others(package, printed)),
    )
    return Exported(docx=docx, pdf=pdf.data, pages=pdf.pages, package=package_bytes(filled, newer))


def _others(package: Package, printed: tuple[Document, ...]) -> tuple[Document, ...]:
    """Return the documents of the package that the new prints do not replace."""
    names = {document.name for document in printed}
    return tuple(
        document
        for document in package.documents
        if document.role not in {"docx", "pdf"} and document.name not in names
    )
