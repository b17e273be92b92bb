"""The files of a plan, written once and read back."""

from functools import cache
from typing import Final, NamedTuple

from dxdesk.document.compose import compose
from dxdesk.document.tree import Document
from dxdesk.guidance.pack import Pack
from dxdesk.plan.model import Form, Plan
from dxdesk.render.docx.writing import write_docx
from dxdesk.render.pdf.writing import write_pdf
from tests.document.sample_plans import SampleLevel, full_plan, pack
from tests.render.docx_text import DocxFile
from tests.render.pdf_text import PdfFile

Sample = tuple[SampleLevel, Form]

SAMPLES: Final[tuple[Sample, ...]] = (
    ("xa", "plan"),
    ("xa", "decision"),
    ("huyen", "plan"),
    ("huyen", "decision"),
)


class Files(NamedTuple):
    """A document and both of its files."""

    document: Document
    docx: DocxFile
    pdf: PdfFile


def files_of(plan: Plan, guidance: Pack | None = None) -> Files:
    """Write a plan in both formats and read the files back."""
    document = compose(plan, guidance or pack())
    return Files(document, DocxFile(write_docx(document)), PdfFile(write_pdf(document).data))


def docx_of(plan: Plan, guidance: Pack | None = None) -> DocxFile:
    """Write a plan as DOCX and read it back."""
    return DocxFile(write_docx(compose(plan, guidance or pack())))


def pdf_of(plan: Plan, guidance: Pack | None = None) -> PdfFile:
    """Write a plan as PDF and read it back."""
    return PdfFile(write_pdf(compose(plan, guidance or pack())).data)


@cache
def sample_files(level: SampleLevel, form: Form) -> Files:
    """Return the files of a full plan."""
    return files_of(full_plan(level, form))
