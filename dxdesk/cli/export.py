"""`dxdesk export`: a plan as DOCX, PDF and package."""

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dxdesk.cli.errors import DONE, CommandError
from dxdesk.cli.files import choose_pack, read_plan, unfit, write_all
from dxdesk.document.compose import UnprintableTextError
from dxdesk.document.profile import Profile
from dxdesk.export import Exported, export
from dxdesk.guidance.pack import Pack
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.package.faults import PackageError
from dxdesk.package.reading import ReadPackage
from dxdesk.plan.rules.review import review


def run(arguments: Namespace) -> int:
    """Write the files that the arguments name, and say what is still to be mended before signing."""
    _refuse_same_files([arguments.plan, arguments.docx, arguments.pdf])
    _refuse_same_files([arguments.docx, arguments.pdf, arguments.package])
    read = read_plan(arguments.plan)
    plan = read.package.plan
    pack = choose_pack(plan, arguments.guidance)
    exported = exported_plan(read, pack, arguments.profile)
    write_forms(exported, docx=arguments.docx, pdf=arguments.pdf, package=arguments.package)
    if errors := sum(finding.severity == "error" for finding in review(plan, pack)):
        message = _n(
            "{count} error is to be mended before signing. See: dxdesk check “{path}”",
            "{count} errors are to be mended before signing. See: dxdesk check “{path}”",
            errors,
        )
        print(message.format(count=errors, path=arguments.plan), file=sys.stderr)
    return DONE


def _refuse_same_files(paths: Iterable[Path | None]) -> None:
    """Keep one form from overwriting another, and the plan from being overwritten by its print."""
    seen: set[Path] = set()
    for path in paths:
        if path is None:
            continue
        place = _place(path)
        if place in seen:
            message = _("“{path}” is named for two files. Choose a name of its own for each.")
            raise CommandError(message.format(path=path))
        seen.add(place)


def _place(path: Path) -> Path:
    try:
        return path.resolve()
    except OSError:  # Windows has no such name; that is told when it is written
        return path.absolute()


def exported_plan(read: ReadPackage, pack: Pack, profile: Profile = "fields") -> Exported:
    """Return a plan in its three forms; `profile` says which fields the PDF has.

    Raises:
        CommandError: a text cannot be printed, or a value does not fit; every place is listed.
    """
    with export_faults():
        return export(read.package, pack, read.newer, profile=profile)


@contextmanager
def export_faults() -> Iterator[None]:
    """Say what hinders an export, with every place.

    Raises:
        CommandError: a text cannot be printed, or a value does not fit.
    """
    try:
        yield
    except PackageError as error:
        raise unfit(error) from None
    except UnprintableTextError as error:
        head = _("Some texts cannot be printed; no file was written.")
        raise CommandError("\n".join([head, *(f"  {fault.message}" for fault in error.faults)])) from None


def write_forms(exported: Exported, *, docx: Path | None, pdf: Path | None, package: Path | None) -> None:
    """Write the forms that have a path.

    Raises:
        CommandError: a file cannot be written; then none is.
    """
    named = ((docx, exported.docx), (pdf, exported.pdf), (package, exported.package))
    files = {path: data for path, data in named if path is not None}
    write_all(files)
    for path, data in files.items():
        print(_("Written: {path} ({size} KB)").format(path=path, size=-(-len(data) // 1024)))
