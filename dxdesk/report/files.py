"""The files of a report, by their places within the folder that they are written to."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, get_args

from dxdesk.consolidation.consolidation import Consolidation
from dxdesk.guidance.pack import Pack
from dxdesk.render.docx.writing import write_docx
from dxdesk.render.pdf.writing import write_pdf
from dxdesk.report.composing import compose_report
from dxdesk.report.csv_file import csv_bytes
from dxdesk.report.issuer import Issuer
from dxdesk.report.overview import overviews_of
from dxdesk.report.sheets import all_sheets, standing_line
from dxdesk.report.workbook import workbook_bytes

ReportForm = Literal["xlsx", "csv", "docx", "pdf"]
FORMS: tuple[ReportForm, ...] = get_args(ReportForm)


def report_files(
    found: Consolidation, pack: Pack, issuer: Issuer, at: datetime, forms: Iterable[ReportForm] = FORMS
) -> dict[str, bytes]:
    """Return the files of a report in the wanted forms, as it stands at a moment."""
    wanted = set(forms)
    stem = f"{found.scope.year}-{found.scope.code or 'vn'}-report"
    files: dict[str, bytes] = {}
    if wanted & {"xlsx", "csv"}:
        sheets = all_sheets(found, pack)
        if "xlsx" in wanted:
            standing = standing_line(found, at)
            files[f"{stem}.xlsx"] = workbook_bytes(sheets, overviews_of(found, pack), standing, at)
        if "csv" in wanted:
            files |= {f"csv/{sheet.key}.csv": csv_bytes(sheet) for sheet in sheets}
    if wanted & {"docx", "pdf"}:
        document = compose_report(found, pack, issuer, at)
        if "docx" in wanted:
            files[f"{stem}.docx"] = write_docx(document)
        if "pdf" in wanted:
            files[f"{stem}.pdf"] = write_pdf(document).data
    return files
