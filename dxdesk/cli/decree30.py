"""`dxdesk decree30`: where a document deviates from Decree 30/2020/NĐ-CP."""

from argparse import Namespace
from typing import Any

from dxdesk.cli.errors import DONE, FINDINGS
from dxdesk.cli.files import read_bytes
from dxdesk.cli.output import print_json
from dxdesk.inspection.account import account
from dxdesk.inspection.faults import UnreadableDocumentError
from dxdesk.inspection.inspection import Inspection, inspect_file


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
        print(account(inspection))
    return FINDINGS if inspection.deviations else DONE


def _answer(inspection: Inspection) -> dict[str, Any]:
    return {
        "readable": True,
        "file": inspection.name,
        "format": inspection.form,
        "pages": inspection.pages,
        "deviations": inspection.deviations,
    }
