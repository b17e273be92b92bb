"""One plan in its three forms, made from one composed document."""

import msgspec

from dxdesk.document.compose import compose
from dxdesk.guidance.pack import Pack
from dxdesk.package.documents import attached
from dxdesk.package.format import Newer, Package
from dxdesk.package.metadata import metadata_of
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

    `newer` are members of a newer minor version that were read with the package; they go along.

    Raises:
        UnprintableTextError: a text of the plan cannot be printed.
    """
    plan = package.plan
    document = compose(plan, pack)
    docx = write_docx(document)
    pdf = write_pdf(document)
    stem = package_name(plan, package.statement.revision).removesuffix(SUFFIX)
    filled = msgspec.structs.replace(
        package,
        metadata=metadata_of(plan, pdf.pages),
        documents=(attached("docx", f"{stem}.docx", docx), attached("pdf", f"{stem}.pdf", pdf.data)),
    )
    return Exported(docx=docx, pdf=pdf.data, pages=pdf.pages, package=package_bytes(filled, newer))
