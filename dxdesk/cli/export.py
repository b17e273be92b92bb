"""`dxdesk export`: a plan as DOCX, PDF and package."""

from argparse import Namespace
from pathlib import Path

from dxdesk.cli.errors import DONE, CommandError
from dxdesk.cli.files import choose_pack, read_plan, write_file
from dxdesk.document.compose import UnprintableTextError
from dxdesk.export import Exported, export
from dxdesk.guidance.pack import Pack
from dxdesk.language import translate as _
from dxdesk.package.reading import ReadPackage


def run(arguments: Namespace) -> int:
    """Write the files that the arguments name."""
    read = read_plan(arguments.plan)
    exported = exported_plan(read, choose_pack(read.package.plan, arguments.guidance))
    write_forms(exported, docx=arguments.docx, pdf=arguments.pdf, package=arguments.package)
    return DONE


def exported_plan(read: ReadPackage, pack: Pack) -> Exported:
    """Return a plan in its three forms.

    Raises:
        CommandError: a text cannot be printed; every place is listed.
    """
    try:
        return export(read.package, pack, read.newer)
    except UnprintableTextError as error:
        head = _("Some texts cannot be printed; no file was written.")
        raise CommandError("\n".join([head, *(f"  {fault.message}" for fault in error.faults)])) from None


def write_forms(exported: Exported, *, docx: Path | None, pdf: Path | None, package: Path | None) -> None:
    """Write the forms that have a path.

    Raises:
        CommandError: a file cannot be written.
    """
    for path, data in ((docx, exported.docx), (pdf, exported.pdf), (package, exported.package)):
        if path is not None:
            write_file(path, data)
            print(_("Written: {path} ({size} KB)").format(path=path, size=-(-len(data) // 1024)))
