"""`dxdesk decree30`: where a document deviates from Decree 30/2020/NĐ-CP."""

from argparse import Namespace
from typing import Any

from dxdesk.cli.errors import DONE, FINDINGS
from dxdesk.cli.files import read_bytes
from dxdesk.cli.output import print_json
from dxdesk.inspection.deviation import Deviation
from dxdesk.inspection.faults import UnreadableDocumentError
from dxdesk.inspection.inspection import Inspection, inspect_file
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n


def run(arguments: Namespace) -> int:
    """Print every deviation with its place, or that there is none, or why the file cannot be measured."""
    try:
        inspection = inspect_file(arguments.file.name, read_bytes(arguments.file))
    except UnreadableDocumentError as error:
        if arguments.json:
            print_json({"readable": False, "message": error.message, "cure": error.cure})
        else:
            print(error)
        return FINDINGS
    if arguments.json:
        print_json(_answer(inspection))
    else:
        _print(inspection)
    return FINDINGS if inspection.deviations else DONE


def _answer(inspection: Inspection) -> dict[str, Any]:
    return {
        "readable": True,
        "file": inspection.name,
        "format": inspection.form,
        "pages": inspection.pages,
        "deviations": inspection.deviations,
    }


def _print(inspection: Inspection) -> None:
    count = len(inspection.deviations)
    if not count:
        print(_("The document keeps to Decree 30/2020/NĐ-CP; nothing deviates."))
        return
    head = _n(
        "{count} deviation from Decree 30/2020/NĐ-CP, Appendix I:",
        "{count} deviations from Decree 30/2020/NĐ-CP, Appendix I:",
        count,
    )
    print(head.format(count=count))
    for deviation in inspection.deviations:
        print(_lines(deviation))


def _lines(deviation: Deviation) -> str:
    where = deviation.place
    if deviation.page is not None:
        where = _("Page {page}, {place}").format(page=deviation.page, place=where)
    compared = _("Found: {found}. The decree wants: {wanted} ({source}).").format(
        found=deviation.found, wanted=deviation.wanted, source=deviation.source
    )
    return f"  [{deviation.code}] {deviation.message}\n    {where}\n    {compared}"
