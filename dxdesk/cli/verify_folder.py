"""`dxdesk verify` of a folder that was handed over: each file against the list of files that lies in it."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from dxdesk.cli.errors import DONE, FINDINGS, CommandError
from dxdesk.cli.output import print_json
from dxdesk.files import reason_of
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.outbox.manifest import MANIFEST, CheckedFile, Manifest, checked_files, read_manifest
from dxdesk.package.check_code import groups
from dxdesk.text.days import VIETNAM
from dxdesk.value import Value


class _Checked(Value, frozen=True, kw_only=True):
    """A folder against its list of files, which is None where that is missing or damaged."""

    folder: Path
    manifest: Manifest | None
    files: tuple[CheckedFile, ...] = ()

    @property
    def is_whole(self) -> bool:
        return self.manifest is not None and all(one.state == "whole" for one in self.files)


def verify_folder(arguments: Namespace, folder: Path) -> int:
    """Say how each file stands, in a folder with a list of files or in the folders of a stick; exit code 0 if all do.

    Raises:
        CommandError: something cannot be read.
    """
    if arguments.trust or arguments.addresses or arguments.previous or arguments.plan or arguments.code:
        arguments.parser.error(_("a folder is compared with its list of files: leave out the other options"))
    try:
        checked = [_checked(place) for place in _places(folder)]
    except OSError as error:
        message = _("The folder “{path}” cannot be read: {reason}.")
        raise CommandError(message.format(path=folder, reason=reason_of(error))) from None
    if arguments.json:
        print_json([_described(one) for one in checked])
    else:
        print("\n".join(line for one in checked for line in _lines(one)))
    return DONE if all(one.is_whole for one in checked) else FINDINGS


def _places(folder: Path) -> list[Path]:
    """Return the folder, or those in it that have a list of files where it has none itself."""
    if (folder / MANIFEST).exists():
        return [folder]
    return sorted(file.parent for file in folder.glob(f"*/{MANIFEST}")) or [folder]


def _checked(folder: Path) -> _Checked:
    manifest = read_manifest(folder)
    files = () if manifest is None else tuple(checked_files(folder, manifest))
    return _Checked(folder=folder, manifest=manifest, files=files)


def _described(checked: _Checked) -> dict[str, object]:
    manifest = checked.manifest
    return {
        "folder": str(checked.folder),
        "valid": checked.is_whole,
        "package": manifest and manifest.package,
        "written_at": manifest and manifest.written_at,
        "files": checked.files,
    }


def _lines(checked: _Checked) -> Iterator[str]:
    yield f"{checked.folder}:"
    if checked.manifest is None:
        yield "  " + _("The list of files “{name}” is missing or damaged.").format(name=MANIFEST)
        yield "  " + _("Ask whoever handed it over to write it anew.")
        return
    yield from (f"  {one}" for one in checked.files)
    if checked.is_whole:
        count = len(checked.files)
        said = _n(
            "{count} file is as it was written on {time}.",
            "{count} files are as they were written on {time}.",
            count,
        )
        when = checked.manifest.written_at.astimezone(VIETNAM)
        yield "  " + said.format(count=count, time=f"{when:%d/%m/%Y %H:%M:%S}")
        yield "  " + _("Digest of the package: {digest}").format(
            digest=" ".join(groups(checked.manifest.package))
        )
    else:
        yield "  " + _("Ask whoever handed it over to write it anew; use nothing of it before.")
