"""Reading and writing the files that a command names."""

from collections.abc import Callable, Mapping
from pathlib import Path

from dxdesk.cli.errors import CommandError
from dxdesk.files import FileError, read_up_to, reason_of, write_files
from dxdesk.guidance.faults import FaultyPackError
from dxdesk.guidance.loading import load_pack, pack_for_year
from dxdesk.guidance.pack import Pack
from dxdesk.language import translate as _
from dxdesk.package.container import MAX_SIZE
from dxdesk.package.faults import PackageError
from dxdesk.package.format import Package
from dxdesk.package.reading import ReadPackage, read_package
from dxdesk.package.writing import package_bytes
from dxdesk.plan.model import Plan
from dxdesk.plan.packs import pack_for


def read_bytes(path: Path) -> bytes:
    """Read a file.

    Raises:
        CommandError: it cannot be read.
    """
    try:
        return read_up_to(path, MAX_SIZE + 1)  # the reader refuses anything longer
    except FileNotFoundError:
        raise CommandError(_("There is no file “{path}”. Check its name.").format(path=path)) from None
    except OSError as error:
        message = _("The file “{path}” cannot be read: {reason}.")
        raise CommandError(message.format(path=path, reason=reason_of(error))) from None


def secret_in(path: Path) -> str:
    """Return the first line of a file: on the command line, a passphrase would be seen by others."""
    try:
        lines = read_bytes(path).decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        message = _("The passphrase in “{path}” is not UTF-8. Save the file as UTF-8.")
        raise CommandError(message.format(path=path)) from None
    return lines[0] if lines else ""


def read_plan(path: Path) -> ReadPackage:
    """Read a package file with every check.

    Raises:
        CommandError: the file cannot be read or has faults; all are listed.
    """
    try:
        return read_package(read_bytes(path))
    except PackageError as error:
        raise unusable(path, error) from None


def unusable(path: Path, error: PackageError) -> CommandError:
    """Return the error that lists what is wrong with a file."""
    head = _("The file “{path}” cannot be used:").format(path=path)
    return CommandError("\n".join([head, *(f"  {fault}" for fault in error.faults)]))


def choose_pack(plan: Plan, folder: Path | None) -> Pack:
    """Return the pack in `folder`, or the installed one that fits the plan.

    Raises:
        CommandError: the pack has faults, or there is none.
    """
    return _pack(lambda: load_pack(folder) if folder else pack_for(plan))


def choose_pack_of_year(year: int, folder: Path | None) -> Pack:
    """Return the pack in `folder`, or the installed one for plans of `year`.

    Raises:
        CommandError: the pack has faults, or there is none.
    """
    return _pack(lambda: load_pack(folder) if folder else pack_for_year(year))


def _pack(find: Callable[[], Pack]) -> Pack:
    try:
        return find()
    except FaultyPackError as error:
        head = _("The guidance pack cannot be used:")
        raise CommandError("\n".join([head, *(f"  {fault}" for fault in error.faults)])) from None
    except LookupError as error:
        raise CommandError(str(error)) from None


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, if they are not there.

    Raises:
        CommandError: it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = _("The folder “{path}” cannot be made: {reason}.")
        raise CommandError(message.format(path=path, reason=reason_of(error))) from None


def write_package(path: Path, package: Package) -> None:
    """Write a package.

    Raises:
        CommandError: a value does not fit the format, with its place; or the file cannot be written.
    """
    try:
        data = package_bytes(package)
    except PackageError as error:
        raise unfit(error) from None
    write_file(path, data)


def unfit(error: PackageError) -> CommandError:
    """Return the error that says which values do not fit a package."""
    head = _("The plan cannot be kept as a package:")
    return CommandError("\n".join([head, *(f"  {fault}" for fault in error.faults)]))


def write_file(path: Path, data: bytes) -> None:
    """Write a file as a whole or not at all.

    Raises:
        CommandError: it cannot be written; what was there before is unharmed.
    """
    write_all({path: data})


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write all files or none.

    Raises:
        CommandError: one cannot be written; what was there before is unharmed.
    """
    try:
        write_files(files)
    except FileError as error:
        raise CommandError(str(error)) from None
